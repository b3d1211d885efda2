import { describe, expect, it } from "vitest";
import type { ActionConfig, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, person, Play, title } from "./host.ts";

const assign = (params: JsonObject): ActionConfig => ({ type: "assign", params });
const plus = (path: string, n: number) => ({ "+": [{ var: path }, n] });
/** Appends a word to `data.log`, so that the order of actions can be read. */
const log = (word: string): ActionConfig => ({ type: "append", params: { list: "log", row: word } });
const logging = { log: { type: "array", items: { type: "string" }, default: [] } };

function play(
  states: Record<string, StateConfig>,
  properties: JsonObject = {},
  parts: Partial<Procedure> = {},
  data: JsonObject = {},
) {
  return new Play(
    machineOf(
      { initial: "a", states },
      { data: { type: "object", properties: { ...logging, ...properties } }, ...parts },
    ),
    { data },
  );
}
const sends = (...names: string[]) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { title: title(name), by: ["anyone"], payload: { type: "object", additionalProperties: true } },
    ]),
  );

describe("A6: the order of guards and actions", () => {
  it("A6: exit innermost first and last region first, then the transition, then entry outermost first", () => {
    const region = (name: string): StateConfig => ({
      initial: "x",
      entry: log(`+${name}`),
      exit: log(`-${name}`),
      states: { x: { entry: log(`+${name}.x`), exit: log(`-${name}.x`) } },
    });
    const played = play({
      a: {
        type: "parallel",
        entry: log("+a"),
        exit: log("-a"),
        states: { r1: region("r1"), r2: region("r2") },
        on: { GO: { target: "b", actions: log("go") } },
      },
      b: { initial: "c", entry: log("+b"), states: { c: { entry: log("+c") } } },
    }).send("GO");
    expect(played.data["log"]).toEqual([
      "+a",
      "+r1",
      "+r1.x",
      "+r2",
      "+r2.x",
      "-r2.x",
      "-r2",
      "-r1.x",
      "-r1",
      "-a",
      "go",
      "+b",
      "+c",
    ]);
  });
  it("A6: guards see the data before the exit actions; each action sees what was assigned before it", () => {
    const played = play(
      {
        a: {
          exit: assign({ n: 10 }),
          on: {
            GO: [
              { guard: { type: "when", params: { "==": [{ var: "data.n" }, 10] } }, target: "c" },
              {
                target: "b",
                actions: [assign({ n: plus("data.n", 1) }), assign({ n: { "*": [{ var: "data.n" }, 2] } })],
              },
            ],
          },
        },
        b: { entry: assign({ n: plus("data.n", 100) }) },
        c: {},
      },
      { n: { type: "integer", default: 0 } },
    ).send("GO");
    expect(played.value).toBe("b");
    expect(played.data["n"]).toBe(122);
  });
  it("A6: a state's delays are evaluated after its own entry actions and before its children's", () => {
    const played = play(
      {
        a: {
          entry: assign({ n: 2 }),
          after: { wait: "b" },
          initial: "inner",
          states: { inner: { entry: assign({ n: 7 }) } },
        },
        b: {},
      },
      { n: { type: "integer", default: 0 } },
      { delays: { wait: { limit: { var: "data.n" }, unit: "hours" } } },
    );
    expect(played.state.timers).toMatchObject([{ delay: "wait", limit: 2, due: "2026-03-02T03:00:00.000Z" }]);
  });
  it("A6: so is what an invocation is given", () => {
    const played = play(
      {
        a: {
          entry: assign({ n: 2 }),
          invoke: { src: "call", id: "ask", input: { connector: "x", input: { n: { var: "data.n" } } } },
          initial: "inner",
          states: { inner: { entry: assign({ n: 7 }) } },
        },
      },
      { n: { type: "integer", default: 0 } },
    );
    expect(played.effects).toEqual([
      { type: "call", connector: "x", input: { n: 2 }, token: played.token("ask") },
    ]);
  });
});

