import type { Chart, ChartTransition } from "../../engine/model/chart.ts";

const known = new WeakMap<Chart, ReadonlyMap<string, readonly ChartTransition[]>>();

/** The transitions of a state itself, in the order of the chart; sorted once for a chart. */
export function leaving(chart: Chart, source: string): readonly ChartTransition[] {
  let sources = known.get(chart);
  if (sources === undefined) {
    const grouped = new Map<string, ChartTransition[]>();
    for (const transition of chart.transitions) {
      const there = grouped.get(transition.source);
      if (there === undefined) grouped.set(transition.source, [transition]);
      else there.push(transition);
    }
    sources = grouped;
    known.set(chart, sources);
  }
  return sources.get(source) ?? [];
}

/** The transitions of a state, of all around it and of all inside it, but not those of any stage. */
export function leavingWithin(chart: Chart, path: string): ChartTransition[] {
  const found: ChartTransition[] = [];
  const add = (at: string): void => void found.push(...leaving(chart, at));
  for (let at = chart.byPath.get(path)?.parent ?? ""; at !== ""; at = chart.byPath.get(at)?.parent ?? "")
    add(at);
  const inside = (at: string): void => {
    add(at);
    for (const child of chart.byPath.get(at)?.children ?? []) inside(child);
  };
  inside(path);
  return found;
}
