import type { Instant } from "../model/index.ts";
import { ballotView } from "./ballots/index.ts";
import { clockView } from "./clocks.ts";
import type { Plan } from "./plan.ts";
import type { BallotView, CaseState, ClockView, ObligationView } from "./types.ts";
import { isStanding, statusOf } from "./obligations.ts";
import { appealView } from "./shown-lights.ts";
import { closesAt } from "./voting.ts";

/** Clocks that have begun, as declared. */
export function clocks({ clocks, zone }: Plan, state: CaseState, now: Instant): ClockView[] {
  return clocks.flatMap(({ name, definition: { title, source } }) => {
    const clock = state.clocks[name];
    if (clock === undefined) return [];
    return [
      {
        clock: name,
        title,
        ...clockView(clock, now, zone),
        ...(source === undefined ? {} : { source }),
        ...appealView(clock),
      },
    ];
  });
}

/** Ballots of the active states, in the order in which they opened. */
export function ballots({ ballots }: Plan, state: CaseState): BallotView[] {
  return Object.entries(state.ballots).map(([token, ballot]) =>
    ballotView(ballot, ballots.get(ballot.ballot)!.definition, closesAt(state, token)),
  );
}

/** Deadlines that stand, the earliest first. */
export function obligations(plan: Plan, state: CaseState, now: Instant): ObligationView[] {
  return plan.obligations
    .flatMap(({ name, definition: { title } }) =>
      (state.obligations ?? [])
        .filter((one) => one.obligation === name && isStanding(one))
        .map((one) => ({
          obligation: name,
          title,
          key: one.key,
          due: one.due,
          status: statusOf(one, now),
        })),
    )
    .sort((a, b) => (a.due === b.due ? 0 : a.due === null || (b.due !== null && a.due > b.due) ? 1 : -1));
}
