import { describe, expect, it } from "vitest";
import type { JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, Play, Refused, title } from "./host.ts";

const when = (params: JsonObject) => ({ type: "when" as const, params });
const play = (states: Record<string, StateConfig>, parts: Partial<Procedure> = {}, data: JsonObject = {}) =>
  new Play(
    machineOf({ initial: "a", states }, { data: { type: "object", additionalProperties: true }, ...parts }),
    { data },
  );
const assign = (params: JsonObject) => ({ type: "assign", params });

describe("A10: what a step causes", () => {
  it("A10: engine events follow in the same commit as entries of their own, the first the cause of the others", () => {
    const played = play(
      {
        a: { on: { GO: "b" } },
        b: { after: { none: "c" } },
        c: { tags: "clock:x", on: { "clock.x.red": "d" } as never },
        d: {},
      },
      {
        delays: { none: { limit: 0, unit: "hours" } },
        clocks: { x: { title: title("x"), limit: 0, unit: "hours" } },
      },
    ).send("GO", "me");
    expect(played.entries.map(({ kind, by, value }) => [kind, by.id, value])).toEqual([
      ["event", "me", "b"],
      ["delay", "system", "c"],
      ["light", "system", "d"],
    ]);
  });
  it("A10: more than 1,000 microsteps for one command: limit-exceeded, nothing committed", () => {
    const played = play({ a: { on: { GO: "b" } }, b: { always: "c" }, c: { always: "b" } });
    const before = played.state;
    expect(played.refused("GO")).toBe("limit-exceeded");
    expect(played.state).toBe(before);
  });
  it("A10: the count goes over all engine events of one command", () => {
    const delays = { none: { limit: 0, unit: "hours" } } as const;
    expect(
      play(
        { a: { on: { GO: "b" } }, b: { after: { none: "c" } }, c: { after: { none: "b" } } },
        { delays },
      ).refused("GO"),
    ).toBe("limit-exceeded");
  });
  it("A10: up to 1,000 it goes on, at one more it stops", () => {
    const counting = (n: number) =>
      play(
        {
          a: { on: { GO: "b" } },
          b: {
            always: {
              guard: when({ "<": [{ var: "data.n" }, n] }),
              target: "b",
              reenter: true,
              actions: assign({ n: { "+": [{ var: "data.n" }, 1] } }),
            },
          },
        },
        {},
        { n: 0 },
      );
    expect(counting(999).send("GO").data["n"]).toBe(999);
    expect(counting(1000).refused("GO")).toBe("limit-exceeded");
  });
  it("A10: where nobody asked, it is an incident, and what set it off does not come back", () => {
    const played = play(
      { a: { after: { wait: "b" } }, b: { always: "c" }, c: { always: "b" } },
      { delays: { wait: { limit: 1, unit: "hours" } } },
    ).due();
    expect(played.value).toBe("a");
    expect(played.entries).toMatchObject([{ kind: "incident", notes: [{ code: "limit-exceeded" }] }]);
    expect(played.machine.nextDue(played.state)).toBeNull();
  });
  it("A10: an opening that runs in a circle is refused", () => {
    expect(() => play({ a: { always: "b" }, b: { always: "a" } })).toThrow(Refused);
  });
  it("A7: an incident of what a step caused leaves the step itself as it is", () => {
    const played = play(
      {
        a: { on: { GO: { target: "b", actions: assign({ fine: 1 }) } } },
        b: { after: { none: { target: "c", actions: assign({ n: "text" }) } } },
        c: {},
      },
      {
        data: { type: "object", properties: { n: { type: "integer" }, fine: {} } },
        delays: { none: { limit: 0, unit: "hours" } },
      },
    ).send("GO");
    expect(played.kinds).toEqual(["event", "incident"]);
    expect(played.state).toMatchObject({ value: "b", data: { fine: 1 } });
  });
  it("a rule without end is limit-exceeded too", () => {
    const long = Array.from({ length: 1500 }, (_, place) => place);
    const all: JsonObject = {
      count: [{ var: "data.long" }, { count: [{ var: "data.long" }, { ">": [{ var: "row" }, -1] }] }],
    };
    const played = play({ a: { on: { GO: { guard: when(all), target: "b" } } }, b: {} }, {}, { long });
    expect(played.refused("GO")).toBe("limit-exceeded");
  });
});

