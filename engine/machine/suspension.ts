import type { Instant, JsonObject } from "../model/index.ts";
import { leftOf, pauseClock, resumeClock } from "./clocks.ts";
import type { Left } from "./clocks.ts";
import { withdraw as withdrawInvocation } from "./invoking.ts";
import { endsAt, goesOnWith } from "./going-on.ts";
import { isStanding, recalculated } from "./obligations.ts";
import type { Plan } from "./plan.ts";
import { system } from "./roles.ts";
import { Run } from "./run.ts";
import { stopClocks } from "./ticking.ts";
import type { CaseInfo, CaseState, ClockState, Effect } from "./types.ts";

/** Acts of administrators that are no events of the machine. None of them changes the data. */

/** Nothing fires until it is resumed; what every timer has left is kept (C5). A case that is not active stays as it is. */
export function suspend({ zone }: Plan, state: CaseState, now: Instant, parent?: string): CaseState {
  if (state.status !== "active") return state;
  const running = Object.entries(state.clocks).filter(([, clock]) => clock.running);
  const left: JsonObject = {
    // What a hold lets stand still has stopped already.
    timers: Object.fromEntries(
      state.timers
        .filter(({ still }) => still === undefined)
        .map((timer) => [timer.id, leftOf(timer, now, zone)]),
    ),
    clocks: running.map(([name]) => name),
  };
  return {
    ...state,
    status: "suspended",
    clocks: changed(state.clocks, running, (clock) => pauseClock(clock, now, zone)),
    suspension: { at: now, left, ...(parent === undefined ? {} : { parent }) },
  };
}

/**
 * Everything goes on: day units with as many counted days, others with as much time, as they had left (C5). The dates of
 * obligations are the data's and stay; what fell due meanwhile fires now.
 */
export function resume({ zone }: Plan, state: CaseState, now: Instant): CaseState {
  if (state.status !== "suspended" || state.suspension === undefined) return state;
  const { suspension, ...rest } = state;
  const left = suspension.left as unknown as { timers: Record<string, Left>; clocks: string[] };
  const running = Object.entries(state.clocks).filter(([name]) => left.clocks.includes(name));
  return {
    ...rest,
    status: "active",
    timers: state.timers.map((timer) =>
      Object.hasOwn(left.timers, timer.id) ? goesOnWith(timer, left.timers[timer.id]!, now, zone) : timer,
    ),
    clocks: changed(state.clocks, running, (clock) => resumeClock(clock, now, zone)),
    ...(state.obligations === undefined
      ? {}
      : { obligations: state.obligations.map((one) => (isStanding(one) ? { ...one, from: now } : one)) }),
  };
}

function changed(
  clocks: CaseState["clocks"],
  which: [string, ClockState][],
  change: (clock: ClockState) => ClockState,
): CaseState["clocks"] {
  return { ...clocks, ...Object.fromEntries(which.map(([name, clock]) => [name, change(clock)])) };
}

/** Ends a case from outside: no timer, ballot, child, call, clock or obligation of it goes on (A14). Exit actions do not run: nobody left a state. */
export function withdraw(
  plan: Plan,
  state: CaseState,
  now: Instant,
): { state: CaseState; effects: Effect[] } {
  if (state.status === "done" || state.status === "withdrawn") return { state, effects: [] };
  const run = new Run(plan, state, system, { now, case: nobodysCase, facts: {}, people: {} });
  for (const token of Object.keys(state.invocations)) withdrawInvocation(run, token);
  stopClocks(run);
  const ended: CaseState = { ...run.state, status: "withdrawn", timers: [], ballots: {} };
  for (const pending of ["kept", "suspension", "obligations", "hold", "returned", "sent"] as const)
    delete ended[pending];
  return { state: ended, effects: run.draft.effects };
}

/** Withdrawing asks no rule, so that none reads the case. */
const nobodysCase: CaseInfo = {
  id: "",
  procedure: "",
  version: "",
  openedAt: "",
  openedBy: "",
  revision: 0,
  depth: 0,
};

/** Provisional due times with the calendar as it is now; never earlier than now, because it has not fired. Null where nothing changes. */
export function recalculate(plan: Plan, state: CaseState, now: Instant): CaseState | null {
  const { zone } = plan;
  if (state.status !== "active") return null;
  let moved = false;
  const timers = state.timers.map((timer) => {
    if (timer.provisional !== true || timer.limit === undefined || timer.unit === undefined) return timer;
    const { at, provisional } = zone.due(timer.begin, timer.limit, timer.unit, { roll: timer.roll === true });
    const earliest = timer.still ?? now;
    const due = at > earliest ? at : earliest;
    if (due === timer.due && provisional) return timer;
    moved = true;
    const { provisional: _, ...kept } = timer;
    return { ...kept, ...endsAt({ at: due, provisional }) };
  });
  const obligations = recalculated(plan, state, now);
  if (!moved && obligations === null) return null;
  return { ...state, timers, ...(obligations === null ? {} : { obligations }) };
}
