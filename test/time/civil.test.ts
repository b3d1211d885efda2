import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  dateOfDay,
  dayNumber,
  dayOf,
  firstDay,
  lastDay,
  weekdayOf,
} from "../../engine/time/civil.ts";
import { isCivilDate, TimeFault } from "../../engine/time/index.ts";

const millisPerDay = 86_400_000;
const anyDay = fc.integer({ min: firstDay, max: lastDay });

describe("civil dates as day numbers", () => {
  it("agree with the host's proleptic Gregorian calendar over the years 1 to 9999", () => {
    const differing: number[] = [];
    for (let day = firstDay; day <= lastDay; day += 13) {
      const host = new Date(day * millisPerDay).toISOString().slice(0, 10);
      if (dateOfDay(day) !== host || dayOf(host) !== day) differing.push(day);
    }
    expect(differing).toEqual([]);
    expect([dateOfDay(firstDay), dateOfDay(0), dateOfDay(lastDay)]).toEqual([
      "0001-01-01",
      "1970-01-01",
      "9999-12-31",
    ]);
  });

  it("have the host's weekdays", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(weekdayOf(day)).toBe((new Date(day * millisPerDay).getUTCDay() + 6) % 7);
      }),
    );
  });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOf(dateOfDay(day))).toBe(day);
        expect(isCivilDate(dateOfDay(day))).toBe(true);
      }),
    );
  });

  it.each(["2026-02-30", "2026-13-01", "2026-00-10", "2026-04-31", "2025-02-29", "1900-02-29", "0000-01-01"])(
    "refuse %s, which is no day",
    (date) => {
      expect(isCivilDate(date)).toBe(false);
      expect(() => dayOf(date)).toThrow(TimeFault);
    },
  );

  it.each([
    "",
    "2026-1-1",
    "2026/01/01",
    "20260101",
    "2026-01-01 ",
    " 2026-01-01",
    "2026-01-0a",
    "+2026-01-0",
    "2026-01-01T",
  ])("refuse the form of %j", (date) => expect(isCivilDate(date)).toBe(false));

  it("refuse what is no text at all", () => {
    expect(() => dayOf(20260101 as unknown as string)).toThrow(
      expect.objectContaining({ code: "invalid-date" }),
    );
    expect(() => dayOf(undefined as unknown as string)).toThrow(
      expect.objectContaining({ code: "invalid-date" }),
    );
  });

  it("do not go beyond the years 1 to 9999", () => {
    for (const day of [firstDay - 1, lastDay + 1, Number.NaN])
      expect(() => dateOfDay(day)).toThrow(expect.objectContaining({ code: "date-out-of-range" }));
  });
});

describe("C2: the corresponding day of another month, or that month's last", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-01-31", 2, "2026-03-31"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2024-02-29", 48, "2028-02-29"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2026-01-15", -25, "2023-12-15"],
  ])("%s and %i months: %s", (date, months, expected) => {
    expect(dateOfDay(addMonths(dayOf(date), months))).toBe(expected);
  });

  it("never leaves the month that is meant", () => {
    const day = fc.integer({ min: dayNumber(1000, 1, 1), max: dayNumber(3000, 1, 1) });
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (day, months) => {
        const [year = 0, month = 0] = dateOfDay(day).split("-").map(Number);
        const [otherYear = 0, otherMonth = 0] = dateOfDay(addMonths(day, months)).split("-").map(Number);
        expect(otherYear * 12 + otherMonth).toBe(year * 12 + month + months);
      }),
    );
  });
});
