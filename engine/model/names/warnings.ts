import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import type { Json } from "../types.ts";
import { quote } from "../words.ts";
import { shapeOfLogic } from "./logic-shape.ts";
import type { Report } from "./report.ts";
import { mayBeMissing, type LogicScope } from "./scope.ts";
import { mayBe } from "./shape.ts";

type Warning = (
  values: Json[],
  at: string,
  scope: LogicScope,
  report: Report,
  present: ReadonlySet<string>,
) => void;

const comparesMissing: Warning = (values, at, scope, report, present) => {
  values.forEach((value, index) => {
    const path = pathOf(value);
    if (path !== null && !present.has(path) && mayBeMissing(path, scope))
      report.add("compares-missing", at + pointer(index), { name: quote(path) });
  });
};

/** What json-logic-js does without a word and few people expect (B4). */
export const warnings: Record<string, Warning> = {
  "<": comparesMissing,
  "<=": comparesMissing,
  ">": comparesMissing,
  ">=": comparesMissing,
  in: ([, within = null], at, scope, report) => {
    const path = pathOf(within) ?? outerPathOf(within);
    const isText = typeof within === "string";
    if (!isText && path === null) return;
    if (isText || mayBe(shapeOfLogic(within, scope, report), "string"))
      report.add("in-text", at, { name: quote(within) });
  },
  all: ([list = null], at, scope, report) => {
    const shape = shapeOfLogic(list, scope, report);
    const least = shape === "open" ? 0 : Number(shape.schema["minItems"] ?? 0);
    if (!(least >= 1) && !(Array.isArray(list) && list.length > 0)) report.add("all-of-none", at);
  },
};

/** The path of a `var` without a default. */
function pathOf(value: Json): string | null {
  if (!isObject(value) || Object.keys(value).length !== 1) return null;
  const written = value["var"] ?? null;
  if (typeof written === "string") return written;
  return Array.isArray(written) && written.length === 1 && typeof written[0] === "string" ? written[0] : null;
}

function outerPathOf(value: Json): string | null {
  return isObject(value) && typeof value["outer"] === "string" ? value["outer"] : null;
}

/** Paths that have a value wherever this condition holds. */
export function provenBy(value: Json): string[] {
  if (!isObject(value)) return [];
  const own = pathOf(value);
  if (own !== null) return [own];
  const [name = ""] = Object.keys(value);
  const written = value[name] ?? null;
  const values = Array.isArray(written) ? written : [written];
  if (name === "and") return values.flatMap(provenBy);
  if (name === "!!") return values.flatMap((one) => pathOf(one) ?? []);
  if (name === "!=" || name === "!==")
    return values.includes(null) || values.includes("") ? values.flatMap((one) => pathOf(one) ?? []) : [];
  if (name === "==" || name === "===")
    return values.some((one) => !isObject(one) && one !== null && one !== 0 && one !== "" && one !== false)
      ? values.flatMap((one) => pathOf(one) ?? [])
      : [];
  return [];
}
