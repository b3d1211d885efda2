import { existsSync, readFileSync } from "node:fs";
import { and, assign, cancel, not, or, raise, stateIn } from "xstate";
import { describe, expect, it } from "vitest";
import { createStatechart, inertActor } from "../../engine/machine/statechart.ts";
import type { ChartAction, ChartEvent, ChartMove } from "../../engine/machine/statechart.ts";
import type { StateValue } from "../../engine/machine/types.ts";

/** Statecharts that nobody here wrote, replayed through the layer below the definitions: what comes out is what XState's own interpreter gave. */

const corpus = process.env.GUICHENG_CORPUS ?? "../shared/corpus";
const present = existsSync(`${corpus}/statechart-traces/traces.json`);
if (!present) console.log("statechart corpora left out: no corpus folder");

interface Expected {
  value: StateValue;
  status: string;
  tags?: string[];
  context?: Record<string, unknown>;
}
interface Trace {
  source: string;
  test?: string;
  config: object;
  events: ChartEvent[];
  expected: Expected[];
}
interface MachineRecord {
  id: string;
  config: object;
}
interface Run {
  machine: string;
  guardPolicy: boolean | null;
  initial: Expected;
  steps: (Expected & { send?: string; advance?: number })[];
}

/** The corpora write XState's built-in actions and guards as JSON. */
interface Parts {
  event: { type: string };
  id?: string;
  delay?: number;
  sendId?: unknown;
  assignment?: object;
  stateValue: string;
  guards: unknown[];
}
type Written = { type: string; params?: Parts; guards?: Parts["guards"] };
const builtins: Record<string, (parts: Parts) => unknown> = {
  "xstate.raise": ({ event, id, delay }) => raise(event, { id, delay }),
  "xstate.cancel": ({ sendId }) => cancel(typeof sendId === "string" ? sendId : ""),
  "xstate.assign": ({ assignment }) => (assignment === undefined ? { type: "inline" } : assign(assignment)),
  "xstate.stateIn": ({ stateValue }) => stateIn(stateValue),
  "xstate.not": ({ guards }) => not(revived(guards[0]) as never),
  "xstate.and": ({ guards }) => and(guards.map(revived) as never),
  "xstate.or": ({ guards }) => or(guards.map(revived) as never),
};
function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== "object" || value === null) return value;
  const { type, params, ...rest } = value as Written;
  if (typeof type === "string" && Object.hasOwn(builtins, type))
    return builtins[type]!(params ?? (rest as unknown as Parts));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));
}

/** Runs a config as the engine does: from one stored position to the next, with the timers kept outside. */
function player(config: object, implementations: object) {
  const chart = createStatechart(revived(config) as object, implementations);
  let now = 0;
  let timers: { id: string; event: ChartEvent; due: number }[] = [];
  let position: ChartMove;
  const listener = {
    action({ type, params }: ChartAction) {
      if (type === "xstate.raise") {
        const { id, event, delay } = params as { id: string; event: ChartEvent; delay?: number };
        if (delay === undefined) return;
        timers = [...timers.filter((timer) => timer.id !== id), { id, event, due: now + delay }];
      }
      if (type === "xstate.cancel")
        timers = timers.filter((timer) => timer.id !== (params as { sendId: string }).sendId);
    },
    microstep() {},
  };
  const stored = () =>
    JSON.parse(
      JSON.stringify({ value: position.value, history: position.history, context: position.context }),
    );
  const send = (event: ChartEvent): ChartMove => {
    if (position.status === "active") position = chart.move(stored(), event, listener);
    return position;
  };
  position = chart.enter(((config as { context?: object }).context ?? {}) as never, listener);
  return {
    position: () => position,
    send,
    /** As XState's simulated clock does it: what begins on the way begins at the end of the advance. */
    advance(milliseconds: number): ChartMove {
      now += milliseconds;
      for (;;) {
        const next = timers.filter((timer) => timer.due <= now).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) return position;
        timers = timers.filter((timer) => timer !== next);
        send(next.event);
      }
    },
  };
}

const read = (file: string) => (present ? JSON.parse(readFileSync(`${corpus}/${file}`, "utf8")) : []);

describe.runIf(present)("XState's own unit tests", () => {
  const traces: Trace[] = read("statechart-traces/traces.json");
  console.log(`statechart traces: ${traces.length} cases`);
  it.each(traces.map((trace, place) => [`${place} ${trace.source} ${trace.test ?? ""}`, trace] as const))(
    "%s",
    (_name, { config, events, expected }) => {
      const run = player(config, {});
      const moves = [run.position(), ...events.map((event) => run.send(event))];
      expect(moves.map((move, place) => told(move, expected[place]!))).toEqual(expected.map(wanted));
    },
  );
});

describe.runIf(present)("real machines", () => {
  const machines = new Map(
    (read("statechart-machines/machines.json") as MachineRecord[]).map((each) => [each.id, each]),
  );
  const runs: Run[] = read("statechart-machines/traces.json");
  console.log(`statechart machines: ${machines.size} machines, ${runs.length} runs`);
  it.each(runs.map((run, place) => [`${run.machine} run ${place}`, run] as const))("%s", (_name, run) => {
    const { config } = machines.get(run.machine)!;
    const played = player(config, namedBy(config, run.guardPolicy ?? true));
    const moves = [
      played.position(),
      ...run.steps.map(({ send, advance }) =>
        advance === undefined ? played.send({ type: send! }) : played.advance(advance),
      ),
    ];
    const expected = [run.initial, ...run.steps];
    expect(moves.map((move, place) => told(move, expected[place]!))).toEqual(expected.map(wanted));
  });
});

/** As much of a move as the corpus tells. */
function told({ value, status, tags, context }: ChartMove, expected: Expected): Expected {
  return wanted({
    value,
    status,
    ...(expected.tags === undefined ? {} : { tags: [...tags] }),
    ...(expected.context === undefined ? {} : { context }),
  });
}

function wanted({ value, status, tags, context }: Expected): Expected {
  return { value, status, tags: tags?.toSorted(), context };
}

/** Named guards answer the policy, named delays are a second, invoked actors never finish. */
function namedBy(config: object, policy: boolean): object {
  const guards: Record<string, () => boolean> = {};
  const delays: Record<string, number> = {};
  const actors: Record<string, unknown> = {};
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    const { guard, after, invoke } = value as { guard?: unknown; after?: object; invoke?: unknown };
    for (const each of [guard, (guard as Written)?.guards].flat()) {
      const name = typeof each === "string" ? each : (each as Written | undefined)?.type;
      if (name !== undefined) guards[name] = () => policy;
    }
    for (const name of Object.keys(after ?? {})) delays[name] = 1000;
    for (const each of [invoke].flat()) {
      const src = (each as { src?: unknown } | undefined)?.src;
      if (typeof src === "string") actors[src] = inertActor;
    }
    Object.values(value).forEach(visit);
  };
  visit(config);
  return { guards, delays, actors };
}
