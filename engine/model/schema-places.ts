import { attachmentSchema, isAttachment } from "./attachment.ts";
import { isObject } from "./is-object.ts";
import type { Json, JsonObject, Schema } from "./types.ts";

/**
 * The schema of what stands at a path in the data, or null where the schema names no such place. Looks through `$ref` into
 * `$defs` and into schemas that apply in place. List positions are no paths (A7).
 */
export function schemaAt(root: Schema, path: string): JsonObject | null {
  let found: JsonObject[] = [root];
  for (const key of path === "" ? [] : path.split(".")) {
    found = found.flatMap((schema) =>
      alternatives(root, schema).flatMap((one) => {
        const { properties } = one;
        return isObject(properties) && Object.hasOwn(properties, key) && isObject(properties[key])
          ? [properties[key]]
          : [];
      }),
    );
    if (found.length === 0) return null;
  }
  return found[0] ?? null;
}

/** A schema and those that apply in place to the same value, `$ref`s followed. */
export function alternatives(root: Schema, schema: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  const visit = (one: Json | undefined): void => {
    if (!isObject(one) || found.includes(one) || found.length > 200) return;
    found.push(isAttachment(one) ? attachmentSchema(one) : one);
    const target =
      typeof one["$ref"] === "string" ? /^#\/\$defs\/([^/]+)$/.exec(one["$ref"])?.[1] : undefined;
    const defs = root["$defs"];
    if (target !== undefined && isObject(defs) && Object.hasOwn(defs, target)) visit(defs[target]);
    for (const keyword of ["then", "else"]) visit(one[keyword]);
    for (const keyword of ["allOf", "anyOf", "oneOf"])
      if (Array.isArray(one[keyword])) one[keyword].forEach(visit);
  };
  visit(schema);
  return found;
}
