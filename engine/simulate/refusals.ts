import type { EventExplanation, Explanation } from "../machine/types.ts";
import {
  isWithin,
  type BallotDefinition,
  type Chart,
  type ChartTransition,
  type EventDefinition,
  type Procedure,
  type ReturnDefinition,
} from "../model/index.ts";
import type { Provoked } from "./scenario.ts";
import type { Simulation } from "./simulation.ts";

/**
 * Refusals that the rules, events and ballots of a procedure can give, as keys: `<event> <code>`, with a dot and what
 * tells apart what one code stands for: `VOTE not-permitted.elector`, `ROLL_CALL guard-refused.quorate`. `case.open` stands for
 * opening. What the engine refuses whatever the definition says (a case that has ended, a stale revision) is not among them.
 */
export function allRefusals(procedure: Procedure, chart: Chart): string[] {
  const { opening, ballots = {}, events, returns = {} } = procedure;
  const keys = [
    ...(opening.by.includes("anyone") ? [] : ["not-permitted.role"]),
    ...(opening.where === undefined ? [] : ["not-permitted.where"]),
    // What nobody may open, cases open alone: a person is refused before the data are looked at (A3).
    ...(opening.by.length === 0 ? [] : ["invalid-data"]),
  ].map((refusal) => `case.open ${refusal}`);
  for (const [event, definition] of Object.entries(events)) {
    const transitions = chart.transitions.filter((one) => one.event === event);
    const taking = Object.values(ballots).filter(({ cast, recusal }) => cast === event || recusal === event);
    if (transitions.length === 0 && taking.length === 0) continue;
    const returning = Object.values(returns).filter((one) => one.event === event);
    // What nobody may send, other cases send alone (A9).
    if (definition.by.length === 0) {
      keys.push(`${event} not-permitted.role`);
      continue;
    }
    const found = Object.values(kinds).flatMap((kind) =>
      kind({ chart, definition, transitions, taking, returning }),
    );
    keys.push(...found.map((refusal) => `${event} ${refusal}`));
  }
  return keys;
}

interface Asked {
  chart: Chart;
  definition: EventDefinition;
  transitions: ChartTransition[];
  taking: BallotDefinition[];
  returning: ReturnDefinition[];
}

/** What an event can be refused for, in the order in which that is decided (A3). */
const kinds: Record<string, (asked: Asked) => string[]> = {
  role: ({ definition, transitions }) =>
    definition.by.includes("anyone") && !transitions.some(({ by }) => by !== undefined)
      ? []
      : ["not-permitted.role"],
  taker: ({ transitions }) =>
    transitions.some(({ takingBack }) => takingBack !== undefined) ? ["not-permitted.taker"] : [],
  apart: ({ definition, transitions }) =>
    [definition, ...transitions].some(({ apartFrom = [] }) => apartFrom.length > 0)
      ? ["not-permitted.apart"]
      : [],
  payload: ({ definition: { payload, takes }, returning }) =>
    payload === undefined && takes === undefined && returning.length === 0 ? [] : ["invalid-payload"],
  where: ({ definition }) => (definition.where === undefined ? [] : ["not-permitted.where"]),
  stage: ({ transitions, chart }) => (isOfferedAlways(transitions, chart) ? [] : ["not-now"]),
  elector: ({ taking }) => (taking.length === 0 ? [] : ["not-permitted.elector", "already-voted"]),
  // What goes back in place of what leads on is refused for the same; a hold begins and ends without condition.
  guards: ({ transitions }) =>
    guardRefusals(
      transitions.filter(
        ({ returning, holding, config }) =>
          returning === undefined && (holding === undefined || config.guard !== undefined),
      ),
    ),
  // From the last stage one can go back to all that may be named, from the ones before not.
  back: ({ returning }) => (returning.some(({ stages }) => stages.length > 2) ? ["guard-refused"] : []),
  rows: ({ transitions }) =>
    transitions.some(({ actions }) =>
      actions.some(({ type, params }) => type === "update" && params?.["exactly"] !== undefined),
    )
      ? ["invalid-data"]
      : [],
};

