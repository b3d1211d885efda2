import type { ChartTransition } from "../chart-types.ts";
import { initialStates } from "../chart-relations.ts";
import type { InvokeConfig, JsonObject } from "../types.ts";
import { ballotOutput, errorShape, obligationRow, type Vocabulary } from "./vocabulary.ts";
import { numberShape, recordOf, shapeOf, textShape, type Shape } from "./shape.ts";

/** What `event` may be at a place: one shape for each event that can lead there. */
export type EventShapes = readonly Shape[];

const nothing = recordOf({});
/** `clock.<name>.setAside`: which light, and when it was shown (D4). */
const lightSetAside = recordOf({ light: textShape, at: textShape });

/** What `event` is in the guard and the actions of a transition; null for `always`, which has the event of what came before (A8). */
export function transitionEvent(words: Vocabulary, transition: ChartTransition): Shape | null {
  switch (transition.kind) {
    case "event":
      return namedEvent(words, transition.event ?? "");
    case "after":
      return nothing;
    case "done":
      return recordOf({ output: {} });
    case "invoke-done":
      return invocationOutput(words, transition);
    case "invoke-error":
      return errorShape;
    case "always":
      return null;
  }
}

/** What `event` is for an event by its name, the engine's own included. */
export function namedEvent(words: Vocabulary, event: string): Shape {
  const payload = words.payloads.get(event);
  if (payload !== undefined) return payload;
  const [kind, name = ""] = event.split(".");
  if (kind === "due") {
    const row = obligationRow(words, name);
    if (row === "open") return "open";
    return { root: row.root, schema: { type: "object", properties: { row: row.schema }, required: ["row"] } };
  }
  if (event === "case.open") return words.opening;
  if (kind === "case") return oneAnswer(words, name);
  if (kind !== "clock") return "open";
  return event.endsWith(".setAside") ? lightSetAside : nothing;
}

function invocationOutput(words: Vocabulary, transition: ChartTransition): Shape {
  const state = words.chart.byPath.get(transition.source);
  const invoke = state?.invokes.find((one) => one.id === transition.invoke);
  if (invoke?.src === "ballot")
    return shapeOf({ type: "object", properties: { output: ballotOutput }, required: ["output"] });
  if (invoke?.src === "procedure") return childOutput(words, invoke);
  return recordOf({ output: {} });
}

/** `case.<invocation>.answered`: what one of several cases gives, and its place in the list. */
function oneAnswer(words: Vocabulary, id: string): Shape {
  const invoke = words.chart.states.flatMap(({ invokes }) => invokes).find((one) => one.id === id);
  const { each: _, ...input } = invoke?.input ?? {};
  const one = invoke === undefined ? recordOf({ output: {} }) : childOutput(words, { ...invoke, input });
  if (one === "open") return "open";
  const { properties } = one.schema as { properties: JsonObject };
  return {
    root: one.root,
    schema: {
      type: "object",
      properties: { ...properties, index: numberShape },
      required: ["output", "index"],
    },
  };
}

function childOutput(words: Vocabulary, invoke: InvokeConfig): Shape {
  const child = words.sound.get(String(invoke.input?.["procedure"]));
  if (child === undefined || child.machine.output !== undefined) return recordOf({ output: {} });
  const several = invoke.input?.["each"] !== undefined;
  // What a child gives may be picked from its data, and is then no longer complete.
  const { required: _, ...data } = child.data;
  const output: JsonObject = several ? { type: "array", items: data } : data;
  return { root: child.data, schema: { type: "object", properties: { output }, required: ["output"] } };
}

/** Every event that may happen in a case: for what is read at places that many events lead to. */
export function anyEvent(words: Vocabulary): EventShapes {
  return indexOf(words).any;
}

/** The events on which a state may be entered, as far as the transitions tell. */
export function enteringEvents(words: Vocabulary, path: string): EventShapes {
  const { any, aimed, inside, opened } = indexOf(words);
  const found = new Set<Shape | null>(inside.get(path));
  for (
    let outer: string | null | undefined = path;
    outer != null;
    outer = words.chart.byPath.get(outer)?.parent
  )
    aimed.get(outer)?.forEach((shape) => found.add(shape));
  if (opened.has(path)) found.add(words.opening);
  // Returns make transitions of their own.
  for (const one of Object.values(words.procedure.returns ?? {})) found.add(namedEvent(words, one.event));
  return found.has(null) || found.size === 0 ? any : [...found].filter((shape) => shape !== null);
}

/** Which events lead where; null stands for the event of whatever came before (`always`). */
interface EventIndex {
  any: EventShapes;
  /** By target: events that enter the target, and whatever of its inside is entered with it. */
  aimed: Map<string, Set<Shape | null>>;
  /** By state: events that are aimed at something inside it. */
  inside: Map<string, Set<Shape | null>>;
  /** States that are entered when a case is opened. */
  opened: Set<string>;
}

const indexes = new WeakMap<Vocabulary, EventIndex>();

function indexOf(words: Vocabulary): EventIndex {
  const known = indexes.get(words);
  if (known !== undefined) return known;
  const { chart } = words;
  const any = new Set<Shape>([words.opening, ...words.payloads.values()]);
  const made: EventIndex = {
    any: [],
    aimed: new Map(),
    inside: new Map(),
    opened: new Set(initialStates(chart, "")),
  };
  const note = (into: Map<string, Set<Shape | null>>, path: string, shape: Shape | null) =>
    into.set(path, (into.get(path) ?? new Set()).add(shape));
  for (const transition of chart.transitions) {
    const shape = transitionEvent(words, transition);
    if (shape !== null) any.add(shape);
    for (const target of transition.targets) {
      const state = chart.byPath.get(target);
      note(made.aimed, state?.type === "history" ? (state.parent ?? "") : target, shape);
      for (let inner = state; inner?.parent != null; inner = chart.byPath.get(inner.parent)) {
        note(made.inside, inner.parent, shape);
        const outer = chart.byPath.get(inner.parent);
        // Entering one region of a parallel state enters the others too.
        if (outer?.type === "parallel") outer.children.forEach((region) => note(made.aimed, region, shape));
      }
    }
  }
  made.any = [...any];
  indexes.set(words, made);
  return made;
}

/** What `row` is in the weight of an elector who is named by id. */
export const electorScope = recordOf({ id: textShape });
