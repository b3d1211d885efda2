import { isObject } from "./is-object.ts";
import { alternatives } from "./schema-places.ts";
import type { Json, JsonObject, Schema } from "./types.ts";

/**
 * Fills in the `default`s of a schema where the data has nothing, at every level and in rows of lists. An object that is not
 * there is made of its members' defaults if they are all that it requires. Gives a new value; what it is given stays as it was.
 *
 * @example defaults({ type: "object", properties: { round: { type: "integer", default: 0 } } }, {}) // { round: 0 }
 */
export function defaults(schema: Schema, data: JsonObject = {}): JsonObject {
  return fillIn(schema, schema, structuredClone(data)) as JsonObject;
}

function fillIn(root: Schema, schema: Json | undefined, value: Json): Json {
  if (!isObject(schema)) return value;
  const shapes = alternatives(root, schema);
  if (Array.isArray(value)) {
    const items = shapes.map((shape) => shape["items"]).find(isObject);
    return items === undefined ? value : value.map((item) => fillIn(root, items, item));
  }
  if (!isObject(value)) return value;
  for (const { properties } of shapes.filter((shape) => !isConditional(schema, shape))) {
    if (!isObject(properties)) continue;
    for (const [key, property] of Object.entries(properties)) {
      if (Object.hasOwn(value, key)) value[key] = fillIn(root, property, value[key] ?? null);
      else {
        const initial = initialValue(root, property);
        if (initial !== undefined) value[key] = initial;
      }
    }
  }
  return value;
}

/** Defaults come from what holds always, not from one of several alternatives. */
function isConditional(schema: JsonObject, shape: JsonObject): boolean {
  const always = [schema, ...(Array.isArray(schema["allOf"]) ? schema["allOf"] : [])];
  return shape !== schema && !always.includes(shape) && typeof schema["$ref"] !== "string";
}

function initialValue(root: Schema, property: Json): Json | undefined {
  if (!isObject(property)) return undefined;
  const shapes = alternatives(root, property);
  const said = shapes.find((shape) => shape["default"] !== undefined)?.["default"];
  if (said !== undefined) return fillIn(root, property, structuredClone(said));
  if (!shapes.some((shape) => shape["type"] === "object")) return undefined;
  const made = fillIn(root, property, {}) as JsonObject;
  const required = shapes.flatMap((shape) => (Array.isArray(shape["required"]) ? shape["required"] : []));
  const complete = required.every((name) => Object.hasOwn(made, String(name)));
  return complete && Object.keys(made).length > 0 ? made : undefined;
}
