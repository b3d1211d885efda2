import { useEffect, useState } from "react";
import type { Use } from "../../../engine/model/names/report.ts";
import { useSoon } from "./useSoon.ts";
import { usesOfField, usesOfPart } from "../document/edits/renaming.ts";
import type { EditorDocument, Selected } from "../document/types.ts";

/** How long the document rests before its names are looked through: that takes longer than a key may. */
const restMs = 400;

/** Where a part or field is used, as of a moment ago; null while that is not known, and for what has no name. */
export function useUses(thing: Selected): readonly Use[] | null {
  const document = useSoon((state) => state.document);
  const key = JSON.stringify(thing);
  const [found, setFound] = useState<{ key: string; uses: readonly Use[] } | null>(null);
  useEffect(() => {
    const look = (): void => {
      const uses = usesOf(document, JSON.parse(key) as Selected);
      if (uses !== null) setFound({ key, uses });
    };
    const timer = setTimeout(look, restMs);
    return () => clearTimeout(timer);
  }, [document, key]);
  return found !== null && found.key === key ? found.uses : null;
}

function usesOf(document: EditorDocument, thing: Selected): readonly Use[] | null {
  if (thing.kind === "part") return usesOfPart(document, thing.section, thing.name);
  if (thing.kind === "field" && !thing.path.includes(".")) return usesOfField(document, thing.path);
  return null;
}
