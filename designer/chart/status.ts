import type { Chart } from "../../engine/model/chart.ts";
import { reachable } from "./reach.ts";

/** How a case stands on its chart. Absent for a procedure, where everything is simply there. */
export interface CaseOnChart {
  /** Dotted paths of the active states. */
  active: string[];
  /** Paths that were ever entered. */
  visited: string[];
  /** Ids of the transitions taken, in order. */
  taken: string[];
  /** Nothing more happens in it: nothing is still to come. */
  ended?: boolean;
}

export type StateStanding = "plain" | "active" | "visited" | "ahead" | "gone";

export interface Standing {
  state(path: string): StateStanding;
  /** Places in the order of what was taken, from 1; empty where it was not taken. */
  steps(transition: string): number[];
  /** Whether it can still be taken. */
  open(source: string): boolean;
}

const plain: Standing = { state: () => "plain", steps: () => [], open: () => true };

export function standingOf(chart: Chart, onChart: CaseOnChart | undefined): Standing {
  if (!onChart) return plain;
  const active = new Set(onChart.active);
  const visited = new Set(onChart.visited);
  const ahead = onChart.ended ? new Set<string>() : reachable(chart, onChart.active);
  const steps = new Map<string, number[]>();
  onChart.taken.forEach((id, place) => steps.set(id, [...(steps.get(id) ?? []), place + 1]));
  return {
    state: (path) =>
      active.has(path) ? "active" : visited.has(path) ? "visited" : ahead.has(path) ? "ahead" : "gone",
    steps: (transition) => steps.get(transition) ?? [],
    open: (source) => ahead.has(source),
  };
}
