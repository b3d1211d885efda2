import type { JsonObject, Procedure, ScenarioFile, Text } from "../../../engine/model/types.ts";

/**
 * The vocabulary of the designer. One document is edited; all that is seen is projected from it, and every change to it is an
 * {@link Edit}: pure, named, undone by going back to the document that was there before.
 */
export interface EditorDocument {
  /** The procedure as it stands in its file, the order of keys included. It has the shape of one, but may have problems. */
  readonly definition: Procedure;
  /** Where things stand on the canvas: beside the definition, never in it. */
  readonly layout: Layout;
  /** The worked examples of the procedure; null where there are none. */
  readonly scenarios: ScenarioFile | null;
}

/** Where a person, or the automatic layout that they asked for, has put the states. What is not named is placed automatically. */
export interface Layout {
  /** By dotted path of the state; `""` is the card of what may happen at any time. */
  readonly states: Readonly<Record<string, Placed>>;
}
export interface Placed extends Partial<Point> {
  /** Only of containers that were given a size. */
  readonly width?: number;
  readonly height?: number;
  /** A container that is shown as one card. One that was folded and never placed has no `x` and `y`. */
  readonly folded?: true;
}
/** Pixels from the upper left corner of what the state stands in. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What an edit gives: the new document and what is selected then, or why nothing was changed. */
export type Edited =
  { ok: true; document: EditorDocument; select?: readonly Selected[] } | { ok: false; refusal: EditRefusal };
export interface EditRefusal {
  code: EditRefusalCode;
  /** JSON pointers into the definition that the words speak of, e.g. the places that use what was to be removed. */
  places?: readonly string[];
  message: Text;
}
export const editRefusalCodes = [
  "no-such-thing",
  "bad-name",
  "name-taken",
  "in-use",
  "not-here",
  "bad-shape",
] as const;
export type EditRefusalCode = (typeof editRefusalCodes)[number];

/** A pure change of the document. Gives the same document where there is nothing to change. */
export type Edit<Args> = (document: EditorDocument, args: Args) => Edited;

/** Parts of a procedure that are records by name. */
export const sections = [
  "roles",
  "events",
  "rules",
  "decisions",
  "facts",
  "delays",
  "clocks",
  "obligations",
  "ballots",
  "returns",
  "takeBacks",
  "holds",
  "timeouts",
  "approvers",
  "confidential",
  "messages",
  "public",
  "measures",
] as const;
export type Section = (typeof sections)[number];

/** Something that can be selected, on the canvas, in a list or by a problem. */
export type Selected =
  | { readonly kind: "state"; readonly path: string }
  /** By the id that the chart gives it: it may be another one after an edit. */
  | { readonly kind: "transition"; readonly id: string }
  | { readonly kind: "part"; readonly section: Section; readonly name: string }
  /** A field of the data, by its path; all of them with an empty one. */
  | { readonly kind: "field"; readonly path: string }
  /** What belongs to the procedure as a whole: its title, its opening, its basis, its properties. */
  | { readonly kind: "procedure"; readonly about?: "opening" | "basis" | "properties" | "common" };

/** What makes a transition happen. */
export type Trigger =
  | { readonly on: string }
  | { readonly after: string }
  | { readonly always: true }
  /** When the compound or parallel state is done. */
  | { readonly done: true }
  /** When what the state invokes ends, or fails. */
  | { readonly invoke: string; readonly outcome: "done" | "error" };

/** The content of a draft, as the server keeps it. `text` is there while what was typed is no document (yet). */
export interface DraftContent {
  definition: JsonObject;
  layout: Layout;
  scenarios: ScenarioFile | null;
  text?: string;
}
