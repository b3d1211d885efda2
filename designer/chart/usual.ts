import { isWithin, type Chart, type ChartTransition } from "../../engine/model/chart.ts";

/**
 * The usual way through a chart, which is drawn straight: from each state the first transition that leads on in the order of
 * declaration; one into a final state only where there is no other.
 */
export function usualWay(chart: Chart): Set<string> {
  const place = new Map(chart.states.map((state, index) => [state.path, index]));
  const usual = new Set<string>();
  for (const state of chart.states) {
    const onward = chart.transitions
      .filter((transition) => transition.source === state.path && transition.kind !== "invoke-error" && leadsOn(transition))
      .toSorted((a, b) => keyOrder(state.config, a) - keyOrder(state.config, b));
    const chosen = onward.find((transition) => chart.byPath.get(transition.targets[0]!)?.type !== "final") ?? onward[0];
    if (chosen) usual.add(chosen.id);
  }
  return usual;

  function leadsOn({ source, targets: [target] }: ChartTransition): boolean {
    return source !== "" && target !== undefined && place.get(target)! > place.get(source)! && !isWithin(target, source);
  }
}

/** Where a state writes the transition: states that begin with `after` or `invoke` usually leave by it. */
function keyOrder(config: object, transition: ChartTransition): number {
  const key = { event: "on", after: "after", always: "always", done: "onDone", "invoke-done": "invoke", "invoke-error": "invoke" }[transition.kind];
  return Object.keys(config).indexOf(key);
}
