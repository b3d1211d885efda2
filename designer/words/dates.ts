import type { Instant, Language } from "../../engine/model/types.ts";

/** Dates and instants in the words of the place whose law applies: the pack's time zone, not the browser's. */
export const zone = { name: "Asia/Shanghai" };

const formats = new Map<string, Intl.DateTimeFormat>();
function partsOf(
  instant: Instant,
  options: Intl.DateTimeFormatOptions,
  language: Language,
): Record<string, string> {
  const key = `${zone.name} ${language} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format)
    formats.set(
      key,
      (format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
        timeZone: zone.name,
        hourCycle: "h23",
        ...options,
      })),
    );
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}
const day: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  weekday: "short",
};
const dayEn: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "short",
  day: "numeric",
  weekday: "short",
};

/** 2026年3月2日（周一） · 2 Mar 2026 (Mon) */
export function dateInWords(instant: Instant, language: Language): string {
  const parts = partsOf(instant, language === "en" ? dayEn : day, language);
  return language === "en"
    ? `${parts.day} ${parts.month} ${parts.year} (${parts.weekday})`
    : `${parts.year}年${parts.month}月${parts.day}日（${parts.weekday}）`;
}

/** The same without the year where it is this one, for lists. */
export function shortDate(instant: Instant, now: number, language: Language): string {
  const parts = partsOf(instant, language === "en" ? dayEn : day, language);
  const year = partsOf(new Date(now).toISOString(), { year: "numeric" }, language).year;
  if (parts.year !== year) return dateInWords(instant, language);
  return language === "en"
    ? `${parts.day} ${parts.month} (${parts.weekday})`
    : `${parts.month}月${parts.day}日（${parts.weekday}）`;
}

/** 14:05 */
export function timeOfDay(instant: Instant): string {
  const parts = partsOf(instant, { hour: "2-digit", minute: "2-digit" }, "en");
  return `${parts.hour}:${parts.minute}`;
}

export function momentInWords(instant: Instant, language: Language): string {
  return `${dateInWords(instant, language)} ${timeOfDay(instant)}`;
}

/** When something is due. Midnight is the end of the day before: 24:00 of the last day. */
export function dueInWords(instant: Instant, language: Language, now?: number): string {
  const [at, time] =
    timeOfDay(instant) === "00:00"
      ? [new Date(Date.parse(instant) - 1).toISOString(), "24:00"]
      : [instant, timeOfDay(instant)];
  return `${now === undefined ? dateInWords(at, language) : shortDate(at, now, language)} ${time}`;
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
