import { useEffect, useState } from "react";
import type { Use } from "../../../engine/model/names/report.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import { chartOf } from "../chart-of.ts";
import { useSoon } from "./useSoon.ts";
import { usesOfField, usesOfFieldAt } from "../document/edits/field-uses.ts";
import { usesOfPart } from "../document/edits/renaming.ts";
import { fieldPointer } from "../document/places.ts";
import type { EditorDocument, Selected } from "../document/types.ts";
import { usedPlaces, type UsedPlace } from "./model/used-places.ts";

/** How long the document rests before its names are looked through: that takes longer than a key may. */
const restMs = 400;

/** What is used: a part, a field of the data, or, by the pointer of its schema, a field of what is sent with an event. */
export type Whose = Extract<Selected, { kind: "part" | "field" }> | { kind: "schema"; at: string };

/** The places that use something, as of a moment ago; null while that is not known. */
export function useUsedPlaces(whose: Whose): readonly UsedPlace[] | null {
  const document = useSoon((state) => state.document);
  const key = JSON.stringify(whose);
  const [found, setFound] = useState<{ key: string; places: readonly UsedPlace[] } | null>(null);
  useEffect(() => {
    const timer = setTimeout(
      () => setFound({ key, places: placesOf(document, JSON.parse(key) as Whose) }),
      restMs,
    );
    return () => clearTimeout(timer);
  }, [document, key]);
  return found !== null && found.key === key ? found.places : null;
}

function placesOf(document: EditorDocument, whose: Whose): readonly UsedPlace[] {
  return usedPlaces(usesOf(document, whose), chartOf(document.definition), ownPointer(document, whose));
}

/** Where it is declared: what it says of itself is no use of it. */
function ownPointer({ definition }: EditorDocument, whose: Whose): string | null {
  if (whose.kind === "part") return pointer(whose.section, whose.name);
  return whose.kind === "field" ? fieldPointer(definition, whose.path) : whose.at;
}

function usesOf(document: EditorDocument, whose: Whose): readonly Use[] {
  if (whose.kind === "part") return usesOfPart(document, whose.section, whose.name);
  if (whose.kind === "field") return usesOfField(document, whose.path);
  return usesOfFieldAt(document, whose.at).map(({ use }) => use);
}
