import { isObject } from "./is-object.ts";
import { innerSchemas } from "./schema.ts";
import { pointer } from "./pointer.ts";
import type { Choice, ChoicesDefinition, Json, JsonObject, Logic, Schema } from "./types.ts";

/** Fields whose choices come from elsewhere (`choices`, B11): where they are declared in a schema, and the schema with what was found. */

/** What a schema declares, by JSON pointer to the schema of the field. */
export function declaredChoices(schema: Schema): Map<string, ChoicesDefinition> {
  const found = new Map<string, ChoicesDefinition>();
  const visit = (one: JsonObject, at: string): void => {
    if (isObject(one["choices"])) found.set(at, one["choices"] as unknown as ChoicesDefinition);
    for (const inner of innerSchemas(one)) visit(inner.schema, at + inner.pointer);
  };
  visit(schema, "");
  return found;
}

/** What stands at a field with choices: the values, each once, in a piece of data (B12). */
export interface Chosen {
  /** JSON pointer to the schema of the field. */
  at: string;
  declared: ChoicesDefinition;
  values: Set<string | number>;
}

/** The values in a piece of data that were chosen from elsewhere, by field: in records and in lists, as deep as they are shown. */
export function chosenIn(schema: Schema, data: Json): Chosen[] {
  const found = new Map<string, Chosen>();
  const visit = (one: Json | undefined, value: Json | undefined, at: string): void => {
    if (!isObject(one) || value === undefined || value === null) return;
    const { choices, properties, items } = one;
    if (isObject(choices) && (typeof value === "string" || typeof value === "number")) {
      const declared = choices as unknown as ChoicesDefinition;
      const known = found.get(at) ?? { at, declared, values: new Set() };
      found.set(at, known);
      known.values.add(value);
    }
    if (Array.isArray(value)) for (const item of value) visit(items, item, at + pointer("items"));
    if (!isObject(value) || !isObject(properties)) return;
    for (const [key, inner] of Object.entries(value))
      if (Object.hasOwn(properties, key)) visit(properties[key], inner, at + pointer("properties", key));
  };
  visit(schema, data, "");
  return [...found.values()];
}

/** The list that choices are taken from, whatever is left out of it where they are offered: what was chosen may not be offered again. */
export function wholeList(from: Logic): Logic {
  if (!isObject(from) || Object.keys(from).length !== 1) return from;
  const filter = from["filter"];
  return Array.isArray(filter) && filter.length === 2 ? wholeList(filter[0] ?? null) : from;
}

/** The schema as a form shows it: fields for which something was found, by pointer, are chosen from that; others stay as they are. */
export function withChoices(schema: Schema, found: Readonly<Record<string, readonly Choice[]>>): Schema {
  const filled = (one: Json, at: string): Json => {
    if (Array.isArray(one)) return one.map((item, index) => filled(item, `${at}/${index}`));
    if (!isObject(one)) return one;
    const inner = Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, filled(value, `${at}/${key}`)]),
    );
    const offered = Object.hasOwn(found, at) ? found[at]! : [];
    if (offered.length === 0) return inner;
    return { ...inner, oneOf: offered.map(({ value, title }) => ({ const: value, title: title as Json })) };
  };
  return filled(schema, "") as Schema;
}

/** At most so many are offered. */
const mostChoices = 1000;

/**
 * Choices of what a list holds: texts and numbers, or rows of which one member is the value and another the title. What has no
 * value, and what is there already, is left out.
 */
export function choicesOfList(
  list: Json,
  { value = "id", title }: Pick<ChoicesDefinition, "value" | "title">,
): Choice[] {
  const choices = new Map<Json, Choice>();
  const titled = (own: (key: string) => Json | undefined): Choice["title"] | null =>
    title === undefined ? (titleOf(own("title")) ?? titleOf(own("name"))) : titleOf(own(title));
  for (const item of Array.isArray(list) ? list : []) {
    const own = (key: string): Json | undefined =>
      isObject(item) && Object.hasOwn(item, key) ? item[key] : undefined;
    const chosen = isObject(item) ? own(value) : item;
    if ((typeof chosen !== "string" && typeof chosen !== "number") || chosen === "") continue;
    if (!choices.has(chosen) && choices.size < mostChoices)
      choices.set(chosen, { value: chosen, title: titled(own) ?? String(chosen) });
  }
  return [...choices.values()];
}

function titleOf(written: Json | undefined): Choice["title"] | null {
  if (typeof written === "string" && written !== "") return written;
  if (!isObject(written)) return null;
  const { en, "zh-CN": zh } = written;
  return typeof en === "string" && typeof zh === "string" ? { en, "zh-CN": zh } : null;
}

/** A title and its code together, where one says what the other does not: `Small temporary relief R-03`. */
export function withCode(title: string, code: Json): string {
  const text = String(code);
  return title === text ? title : `${title} ${text}`;
}
