import { createActor, createMachine } from "xstate";
import type { AnyActorScope, AnyStateMachine } from "xstate";
import { describe, expect, it, vi } from "vitest";
import { contextAction, createStatechart, inertActor } from "../../engine/machine/statechart.ts";
import type { ChartAction, ChartMove } from "../../engine/machine/statechart.ts";

/**
 * What XState 5.33.3 does by itself, and what the layer over it makes of that. A new version of XState has to pass, or the
 * engine has to be looked at again.
 */

/** Plays a config, and gives the actions that XState has handed out. */
function play(config: object, context: object = {}, implementations: object = {}) {
  const chart = createStatechart(config, implementations);
  const actions: ChartAction[] = [];
  const events: string[] = [];
  const listener = {
    action: (action: ChartAction) => void actions.push(action),
    microstep: (event: { type: string }) => void events.push(event.type),
  };
  let move: ChartMove = chart.enter(context as never, listener);
  return {
    actions,
    events,
    types: () => actions.splice(0).map(({ type }) => type),
    move: () => move,
    send(event: { type: string; [key: string]: unknown }) {
      move = chart.move(
        JSON.parse(JSON.stringify({ value: move.value, history: move.history, context: move.context })),
        event,
        listener,
      );
      return move;
    },
  };
}
const plain = (config: object) => createMachine(config as never) as unknown as AnyStateMachine;
const scopeOf = (machine: AnyStateMachine): AnyActorScope =>
  (createActor(machine) as unknown as { _actorScope: AnyActorScope })._actorScope;

describe("delays", () => {
  it("a delay arrives as xstate.raise with a number, and leaving as xstate.cancel: nothing is scheduled", () => {
    const played = play(
      { initial: "a", states: { a: { after: { soon: "b" }, on: { GO: "b" } }, b: {} } },
      {},
      { delays: { soon: 1 } },
    );
    expect(played.actions).toMatchObject([
      { type: "xstate.raise", params: { id: "xstate.after.soon.(machine).a", delay: 1 } },
    ]);
    played.types();
    played.send({ type: "GO" });
    expect(played.types()).toEqual(["xstate.cancel"]);
  });
  it("a delay that is not provided fires at once, so every delay is provided", () => {
    expect(play({ initial: "a", states: { a: { after: { soon: "b" } }, b: {} } }).move().value).toBe("b");
    expect(
      play(
        { initial: "a", states: { a: { after: { soon: "b" } }, b: {} } },
        {},
        { delays: { soon: () => undefined } },
      ).move().value,
    ).toBe("b");
  });
  it("a client that sends xstate.after… would fire a timer: such names are refused at the door", () => {
    const played = play(
      { initial: "a", states: { a: { after: { soon: "b" } }, b: {} } },
      {},
      { delays: { soon: 1 } },
    );
    expect(played.send({ type: "xstate.after.soon.(machine).a" }).value).toBe("b");
  });
});

