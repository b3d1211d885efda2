import { describe, expect, it } from "vitest";
import { compileMachine } from "../../engine/machine/index.ts";
import { ajvValidator } from "../../engine/model/index.ts";
import type { JsonObject, MachineConfig, Procedure, StateConfig } from "../../engine/model/index.ts";
import { machineOf, packOf, person, Play, procedureOf, refusedOpening, title } from "./host.ts";

const clerk = person("clerk-1", "clerk");
const never = { type: "when" as const, params: false };

describe("A3: refusals are decided in a fixed order", () => {
  const machine = machineOf(
    {
      initial: "open",
      states: {
        open: {
          on: {
            GO: { guard: "ready", target: "done" },
            SET: { actions: { type: "assign", params: { n: { var: "event.n" } } } },
          },
        },
        other: { on: { ELSEWHERE: "done" } },
        done: { type: "final" },
      },
    },
    {
      data: {
        type: "object",
        properties: {
          n: { type: "integer", minimum: 0, default: 0 },
          ready: { type: "boolean", default: false },
        },
      },
      rules: { ready: { title: title("ready"), when: { var: "data.ready" } } },
      events: {
        GO: {
          title: title("Go"),
          by: ["clerk"],
          apartFrom: ["SET"],
          where: { "==": [{ var: "by.id" }, "clerk-1"] },
          payload: { type: "object", properties: { why: { type: "string" } } },
        },
        SET: {
          title: title("Set"),
          by: ["clerk"],
          payload: { type: "object", properties: { n: { type: "integer" } }, required: ["n"] },
        },
        ELSEWHERE: {
          title: title("Elsewhere"),
          by: ["clerk"],
          payload: { type: "object", properties: { n: { type: "integer" } }, required: ["n"] },
          where: { "==": [{ var: "by.id" }, "clerk-1"] },
        },
      },
      roles: { clerk: { title: title("clerk") } },
    },
  );
  const play = () => new Play(machine, { by: clerk });
  const closed = () => {
    const ended = new Play(machine, { by: clerk });
    ended.state = ended.machine.withdraw(ended.state, ended.now).state;
    return ended;
  };
  const suspended = () => {
    const still = play();
    still.state = still.machine.suspend(still.state, still.now);
    return still;
  };

  it("A3: an unknown event comes before a closed case", () => {
    expect(closed().refused("NOTHING", "guest")).toBe("unknown-event");
  });
  it("A3: a closed case comes before who asks", () => {
    expect(closed().refused("GO", "guest")).toBe("case-closed");
  });
  it("A3: a suspended case comes before who asks", () => {
    expect(suspended().refused("GO", "guest")).toBe("suspended");
  });
  it("A3: who asks comes before what is sent", () => {
    expect(play().refused("GO", "guest", { wrong: 1 })).toBe("not-permitted");
  });
  it("A3, B2: so does what they have done before", () => {
    expect(play().send("SET", clerk, { n: 1 }).refused("GO", clerk, { wrong: 1 })).toBe("not-permitted");
  });
  it("A3: what is sent comes before the further condition on the sender", () => {
    expect(play().refused("GO", person("clerk-2", "clerk"), { wrong: 1 })).toBe("invalid-payload");
    expect(play().refused("GO", person("clerk-2", "clerk"))).toBe("not-permitted");
  });
  it("A3: that condition comes before whether it is the time", () => {
    expect(play().refused("ELSEWHERE", person("clerk-2", "clerk"), { n: 1 })).toBe("not-permitted");
    expect(play().refused("ELSEWHERE", clerk, {})).toBe("invalid-payload");
    expect(play().refused("ELSEWHERE", clerk, { n: 1 })).toBe("not-now");
  });
  it("A3: guards come then, and data last", () => {
    expect(play().refused("GO", clerk)).toBe("guard-refused");
    expect(play().refused("SET", clerk, { n: -1 })).toBe("invalid-data");
  });
  it("A3: a refusal says where and why, in both languages", () => {
    const refusal = play().refusal("GO", clerk)!;
    expect(refusal).toMatchObject({
      path: "/machine/states/open/on/GO/guard",
      details: { rules: ["ready"] },
    });
    expect(refusal.message.en).toContain("ready");
    expect(refusal.message["zh-CN"]).toContain("ready");
    expect(play().refusal("GO", clerk, { why: 1 })!.path).toBe("/why");
    expect(play().refusal("SET", clerk, { n: -1 })!.path).toBe("/data/n");
  });
  it("A3: a refusal leaves the case as it was", () => {
    const before = play();
    const state = before.state;
    before.refused("SET", clerk, { n: -1 });
    expect(before.state).toBe(state);
  });
});

