import jsonLogic from "json-logic-js";
import type { Json, Logic } from "../../../engine/model/types.ts";

/** What json-logic-js makes of logic: its value as JSON (rule B10) and as a condition, or that it throws. */
export type Reference = { value: Json; holds: boolean } | "throws";

export function reference(logic: Logic, data: unknown): Reference {
  try {
    const value: unknown = jsonLogic.apply(logic as jsonLogic.RulesLogic, data);
    return { value: plain(value), holds: jsonLogic.truthy(value) };
  } catch {
    return "throws";
  }
}

/** Whether a value is JSON through and through. */
export function isJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === "object" && value !== null) return Object.values(value).every(isJson);
  return value === null || typeof value === "string" || typeof value === "boolean";
}

/** A value as it is after a journey through JSON: what is none is null. */
export function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? "null") as Json;
}
