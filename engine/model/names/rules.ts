import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import type { Json } from "../types.ts";
import { quote } from "../words.ts";
import { anyEvent } from "./events.ts";
import { checkLogic, namedBy } from "./logic.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import { reach } from "./shape.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks the rules of a procedure, and that they do not name each other in a circle (B5). */
export function checkRules(words: Vocabulary, report: Report): void {
  const rules = words.procedure.rules ?? {};
  const scope = { words, event: anyEvent(words) };
  for (const [name, rule] of Object.entries(rules))
    checkLogic(rule.when, pointer("rules", name, "when"), scope, report);
  const names = (name: string) =>
    Object.hasOwn(rules, name) ? namedBy(rules[name]?.when ?? null, "rule") : [];
  for (const circle of circles(Object.keys(rules), names))
    report.add("circular-rules", pointer("rules", circle[0] ?? "", "when"), {
      names: [...circle, circle[0] ?? ""].join(" → "),
    });
}

/** A rule that reads what no event that leads to its use has (every other use may be right). */
export function checkRuleEvents(rule: string, at: string, scope: LogicScope, report: Report): void {
  const reads = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const when = scope.words.procedure.rules?.[name]?.when ?? null;
    eventReads(when).forEach((path) => reads.add(path));
    namedBy(when, "rule").forEach(visit);
  };
  visit(rule);
  for (const path of reads) {
    const keys = path.split(".").slice(1);
    if (keys[0] === "type" || keys.length === 0) continue;
    if (scope.event.every((shape) => reach(shape, keys) === null))
      report.add("event-lacks", at, { rule, name: quote(path) });
  }
}

/** Paths under `event` that logic reads without a default. */
function eventReads(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(eventReads);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key !== "var" && key !== "outer") return key === "literal" ? [] : eventReads(inner);
    const path = Array.isArray(inner) ? (inner.length === 1 ? inner[0] : undefined) : inner;
    return typeof path === "string" && path.startsWith("event.") ? [path] : [];
  });
}

/** Circles of a graph, each told once, from the node that comes first. */
export function circles(nodes: readonly string[], next: (node: string) => readonly string[]): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (node: string, trail: string[]): void => {
    const at = trail.indexOf(node);
    if (at >= 0) {
      found.push(trail.slice(at));
      return;
    }
    if (done.has(node)) return;
    for (const one of next(node)) visit(one, [...trail, node]);
    done.add(node);
  };
  for (const node of nodes) visit(node, []);
  return found;
}
