import { useEffect, useState } from "react";
import type { Use } from "../../../engine/model/names/report.ts";
import { useSoon } from "./useSoon.ts";
import { usesOfField, usesOfFieldAt } from "../document/edits/field-uses.ts";
import { usesOfPart } from "../document/edits/renaming.ts";
import type { EditorDocument, Selected } from "../document/types.ts";

/** How long the document rests before its names are looked through: that takes longer than a key may. */
const restMs = 400;

/** What is used: a part, a field of the data, or, by the pointer of its schema, a field of what is sent with an event. */
export type Whose = Extract<Selected, { kind: "part" | "field" }> | { kind: "schema"; at: string };

/** Where something is used, as of a moment ago; null while that is not known. */
export function useUses(whose: Whose): readonly Use[] | null {
  const document = useSoon((state) => state.document);
  const key = JSON.stringify(whose);
  const [found, setFound] = useState<{ key: string; uses: readonly Use[] } | null>(null);
  useEffect(() => {
    const timer = setTimeout(
      () => setFound({ key, uses: usesOf(document, JSON.parse(key) as Whose) }),
      restMs,
    );
    return () => clearTimeout(timer);
  }, [document, key]);
  return found !== null && found.key === key ? found.uses : null;
}

function usesOf(document: EditorDocument, whose: Whose): readonly Use[] {
  if (whose.kind === "part") return usesOfPart(document, whose.section, whose.name);
  if (whose.kind === "field") return usesOfField(document, whose.path);
  return usesOfFieldAt(document, whose.at).map(({ use }) => use);
}