describe("A4: not now, or refused by a guard", () => {
  it("A4: not-now where no active state names the event, also where another state does", () => {
    const play = new Play(machineOf({ initial: "a", states: { a: {}, b: { on: { GO: "a" } } } }));
    expect(play.refused("GO")).toBe("not-now");
  });
  it("A4: guard-refused where one does, and every guard is false", () => {
    const play = new Play(
      machineOf({
        initial: "a",
        states: {
          a: {
            on: {
              GO: [
                { guard: never, target: "b" },
                { guard: never, target: "b" },
              ],
            },
          },
          b: {},
        },
      }),
    );
    expect(play.refused("GO")).toBe("guard-refused");
  });
  it("A4: a transition with neither target, actions nor reenter forbids the event", () => {
    const play = new Play(
      machineOf({ initial: "a", on: { GO: ".b" }, states: { a: { on: { GO: {} } }, b: {} } }),
    );
    expect(play.refused("GO")).toBe("not-now");
  });
  it("A4: an empty list of transitions leaves the event to the state around it", () => {
    const play = new Play(
      machineOf({ initial: "a", on: { GO: ".b" }, states: { a: { on: { GO: [] } }, b: {} } }),
    );
    expect(play.send("GO").value).toBe("b");
  });
  it("A15: a false guard falls through to the state around it", () => {
    const play = new Play(
      machineOf({
        initial: "a",
        on: { GO: ".b" },
        states: { a: { on: { GO: { guard: never, target: "c" } } }, b: {}, c: {} },
      }),
    );
    expect(play.send("GO").value).toBe("b");
  });
});

describe("A4: what a guard's refusal names", () => {
  const names = ["paid", "signed", "heard"] as const;
  const rules = Object.fromEntries(
    names.map((name) => [name, { title: { en: name, "zh-CN": `${name}者` }, when: { var: `data.${name}` } }]),
  );
  type Going = NonNullable<StateConfig["on"]>[string];
  const refusal = (go: Going, data: JsonObject = {}, by = clerk) => {
    const played = new Play(
      machineOf(
        { initial: "a", states: { a: { on: { GO: go } }, b: {} } },
        {
          data: { type: "object", additionalProperties: true },
          rules,
          events: { GO: { title: title("Go"), by: ["clerk", "head"] } },
        },
      ),
      { data },
    );
    const sent = played.refusal("GO", by)!;
    const offered = played.machine.offers(played.state, by, played.context())[0]!.refusal;
    const explained = played.machine.explain(played.state, { type: "GO" }, by, played.context()).refusal;
    expect([offered, explained]).toEqual([sent, sent]);
    const { message, details, path } = sent;
    return [
      message.en.split(": ")[1],
      message["zh-CN"].split("：")[1],
      details?.["rules"],
      path?.slice("/machine/states/a".length),
    ];
  };
  const all = (...named: string[]) => ({
    guard: { type: "rules" as const, params: { all: named } },
    target: "b",
  });
  const any = (...named: string[]) => ({
    guard: { type: "rules" as const, params: { any: named } },
    target: "b",
  });

  it("A4: of several rules only those that do not hold", () => {
    expect(refusal(all(...names), { signed: true })).toEqual([
      "paid, heard.",
      "paid者、heard者。",
      ["paid", "heard"],
      "/on/GO/guard",
    ]);
  });
  it("A4: where one is enough, all of them, any of which would do", () => {
    expect(refusal(any(...names)).slice(0, 3)).toEqual([
      "paid or signed or heard.",
      "paid者或signed者或heard者。",
      [...names],
    ]);
  });
  it("A4: of several transitions those that came closest, each thing once", () => {
    const found = refusal([all("paid", "signed"), all("paid"), all("paid", "heard")], { signed: true });
    expect(found[0]).toBe("paid.");
    const [words, chinese, named, path] = refusal([all(...names), all("heard")]);
    expect([words, chinese, named, path]).toEqual(["heard.", "heard者。", ["heard"], "/on/GO/1/guard"]);
    expect(refusal([all("paid"), any("signed", "heard")]).slice(0, 2)).toEqual([
      "paid; or signed or heard.",
      "paid者；或signed者或heard者。",
    ]);
  });
  it("A4: a condition written in place has no name, and gives way to one that has", () => {
    const inPlace = { guard: never, target: "b" };
    expect(refusal(inPlace).slice(0, 3)).toEqual(["its own condition.", "其自身条件。", undefined]);
    expect(refusal([inPlace, all("paid")])[0]).toBe("paid.");
  });
  it("A4: what is for others to take is not what the sender lacks", () => {
    const heads = { ...all("paid"), meta: { by: ["head"] } };
    expect(refusal([heads, all("paid", "signed")])[0]).toBe("paid, signed.");
    expect(refusal([heads, all("paid", "signed")], {}, person("h", "head"))[0]).toBe("paid.");
  });
});

describe("A9: the engine's own events", () => {
  const machine = machineOf(
    { initial: "a", states: { a: { after: { soon: "b" }, on: { GO: "b" } }, b: {} } },
    { delays: { soon: { limit: 1, unit: "days" } } },
  );
  it.each([
    "xstate.after.soon.tested.a",
    "xstate.done.actor.x",
    "xstate.stop",
    "clock.x.red",
    "ballot.x.silent",
    "due.x.over",
    "case.open",
  ])("A9: nobody may send %s", (type) => {
    const play = new Play(machine);
    expect(play.refusal(type)).toMatchObject({
      code: "unknown-event",
      message: { en: expect.stringContaining("by the engine itself") },
    });
    expect(play.value).toBe("a");
  });
  it.each(["*", "", "__proto__", "constructor", "toString"])("A16: %s is no event", (type) => {
    expect(new Play(machine).refused(type)).toBe("unknown-event");
  });
});

