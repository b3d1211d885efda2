import { readChart } from "./chart.ts";
import { attachmentSchema, isAttachment } from "./attachment.ts";
import { isObject } from "./is-object.ts";
import { pointer } from "./pointer.ts";
import { stagePath } from "./returns.ts";
import { schemaAt } from "./schema-places.ts";
import type { EventDefinition, Json, JsonObject, Language, Procedure, Schema } from "./types.ts";

/** Keywords whose value is one schema, a list of schemas, or schemas by name. */
const single = [
  "items",
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "propertyNames",
];
const inPlaceSingle = ["not", "if", "then", "else"];
const inPlaceLists = ["allOf", "anyOf", "oneOf"];
const lists = ["prefixItems"];
const maps = ["properties", "patternProperties", "$defs"];
const inPlaceMaps = ["dependentSchemas"];
const inPlaceKeywords = [...inPlaceSingle, ...inPlaceLists, ...inPlaceMaps];

/** Calls `visit` for every schema directly inside this one and builds the schema from what it gives. A stored file becomes the record that it stands for. */
function mapInner(
  written: JsonObject,
  visit: (inner: JsonObject, inPlace: boolean) => JsonObject,
): JsonObject {
  const schema = isAttachment(written) ? attachmentSchema(written) : written;
  const one = (value: Json, inPlace: boolean): Json => (isObject(value) ? visit(value, inPlace) : value);
  const result: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const inPlace = inPlaceKeywords.includes(keyword);
    if (single.includes(keyword) || inPlaceSingle.includes(keyword)) result[keyword] = one(value, inPlace);
    else if ((lists.includes(keyword) || inPlaceLists.includes(keyword)) && Array.isArray(value))
      result[keyword] = value.map((item) => one(item, inPlace));
    else if ((maps.includes(keyword) || inPlaceMaps.includes(keyword)) && isObject(value))
      result[keyword] = mapValues(value, (inner) => one(inner, inPlace));
    else result[keyword] = value;
  }
  return result;
}

/** The schemas directly inside a schema, each with its pointer there, and whether it applies to the same value. */
export function innerSchemas(
  schema: JsonObject,
): { pointer: string; schema: JsonObject; inPlace: boolean }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const inPlace = inPlaceKeywords.includes(keyword);
    const found: [string, Json][] =
      single.includes(keyword) || inPlaceSingle.includes(keyword)
        ? [[pointer(keyword), value]]
        : [...lists, ...inPlaceLists, ...maps, ...inPlaceMaps].includes(keyword)
          ? Object.entries(value ?? {}).map(([key, inner]) => [pointer(keyword, key), inner])
          : [];
    return found.flatMap(([at, inner]) => (isObject(inner) ? [{ pointer: at, schema: inner, inPlace }] : []));
  });
}

/**
 * Closes every object of a schema that does not say otherwise, at every level (B1). Schemas that apply in place (`allOf`,
 * `if`, …) are left open, because what they do not name may be named beside them.
 */
export function closeSchema(schema: Schema): Schema {
  return close(schema, false);
}

function close(schema: JsonObject, inPlace: boolean): JsonObject {
  const closed = mapInner(schema, close);
  const said = "additionalProperties" in schema || "unevaluatedProperties" in schema;
  if (inPlace || said || !describesObject(schema)) return closed;
  const composed = [...inPlaceKeywords, "$ref"].some((keyword) => keyword in schema);
  return { ...closed, [composed ? "unevaluatedProperties" : "additionalProperties"]: false };
}

function describesObject(schema: JsonObject): boolean {
  const { type } = schema;
  return (
    type === "object" ||
    (Array.isArray(type) && type.includes("object")) ||
    (type === undefined && "properties" in schema)
  );
}

/** The schema with its titles and descriptions in one language, as plain texts (B9): for Ajv, and for forms. */
export function plainTexts(schema: Schema, language: Language): Schema {
  const inner = mapInner(schema, (one) => plainTexts(one, language));
  for (const keyword of ["title", "description"]) {
    const text = inner[keyword];
    if (isObject(text)) inner[keyword] = text[language] ?? text["en"] ?? "";
  }
  return inner;
}

/** For a form: titles in the language of the reader; everything else as it is. */
export function formSchema(schema: Schema, language: Language): Schema {
  return plainTexts(schema, language);
}

/** The schema of a case's data: closed, titles in plain English. */
export function dataSchema(procedure: Pick<Procedure, "data">): Schema {
  return plainTexts(closeSchema(procedure.data), "en");
}

