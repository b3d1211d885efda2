import { isObject } from "../../../../engine/model/is-object.ts";
import { namesUsed } from "../../../../engine/model/names/uses.ts";
import type { Use } from "../../../../engine/model/names/report.ts";
import { valueAt } from "../place.ts";
import { fieldPointer } from "../places.ts";
import type { EditorDocument } from "../types.ts";
import { rewritten } from "./renaming.ts";

/** A place that names a field. */
export interface FieldUse {
  use: Use;
  /** Which parts of the path there name it, from 0. */
  parts: readonly number[];
  /** What is read there may as well be a field of another event, which has the same name. */
  shared: boolean;
}

/**
 * Every place that names the field whose schema stands at a pointer, of the data or of what is sent with an event, at whatever
 * depth: found by the walk of the checker, which knows for each part of a path which field it names.
 */
export function usesOfFieldAt({ definition, scenarios }: EditorDocument, at: string): FieldUse[] {
  // A copy: documents share what they have in common, and each field must be told from every other.
  const copy = JSON.parse(JSON.stringify(definition)) as typeof definition;
  const field = valueAt(copy, at);
  if (!isObject(field)) return [];
  return namesUsed(copy, scenarios, { fields: true }).flatMap((use): FieldUse[] => {
    const fields = use.fields ?? [];
    const parts = fields.flatMap((named, place) => (named.includes(field) ? [place] : []));
    if (parts.length === 0) return [];
    return [{ use, parts, shared: parts.some((place) => fields[place]!.some((one) => one !== field)) }];
  });
}

/** Where a field of the data is used, by its path. */
export function usesOfField(document: EditorDocument, path: string): Use[] {
  const at = fieldPointer(document.definition, path);
  return at === null || path === "" ? [] : usesOfFieldAt(document, at).map(({ use }) => use);
}

/** The document with a field under another name wherever it is named. Its declaration is not touched. */
export function withFieldInUses(
  document: EditorDocument,
  uses: readonly FieldUse[],
  to: string,
): EditorDocument {
  const now = new Map(uses.map(({ use, parts }) => [use, named(use.name, parts, to)]));
  return rewritten(
    document,
    uses.map(({ use }) => use),
    (text, use) => {
      const name = now.get(use) ?? use.name;
      // A field that may be left out is marked.
      return text === use.name ? name : text === `${use.name}?` ? `${name}?` : null;
    },
  );
}

function named(path: string, parts: readonly number[], to: string): string {
  return path
    .split(".")
    .map((key, place) => (parts.includes(place) ? to : key))
    .join(".");
}
