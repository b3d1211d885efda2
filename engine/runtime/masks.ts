import { alternatives, type Json, type JsonObject, type Schema } from "../model/index.ts";

/** Whether the holder of a view is outside of a confidential class. */
export type Hidden = (confidentialClass: string) => boolean;

/**
 * A value without what its schema keeps confidential from somebody, at every level; undefined where nothing of it is left.
 * What it is given stays as it was.
 */
export function strip(root: Schema, schema: JsonObject, value: Json, hidden: Hidden): Json | undefined {
  const shapes = alternatives(root, schema);
  if (shapes.some((shape) => isHidden(shape, hidden))) return undefined;
  if (Array.isArray(value)) return stripList(root, shapes, value, hidden);
  if (typeof value !== "object" || value === null) return value;
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    const kept = stripAll(root, memberSchemas(shapes, key), member, hidden);
    if (kept !== undefined) result[key] = kept;
  }
  return result;
}

/** Whether a path of the data leads to, or through, what is confidential. */
export function isPathHidden(root: Schema, path: readonly string[], hidden: Hidden): boolean {
  let schemas: JsonObject[] = [root];
  for (const key of ["", ...path]) {
    const shapes = schemas.flatMap((schema) => alternatives(root, schema));
    if (key !== "")
      schemas = /^\d+$/.test(key) ? itemSchemas(shapes, Number(key)) : memberSchemas(shapes, key);
    if (schemas.some((schema) => alternatives(root, schema).some((shape) => isHidden(shape, hidden))))
      return true;
  }
  return containsHidden(root, schemas, hidden, 0);
}

function stripList(root: Schema, shapes: JsonObject[], list: Json[], hidden: Hidden): Json[] {
  return list.flatMap((item, index) => {
    const kept = stripAll(root, itemSchemas(shapes, index), item, hidden);
    return kept === undefined ? [] : [kept];
  });
}

function stripAll(root: Schema, schemas: JsonObject[], value: Json, hidden: Hidden): Json | undefined {
  let kept: Json | undefined = value;
  for (const schema of schemas) if (kept !== undefined) kept = strip(root, schema, kept, hidden);
  return kept;
}

function memberSchemas(shapes: JsonObject[], key: string): JsonObject[] {
  return shapes.flatMap(({ properties, patternProperties, additionalProperties, unevaluatedProperties }) => {
    if (isObject(properties) && Object.hasOwn(properties, key)) return only(properties[key]);
    const patterns = isObject(patternProperties) ? Object.values(patternProperties) : [];
    return [...patterns, additionalProperties, unevaluatedProperties].flatMap(only);
  });
}

function itemSchemas(shapes: JsonObject[], index: number): JsonObject[] {
  return shapes.flatMap(({ prefixItems, items }) => {
    if (Array.isArray(prefixItems) && index < prefixItems.length) return only(prefixItems[index]);
    return only(items);
  });
}

/** Whether anything inside is confidential: a rule that reads the whole of it reads that too. */
function containsHidden(root: Schema, schemas: JsonObject[], hidden: Hidden, depth: number): boolean {
  // A schema may refer to itself; deeper than this everything was seen.
  if (depth > 16) return false;
  return schemas
    .flatMap((schema) => alternatives(root, schema))
    .some((shape) => {
      if (isHidden(shape, hidden)) return true;
      const { properties, prefixItems, items, additionalProperties } = shape;
      const inner = [
        ...(isObject(properties) ? Object.values(properties) : []),
        ...(Array.isArray(prefixItems) ? prefixItems : []),
        items,
        additionalProperties,
      ].flatMap(only);
      return containsHidden(root, inner, hidden, depth + 1);
    });
}

function isHidden({ confidential }: JsonObject, hidden: Hidden): boolean {
  return confidential !== undefined && hidden(String(confidential));
}

function only(schema: Json | undefined): JsonObject[] {
  return isObject(schema) ? [schema] : [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
