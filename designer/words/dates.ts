import type { CalendarDefinition, CivilDate, Instant, Language } from "../../engine/model/types.ts";
import { createZone, instant, millis } from "../../engine/time/index.ts";

/** Dates and instants in the words of one place, whose law applies, and of one language. */
export interface Dates {
  /** 2026年3月2日（周一） · 2 Mar 2026 (Mon) */
  date(at: Instant): string;
  /** The same without the year where it is this one, for lists. */
  shortDate(at: Instant, now: number): string;
  /** 14:05 */
  time(at: Instant): string;
  /** Date and time. */
  moment(at: Instant): string;
  /** When something is due, short where `now` is given. Midnight is the end of the day before: 24:00 of the last day. */
  due(at: Instant, now?: number): string;
  /** When a day of the place begins, and when it has ended: the next begins then. */
  startOf(day: CivilDate): Instant;
  endOf(day: CivilDate): Instant;
  /** The last instant of a day of the place: what held by then held at its end. */
  lastOf(day: CivilDate): Instant;
}

/** @param timeZone that of the pack, a name of the IANA database: never the browser's */
export function datesIn(timeZone: string, language: Language): Dates {
  const format = (options: Intl.DateTimeFormatOptions) => partsIn(timeZone, language, options);
  const day = format({
    year: "numeric",
    month: language === "en" ? "short" : "numeric",
    day: "numeric",
    weekday: "short",
  });
  const clock = format({ hour: "2-digit", minute: "2-digit" });

  const date = (at: Instant): string => {
    const parts = day(at);
    return language === "en"
      ? `${parts.day} ${parts.month} ${parts.year} (${parts.weekday})`
      : `${parts.year}年${parts.month}月${parts.day}日（${parts.weekday}）`;
  };
  const shortDate = (at: Instant, now: number): string => {
    const parts = day(at);
    if (parts.year !== day(instant(now)).year) return date(at);
    return language === "en"
      ? `${parts.day} ${parts.month} (${parts.weekday})`
      : `${parts.month}月${parts.day}日（${parts.weekday}）`;
  };
  const time = (at: Instant): string => {
    const { hour, minute } = clock(at);
    return `${hour}:${minute}`;
  };
  const zone = createZone(timeZone, noCalendar);
  return {
    date,
    shortDate,
    time,
    moment: (at) => `${date(at)} ${time(at)}`,
    due(at, now) {
      const [last, told] = time(at) === "00:00" ? [instant(millis(at) - 1), "24:00"] : [at, time(at)];
      return `${now === undefined ? date(last) : shortDate(last, now)} ${told}`;
    },
    startOf: (day) => zone.startOf(day),
    endOf: (day) => zone.endOf(day),
    lastOf: (day) => instant(millis(zone.endOf(day)) - 1),
  };
}

/** Where days end has nothing to do with which of them are worked. */
const noCalendar: CalendarDefinition = { id: "none", title: { en: "", "zh-CN": "" }, years: {} };

/** To make a formatter costs more than to use it many times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(
  timeZone: string,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): (at: Instant) => Record<string, string> {
  const key = `${timeZone} ${language} ${JSON.stringify(options)}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
      timeZone,
      hourCycle: "h23",
      ...options,
    });
  formats.set(key, format);
  return (at) =>
    Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
}

/** A civil date that stands in data. */
export function civilInWords(date: string, language: Language): string {
  const at = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  const week = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    timeZone: "UTC",
    weekday: "short",
  }).format(at);
  const month = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short" }).format(at);
  return language === "en"
    ? `${at.getUTCDate()} ${month} ${at.getUTCFullYear()} (${week})`
    : `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日（${week}）`;
}

/** How long until an instant, or how long since: whole days from two days on, hours and minutes below. */
export function timeLeft(
  instant: Instant,
  now: number,
): { over: boolean; unit: "days" | "hours" | "minutes"; count: number } {
  const millis = Date.parse(instant) - now;
  const minutes = Math.max(1, Math.round(Math.abs(millis) / 60_000));
  const over = millis < 0;
  if (minutes >= 2880) return { over, unit: "days", count: Math.round(minutes / 1440) };
  if (minutes >= 120) return { over, unit: "hours", count: Math.round(minutes / 60) };
  return { over, unit: "minutes", count: minutes };
}
