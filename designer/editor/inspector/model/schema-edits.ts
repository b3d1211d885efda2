import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, JsonObject, Language, Text } from "../../../../engine/model/types.ts";
import { formatTitle } from "../../../words/formats.ts";
import { withKey } from "../../document/place.ts";

/** What a field may be, as people say it. `other` is whatever JSON Schema has beside these. */
export const fieldTypes = [
  "text",
  "number",
  "integer",
  "flag",
  "choice",
  "date",
  "instant",
  "attachment",
  "list",
  "record",
  "other",
] as const;
export type FieldType = (typeof fieldTypes)[number];

export function typeOfField(schema: Json | undefined): FieldType {
  if (!isObject(schema)) return "other";
  if (isObject(schema["items"]) || schema["type"] === "array") return "list";
  if (choicesOf(schema) !== null) return "choice";
  const { type, format } = schema;
  if (type === "object") return format === "attachment" ? "attachment" : "record";
  if (type === "boolean") return "flag";
  if (type === "integer" || type === "number") return type;
  if (type !== "string") return "other";
  return format === "date" ? "date" : format === "date-time" ? "instant" : "text";
}

/** What every field may say, of whatever type it is; the rest belongs to a type and goes with it. */
const ofAnyType = new Set([
  "title",
  "description",
  "readOnly",
  "confidential",
  "deprecated",
  "$comment",
  "examples",
]);

const made: Record<Exclude<FieldType, "other">, JsonObject> = {
  text: { type: "string" },
  number: { type: "number" },
  integer: { type: "integer" },
  flag: { type: "boolean" },
  choice: { enum: ["yes", "no"] },
  date: { type: "string", format: "date" },
  instant: { type: "string", format: "date-time" },
  attachment: { type: "object", format: "attachment" },
  list: { type: "array", items: { type: "object", properties: {} } },
  record: { type: "object", properties: {} },
};

/** The schema of a field of another type: what it is called and who may see it stay, what only the old type could say goes. */
export function withType(schema: JsonObject, type: FieldType): JsonObject {
  if (type === "other" || typeOfField(schema) === type) return schema;
  const kept = Object.entries(schema).filter(([key]) => ofAnyType.has(key));
  return { ...made[type], ...Object.fromEntries(kept) };
}

export interface ChoiceOfField {
  value: Json;
  title?: Json;
}

/** The values that a field is chosen from; null where it is not. */
export function choicesOf(schema: Json | undefined): ChoiceOfField[] | null {
  if (!isObject(schema)) return null;
  const { enum: values, oneOf } = schema;
  const titled =
    Array.isArray(oneOf) &&
    oneOf.length > 0 &&
    oneOf.every((one) => isObject(one) && Object.hasOwn(one, "const"));
  if (titled)
    return (oneOf as JsonObject[]).map((one) => ({
      value: one["const"]!,
      ...(one["title"] === undefined ? {} : { title: one["title"] }),
    }));
  return Array.isArray(values) ? values.map((value) => ({ value })) : null;
}

/** The schema with other choices: a plain list as long as none of them has a title. What else an alternative says is kept. */
export function withChoices(schema: JsonObject, choices: readonly ChoiceOfField[]): JsonObject {
  const { enum: _, oneOf, ...rest } = schema;
  if (choices.every(({ title }) => title === undefined) && oneOf === undefined)
    return replaced(
      schema,
      "enum",
      choices.map(({ value }) => value),
    );
  const before = Array.isArray(oneOf) ? oneOf.filter(isObject) : [];
  const alternatives = choices.map(({ value, title }) => ({
    ...before.find((one) => one["const"] === value),
    const: value,
    ...(title === undefined ? {} : { title }),
  }));
  return Object.hasOwn(schema, "oneOf")
    ? replaced(schema, "oneOf", alternatives)
    : { ...rest, oneOf: alternatives };
}
const replaced = (record: JsonObject, key: string, value: Json): JsonObject => ({ ...record, [key]: value });

/** Whether a field, or each item of it, is chosen from elsewhere. */
const chooses = (schema: Json | undefined): boolean =>
  isObject(schema) &&
  (isObject(schema["choices"]) || (isObject(schema["items"]) && isObject(schema["items"]["choices"])));

