import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextAction, createStatechart, inertActor } from "../../engine/machine/statechart.ts";
import type { ChartMove, Statechart } from "../../engine/machine/statechart.ts";

/**
 * A chart remembers what XState has made of the transitions that an event selects. One that has just been made remembers
 * nothing, so that XState makes each of its moves: both have to do the same, whatever the machine and the course.
 */

/** A state without its children's names, and with numbers for its targets: any state of the machine, as far as there is one. */
interface Shape {
  type: "atomic" | "compound" | "parallel" | "final" | "history";
  deep: boolean;
  tag: number;
  after: boolean;
  invoke: boolean;
  always: Arrow[];
  on: Arrow[];
  children: Shape[];
}
interface Arrow {
  event: number;
  to: number | null;
  reenter: boolean;
  /** Passes where the context's count leaves this remainder by three; null where there is no guard. */
  when: number | null;
}

const arrow = fc.record({
  event: fc.nat(2),
  to: fc.option(fc.nat(30)),
  reenter: fc.boolean(),
  when: fc.option(fc.nat(2)),
});
const seldom = <T>(some: fc.Arbitrary<T>, none: T) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(none) }, { weight: 1, arbitrary: some });
const shapeOf = (type: fc.Arbitrary<Shape["type"]>, children: fc.Arbitrary<Shape[]>) =>
  fc.record({
    type,
    deep: fc.boolean(),
    tag: fc.nat(3),
    after: seldom(fc.constant(true), false),
    invoke: seldom(fc.constant(true), false),
    always: seldom(fc.array(arrow, { minLength: 1, maxLength: 2 }), []),
    on: fc.array(arrow, { maxLength: 4 }),
    children,
  });
const leaf = shapeOf(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<"atomic" | "final" | "history">("atomic") },
    { weight: 2, arbitrary: fc.constant<"atomic" | "final" | "history">("final") },
    { weight: 1, arbitrary: fc.constant<"atomic" | "final" | "history">("history") },
  ),
  fc.constant([]),
);
const around = (inner: fc.Arbitrary<Shape>) =>
  shapeOf(
    fc.constantFrom<"compound" | "parallel">("compound", "parallel"),
    fc.array(inner, { minLength: 2, maxLength: 3 }),
  );
const machines = around(fc.oneof(leaf, around(fc.oneof(leaf, around(leaf)))));

/** A config in which every action writes down that it was run, and with what. */
function configOf(shape: Shape): object {
  const paths = pathsOf(shape, "m");
  const note = (word: string) =>
    contextAction((context, event, ending) => ({
      n: (context["n"] as number) + 1,
      told: [...(context["told"] as string[]), `${word} ${event.type}${ending ? " ending" : ""}`],
    }));
  const arrows = (list: Arrow[], name: string) =>
    list.map(({ to, reenter, when }, at) => ({
      ...(to === null ? {} : { target: `#${paths[to % paths.length]}` }),
      ...(reenter ? { reenter } : {}),
      ...(when === null
        ? {}
        : { guard: ({ context }: { context: { n: number } }) => context.n % 3 === when }),
      actions: [note(`${name} ${at}`)],
    }));
  const build = (one: Shape, id: string): object => {
    if (one.type === "history") return { id, type: "history", history: one.deep ? "deep" : "shallow" };
    const named = one.children.map((child, at) => [`s${at}`, build(child, `${id}_s${at}`)] as const);
    const first = one.children.findIndex(({ type }) => type !== "history");
    return {
      id,
      ...(one.children.length === 0 ? { type: one.type } : { states: Object.fromEntries(named) }),
      ...(one.type === "parallel" ? { type: "parallel" } : {}),
      ...(one.type === "compound" ? { initial: `s${Math.max(0, first)}` } : {}),
      tags: [`t${one.tag}`],
      entry: [note(`enters ${id}`)],
      exit: [note(`leaves ${id}`)],
      ...(one.after ? { after: { soon: { actions: [note("soon")] } } } : {}),
      ...(one.invoke ? { invoke: { src: "call", id: `${id}_call` } } : {}),
      ...(one.always.length === 0 ? {} : { always: arrows(one.always, `${id} always`) }),
      on: Object.fromEntries(
        [0, 1, 2].map((event) => [
          `E${event}`,
          arrows(
            one.on.filter((it) => it.event === event),
            `${id} takes`,
          ),
        ]),
      ),
      onDone: { actions: [note(`${id} done`)] },
    };
  };
  return build(shape, "m");
}

