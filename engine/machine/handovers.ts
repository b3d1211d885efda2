import type { Text } from "../model/index.ts";
import type { Plan } from "./plan.ts";
import type { CaseState, Handovers, Holding } from "./types.ts";
import { bothLanguages, joined } from "./wording.ts";

/** What is left of hand-overs in the state of a case: who alone may do what, and for whom it waits. */

const none: Handovers = Object.freeze({ held: [], people: {}, copies: {}, urged: {} });

export function handoversOf(state: CaseState): Handovers {
  return state.handovers ?? none;
}

/** The holding to which an event of a state belongs. */
export function holdingOf(state: CaseState, source: string, event: string): Holding | undefined {
  return state.handovers?.held.find((one) => one.state === source && one.events.includes(event));
}

/** Forgets what belongs to states that have been left, also where they were entered again: a new entry is a new task (A12). */
export function forgetLeft(state: CaseState): void {
  const { handovers, entered } = state;
  if (handovers === undefined) return;
  const held = handovers.held.filter((one) => entered[one.state]?.n === one.entry);
  if (held.length !== handovers.held.length) state.handovers = { ...handovers, held };
}

/** People whom the holder waits for before acting: who was asked, who signs before, and who is to agree to what was sent. */
export function awaited({ asked, signers }: Holding): string[] {
  if (asked !== undefined) return [asked.helper];
  if (signers === undefined || (signers.mode === "after" && signers.sent === undefined)) return [];
  return openSigners(signers);
}

export function openSigners({ people }: NonNullable<Holding["signers"]>): string[] {
  return people.filter(({ at }) => at === undefined).map(({ id }) => id);
}

/** For whom an event of the holder waits; those that the definition lets go free wait for nobody who signs. */
export function awaitedFor({ procedure: { common } }: Plan, holding: Holding, event: string): string[] {
  const declared = common?.addSigners;
  const free = declared === undefined || declared === false ? [] : (declared.free ?? []);
  return free.includes(event) && holding.asked === undefined ? [] : awaited(holding);
}

/** What people are called, as far as an act has named them. */
export function namesOf(state: CaseState, ids: readonly string[]): Text {
  const { people } = handoversOf(state);
  return joined(ids.map((id) => bothLanguages(Object.hasOwn(people, id) ? people[id]! : id)));
}
