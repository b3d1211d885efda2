import { describe, expect, it } from "vitest";
import type { Scenario, ScenarioStep } from "../../engine/model/index.ts";
import { runScenarios } from "../../engine/simulate/index.ts";
import { opened, withScenarios } from "./trial-pack.ts";

const submit: ScenarioStep = { send: "SUBMIT", by: "ann", payload: { name: "chairs" } };
const toApproval: ScenarioStep[] = [
  submit,
  { answer: "check", output: { found: true } },
  { send: "APPROVE", by: "hal" },
];

/** Plays one scenario; the words of what failed in it. */
async function play(parts: Partial<Scenario>): Promise<string[]> {
  const results = await runScenarios(withScenarios(opened(parts)), { procedures: ["request"] });
  return results[0]!.failures.map(
    ({ path, message }) => `${path.replace("/scenarios/0", "")}: ${message.en}`,
  );
}

describe("a scenario that goes as written", () => {
  it("sends, answers calls by the invocation or the connector, and compares what is expected", async () => {
    for (const answer of ["check", "registry"])
      expect(
        await play({
          steps: [
            { ...submit, expect: { state: { open: "checking" }, tasks: ["WITHDRAW"], sent: [] } },
            { answer, output: { found: true }, expect: { state: "open.deciding", data: { checked: true } } },
            {
              send: "APPROVE",
              by: "hal",
              expect: {
                state: "approved",
                status: "active",
                tasks: [],
                data: { amount: 50, items: [{ name: "chairs", done: false }] },
                sent: ["approved"],
                registers: { requests: 2 },
              },
            },
          ],
          expect: { sent: [{ message: "approved", roles: ["clerk"], text: { en: "Approved: 50" } }] },
        }),
      ).toEqual([]);
  });

  it("does common acts, on the task of a state where it names one, and is refused what it says", async () => {
    const deciding: ScenarioStep[] = [submit, { answer: "check", output: { found: true } }];
    expect(
      await play({
        steps: [
          ...deciding,
          { act: "transfer", by: "vic", payload: { to: "bea" }, because: "not-permitted" },
          { act: "delegate", by: "hal", on: "open.deciding", payload: { to: "vic", question: "?" } },
          { refused: "APPROVE", by: "hal", because: "not-now" },
          { act: "answer", by: "vic", on: "open.deciding", payload: { opinion: "fine" } },
          { act: "copy", by: "hal", payload: { to: ["vic"] } },
          { act: "proxy", by: "hal", payload: { to: "bea", until: "2026-03-09T00:00:00+08:00" } },
          { send: "APPROVE", by: { id: "bea", roles: ["clerk"], for: "hal" } },
        ],
      }),
    ).toEqual([]);
    const wrong = async (step: ScenarioStep) => (await play({ steps: [...deciding, step] })).join();
    expect(await wrong({ act: "transfer", by: "vic", payload: { to: "bea" } })).toContain(
      "/steps/2/act: “transfer” by vic was to be accepted and was refused (not-permitted)",
    );
    expect(await wrong({ act: "copy", by: "hal", payload: { to: ["vic"] }, because: "not-now" })).toContain(
      "/steps/2/act: “copy” by hal was to be refused (not-now), and was accepted",
    );
    expect(
      await wrong({ act: "copy", by: "hal", payload: { to: ["nobody"] }, because: "not-now" }),
    ).toContain("/steps/2/because: ");
    expect(await wrong({ act: "urge", by: "ann", on: "approved" })).toContain("no open task of “approved”");
  });

  it("opens another case beside its own, and names it", async () => {
    const other: ScenarioStep = { open: "request", as: "other", by: "ann", data: { amount: 9 } };
    expect(
      await play({
        steps: [
          { ...other, expect: { state: { open: "draft" }, data: { amount: 9 } } },
          { ...submit, case: "other", expect: { state: { open: "checking" } } },
          { case: "other", answer: "check", output: { found: true } },
          { expect: { state: { open: "draft" }, data: { amount: 50 } } },
        ],
      }),
    ).toEqual([]);
    expect(await play({ steps: [{ ...other, expect: { data: { amount: 8 } } }] })).toEqual([
      "/steps/0/expect/data/amount: data.amount was to be 8 and is 9.",
    ]);
    expect(await play({ steps: [{ ...other, by: "nobody" } as ScenarioStep] })).toMatchObject([
      expect.stringContaining("/steps/0/by: "),
    ]);
    expect(await play({ steps: [{ ...other, data: {} } as ScenarioStep] })).toMatchObject([
      expect.stringContaining("/steps/0/open: The case was to be opened and was refused (invalid-data)"),
    ]);
  });

  it("lets a call fail", async () => {
    expect(
      await play({
        steps: [
          submit,
          {
            answer: "check",
            error: { code: "down", message: "no answer" },
            expect: { state: { open: "draft" } },
          },
        ],
      }),
    ).toEqual([]);
  });

  it("F5: a wait counts as delays do, from its present instant, and its end is included", async () => {
    const waits = async (...steps: ScenarioStep[]) => play({ steps: [...toApproval, ...steps] });
    expect(
      await waits(
        { wait: { workingDays: 2 }, expect: { state: "approved" } },
        { wait: { workingDays: 1 }, expect: { state: "following" } },
      ),
    ).toEqual([]);
    // Three working days from Monday end on Thursday, 24:00, which is 16:00 of that day in UTC.
    expect(
      await waits(
        { wait: { until: "2026-03-05T23:59:59.999+08:00" }, expect: { state: "approved" } },
        { wait: { until: "2026-03-06T00:00:00+08:00" }, expect: { state: "following" } },
      ),
    ).toEqual([]);
    expect(await waits({ wait: { until: "2026-03-05" }, expect: { state: "following" } })).toEqual([]);
    expect(await waits({ wait: { days: 2, hours: 24 }, expect: { state: "following" } })).toEqual([]);
  });

  it("F5: what falls due on the way fires at its own instant, clocks with it", async () => {
    expect(
      await play({
        steps: [
          { expect: { clock: { handling: "green" } } },
          { wait: { workingDays: 5 }, expect: { clock: { handling: "blue" } } },
          { wait: { workingDays: 5 }, expect: { clock: { handling: "red" } } },
        ],
      }),
    ).toEqual([]);
  });

  it("reaches linked cases by link, place and path, and child cases by their invocation", async () => {
    expect(
      await play({
        steps: [
          ...toApproval,
          { case: "visit", expect: { data: { purpose: "second" } } },
          {
            case: "visit#1",
            send: "VISIT",
            by: "ann",
            expect: { state: "visited", data: { purpose: "first" } },
          },
          { case: "visit#2", expect: { state: "planned" } },
          { wait: { workingDays: 3 } },
          { case: "closing", send: "VISIT", by: "ann", expect: { status: "done" } },
        ],
        expect: { status: "done", state: "done" },
      }),
    ).toEqual([]);
  });

  it("takes people of the directory and principals written out, parameters and registers", async () => {
    const zoe = { id: "zoe", roles: ["clerk", "head"] };
    const big = { by: zoe, data: { amount: 500 } };
    const steps: ScenarioStep[] = [
      { send: "SUBMIT", by: zoe, payload: { name: "hall" } },
      { answer: "check", output: { found: false } },
      { refused: "APPROVE", by: zoe, because: "not-permitted" },
    ];
    expect(await play({ ...big, parameters: { limit: 500 }, steps })).toEqual([]);
    expect(
      await play({
        registers: { requests: [{ id: "a", amount: 50 }] },
        steps: [
          { refused: "SUBMIT", by: "ann", payload: { name: "x" }, because: "guard-refused" },
          { expect: { registers: { requests: { a: { amount: 50 }, old: null } } } },
        ],
        expect: { registers: { requests: [{ id: "a" }] } },
      }),
    ).toEqual([]);
  });

  it("opening may be what is refused", async () => {
    expect(await play({ by: "vic", because: "not-permitted" })).toEqual([]);
    expect(await play({ data: { amount: 1, checked: true }, because: "invalid-data" })).toEqual([]);
  });

  it("each scenario has an engine of its own", async () => {
    const scenario = opened({ steps: toApproval, expect: { registers: { requests: 2 } } });
    const [result] = await runScenarios(withScenarios(scenario, scenario), { procedures: ["request"] });
    expect(result).toMatchObject({ scenarios: 2, passed: 2, failures: [] });
  });
});

