import type { Json, JsonObject, Schema } from "../model/index.ts";
import { alternatives } from "../model/index.ts";

/** Writing into the data of a case: what is not written is shared with the data before, which is never changed. */

/** The data with a value at a path; missing parents are made, and what is no object on the way is replaced by one (A7). */
export function written(data: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [key, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) return { ...data, [key]: value };
  const inner = own(data, key);
  return { ...data, [key]: written(isObject(inner) ? inner : {}, rest, value) };
}

/** The data without what stands at a path. */
export function removed(data: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path as [string, ...string[]];
  const inner = own(data, key);
  if (inner === undefined) return data;
  if (rest.length > 0) return isObject(inner) ? { ...data, [key]: removed(inner, rest) } : data;
  const { [key]: _, ...kept } = data;
  return kept;
}

/** What stands at a path, or undefined. Own properties only. */
export function readAt(data: Json | undefined, path: readonly string[]): Json | undefined {
  let found = data;
  for (const key of path) {
    if (!isObject(found)) return undefined;
    found = own(found, key);
  }
  return found;
}

/** What an object has of its own under a name. */
export function own<T>(object: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether null may stand where a schema holds; where nothing is said it may. */
export function allowsNull(root: Schema, schema: JsonObject | null): boolean {
  if (schema === null) return true;
  return alternatives(root, schema).every(({ type, enum: values, const: only, anyOf, oneOf }) => {
    if (type !== undefined) return type === "null" || (Array.isArray(type) && type.includes("null"));
    if (Array.isArray(values)) return values.includes(null);
    if (only !== undefined) return only === null;
    return [anyOf, oneOf].every(
      (list) => !Array.isArray(list) || list.some((one) => isObject(one) && allowsNull(root, one)),
    );
  });
}

/**
 * Leaves out members that are null where their schema does not allow it: what a template built from something that is not
 * there was meant to be absent (A7).
 */
export function withoutNulls(root: Schema, schema: JsonObject | null, value: Json): Json {
  if (schema === null || typeof value !== "object" || value === null) return value;
  const shapes = alternatives(root, schema);
  if (Array.isArray(value)) {
    const items = shapes.map((shape) => shape["items"]).find(isObject) ?? null;
    return items === null ? value : mapShared(value, (item) => withoutNulls(root, items, item));
  }
  const kept: JsonObject = {};
  let changed = false;
  for (const [key, inner] of Object.entries(value)) {
    const property =
      shapes
        .map(({ properties }) => (isObject(properties) ? own(properties, key) : undefined))
        .find(isObject) ?? null;
    if (inner === null && property !== null && !allowsNull(root, property)) {
      changed = true;
      continue;
    }
    kept[key] = withoutNulls(root, property, inner);
    changed ||= kept[key] !== inner;
  }
  return changed ? kept : value;
}

/**
 * A value of its own. What is written into the data is copied first: `==` of logic asks whether two lists are the same list, and
 * a case that was stored has none that stands in two places.
 */
export function copied(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}

/** Whether two values are the same JSON, whatever the order of keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isSame(item, b[index]))
    );
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}

/** The same list where nothing in it changes. */
export function mapShared(list: Json[], change: (item: Json, index: number) => Json): Json[] {
  let changed = false;
  const result = list.map((item, index) => {
    const next = change(item, index);
    changed ||= next !== item;
    return next;
  });
  return changed ? result : list;
}

export function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  if (!Object.hasOwn(record, key)) return record;
  const { [key]: _, ...rest } = record;
  return rest;
}
