import { describe, expect, it } from "vitest";
import type { InvokeConfig, JsonObject, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, Play, procedureOf, title } from "./host.ts";

const child = procedureOf(
  { initial: "x", states: { x: {} } },
  {
    id: "child",
    data: { type: "object", properties: { name: { type: "string" }, note: { type: "string" } } },
  },
);
const out = { type: "assign", params: { out: { var: "event.output" } } };
const failed = { type: "assign", params: { out: { var: "event.error.code" } } };
const invoke = (input: JsonObject, more: Partial<InvokeConfig> = {}): InvokeConfig => ({
  src: "procedure",
  id: "kids",
  input: { procedure: "child", data: { name: { var: "row" } }, ...input },
  onDone: { target: "done", actions: out },
  onError: { target: "broken", actions: failed },
  ...more,
});
const around = (one: InvokeConfig): Record<string, StateConfig> => ({
  a: { on: { GO: "b" } },
  b: { invoke: one, on: { LEAVE: "c" } },
  c: {},
  done: {},
  broken: {},
});

function play(states: Record<string, StateConfig>, data: JsonObject = {}, parts: Partial<Procedure> = {}) {
  return new Play(
    machineOf(
      { initial: "a", states },
      { data: { type: "object", additionalProperties: true }, ...parts },
      { procedures: { child } },
    ),
    { data },
  ).send("GO");
}
const each = (until: string, n = 3) =>
  play(around(invoke({ each: { var: "data.names" }, until })), {
    names: Array.from({ length: n }, (_, place) => `n${place}`),
  });

describe("F: child cases", () => {
  it("a child is asked for, with what its schema lets it be opened with", () => {
    const played = play(
      around(
        invoke({
          data: { name: { var: "data.name" }, note: { var: "data.nothing" } },
          answerAt: ["decided"],
          gives: ["name"],
        }),
      ),
      { name: "x" },
    );
    expect(played.effects).toEqual([
      {
        type: "child",
        token: played.token("kids"),
        index: 0,
        procedure: "child",
        data: { name: "x" },
        answerAt: ["decided"],
        gives: ["name"],
      },
    ]);
  });
  it("its answer completes it: one entry, by the system", () => {
    const played = play(around(invoke({}))).answer("kids", { name: "done" });
    expect(played.value).toBe("done");
    expect(played.entries).toMatchObject([
      {
        kind: "answer",
        by: { id: "system" },
        event: { type: "xstate.done.actor.kids", output: { name: "done" } },
        taken: ["b|done:kids|0"],
      },
    ]);
    expect(played.data["out"]).toEqual({ name: "done" });
    expect(played.state.invocations).toEqual({});
    expect(played.effects).toEqual([]);
  });
  it("a late answer, to an invocation that is gone or has answered, does nothing", () => {
    const played = play(around(invoke({})));
    const token = played.token("kids");
    played.send("LEAVE");
    const before = played.state;
    expect(played.machine.step(before, { kind: "answer", token, output: null }, played.context())).toEqual({
      ok: true,
      state: before,
      entries: [],
    });
    const again = each("all").answer("kids", 1, 0);
    expect(
      again.machine.step(
        again.state,
        { kind: "answer", token: again.token("kids"), index: 0, output: 2 },
        again.context(),
      ),
    ).toMatchObject({ entries: [] });
    expect(
      again.machine.step(
        again.state,
        { kind: "answer", token: again.token("kids"), index: 9, output: 2 },
        again.context(),
      ),
    ).toMatchObject({ entries: [] });
  });
  it("A13: a failure goes to onError", () => {
    const played = play(around(invoke({}))).fail("kids", "lost");
    expect(played.value).toBe("broken");
    expect(played.data["out"]).toBe("lost");
    expect(played.kinds).toEqual(["failure"]);
  });
  it("A13: without onError it is an incident; the case stays where it is, and is told no second time", () => {
    const played = play(around(invoke({}, { onError: undefined })));
    const token = played.token("kids");
    played.fail("kids", "lost");
    expect(played.value).toBe("b");
    expect(played.entries).toMatchObject([
      {
        kind: "incident",
        event: { type: "xstate.error.actor.kids" },
        notes: [
          { note: "incident", code: "unhandled-failure", message: { en: expect.stringContaining("lost") } },
        ],
      },
    ]);
    expect(
      played.machine.step(
        played.state,
        { kind: "failure", token, index: 0, error: { code: "x", message: "" } },
        played.context(),
      ),
    ).toMatchObject({ entries: [] });
    expect(played.send("LEAVE").value).toBe("c");
  });
  it("A13: also where every guard of onError is false", () => {
    const played = play(
      around(invoke({}, { onError: { guard: { type: "when", params: false }, target: "broken" } })),
    ).fail("kids");
    expect(played.kinds).toEqual(["incident"]);
    expect(played.state.status).toBe("active");
  });
  it("A14: leaving the state withdraws it", () => {
    const played = play(around(invoke({})));
    const token = played.token("kids");
    expect(played.send("LEAVE").effects).toEqual([{ type: "withdraw", token }]);
    expect(played.state.invocations).toEqual({});
  });
  it("a state that is left as it is entered asks for nothing", () => {
    const transient = { ...around(invoke({})), b: { invoke: invoke({}), always: "c" } } as Record<
      string,
      StateConfig
    >;
    const played = play(transient);
    expect(played.value).toBe("c");
    expect(played.effects).toEqual([]);
    expect(played.state.invocations).toEqual({});
  });
});

