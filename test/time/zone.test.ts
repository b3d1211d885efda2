import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeUnit } from "../../engine/model/types.ts";
import { timeUnits } from "../../engine/model/types.ts";
import { dateOfDay, dayOf } from "../../engine/time/civil.ts";
import { createZone, instant, largestLimit, millis } from "../../engine/time/index.ts";
import { china, noCalendar } from "./setup/zones.ts";

/** An instant by the clock on the wall in China. */
const at = (local: string) => instant(millis(`${local}+08:00`));
const midnight = (date: string) => at(`${date}T00:00`);

const dateUnits = ["days", "workingDays", "months", "years"] as const;
const anyUnit = fc.constantFrom(...timeUnits);
const anyDateUnit = fc.constantFrom(...dateUnits);
const anyDate = fc.integer({ min: dayOf("2005-01-01"), max: dayOf("2030-12-31") }).map(dateOfDay);
const anyInstant = fc
  .integer({ min: millis("2005-01-01T00:00:00.000Z"), max: millis("2030-12-31T00:00:00.000Z") })
  .map(instant);
const anyBeginning = fc.oneof(anyDate, anyInstant, anyDate.map(midnight));

describe("C1: a day ends at 24:00, which is the first instant of the next date", () => {
  it("and belongs to the day that ends", () => {
    expect(china.endOf("2026-02-10")).toBe("2026-02-10T16:00:00.000Z");
    expect(china.startOf("2026-02-11")).toBe(china.endOf("2026-02-10"));
    expect(china.dateOf("2026-02-10T15:59:59.999Z")).toBe("2026-02-10");
    expect(china.dateOf("2026-02-10T16:00:00.000Z")).toBe("2026-02-11");
  });

  it.each([
    [3, "days", "2026-02-13"],
    [3, "workingDays", "2026-02-13"],
    [1, "months", "2026-03-10"],
    [2, "years", "2028-02-10"],
  ] as const)("%i %s end at 24:00 of a local date", (limit, unit, date) => {
    expect(china.due(at("2026-02-10T09:30"), limit, unit).at).toBe(china.endOf(date));
    expect(china.due(at("2026-02-10T23:59:59.999"), limit, unit).at).toBe(china.endOf(date));
  });

  it.each([
    [90, "minutes", "2026-02-10T11:00"],
    [1.5, "hours", "2026-02-10T11:00"],
    [48, "hours", "2026-02-12T09:30"],
    [0.0001, "minutes", "2026-02-10T09:30:00.006"],
    [2.01, "minutes", "2026-02-10T09:32:00.600"],
  ] as const)("%d %s are elapsed time", (limit, unit, local) => {
    expect(china.due(at("2026-02-10T09:30"), limit, unit).at).toBe(at(local));
  });

  it("minutes and hours from a date begin when it has ended", () => {
    expect(china.due("2026-02-10", 2, "hours").at).toBe(at("2026-02-11T02:00"));
  });

  it("a limit that begins at exactly 00:00 counts that day as its first", () => {
    expect(china.due(midnight("2026-02-10"), 1, "days").at).toBe(china.endOf("2026-02-10"));
    expect(china.due(at("2026-02-10T00:00:00.001"), 1, "days").at).toBe(china.endOf("2026-02-11"));
    expect(china.due(midnight("2026-02-10"), 1, "workingDays").at).toBe(china.endOf("2026-02-10"));
    expect(china.due(midnight("2026-02-01"), 1, "months").at).toBe(china.endOf("2026-02-28"));
  });

  it("three and then five working days are eight", () => {
    fc.assert(
      fc.property(anyBeginning, anyDateUnit, fc.nat(60), fc.nat(60), (from, unit, a, b) => {
        fc.pre(a > 0 && b > 0 && unit !== "months" && unit !== "years");
        const first = china.due(from, a, unit).at;
        expect(china.due(first, b, unit).at).toBe(china.due(from, a + b, unit).at);
      }),
    );
  });
});

