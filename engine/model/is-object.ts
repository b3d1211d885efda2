import type { Json, JsonObject } from "./types.ts";

/** Whether JSON is an object, and no list and not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
