import type { Json, JsonObject } from "../../model/index.ts";
import type { Plan } from "../plan.ts";
import type { Run } from "../run.ts";
import type { ChartEvent } from "../statechart.ts";

/** Does its work in a step and gives the data as they are afterwards: the same object where it changes none. */
export type Action = (run: Run, data: JsonObject, event: ChartEvent) => JsonObject;

/** Compiles the `params` of an action in a definition. Throws for what the checker reports. */
export type ActionCompiler = (params: JsonObject, plan: Plan) => Action;

/** A member that has to be a text. */
export function textOf(params: JsonObject, name: string): string {
  const value = params[name];
  if (typeof value !== "string") throw new Error(`“${name}” has to be a text, not ${JSON.stringify(value)}`);
  return value;
}

/** What stands under a name in a table of the definition. */
export function named<T>(table: Record<string, T> | undefined, name: string, what: string): T {
  if (table === undefined || !Object.hasOwn(table, name)) throw new Error(`There is no ${what} “${name}”`);
  return table[name]!;
}

export function memberOf(params: JsonObject, name: string): Json {
  const value = params[name];
  if (value === undefined) throw new Error(`“${name}” is missing`);
  return value;
}
