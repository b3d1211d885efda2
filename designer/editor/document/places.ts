import type { Chart } from "../../../engine/model/chart-types.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import { pointer, segments } from "../../../engine/model/pointer.ts";
import type { Json, Procedure } from "../../../engine/model/types.ts";
import { statePointer } from "./place.ts";
import { sections, type Section, type Selected } from "./types.ts";

/**
 * What a JSON pointer into the definition lies in, so that a problem, a line of text or a found word leads to something that can be
 * selected. The innermost: a transition rather than its state.
 *
 * @example selectedAt(chart, "/machine/states/draft/on/SUBMIT/target") // { kind: "transition", id: "draft|on:SUBMIT|0" }
 */
export function selectedAt(chart: Chart, at: string): Selected {
  const [section, name, ...rest] = segments(at);
  if (section === "machine") return inMachine(chart, at.slice("/machine".length));
  if (section === "data")
    return name === "properties" && rest[0] !== undefined
      ? { kind: "field", path: fieldPath(rest) }
      : { kind: "field", path: "" };
  if (isSection(section) && name !== undefined) return { kind: "part", section, name };
  if (section === "opening" || section === "basis" || section === "properties" || section === "common")
    return { kind: "procedure", about: section };
  return { kind: "procedure" };
}

const isSection = (name: string | undefined): name is Section =>
  (sections as readonly string[]).includes(name ?? "");

/** The path of a field of the data from where its schema stands: only members of `properties` and of items count. */
function fieldPath(way: string[]): string {
  const path = [way[0]!];
  for (let n = 1; n + 1 < way.length;) {
    if (way[n] === "properties") {
      path.push(way[n + 1]!);
      n += 2;
    } else if (way[n] === "items") n += 1;
    else break;
  }
  return path.join(".");
}

function inMachine(chart: Chart, at: string): Selected {
  const isIn = (outer: string): boolean => at === outer || at.startsWith(`${outer}/`);
  const transition = chart.transitions
    .filter((one) => one.returning === undefined && one.takingBack === undefined && isIn(one.pointer))
    .reduce<Chart["transitions"][number] | null>(
      (best, one) => (best === null || one.pointer.length > best.pointer.length ? one : best),
      null,
    );
  const state = chart.states
    .filter((one) => isIn(one.pointer))
    .reduce((best, one) => (one.pointer.length > best.pointer.length ? one : best), chart.states[0]!);
  return transition !== null && transition.pointer.length > state.pointer.length
    ? { kind: "transition", id: transition.id }
    : { kind: "state", path: state.path };
}

/** The path of the field of the data whose schema stands at a pointer; null for a pointer that leads elsewhere. */
export function fieldAt(at: string): string | null {
  const [section, keyword, ...way] = segments(at);
  return section === "data" && keyword === "properties" && way.length > 0 ? fieldPath(way) : null;
}

/**
 * The pointer, inside the definition, of the schema of a field of the data; through lists and records; of the data itself for an
 * empty path. Null where there is none.
 */
export function fieldPointer(definition: Procedure, path: string): string | null {
  let at = "/data";
  if (path === "") return at;
  let schema: Json | undefined = definition.data;
  for (const key of path.split(".")) {
    while (isObject(schema) && schema["items"] !== undefined) {
      schema = schema["items"];
      at += "/items";
    }
    const properties: Json | undefined = isObject(schema) ? schema["properties"] : undefined;
    if (!isObject(properties) || !Object.hasOwn(properties, key)) return null;
    schema = properties[key];
    at += pointer("properties", key);
  }
  return at;
}

/** Where, in the definition, what is selected is written; null for what is not there (any more). */
export function pointerOf(chart: Chart, selected: Selected): string | null {
  if (selected.kind === "state") return chart.byPath.has(selected.path) ? statePointer(selected.path) : null;
  if (selected.kind === "part") return pointer(selected.section, selected.name);
  if (selected.kind === "transition") {
    const found = chart.transitions.find(({ id }) => id === selected.id);
    return found === undefined ? null : `/machine${found.pointer}`;
  }
  if (selected.kind === "field")
    return selected.path === ""
      ? "/data"
      : pointer(
          "data",
          "properties",
          ...selected.path.split(".").flatMap((key, n) => (n === 0 ? [key] : ["properties", key])),
        );
  return selected.about === undefined ? "" : pointer(selected.about);
}