describe("A7: assign", () => {
  const properties = {
    a: { type: "integer", default: 1 },
    b: { type: "integer", default: 2 },
    note: { type: "string" },
    free: { type: ["string", "null"] },
    deep: {
      type: "object",
      properties: { inner: { type: "object", properties: { x: { type: "integer" } } } },
    },
  };
  const on = (params: JsonObject, given: JsonObject = {}) =>
    play({ a: { on: { GO: { actions: assign(params) } } } }, properties, { events: sends("GO") }, given).send(
      "GO",
    );

  it("A7: all templates read the data before the action", () => {
    expect(on({ a: { var: "data.b" }, b: { var: "data.a" } }).data).toMatchObject({ a: 2, b: 1 });
  });
  it("A7: missing parents are made", () => {
    expect(on({ "deep.inner.x": 5 }).data["deep"]).toEqual({ inner: { x: 5 } });
  });
  it("A7: null removes what may not be null, and stands where it may", () => {
    const played = on({ note: null, free: null }, { note: "there", free: "there" });
    expect(played.data).not.toHaveProperty("note");
    expect(played.data["free"]).toBeNull();
    expect(played.entries[0]).toMatchObject({ set: { free: null }, unset: ["note"] });
  });
  it("A7: also inside what a template builds", () => {
    expect(on({ deep: { inner: { x: { var: "event.nothing" } } } }).data["deep"]).toEqual({ inner: {} });
  });
  it("A7: what was not written is shared with the data before", () => {
    const played = play(
      { a: { on: { GO: { actions: assign({ a: 5 }) } } } },
      properties,
      {},
      { deep: { inner: { x: 1 } } },
    );
    const before = played.data["deep"];
    expect(played.send("GO").data["deep"]).toBe(before);
  });
  it("A7: the data are validated once, after the step", () => {
    const states = {
      a: {
        on: {
          GO: { actions: [assign({ a: "not yet" }), assign({ a: 3 })] },
          BAD: { actions: assign({ a: "text" }) },
        },
      },
    };
    const played = play(states, properties);
    expect(played.send("GO").data["a"]).toBe(3);
    expect(played.refused("BAD")).toBe("invalid-data");
  });
  it("A7: an engine event that would make them invalid is an incident, and the case stays as it was, but the stimulus is spent", () => {
    const played = play(
      {
        a: {
          after: {
            wait: {
              target: "b",
              actions: [assign({ a: "text" }), { type: "notify", params: { to: ["x"], message: "m" } }],
            },
          },
          on: { GO: "a" },
        },
        b: {},
      },
      properties,
      {
        delays: { wait: { limit: 1, unit: "hours" } },
        messages: { m: title("m") },
      },
    ).due();
    expect(played.value).toBe("a");
    expect(played.data["a"]).toBe(1);
    expect(played.entries).toMatchObject([
      {
        kind: "incident",
        taken: [],
        effects: [],
        notes: [{ note: "incident", code: "invalid-data", path: "/data/a" }],
      },
    ]);
    expect(played.machine.nextDue(played.state)).toBeNull();
  });
});

describe("lists", () => {
  const rows = {
    items: {
      type: "array",
      default: [],
      items: {
        type: "object",
        properties: { id: { type: "string" }, done: { type: "boolean" }, by: { type: "string" } },
      },
    },
  };
  const given = {
    items: [
      { id: "x", done: false },
      { id: "y", done: false },
    ],
  };
  const on = (action: ActionConfig, payload: JsonObject = {}) => {
    const played = play({ a: { on: { GO: { actions: action } } } }, rows, { events: sends("GO") }, given);
    return { played, code: played.refused("GO", "sender", payload) };
  };
  it("append adds one row, in which null members that may not be null are left out", () => {
    const { played } = on(
      {
        type: "append",
        params: { list: "items", row: { id: { var: "event.id" }, by: { var: "event.nothing" } } },
      },
      { id: "z" },
    );
    expect(played.data["items"]).toEqual([...given.items, { id: "z" }]);
  });
  it("update sets fields of the rows for which its condition holds; inner logic sees row, index and the whole scope", () => {
    const { played } = on(
      {
        type: "update",
        params: {
          list: "items",
          where: { "==": [{ var: "row.id" }, { var: "event.id" }] },
          set: { done: true, by: { cat: [{ var: "by.id" }, "-", { var: "index" }] } },
        },
      },
      { id: "y" },
    );
    expect(played.data["items"]).toEqual([given.items[0], { id: "y", done: true, by: "sender-1" }]);
  });
  it("B8: exactly that does not hold refuses the step", () => {
    const update = (exactly: number): ActionConfig => ({
      type: "update",
      params: { list: "items", where: { "==": [{ var: "row.id" }, "y"] }, set: { done: true }, exactly },
    });
    expect(on(update(1)).code).toBe("accepted");
    expect(on(update(2)).code).toBe("invalid-data");
    expect(on(update(0)).code).toBe("invalid-data");
  });
  it("remove takes out the rows for which its condition holds", () => {
    const { played } = on({
      type: "remove",
      params: { list: "items", where: { "==": [{ var: "row.id" }, "x"] } },
    });
    expect(played.data["items"]).toEqual([given.items[1]]);
  });
});

