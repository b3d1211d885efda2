import type { Json } from "../../model/types.ts";
import type { Budget } from "../budget.ts";
import { spend } from "../budget.ts";
import type { Call, Operators } from "../call.ts";
import { allArguments, argument } from "../call.ts";
import type { Environment } from "../environment.ts";
import { noteRead, readsRow } from "../environment.ts";
import type { Node, Run } from "../node.ts";
import { literal, node, nodeAt } from "../node.ts";
import { isWhole, readComputed, reader } from "../path.ts";
import { numeric, primitive } from "../values.ts";

/** A path that is written out gives its text (`""` for all that is read); one that is computed gives null. */
function writtenPath(raw: Json | undefined): string | null {
  if (typeof raw === "object" && raw !== null) return null;
  return isWhole(raw) ? "" : String(raw);
}

/** Notes what a reading operator reads, from the scope or from the item. */
function note(env: Environment, path: string): void {
  if (env.sees === "scope") noteRead(env, path);
  else if (path === "") env.itemKept.set = true;
}

/** `var`: a default replaces what is missing, not a stored null (rule B3). */
function variable(call: Call): Node {
  return read(call, call.env.sees === "scope", (of) => of);
}

/** `outer`: reads the whole scope from inside a standard list operator, as `var` does outside (rule B5). */
function outer(call: Call): Node {
  return read(call, true, (of) => (_, scope, budget) => of(scope, scope, budget));
}

/** Makes logic that reads what `var` reads into logic that reads something else. */
type From = (read: Run) => Run;

function read(call: Call, fromScope: boolean, from: From): Node {
  const fallback = call.raw.length > 1 ? argument(call, 1) : literal(null);
  const path = writtenPath(call.raw[0]);
  const env: Environment = fromScope ? { ...call.env, sees: "scope" } : call.env;
  note(env, path ?? "");
  if (path === null) return computed(call, fallback, from);
  // The function `at` is the only member of a scope that is no JSON.
  const json = fromScope && path !== "" && path !== "at" && !readsRow(env, path) && fallback.json;
  const shown = call.raw.length > 1 ? [fallback] : [];
  return node(call.op, shown, readWritten(path, fallback, from), { name: path, json });
}

function readWritten(path: string, fallback: Node, from: From): Run {
  if (path === "") return from((d) => d);
  if (fallback.constant) return from(reader(path, fallback.constant.value ?? null));
  const get = from(reader(path, undefined));
  return (d, scope, budget) => {
    const value = get(d, scope, budget);
    return value === undefined ? (fallback.run(d, scope, budget) ?? null) : value;
  };
}

function computed(call: Call, fallback: Node, from: From): Node {
  const path = argument(call, 0);
  const source = from((d) => d);
  const run: Run = (d, scope, budget) => {
    const otherwise = fallback.run(d, scope, budget);
    return readComputed(source(d, scope, budget), path.run(d, scope, budget), otherwise, budget);
  };
  return node(call.op, call.raw.length > 1 ? [path, fallback] : [path], run);
}

/**
 * Whether nothing is stored under a key. A key that is a list gives a path and a default, as in json-logic-js; one that is an object
 * is a path like any other value, never logic, since it may come from data (rule B6).
 */
function isMissing(d: unknown, key: unknown, budget: Budget): boolean {
  const [path, fallback] = Array.isArray(key) ? key : [key];
  const value = readComputed(d, path, fallback, budget);
  return value === null || value === "";
}

function missingOf(d: unknown, keys: ArrayLike<unknown>, budget: Budget): unknown[] {
  const missing: unknown[] = [];
  for (let i = 0; i < keys.length; i++) {
    spend(budget, 1);
    if (isMissing(d, keys[i], budget)) missing.push(keys[i]);
  }
  return missing;
}

/** Notes the keys that are written out; a computed key may be any path. */
function noteKeys(env: Environment, keys: readonly (Json | undefined)[]): void {
  if (env.sees === "item") return;
  for (const key of keys) {
    if (Array.isArray(key)) noteKeys(env, key);
    else noteRead(env, writtenPath(key) ?? "");
  }
}

function missing(call: Call): Node {
  const args = allArguments(call);
  noteKeys(call.env, call.raw);
  return node(call.op, args, (d, scope, budget) => {
    const values = args.map((arg) => arg.run(d, scope, budget));
    return missingOf(d, Array.isArray(values[0]) ? values[0] : values, budget);
  });
}

/** Nothing where at least so many of the keys are there, else all that are missing. */
function missingSome(call: Call): Node {
  const args = allArguments(call);
  const [need, options] = [nodeAt(args, 0), nodeAt(args, 1)];
  noteKeys(call.env, call.raw.slice(1, 2));
  return node(call.op, args, (d, scope, budget) => {
    const count = need.run(d, scope, budget);
    const written = options.run(d, scope, budget);
    if (written === null || written === undefined) return undefined;
    const keys = Array.isArray(written) ? written : [written];
    const absent = missingOf(d, Array.isArray(keys[0]) ? keys[0] : keys, budget);
    return numeric(lengthOf(written), budget) - absent.length >= (primitive(count, budget) as number)
      ? []
      : absent;
  });
}

function lengthOf(value: unknown): unknown {
  return Object.hasOwn(value as object, "length") ? (value as { length: unknown }).length : undefined;
}

export const accessOperators: Operators = { var: variable, outer, missing, missing_some: missingSome };
