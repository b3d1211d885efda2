import { isObject } from "../is-object.ts";
import { alternatives } from "../schema-places.ts";
import type { Json, JsonObject, Schema } from "../types.ts";

/** What is known of a value: a schema, with the one in whose `$defs` its references are found; or nothing, which allows anything. */
export type Shape = { root: Schema; schema: Schema } | "open";

export function shapeOf(schema: Schema): Shape {
  return { root: schema, schema };
}

/** A shape with these members and no others. */
export function recordOf(members: Record<string, Json>): Shape {
  return shapeOf({ type: "object", properties: members, additionalProperties: false });
}

export const textShape: JsonObject = { type: "string" };
export const numberShape: JsonObject = { type: "number" };
export const textsShape: JsonObject = { type: "array", items: textShape };

/**
 * What stands at a path inside a value of this shape; null where its schema has no such place. Positions and `length` of
 * lists are places that can be read.
 */
export function reach(shape: Shape, keys: readonly string[]): Shape | null {
  let here: Shape = shape;
  for (const key of keys) {
    if (here === "open") return "open";
    const next = step(here.root, here.schema, key);
    if (next === null) return null;
    here = next;
  }
  return here;
}

function step(root: Schema, schema: Schema, key: string): Shape | null {
  let open = false;
  for (const one of alternatives(root, schema)) {
    const { properties, items, additionalProperties: more } = one;
    if (isObject(properties) && Object.hasOwn(properties, key)) {
      const inner = properties[key];
      return isObject(inner) ? { root, schema: inner } : "open";
    }
    const isList = hasType(one, "array") || items !== undefined || one["prefixItems"] !== undefined;
    if (isList && /^\d+$/.test(key)) return isObject(items) ? { root, schema: items } : "open";
    if (isList && key === "length") return { root, schema: numberShape };
    if (isObject(more)) return { root, schema: more };
    if (more === true || one["patternProperties"] !== undefined || saysNothing(one)) open = true;
  }
  return open ? "open" : null;
}

/** Whether a schema leaves it open what the value is. */
function saysNothing(schema: Schema): boolean {
  const telling = [
    "type",
    "properties",
    "items",
    "enum",
    "const",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "format",
    "required",
  ];
  return !telling.some((keyword) => keyword in schema);
}

/** The shape of the items of a list of this shape. */
export function itemsOf(shape: Shape): Shape {
  if (shape === "open") return "open";
  for (const one of alternatives(shape.root, shape.schema)) {
    const { items } = one;
    if (isObject(items)) return { root: shape.root, schema: items };
  }
  return "open";
}

/** Whether a value of this shape may be of a type; true where it is not known. */
export function mayBe(shape: Shape, type: string): boolean {
  if (shape === "open") return true;
  const said = alternatives(shape.root, shape.schema).filter(
    (one) => "type" in one || "enum" in one || "const" in one,
  );
  if (said.length === 0) return true;
  return said.some((one) => {
    if ("type" in one) return hasType(one, type);
    const values = Array.isArray(one["enum"]) ? one["enum"] : [one["const"] ?? null];
    return values.some((value) => typeName(value) === type);
  });
}

/** Whether something certainly stands at a path: every step is required or has a default, and none may be null. */
export function isCertain(shape: Shape, keys: readonly string[]): boolean {
  let here: Shape = shape;
  for (const key of keys) {
    if (here === "open") return false;
    const { root, schema } = here;
    const next = step(root, schema, key);
    if (next === null || next === "open") return false;
    const required = alternatives(root, schema).some(
      (one) => Array.isArray(one["required"]) && one["required"].includes(key),
    );
    const filled = alternatives(root, next.schema).some((one) => one["default"] !== undefined);
    if (!required && !filled) return false;
    if (alternatives(root, next.schema).some((one) => "type" in one && hasType(one, "null"))) return false;
    here = next;
  }
  return true;
}

/** Whether a constant may stand where this shape is wanted, as far as types and lists of values tell. */
export function admits(shape: Shape, value: Json): boolean {
  if (shape === "open" || value === null) return true;
  return alternatives(shape.root, shape.schema).every((one) => {
    if (Array.isArray(one["enum"]) && typeof value !== "object")
      return one["enum"].includes(value) || isBranch(shape, one);
    if (!("type" in one) || isBranch(shape, one)) return true;
    return hasType(one, typeName(value)) || (Number.isInteger(value) && hasType(one, "integer"));
  });
}

/** Only one of several branches has to admit a value, and which one is not decided here. */
function isBranch(shape: Exclude<Shape, "open">, schema: Schema): boolean {
  return schema !== shape.schema;
}

function hasType(schema: Schema, type: string): boolean {
  const said = schema["type"];
  const types = Array.isArray(said) ? said : [said];
  return types.includes(type) || (type === "number" && types.includes("integer"));
}

function typeName(value: Json): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
