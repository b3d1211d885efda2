import type { ChartTransition, TakingBack } from "../model/index.ts";
import { own } from "./data.ts";
import type { CaseState, SentState } from "./types.ts";

/** Whether a transition that was made for a return, a hold or a taking back can be taken as the case stands, whatever its guard says. */
export function isOpen(state: CaseState, { returning, holding, takingBack }: ChartTransition): boolean {
  if (takingBack !== undefined) return sentFor(state, takingBack) !== undefined;
  if (returning?.does === "straight") {
    const remembered = state.returned === undefined ? undefined : own(state.returned, returning.name);
    return remembered?.from === returning.from && returning.to.includes(remembered.to);
  }
  if (holding === undefined) return true;
  const stands = state.hold !== undefined && holding.names.includes(state.hold.name);
  return holding.does === "end" ? stands : !stands;
}

/** What a transition would take back as the case stands; undefined where nothing was sent so, or something has happened since (F8). */
export function sentFor(
  { sent }: Pick<CaseState, "sent">,
  { name, to }: Pick<TakingBack, "name" | "to">,
): SentState | undefined {
  return sent?.find((one) => one.name === name && one.from === to && one.since === undefined);
}
