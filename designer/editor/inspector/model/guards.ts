import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json } from "../../../../engine/model/types.ts";

/** The ways in which the condition of a way on is written. */
export const guardKinds = ["none", "one", "several", "inline", "other"] as const;
export type GuardKind = (typeof guardKinds)[number];

export function guardKind(guard: Json | undefined): GuardKind {
  if (guard === undefined) return "none";
  if (typeof guard === "string") return "one";
  if (!isObject(guard)) return "other";
  if (guard["type"] === "when") return "inline";
  return guard["type"] === "rules" && isObject(guard["params"]) ? "several" : "other";
}

/** The rules that a guard of several names, and whether all or any have to hold. */
export function rulesOf(guard: Json | undefined): { mode: "all" | "any"; names: string[] } {
  if (typeof guard === "string") return { mode: "all", names: [guard] };
  const params = isObject(guard) && isObject(guard["params"]) ? guard["params"] : {};
  const mode = Object.hasOwn(params, "any") ? "any" : "all";
  const names = params[mode];
  return { mode, names: Array.isArray(names) ? names.filter((one) => typeof one === "string") : [] };
}

/** The guard written in another way; the rules it names go along where they can. */
export function guardAs(kind: GuardKind, guard: Json | undefined): Json | undefined {
  if (kind === guardKind(guard) || kind === "other") return guard;
  if (kind === "none") return undefined;
  const { names } = rulesOf(guard);
  if (kind === "one") return names[0] ?? "";
  if (kind === "several") return { type: "rules", params: { all: names.filter((name) => name !== "") } };
  const named = names.filter((name) => name !== "").map((name): Json => ({ rule: name }));
  return {
    type: "when",
    params: named.length === 0 ? true : named.length === 1 ? named[0]! : { and: named },
  };
}

export function severalRules(mode: "all" | "any", names: readonly string[]): Json {
  return { type: "rules", params: { [mode]: [...names] } };
}

/** What a guard comes to, as one condition; null where there is none, or none that can be told. */
export function guardLogic(guard: Json | undefined): Json | null {
  const kind = guardKind(guard);
  if (kind === "none" || kind === "other") return null;
  if (kind === "inline") return isObject(guard) ? (guard["params"] ?? null) : null;
  const { mode, names } = rulesOf(guard);
  const named = names.filter((name) => name !== "").map((name): Json => ({ rule: name }));
  return named.length < 2 ? (named[0] ?? null) : { [mode === "all" ? "and" : "or"]: named };
}
