import type { CivilDate, Language } from "../../engine/model/types.ts";

/** The times that a reader chooses among: which days cases were opened on, and by which periods they are told. */
export type Period = "month" | "quarter" | "year";
export const periods: readonly Period[] = ["month", "quarter", "year"];

export interface Range {
  from?: CivilDate;
  to?: CivilDate;
}
export type Span = "months" | "year" | "before" | "all" | "own";

/** The date that it is in a place. */
export function todayIn(timeZone: string, now: number): CivilDate {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** The days of each span but the reader's own: twelve months are this one and the eleven before it. */
export const spans: Record<Exclude<Span, "own">, (today: CivilDate) => Range> = {
  months: (today) => ({ from: `${stepped(today.slice(0, 7), "month", -11)}-01`, to: today }),
  year: (today) => ({ from: `${today.slice(0, 4)}-01-01`, to: today }),
  before: (today) => {
    const year = stepped(today.slice(0, 4), "year", -1);
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  },
  all: () => ({}),
};

/** The month, quarter or year of a date, as the server names them. */
export const periodOf: Record<Period, (date: CivilDate) => string> = {
  month: (date) => date.slice(0, 7),
  quarter: (date) => `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`,
  year: (date) => date.slice(0, 4),
};

const perYear: Record<Period, number> = { month: 12, quarter: 4, year: 1 };

/** So many periods on, or back. */
function stepped(period: string, kind: Period, steps: number): string {
  const rest = period.slice(5).replace("Q", "");
  const count = Number(period.slice(0, 4)) * perYear[kind] + (rest === "" ? 0 : Number(rest) - 1) + steps;
  const year = String(Math.floor(count / perYear[kind])).padStart(4, "0");
  const place = (count % perYear[kind]) + 1;
  return { month: `${year}-${String(place).padStart(2, "0")}`, quarter: `${year}-Q${place}`, year }[kind];
}

/** All periods from one to another, both included; the last so many of them. */
export function periodsFrom(first: string, last: string, kind: Period, most: number): string[] {
  const found: string[] = [];
  for (let period = last; period >= first && found.length < most; period = stepped(period, kind, -1))
    found.push(period);
  return found.toReversed();
}

/** `2026-03` as Mar 2026 or 2026年3月, `2026-Q1` as Q1 2026 or 2026年第1季度, `2026` as 2026 or 2026年. */
export function periodInWords(period: string, language: Language): string {
  const [year = "", part] = period.split("-");
  if (part === undefined) return language === "en" ? year : `${year}年`;
  if (part.startsWith("Q")) return language === "en" ? `${part} ${year}` : `${year}年第${part.slice(1)}季度`;
  if (language === "zh-CN") return `${year}年${Number(part)}月`;
  const month = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short" });
  return `${month.format(new Date(`${period}-01T00:00:00Z`))} ${year}`;
}
