import { initialStates, isWithin, type Chart, type ChartTransition } from "../../engine/model/chart.ts";

/**
 * States that a case can still enter, or be in, from where it is. Guards are not asked: what is not in the set is out of
 * reach whatever happens.
 */
export function reachable(chart: Chart, active: string[]): Set<string> {
  const found = new Set<string>();
  const waiting: string[] = [];
  const enter = (path: string): void => {
    for (const state of initialStates(chart, path)) add(state);
    for (
      let at = chart.byPath.get(path)?.parent ?? null;
      at !== null;
      at = chart.byPath.get(at)?.parent ?? null
    ) {
      if (found.has(at)) continue;
      add(at);
      // Entering one region of a parallel state enters the others at their beginning.
      if (chart.byPath.get(at)?.type === "parallel")
        for (const region of chart.byPath.get(at)!.children)
          if (!isWithin(path, region)) for (const state of initialStates(chart, region)) add(state);
    }
  };
  const add = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    waiting.push(path);
  };
  for (const path of active) add(path);
  if (active.length > 0) add("");
  const bySource = new Map<string, ChartTransition[]>();
  for (const transition of chart.transitions)
    bySource.set(transition.source, [...(bySource.get(transition.source) ?? []), transition]);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const state = chart.byPath.get(path);
    // History can bring back whatever stands beside it.
    if (state?.type === "history")
      for (const inside of chart.states)
        if (inside.path !== path && isWithin(inside.path, state.parent ?? "")) add(inside.path);
    for (const transition of bySource.get(path) ?? []) for (const target of transition.targets) enter(target);
  }
  return found;
}
