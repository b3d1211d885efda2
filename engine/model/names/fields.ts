import { isObject } from "../is-object.ts";
import { nearest } from "../nearest.ts";
import { pointer } from "../pointer.ts";
import type { Json, JsonObject } from "../types.ts";
import { quote } from "../words.ts";
import { isLogic } from "./logic.ts";
import type { Report } from "./report.ts";
import { checkPath, type LogicScope } from "./scope.ts";
import { admits, itemsOf, mayBe, reach, type Shape } from "./shape.ts";
import { trailOf } from "./trail.ts";

/** Checks a path that is written or shown: it names a field, not a position of a list (A7). Gives what stands there. */
export function checkField(path: string, at: string, shape: Shape, report: Report): Shape | null {
  const keys = path.split(".");
  if (shape !== "open")
    report.use(shape.root === shape.schema ? "field" : "member", path, at, () => ({
      fields: trailOf(keys, [shape]),
    }));
  const found = keys.some((key) => /^\d+$/.test(key) || key === "length") ? null : reach(shape, keys);
  if (found === null)
    report.add("unknown-field", at, { name: quote(path), hint: nearest(path, fieldsOf(shape)) });
  return found;
}

/** Checks a path that must name a list. */
export function checkList(path: string, at: string, shape: Shape, report: Report): Shape | null {
  const found = checkField(path, at, shape, report);
  if (found === null || mayBe(found, "array")) return found;
  report.add("not-a-list", at, { name: quote(path) });
  return null;
}

/** Fields by path, two levels deep: for suggestions. */
export function fieldsOf(shape: Shape): string[] {
  const members = (schema: Json | undefined): [string, Json][] =>
    isObject(schema) && isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  if (shape === "open") return [];
  return members(shape.schema).flatMap(([key, inner]) => [
    key,
    ...members(inner).map(([deeper]) => `${key}.${deeper}`),
  ]);
}

/** Paths written together may not contain one another (A7). */
export function checkOverlap(paths: readonly string[], at: (path: string) => string, report: Report): void {
  for (const path of paths) {
    const outer = paths.find((one) => one !== path && path.startsWith(`${one}.`));
    if (outer !== undefined)
      report.add("paths-overlap", at(path), { name: quote(path), outer: quote(outer) });
  }
}

/** A constant that is written to a field must be one that the field can have; also inside objects and lists of templates. */
export function checkConstant(value: Json, at: string, shape: Shape, report: Report): void {
  if (shape === "open" || isLogic(value)) return;
  if (!admits(shape, value)) {
    const allowed = Array.isArray(shape.schema["enum"])
      ? shape.schema["enum"].map(String)
      : typesOf(shape.schema);
    report.add("wrong-constant", at, { name: quote(value), hint: nearest(quote(value), allowed) });
  } else if (Array.isArray(value)) {
    const items = shape.schema["items"];
    if (isObject(items))
      value.forEach((item, index) =>
        checkConstant(item, at + pointer(index), { root: shape.root, schema: items }, report),
      );
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const inner = reach(shape, [key]);
      if (inner === null)
        report.add("unknown-field", at + pointer(key), {
          name: quote(key),
          hint: nearest(key, fieldsOf(shape)),
        });
      else checkConstant(member, at + pointer(key), inner, report);
    }
  }
}

function typesOf(schema: JsonObject): string[] {
  const { type } = schema;
  return (Array.isArray(type) ? type : [type]).filter((one) => one !== undefined).map(String);
}

/** A path that is read and must give a list; gives the shape of its rows. */
export function rowsAt(path: string, at: string, scope: LogicScope, report: Report): Shape {
  const list = checkPath(path, at, scope, report);
  return list === null ? "open" : itemsOf(list);
}
