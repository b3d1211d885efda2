import type { Instant } from "../model/index.ts";
import type { Clock, Ids } from "../ports/index.ts";

/** A clock that stands still until it is set. */
export interface ManualClock extends Clock {
  /** Sets the time, backwards too, and calls whom it should have woken. */
  set(at: Instant): void;
}

/** Makes a clock that shows an instant. */
export function manualClock(start: Instant): ManualClock {
  let now = start;
  let sleepers: { at: Instant; call: () => void }[] = [];
  return {
    now: () => now,
    wake(at, call) {
      const sleeper = { at, call };
      sleepers.push(sleeper);
      return () => {
        sleepers = sleepers.filter((other) => other !== sleeper);
      };
    },
    set(at) {
      now = at;
      const woken = sleepers.filter((sleeper) => sleeper.at <= at);
      sleepers = sleepers.filter((sleeper) => sleeper.at > at);
      for (const { call } of woken) call();
    },
  };
}

/** Ids that count up, so that the same scenario gives the same journal. */
export function countingIds(): Ids {
  let made = 0;
  return { next: () => `s${String((made += 1)).padStart(9, "0")}` };
}
