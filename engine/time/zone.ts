import type { CalendarDefinition, CivilDate, Instant, TimeUnit } from "../model/types.ts";
import { dateOfDay, dayOf } from "./civil.ts";
import { instant, millis } from "./instant.ts";
import { midnightsOf } from "./midnights.ts";
import { nextDay } from "./recurrence.ts";
import { addUnits, checkLimit, elapsedUnits, isElapsed, towardsZero, unitOfDates } from "./units.ts";
import { workingDays } from "./working-days.ts";

/** When a limit ends. */
export interface Due {
  at: Instant;
  /** Working days of a year that the calendar does not cover went into it: to be computed again when the calendar grows. */
  provisional: boolean;
}

/**
 * Civil time at one place: its time zone and its calendar of working days. Pure, and the same on every host. A day lasts
 * from the first instant of its date to the first instant of the next, which is its 24:00 (C1).
 * Every method throws {@link TimeFault} for what is no date, instant, limit or unit, or lies outside the years 1 to 9999.
 */
export interface Zone {
  readonly timeZone: string;
  /** The local date of an instant. */
  dateOf(at: Instant): CivilDate;
  /** The first instant of a date. */
  startOf(date: CivilDate): Instant;
  /** 24:00 of a date. */
  endOf(date: CivilDate): Instant;
  isWorkingDay(date: CivilDate): boolean;
  /** Whether the calendar has the year of a date. In other years Monday to Friday are taken as working days. */
  covers(date: CivilDate): boolean;
  /**
   * The day that is not counted for what begins then (C2): the local date of an instant, but the day before where the
   * instant is exactly 00:00 (C1), and the date itself for a date.
   */
  startingDay(from: Instant | CivilDate): CivilDate;
  /**
   * When a limit ends (C1 to C3). In date units that is 24:00 of its last day, with `roll` of the next working day from
   * there. Minutes and hours are elapsed time, from 24:00 of the day where `from` is a date. A limit of 0 or less ends
   * where it begins, and a date then stands for its first instant; `roll` does not move it (C4).
   *
   * @example zone.due("2026-02-10", 20, "workingDays") // { at: "2026-03-16T16:00:00.000Z", provisional: false }
   */
  due(from: Instant | CivilDate, limit: number, unit: TimeUnit, options?: { roll?: boolean }): Due;
  /** A date moved by days, working days, months or years, backwards for a negative `n`. */
  add(date: CivilDate, n: number, unit: TimeUnit): CivilDate;
  /**
   * `to − from` in whole units towards zero, so that `diff(d, add(d, n, unit), unit)` is n (for working days, where d is
   * one or n > 0). An instant stands for its local date. In minutes and hours a date stands for its first instant (C6).
   */
  diff(from: Instant | CivilDate, to: Instant | CivilDate, unit: TimeUnit): number;
  /** The next date strictly after another with this month and day (`02-29` waits for a leap year) or weekday (`monday` …). */
  next(date: CivilDate, recurrence: string): CivilDate;
}

/**
 * Makes the civil time of a pack. `timeZone` is a name of the IANA database.
 * Throws {@link TimeFault} `unknown-time-zone` or `invalid-calendar`.
 */
export function createZone(timeZone: string, calendar: CalendarDefinition): Zone {
  const { startOf, dayAt } = midnightsOf(timeZone);
  const working = workingDays(calendar);

  /** First instant of a date, or the instant. */
  const millisOf = (time: Instant | CivilDate) => (isDate(time) ? startOf(dayOf(time)) : millis(time));
  const localDay = (time: Instant | CivilDate) => (isDate(time) ? dayOf(time) : dayAt(millis(time)));

  function startingDay(from: Instant | CivilDate): number {
    if (isDate(from)) return dayOf(from);
    const ms = millis(from);
    const day = dayAt(ms);
    return startOf(day) === ms ? day - 1 : day;
  }

  function endOfDays(from: Instant | CivilDate, limit: number, unit: TimeUnit, roll: boolean): Due {
    const start = startingDay(from);
    const end = addUnits(start, limit, unit, working);
    const last = roll && !working.isWorking(end) ? addUnits(end, 1, "workingDays", working) : end;
    const looked = unit === "workingDays" ? start + 1 : roll ? end : null;
    return { at: instant(startOf(last + 1)), provisional: looked !== null && !working.covers(looked, last) };
  }

  function due(from: Instant | CivilDate, limit: number, unit: TimeUnit, options?: { roll?: boolean }): Due {
    checkLimit(limit, unit);
    if (limit <= 0) return { at: instant(millisOf(from)), provisional: false };
    if (!isElapsed(unit)) return endOfDays(from, limit, unit, options?.roll === true);
    const begin = isDate(from) ? startOf(dayOf(from) + 1) : millis(from);
    return { at: instant(begin + Math.round(limit * elapsedUnits[unit])), provisional: false };
  }

  function diff(from: Instant | CivilDate, to: Instant | CivilDate, unit: TimeUnit): number {
    if (isElapsed(unit)) return towardsZero((millisOf(to) - millisOf(from)) / elapsedUnits[unit]);
    return unitOfDates(unit).diff(localDay(from), localDay(to), working);
  }

  return {
    timeZone,
    dateOf: (at) => dateOfDay(dayAt(millis(at))),
    startOf: (date) => instant(startOf(dayOf(date))),
    endOf: (date) => instant(startOf(dayOf(date) + 1)),
    isWorkingDay: (date) => working.isWorking(dayOf(date)),
    covers: (date) => working.covers(dayOf(date), dayOf(date)),
    startingDay: (from) => dateOfDay(startingDay(from)),
    due,
    add: (date, n, unit) => dateOfDay(addUnits(dayOf(date), checkLimit(n, unit), unit, working)),
    diff,
    next: (date, recurrence) => dateOfDay(nextDay(dayOf(date), recurrence)),
  };
}

function isDate(time: Instant | CivilDate): time is CivilDate {
  return typeof time === "string" && time.length === 10;
}
