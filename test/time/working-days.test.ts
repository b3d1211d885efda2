import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalendarDefinition } from "../../engine/model/types.ts";
import { dateOfDay, dayOf } from "../../engine/time/civil.ts";
import { createZone, type Zone } from "../../engine/time/index.ts";
import { workingDays } from "../../engine/time/working-days.ts";
import { china, noCalendar } from "./setup/zones.ts";

/** A calendar that a careless clerk could have made: holidays anywhere, weekends worked anywhere, years left out. */
const anyCalendar = fc
  .record({
    years: fc.uniqueArray(fc.integer({ min: 2020, max: 2024 })),
    holidays: fc.uniqueArray(fc.integer({ min: dayOf("2020-01-01"), max: dayOf("2024-12-31") }), {
      maxLength: 60,
    }),
    weekends: fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 30 }),
  })
  .map(({ years, holidays, weekends }): CalendarDefinition => {
    const saturday = dayOf("2020-01-04");
    const worked = weekends
      .map((week) => saturday + week * 7 + (week % 2))
      .filter((day) => !holidays.includes(day));
    const table = {
      source: "made up",
      holidays: holidays.map(dateOfDay),
      workingWeekends: worked.map(dateOfDay),
    };
    const empty = { source: "made up", holidays: [], workingWeekends: [] };
    return {
      ...noCalendar,
      years: Object.fromEntries([[2019, table], ...years.map((year) => [year, empty])]),
    };
  });
const anyDay = fc.integer({ min: dayOf("2019-06-01"), max: dayOf("2025-06-01") }).map(dateOfDay);

/** The same by walking from day to day. */
function walk(zone: Zone, date: string, n: number): string {
  let left = Math.abs(n);
  while (left > 0) {
    date = zone.add(date, Math.sign(n), "days");
    if (zone.isWorkingDay(date)) left--;
  }
  return date;
}
function count(zone: Zone, from: string, to: string): number {
  let counted = 0;
  for (let date = from; date < to;) {
    date = zone.add(date, 1, "days");
    if (zone.isWorkingDay(date)) counted++;
  }
  return counted;
}

describe("working days", () => {
  it("are what a walk from day to day finds, forwards and backwards, with any calendar", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: -120, max: 120 }), (calendar, date, n) => {
        const zone = createZone("Asia/Shanghai", calendar);
        expect(zone.add(date, n, "workingDays")).toBe(walk(zone, date, n));
      }),
    );
  });

  it("C6: are counted over (from, to], as a walk counts them", () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyDay, (calendar, a, b) => {
        const zone = createZone("Asia/Shanghai", calendar);
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(zone.diff(from, to, "workingDays")).toBe(count(zone, from, to));
        expect(zone.diff(to, from, "workingDays")).toBe(0 - count(zone, from, to));
      }),
      { numRuns: 40 },
    );
  });

  it("are those of a walk over the whole calendar of China", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf("2003-06-01"), max: dayOf("2026-12-31") }).map(dateOfDay),
        fc.integer({ min: 0, max: 400 }),
        (date, n) => {
          expect(china.add(date, n, "workingDays")).toBe(walk(china, date, n));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("without a calendar are Monday to Friday", () => {
    const zone = createZone("UTC", noCalendar);
    const week = [
      "2027-03-01",
      "2027-03-02",
      "2027-03-03",
      "2027-03-04",
      "2027-03-05",
      "2027-03-06",
      "2027-03-07",
    ];
    expect(week.map((date) => zone.isWorkingDay(date))).toEqual([true, true, true, true, true, false, false]);
    expect(zone.add("2027-03-01", 100_000, "workingDays")).toBe("2410-06-21");
    expect(zone.diff("2027-03-01", "2410-06-21", "workingDays")).toBe(100_000);
  });
});

describe("a calendar that is wrong is refused", () => {
  const with2026 = (holidays: string[], workingWeekends: string[]): CalendarDefinition => ({
    ...noCalendar,
    years: { "2026": { source: "made up", holidays, workingWeekends } },
  });
  it.each([
    ["a date that does not exist", with2026(["2026-02-30"], [])],
    ["an interval that ends before it begins", with2026(["2026-02-10/2026-02-09"], [])],
    ["an interval of a year", with2026(["2026-01-01/2026-12-31"], [])],
    ["an interval of three dates", with2026(["2026-01-01/2026-01-02/2026-01-03"], [])],
    ["a working weekend on a weekday", with2026([], ["2026-01-05"])],
    ["a day both worked and off", with2026(["2026-01-03/2026-01-04"], ["2026-01-04"])],
    [
      "a year that is none",
      { ...noCalendar, years: { "26": { source: "", holidays: [], workingWeekends: [] } } },
    ],
  ])("%s", (_, calendar) => {
    expect(() => workingDays(calendar)).toThrow(expect.objectContaining({ code: "invalid-calendar" }));
  });
});
