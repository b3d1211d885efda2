import type { Instant } from "../model/index.ts";
import type { Due, Zone } from "../time/index.ts";
import { dueAfter, leftOf } from "./clocks.ts";
import type { Left } from "./clocks.ts";
import type { Timer } from "./types.ts";

/** Timers that have stood still go on: day units with as many counted days, others with as much time, as they had left (C5). */

/** A timer that has stood still since an instant goes on with what it had left then. */
export function goesOn(timer: Timer, since: Instant, now: Instant, zone: Zone): Timer {
  return goesOnWith(timer, leftOf(timer, since, zone), now, zone);
}

/** The same with what it had left. */
export function goesOnWith(timer: Timer, left: Left, now: Instant, zone: Zone): Timer {
  const { id, kind, state, delay, n, roll } = timer;
  const goesOn = { id, kind, state, delay, n, begin: now, ...endsAt(dueAfter(left, now, zone)) };
  if (left.unit === "milliseconds") return goesOn;
  return { ...goesOn, limit: left.count, unit: left.unit, ...(roll === true ? { roll } : {}) };
}

/** When a limit ends, as a timer has it. */
export function endsAt({ at, provisional }: Due): Pick<Timer, "due" | "provisional"> {
  return { due: at, ...(provisional ? { provisional } : {}) };
}