describe("C2: the starting day is not counted", () => {
  it("whether the beginning is an instant of it or the date", () => {
    for (const from of ["2026-03-02", at("2026-03-02T00:00:00.001"), at("2026-03-02T23:59")])
      expect(china.due(from, 10, "days").at).toBe(china.endOf("2026-03-12"));
  });

  it("even where it is no working day", () => {
    expect(china.due(at("2026-02-21T10:00"), 1, "workingDays").at).toBe(china.endOf("2026-02-24"));
  });

  it("the starting day of an instant is its date, and at 00:00 the day before", () => {
    expect(china.startingDay("2026-03-02")).toBe("2026-03-02");
    expect(china.startingDay(at("2026-03-02T00:00:00.001"))).toBe("2026-03-02");
    expect(china.startingDay(midnight("2026-03-02"))).toBe("2026-03-01");
  });

  it.each([
    ["2026-01-31", 1, "months", "2026-02-28"],
    ["2026-01-31", 2, "months", "2026-03-31"],
    ["2026-08-31", 6, "months", "2027-02-28"],
    ["2027-08-31", 6, "months", "2028-02-29"],
    ["2028-02-29", 1, "years", "2029-02-28"],
    ["2028-02-29", 4, "years", "2032-02-29"],
  ] as const)("%s and %i %s end on the corresponding day or the month's last", (from, limit, unit, date) => {
    expect(china.due(from, limit, unit).at).toBe(china.endOf(date));
  });
});

describe("C3: with roll a last day that is no working day moves to the next one", () => {
  it.each([
    ["days", "2026-09-23", 10, "2026-10-08"],
    ["days", "2026-09-30", 10, "2026-10-10"],
    ["months", "2026-01-14", 1, "2026-02-14"],
    ["months", "2026-01-15", 1, "2026-02-24"],
    ["years", "2025-05-01", 1, "2026-05-06"],
  ] as const)("%s from %s, %i: %s", (unit, from, limit, date) => {
    expect(china.due(from, limit, unit, { roll: true }).at).toBe(china.endOf(date));
  });

  it("ends on a working day, the first from the day on which it would have ended", () => {
    fc.assert(
      fc.property(anyBeginning, anyDateUnit, fc.integer({ min: 1, max: 40 }), (from, unit, limit) => {
        const plain = china.startingDay(china.due(from, limit, unit).at);
        const rolled = china.startingDay(china.due(from, limit, unit, { roll: true }).at);
        expect(china.isWorkingDay(rolled)).toBe(true);
        for (let date = plain; date < rolled; date = china.add(date, 1, "days"))
          expect(china.isWorkingDay(date)).toBe(false);
      }),
    );
  });

  it("says nothing to working days, hours and minutes", () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.constantFrom<TimeUnit>("workingDays", "hours", "minutes"),
        fc.nat(100),
        (from, unit, limit) => {
          expect(china.due(from, limit, unit, { roll: true })).toEqual(china.due(from, limit, unit));
        },
      ),
    );
  });
});

