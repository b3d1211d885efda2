import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Pack, Problem, Procedure } from "../../../engine/model/types.ts";

/** What is searched: the procedure, read as a chart, and what the checker says of it. */
export interface Searched {
  definition: Procedure;
  chart: Chart;
  /** Those of the procedure's own file. */
  problems: readonly Problem[];
  /** Roles of the pack, by which a role may be called in a query. */
  roles?: Pack["roles"];
}

/** Filters that a query may have, beside words: `is:unused`, `is:problem`, and what uses a thing of a kind. */
export const filterKinds = [
  "event",
  "role",
  "field",
  "rule",
  "state",
  "delay",
  "clock",
  "ballot",
  "decision",
  "fact",
  "message",
] as const;
export type FilterKind = (typeof filterKinds)[number];
