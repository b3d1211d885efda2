import { describe, expect, it } from "vitest";
import {
  civilInWords,
  dateInWords,
  dueInWords,
  momentInWords,
  shortDate,
  timeLeft,
} from "../../designer/words/dates.ts";
import { lengthInWords } from "../../designer/words/units.ts";

const at = "2026-03-02T06:05:00.000Z";

describe("dates in words", () => {
  it("are those of the place, in the manner of the language", () => {
    expect(dateInWords(at, "zh-CN")).toBe("2026年3月2日（周一）");
    expect(dateInWords(at, "en")).toBe("2 Mar 2026 (Mon)");
    expect(momentInWords(at, "zh-CN")).toBe("2026年3月2日（周一） 14:05");
    expect(civilInWords("2026-03-02", "zh-CN")).toBe("2026年3月2日（周一）");
    expect(civilInWords("2026-03-02", "en")).toBe("2 Mar 2026 (Mon)");
  });

  it("leave out the year where it is this one", () => {
    expect(shortDate(at, Date.parse("2026-12-31T00:00:00Z"), "zh-CN")).toBe("3月2日（周一）");
    expect(shortDate(at, Date.parse("2027-01-02T00:00:00Z"), "en")).toBe("2 Mar 2026 (Mon)");
  });

  it("C1: midnight belongs to the day that ends, and is its 24:00", () => {
    expect(dueInWords("2026-03-05T16:00:00.000Z", "zh-CN")).toBe("2026年3月5日（周四） 24:00");
    expect(dueInWords("2026-03-05T16:00:00.000Z", "en")).toBe("5 Mar 2026 (Thu) 24:00");
    expect(dueInWords("2026-03-05T15:59:00.000Z", "en")).toBe("5 Mar 2026 (Thu) 23:59");
  });

  it("say a civil date that is none as it was written", () => {
    expect(civilInWords("2026-13-45", "en")).toBe("2026-13-45");
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