describe("C4: a limit of 0 or less is due where it begins", () => {
  it("and is not rolled", () => {
    fc.assert(
      fc.property(
        anyInstant,
        anyUnit,
        fc.integer({ min: -10, max: 0 }),
        fc.boolean(),
        (from, unit, limit, roll) => {
          expect(china.due(from, limit, unit, { roll })).toEqual({ at: from, provisional: false });
        },
      ),
    );
    expect(china.due("2026-02-10", 0, "days").at).toBe(china.startOf("2026-02-10"));
  });

  it.each([
    [Number.NaN, "limit-not-a-number"],
    [Number.POSITIVE_INFINITY, "limit-not-a-number"],
    ["5", "limit-not-a-number"],
    [null, "limit-not-a-number"],
    [undefined, "limit-not-a-number"],
    [1.5, "limit-not-whole"],
    [largestLimit + 1, "limit-out-of-range"],
    [-largestLimit - 1, "limit-out-of-range"],
  ])("a limit of %s is a fault: %s", (limit, code) => {
    expect(() => china.due("2026-02-10", limit as number, "workingDays")).toThrow(
      expect.objectContaining({ code }),
    );
    expect(() => china.add("2026-02-10", limit as number, "days")).toThrow(expect.objectContaining({ code }));
  });

  it("a limit that leaves the years 1 to 9999 is a fault", () => {
    for (const unit of dateUnits)
      expect(() => china.due("9999-12-30", largestLimit, unit)).toThrow(
        expect.objectContaining({ code: "date-out-of-range" }),
      );
    expect(() => china.add("0001-01-05", -10, "workingDays")).toThrow(
      expect.objectContaining({ code: "date-out-of-range" }),
    );
  });

  it("a fault has words in both languages that name the value", () => {
    expect(() => china.due("2026-02-30", 1, "days")).toThrow(
      expect.objectContaining({
        name: "TimeFault",
        code: "invalid-date",
        text: { en: expect.stringContaining("2026-02-30"), "zh-CN": expect.stringContaining("2026-02-30") },
      }),
    );
  });
});

describe("limits and dates", () => {
  it("a longer limit is never due earlier", () => {
    fc.assert(
      fc.property(anyBeginning, anyUnit, fc.boolean(), fc.nat(500), fc.nat(500), (from, unit, roll, a, b) => {
        const [shorter, longer] = [Math.min(a, b), Math.max(a, b)];
        expect(
          china.due(from, shorter, unit, { roll }).at <= china.due(from, longer, unit, { roll }).at,
        ).toBe(true);
      }),
    );
  });

  it("a later beginning is never due earlier", () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyUnit, fc.integer({ min: 1, max: 300 }), (a, b, unit, limit) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        expect(china.due(earlier, limit, unit).at <= china.due(later, limit, unit).at).toBe(true);
      }),
    );
  });

  it("a date limit ends at 24:00 of the date that `add` gives", () => {
    fc.assert(
      fc.property(anyDate, anyDateUnit, fc.integer({ min: 1, max: 100 }), (date, unit, n) => {
        expect(china.due(date, n, unit).at).toBe(china.endOf(china.add(date, n, unit)));
      }),
    );
  });

  it("C6: what was added is the difference", () => {
    fc.assert(
      fc.property(anyDate, anyDateUnit, fc.integer({ min: -100, max: 100 }), (date, unit, n) => {
        fc.pre(unit !== "workingDays" || n > 0 || china.isWorkingDay(date));
        expect(china.diff(date, china.add(date, n, unit), unit)).toBe(n);
      }),
    );
  });
});

describe("C6: a difference is to − from in whole units towards zero", () => {
  it.each([
    ["2026-02-10", "2026-03-16", "workingDays", 20],
    ["2026-03-16", "2026-02-10", "workingDays", -20],
    ["2026-02-14", "2026-02-15", "workingDays", 0],
    ["2026-02-13", "2026-02-14", "workingDays", 1],
    ["2026-01-31", "2026-02-27", "months", 0],
    ["2026-01-31", "2026-02-28", "months", 1],
    ["2026-02-28", "2026-01-31", "months", 0],
    ["2026-03-31", "2026-02-28", "months", -1],
    ["2025-03-01", "2026-02-28", "years", 0],
    ["2025-03-01", "2026-03-01", "years", 1],
    ["2026-03-01", "2025-03-02", "years", 0],
    ["2024-02-29", "2025-02-28", "years", 1],
    ["2026-03-01", "2026-02-01", "days", -28],
  ] as const)("%s to %s in %s: %i", (from, to, unit, expected) => {
    expect(Object.is(china.diff(from, to, unit), expected)).toBe(true);
  });

  it("an instant stands for its local date", () => {
    expect(china.diff(at("2026-02-10T23:59"), at("2026-02-11T00:00"), "days")).toBe(1);
    expect(china.diff("2026-02-10", at("2026-02-10T23:59"), "days")).toBe(0);
  });

  it("hours and minutes are elapsed, from the first instant of a date", () => {
    expect(china.diff(at("2026-02-10T09:00"), at("2026-02-10T10:59"), "hours")).toBe(1);
    expect(china.diff(at("2026-02-10T10:59"), at("2026-02-10T09:00"), "minutes")).toBe(-119);
    expect(Object.is(china.diff(at("2026-02-10T10:59"), at("2026-02-10T10:00"), "hours"), 0)).toBe(true);
    expect(china.diff("2026-02-10", "2026-02-11", "hours")).toBe(24);
  });

  it("a date and some hours make no date", () => {
    expect(() => china.add("2026-02-10", 1, "hours")).toThrow(
      expect.objectContaining({ code: "unit-has-no-date" }),
    );
  });
});

