import type { Instant } from "../model/types.ts";
import { dateOfDay, digitsAt, firstDay, lastDay, padded, readDay } from "./civil.ts";
import { TimeFault } from "./fault.ts";

export const millisPerDay = 86_400_000;
const millisPerHour = 3_600_000;
const millisPerMinute = 60_000;

const firstMillis = firstDay * millisPerDay;
const lastMillis = (lastDay + 1) * millisPerDay - 1;

const clockTime = /^[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d))$/i;

/**
 * Reads an ISO 8601 date and time with `Z` or an offset: `2026-02-10T09:00+08:00` gives `2026-02-10T01:00:00.000Z`.
 * Seconds and their fraction may be absent; what is finer than a millisecond is cut off. Null for anything else: a time
 * without an offset, a day, hour or offset that does not exist, a leap second, a year outside 1 to 9999.
 */
export function parseInstant(text: string): Instant | null {
  const ms = read(text);
  return ms === null ? null : instant(ms);
}

/** Milliseconds since 1970-01-01T00:00Z. Throws {@link TimeFault} `invalid-instant`. */
export function millis(at: Instant): number {
  const ms = typeof at === "string" ? read(at) : null;
  if (ms === null) throw new TimeFault("invalid-instant", at);
  return ms;
}

/** The instant of a whole number of milliseconds since 1970-01-01T00:00Z. Throws {@link TimeFault} `date-out-of-range`. */
export function instant(ms: number): Instant {
  if (!(ms >= firstMillis && ms <= lastMillis)) throw new TimeFault("date-out-of-range");
  const day = Math.floor(ms / millisPerDay);
  const rest = ms - day * millisPerDay;
  const hour = Math.floor(rest / millisPerHour);
  const minute = Math.floor((rest % millisPerHour) / millisPerMinute);
  const second = Math.floor((rest % millisPerMinute) / 1000);
  return `${dateOfDay(day)}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}.${padded(rest % 1000, 3)}Z`;
}

function read(text: string): number | null {
  const day = readDay(text);
  if (day === null) return null;
  return text.length === 24 && text.charCodeAt(23) === 90 && text.charCodeAt(10) === 84
    ? readCanonical(day, text)
    : readWithOffset(day, text.slice(10));
}

/** The form in which the engine writes every instant; each step reads many of them. */
function readCanonical(day: number, text: string): number | null {
  const hour = digitsAt(text, 11, 2);
  const minute = digitsAt(text, 14, 2);
  const second = digitsAt(text, 17, 2);
  const ms = digitsAt(text, 20, 3);
  const punctuated = text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58 && text.charCodeAt(19) === 46;
  if (!(punctuated && hour <= 23 && minute <= 59 && second <= 59 && ms >= 0)) return null;
  return day * millisPerDay + hour * millisPerHour + minute * millisPerMinute + second * 1000 + ms;
}

function readWithOffset(day: number, time: string): number | null {
  const parts = clockTime.exec(time);
  if (!parts) return null;
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  const [offsetHours, offsetMinutes] = [Number(parts[6] ?? 0), Number(parts[7] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return null;
  const fraction = Number((parts[4] ?? "").padEnd(3, "0").slice(0, 3));
  const local = hour * millisPerHour + minute * millisPerMinute + second * 1000 + fraction;
  const offset = offsetHours * millisPerHour + offsetMinutes * millisPerMinute;
  const ms = day * millisPerDay + local - (parts[5] === "-" ? -offset : offset);
  return ms >= firstMillis && ms <= lastMillis ? ms : null;
}