describe("A8: the event that rules see", () => {
  const seen = assign({ type: { var: "event.type" } });
  const properties = { type: { type: "string" }, out: {}, given: { type: "string" } };
  it("A8: at opening it is case.open with the data given, in entry and in always", () => {
    const played = play(
      {
        a: { entry: seen, always: { target: "b", actions: assign({ out: { var: "event.given" } }) } },
        b: {},
      },
      properties,
      {},
      { given: "x" },
    );
    expect(played.data).toMatchObject({ type: "case.open", out: "x" });
  });
  it("A8: in exit, entry and always it is the event whose transition was taken", () => {
    const played = play(
      {
        a: { exit: assign({ out: { var: "event.x" } }), on: { GO: "b" } },
        b: { always: { target: "c", actions: seen } },
        c: {},
      },
      properties,
      { events: sends("GO") },
    ).send("GO", "x", { x: 4 });
    expect(played.data).toMatchObject({ type: "GO", out: 4 });
  });
  it("A8: in onDone of a state it is the done event with the output of the final state", () => {
    const played = play(
      {
        a: {
          initial: "x",
          states: { x: { on: { GO: "y" } }, y: { type: "final", output: { n: { var: "event.n" } } } },
          onDone: { target: "b", actions: [assign({ out: { var: "event.output" } }), seen] },
        },
        b: {},
      },
      properties,
      { events: sends("GO") },
    ).send("GO", "x", { n: 3 });
    expect(played.data).toMatchObject({ type: "xstate.done.state.tested.a", out: { n: 3 } });
  });
  it("A8: in onDone of an invocation it has output, in onError an error", () => {
    const states = {
      a: {
        invoke: {
          src: "call" as const,
          id: "ask",
          input: { connector: "x" },
          onDone: { target: "b", actions: assign({ out: { var: "event.output" } }) },
          onError: { target: "b", actions: assign({ out: { var: "event.error" } }) },
        },
      },
      b: {},
    };
    expect(play(states, properties).answer("ask", { yes: 1 }).data["out"]).toEqual({ yes: 1 });
    expect(play(states, properties).fail("ask", "lost").data["out"]).toEqual({
      code: "lost",
      message: "lost",
    });
  });
  it("A8: a timer has only its type", () => {
    const played = play(
      { a: { after: { wait: { target: "b", actions: assign({ out: { var: "event" } }) } } }, b: {} },
      properties,
      { delays: { wait: { limit: 1, unit: "hours" } } },
    ).due();
    expect(played.data["out"]).toEqual({ type: "xstate.after.wait.tested.a" });
  });
});

describe("takes and saves", () => {
  const parts = (saves: boolean): Partial<Procedure> => ({
    events: { RATE: { title: title("Rate"), by: ["anyone"], takes: ["rating", "comment?"], saves } },
  });
  const properties = {
    rating: { type: "integer", minimum: 1, maximum: 5, readOnly: true },
    comment: { type: "string" },
    copy: { type: "integer" },
  };
  const states: Record<string, StateConfig> = {
    a: { on: { RATE: { target: "b", actions: assign({ copy: { var: "data.rating" } }) } } },
    b: {},
  };
  it("B1: the payload is what the event takes, closed; readOnly fields may be taken", () => {
    expect(play(states, properties, parts(true)).refused("RATE", "x", {})).toBe("invalid-payload");
    expect(play(states, properties, parts(true)).refused("RATE", "x", { rating: 9 })).toBe("invalid-payload");
    expect(play(states, properties, parts(true)).refused("RATE", "x", { rating: 1, more: 1 })).toBe(
      "invalid-payload",
    );
  });
  it("saves copies the fields before the transition's actions; without it nothing is copied", () => {
    expect(play(states, properties, parts(true)).send("RATE", "x", { rating: 4 }).data).toMatchObject({
      rating: 4,
      copy: 4,
    });
    expect(play(states, properties, parts(false)).send("RATE", "x", { rating: 4 }).data).not.toHaveProperty(
      "rating",
    );
  });
});

