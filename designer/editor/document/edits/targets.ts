import { readChart } from "../../../../engine/model/chart.ts";
import type { Chart } from "../../../../engine/model/chart-types.ts";
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
 * Writes every target, initial state and history target of a machine anew, so that each leads where it led before states moved.
 * `old` is the chart of the machine as it was, `moved` gives for a path of before the path of now, or null for a state that is
 * gone. A transition whose targets are all gone is left out. What still leads there as it is written stays as it is written.
 */
export function retargeted(
  machine: MachineConfig,
  old: Chart,
  moved: (path: string) => string | null,
): MachineConfig {
  const now = readChart(machine);
  let result = machine;
  const newPointer = (oldPath: string): string | null => {
    const path = moved(oldPath);
    return path === null ? null : (now.byPath.get(path)?.pointer ?? null);
  };
  const gone: string[] = [];
  for (const transition of old.transitions) {
    const source = old.byPath.get(transition.source)!;
    const base = newPointer(transition.source);
    const path = moved(transition.source);
    if (base === null || path === null || transition.targets.length === 0) continue;
    const at = base + transition.pointer.slice(source.pointer.length);
    const written = valueAt(result, at);
    if (written === undefined) continue;
    const targets = transition.targets.flatMap((target) => moved(target) ?? []);
    const place = typeof written === "string" ? at : at + pointer("target");
    const before = valueAt(result, place);
    const wasFromRoot = [before].flat().some((text) => typeof text === "string" && text.startsWith("#"));
    const texts = targets.map((target) =>
      wasFromRoot ? fromRoot(now.id, target) : targetText(now.id, path, target),
    );
    const leads = leadsTo(now, path, before);
    if (texts.length === 0) gone.push(at);
    else if (!same(leads, targets))
      result = withValue(result, place, Array.isArray(before) ? texts : texts[0]!);
  }
  for (const state of old.states) {
    const base = newPointer(state.path);
    const path = moved(state.path);
    if (base === null || path === null) continue;
    if (typeof state.config.initial === "string") {
      const first = state.initial === undefined ? null : moved(state.initial);
      const inside = Object.keys((valueAt(result, `${base}/states`) as object | undefined) ?? {});
      const initial =
        first !== null && parentPath(first) === path ? lastKey(first) : (inside[0] ?? undefined);
      if (initial !== state.config.initial) result = withValue(result, `${base}/initial`, initial);
    }
    if (typeof state.config.target === "string") {
      const target = state.historyTargets[0] === undefined ? null : moved(state.historyTargets[0]);
      const leads =
        target === null
          ? undefined
          : state.config.target.startsWith("#")
            ? fromRoot(now.id, target)
            : targetText(now.id, path, target);
      if (leads !== undefined && !same(leadsTo(now, path, state.config.target), [target!]))
        result = withValue(result, `${base}/target`, leads);
      else if (leads === undefined && state.historyTargets.length > 0)
        result = withValue(result, `${base}/target`, undefined);
    }
  }
  // From the last to the first, so that the places of those before stay what they are.
  for (const at of gone.toReversed()) result = withoutTransition(result, at);
  return result;
}

const same = (one: readonly string[] | null, other: readonly string[]): boolean =>
  one !== null && one.length === other.length && one.every((path, place) => path === other[place]);

/** Where written targets lead from a state of a chart; null where one leads nowhere. */
function leadsTo(chart: Chart, path: string, written: unknown): string[] | null {
  const texts = Array.isArray(written) ? written : [written];
  const found = texts.map((text) => {
    if (typeof text !== "string") return null;
    if (text.startsWith("#")) {
      const [id, ...keys] = text.slice(1).split(".");
      return id === chart.id && chart.byPath.has(keys.join(".")) ? keys.join(".") : null;
    }
    const inside = text.startsWith(".");
    const base = inside ? path : (parentPath(path) ?? "");
    const full = [base, inside ? text.slice(1) : text].filter((part) => part !== "").join(".");
    return chart.byPath.has(full) ? full : null;
  });
  return found.some((one) => one === null) ? null : (found as string[]);
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
