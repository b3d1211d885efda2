import { isAttachment } from "../attachment.ts";
import { isObject } from "../is-object.ts";
import { isRegularExpression, isSlow } from "../patterns.ts";
import { pointer } from "../pointer.ts";
import { innerSchemas } from "../schema.ts";
import { alternatives } from "../schema-places.ts";
import { valueFaults } from "../structure.ts";
import type { JsonObject, Schema } from "../types.ts";
import { quote } from "../words.ts";
import { checkField } from "./fields.ts";
import { shapeOfLogic } from "./logic-shape.ts";
import { checkLogic, namedBy } from "./logic.ts";
import { noteMembers } from "./members.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import { itemsOf, mayBe } from "./shape.ts";

/** Checks what is written inside a schema of a definition: references, required fields, patterns, defaults, classes. */
export function checkSchema(
  root: Schema,
  at: string,
  classes: ReadonlySet<string>,
  report: Report,
  /** What choices may read; without it there are no forms. */
  scope?: LogicScope,
): void {
  const defs = new Set(isObject(root["$defs"]) ? Object.keys(root["$defs"]) : []);
  const visit = (schema: JsonObject, place: string, inPlace: boolean): void => {
    const { $ref: reference, confidential, pattern, required, properties } = schema;
    if (typeof reference === "string")
      report.name("reference", reference.slice("#/$defs/".length), defs, `${place}/$ref`);
    if (typeof confidential === "string")
      report.name("class", confidential, classes, `${place}/confidential`);
    if (isObject(schema["choices"])) checkChoices(schema["choices"], `${place}/choices`, report, scope);
    if (typeof pattern === "string") checkPattern(pattern, `${place}/pattern`, report);
    for (const expression of Object.keys(
      isObject(schema["patternProperties"]) ? schema["patternProperties"] : {},
    ))
      checkPattern(expression, place + pointer("patternProperties", expression), report);
    if (Array.isArray(required) && !inPlace && isObject(properties))
      checkRequired(root, schema, place, report);
    if (("types" in schema || "maxBytes" in schema) && !isAttachment(schema))
      for (const keyword of ["types", "maxBytes"])
        if (keyword in schema)
          report.add("lonely-keyword", place + pointer(keyword), {
            name: keyword,
            beside: "format: attachment",
          });
    for (const [keyword, beside] of lonely)
      if (keyword in schema && !(beside in schema))
        report.add("lonely-keyword", place + pointer(keyword), { name: keyword, beside });
    if (schema["default"] !== undefined) {
      report.problems.push(...valueFaults(schema, schema["default"], `${place}/default`, report.file));
      noteMembers(schema["default"], `${place}/default`, { root, schema }, report, true);
    }
    for (const inner of innerSchemas(schema)) visit(inner.schema, place + inner.pointer, inner.inPlace);
  };
  visit(root, at, false);
}

/** Keywords that mean nothing alone. */
const lonely = [
  ["then", "if"],
  ["else", "if"],
  ["minContains", "contains"],
  ["maxContains", "contains"],
] as const;

function checkRequired(root: Schema, schema: JsonObject, place: string, report: Report): void {
  const shapes = alternatives(root, schema);
  if (
    shapes.some((one) => one["additionalProperties"] !== undefined || one["patternProperties"] !== undefined)
  )
    return;
  const known = new Set(
    shapes.flatMap((one) => (isObject(one["properties"]) ? Object.keys(one["properties"]) : [])),
  );
  (schema["required"] as string[]).forEach((name, index) =>
    report.name("required", name, known, `${place}/required/${index}`),
  );
}

/** Choices come from a list whose rows have what is named; other cases are no source, because nobody could tell who may see them. */
function checkChoices(choices: JsonObject, at: string, report: Report, scope: LogicScope | undefined): void {
  if (scope === undefined) return report.add("choices-misplaced", at);
  const from = choices["from"] ?? null;
  checkLogic(from, `${at}/from`, scope, report);
  const list = shapeOfLogic(from, scope, report);
  if (!mayBe(list, "array")) report.add("not-a-list", `${at}/from`, { name: quote(from) });
  const rows = itemsOf(list);
  for (const key of ["value", "title"])
    if (typeof choices[key] === "string") checkField(choices[key], `${at}/${key}`, rows, report);
  const { facts = {} } = scope.words.procedure;
  for (const path of namedBy(from, "var")) {
    const name = /^fact\.([^.]+)/.exec(path)?.[1] ?? "";
    if (Object.hasOwn(facts, name) && facts[name]!.of.startsWith("cases:"))
      report.add("choices-of-cases", `${at}/from`, { name });
  }
}

function checkPattern(pattern: string, at: string, report: Report): void {
  if (!isRegularExpression(pattern)) report.add("bad-pattern", at, { name: quote(pattern) });
  else if (isSlow(pattern)) report.add("slow-pattern", at);
}
