import { readChart } from "../../../../engine/model/chart.ts";
import { resolver } from "../../../../engine/model/chart-targets.ts";
import type { Chart, ChartState } from "../../../../engine/model/chart-types.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { MachineConfig } from "../../../../engine/model/types.ts";
import { lastKey, parentPath, valueAt, withValue } from "../place.ts";

/**
 * How a state writes another one as its target: the short form for siblings and what lies inside them, `.key` for what lies inside
 * itself, else from the root.
 *
 * @example targetText("approval", "meeting.voting", "meeting.debating") // "debating"
 */
export function targetText(machine: string, source: string, target: string): string {
  if (source === "") return `.${target}`;
  const around = parentPath(source);
  if (target.startsWith(`${source}.`)) return target.slice(source.length);
  if (around === "" && target !== "") return target;
  if (around !== null && target.startsWith(`${around}.`)) return target.slice(around.length + 1);
  return fromRoot(machine, target);
}

function fromRoot(machine: string, target: string): string {
  return `#${machine}${target === "" ? "" : `.${target}`}`;
}

/**
 * Writes every target, initial state and history target of a machine anew, so that each leads where it led before states moved
 * or the machine had another id. `old` is the chart of the machine as it was, `moved` gives for a path of before the path of now, or null for a
 * state that is gone. A transition whose targets are all gone is left out. What still leads there as it is written, and what led
 * nowhere, stays as it is written.
 */
export function retargeted(
  machine: MachineConfig,
  old: Chart,
  moved: (path: string) => string | null,
): MachineConfig {
  const now = readChart(machine);
  const was = resolver(old.id, old.byPath);
  const is = resolver(now.id, now.byPath);
  let result = machine;
  const gone: string[] = [];

  /** A text as it is written now; null where what it led to is gone. */
  const written = (text: string, from: ChartState, to: ChartState, way: "target" | "fromParent") => {
    const led = was[way](from, text);
    if (led === null) return text;
    const target = moved(led);
    if (target === null || is[way](to, text) === target) return target === null ? null : text;
    return text.startsWith("#") ? fromRoot(now.id, target) : targetText(now.id, to.path, target);
  };
  /** The state of now that a state of before has become. */
  const become = (state: ChartState): ChartState | undefined => {
    const path = moved(state.path);
    return path === null ? undefined : now.byPath.get(path);
  };

  for (const transition of old.transitions) {
    const source = old.byPath.get(transition.source)!;
    const state = become(source);
    if (state === undefined || transition.targets.length === 0) continue;
    const at = state.pointer + transition.pointer.slice(source.pointer.length);
    const short = valueAt(result, at);
    if (short === undefined) continue;
    const place = typeof short === "string" ? at : at + pointer("target");
    const before = valueAt(result, place);
    const list = Array.isArray(before) ? before : [before];
    const texts = list.flatMap((text) =>
      typeof text === "string" ? (written(text, source, state, "target") ?? []) : [],
    );
    if (texts.length === 0) gone.push(at);
    else if (texts.length < list.length || texts.some((text, n) => text !== list[n]))
      result = withValue(result, place, Array.isArray(before) ? texts : texts[0]!);
  }
  for (const source of old.states) {
    const state = become(source);
    if (state === undefined) continue;
    const { initial, target } = source.config;
    if (typeof initial === "string" && source.initial !== undefined) {
      const first = moved(source.initial);
      const key =
        first !== null && parentPath(first) === state.path
          ? lastKey(first)
          : Object.keys((valueAt(result, `${state.pointer}/states`) as object | undefined) ?? {})[0];
      if (key !== initial) result = withValue(result, `${state.pointer}/initial`, key);
    }
    if (typeof target === "string") {
      const text = written(target, source, state, "fromParent") ?? undefined;
      if (text !== target) result = withValue(result, `${state.pointer}/target`, text);
    }
  }
  // From the last to the first, so that the places of those before stay what they are.
  for (const at of gone.toReversed()) result = withoutTransition(result, at);
  return result;
}

/** Takes one transition out, and what held it where it was the last one. */
export function withoutTransition<T>(root: T, at: string): T {
  let place = at;
  let result = withValue(root, place, undefined);
  // An empty list, or an empty `on`, says nothing.
  for (;;) {
    place = place.slice(0, place.lastIndexOf("/"));
    const holder = valueAt(result, place);
    const name = place.slice(place.lastIndexOf("/") + 1);
    const isEmpty = Array.isArray(holder)
      ? holder.length === 0
      : typeof holder === "object" && Object.keys(holder ?? {}).length === 0;
    if (!isEmpty || name === "states" || place.endsWith("/machine")) return result;
    if (!Array.isArray(holder) && name !== "on" && name !== "after") return result;
    result = withValue(result, place, undefined);
  }
}
