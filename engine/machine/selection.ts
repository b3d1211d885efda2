import type { Plan, TransitionPlan } from "./plan.ts";
import { isOpen } from "./is-open.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import type { CaseState } from "./types.ts";

/** A transition that was looked at for an event, and whether it could be taken. */
export interface Tried {
  transition: TransitionPlan;
  holds: boolean;
}

/**
 * Which transitions XState would look at for an event of a person, and take, if `passes` says what their guards give: from the
 * innermost states outwards, in each the first that passes; where one region of several takes it, the states around it are not
 * asked (A15). A forbidding transition is found and takes nothing.
 */
export function selection(
  plan: Plan,
  state: CaseState,
  event: string,
  passes: (transition: TransitionPlan) => boolean,
): { tried: Tried[]; taken: TransitionPlan[] } {
  const tried: Tried[] = [];
  const named = plan.named.get(event);
  const select = (path: string): TransitionPlan[] => {
    const inner = plan.chart.byPath
      .get(path)!
      .children.filter((child) => Object.hasOwn(state.entered, child))
      .flatMap(select);
    if (inner.length > 0) return inner;
    for (const transition of named?.get(path) ?? []) {
      if (!isOpen(state, transition.chart)) continue;
      const holds = passes(transition);
      if (!transition.chart.forbidden) tried.push({ transition, holds });
      if (holds) return [transition];
    }
    return [];
  };
  const found = named === undefined ? [] : select("");
  return { tried, taken: found.filter(({ chart }) => !chart.forbidden) };
}

/** The same for what somebody sends, as guards stand now; `narrowing` is what their admission allows of it. */
export function selectionFor(
  run: Run,
  sent: ChartEvent,
  narrowing: ((transition: TransitionPlan) => boolean) | null,
): ReturnType<typeof selection> {
  const scope = run.scope(run.state.data, sent);
  return selection(
    run.plan,
    run.state,
    sent.type,
    (transition) =>
      (narrowing === null || narrowing(transition)) &&
      (transition.guard === null || transition.guard.holds(scope, run.budget)),
  );
}
