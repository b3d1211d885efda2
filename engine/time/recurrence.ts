import { padded, readDay, weekdayOf, yearMonthDay } from "./civil.ts";
import { TimeFault } from "./fault.ts";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * The next day strictly after another that falls on a day of the year `MM-DD`, or on a weekday written in small English
 * letters. `02-29` waits for the next leap year. Throws {@link TimeFault} `invalid-recurrence` or `date-out-of-range`.
 */
export function nextDay(day: number, recurrence: string): number {
  const weekday = weekdays.indexOf(recurrence);
  if (weekday >= 0) return day + 7 - ((weekdayOf(day) - weekday + 7) % 7);
  if (typeof recurrence !== "string" || recurrence.length !== 5 || readDay(`2000-${recurrence}`) === null)
    throw new TimeFault("invalid-recurrence", recurrence);
  return nextInYear(day, recurrence);
}

/** From one 29 February to the next there are at most eight years. */
function nextInYear(day: number, monthDay: string): number {
  const { year } = yearMonthDay(day);
  for (let y = year; y <= Math.min(year + 8, 9999); y++) {
    const candidate = readDay(`${padded(y, 4)}-${monthDay}`);
    if (candidate !== null && candidate > day) return candidate;
  }
  throw new TimeFault("date-out-of-range");
}