describe("F1: one child for each item", () => {
  it("F1: row and index in the input, outputs in list order", () => {
    const played = play(
      around(
        invoke({ each: { var: "data.names" }, data: { name: { cat: [{ var: "row" }, { var: "index" }] } } }),
      ),
      { names: ["x", "y"] },
    );
    expect(played.effects).toMatchObject([
      { index: 0, data: { name: "x0" } },
      { index: 1, data: { name: "y1" } },
    ]);
    played.answer("kids", "second", 1);
    expect(played.entries).toMatchObject([
      { kind: "answer", taken: [], event: { type: "xstate.done.actor.kids", index: 1, output: "second" } },
    ]);
    expect(played.answer("kids", "first", 0).data["out"]).toEqual(["first", "second"]);
    expect(played.value).toBe("done");
  });
  it("F1: an empty list is done at once with []", () => {
    const played = each("all", 0);
    expect(played.value).toBe("done");
    expect(played.data["out"]).toEqual([]);
    expect(played.kinds).toEqual(["event", "answer"]);
  });
  it("F1: any: the first answer is enough, the rest is withdrawn and null", () => {
    const played = each("any");
    const token = played.token("kids");
    played.answer("kids", "mine", 1);
    expect(played.data["out"]).toEqual([null, "mine", null]);
    expect(played.effects).toEqual([{ type: "withdraw", token }]);
  });
  it("F1: a share: as many answers as it takes", () => {
    const played = each(">=2/3").answer("kids", "a", 0);
    expect(played.value).toBe("b");
    expect(played.answer("kids", "b", 2).data["out"]).toEqual(["a", null, "b"]);
  });
  it("F1: it fails once enough cannot answer any more, and not before", () => {
    const played = each(">=2/3").fail("kids", "one", 0);
    expect(played.value).toBe("b");
    expect(played.entries).toMatchObject([{ kind: "failure", taken: [] }]);
    expect(played.fail("kids", "two", 1).value).toBe("broken");
    expect(each("all").fail("kids", "one", 2).value).toBe("broken");
    expect(
      each("any").fail("kids", "one", 0).fail("kids", "two", 1).answer("kids", "last", 2).data["out"],
    ).toEqual([null, null, "last"]);
  });
});

