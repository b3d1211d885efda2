import { describe, expect, it } from "vitest";
import type { BallotDefinition, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

const when = (params: JsonObject) => ({ type: "when" as const, params });
const text = { type: "object", properties: { why: { type: "string" } } };
const clerk = person("c1", "clerk");

function play(states: Record<string, StateConfig>, parts: Partial<Procedure> = {}, data: JsonObject = {}) {
  const roles = {
    clerk: { title: title("Clerk") },
    head: { title: title("Head") },
    lead: { title: title("Lead"), is: { var: "data.lead" } },
    ...parts.roles,
  };
  return new Play(
    machineOf(
      { initial: "a", states },
      { data: { type: "object", additionalProperties: true }, ...parts, roles },
    ),
    { data, people: { clerk: ["c1", "c2"] } },
  );
}
const offers = (played: Play, by = clerk) =>
  played.machine
    .offers(played.state, by, played.context())
    .map(({ event, allowed, refusal }) => [event, allowed || refusal!.code]);
const tasks = (played: Play) => played.machine.tasks(played.state, played.context());

describe("offers", () => {
  it("every event that the active states name, with whether this person may send it and why not", () => {
    const played = play(
      {
        a: {
          initial: "x",
          states: { x: { on: { GO: "y", STOP: {} } }, y: {} },
          on: { OUT: { guard: "ready", target: "b" }, STOP: "b", ELSE: "b" },
        },
        b: { on: { LATER: "a" } },
      },
      {
        rules: { ready: { title: title("It is ready"), when: { var: "data.ready" } } },
        events: {
          GO: { title: title("Go"), by: ["clerk"], payload: text },
          OUT: { title: title("Out"), by: ["clerk"] },
          ELSE: { title: title("Else"), by: ["head"] },
        },
      },
    );
    const found = played.machine.offers(played.state, clerk, played.context());
    const [out, other, go] = found;
    expect(found.map(({ event, allowed }) => [event, allowed])).toEqual([
      ["OUT", false],
      ["ELSE", false],
      ["GO", true],
    ]);
    expect(go!.payload).toMatchObject({
      additionalProperties: false,
      properties: { why: { type: "string" } },
    });
    expect(out).toMatchObject({
      title: title("Out"),
      refusal: {
        code: "guard-refused",
        message: { en: expect.stringContaining("It is ready") },
        details: { rules: ["ready"] },
      },
    });
    expect(out).not.toHaveProperty("payload");
    expect(other!.refusal).toMatchObject({
      code: "not-permitted",
      message: { en: expect.stringContaining("Head") },
    });
  });
  it("what depends on what will be sent counts as allowed", () => {
    const reads = when({ "==": [{ var: "event.why" }, "good"] });
    const played = play(
      { a: { on: { GO: { guard: reads, target: "b" }, AS: "b" } }, b: {} },
      {
        events: {
          GO: { title: title("Go"), by: ["clerk"], payload: text },
          AS: { title: title("As"), by: ["clerk"], payload: text, where: reads.params },
        },
      },
    );
    expect(offers(played)).toEqual([
      ["GO", true],
      ["AS", true],
    ]);
  });
  it("a condition on the sender that does not hold is told", () => {
    const played = play(
      { a: { on: { GO: "b" } }, b: {} },
      { events: { GO: { title: title("Go"), by: ["clerk"], where: { "==": [{ var: "by.id" }, "c9"] } } } },
    );
    expect(offers(played)).toEqual([["GO", "not-permitted"]]);
  });
  it("an event of an open ballot is offered to its electors", () => {
    const ballot: BallotDefinition = {
      electors: { role: "clerk" },
      cast: "VOTE",
      choice: "choice",
      choices: ["yes", "no"],
    };
    const played = play(
      { a: { invoke: { src: "ballot", id: "opinion" } } },
      {
        ballots: { opinion: ballot },
        events: {
          VOTE: {
            title: title("Vote"),
            by: ["anyone"],
            payload: { type: "object", properties: { choice: { type: "string" } } },
          },
        },
      },
    );
    expect(offers(played)).toEqual([["VOTE", true]]);
    expect(offers(played, person("x"))).toEqual([["VOTE", "not-permitted"]]);
    expect(offers(played.send("VOTE", "c1", { choice: "yes" }))).toEqual([["VOTE", "already-voted"]]);
  });
  it("what is offered is what a step accepts", () => {
    const played = play({
      a: { on: { GO: "b", NO: { guard: when({ "==": [1, 2] }), target: "b" } } },
      b: {},
    });
    for (const { event, allowed } of played.machine.offers(played.state, clerk, played.context())) {
      const again = play({
        a: { on: { GO: "b", NO: { guard: when({ "==": [1, 2] }), target: "b" } } },
        b: {},
      });
      expect(again.refused(event, clerk) === "accepted").toBe(allowed);
    }
  });
});

describe("explain", () => {
  const states: Record<string, StateConfig> = {
    a: {
      initial: "x",
      states: { x: { on: { GO: { guard: "small", target: "y" } } }, y: {} },
      on: { GO: [{ guard: when({ "==": [{ var: "event.why" }, "good"] }), target: "b" }] },
    },
    b: {},
  };
  const parts: Partial<Procedure> = {
    rules: { small: { title: title("Small"), when: { "<": [{ var: "data.n" }, 5] } } },
    events: {
      GO: {
        title: title("Go"),
        by: ["clerk"],
        payload: text,
        where: { "!=": [{ var: "by.id" }, "c9"] },
        apartFrom: ["case.open"],
      },
    },
  };
  const explain = (data: JsonObject, payload: JsonObject, by = clerk) => {
    const played = play(states, parts, data);
    return played.machine.explain(played.state, { type: "GO", ...payload }, by, played.context());
  };
  it("each transition that is tried, in order, with its guard and what that read", () => {
    const found = explain({ n: 9 }, { why: "bad" });
    expect(found).toMatchObject({ event: "GO", allowed: false, refusal: { code: "guard-refused" } });
    expect(found.transitions.map(({ id, state, targets, holds }) => [id, state, targets, holds])).toEqual([
      ["a.x|on:GO|0", "a.x", ["a.y"], false],
      ["a|on:GO|0", "a", ["b"], false],
    ]);
    expect(JSON.stringify(found.transitions[0]!.guard)).toContain("data.n");
    expect(found.sender).toMatchObject({
      roles: ["clerk"],
      has: ["clerk"],
      apartFrom: ["case.open"],
      where: { value: true },
    });
  });
  it("those behind the one that is taken are not tried", () => {
    const found = explain({ n: 1 }, { why: "bad" });
    expect(found).toMatchObject({ allowed: true, transitions: [{ id: "a.x|on:GO|0", holds: true }] });
    expect(found).not.toHaveProperty("refusal");
  });
  it("why the sender may not", () => {
    expect(explain({ n: 1 }, {}, person("x"))).toMatchObject({
      allowed: false,
      refusal: { code: "not-permitted" },
      sender: { has: [] },
    });
    expect(explain({ n: 1 }, { other: 1 })).toMatchObject({
      allowed: false,
      refusal: { code: "invalid-payload" },
    });
  });
  it("an event that the procedure does not have", () => {
    const played = play(states, parts);
    expect(played.machine.explain(played.state, { type: "WHAT" }, clerk, played.context())).toMatchObject({
      allowed: false,
      refusal: { code: "unknown-event" },
      transitions: [],
      sender: { roles: [], has: [] },
    });
  });
});

describe("tasks", () => {
  it("by default one for each active state, for those who may send its events", () => {
    const played = play(
      {
        a: {
          meta: { title: title("Check it") },
          initial: "x",
          states: { x: { on: { IN: "y" } }, y: {} },
          on: { GO: "b", TAKE: "b" },
        },
        b: {},
      },
      {
        events: {
          GO: { title: title("Go"), by: ["clerk"] },
          TAKE: { title: title("Take"), by: ["lead", "head"] },
          IN: { title: title("In"), by: ["anyone"] },
        },
      },
      { lead: "li" },
    );
    expect(tasks(played)).toEqual([
      {
        key: `a:${played.state.entered["a"]!.n}`,
        kind: "state",
        state: "a",
        title: title("Check it"),
        roles: ["clerk", "head"],
        ids: ["li"],
        events: ["GO", "TAKE"],
      },
      expect.objectContaining({ state: "a.x", roles: ["anyone"], title: title("tested") }),
    ]);
  });
  it("meta.task says otherwise: to roles, to people by logic, with a title and a form; or false", () => {
    const on = { GO: "b" };
    const task = (meta: NonNullable<StateConfig["meta"]>["task"]) =>
      tasks(play({ a: { meta: { task: meta }, on }, b: {} }, {}, { who: ["p", "q"] }));
    expect(task({ title: title("Do"), to: ["head", "lead"], form: ["x"] })).toMatchObject([
      { title: title("Do"), roles: ["head"], ids: [], form: ["x"], events: ["GO"] },
    ]);
    expect(task({ to: { var: "data.who" } })).toMatchObject([{ roles: [], ids: ["p", "q"] }]);
    expect(task(false)).toEqual([]);
  });
  it("narrowed by what the transitions say of by", () => {
    const played = play(
      { a: { on: { OK: [{ target: "b", meta: { by: ["head"] } }] } }, b: {} },
      { events: { OK: { title: title("ok"), by: ["head", "clerk"] } } },
    );
    expect(tasks(played)).toMatchObject([{ roles: ["head"] }]);
  });
  it("the key stays until the state is left, and is another when it is entered again", () => {
    const played = play({
      a: {
        on: {
          NOTE: { actions: { type: "assign", params: { n: 1 } } },
          AGAIN: { target: "a", reenter: true },
        },
      },
    });
    const [before] = tasks(played);
    expect(tasks(played.send("NOTE"))[0]!.key).toBe(before!.key);
    expect(tasks(played.send("AGAIN"))[0]!.key).not.toBe(before!.key);
  });
  it("due is the earliest delay of the state, or the red light of a clock that it lets run", () => {
    const states = (tags: string[]): Record<string, StateConfig> => ({
      a: { tags, after: { wait: "b" }, on: { GO: "b" } },
      b: {},
    });
    const parts: Partial<Procedure> = {
      delays: { wait: { limit: 3, unit: "days" } },
      clocks: { short: { title: title("Short"), limit: 2, unit: "days", lights: { blue: 0.5 } } },
    };
    expect(tasks(play(states([]), parts))[0]!.due).toBe("2026-03-05T16:00:00.000Z");
    expect(tasks(play(states(["clock:short"]), parts))[0]!.due).toBe("2026-03-04T16:00:00.000Z");
  });
  it("each vote that is asked for is a task of those who may cast it, and no task of the state besides", () => {
    const ballot: BallotDefinition = {
      title: title("Opinion"),
      electors: { rows: "data.units", key: "id", voters: "staff" },
      cast: "VOTE",
      choice: "choice",
      choices: ["yes", "no"],
      recusal: "NOT_ME",
      close: "period",
      order: "sequential",
    };
    const played = play(
      {
        a: {
          invoke: { src: "ballot", id: "opinion" },
          on: { VOTE: { actions: { type: "assign", params: { last: { var: "by.id" } } } } },
        },
      },
      {
        ballots: { opinion: ballot },
        delays: { period: { limit: 1, unit: "hours" } },
        events: {
          VOTE: {
            title: title("Vote"),
            by: ["anyone"],
            payload: { type: "object", properties: { choice: { type: "string" } } },
          },
          NOT_ME: { title: title("Recuse"), by: ["anyone"] },
        },
      },
      {
        units: [
          { id: "fire", staff: ["f1", "f2"] },
          { id: "health", staff: ["h1"] },
        ],
      },
    );
    const token = played.token("opinion");
    const task = {
      kind: "ballot",
      state: "a",
      ballot: "opinion",
      title: title("Opinion"),
      roles: [],
      events: ["VOTE", "NOT_ME"],
      due: "2026-03-02T02:00:00.000Z",
    };
    expect(tasks(played)).toEqual([{ ...task, key: `${token}:fire`, ids: ["f1", "f2"] }]);
    expect(tasks(played.send("VOTE", "f2", { choice: "yes" }))).toEqual([
      { ...task, key: `${token}:health`, ids: ["h1"] },
    ]);
  });
});

describe("what stands", () => {
  it("matches as XState's matches does", () => {
    const { machine, state } = play({
      a: { initial: "b", states: { b: { initial: "c", states: { c: {} } } } },
    });
    for (const path of ["a", "a.b", { a: "b" }, { a: { b: "c" } }])
      expect(machine.matches(state, path)).toBe(true);
    for (const path of ["b", "a.c", { a: { b: "d" } }]) expect(machine.matches(state, path)).toBe(false);
  });
  it("clocks that have not begun are not shown", () => {
    const played = play(
      { a: { on: { GO: "b" } }, b: { tags: "clock:x" } },
      { clocks: { x: { title: title("X"), limit: 2, unit: "days" } } },
    );
    expect(played.machine.clocks(played.state, played.now)).toEqual([]);
    expect(played.send("GO").machine.clocks(played.state, played.now)).toMatchObject([
      { clock: "x", title: title("X"), limit: 2, used: 0, left: 2, running: true },
    ]);
  });
});
