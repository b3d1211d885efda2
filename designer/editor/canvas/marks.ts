import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Problem, Severity } from "../../../engine/model/types.ts";
import { standingOf, type CaseOnChart } from "../../chart/status.ts";
import { selectedAt } from "../document/places.ts";

/** How something stands in a run that is tried out, or how it differs from another version. */
export type CanvasMark =
  "active" | "visited" | "ahead" | "gone" | "taken" | "added" | "removed" | "changed" | "moved";
/** So that what differs is told apart without colour. */
export const markSigns: Partial<Record<CanvasMark, string>> = {
  added: "＋",
  removed: "−",
  changed: "～",
  moved: "↔",
};
export interface CanvasMarks {
  /** By the path of the state. */
  readonly states: Readonly<Record<string, CanvasMark>>;
  /** By the id of the transition. */
  readonly transitions: Readonly<Record<string, CanvasMark>>;
}

/** Where a case stands, as marks. */
export function marksOfCase(chart: Chart, onChart: CaseOnChart): CanvasMarks {
  const standing = standingOf(chart, onChart);
  const states: Record<string, CanvasMark> = {};
  for (const { path } of chart.states) {
    const found = path === "" ? "plain" : standing.state(path);
    if (found !== "plain") states[path] = found;
  }
  const transitions: Record<string, CanvasMark> = {};
  for (const { id, source } of chart.transitions)
    if (standing.steps(id).length > 0) transitions[id] = "taken";
    else if (!standing.open(source)) transitions[id] = "gone";
  return { states, transitions };
}

/** What is wrong with a stage or a way on. */
export interface Trouble {
  severity: Severity;
  problems: readonly Problem[];
}
export interface Troubles {
  states: ReadonlyMap<string, Trouble>;
  transitions: ReadonlyMap<string, Trouble>;
}

/** The problems of a procedure by the stage or way on that they lie in. */
export function troublesOf(chart: Chart, problems: readonly Problem[], procedure: string): Troubles {
  const states = new Map<string, Trouble>();
  const transitions = new Map<string, Trouble>();
  const add = (to: Map<string, Trouble>, key: string, problem: Problem): void => {
    const there = to.get(key);
    to.set(key, {
      severity: problem.severity === "error" ? "error" : (there?.severity ?? "warning"),
      problems: [...(there?.problems ?? []), problem],
    });
  };
  for (const problem of problems) {
    if (problem.file !== undefined && problem.file !== `procedures/${procedure}.json`) continue;
    if (!problem.path.startsWith("/machine/")) continue;
    const place = selectedAt(chart, problem.path);
    if (place.kind === "state") add(states, place.path, problem);
    else if (place.kind === "transition") add(transitions, place.id, problem);
  }
  return { states, transitions };
}