describe("answers as they come", () => {
  const told = { list: "told", row: { what: { var: "event.output" }, place: { var: "event.index" } } };
  const telling = (until = "all", more: Partial<StateConfig> = {}): Record<string, StateConfig> => {
    const states = around(invoke({ each: { var: "data.names" }, until }));
    states["b"]!.on = {
      LEAVE: "c",
      "case.kids.answered": { actions: { type: "append", params: told } },
      ...more.on,
    };
    return states;
  };
  const three = { names: ["x", "y", "z"], told: [] };

  it("F6: the machine is told of each answer with its place, and of the result after the last", () => {
    const played = play(telling(), three).answer("kids", "second", 1);
    expect(played.data["told"]).toEqual([{ what: "second", place: 1 }]);
    expect(played.entries).toMatchObject([
      {
        kind: "answer",
        event: { type: "case.kids.answered", index: 1, output: "second" },
        taken: ["b|on:case.kids.answered|0"],
      },
    ]);
    played.answer("kids", "first", 0).answer("kids", "third", 2);
    expect(played.entries.map(({ event }) => event.type)).toEqual([
      "case.kids.answered",
      "xstate.done.actor.kids",
    ]);
    expect(played.data["told"]).toMatchObject([{ place: 1 }, { place: 0 }, { place: 2 }]);
    expect(played.data["out"]).toEqual(["first", "second", "third"]);
    expect(played.state.invocations).toEqual({});
  });
  it("F6: with any, the one that is enough is told too, and the rest is withdrawn", () => {
    const played = play(telling("any"), three);
    const token = played.token("kids");
    played.answer("kids", "mine", 1);
    expect([played.data["told"], played.data["out"]]).toEqual([
      [{ what: "mine", place: 1 }],
      [null, "mine", null],
    ]);
    expect(played.effects).toEqual([{ type: "withdraw", token }]);
  });
  it("F6: a failure is told as the result alone", () => {
    const played = play(telling(), three).answer("kids", "first", 0).fail("kids", "lost", 1);
    expect([played.value, played.data["told"]]).toEqual(["broken", [{ what: "first", place: 0 }]]);
  });
  it("F6: where the answer leads out of the state, there is no result any more, and the others are withdrawn", () => {
    const leaves = { "case.kids.answered": { target: "c", actions: { type: "append", params: told } } };
    const played = play(telling("all", { on: leaves }), { ...three, names: ["x"] }).answer("kids", "only");
    expect([played.value, played.data["told"], played.data["out"]]).toEqual([
      "c",
      [{ what: "only", place: 0 }],
      undefined,
    ]);
    expect(played.kinds).toEqual(["answer"]);
  });
  it("F6: an answer that makes the data invalid is an incident, is kept, and counts for the result", () => {
    const played = new Play(
      machineOf(
        { initial: "a", states: telling() },
        {
          data: {
            type: "object",
            additionalProperties: true,
            properties: { told: { type: "array", maxItems: 0 } },
          },
        },
        { procedures: { child } },
      ),
      { data: { names: ["x"], told: [] } },
    )
      .send("GO")
      .answer("kids", "only");
    expect(played.kinds).toEqual(["incident", "answer"]);
    expect([played.value, played.data["out"]]).toEqual(["done", ["only"]]);
  });
  it("F6, F4: during a hold it is kept, and told at its end before what is complete", () => {
    const played = play({ ...telling(), a: { on: { GO: "b" } } }, three, {
      events: {
        PAUSE: { title: title("PAUSE"), by: ["anyone"] },
        ON: { title: title("ON"), by: ["anyone"] },
      },
      holds: { paused: { by: "PAUSE", end: "ON", in: ["b"] } },
    });
    played.send("PAUSE").answer("kids", "z", 2).answer("kids", "x", 0).answer("kids", "y", 1);
    expect(played.data["told"]).toEqual([]);
    played.send("ON");
    expect(played.data["told"]).toMatchObject([{ place: 2 }, { place: 0 }, { place: 1 }]);
    expect([played.value, played.data["out"]]).toEqual(["done", ["x", "y", "z"]]);
  });
  it("F7: what nobody may send is nobody's task", () => {
    const played = play(
      { ...telling(), b: { on: { LEAVE: "c", NEWS: { actions: { type: "assign", params: { out: 1 } } } } } },
      three,
      {
        events: { NEWS: { title: title("NEWS"), by: [] } },
      },
    );
    expect(played.machine.tasks(played.state, played.context()).map(({ events }) => events)).toEqual([
      ["LEAVE"],
    ]);
    expect(played.refused("NEWS")).toBe("not-permitted");
  });
});

