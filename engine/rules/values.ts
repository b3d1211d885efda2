import type { Json, JsonObject } from "../model/types.ts";
import type { Budget } from "./budget.ts";
import { spend, textCost } from "./budget.ts";
import { RuleFault } from "./fault.ts";

/**
 * The conversions of json-logic-js, which are those of JavaScript, but with bounded work and without ever calling or
 * reading what a value inherits or brings along (`toString`, `valueOf`, `indexOf` may be names in data).
 */

export type Primitive = null | undefined | boolean | number | string;

/** Values may be built deeper than any definition is written: `reduce` can nest a list in itself. */
const deepestValue = 1_000;

export function truthy(value: unknown): boolean {
  if (typeof value === "object") return value !== null && !(Array.isArray(value) && value.length === 0);
  return Boolean(value);
}

/** `String(value)`. */
export function text(value: unknown, budget: Budget, depth = 0): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return joined(value, ",", budget, depth);
  return typeof value === "object" && value !== null ? "[object Object]" : scalarText(value);
}

function scalarText(value: unknown): string {
  return typeof value === "function" ? "[object Object]" : String(value);
}

/** `Array.prototype.join`: null and nothing are empty. */
export function joined(values: readonly unknown[], separator: string, budget: Budget, depth = 0): string {
  if (depth > deepestValue) throw new RuleFault("limit-exceeded");
  let out = "";
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const part = value === null || value === undefined ? "" : text(value, budget, depth + 1);
    spend(budget, textCost(part.length));
    out += i === 0 ? part : separator + part;
  }
  return out;
}

export function primitive(value: unknown, budget: Budget): Primitive {
  const type = typeof value;
  if (value === null || (type !== "object" && type !== "function")) return value as Primitive;
  return text(value, budget);
}

/** `Number(value)`. */
export function numeric(value: unknown, budget: Budget): number {
  return typeof value === "number" ? value : Number(primitive(value, budget));
}

/** `parseFloat(value)`, by which `+` and `*` read their arguments: texts may go on after the number, true and null are none. */
export function parsed(value: unknown, budget: Budget): number {
  // Adding 0 makes -0 the 0 that parseFloat("-0" as written by String) gives.
  return typeof value === "number" ? value + 0 : Number.parseFloat(text(value, budget));
}

/** Comparing long texts, again and again in a loop, is work that counts. */
function spendOnTexts(a: unknown, b: unknown, budget: Budget): void {
  if (typeof a === "string" && typeof b === "string") spend(budget, Math.min(a.length, b.length) >> 8);
}

/** `a === b`. */
export function strictlyEqual(a: unknown, b: unknown, budget: Budget): boolean {
  spendOnTexts(a, b, budget);
  return a === b;
}

/** `a == b`. */
export function looselyEqual(a: unknown, b: unknown, budget: Budget): boolean {
  if (typeof a === typeof b || a === null || b === null) {
    spendOnTexts(a, b, budget);
    // Also two objects, which are equal only if they are the same one.
    // oxlint-disable-next-line eqeqeq
    return a == b;
  }
  // oxlint-disable-next-line eqeqeq
  return primitive(a, budget) == primitive(b, budget);
}

/** `a < b`. */
export function less(a: unknown, b: unknown, budget: Budget): boolean {
  if (typeof a === "number" && typeof b === "number") return a < b;
  const [left, right] = [primitive(a, budget), primitive(b, budget)];
  spendOnTexts(left, right, budget);
  return (left as number) < (right as number);
}

/** `a <= b`, which is not the same as not `b < a`: of NaN neither is true. */
export function atMost(a: unknown, b: unknown, budget: Budget): boolean {
  if (typeof a === "number" && typeof b === "number") return a <= b;
  const [left, right] = [primitive(a, budget), primitive(b, budget)];
  spendOnTexts(left, right, budget);
  return (left as number) <= (right as number);
}

/**
 * The result of a rule as JSON (rule B10): what is no JSON becomes null, a member that is nothing is left out. Gives the
 * value itself where there is nothing to change.
 */
export function asJson(value: unknown, budget: Budget, depth = 0): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      // JSON text has no -0: it would come back as 0.
      return Number.isFinite(value) ? value + 0 : null;
    case "object":
      if (value === null) return null;
      spend(budget, 1);
      if (depth > deepestValue) throw new RuleFault("limit-exceeded");
      return Array.isArray(value) ? listAsJson(value, budget, depth) : objectAsJson(value, budget, depth);
    default:
      return null;
  }
}

function listAsJson(list: unknown[], budget: Budget, depth: number): Json[] {
  let copy: Json[] | null = null;
  spend(budget, list.length >> 2);
  for (let i = 0; i < list.length; i++) {
    const item = asJson(list[i], budget, depth + 1);
    if (copy) copy.push(item);
    else if (!Object.is(item, list[i])) copy = [...(list.slice(0, i) as Json[]), item];
  }
  return copy ?? (list as Json[]);
}

function objectAsJson(object: object, budget: Budget, depth: number): JsonObject {
  const entries = Object.entries(object);
  spend(budget, entries.length >> 2);
  const members: [string, Json][] = [];
  let same = true;
  for (const [key, value] of entries) {
    const member = asJson(value, budget, depth + 1);
    if (value === undefined || typeof value === "function") same = false;
    else {
      if (!Object.is(member, value)) same = false;
      members.push([key, member]);
    }
  }
  return same ? (object as JsonObject) : Object.fromEntries(members);
}

/** A text that is the same for equal JSON values, whatever the order of their members. */
export function identity(value: unknown, budget: Budget, depth = 0): string {
  if (typeof value === "object" && value !== null) {
    if (depth > deepestValue) throw new RuleFault("limit-exceeded");
    const parts = Array.isArray(value)
      ? value.map((item) => identity(item, budget, depth + 1))
      : Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, member]) => `${JSON.stringify(key)}:${identity(member, budget, depth + 1)}`);
    const [open, close] = Array.isArray(value) ? "[]" : "{}";
    let out = open ?? "";
    for (const part of parts) {
      spend(budget, textCost(part.length));
      out += `${part},`;
    }
    return out + close;
  }
  if (typeof value === "string") {
    spend(budget, textCost(value.length));
    return JSON.stringify(value);
  }
  return typeof value === "boolean" || Number.isFinite(value) ? String(value) : "null";
}
