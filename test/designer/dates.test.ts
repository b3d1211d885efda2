import { describe, expect, it } from "vitest";
import { civilInWords, datesIn, timeLeft } from "../../designer/words/dates.ts";
import { lengthInWords } from "../../designer/words/units.ts";

const at = "2026-03-02T06:05:00.000Z";
const shanghai = { "zh-CN": datesIn("Asia/Shanghai", "zh-CN"), en: datesIn("Asia/Shanghai", "en") };

describe("dates in words", () => {
  it("are those of the place, in the manner of the language", () => {
    expect(shanghai["zh-CN"].date(at)).toBe("2026年3月2日（周一）");
    expect(shanghai.en.date(at)).toBe("2 Mar 2026 (Mon)");
    expect(shanghai["zh-CN"].moment(at)).toBe("2026年3月2日（周一） 14:05");
    expect(civilInWords("2026-03-02", "zh-CN")).toBe("2026年3月2日（周一）");
    expect(civilInWords("2026-03-02", "en")).toBe("2 Mar 2026 (Mon)");
  });

  it("leave out the year where it is this one", () => {
    expect(shanghai["zh-CN"].shortDate(at, Date.parse("2026-12-31T00:00:00Z"))).toBe("3月2日（周一）");
    expect(shanghai.en.shortDate(at, Date.parse("2027-01-02T00:00:00Z"))).toBe("2 Mar 2026 (Mon)");
  });

  it("C1: midnight belongs to the day that ends, and is its 24:00", () => {
    expect(shanghai["zh-CN"].due("2026-03-05T16:00:00.000Z")).toBe("2026年3月5日（周四） 24:00");
    expect(shanghai.en.due("2026-03-05T16:00:00.000Z")).toBe("5 Mar 2026 (Thu) 24:00");
    expect(shanghai.en.due("2026-03-05T15:59:00.000Z")).toBe("5 Mar 2026 (Thu) 23:59");
  });

  it("say a civil date that is none as it was written", () => {
    expect(civilInWords("2026-13-45", "en")).toBe("2026-13-45");
  });

  it("mean the end of a day of the place", () => {
    expect(shanghai.en.lastOf("2026-03-05")).toBe("2026-03-05T15:59:59.999Z");
  });
});

describe("dates of a place whose clocks change", () => {
  const newYork = datesIn("America/New_York", "en");

  it("are those of its own clocks, on both sides of the change", () => {
    expect(newYork.moment("2026-03-08T06:59:00.000Z")).toBe("8 Mar 2026 (Sun) 01:59");
    expect(newYork.moment("2026-03-08T07:00:00.000Z")).toBe("8 Mar 2026 (Sun) 03:00");
    expect(newYork.time("2026-11-01T05:30:00.000Z")).toBe("01:30");
    expect(newYork.time("2026-11-01T06:30:00.000Z")).toBe("01:30");
    expect(newYork.date(at)).toBe("2 Mar 2026 (Mon)");
    expect(newYork.date("2026-03-02T04:59:00.000Z")).toBe("1 Mar 2026 (Sun)");
  });

  it("C1: a day ends at its own midnight, whether it had 23 hours or 25", () => {
    expect(newYork.due("2026-03-08T05:00:00.000Z")).toBe("7 Mar 2026 (Sat) 24:00");
    expect(newYork.due("2026-03-09T04:00:00.000Z")).toBe("8 Mar 2026 (Sun) 24:00");
    expect(newYork.due("2026-11-02T05:00:00.000Z")).toBe("1 Nov 2026 (Sun) 24:00");
    expect(newYork.lastOf("2026-03-07")).toBe("2026-03-08T04:59:59.999Z");
    expect(newYork.lastOf("2026-03-08")).toBe("2026-03-09T03:59:59.999Z");
    expect(newYork.lastOf("2026-11-01")).toBe("2026-11-02T04:59:59.999Z");
  });

  it("know which year it is there", () => {
    const newYear = Date.parse("2027-01-01T04:00:00Z");
    expect(newYork.shortDate(at, newYear)).toBe("2 Mar (Mon)");
    expect(shanghai.en.shortDate(at, newYear)).toBe("2 Mar 2026 (Mon)");
  });
});

describe("time left", () => {
  const now = Date.parse("2026-03-02T00:00:00Z");
  it.each([
    ["2026-03-05T00:00:00Z", { over: false, unit: "days", count: 3 }],
    ["2026-03-03T12:00:00Z", { over: false, unit: "hours", count: 36 }],
    ["2026-03-02T00:40:00Z", { over: false, unit: "minutes", count: 40 }],
    ["2026-03-02T00:00:10Z", { over: false, unit: "minutes", count: 1 }],
    ["2026-02-27T00:00:00Z", { over: true, unit: "days", count: 3 }],
  ] as const)("until %s", (instant, expected) => {
    expect(timeLeft(instant, now)).toEqual(expected);
  });

  it("is told with its unit, in the right number", () => {
    expect(lengthInWords(1, "workingDays", "en")).toBe("1 working day");
    expect(lengthInWords(3, "workingDays", "en")).toBe("3 working days");
    expect(lengthInWords(3, "workingDays", "zh-CN")).toBe("3 个工作日");
  });
});
