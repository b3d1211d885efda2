import type { TimeUnit } from "../model/types.ts";
import { addMonths, firstDay, lastDay, yearMonthDay } from "./civil.ts";
import { TimeFault } from "./fault.ts";
import type { WorkingDays } from "./working-days.ts";

/** Units of elapsed time, in milliseconds. The other units end with a civil date (C1). */
export const elapsedUnits = { minutes: 60_000, hours: 3_600_000 } as const;
export type ElapsedUnit = keyof typeof elapsedUnits;
export type DateUnit = Exclude<TimeUnit, ElapsedUnit>;

export function isElapsed(unit: TimeUnit): unit is ElapsedUnit {
  return unit === "minutes" || unit === "hours";
}

/** The largest limit, in any unit, and the largest number that a date may be moved by. */
export const largestLimit = 100_000;

/**
 * Holds a limit to what can be reckoned with: a finite number from -100,000 to 100,000, whole in date units. Minutes and
 * hours may have a fraction and are rounded to the millisecond: half an hour is a period, half a working day is none.
 * Throws {@link TimeFault} `limit-not-a-number`, `limit-not-whole` or `limit-out-of-range`.
 */
export function checkLimit(limit: unknown, unit: TimeUnit): number {
  if (typeof limit !== "number" || !Number.isFinite(limit)) throw new TimeFault("limit-not-a-number", limit);
  if (Math.abs(limit) > largestLimit) throw new TimeFault("limit-out-of-range", limit);
  if (!isElapsed(unit) && !Number.isInteger(limit)) throw new TimeFault("limit-not-whole", limit);
  return limit;
}

interface UnitOfDates {
  add(day: number, n: number, working: WorkingDays): number;
  /** Whole units from one day to another, towards zero (C6). */
  diff(from: number, to: number, working: WorkingDays): number;
}

const unitsOfDates: Record<DateUnit, UnitOfDates> = {
  days: { add: (day, n) => day + n, diff: (from, to) => to - from },
  workingDays: {
    add: (day, n, working) => working.advance(day, n),
    diff: (from, to, working) => working.between(from, to),
  },
  months: { add: addMonths, diff: monthsBetween },
  years: {
    add: (day, n) => addMonths(day, 12 * n),
    diff: (from, to) => towardsZero(monthsBetween(from, to) / 12),
  },
};

/** Counted from the original day, in both directions, so that it undoes what was added to that day. */
function monthsBetween(from: number, to: number): number {
  const [a, b] = [yearMonthDay(from), yearMonthDay(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const reached = addMonths(from, months);
  if (months > 0 && reached > to) return months - 1;
  if (months < 0 && reached < to) return months + 1;
  return months;
}

/** Adding 0 makes the -0 that `Math.trunc` gives for what is a little less than nothing into a 0, as JSON has it. */
export function towardsZero(units: number): number {
  return Math.trunc(units) + 0;
}

export function unitOfDates(unit: TimeUnit): UnitOfDates {
  if (isElapsed(unit)) throw new TimeFault("unit-has-no-date", unit);
  return unitsOfDates[unit];
}

/** A day moved by whole units. Throws {@link TimeFault} where it leaves the years 1 to 9999. */
export function addUnits(day: number, n: number, unit: TimeUnit, working: WorkingDays): number {
  const moved = unitOfDates(unit).add(day, n, working);
  if (!(moved >= firstDay && moved <= lastDay)) throw new TimeFault("date-out-of-range");
  return moved;
}
