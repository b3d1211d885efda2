import type { Refusal, Text } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { createBudget } from "../rules/index.ts";
import type { Scope } from "../rules/index.ts";
import type { Admitted } from "./admission.ts";
import { notNow } from "./admission.ts";
import { ruleSteps } from "./fault.ts";
import type { Plan, TransitionPlan } from "./plan.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import { bothLanguages, joined, joinedBy, stateTitle } from "./wording.ts";

/**
 * No transition was taken, and no ballot took the event: a guard refused, or nothing but a forbidding transition was there (A4).
 * Of several transitions those are named that came closest, for which the fewest conditions are missing, and of their
 * conditions only those that do not hold: what a person would have to see to first.
 *
 * @param transitions those that were tried, in the order in which they were
 */
export function untaken(
  run: Run,
  { plan: event, narrowing }: Admitted,
  sent: ChartEvent,
  transitions: readonly TransitionPlan[],
): Refusal {
  const refused = transitions.filter(
    (transition) => !transition.chart.forbidden && (narrowing === null || narrowing(transition)),
  );
  const [first] = refused;
  if (first === undefined) return notNow(run.plan, run.state, event);
  const backTo = refused.flatMap(({ chart: { returning } }) =>
    returning?.does === "return" ? [stateTitle(run.plan, returning.to)] : [],
  );
  if (backTo.length === refused.length)
    return refusal("guard-refused.return", { event: event.definition.title, stages: joined(backTo) });
  const scope = run.scope(run.state.data, sent);
  const named = refused.filter(({ rules }) => rules.length > 0).map((one) => missingOf(one, scope));
  const fewest = Math.min(...named.map(({ count }) => count));
  const closest = named.filter(({ count }) => count === fewest);
  const rules = [...new Set(closest.flatMap((missing) => missing.rules))];
  const { pointer } = (closest[0]?.transition ?? first).chart;
  return refusal(
    "guard-refused",
    { event: event.definition.title, rules: closest.length === 0 ? itsOwn : wordsOf(run.plan, closest) },
    { path: `/machine${pointer}/guard`, ...(rules.length === 0 ? {} : { details: { rules } }) },
  );
}

/** What a transition lacks. */
interface Missing {
  transition: TransitionPlan;
  /** Names of its rules that do not hold. */
  rules: string[];
  /** How many of them would have to hold: one, where one is enough. */
  count: number;
}

/** Each rule is asked for itself and on steps of its own: the guard may have stopped at the first that did not hold. */
function missingOf(transition: TransitionPlan, scope: Scope): Missing {
  const { rules, any } = transition;
  const failing = rules.filter(({ rule }) => !rule.holds(scope, createBudget(ruleSteps)));
  return { transition, rules: failing.map(({ name }) => name), count: any ? 1 : failing.length };
}

function wordsOf({ procedure }: Plan, closest: readonly Missing[]): Text {
  const texts = closest.map(({ transition, rules }) => {
    const titles = rules.map((rule) => procedure.rules?.[rule]?.title ?? bothLanguages(rule));
    return transition.any ? joinedBy({ en: " or ", "zh-CN": "或" }, titles) : joined(titles);
  });
  const different = texts.filter((text, place) => texts.findIndex(({ en }) => en === text.en) === place);
  return joinedBy({ en: "; or ", "zh-CN": "；或" }, different);
}

const itsOwn: Text = { en: "its own condition", "zh-CN": "其自身条件" };