describe("invocations", () => {
  const config = {
    initial: "a",
    states: { a: { invoke: { src: "call", id: "x", input: "of a" }, on: { GO: "b" } }, b: {} },
  };
  it("an actor that is not provided loses its input: stubs are provided", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(play(config).actions).toMatchObject([{ type: "xstate.spawnChild", params: { input: undefined } }]);
    expect(play(config, {}, { actors: { call: inertActor } }).actions).toMatchObject([
      { type: "xstate.spawnChild", params: { input: "of a" } },
    ]);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
  it("after a restore stopChild has no reference: the engine knows by itself what a state has invoked", () => {
    const played = play(config, {}, { actors: { call: inertActor } });
    played.types();
    played.send({ type: "GO" });
    expect(played.actions).toMatchObject([{ type: "xstate.stopChild", params: undefined }]);
  });
  it("a transient state emits spawn and stop in one step", () => {
    const played = play(
      { initial: "a", states: { a: { invoke: { src: "call", id: "x" }, always: "b" }, b: {} } },
      {},
      { actors: { call: inertActor } },
    );
    expect(played.types()).toEqual(["xstate.spawnChild", "xstate.stopChild"]);
  });
  it("an error event that nobody takes ends the machine: that is an incident, never a state", () => {
    const played = play(config, {}, { actors: { call: inertActor } });
    expect(played.send({ type: "xstate.error.actor.x", error: { code: "x" } })).toMatchObject({
      status: "error",
      error: { code: "x" },
    });
  });
});

describe("history", () => {
  const config = {
    initial: "a",
    states: {
      a: {
        initial: "x",
        states: { x: { on: { NEXT: "y" } }, y: {}, back: { type: "history" } },
        on: { GO: "b" },
      },
      b: { on: { BACK: "a.back" } },
    },
  };
  it("historyValue holds nodes: it is stored as ids, and resolved again", () => {
    const played = play(config);
    played.send({ type: "NEXT" });
    expect(played.send({ type: "GO" }).history).toEqual({ "(machine).a.back": ["(machine).a.y"] });
    expect(played.send({ type: "BACK" }).value).toEqual({ a: "y" });
  });
  it("an id that does not exist would silently take the default: it throws", () => {
    const chart = createStatechart(config);
    const listener = { action() {}, microstep() {} };
    expect(() =>
      chart.move(
        { value: "b", history: { "(machine).a.back": ["(machine).a.gone"] }, context: {} },
        { type: "BACK" },
        listener,
      ),
    ).toThrow(/gone/);
  });
});

describe("errors", () => {
  it("errors while opening are swallowed by XState, and thrown by the layer", () => {
    const machine = plain({
      initial: "a",
      context: () => ({}),
      states: { a: { always: { guard: "missing", target: "b" } }, b: {} },
    });
    expect(machine.getInitialSnapshot(scopeOf(machine)).status).toBe("error");
    expect(() =>
      play({ initial: "a", states: { a: { always: { guard: "missing", target: "b" } }, b: {} } }),
    ).toThrow(/missing/);
  });
  it("a missing action is not noticed, a missing guard only when it is asked: all names are resolved when a definition is compiled", () => {
    expect(play({ initial: "a", states: { a: { entry: "nobody knows it" } } }).move().status).toBe("active");
  });
  it("a listener that throws stops the step, and the next step is as if nothing had been", () => {
    const chart = createStatechart({ initial: "a", states: { a: { on: { GO: "b" } }, b: {} } });
    const quiet = { action() {}, microstep() {} };
    const { value, history, context } = chart.enter({}, quiet);
    const loud = {
      action() {},
      microstep: () => {
        throw new Error("enough");
      },
    };
    expect(() => chart.move({ value, history, context }, { type: "GO" }, loud)).toThrow("enough");
    expect(chart.move({ value, history, context }, { type: "GO" }, quiet).value).toBe("b");
  });
});

describe("endings", () => {
  it("a finished machine still takes events: the status is looked at first", () => {
    const machine = plain({ initial: "a", states: { a: { type: "final" } }, on: { GO: ".a" } });
    const scope = scopeOf(machine);
    const done = machine.getInitialSnapshot(scope);
    expect(done.status).toBe("done");
    expect(() => machine.transition(done, { type: "GO" }, scope)).not.toThrow();
  });
  it("at the end exit actions run from the innermost state outwards, the last region first", () => {
    const order: string[] = [];
    const note = (word: string) =>
      contextAction((context, _event, ending) => {
        order.push(`${word}${ending ? "!" : ""}`);
        return context;
      });
    const played = play({
      type: "parallel",
      exit: note("root"),
      states: {
        r: {
          initial: "x",
          exit: note("r"),
          states: { x: { on: { GO: "y" }, exit: note("x") }, y: { type: "final", exit: note("y") } },
        },
        s: { initial: "z", exit: note("s"), states: { z: { type: "final", exit: note("z") } } },
      },
    });
    expect(played.send({ type: "GO" }).status).toBe("done");
    expect(order).toEqual(["x", "z!", "s!", "y!", "r!", "root!"]);
  });
  it("the root's onDone never runs", () => {
    expect(
      play({ initial: "a", onDone: { actions: "done" }, states: { a: { type: "final" } } }).actions,
    ).toEqual([]);
  });
});

describe("events and transitions", () => {
  it("{} forbids, an empty list bubbles", () => {
    const around = (inner: unknown) =>
      play({ initial: "a", on: { GO: ".b" }, states: { a: { on: { GO: inner } }, b: {} } }).send({
        type: "GO",
      }).value;
    expect(around({})).toBe("a");
    expect(around([])).toBe("b");
  });
  it("a wildcard takes what a guard has refused, and done and error events: wildcards are refused in definitions (A16)", () => {
    const played = play({
      initial: "a",
      states: { a: { on: { GO: { guard: () => false, target: "b" }, "*": "c" } }, b: {}, c: {} },
    });
    expect(played.send({ type: "GO" }).value).toBe("c");
  });
  it("a guard that returns [] passes in XState: ours give true or false", () => {
    expect(
      play({
        initial: "a",
        states: { a: { on: { GO: { guard: () => [] as never, target: "b" } } }, b: {} },
      }).send({ type: "GO" }).value,
    ).toBe("b");
  });
  it("what a guard throws is wrapped", () => {
    const played = play({
      initial: "a",
      states: {
        a: {
          on: {
            GO: {
              guard: () => {
                throw new TypeError("inner");
              },
              target: "b",
            },
          },
        },
        b: {},
      },
    });
    expect(() => played.send({ type: "GO" })).toThrow(/Unable to evaluate guard/);
  });
  it("microsteps are told one by one, with the event they are for", () => {
    const played = play({ initial: "a", states: { a: { on: { GO: "b" } }, b: { always: "c" }, c: {} } });
    played.events.length = 0;
    played.send({ type: "GO" });
    expect(played.events).toEqual(["GO", "GO"]);
  });
  it("maxIterations is unlimited: the listener counts microsteps and stops a circle", () => {
    const chart = createStatechart({
      initial: "a",
      states: { a: { on: { GO: "b" } }, b: { always: "c" }, c: { always: "b" } },
    });
    let count = 0;
    const listener = {
      action() {},
      microstep() {
        if ((count += 1) > 50) throw new Error("a circle");
      },
    };
    const { value, history, context } = chart.enter({}, listener);
    expect(() => chart.move({ value, history, context }, { type: "GO" }, listener)).toThrow("a circle");
  });
});

describe("the context", () => {
  it("a context action replaces: what it leaves out is gone, which XState's assign cannot do", () => {
    const forget = contextAction(({ b }) => ({ b }));
    expect(play({ initial: "x", states: { x: { entry: forget } } }, { a: 1, b: 2 }).move().context).toEqual({
      b: 2,
    });
  });
  it("guards and later actions see it", () => {
    const add = contextAction((context) => ({ n: (context["n"] as number) + 1 }));
    const played = play(
      {
        initial: "a",
        states: {
          a: {
            entry: [add, add],
            always: { guard: ({ context }: { context: { n: number } }) => context.n === 2, target: "b" },
          },
          b: {},
        },
      },
      { n: 0 },
    );
    expect(played.move()).toMatchObject({ value: "b", context: { n: 2 } });
  });
  it("the context given is neither changed nor shared through the config", () => {
    const given = Object.freeze({ n: 0 });
    const chart = createStatechart({
      initial: "a",
      states: { a: { entry: contextAction(() => ({ n: 1 })) } },
    });
    const listener = { action() {}, microstep() {} };
    expect(chart.enter(given, listener).context).toEqual({ n: 1 });
    expect(chart.enter(given, listener).context).toEqual({ n: 1 });
    expect(given).toEqual({ n: 0 });
  });
});

describe("the state value", () => {
  it("XState takes regions in the order of the value it is given, also where storing has sorted its keys; here they stand as in the text", () => {
    const config = {
      type: "parallel",
      states: {
        b: { initial: "x", states: { x: { on: { GO: "y" } }, y: {} } },
        a: { initial: "x", states: { x: {} } },
      },
    };
    const sorted = { a: "x", b: "x" };
    expect(JSON.stringify(plain(config).resolveState({ value: sorted } as never).value)).toBe(
      '{"a":"x","b":"x"}',
    );
    const chart = createStatechart(config);
    const moved = chart.move(
      { value: sorted, history: {}, context: {} },
      { type: "GO" },
      { action() {}, microstep() {} },
    );
    expect(JSON.stringify(moved.value)).toBe('{"b":"y","a":"x"}');
  });
  it("integer-like keys reorder, which is why state names begin with a letter (A16)", () => {
    expect(Object.keys({ b: 0, 2: 0, 1: 0 })).toEqual(["1", "2", "b"]);
  });
  it("many values are kept ready, and no more than a few thousand", () => {
    const states = Object.fromEntries(
      Array.from({ length: 12 }, (_, place) => [
        `r${place}`,
        { initial: "x", states: { x: { on: { [`E${place}`]: "y" } }, y: { on: { [`E${place}`]: "x" } } } },
      ]),
    );
    const played = play({ type: "parallel", states });
    for (let step = 0; step < 4096; step++) played.send({ type: `E${Math.log2(step & -step || 1)}` });
    expect(played.move().status).toBe("active");
  });
});
