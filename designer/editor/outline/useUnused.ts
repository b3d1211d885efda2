import { useEffect, useState } from "react";
import { useSoon } from "../inspector/useSoon.ts";
import { unusedOf } from "./model.ts";

/** How long the document rests before its names are looked through: that takes longer than a key may. */
const restMs = 700;

/** What nothing uses, as of a moment ago. */
export function useUnused(): ReadonlySet<string> {
  const definition = useSoon(({ document }) => document.definition);
  const [unused, setUnused] = useState<ReadonlySet<string>>(none);
  useEffect(() => {
    const timer = setTimeout(() => setUnused(unusedOf({ definition })), restMs);
    return () => clearTimeout(timer);
  }, [definition]);
  return unused;
}
const none: ReadonlySet<string> = new Set();
