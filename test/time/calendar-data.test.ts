import { isWorkday } from "chinese-days";
import { describe, expect, it } from "vitest";
import { calendarOfChina, china } from "./setup/zones.ts";

/** chinese-days looks at the local date of the host; noon is on the date that is meant in every time zone. */
function workedAccordingToChineseDays(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return isWorkday(new Date(year, month - 1, day, 12));
}

function* days(from: string, to: string): Generator<string> {
  for (let date = from; date <= to; date = china.add(date, 1, "days")) yield date;
}

describe("the calendar of China that the Nanhu pack ships", () => {
  it("covers 2004 to 2026 without a gap, and nothing else", () => {
    expect(Object.keys(calendarOfChina.years)).toEqual(
      Array.from({ length: 23 }, (_, i) => String(2004 + i)),
    );
    expect([
      china.covers("2003-12-31"),
      china.covers("2004-01-01"),
      china.covers("2026-12-31"),
      china.covers("2027-01-01"),
    ]).toEqual([false, true, true, false]);
  });

  it("names for every year the notice that set it", () => {
    for (const [year, { source }] of Object.entries(calendarOfChina.years))
      expect(source).toMatch(new RegExp(`国务院办公厅.*${year}.*通知`));
  });

  it("agrees with chinese-days on every day, but for 2005-12-31, which the notice for 2006 made a working day", () => {
    const differing = [...days("2004-01-01", "2026-12-31")].filter(
      (date) => china.isWorkingDay(date) !== workedAccordingToChineseDays(date),
    );
    expect(differing).toEqual(["2005-12-31"]);
    expect(china.isWorkingDay("2005-12-31")).toBe(true);
  });

  it.each([
    ["2024", 251],
    ["2025", 248],
    ["2026", 248],
  ])("%s has %i working days", (year, expected) => {
    expect(china.diff(`${Number(year) - 1}-12-31`, `${year}-12-31`, "workingDays")).toBe(expected);
  });

  it("has the days of 2026 that the notice of 2025-11-04 names", () => {
    const workedWeekends = [
      "2026-01-04",
      "2026-02-14",
      "2026-02-28",
      "2026-05-09",
      "2026-09-20",
      "2026-10-10",
    ];
    expect(workedWeekends.filter((date) => !china.isWorkingDay(date))).toEqual([]);
    const offWeekdays = [...days("2026-01-01", "2026-12-31")].filter(
      (date) => !china.isWorkingDay(date) && new Date(date).getUTCDay() % 6 !== 0,
    );
    expect(offWeekdays.map((date) => date.slice(5)).join(" ")).toBe(
      "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
    );
  });

  it("keeps every date in the table of its own year, in order", () => {
    for (const [year, table] of Object.entries(calendarOfChina.years))
      for (const list of [table.holidays, table.workingWeekends]) {
        expect(list.flatMap((entry) => entry.split("/")).every((date) => date.startsWith(year))).toBe(true);
        expect(list).toEqual([...list].sort());
      }
  });
});