function pathsOf(shape: Shape, id: string): string[] {
  return [id, ...shape.children.flatMap((child, at) => pathsOf(child, `${id}_s${at}`))];
}

const implementations = { delays: { soon: 1 }, actors: { call: inertActor } };
const made = (config: object) => createStatechart(config, implementations);

/** What came of a move, with all that was told meanwhile; a fault by its words. */
function outcome(act: (heard: string[]) => ChartMove): { seen: string; move: ChartMove | null } {
  const heard: string[] = [];
  try {
    const move = act(heard);
    const { value, history, context, status, tags, error } = move;
    return {
      seen: JSON.stringify([heard, value, history, context, status, [...tags].sort(), error ?? null]),
      move,
    };
  } catch (fault) {
    return { seen: JSON.stringify([heard, String((fault as Error).message)]), move: null };
  }
}

const listening = (heard: string[]) => {
  let microsteps = 0;
  return {
    action: ({ type, context }: { type: string; context: object }) =>
      void heard.push(`${type} ${JSON.stringify(context)}`),
    microstep: ({ type }: { type: string }) => {
      heard.push(type);
      if ((microsteps += 1) > 12) throw new Error("a circle");
    },
  };
};

/** Goes the same way on both; gives what differs. A walk is gone twice, so that the second meets what the first has taught. */
function differences(config: object, events: readonly number[], known: Statechart): string[] {
  for (let again = 0; again < 2; again++) {
    let { move } = outcome((heard) => made(config).enter({ n: 0, told: [] }, listening(heard)));
    for (const event of events) {
      if (move === null || move.status !== "active") break;
      const position: ChartMove = { ...move, context: { n: move.context["n"], told: [] } };
      const sent = { type: `E${event}` };
      const own = outcome((heard) => known.move(position, sent, listening(heard)));
      const other = outcome((heard) => made(config).move(position, sent, listening(heard)));
      if (own.seen !== other.seen) return [own.seen, other.seen];
      move = other.move;
    }
  }
  return [];
}

describe("moves that are known", () => {
  it("A17: a move that is remembered does as XState does", () => {
    fc.assert(
      fc.property(machines, fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }), (shape, events) => {
        const config = configOf(shape);
        let chart: Statechart;
        try {
          chart = made(config);
        } catch {
          return; // XState takes no such machine: two histories, or one that is the initial state.
        }
        expect(differences(config, events, chart)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("what may follow by itself is asked for each time, also where nothing has followed before", () => {
    const guard = ({ context }: { context: { n: number } }) => context.n === 2;
    const chart = made({
      initial: "a",
      states: { a: { on: { GO: "b" } }, b: { always: { guard, target: "c" } }, c: {} },
    });
    const rests = [0, 1, 2, 1].map(
      (n) => chart.move({ value: "a", history: {}, context: { n } }, { type: "GO" }, listening([])).value,
    );
    expect(rests).toEqual(["b", "b", "c", "b"]);
  });

  it("guards are asked once, also where the move is not known yet", () => {
    let asked = 0;
    const guard = () => (asked += 1) > 0;
    const chart = made({
      initial: "a",
      states: { a: { on: { GO: { guard, target: "b" } } }, b: { after: { soon: "a" }, on: { GO: "a" } } },
    });
    const position = { value: "a", history: {}, context: {} };
    for (let time = 1; time <= 3; time++) {
      expect(chart.move(position, { type: "GO" }, listening([])).value).toBe("b");
      expect(asked).toBe(time);
    }
  });

  it("a fault in the middle of a move leaves nothing behind that the next one meets", () => {
    let breaks = true;
    const entry = contextAction((context) => {
      if (breaks) throw new Error("broken");
      return { ...context, entered: true };
    });
    const chart = made({ initial: "a", states: { a: { on: { GO: "b" } }, b: { entry } } });
    const go = () => chart.move({ value: "a", history: {}, context: {} }, { type: "GO" }, listening([]));
    expect(go).toThrow("broken");
    breaks = false;
    expect(go()).toMatchObject({ value: "b", context: { entered: true } });
    breaks = true;
    expect(go).toThrow("broken");
    breaks = false;
    expect(go()).toMatchObject({ value: "b", context: { entered: true } });
  });
});