describe("A11, A15: always", () => {
  it("A11: an always without a target goes on until its guard is false", () => {
    const played = play(
      {
        a: { on: { GO: "b" } },
        b: {
          always: {
            guard: when({ "<": [{ var: "data.n" }, 5] }),
            actions: assign({ n: { "+": [{ var: "data.n" }, 1] } }),
          },
        },
      },
      {},
      { n: 0 },
    ).send("GO");
    expect(played.data["n"]).toBe(5);
    expect(played.taken).toEqual(["a|on:GO|0", ...Array.from({ length: 5 }, () => "b|always|0")]);
  });
  it("A15: the always of two regions fire in one microstep, each seeing the data before it", () => {
    const region = (from: string, to: string): StateConfig => ({
      initial: "x",
      states: {
        x: {
          always: {
            guard: when({ "==": [{ var: "data.a" }, 1] }),
            target: "y",
            actions: assign({ [to]: { var: `data.${from}` } }),
          },
        },
        y: {},
      },
    });
    const played = play({
      a: { on: { GO: { target: "p", actions: assign({ a: 1, b: 2 }) } } },
      p: { type: "parallel", states: { r1: region("b", "a"), r2: region("a", "b") } },
    }).send("GO");
    expect(played.value).toEqual({ p: { r1: "y", r2: "y" } });
  });
  it("A15: a region's handling of an event hides the state around it; other regions take it too", () => {
    const played = play({
      a: {
        type: "parallel",
        on: { GO: "out" },
        states: {
          r1: { initial: "x", states: { x: { on: { GO: "y" } }, y: {} } },
          r2: { initial: "x", states: { x: {}, y: {} } },
        },
      },
      out: {},
    }).send("GO");
    expect(played.value).toEqual({ a: { r1: "y", r2: "x" } });
    expect(played.send("GO").value).toBe("out");
  });
  it("A15: where two regions would both leave, only the transition that is taken is recorded", () => {
    const leave = (to: string): StateConfig => ({
      initial: "x",
      states: { x: { on: { GO: `#tested.${to}` } } },
    });
    const played = play({
      a: { type: "parallel", states: { r1: leave("one"), r2: leave("two") } },
      one: {},
      two: {},
    }).send("GO");
    expect(played.value).toBe("one");
    expect(played.taken).toEqual(["a.r1.x|on:GO|0"]);
  });
  it("A17: regions act in the order of the text, however the state was stored", () => {
    const region: StateConfig = {
      initial: "x",
      states: {
        x: {
          on: {
            GO: {
              target: "x",
              reenter: true,
              actions: { type: "call", params: { connector: { literal: "" } } },
            },
          },
        },
      },
    };
    const named = (name: string): StateConfig => ({
      ...region,
      states: {
        x: {
          on: { GO: { target: "x", reenter: true, actions: { type: "call", params: { connector: name } } } },
        },
      },
    });
    const played = play({ a: { type: "parallel", states: { zebra: named("zebra"), ant: named("ant") } } });
    const order = () => played.effects.map((effect) => effect.type === "call" && effect.connector);
    expect(played.send("GO") && order()).toEqual(["zebra", "ant"]);
    played.state = { ...played.state, value: { a: { ant: "x", zebra: "x" } } };
    expect(played.send("GO") && order()).toEqual(["zebra", "ant"]);
    expect(JSON.stringify(played.value)).toBe('{"a":{"zebra":"x","ant":"x"}}');
  });
});