describe("years that the calendar does not cover make a limit provisional", () => {
  it.each([
    ["working days that run into 2027", "2026-12-30", 2, "workingDays", false, true],
    ["working days that end on 2026-12-31", "2026-12-30", 1, "workingDays", false, false],
    [
      "working days from a date of 2003, none of which is counted in it",
      "2003-12-31",
      1,
      "workingDays",
      false,
      false,
    ],
    ["days, which ask no calendar", "2026-12-30", 90, "days", false, false],
    ["days that roll in 2027", "2026-12-30", 90, "days", true, true],
    ["days that roll from 2026 on to 2027", "2026-12-30", 1, "days", true, false],
    ["months that roll in 2027", "2026-12-30", 1, "months", true, true],
    ["months that do not", "2026-12-30", 1, "months", false, false],
  ] as const)("%s", (_, from, limit, unit, roll, expected) => {
    expect(china.due(from, limit, unit, { roll }).provisional).toBe(expected);
  });

  it("a last day at the end of a covered year that rolls into the next", () => {
    const zone = createZone("Asia/Shanghai", {
      ...noCalendar,
      years: { "2026": { source: "made up", holidays: ["2026-12-31"], workingWeekends: [] } },
    });
    expect(zone.due("2026-12-30", 1, "days", { roll: true })).toEqual({
      at: zone.endOf("2027-01-01"),
      provisional: true,
    });
  });

  it("a gap between covered years", () => {
    const table = { source: "made up", holidays: [], workingWeekends: [] };
    const zone = createZone("UTC", { ...noCalendar, years: { "2025": table, "2027": table } });
    expect(zone.due("2025-12-01", 300, "workingDays").provisional).toBe(true);
    expect(zone.due("2025-12-01", 10, "workingDays").provisional).toBe(false);
  });
});

describe("the next date that recurs", () => {
  it.each([
    ["2026-02-10", "03-01", "2026-03-01"],
    ["2026-03-01", "03-01", "2027-03-01"],
    ["2026-03-02", "03-01", "2027-03-01"],
    ["2026-02-10", "02-29", "2028-02-29"],
    ["2028-02-29", "02-29", "2032-02-29"],
    ["1896-02-29", "02-29", "1904-02-29"],
    ["2026-02-10", "tuesday", "2026-02-17"],
    ["2026-02-10", "wednesday", "2026-02-11"],
    ["2026-02-10", "monday", "2026-02-16"],
    ["2026-12-31", "12-31", "2027-12-31"],
  ])("after %s on %s is %s", (date, recurrence, expected) => {
    expect(china.next(date, recurrence)).toBe(expected);
  });

  it.each(["Monday", "MO", "2-29", "02-30", "13-01", "", "0229", "02/29x"])(
    "%j does not recur",
    (recurrence) => {
      expect(() => china.next("2026-02-10", recurrence)).toThrow(
        expect.objectContaining({ code: "invalid-recurrence" }),
      );
    },
  );

  it("does not come after the year 9999", () => {
    expect(() => china.next("9999-12-31", "12-31")).toThrow(
      expect.objectContaining({ code: "date-out-of-range" }),
    );
  });
});