/** Whether an event is offered at every stage, guarded or not, until the case has ended: what forbids it in a state ends that (A4). */
function isOfferedAlways(transitions: ChartTransition[], { states }: Chart): boolean {
  if (transitions.some(({ forbidden }) => forbidden)) return false;
  const isOffered = (path: string) => transitions.some(({ source }) => isWithin(path, source));
  if (isOffered("")) return true;
  const stages = states.filter(
    ({ type, parent }) => type === "atomic" || (type === "final" && parent !== ""),
  );
  return states.every(({ type }) => type !== "parallel") && stages.every(({ path }) => isOffered(path));
}

/** Guards refuse where every transition that a state offers, and then those of its ancestors (A15), has one. */
function guardRefusals(transitions: ChartTransition[]): string[] {
  const refusals = new Set<string>();
  for (const source of new Set(transitions.map((one) => one.source))) {
    const offered = transitions
      .filter((one) => isWithin(source, one.source))
      .sort((a, b) => b.source.length - a.source.length);
    const sure = offered.findIndex((one) => one.guard === undefined);
    // What forbids the event ends the search without letting it pass; what stands behind it is not offered.
    if (sure >= 0 && !offered[sure]!.forbidden) continue;
    const asked = sure < 0 ? offered : offered.slice(0, sure);
    const rules = asked.flatMap(({ guard }) => rulesOf(guard));
    if (asked.length > 0 && rules.length === 0) refusals.add("guard-refused");
    for (const rule of rules) refusals.add(`guard-refused.${rule}`);
  }
  return [...refusals];
}

/** Names of the rules that a guard asks; none for one written in place. */
function rulesOf(guard: ChartTransition["guard"]): string[] {
  if (typeof guard === "string") return [guard];
  if (guard?.type !== "rules") return [];
  return "all" in guard.params ? guard.params.all : guard.params.any;
}

/** The keys of a refusal that a scenario provoked; where its code and details do not say why, the engine is asked. */
export async function refusalKeys(
  { engine }: Simulation,
  refused: Provoked,
  chart: Chart,
): Promise<string[]> {
  const { event, by, refusal } = refused;
  const key = (kind: string) => `${event.type} ${kind}`;
  const { code, details = {} } = refusal;
  if (code === "not-permitted" && "roles" in details) return [key("not-permitted.role")];
  if (code === "not-permitted" && "apartFrom" in details) return [key("not-permitted.apart")];
  if (code === "not-permitted" && "sentBy" in details) return [key("not-permitted.taker")];
  if (code !== "not-permitted" && code !== "guard-refused") return [key(code)];
  if (refused.case === null) return [key("not-permitted.where")];
  const explained = await engine.explain({ case: refused.case, event, by });
  if (!explained.ok) return [];
  if (code === "guard-refused") return guardKeys(explained, chart).map(key);
  const { where } = explained.sender;
  return [key(where !== undefined && !holds(where) ? "not-permitted.where" : "not-permitted.elector")];
}

/** Rules by name that made guards refuse; the code alone where none of them has a name. */
function guardKeys({ transitions }: EventExplanation, chart: Chart): string[] {
  const failing = transitions.flatMap(({ id, guard }) =>
    rulesOf(chart.transitions.find((one) => one.id === id)?.guard).filter(
      (rule) => guard !== undefined && isFalse(guard, rule),
    ),
  );
  return failing.length === 0 ? ["guard-refused"] : failing.map((rule) => `guard-refused.${rule}`);
}

/** Whether an explanation shows a named rule that does not hold. */
function isFalse(explained: Explanation, rule: string): boolean {
  if (explained.op === "rule" && explained.name === rule) return !holds(explained);
  return (explained.parts ?? []).some((part) => isFalse(part, rule));
}

/** As json-logic-js decides it: an empty list is false, an empty object true (B3). */
function holds({ value }: Explanation): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