describe("A14: the end", () => {
  const clock = {
    clocks: { x: { title: title("x"), limit: 5, unit: "days" as const } },
    delays: { wait: { limit: 5, unit: "days" as const } },
  };
  it("A14: exit actions run, delays, calls and clocks are gone; the output is the data", () => {
    const played = play(
      {
        a: {
          tags: "clock:x",
          exit: assign({ n: 2 }),
          after: { wait: "b" },
          invoke: { src: "call", id: "ask", input: { connector: "x" } },
          on: { END: "b" },
        },
        b: { type: "final", entry: assign({ m: 1 }), exit: assign({ left: true }) },
      },
      clock,
    );
    const token = played.token("ask");
    played.send("END");
    expect(played.state).toMatchObject({
      status: "done",
      value: "b",
      timers: [],
      invocations: {},
      ballots: {},
      clocks: { x: { running: false } },
      output: { n: 2, m: 1, left: true },
    });
    expect(played.effects).toEqual([{ type: "withdraw", token }]);
    expect(played.refused("END")).toBe("case-closed");
    expect(played.machine.nextDue(played.state)).toBeNull();
    expect(played.machine.step(played.state, { kind: "due" }, played.context())).toEqual({
      ok: true,
      state: played.state,
      entries: [],
    });
  });
  it("A14: machine.output is a template on the data", () => {
    const machine = machineOf(
      {
        initial: "a",
        output: { total: { "+": [{ var: "data.n" }, 1] } },
        states: { a: { on: { END: "b" } }, b: { type: "final", exit: assign({ n: 41 }) } },
      },
      { data: { type: "object", additionalProperties: true } },
    );
    expect(new Play(machine).send("END").state.output).toEqual({ total: 42 });
  });
  it("A14: a case may end as it opens", () => {
    const played = play({ a: { always: "b" }, b: { type: "final" } });
    expect(played.state).toMatchObject({ status: "done", value: "b", output: {} });
  });
  it("A14: withdrawn from outside, nothing of it goes on, and its children are withdrawn", () => {
    const played = play(
      {
        a: {
          tags: "clock:x",
          after: { wait: "b" },
          invoke: { src: "call", id: "ask", input: { connector: "x" } },
        },
        b: {},
      },
      clock,
    );
    const token = played.token("ask");
    const { state, effects } = played.machine.withdraw(played.state, played.now);
    expect(effects).toEqual([{ type: "withdraw", token }]);
    expect(state).toMatchObject({
      status: "withdrawn",
      value: "a",
      timers: [],
      invocations: {},
      ballots: {},
      clocks: { x: { running: false } },
    });
    expect(played.machine.withdraw(state, played.now)).toEqual({ state, effects: [] });
    expect(played.machine.tasks(state, played.context())).toEqual([]);
    expect(played.machine.offers(state, { id: "x", roles: [] }, played.context())).toEqual([]);
  });
});

describe("history", () => {
  const nested = (history: "shallow" | "deep"): Record<string, StateConfig> => ({
    a: {
      initial: "one",
      states: {
        one: { on: { NEXT: "two" } },
        two: { initial: "x", states: { x: { on: { NEXT: "y" } }, y: {} } },
        back: { type: "history", history, target: "two" },
      },
      on: { LEAVE: "out" },
    },
    out: { on: { BACK: "a.back" } },
  });
  it.each([
    ["shallow", { a: { two: "x" } }],
    ["deep", { a: { two: "y" } }],
  ] as const)("%s history restores what it remembers", (history, value) => {
    expect(play(nested(history)).send("NEXT").send("NEXT").send("LEAVE").send("BACK").value).toEqual(value);
  });
  it("a history that remembers nothing goes to its target", () => {
    const played = play({
      ...nested("deep"),
      a: { always: "out" },
      out: { on: { BACK: "b.back" } },
      b: { initial: "one", states: { one: {}, two: {}, back: { type: "history", target: "two" } } },
    });
    expect(played.send("BACK").value).toEqual({ b: "two" });
  });
  it("what it remembers is plain ids, kept with the case", () => {
    const played = play(nested("deep")).send("NEXT").send("LEAVE");
    expect(played.state.history).toEqual({ "tested.a.back": ["tested.a.two.x"] });
  });
});

describe("the record of a step", () => {
  it("each entry to a state has a new number, and the time", () => {
    const played = play({ a: { on: { GO: "b", AGAIN: { target: "a", reenter: true } } }, b: {} });
    const first = played.state.entered["a"]!;
    played.now = "2026-03-02T05:00:00.000Z";
    const again = played.send("AGAIN").state.entered["a"]!;
    expect(again.n).toBeGreaterThan(first.n);
    expect(again.at).toBe(played.now);
    expect(Object.keys(played.send("GO").state.entered)).toEqual(["", "b"]);
  });
  it("only the first entry has the facts and people that the step was told", () => {
    const played = new Play(
      machineOf(
        { initial: "a", states: { a: { on: { GO: "b" } }, b: { after: { none: "c" } }, c: {} } },
        { delays: { none: { limit: 0, unit: "hours" } } },
      ),
      { facts: { x: 1 }, people: { r: ["p"] } },
    ).send("GO");
    expect(played.entries).toMatchObject([{ facts: { x: 1 }, people: { r: ["p"] } }, {}]);
    expect(played.entries[1]).not.toHaveProperty("facts");
  });
  it("set and unset tell what changed at the top level", () => {
    const played = play(
      { a: { on: { GO: { actions: assign({ b: 2, c: null }) } } } },
      { data: { type: "object", properties: { a: {}, b: {}, c: { type: "integer" } } } },
      { a: 1, b: 1, c: 1 },
    ).send("GO");
    expect(played.entries[0]).toMatchObject({ set: { b: 2 }, unset: ["c"] });
  });
});
