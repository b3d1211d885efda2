import { isWithin } from "../../../../engine/model/chart-relations.ts";
import { readChart } from "../../../../engine/model/chart.ts";
import type { MachineConfig, Procedure, ScenarioFile } from "../../../../engine/model/types.ts";
import { isObject } from "../../../../engine/model/is-object.ts";
import { namesUsed } from "../../../../engine/model/names/uses.ts";
import type { Use } from "../../../../engine/model/names/report.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { statePointer, valueAt, withKey, withValue } from "../place.ts";
import type { EditorDocument, Layout } from "../types.ts";
import { refuse } from "./refuse.ts";
import type { Edited, Placed, Selected } from "../types.ts";
import { retargeted } from "./targets.ts";

/** For the path of a state before, its path of now; null for one that is gone. */
export type Moved = (path: string) => string | null;

/**
 * Changes where states are, and lets everything that names them follow: rules, lists, separation of duties, returns, scenarios,
 * targets, initial states and the places on the canvas. `change` gives the machine with the states where they are now; the names in
 * what it is given are those of now already. Refused where a state that is gone is named otherwise than in a list.
 */
export function withStatesMoved(
  document: EditorDocument,
  moved: Moved,
  change: (machine: MachineConfig) => MachineConfig,
  select: readonly Selected[],
): Edited {
  const chart = readChart(document.definition.machine);
  const named = renamedStates(document.definition, moved);
  if (!named.ok) return named.refused;
  const machine = retargeted(change(named.definition.machine), chart, moved);
  return {
    ok: true,
    document: {
      definition: { ...named.definition, machine },
      layout: movedLayout(document.layout, moved),
      scenarios: document.scenarios === null ? null : movedScenarios(document.scenarios, moved),
    },
    select,
  };
}

function renamedStates(
  before: Procedure,
  moved: Moved,
): { ok: true; definition: Procedure } | { ok: false; refused: Edited } {
  const chart = readChart(before.machine);
  const removed = chart.states.map(({ path }) => path).filter((path) => moved(path) === null);
  const inRemoved = (use: Use): boolean =>
    removed.some((path) => isWithinPointer(use.path, statePointer(path)));
  const uses = namesUsed(before).filter(
    (use) =>
      use.kind === "state" && chart.byPath.has(use.name) && moved(use.name) !== use.name && !inRemoved(use),
  );
  let definition = before;
  const stuck: string[] = [];
  // From the last to the first, so that the places of those before stay what they are when one is taken out of a list.
  for (const use of uses.toReversed()) {
    const now = moved(use.name);
    const keyed = segments(use.path).at(-2) === "clear";
    if (now === null && (keyed || isInList(definition, use)))
      definition = withValue(definition, use.path, undefined);
    else if (now === null) stuck.push(use.path);
    else definition = withStateName(definition, use, now, moved);
  }
  if (stuck.length === 0) return { ok: true, definition };
  return {
    ok: false,
    refused: refuse(
      "in-use",
      `A rule or another part still names this stage (${stuck[0]}). Change that first.`,
      `仍有规则或其他内容引用该环节（${stuck[0]}），请先修改。`,
      stuck.toReversed(),
    ),
  };
}

const isWithinPointer = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(`${outer}/`);

function isInList(definition: Procedure, use: Use): boolean {
  const parent = use.path.slice(0, use.path.lastIndexOf("/"));
  const list = valueAt(definition, parent);
  // The arguments of an operator are a list too, and taking one out would change what it means.
  return Array.isArray(list) && !/\/(?:at|entered|between|before|leadsTo)$/.test(parent);
}

/** Writes the new path of a state at one place that names it. */
function withStateName(definition: Procedure, use: Use, now: string, moved: Moved): Procedure {
  const [section, name = "", member] = segments(use.path);
  const inside =
    section === "returns" && (member === "stages" || member === "clear")
      ? definition.returns?.[name]?.in
      : undefined;
  // Written by its name inside `in`, which may have moved as well (and has been written anew or not yet).
  const around =
    inside === undefined
      ? undefined
      : [inside, moved(inside)].find((one) => one !== null && isWithin(now, one) && one !== now);
  const text = around == null ? now : now.slice(around.length + 1);
  if (member === "clear") {
    const at = use.path.slice(0, use.path.lastIndexOf("/"));
    const record = valueAt(definition, at) as JsonObject;
    return withValue(definition, at, withKey(record, segments(use.path).at(-1)!, text));
  }
  const written = valueAt(definition, use.path);
  if (typeof written !== "string") return definition;
  const marked = written.includes("@") ? written.slice(0, written.indexOf("@") + 1) + text : text;
  return withValue(definition, use.path, marked);
}

function movedLayout(layout: Layout, moved: Moved): Layout {
  const states: Record<string, Placed> = {};
  for (const [path, place] of Object.entries(layout.states)) {
    const now = moved(path);
    if (now !== null) states[now] = place;
  }
  return { ...layout, states };
}

/** State values in expectations, which name a path key by key. What names a state that is gone stays, and the scenario fails in words. */
function movedScenarios(file: ScenarioFile, moved: Moved): ScenarioFile {
  let result = file;
  file.scenarios.forEach((scenario, index) => {
    const places = [
      pointer("scenarios", index),
      ...(scenario.steps ?? []).flatMap((step, n) =>
        step.case === undefined &&
        (!("open" in step) || step.open === undefined || step.open === file.procedure)
          ? [pointer("scenarios", index, "steps", n)]
          : [],
      ),
    ];
    for (const place of places) {
      const on = valueAt(result, `${place}/on`);
      const task = typeof on === "string" ? moved(on) : null;
      if (task !== null && task !== on) result = withValue(result, `${place}/on`, task);
      const at = `${place}/expect/state`;
      const value = valueAt(result, at);
      if (value === undefined) continue;
      const now = movedValue(value, moved);
      if (now !== null) result = withValue(result, at, now);
    }
  });
  return result;
}

/** A state value with the paths of now; null where one of its states is gone. */
function movedValue(value: Json, moved: Moved): Json | null {
  const paths = leaves(value, "");
  const now = paths.map(moved);
  if (now.some((path) => path === null)) return null;
  if (now.every((path, n) => path === paths[n])) return value;
  return (now as string[]).reduce<Json>((tree, path) => grown(tree, path.split(".")), {});
}

function leaves(value: Json, path: string): string[] {
  const join = (key: string): string => (path === "" ? key : `${path}.${key}`);
  if (typeof value === "string") return [join(value)];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isObject(inner) && Object.keys(inner).length === 0 ? [join(key)] : leaves(inner, join(key)),
  );
}

/** Puts a path into a state value: `"a"`, `{ a: "b" }`, `{ a: { b: "c", d: "e" } }`. */
function grown(tree: Json, [key = "", ...rest]: string[]): Json {
  if (rest.length === 0) return isObject(tree) && Object.keys(tree).length > 0 ? { ...tree, [key]: {} } : key;
  const record: JsonObject = isObject(tree) ? tree : typeof tree === "string" ? { [tree]: {} } : {};
  return { ...record, [key]: grown(record[key] ?? {}, rest) };
}