describe("roles of the case", () => {
  const roles = {
    lead: { title: title("lead"), is: { var: "data.lead" } },
    party: { title: title("party"), rows: "data.parties", acting: "representatives" },
  };
  const properties = {
    lead: { type: "string" },
    out: {},
    parties: {
      type: "array",
      items: {
        type: "object",
        properties: { id: { type: "string" }, representatives: { type: "array", items: { type: "string" } } },
      },
    },
  };
  const data: JsonObject = {
    lead: "li",
    parties: [{ id: "wang", representatives: ["lawyer"] }, { id: "zhao" }],
  };
  const events = {
    LEAD: { title: title("Lead"), by: ["lead"] },
    SAY: { title: title("Say"), by: ["party"] },
    JUDGE: { title: title("Judge"), by: ["anyone"], apartFrom: ["SAY", "LEAD@a"] },
  };
  const start = () =>
    play(
      {
        a: {
          on: {
            LEAD: { target: "b", actions: assign({ out: { var: "by.as.lead" } }) },
            SAY: { actions: assign({ out: { var: "by.as.party.id" } }) },
            JUDGE: { actions: log("judged") },
          },
        },
        b: { on: { LEAD: { actions: log("led") }, JUDGE: { actions: log("judged") } } },
      },
      properties,
      { roles, events },
      data,
    );
  it("is: who the case says it is", () => {
    expect(start().refused("LEAD", "wang")).toBe("not-permitted");
    expect(start().send("LEAD", "li").data["out"]).toEqual({ id: "li" });
  });
  it("rows: a row of the list is the sender's, or they act for it; by.as is that row", () => {
    expect(start().refused("SAY", "li")).toBe("not-permitted");
    expect(start().send("SAY", "zhao").data["out"]).toBe("zhao");
    expect(start().send("SAY", "lawyer").data["out"]).toBe("wang");
  });
  it("B2: separation of duties looks at both persons where one acts for another, over the whole history", () => {
    const played = start().send("SAY", "lawyer");
    expect(played.refused("JUDGE", "lawyer")).toBe("not-permitted");
    expect(played.refused("JUDGE", "wang")).toBe("not-permitted");
    expect(played.refused("JUDGE", "zhao")).toBe("accepted");
  });
  it("B2: EVENT@state asks for the event in that state only", () => {
    expect(start().send("LEAD", "li").refused("JUDGE", "li")).toBe("not-permitted");
    const inB = start();
    inB.send("LEAD", "li");
    inB.state = { ...inB.state, acts: {} };
    expect(inB.send("LEAD", "li").refused("JUDGE", "li")).toBe("accepted");
  });
  it("by and apartFrom of a transition narrow those of the event", () => {
    const narrowed = new Play(
      machineOf(
        {
          initial: "a",
          states: {
            a: {
              on: {
                OK: [
                  { target: "b", meta: { by: ["head"] } },
                  { target: "c", meta: { by: ["deputy"], apartFrom: ["case.open"] } },
                ],
              },
            },
            b: {},
            c: {},
          },
        },
        {
          roles: {
            head: { title: title("head") },
            deputy: { title: title("deputy") },
            clerk: { title: title("clerk") },
          },
          events: { OK: { title: title("ok"), by: ["head", "deputy", "clerk"] } },
        },
      ),
      { by: "opener" },
    );
    const state = narrowed.state;
    expect(narrowed.refused("OK", person("x", "clerk"))).toBe("not-permitted");
    expect(narrowed.refused("OK", person("opener", "deputy"))).toBe("not-permitted");
    expect(narrowed.send("OK", person("x", "head")).value).toBe("b");
    narrowed.state = state;
    expect(narrowed.send("OK", person("y", "deputy")).value).toBe("c");
  });
  it("A9: what another case sends skips the roles", () => {
    expect(start().refused("LEAD", person("case:7"))).toBe("accepted");
  });
});

describe("A7: identity", () => {
  it("B3: a list copied from one place to another is another list, stored or not", () => {
    const same = { type: "when" as const, params: { "==": [{ var: "data.from" }, { var: "data.to" }] } };
    const states: Record<string, StateConfig> = {
      a: { on: { GO: { target: "b", actions: assign({ to: { var: "data.from" } }) } } },
      b: { always: { guard: same, target: "c" }, on: { ASK: { guard: same, target: "c" } } },
      c: {},
    };
    const played = play(states, { from: { type: "array" }, to: { type: "array" } }, {}, { from: [1] }).send(
      "GO",
    );
    expect(played.value).toBe("b");
    expect(played.refused("ASK")).toBe("guard-refused");
  });
  it("what is assigned as it was is no change, whatever object it is", () => {
    const list = [{ x: 1 }];
    const states: Record<string, StateConfig> = {
      a: { on: { GO: { actions: assign({ list: { var: "event.list" } }) } } },
    };
    const given = play(states, { list: { type: "array" } }, { events: sends("GO") }, { list });
    expect(given.send("GO", "x", { list: [{ x: 1 }] }).entries[0]!.set).toEqual({});
    expect(given.send("GO", "x", { list: [{ x: 2 }] }).entries[0]).toMatchObject({
      set: { list: [{ x: 2 }] },
    });
  });
});