describe("a scenario that does not", () => {
  it.each<[string, Partial<Scenario>, string]>([
    ["opening", { by: "vic" }, ": The case was to be opened and was refused (not-permitted): "],
    [
      "opening accepted",
      { because: "not-permitted" },
      "/because: Opening was to be refused (not-permitted), and the case",
    ],
    [
      "opening refused for another reason",
      { by: "vic", because: "invalid-data" },
      "/because: Opening was to be refused with invalid-data, and was refused with not-permitted: ",
    ],
    ["the instant", { at: "yesterday" }, "/at: “yesterday” is no instant."],
    [
      "a parameter",
      { parameters: { limit: 0 } },
      "/parameters: The pack cannot be deployed with these parameters: ",
    ],
    ["a person", { by: "nobody" }, "/by: Nobody in the directory is called “nobody”."],
    [
      "a person in a step",
      { steps: [{ send: "SUBMIT", by: "toString" }] },
      "/steps/0/by: Nobody in the directory is called “toString”.",
    ],
    [
      "an event refused",
      { steps: [{ send: "APPROVE", by: "hal" }] },
      "/steps/0/send: “APPROVE” by hal was to be accepted and was refused (not-now): ",
    ],
    [
      "an event accepted",
      { steps: [{ refused: "WITHDRAW", by: "vic", because: "not-permitted" }] },
      "/steps/0/refused: “WITHDRAW” by vic was to be refused (not-permitted), and was accepted; the case is in withdrawn.",
    ],
    [
      "another refusal",
      { steps: [{ refused: "APPROVE", by: "ann", because: "not-now" }] },
      "/steps/0/because: “APPROVE” by ann was to be refused with not-now, and was refused with not-permitted: ",
    ],
    [
      "the state",
      { steps: [{ ...submit, expect: { state: "open.deciding" } }] },
      '/steps/0/expect/state: The case was to be in "open.deciding" and is in {"open":"checking"}.',
    ],
    [
      "the status",
      { expect: { status: "done" } },
      '/expect/status: The case was to be "done" and is active.',
    ],
    [
      "a member of the data",
      { expect: { data: { amount: 51 } } },
      "/expect/data/amount: data.amount was to be 51 and is 50.",
    ],
    [
      "F5: a list that is longer",
      { steps: [submit], expect: { data: { items: [{ name: "chairs" }] } } },
      '/expect/data/items: data.items was to be [{"name":"chairs"}] and is [{"name":"chairs","done":false}].',
    ],
    [
      "F5: a list that is shorter",
      { steps: [submit], expect: { data: { items: [] } } },
      '/expect/data/items: data.items was to be [] and is [{"name":"chairs","done":false}].',
    ],
    [
      "a light",
      { expect: { clock: { handling: "red" } } },
      "/expect/clock/handling: The clock “handling” was to show red and shows green.",
    ],
    [
      "an appeal that nobody has made",
      { expect: { appeals: { handling: { red: "open" } } } },
      "/expect/appeals/handling/red: The appeal against red of “handling” was to be open and is –.",
    ],
    [
      "a clock that is none",
      { expect: { clock: { other: "green" } } },
      "/expect/clock/other: The clock “other” was to show green, and has not started.",
    ],
    [
      "a task",
      { expect: { tasks: ["elsewhere"] } },
      '/expect/tasks/0: There was to be a task "elsewhere"; open are: ',
    ],
    [
      "no task",
      { expect: { tasks: [] } },
      "/expect/tasks: There was to be no task; open are: open (WITHDRAW); open.draft (SUBMIT).",
    ],
    [
      "a message",
      { expect: { sent: "approved" } },
      '/expect/sent: A message "approved" was to be sent; sent were: –.',
    ],
    [
      "a message too many",
      { steps: toApproval, expect: { sent: [] } },
      "/expect/sent: No message was to be sent; sent were: approved.",
    ],
    [
      "a register",
      { expect: { registers: { requests: 0 } } },
      '/expect/registers/requests: The register “requests” was to hold 0; it holds [{"id":"old","amount":7}].',
    ],
    [
      "a register with more rows",
      { steps: toApproval, expect: { registers: { requests: [{ id: "old" }] } } },
      '/expect/registers/requests: The register “requests” was to hold [{"id":"old"}]; it holds [',
    ],
    [
      "a message of an earlier step",
      { steps: [...toApproval, { expect: { sent: ["approved"] } }] },
      '/steps/3/expect/sent/0: A message "approved" was to be sent; sent were: –.',
    ],
    [
      "a linked case",
      { steps: [{ case: "visit", send: "VISIT", by: "ann" }] },
      "/steps/0/case: The case has no linked case “visit”. It has: –.",
    ],
    [
      "a call",
      { steps: [{ answer: "check", output: null }] },
      '/steps/0/answer: The case waits for no call “check”; it is in {"open":"draft"}.',
    ],
    [
      "a wait that goes back",
      { steps: [{ wait: { until: "2026-03-01T00:00:00Z" } }] },
      "/steps/0/wait: The wait is to end at 2026-03-01T00:00:00.000Z, and it is 2026-03-02T01:00:00.000Z already.",
    ],
    [
      "a wait until nothing",
      { steps: [{ wait: { until: "noon" } }] },
      "/steps/0/wait: “noon” is no instant.",
    ],
  ])("says what was expected and what was found: %s", async (_, parts, words) => {
    const failures = await play(parts);
    expect(failures.join("\n").slice(0, words.length)).toBe(words);
  });

  it("ends at the first step that goes wrong, and says all that is wrong there", async () => {
    const failures = await play({
      steps: [
        { expect: { state: "done", data: { amount: 1, checked: true } } },
        { send: "APPROVE", by: "hal" },
      ],
    });
    expect(failures.map((failure) => failure.split(": ")[0])).toEqual([
      "/steps/0/expect/state",
      "/steps/0/expect/data/amount",
      "/steps/0/expect/data/checked",
    ]);
  });

  it("says it in both languages, with file, place and the name of the scenario", async () => {
    const bad = opened({ expect: { state: "done" } });
    const [result] = await runScenarios(withScenarios(opened({}), bad), { procedures: ["request"] });
    expect(result).toMatchObject({ scenarios: 2, passed: 1 });
    expect(result!.failures).toEqual([
      {
        scenario: bad.name,
        step: null,
        file: "scenarios/request.json",
        path: "/scenarios/1/expect/state",
        message: {
          en: 'The case was to be in "done" and is in {"open":"draft"}.',
          "zh-CN": '案件应处于"done"，实际处于{"open":"draft"}。',
        },
      },
    ]);
  });
});

