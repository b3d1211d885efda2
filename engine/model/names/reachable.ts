import { initialStates, isWithin } from "../chart-relations.ts";
import { stagesOf } from "../returns.ts";
import type { Report } from "./report.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** States to which nothing leads, as far as targets tell; of nested ones the outermost. */
export function checkReachable(words: Vocabulary, report: Report): void {
  const { chart } = words;
  const reached = new Set<string>();
  const entered = new Set<string>();
  const enter = (path: string): void => {
    if (entered.has(path)) return;
    entered.add(path);
    initialStates(chart, path).forEach((inner) => reached.add(inner));
    for (
      let outer = chart.byPath.get(path);
      outer !== undefined;
      outer = outer.parent === null ? undefined : chart.byPath.get(outer.parent)
    ) {
      reached.add(outer.path);
      if (outer.type === "parallel") outer.children.filter((child) => !isWithin(path, child)).forEach(enter);
    }
    const state = chart.byPath.get(path);
    if (state?.type !== "history") return;
    (state.historyTargets.length === 0 ? [state.parent ?? ""] : state.historyTargets).forEach(enter);
  };
  enter("");
  for (const one of Object.values(words.procedure.returns ?? {})) stagesOf(chart, one).forEach(enter);
  let size = -1;
  while (size < reached.size) {
    size = reached.size;
    for (const { source, targets } of chart.transitions) if (reached.has(source)) targets.forEach(enter);
  }
  for (const state of chart.states)
    if (!reached.has(state.path) && state.type !== "history" && reached.has(state.parent ?? ""))
      report.add("unreachable-state", `/machine${state.pointer}`, { name: state.path });
}
