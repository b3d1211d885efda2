import type { CalendarDefinition, CalendarYear } from "../model/types.ts";
import { dayOf, isCivilDate, weekdayOf, yearMonthDay } from "./civil.ts";
import { TimeFault } from "./fault.ts";

/** A calendar made countable, in day numbers. Every operation takes a number of steps that does not depend on the distance. */
export interface WorkingDays {
  isWorking(day: number): boolean;
  /** Working days after `from` up to and with `to`; negative where `to` is earlier (C6). */
  between(from: number, to: number): number;
  /** The n-th working day after `day`, or before it for a negative `n`; `day` itself for 0. */
  advance(day: number, n: number): number;
  /** Whether every year from that of one day to that of another is in the calendar. Outside, Monday to Friday are worked. */
  covers(from: number, to: number): boolean;
}

/** Throws {@link TimeFault} `invalid-calendar`. */
export function workingDays(calendar: CalendarDefinition): WorkingDays {
  const years = new Set<number>();
  const holidays = new Set<number>();
  const workedWeekends = new Set<number>();
  for (const [year, table] of Object.entries(calendar.years)) {
    if (!/^\d{4}$/.test(year)) throw new TimeFault("invalid-calendar", year);
    years.add(Number(year));
    readYear(table, holidays, workedWeekends);
  }
  return countable(years, holidays, workedWeekends);
}

function readYear(table: CalendarYear, holidays: Set<number>, workedWeekends: Set<number>): void {
  for (const written of table.holidays) {
    const [first, last] = interval(written);
    for (let day = first; day <= last; day++) holidays.add(day);
  }
  for (const date of table.workingWeekends) {
    const [day] = interval(date);
    if (!isWeekend(day)) throw new TimeFault("invalid-calendar", date);
    workedWeekends.add(day);
  }
}

/** Longer is a slip of the pen: no holiday lasts for months. */
const longestHoliday = 62;

function interval(written: string): [number, number] {
  const [from = "", to = from, ...more] = written.split("/");
  if (!isCivilDate(from) || !isCivilDate(to) || more.length > 0)
    throw new TimeFault("invalid-calendar", written);
  const [first, last] = [dayOf(from), dayOf(to)];
  if (last < first || last - first >= longestHoliday) throw new TimeFault("invalid-calendar", written);
  return [first, last];
}

function isWeekend(day: number): boolean {
  return weekdayOf(day) >= 5;
}

/** Days from Monday to Friday up to and with a day, counted from a Monday in the past. */
function weekdaysUpTo(day: number): number {
  return Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day) + 1, 5);
}

function countable(years: Set<number>, holidays: Set<number>, workedWeekends: Set<number>): WorkingDays {
  const exceptions = new Map<number, 1 | -1>();
  for (const day of holidays) if (!isWeekend(day)) exceptions.set(day, -1);
  for (const day of workedWeekends) {
    if (holidays.has(day)) throw new TimeFault("invalid-calendar", "a holiday that is worked");
    exceptions.set(day, 1);
  }
  const days = [...exceptions.keys()].sort((a, b) => a - b);
  const sums: number[] = [0];
  for (const day of days) sums.push((sums.at(-1) ?? 0) + (exceptions.get(day) ?? 0));
  const fewest = Math.min(...sums);
  const most = Math.max(...sums);

  function countUpTo(day: number): number {
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle] ?? 0) <= day) low = middle + 1;
      else high = middle;
    }
    return weekdaysUpTo(day) + (sums[low] ?? 0);
  }

  /** The earliest day up to and with which there are `count` working days: the exceptions can move it only so far. */
  function dayOfCount(count: number): number {
    let low = Math.floor((count - most) / 5) * 7 - 10;
    let high = Math.ceil((count - fewest) / 5) * 7 + 10;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (countUpTo(middle) >= count) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function advance(day: number, n: number): number {
    if (n === 0) return day;
    return n > 0 ? dayOfCount(countUpTo(day) + n) : dayOfCount(countUpTo(day - 1) + n + 1);
  }

  function covers(from: number, to: number): boolean {
    const last = yearMonthDay(to).year;
    for (let year = yearMonthDay(from).year; year <= last; year++) if (!years.has(year)) return false;
    return true;
  }

  return {
    isWorking: (day) => exceptions.has(day) !== !isWeekend(day),
    between: (from, to) => countUpTo(to) - countUpTo(from),
    advance,
    covers,
  };
}
