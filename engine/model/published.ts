import calendar from "./schemas/calendar.schema.json" with { type: "json" };
import common from "./schemas/common.schema.json" with { type: "json" };
import directory from "./schemas/directory.schema.json" with { type: "json" };
import layout from "./schemas/layout.schema.json" with { type: "json" };
import pack from "./schemas/pack.schema.json" with { type: "json" };
import procedure from "./schemas/procedure.schema.json" with { type: "json" };
import register from "./schemas/register.schema.json" with { type: "json" };
import scenarios from "./schemas/scenarios.schema.json" with { type: "json" };
import type { Json, JsonObject, Language } from "./types.ts";

/**
 * The published JSON Schemas (2020-12) of the files of a pack, by the name under which editors find them. Descriptions are
 * English, with `x-zh-CN` beside them. They refer to each other by file name.
 */
export const publishedSchemas = {
  "common.schema.json": common as unknown as JsonObject,
  "pack.schema.json": pack as unknown as JsonObject,
  "procedure.schema.json": procedure as unknown as JsonObject,
  "scenarios.schema.json": scenarios as unknown as JsonObject,
  "register.schema.json": register as unknown as JsonObject,
  "calendar.schema.json": calendar as unknown as JsonObject,
  "directory.schema.json": directory as unknown as JsonObject,
  "layout.schema.json": layout as unknown as JsonObject,
};
export type SchemaFile = keyof typeof publishedSchemas;

/** The published schemas with descriptions in one language: for the help and completion of an editor. */
export function definitionSchemas(language: Language): Record<SchemaFile, JsonObject> {
  return translate(publishedSchemas, language) as Record<SchemaFile, JsonObject>;
}

function translate(value: Json, language: Language): Json {
  if (Array.isArray(value)) return value.map((item) => translate(item, language));
  if (typeof value !== "object" || value === null) return value;
  const { "x-zh-CN": chinese, ...rest } = value;
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(rest)) result[key] = translate(member, language);
  return language === "zh-CN" && typeof chinese === "string" ? { ...result, description: chinese } : result;
}
