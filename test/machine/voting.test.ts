import { describe, expect, it } from "vitest";
import type { BallotDefinition, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

const vote = {
  title: title("Vote"),
  by: ["anyone"],
  payload: { type: "object", properties: { choice: { type: "string" } }, required: ["choice"] },
};
const events = { VOTE: vote, RECUSE: { title: title("Recuse"), by: ["anyone"] } };
const byOutput = (result: string) => ({
  type: "when" as const,
  params: { "==": [{ var: "event.output.result" }, result] },
});
const voting: StateConfig = {
  invoke: {
    src: "ballot",
    id: "motion",
    onDone: [
      { guard: byOutput("passed"), target: "passed" },
      { guard: byOutput("inquorate"), target: "inquorate" },
      { target: "failed" },
    ],
  },
  on: { LEAVE: "away" },
};
const states: Record<string, StateConfig> = {
  a: { on: { GO: "voting" } },
  voting,
  passed: {},
  failed: {},
  inquorate: {},
  away: {},
};
const simple: BallotDefinition = {
  electors: { role: "member" },
  cast: "VOTE",
  choice: "choice",
  choices: ["for", "against", "abstain"],
  quorum: { of: "electors", minimum: 2 },
  pass: { for: "for", of: "present", share: ">1/2" },
  recusal: "RECUSE",
};
const members = (n: number) => Array.from({ length: n }, (_, place) => `m${place + 1}`);

function play(
  ballot: Partial<BallotDefinition> = {},
  {
    people = members(3),
    parts = {},
    chart = states,
    data = {},
  }: {
    people?: string[];
    parts?: Partial<Procedure>;
    chart?: Record<string, StateConfig>;
    data?: JsonObject;
  } = {},
) {
  const { quorum, pass } = simple;
  const definition = { ...simple, quorum, pass, ...ballot };
  return new Play(
    machineOf(
      { initial: "a", states: chart },
      {
        delays: { period: { limit: 2, unit: "hours" } },
        data: { type: "object", additionalProperties: true },
        ...parts,
        ballots: { motion: definition, ...parts.ballots },
        events: { ...events, ...parts.events },
      },
    ),
    { people: { member: people }, data },
  ).send("GO");
}
const cast = (played: Play, ...votes: [string, string][]) =>
  votes.forEach(([who, choice]) => played.send("VOTE", who, { choice }));

describe("E1: a ballot freezes what it depends on when it opens", () => {
  it("E1: electors, weights and numbers are evaluated then, and recorded with that entry", () => {
    const played = play(
      { quorum: { of: "electors", minimum: { var: "data.need" } } },
      { people: ["m1", "m2", "m1"], data: { need: 2 } },
    );
    expect(played.notes).toEqual([
      {
        note: "ballot-opened",
        ballot: "motion",
        token: played.token("motion"),
        electors: 2,
        base: 0,
        people: ["m1", "m2"],
      },
    ]);
    played.people = { member: ["other"] };
    expect(played.refused("VOTE", "other", { choice: "for" })).toBe("not-permitted");
    expect(played.refused("VOTE", "m1", { choice: "for" })).toBe("accepted");
  });
  it("E1: people without the role that may cast stay in the base", () => {
    const played = play(
      { pass: { for: "for", of: "electors", share: ">1/2" }, early: true },
      {
        parts: { roles: { voter: { title: title("voter") } }, events: { VOTE: { ...vote, by: ["voter"] } } },
      },
    );
    expect(played.refused("VOTE", "m1", { choice: "for" })).toBe("not-permitted");
    played.send("VOTE", person("m1", "voter"), { choice: "for" });
    expect(played.value).toBe("voting");
    expect(played.send("VOTE", person("m2", "voter"), { choice: "for" }).value).toBe("passed");
  });
  it("electors may be given by logic, by a role of the case, or as units for which several may cast", () => {
    const from = play({ electors: { from: { var: "data.ids" } } }, { data: { ids: ["x", "y"] } });
    expect(from.refused("VOTE", "y", { choice: "for" })).toBe("accepted");
    const rows = [
      { id: "p", reps: ["lawyer"] },
      { id: "q", reps: [] },
    ];
    const party = { title: title("party"), rows: "data.parties", acting: "reps" };
    const ofCase = play(
      { electors: { role: "party" } },
      { data: { parties: rows }, parts: { roles: { party } } },
    );
    expect(ofCase.refused("VOTE", "lawyer", { choice: "for" })).toBe("accepted");
    expect(ofCase.refused("VOTE", "p", { choice: "for" })).toBe("already-voted");
    const units = play(
      { electors: { rows: "data.units", key: "name", voters: "staff" } },
      {
        data: {
          units: [
            { name: "fire", staff: ["a", "b"] },
            { name: "health", staff: ["c"] },
          ],
        },
      },
    );
    expect(units.refused("VOTE", "b", { choice: "for" })).toBe("accepted");
    expect(units.refused("VOTE", "a", { choice: "for" })).toBe("already-voted");
  });
  it("E6: weights by logic over the elector", () => {
    const played = play(
      {
        electors: { rows: "data.owners", key: "id", voters: "id" },
        weight: { var: "row.area" },
        quorum: [],
        pass: [
          { for: "for", of: "electors", share: ">1/2", by: "weight" },
          { for: "for", of: "electors", share: ">1/2" },
        ],
      },
      {
        data: {
          owners: [
            { id: "big", area: 90 },
            { id: "small", area: 10 },
            { id: "tiny", area: 1 },
          ],
        },
      },
    );
    cast(played, ["big", "against"], ["small", "for"], ["tiny", "for"]);
    expect(played.value).toBe("failed");
  });
  it("C4: a minimum that is no number refuses the step that opens it", () => {
    expect(() => play({ quorum: { of: "electors", minimum: { var: "data.nothing" } } })).toThrow(
      /invalid-data/,
    );
  });
});

describe("E: the course of a ballot", () => {
  it("A10, E4: when all have cast it ends in the same commit, as an entry of its own", () => {
    const played = play();
    cast(played, ["m1", "for"], ["m2", "for"], ["m3", "against"]);
    expect(played.value).toBe("passed");
    expect(played.entries).toMatchObject([
      { kind: "event", event: { type: "VOTE", choice: "against" }, taken: [] },
      {
        kind: "ballot",
        by: { id: "system" },
        taken: ["voting|done:motion|0"],
        event: {
          type: "xstate.done.actor.motion",
          output: { result: "passed", counts: { for: 2, against: 1, abstain: 0 }, ended: "complete" },
        },
        notes: [{ note: "ballot-ended" }],
      },
    ]);
  });
  it("E3: without electors the ballot ends at once, inquorate, in the step that opens it", () => {
    const played = play({}, { people: [] });
    expect(played.value).toBe("inquorate");
    expect(played.kinds).toEqual(["event", "ballot"]);
  });
  it("E2: those said to be present decide the quorum at once, and only they may cast", () => {
    expect(play({ present: { var: "data.here" } }, { data: { here: ["m1"] } }).value).toBe("inquorate");
    const played = play({ present: { var: "data.here" } }, { data: { here: ["m1", "m2"] } });
    expect(played.refusal("VOTE", "m3", { choice: "for" })).toMatchObject({
      code: "not-permitted",
      message: { en: expect.stringContaining("present") },
    });
  });
  it("E4: close ends it, and is a timer of the state", () => {
    const played = play({ close: "period" });
    cast(played, ["m1", "for"], ["m2", "for"]);
    expect(played.machine.ballots(played.state)).toMatchObject([
      { closes: "2026-03-02T03:00:00.000Z", counts: { for: 2 } },
    ]);
    expect(played.due().value).toBe("passed");
    expect(played.entries).toMatchObject([
      { kind: "ballot", event: { output: { ended: "expired", silent: ["m3"] } } },
    ]);
  });
  it("E4: early ends it once no vote still possible can change the result", () => {
    const played = play({ early: true, pass: { for: "for", of: "electors", share: ">1/2" } });
    cast(played, ["m1", "for"], ["m2", "for"]);
    expect(played.value).toBe("passed");
  });
  it("E5: a vote is not changed; who has recused may not vote", () => {
    const played = play();
    cast(played, ["m1", "for"]);
    expect(played.refused("VOTE", "m1", { choice: "against" })).toBe("already-voted");
    played.send("RECUSE", "m2");
    expect(played.refused("VOTE", "m2", { choice: "for" })).toBe("not-permitted");
    expect(played.refused("RECUSE", "m1")).toBe("already-voted");
  });
  it("A3: who is no elector may not cast, which comes after what they send", () => {
    expect(play().refused("VOTE", "guest", { choice: 1 })).toBe("invalid-payload");
    expect(play().refused("VOTE", "guest", { choice: "for" })).toBe("not-permitted");
    expect(play().refused("VOTE", "m1", { choice: "maybe" })).toBe("invalid-payload");
  });
  it("A4: without an open ballot a vote is not-now", () => {
    const played = play();
    played.send("LEAVE");
    expect(played.refused("VOTE", "m1", { choice: "for" })).toBe("not-now");
  });
  it("E8: votes one after the other: another's is not-now", () => {
    const played = play({ order: "sequential" });
    expect(played.refused("VOTE", "m2", { choice: "for" })).toBe("not-now");
    cast(played, ["m1", "for"]);
    expect(played.refused("VOTE", "m2", { choice: "for" })).toBe("accepted");
  });
  it("E9: on an exact tie the role named decides", () => {
    const played = play(
      { casting: "chair" },
      { people: ["m1", "m2"], parts: { roles: { chair: { title: title("chair") } } } },
    );
    cast(played, ["m1", "for"], ["m2", "against"]);
    expect(played.value).toBe("voting");
    expect(played.machine.tasks(played.state, played.context()).at(-1)).toMatchObject({
      kind: "ballot",
      roles: ["chair"],
      ids: [],
      events: ["VOTE"],
    });
    expect(played.refused("VOTE", "guest", { choice: "for" })).toBe("not-permitted");
    expect(played.send("VOTE", person("c", "chair"), { choice: "for" }).value).toBe("passed");
  });
  it("E7: a transition on the same event is taken first, then the ballot decides", () => {
    const both = {
      ...states,
      voting: {
        ...voting,
        on: { VOTE: { actions: { type: "append", params: { list: "seen", row: { var: "by.id" } } } } },
      },
    } as Record<string, StateConfig>;
    const played = play(
      { early: true, pass: { for: "for", of: "electors", share: ">=1/3" }, quorum: [] },
      { chart: both, data: { seen: [] } },
    );
    cast(played, ["m1", "for"]);
    expect(played.entries).toMatchObject([
      { kind: "event", taken: ["voting|on:VOTE|0"], set: { seen: ["m1"] } },
      { kind: "ballot" },
    ]);
    expect(played.value).toBe("passed");
  });
  it("E7: where that transition leaves the state, the ballot is withdrawn with it", () => {
    const both = { ...states, voting: { ...voting, on: { VOTE: "away" } } } as Record<string, StateConfig>;
    const played = play({}, { chart: both });
    cast(played, ["m1", "for"]);
    expect(played.state).toMatchObject({ value: "away", ballots: {}, invocations: {} });
  });
  it("silence: escalate tells the machine of each who was silent, then decides", () => {
    const told = {
      ...states,
      voting: {
        ...voting,
        on: {
          "ballot.motion.silent": {
            actions: { type: "append", params: { list: "silent", row: { var: "event.elector" } } },
          },
        },
      },
    } as Record<string, StateConfig>;
    const played = play({ silence: "escalate", close: "period" }, { chart: told, data: { silent: [] } });
    cast(played, ["m1", "for"]);
    played.due();
    expect(played.entries.map(({ kind, event }) => [kind, event.type])).toEqual([
      ["ballot", "ballot.motion.silent"],
      ["ballot", "ballot.motion.silent"],
      ["ballot", "xstate.done.actor.motion"],
    ]);
    expect(played.data["silent"]).toEqual(["m2", "m3"]);
  });
  it("silence: block lets it wait on after its close", () => {
    const played = play({ silence: "block", close: "period" });
    played.due();
    expect(played.value).toBe("voting");
    expect(played.entries).toMatchObject([{ kind: "ballot", taken: [], notes: [] }]);
    expect(played.machine.nextDue(played.state)).toBeNull();
    expect(played.refused("VOTE", "m1", { choice: "for" })).toBe("accepted");
  });
  it("E11: with decide none the result is closed, and who was silent may still cast until the state is left", () => {
    const stay = { ...states, voting: { ...voting, invoke: { src: "ballot", id: "motion" } } } as Record<
      string,
      StateConfig
    >;
    const played = play({ decide: "none", pass: undefined, close: "period" }, { chart: stay });
    cast(played, ["m1", "for"]);
    played.due();
    expect(played.entries).toMatchObject([{ event: { output: { result: "closed" } } }]);
    expect(played.refused("VOTE", "m2", { choice: "against" })).toBe("accepted");
    expect(played.refused("VOTE", "m1", { choice: "against" })).toBe("already-voted");
    expect(played.send("LEAVE").refused("VOTE", "m3", { choice: "for" })).toBe("not-now");
  });
  it("rules read ballot.<name> while it is open", () => {
    const read = {
      ...states,
      voting: {
        ...voting,
        always: {
          guard: { type: "when", params: { ">=": [{ var: "ballot.motion.counts.against" }, 1] } },
          target: "failed",
        },
      },
    } as Record<string, StateConfig>;
    const played = play({}, { chart: read });
    cast(played, ["m1", "for"]);
    expect(played.value).toBe("voting");
    cast(played, ["m2", "against"]);
    expect(played.value).toBe("failed");
  });
  it("addElectors and removeElectors change who may cast, and the ballot is looked at again", () => {
    const change = {
      ...states,
      voting: {
        ...voting,
        on: {
          ADD: { actions: { type: "addElectors", params: { ballot: "motion", ids: ["new"] } } },
          DROP: { actions: { type: "removeElectors", params: { ballot: "motion", ids: ["m2", "m3"] } } },
        },
      },
    } as Record<string, StateConfig>;
    const played = play({ quorum: [] }, { chart: change });
    expect(played.send("ADD").refused("VOTE", "new", { choice: "for" })).toBe("accepted");
    cast(played, ["m1", "for"]);
    expect(played.send("DROP").value).toBe("passed");
    expect(played.kinds).toEqual(["event", "ballot"]);
  });
});

describe("E10: secrecy", () => {
  it("E10: neither the machine, the entry, the data nor the votes know who chose what", () => {
    const nosy = {
      ...states,
      voting: {
        ...voting,
        on: { VOTE: { actions: { type: "assign", params: { last: { var: "event" } } } } },
      },
    } as Record<string, StateConfig>;
    const played = play({ secret: true }, { chart: nosy });
    cast(played, ["m1", "against"]);
    expect(played.entries).toMatchObject([{ kind: "event", event: { type: "VOTE" } }]);
    expect(JSON.stringify(played.entries)).not.toContain("against");
    expect(played.data["last"]).toEqual({ type: "VOTE" });
    const ballot = played.state.ballots[played.token("motion")]!;
    expect(ballot.cast).toEqual([{ elector: "m1", by: "m1", at: played.now }]);
    expect(ballot.tally["against"]).toEqual({ heads: 1 });
    expect(played.machine.ballots(played.state)).toMatchObject([
      { secret: true, counts: {}, electors: [{ id: "m1", state: "cast" }, {}, {}] },
    ]);
    cast(played, ["m2", "for"], ["m3", "for"]);
    expect(played.entries.at(-1)!.event["output"]).not.toHaveProperty("votes");
  });
});

describe("A12: ballots and history", () => {
  const withHistory = (keep: boolean): Record<string, StateConfig> => ({
    a: { on: { GO: "main" } },
    main: {
      initial: "voting",
      states: {
        voting: { invoke: { src: "ballot", id: "motion", input: { keep }, onDone: "done" } },
        done: {},
        back: { type: "history" },
      },
      on: { LEAVE: "away" },
    },
    away: { on: { BACK: "main.back", ANEW: "main.voting" } },
  });
  it("A12: entering through history opens the ballot afresh", () => {
    const played = play({}, { chart: withHistory(false) });
    cast(played, ["m1", "for"]);
    const before = played.token("motion");
    played.send("LEAVE");
    expect(played.state).toMatchObject({ ballots: {}, invocations: {} });
    expect(played.send("BACK").token("motion")).not.toBe(before);
    expect(played.refused("VOTE", "m1", { choice: "for" })).toBe("accepted");
  });
  it("A12: keep lets it be found again, with the votes; meanwhile nobody votes", () => {
    const played = play({ close: "period" }, { chart: withHistory(true) });
    cast(played, ["m1", "for"]);
    const before = played.token("motion");
    played.now = "2026-03-02T02:00:00.000Z";
    played.send("LEAVE");
    expect(played.refused("VOTE", "m2", { choice: "for" })).toBe("not-now");
    expect(played.machine.nextDue(played.state)).toBeNull();
    expect(played.send("BACK").token("motion")).toBe(before);
    expect(played.machine.nextDue(played.state)).toBe("2026-03-02T04:00:00.000Z");
    expect(played.refused("VOTE", "m1", { choice: "for" })).toBe("already-voted");
    expect(played.refused("VOTE", "m2", { choice: "for" })).toBe("accepted");
  });
  it("A12: entered otherwise, what was kept is withdrawn", () => {
    const played = play({}, { chart: withHistory(true) });
    const before = played.token("motion");
    played.send("LEAVE").send("ANEW");
    expect(played.token("motion")).not.toBe(before);
    expect(Object.keys(played.state.ballots)).toEqual([played.token("motion")]);
  });
});

describe("tasks beside a ballot", () => {
  it("what a ballot takes is no task of a state around it, also where it was one before", () => {
    const chart: Record<string, StateConfig> = {
      a: {
        initial: "before",
        on: { VOTE: { actions: { type: "assign", params: { noted: true } } } },
        states: { before: { on: { BEGIN: "voting" } }, voting: { invoke: { src: "ballot", id: "motion" } } },
      },
    };
    const make = () =>
      machineOf(
        { initial: "a", states: chart },
        { ballots: { motion: simple }, events, data: { type: "object", additionalProperties: true } },
      );
    const played = new Play(make(), { people: { member: members(3) } });
    for (const event of [null, "BEGIN"]) {
      if (event !== null) played.send(event);
      const known = played.machine.tasks(played.state, played.context());
      expect(known).toEqual(make().tasks(played.state, played.context()));
      expect(known.some(({ state, events: asked }) => state === "a" && asked.includes("VOTE"))).toBe(
        event === null,
      );
    }
  });
});
