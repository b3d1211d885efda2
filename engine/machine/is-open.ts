import type { ChartTransition } from "../model/index.ts";
import { own } from "./data.ts";
import type { CaseState } from "./types.ts";

/** Whether a transition that was made for a return or a hold can be taken as the case stands, whatever its guard says. */
export function isOpen(state: CaseState, { returning, holding }: ChartTransition): boolean {
  if (returning?.does === "straight") {
    const remembered = state.returned === undefined ? undefined : own(state.returned, returning.name);
    return remembered?.from === returning.from && returning.to.includes(remembered.to);
  }
  if (holding === undefined) return true;
  const stands = state.hold !== undefined && holding.names.includes(state.hold.name);
  return holding.does === "end" ? stands : !stands;
}
