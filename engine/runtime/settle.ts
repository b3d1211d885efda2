import type { JournalEntry } from "../ports/index.ts";
import { answerParent } from "./children.ts";
import { carryOut } from "./effects.ts";
import type { Held, Work } from "./work.ts";

/** Puts what entries ask for before everything that waits, and behind it the case's answer to its parent, if it is one. */
export function settle(work: Work, held: Held, entries: JournalEntry[]): void {
  const { parent } = held.record;
  if (parent?.token !== undefined && parent.answered !== true)
    work.next(() =>
      answerParent(
        work,
        held,
        entries.map((entry) => entry.value),
      ),
    );
  for (const entry of entries.toReversed())
    if (entry.effects.length > 0) work.next(() => carryOut(work, held, entry));
}
