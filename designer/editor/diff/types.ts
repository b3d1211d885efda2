import type { Chart } from "../../../engine/model/chart.ts";
import type { Json, Language, Procedure, Text } from "../../../engine/model/types.ts";
import type { Section, Selected } from "../document/types.ts";

export type ChangeKind = "added" | "removed" | "changed" | "moved" | "renamed";

/** One difference between two definitions of a procedure, as a process owner would tell it. */
export interface Change {
  readonly kind: ChangeKind;
  /** JSON pointer into the definition before; absent for what was added. */
  readonly before?: string;
  /** JSON pointer into the definition after; absent for what was removed. */
  readonly after?: string;
  /** Further places that changed with it and need no line of their own, such as those that name what was renamed. */
  readonly also?: readonly { readonly before?: string; readonly after?: string }[];
  /** What it belongs to: in the definition after, or in the one before where that was removed. */
  readonly about: Selected;
  readonly words: Text;
}

/** One of the two definitions, with what is looked up in it. */
export interface Side {
  readonly around: Around;
  readonly procedure: Procedure;
  readonly chart: Chart;
  /** Id of the transition that stands at a pointer into the definition. */
  readonly transitions: ReadonlyMap<string, string>;
}

/** A part of the two definitions that is being compared. */
export interface Place {
  readonly before: string;
  readonly after: string;
  readonly about: Selected;
  /** What it is called, at the beginning of a sentence: `Stage “Review”`. */
  readonly called: Text;
}

/** A name that is another one now. */
export interface Renaming {
  readonly section: Section | "fields" | "states";
  readonly from: string;
  readonly to: string;
  /** Told once; what follows from it is added to it. */
  readonly change: Change & { also: { before?: string; after?: string }[] };
}

/** States that are the same on both sides, wherever they stand; outermost first. */
export interface StatePairs {
  readonly toAfter: ReadonlyMap<string, string>;
  readonly toBefore: ReadonlyMap<string, string>;
  /** What is told of a state that is called otherwise or stands elsewhere; by its path after. */
  readonly moves: ReadonlyMap<string, Renaming["change"]>;
}

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly states: StatePairs;
  readonly renamings: readonly Renaming[];
}

/** What stands outside of both definitions and is named in them. */
export interface Around {
  /** Titles of the roles of the pack. */
  readonly roles?: Readonly<Record<string, Text>>;
}

/** Compares what stands at a place; undefined where nothing does. Gives a change for every difference, and none for equals. */
export type Compare = (
  comparison: Comparison,
  before: Json | undefined,
  after: Json | undefined,
  place: Place,
) => Change[];

/** A value of one side in words. */
export type Show = (value: Json, side: Side, language: Language) => string;