describe("a run", () => {
  it("tells how far it is, and plays the procedures named only", async () => {
    const steps: [number, number][] = [];
    const two = withScenarios(opened({}), opened({}));
    const results = await runScenarios(two, { onProgress: (done, all) => steps.push([done, all]) });
    expect(steps).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(results.map(({ id, scenarios }) => [id, scenarios])).toEqual([
      ["request", 2],
      ["visit", 0],
    ]);
    expect(await runScenarios(two, { procedures: ["visit"] })).toMatchObject([
      { id: "visit", scenarios: 0, passed: 0 },
    ]);
    await expect(runScenarios(two, { procedures: ["other"] })).rejects.toThrow(RangeError);
  });

  it("counts the states, transitions and refusals that were taken, of linked cases too", async () => {
    const [request, visit] = await runScenarios(
      withScenarios(
        opened({
          steps: [
            { refused: "SUBMIT", by: "hal", payload: { name: "x" }, because: "not-permitted" },
            { refused: "SUBMIT", by: "bea", payload: { name: "x" }, because: "not-permitted" },
            { refused: "SUBMIT", by: "ann", because: "invalid-payload" },
            { refused: "APPROVE", by: "hal", because: "not-now" },
            ...toApproval,
            { case: "visit", send: "VISIT", by: "ann" },
          ],
        }),
        opened({
          data: { amount: 101 },
          steps: [{ refused: "SUBMIT", by: "ann", payload: { name: "x" }, because: "guard-refused" }],
        }),
        opened({ by: "bea", because: "not-permitted" }),
        opened({ by: "vic", because: "not-permitted" }),
      ),
    );
    expect(request!.failures).toEqual([]);
    expect(request!.states).toEqual({ all: 8, taken: 5, missing: ["following", "done", "withdrawn"] });
    expect(request!.transitions).toEqual({
      all: 7,
      taken: 3,
      missing: [
        "open|on:WITHDRAW|0",
        "open.checking|error:check|0",
        "approved|after:cooling|0",
        "following|done:closing|0",
      ],
    });
    expect(request!.refusals.taken).toEqual([
      "case.open not-permitted.role",
      "case.open not-permitted.where",
      "SUBMIT not-permitted.role",
      "SUBMIT invalid-payload",
      "SUBMIT not-permitted.where",
      "SUBMIT guard-refused.affordable",
      "APPROVE not-now",
    ]);
    expect(request!.refusals.missing).toEqual([
      "case.open invalid-data",
      "SUBMIT not-now",
      "SUBMIT guard-refused.free",
      "APPROVE not-permitted.role",
      "APPROVE not-permitted.apart",
      "WITHDRAW not-now",
    ]);
    expect(visit).toMatchObject({
      states: { all: 2, taken: 2, missing: [] },
      transitions: { all: 1, taken: 1 },
    });
  });
});
