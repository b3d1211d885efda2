import { isObject } from "../is-object.ts";
import type { Json } from "../types.ts";
import { Report } from "./report.ts";
import { checkPath, type LogicScope } from "./scope.ts";
import { type Shape } from "./shape.ts";

/** What is known of the value that logic gives: as much as follows from a path. */
export function shapeOfLogic(value: Json, scope: LogicScope, report: Report): Shape {
  if (!isObject(value)) return "open";
  const [name] = Object.keys(value);
  const written = value[name ?? ""] ?? null;
  const [first = null] = Array.isArray(written) ? written : [written];
  if ((name === "var" || name === "outer") && typeof first === "string") {
    // The path itself is checked where it stands; here its problems would be told again elsewhere.
    const silent = new Report(report.file);
    const seen = name === "outer" ? { ...scope, item: undefined } : scope;
    return checkPath(first, "", seen, silent) ?? "open";
  }
  if (name === "filter" || name === "unique") return shapeOfLogic(first, scope, report);
  return "open";
}
