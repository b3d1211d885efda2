import { isObject } from "../is-object.ts";
import { takenField } from "../schema.ts";
import { schemaAt } from "../schema-places.ts";
import type { Json, Procedure, Schema } from "../types.ts";
import { reach, type Shape } from "./shape.ts";

/**
 * For each part of a path the schemas of the fields that it names, as they stand in the definition: none for a part that is no
 * field of it, several where several events may be meant.
 */
export type Trail = readonly (readonly Schema[])[];

/** Schemas that were made of others, with those, as they stand in the definition. */
const origins = new WeakMap<object, Schema>();

/** Notes of which schema of the definition another one was made, and so all inside it that stands at the same place. */
export function noteOrigin(made: Json | undefined, origin: Json | undefined): void {
  if (made === origin || typeof made !== "object" || made === null) return;
  if (typeof origin !== "object" || origin === null) return;
  if (isObject(origin)) origins.set(made, origin);
  const inner = origin as Record<string, Json>;
  for (const [key, value] of Object.entries(made as Record<string, Json>))
    if (Object.hasOwn(inner, key)) noteOrigin(value, inner[key]);
}

/** Notes that what may be sent with an event is made of what its procedure declares: in the event itself, or as fields of its data. */
export function notePayload({ data, events }: Procedure, event: string, shape: Shape): void {
  if (shape === "open") return;
  const { payload, takes = [] } = events[event] ?? {};
  const heads = takes.map((written) => takenField(written).path.split(".")[0] ?? "");
  const properties = heads.map((head): [string, Json] => [head, schemaAt(data, head)]);
  const taken = { properties: Object.fromEntries(properties), $defs: data["$defs"] ?? {} };
  noteOrigin(shape.schema, payload ?? taken);
}

/** Where a path leads through values of one of these shapes. */
export function trailOf(keys: readonly string[], shapes: readonly Shape[]): Trail {
  return keys.map((_, place) => {
    const found = shapes.flatMap((shape) => {
      const there = reach(shape, keys.slice(0, place + 1));
      return there === null || there === "open" ? [] : [origins.get(there.schema) ?? there.schema];
    });
    return [...new Set(found)];
  });
}