describe("calls", () => {
  const call: InvokeConfig = {
    src: "call",
    id: "ask",
    input: { connector: "registry", input: { n: { var: "data.n" } } },
    onDone: { target: "done", actions: out },
  };
  it("a call that is answered: its effect has the token by which the answer comes back", () => {
    const played = play(around(call), { n: 7 });
    expect(played.effects).toEqual([
      { type: "call", connector: "registry", input: { n: 7 }, token: played.token("ask") },
    ]);
    expect(played.answer("ask", "yes").data["out"]).toBe("yes");
  });
  it("the action call waits for nothing", () => {
    const played = play({
      a: {
        on: { GO: { target: "b", actions: { type: "call", params: { connector: "x", input: { n: 1 } } } } },
      },
      b: {},
    });
    expect(played.effects).toEqual([{ type: "call", connector: "x", input: { n: 1 } }]);
    expect(played.state.invocations).toEqual({});
  });
});

describe("A12: keep", () => {
  const kept: Record<string, StateConfig> = {
    a: { on: { GO: "main" } },
    main: {
      initial: "b",
      states: {
        b: {
          invoke: { ...invoke({ keep: true }), onDone: { target: "done", actions: out }, onError: "done" },
        },
        done: {},
        back: { type: "history" },
      },
      on: { LEAVE: "away", END: "end" },
    },
    away: { on: { BACK: "main.back", ANEW: "main.b", END: "end" } },
    end: { type: "final" },
  };
  it("A12: keep lets a history re-entry find it again", () => {
    const played = play(kept);
    const token = played.token("kids");
    expect(played.send("LEAVE").effects).toEqual([]);
    expect(played.send("BACK").effects).toEqual([]);
    expect(played.token("kids")).toBe(token);
    expect(played.answer("kids", "x").value).toEqual({ main: "done" });
  });
  it("A12: what answered meanwhile is told when the state is entered again", () => {
    const played = play(kept).send("LEAVE").answer("kids", "early");
    expect(played.value).toBe("away");
    played.send("BACK");
    expect(played.kinds).toEqual(["event", "answer"]);
    expect(played.data["out"]).toBe("early");
  });
  it("A12: entered otherwise, it is withdrawn and begins anew", () => {
    const played = play(kept).send("LEAVE");
    const token = played.token("kids");
    expect(played.send("ANEW").effects).toMatchObject([{ type: "withdraw", token }, { type: "child" }]);
  });
  it("A14: the end of the case withdraws it", () => {
    const played = play(kept).send("LEAVE");
    const token = played.token("kids");
    expect(played.send("END").effects).toEqual([{ type: "withdraw", token }]);
    expect(played.state).toMatchObject({ status: "done", invocations: {} });
  });
});