/** What may be given at opening (B1): the data without what is `readOnly`, at every level. Keeps bilingual titles where `language` is null. */
export function openingSchema(procedure: Pick<Procedure, "data">, language: Language | null = "en"): Schema {
  const schema = closeSchema(withoutReadOnly(procedure.data));
  return language === null ? schema : plainTexts(schema, language);
}

function withoutReadOnly(schema: JsonObject): JsonObject {
  const inner = mapInner(schema, withoutReadOnly);
  const { properties, required } = inner;
  if (!isObject(properties)) return inner;
  const kept = Object.entries(properties).filter(
    ([, property]) => !isObject(property) || property["readOnly"] !== true,
  );
  const names = new Set(kept.map(([name]) => name));
  const result: JsonObject = { ...inner, properties: fromEntries(kept) };
  if (Array.isArray(required))
    result["required"] = required.filter(
      (name) => names.has(String(name)) || !Object.hasOwn(properties, String(name)),
    );
  return result;
}

/**
 * What is sent with an event: its `payload`, or the fields of the data that it `takes`; closed. An event with neither takes
 * none (B1). An event that a return uses has the return's fields besides, where it does not declare them itself.
 * Keeps bilingual titles where `language` is null.
 *
 * @throws for an event that the procedure does not declare.
 */
export function payloadSchema(procedure: Procedure, event: string, language: Language | null = "en"): Schema {
  if (!Object.hasOwn(procedure.events, event)) throw new Error(`${procedure.id} declares no event ${event}`);
  const definition = procedure.events[event] as EventDefinition;
  const own =
    definition.payload ??
    (definition.takes === undefined ? empty() : takenSchema(procedure.data, definition.takes));
  const schema = closeSchema(addReturnFields(procedure, event, own));
  return language === null ? schema : plainTexts(schema, language);
}

function empty(): JsonObject {
  return { type: "object", properties: {} };
}

/** The path of a taken field, and whether it may be left out. */
export function takenField(written: string): { path: string; optional: boolean } {
  return written.endsWith("?")
    ? { path: written.slice(0, -1), optional: true }
    : { path: written, optional: false };
}

function takenSchema(data: Schema, takes: string[]): JsonObject {
  const result: JsonObject = { ...empty(), ...(data["$defs"] === undefined ? {} : { $defs: data["$defs"] }) };
  for (const written of takes) {
    const { path, optional } = takenField(written);
    const keys = path.split(".");
    let into = result;
    keys.forEach((key, depth) => {
      if (!isObject(into["properties"])) into["properties"] = {};
      if (!optional)
        into["required"] = [...new Set([...((into["required"] as string[] | undefined) ?? []), key])];
      const properties = into["properties"] as JsonObject;
      if (depth === keys.length - 1) {
        const { readOnly: _, default: __, ...field } = schemaAt(data, path) ?? {};
        properties[key] = field;
      } else {
        if (!Object.hasOwn(properties, key)) properties[key] = empty();
        into = properties[key] as JsonObject;
      }
    });
  }
  return result;
}

function addReturnFields(procedure: Procedure, event: string, payload: JsonObject): JsonObject {
  const found = Object.values(procedure.returns ?? {}).filter((one) => one.event === event);
  if (found.length === 0) return payload;
  const chart = readChart(procedure.machine);
  const titles = new Map<string, Json>();
  for (const { in: inside, stages } of found)
    for (const stage of stages.slice(0, -1)) {
      const { title } = chart.byPath.get(stagePath(chart, inside, stage) ?? "") ?? {};
      titles.set(stage, title === undefined ? stage : { ...title });
    }
  const own = isObject(payload["properties"]) ? payload["properties"] : {};
  const required = Array.isArray(payload["required"]) ? payload["required"] : [];
  return {
    ...payload,
    properties: {
      to: {
        type: "string",
        enum: [...titles.keys()],
        oneOf: [...titles].map(([stage, title]) => ({ const: stage, title })),
        title: { en: "Back to", "zh-CN": "退回至" },
      },
      reason: { type: "string", minLength: 1, maxLength: 2000, title: { en: "Reason", "zh-CN": "理由" } },
      items: {
        type: "array",
        items: { type: "string", minLength: 1, maxLength: 400 },
        maxItems: 100,
        title: { en: "What is to be put right", "zh-CN": "需补正事项" },
      },
      resume: {
        enum: [...new Set(found.flatMap(({ resume }) => resume))],
        title: { en: "How it goes on afterwards", "zh-CN": "之后如何继续" },
      },
      ...own,
    },
    required: [...new Set([...required, "to", ...("reason" in own ? [] : ["reason"])])],
  };
}

function mapValues(record: JsonObject, change: (value: Json) => Json): JsonObject {
  return fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function fromEntries(pairs: [string, Json][]): JsonObject {
  return Object.fromEntries(pairs);
}