describe("opening", () => {
  const machine = machineOf(
    { initial: "a", states: { a: { on: { GO: "a" } } } },
    {
      opening: { by: ["clerk"], where: { "!=": [{ var: "event.name" }, "nobody"] } },
      roles: { clerk: { title: title("clerk") } },
      events: { GO: { title: title("Go"), by: ["anyone"], apartFrom: ["case.open"] } },
      data: {
        type: "object",
        properties: {
          name: { type: "string" },
          count: { type: "integer", default: 3, readOnly: true },
          list: { type: "array", default: [] },
        },
        required: ["name"],
      },
    },
  );
  it("A3: who may open comes before the data, the further condition too", () => {
    expect(refusedOpening(machine, { by: "guest", data: {} })).toBe("not-permitted");
    expect(refusedOpening(machine, { by: clerk, data: {} })).toBe("invalid-data");
    expect(refusedOpening(machine, { by: clerk, data: { name: "nobody", more: 1 } })).toBe("not-permitted");
    expect(refusedOpening(machine, { by: clerk, data: { name: "somebody" } })).toBe("accepted");
  });
  it("B1: what is readOnly is the machine's, and objects are closed", () => {
    expect(refusedOpening(machine, { by: clerk, data: { name: "x", count: 1 } })).toBe("invalid-data");
    expect(refusedOpening(machine, { by: clerk, data: { name: "x", more: 1 } })).toBe("invalid-data");
  });
  it("A8: the data are filled with their defaults, and the entry has what was given", () => {
    const play = new Play(machine, { by: clerk, data: { name: "x" } });
    expect(play.data).toEqual({ name: "x", count: 3, list: [] });
    expect(play.entries).toMatchObject([
      {
        kind: "open",
        event: { type: "case.open", name: "x" },
        set: { name: "x", count: 3, list: [] },
        unset: [],
        value: "a",
      },
    ]);
  });
  it("B2: whoever opened may be kept from what follows", () => {
    const play = new Play(machine, { by: clerk, data: { name: "x" } });
    expect(play.refused("GO", clerk)).toBe("not-permitted");
    expect(play.refused("GO", "another")).toBe("accepted");
  });
  it("A9: a case that a case or schedule opens skips the roles, and nothing else", () => {
    expect(refusedOpening(machine, { by: person("case:1"), data: { name: "x" } })).toBe("accepted");
    expect(refusedOpening(machine, { by: person("schedule:1"), data: {} })).toBe("invalid-data");
    expect(refusedOpening(machine, { by: person("case:1"), data: { name: "nobody" } })).toBe("not-permitted");
  });
  it("A7: data that the initial states make invalid refuse the opening", () => {
    const broken = machineOf(
      { initial: "a", states: { a: { entry: { type: "assign", params: { n: "text" } } } } },
      { data: { type: "object", properties: { n: { type: "integer" } } } },
    );
    expect(refusedOpening(broken, {})).toBe("invalid-data");
  });
});

describe("what cannot be compiled", () => {
  const states = (a: StateConfig): Partial<MachineConfig> => ({ initial: "a", states: { a } });
  const broken: [string, StateConfig, Partial<Procedure>][] = [
    ["nowhere", { on: { GO: "nowhere" } }, {}],
    ["soon", { after: { soon: "a" } }, {}],
    ["motion", { invoke: { src: "ballot", id: "motion" } }, {}],
    ["robot", { invoke: { src: "robot" as never, id: "x" } }, {}],
    ["missing", { always: { guard: "missing", target: "a" } }, {}],
    ["explode", { entry: { type: "explode" } }, {}],
    ["toString", { entry: { type: "toString" } }, {}],
    ["xstate.raise", { entry: { type: "xstate.raise", params: { event: { type: "GO" } } } }, {}],
    ["letter", { entry: { type: "notify", params: { to: ["x"], message: "letter" } } }, {}],
    ["list", { entry: { type: "strike", params: { register: "list", key: "x" } } }, {}],
    [
      "never",
      {},
      {
        ballots: {
          b: { electors: { from: [] }, cast: "GO", choice: "c", choices: ["x"], close: "never" },
        },
      },
    ],
  ];
  it.each(broken)("a name that nothing has: %s is told by name, before any case is", (name, state, parts) => {
    const procedure = procedureOf(states(state), parts);
    expect(() => compileMachine(packOf([procedure]), "tested", {}, { validator: ajvValidator() })).toThrow(
      name,
    );
  });
  it("a procedure that the pack does not have", () => {
    expect(() => compileMachine(packOf([]), "toString", {}, { validator: ajvValidator() })).toThrow(
      "toString",
    );
  });
});
