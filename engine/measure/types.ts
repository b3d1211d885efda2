import type { Scope } from "../rules/index.ts";
import type { Instant, Json, JsonObject, MeasureDefinition, Text } from "../model/index.ts";

export type Give = MeasureDefinition["give"];
export type Period = NonNullable<MeasureDefinition["period"]>;

/** One figure of a measure: for one period and one value of each field that it is grouped by, or over all of either. */
export interface MeasureGroup {
  /** `2026-03`, `2026-Q1` or `2026`, by the date of opening in the pack's time zone; absent where it is not told by periods. */
  period?: string;
  /** Values of the fields in `by`, in their order; none where the figure is one over all groups. */
  group: Json[];
  /** The number nearest to the figure; null where nothing is behind it. */
  value: number | null;
  /** The figure exactly, as a reduced fraction or whole number: `"7/3"`. */
  exact: string | null;
  /** Cases for which `of` holds (share, count), or the sum of the values (mean, sum); null for median and p90. */
  numerator: number | null;
  /** Cases looked at (share, count), or values given. */
  denominator: number;
  /** Ids of the cases behind it, the newest first; at most 100. */
  cases: string[];
  /** There are more cases behind it than `cases` names. */
  more: boolean;
}

/** A measure, computed. */
export interface MeasureReport {
  measure: string;
  title: Text;
  unit: Text | string;
  give: Give;
  /** Tells how things stand: neither days nor periods bound it. */
  standing?: true;
  goal?: number;
  aim?: NonNullable<MeasureDefinition["aim"]>;
  baselines?: NonNullable<MeasureDefinition["baselines"]>;
  /** Fields by which it is grouped. A field that is a list puts its case into the group of each of its items. */
  by: string[];
  period?: Period;
  /** Over all periods and groups, each case once. */
  overall: MeasureGroup;
  /** By period over all groups, each case once; empty where it is not told by periods. */
  byPeriod: MeasureGroup[];
  /** By period, then by group. */
  groups: MeasureGroup[];
  /** Cases that were not counted, because the measure reads something in them that is confidential to who asks. */
  withheld: number;
}

/** A case that is to be counted. */
export interface Subject {
  id: string;
  openedAt: Instant;
  /** `false` where it was opened on none of the days that are asked for: only measures of how things stand count it. */
  within?: boolean;
  /** What rules may read of it. */
  scope: Scope;
  /** What its journal answers; see {@link Trace}. */
  journal: JsonObject;
  /** Whether nothing at a path of the scope is confidential to who asks. */
  shows(path: string): boolean;
}

/** Reads the journal of one case, entry by entry, and keeps no more than what the measures ask. */
export interface Trace {
  read(entry: TraceEntry): void;
  answers(): JsonObject;
}
/** What of a journal entry is looked at. */
export interface TraceEntry {
  kind: string;
  at: Instant;
  event: { type: string };
  taken: string[];
  value: StateTree;
  /** Of which only those that tell of lights are looked at. */
  notes?: readonly { note: string; clock?: string; light?: string; change?: string }[];
}
export type StateTree = string | { [key: string]: StateTree | undefined };

/** A measurement that would take more than it may. */
export class MeasureFault extends Error {
  override name = "MeasureFault";
  readonly limit: number;
  constructor(limit: number) {
    super(`a measurement takes ${limit} at most`);
    this.limit = limit;
  }
}