/** What a field is, in words: its type, what it is chosen from, and how a text has to be written. */
export function typeInWords(schema: Json | undefined, language: Language): string {
  const type = typeOfField(schema);
  const format = type === "text" && isObject(schema) ? schema["format"] : undefined;
  const said = chooses(schema)
    ? `${typeWords[type][language]} · ${{ en: "chosen from a list", "zh-CN": "从列表选择" }[language]}`
    : typeWords[type][language];
  return typeof format === "string" ? `${said} · ${formatTitle(format, language)}` : said;
}

/** The schema of a record with a new field behind the others. */
export function withField(record: JsonObject, name: string, field: JsonObject): JsonObject {
  return { ...record, properties: { ...propertiesOf(record), [name]: field } };
}

export function withoutField(record: JsonObject, name: string): JsonObject {
  const { [name]: _, ...properties } = propertiesOf(record);
  return withRequiredNames({ ...record, properties }, (names) => names.filter((one) => one !== name));
}

/** Keywords whose schemas say more of the same value: those that hold one, and those that hold a list of them. */
const inPlace = ["if", "then", "else", "not"];
const inPlaceLists = ["allOf", "anyOf", "oneOf"];

/** The schema of a record with a field under another name, wherever it speaks of its own fields. */
export function withFieldNamed(record: JsonObject, from: string, to: string): JsonObject {
  const again = (one: Json): Json => (isObject(one) ? withFieldNamed(one, from, to) : one);
  const keyed = (fields: Json): Json => (isObject(fields) ? withKey(fields, from, to) : fields);
  const names = (list: Json): Json =>
    Array.isArray(list) ? list.map((one) => (one === from ? to : one)) : list;
  const each = (of: Json, change: (value: Json) => Json): Json =>
    isObject(of) ? Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)])) : of;
  const change = (keyword: string, value: Json): Json => {
    if (keyword === "properties") return keyed(value);
    if (keyword === "required") return names(value);
    if (keyword === "dependentRequired") return keyed(each(value, names));
    if (keyword === "dependentSchemas") return keyed(each(value, again));
    if (inPlace.includes(keyword)) return again(value);
    return inPlaceLists.includes(keyword) && Array.isArray(value) ? value.map(again) : value;
  };
  return Object.fromEntries(
    Object.entries(record).map(([keyword, value]) => [keyword, change(keyword, value)]),
  );
}

/** The schema of a record with its fields in another order. */
export function withFieldMoved(record: JsonObject, from: number, to: number): JsonObject {
  const entries = Object.entries(propertiesOf(record));
  const [moved] = entries.splice(from, 1);
  if (moved === undefined) return record;
  entries.splice(to, 0, moved);
  return { ...record, properties: Object.fromEntries(entries) };
}

export function isRequired(record: Json | undefined, name: string): boolean {
  return isObject(record) && Array.isArray(record["required"]) && record["required"].includes(name);
}

/** Demands a field, or does not any more. */
export function withRequired(record: JsonObject, name: string, required: boolean): JsonObject {
  if (isRequired(record, name) === required) return record;
  return withRequiredNames(
    record,
    (names) => (required ? [...names, name] : names.filter((one) => one !== name)),
    required,
  );
}

function withRequiredNames(
  record: JsonObject,
  change: (names: Json[]) => Json[],
  always = false,
): JsonObject {
  const { required, ...rest } = record;
  if (!Array.isArray(required) && !always) return record;
  const names = change(Array.isArray(required) ? required : []);
  return names.length === 0 ? rest : { ...record, required: names };
}

export function propertiesOf(record: Json | undefined): Record<string, Json> {
  return isObject(record) && isObject(record["properties"]) ? record["properties"] : {};
}

/** What fields of a type are called, in the order in which they are offered. */
export const typeWords: Record<FieldType, Text> = {
  text: { en: "Text", "zh-CN": "文本" },
  number: { en: "Number", "zh-CN": "数字" },
  integer: { en: "Whole number", "zh-CN": "整数" },
  flag: { en: "Yes or no", "zh-CN": "是否" },
  choice: { en: "Choice", "zh-CN": "选项" },
  date: { en: "Date", "zh-CN": "日期" },
  instant: { en: "Date and time", "zh-CN": "日期时间" },
  attachment: { en: "File", "zh-CN": "附件" },
  list: { en: "List", "zh-CN": "列表" },
  record: { en: "Group of fields", "zh-CN": "字段组" },
  other: { en: "Other", "zh-CN": "其他" },
};
