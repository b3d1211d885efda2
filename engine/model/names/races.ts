import { canBeActiveTogether, isWithin } from "../chart-relations.ts";
import type { ChartTransition } from "../chart-types.ts";
import { isObject } from "../is-object.ts";
import type { Json } from "../types.ts";
import { quote } from "../words.ts";
import type { Report } from "./report.ts";
import { namedBy } from "./logic.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * The `always` of two regions are taken in one microstep, and each sees the data before it (A15). So what one of them writes the
 * other does not yet read, whatever their order; who wrote it may have thought otherwise.
 */
export function checkRaces(words: Vocabulary, report: Report): void {
  const moving = words.chart.transitions
    .filter((one) => one.kind === "always")
    .map((one) => ({ ...one, writes: writtenBy(one), reads: readBy(one, words) }));
  for (const one of moving) {
    if (one.writes.length === 0 || report.full) continue;
    for (const other of moving) {
      const apart = !isWithin(one.source, other.source) && !isWithin(other.source, one.source);
      if (!apart || !canBeActiveTogether(words.chart, one.source, other.source)) continue;
      const shared = one.writes.find((path) => other.reads.some((read) => meet(path, read)));
      if (shared !== undefined)
        report.add("regions-race", `/machine${other.pointer}`, { name: quote(shared), other: one.source });
    }
  }
}

function meet(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** Fields that the actions of a transition write. */
function writtenBy(transition: ChartTransition): string[] {
  return transition.actions.flatMap(({ type, params = {} }) =>
    type === "assign" ? Object.keys(params) : typeof params["list"] === "string" ? [params["list"]] : [],
  );
}

/** Fields that the guard and the actions of a transition read, through the rules that they name. */
function readBy(transition: ChartTransition, words: Vocabulary): string[] {
  const rules = words.procedure.rules ?? {};
  const seen = new Set<string>();
  const reads: string[] = [];
  const visit = (logic: Json): void => {
    for (const operator of ["var", "outer"])
      for (const path of namedBy(logic, operator))
        if (path.startsWith("data.")) reads.push(path.slice("data.".length));
    for (const name of namedBy(logic, "rule")) visitRule(name);
  };
  const visitRule = (name: string): void => {
    if (seen.has(name) || !Object.hasOwn(rules, name)) return;
    seen.add(name);
    visit(rules[name]?.when ?? null);
  };
  const { guard } = transition;
  if (typeof guard === "string") visitRule(guard);
  else if (guard?.type === "rules") Object.values(guard.params).flat().forEach(visitRule);
  else if (guard !== undefined) visit(guard.params);
  for (const { params } of transition.actions) if (isObject(params)) visit(params);
  return reads;
}
