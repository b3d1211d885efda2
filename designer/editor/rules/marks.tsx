import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import type { Building } from "./building.tsx";
import type { RuleNode } from "./tree.ts";

/** What the parts of a rule give, for the rule as a tree. */
export type Marks = (tree: RuleNode) => Building["markAt"];
interface Shown {
  /** JSON pointer of the rule that is tried. */
  at: string;
  marks: Marks;
}

const ShownMarks = createContext<Shown | null>(null);
const ShowMarks = createContext<(shown: Shown | null) => void>(() => {});

/** Around a rule and where it is tried: what each part gives is shown in the rule's own lines. */
export function MarksProvider({ children }: { children: ReactNode }) {
  const [shown, show] = useState<Shown | null>(null);
  return (
    <ShowMarks value={show}>
      <ShownMarks value={shown}>{children}</ShownMarks>
    </ShowMarks>
  );
}

/** The marks of the rule at a pointer, while it is tried. */
export function useMarksAt(at: string): Marks | undefined {
  const shown = useContext(ShownMarks);
  return shown?.at === at ? shown.marks : undefined;
}

/** Shows marks in the lines of the rule at a pointer; none while there are none. */
export function useShowMarks(at: string, marks: Marks | undefined): void {
  const show = useContext(ShowMarks);
  useEffect(() => {
    show(marks === undefined ? null : { at, marks });
    return () => show(null);
  }, [at, marks, show]);
}
