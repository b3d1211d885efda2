import type { CivilDate } from "../model/types.ts";
import { TimeFault } from "./fault.ts";

/**
 * Civil dates as whole numbers: days since 1970-01-01 in the proleptic Gregorian calendar, without time zone.
 * The algorithms count from 1 March of year 0, so that a leap day is the last day of its year.
 */

const daysIn400Years = 146_097;
const daysFromMarch0ToEpoch = 719_468;

/** 0001-01-01 and 9999-12-31, the first and last date there is. */
export const firstDay = dayNumber(1, 1, 1);
export const lastDay = dayNumber(9999, 12, 31);

/** Day number of a date that is known to exist. */
export function dayNumber(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysIn400Years + dayOfEra - daysFromMarch0ToEpoch;
}

export interface YearMonthDay {
  year: number;
  month: number;
  date: number;
}

export function yearMonthDay(day: number): YearMonthDay {
  const z = day + daysFromMarch0ToEpoch;
  const era = Math.floor(z / daysIn400Years);
  const dayOfEra = z - era * daysIn400Years;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The corresponding day of a later or earlier month, or that month's last (Civil Code, article 202; rule C2). */
export function addMonths(day: number, months: number): number {
  const { year, month, date } = yearMonthDay(day);
  const count = year * 12 + month - 1 + months;
  const inYear = Math.floor(count / 12);
  const inMonth = count - inYear * 12 + 1;
  return dayNumber(inYear, inMonth, Math.min(date, daysInMonth(inYear, inMonth)));
}

/** Number written in `length` digits at a place of a text; NaN where other characters stand. */
export function digitsAt(text: string, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Day number of the date `YYYY-MM-DD` that a text begins with; null where it begins with none that exists. */
export function readDay(text: string): number | null {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const date = digitsAt(text, 8, 2);
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return null;
  return dayNumber(year, month, date);
}

/** Whether a text is a civil date that exists: `2026-02-28` is one, `2026-02-30` and `2026-2-3` are not. */
export function isCivilDate(text: string): boolean {
  return text.length === 10 && readDay(text) !== null;
}

/** Day number of a civil date. Throws {@link TimeFault} `invalid-date`. */
export function dayOf(date: CivilDate): number {
  const day = typeof date === "string" && date.length === 10 ? readDay(date) : null;
  if (day === null) throw new TimeFault("invalid-date", date);
  return day;
}

/** The date of a day number. Throws {@link TimeFault} `date-out-of-range`. */
export function dateOfDay(day: number): CivilDate {
  if (!(day >= firstDay && day <= lastDay)) throw new TimeFault("date-out-of-range");
  const { year, month, date } = yearMonthDay(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

export function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