describe("outward actions", () => {
  const act = (type: string, params: JsonObject, parts: Partial<Procedure> = {}, data: JsonObject = {}) =>
    new Play(
      machineOf(
        { initial: "a", states: { a: { on: { GO: { actions: { type, params } } } } } },
        {
          data: { type: "object", additionalProperties: true },
          roles: {
            lead: { title: title("lead"), is: { var: "data.lead" } },
            clerk: { title: title("clerk") },
          },
          ...parts,
        },
        {
          procedures: { child },
          registers: {
            list: {
              title: title("list"),
              key: "id",
              row: { type: "object", properties: { id: { type: "string" }, note: { type: "string" } } },
            },
          },
        },
      ),
      { data },
    );
  it("enter and strike, with the key of the row", () => {
    expect(
      act(
        "enter",
        { register: "list", row: { id: { var: "data.id" }, note: { var: "data.no" } } },
        {},
        { id: "x" },
      ).send("GO").effects,
    ).toEqual([{ type: "enter", register: "list", row: { id: "x" } }]);
    expect(
      act("strike", { register: "list", key: { var: "data.id" } }, {}, { id: "x" }).send("GO").effects,
    ).toEqual([{ type: "strike", register: "list", key: "x" }]);
    expect(act("enter", { register: "list", row: { note: "no key" } }).refused("GO")).toBe("invalid-data");
    expect(act("strike", { register: "list", key: { var: "data.id" } }).refused("GO")).toBe("invalid-data");
  });
  it("notify: roles of the directory as roles, roles of the case and logic as people; the message is filled in both languages", () => {
    const messages = { m: { en: "About {data.what}: {data.list}", "zh-CN": "关于{data.what}：{data.list}" } };
    const data = { lead: "li", what: "trees", list: ["a", "b"] };
    expect(
      act("notify", { to: ["clerk", "lead"], message: "m" }, { messages }, data).send("GO").effects,
    ).toEqual([
      {
        type: "notify",
        roles: ["clerk"],
        ids: ["li"],
        message: "m",
        text: { en: "About trees: a, b", "zh-CN": "关于trees：a、b" },
      },
    ]);
    expect(
      act("notify", { to: { var: "data.list" }, message: "m" }, { messages }, data).send("GO").effects,
    ).toMatchObject([{ roles: [], ids: ["a", "b"] }]);
  });
  it("notify tells a record the same, in whatever order its members were sent", () => {
    const messages = { m: { en: "At {data.place}", "zh-CN": "位于{data.place}" } };
    const told = (place: JsonObject) =>
      act("notify", { to: ["clerk"], message: "m" }, { messages }, { place }).send("GO").effects;
    expect(told({ zone: 2, area: "north" })).toEqual(told({ area: "north", zone: 2 }));
    expect(told({ zone: 2, area: "north" })).toMatchObject([
      { text: { en: 'At {"area":"north","zone":2}' } },
    ]);
  });
  it("publish freezes the fields that the notice names, and nothing else", () => {
    const played = act(
      "publish",
      { notice: "n" },
      { public: { n: { title: title("Notice"), fields: ["what", "deep.x", "nothing"], states: ["a"] } } },
      { what: "trees", deep: { x: 1, y: 2 }, secret: 3 },
    );
    expect(played.send("GO").effects).toEqual([
      {
        type: "publish",
        notice: "n",
        title: title("Notice"),
        fields: { what: "trees", "deep.x": 1 },
        states: ["a"],
      },
    ]);
  });
  it("openCase, once or for each item", () => {
    expect(
      act("openCase", {
        procedure: "child",
        link: "kid",
        data: { name: "x", note: { var: "data.no" } },
      }).send("GO").effects,
    ).toEqual([{ type: "open", procedure: "child", link: "kid", data: { name: "x" } }]);
    expect(
      act(
        "openCase",
        { procedure: "child", link: "kid", data: { name: { var: "row" } }, each: { var: "data.list" } },
        {},
        { list: ["p", "q"] },
      ).send("GO").effects,
    ).toMatchObject([{ data: { name: "p" } }, { data: { name: "q" } }]);
  });
  it("send, to a linked case or the parent", () => {
    expect(
      act("send", { to: "parent", event: "DONE", payload: { n: { var: "data.n" } } }, {}, { n: 3 }).send("GO")
        .effects,
    ).toEqual([{ type: "send", to: "parent", event: { type: "DONE", n: 3 } }]);
  });
  it("effects come in the order in which the actions stand", () => {
    const played = new Play(
      machineOf({
        initial: "a",
        states: {
          a: {
            exit: { type: "call", params: { connector: "1" } },
            on: { GO: { target: "b", actions: { type: "call", params: { connector: "2" } } } },
          },
          b: { entry: { type: "call", params: { connector: "3" } } },
        },
      }),
    );
    expect(played.send("GO").effects.map((effect) => effect.type === "call" && effect.connector)).toEqual([
      "1",
      "2",
      "3",
    ]);
  });
});
