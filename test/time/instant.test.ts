import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, millis, parseInstant } from "../../engine/time/index.ts";

const anyInstant = fc.date({
  min: new Date("0001-01-01T00:00:00.000Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

describe("instants", () => {
  it("are written and read as the host does, over the years 1 to 9999", () => {
    fc.assert(
      fc.property(anyInstant, (date) => {
        expect(instant(date.getTime())).toBe(date.toISOString());
        expect(millis(date.toISOString())).toBe(date.getTime());
        expect(parseInstant(date.toISOString())).toBe(date.toISOString());
      }),
    );
  });

  it("compare as texts do", () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (a, b) => {
        const [x, y] = [instant(a.getTime()), instant(b.getTime())];
        expect([x < y, x === y]).toEqual([a.getTime() < b.getTime(), a.getTime() === b.getTime()]);
      }),
    );
  });

  it.each([
    ["2026-02-10T09:00:00+08:00", "2026-02-10T01:00:00.000Z"],
    ["2026-02-10T09:00+08:00", "2026-02-10T01:00:00.000Z"],
    ["2026-02-10T00:30:00.5+08:00", "2026-02-09T16:30:00.500Z"],
    ["2026-02-10T00:30:00.123456789Z", "2026-02-10T00:30:00.123Z"],
    ["2026-02-10 00:30:00z", "2026-02-10T00:30:00.000Z"],
    ["2026-02-10t00:30:00-03:30", "2026-02-10T04:00:00.000Z"],
    ["2026-02-10T09:00:00+0800", "2026-02-10T01:00:00.000Z"],
    ["2024-02-29T00:00:00.000Z", "2024-02-29T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
    expect(millis(text)).toBe(Date.parse(expected));
  });

  it.each([
    "2026-02-30T00:00:00.000Z",
    "2026-02-10T24:00:00.000Z",
    "2026-02-10T23:60:00.000Z",
    "2026-02-10T23:59:60.000Z",
    "2026-02-10T24:00:00Z",
    "2026-02-10T23:60Z",
    "2026-02-10T23:59:60Z",
    "2026-02-10T00:00:00+24:00",
    "2026-02-10T00:00:00+08:60",
    "2026-02-10T00:00:00",
    "2026-02-10T00Z",
    "2026-02-10",
    "2026-02-10T00:00:00.Z",
    "2026-02-10Tab:cd:ef.ghiZ",
    "2026-02-10T00-00-00.000Z",
    "2026-02-10T00:00:00.000z ",
    " 2026-02-10T00:00:00Z",
    "+2026-02-10T00:00:00Z",
    "12026-02-10T00:00:00Z",
    "0000-12-31T23:00:00.000Z",
    "0001-01-01T00:00:00+08:00",
    "9999-12-31T23:00:00-08:00",
    "yesterday",
    "",
  ])("%j is none", (text) => {
    expect(parseInstant(text)).toBeNull();
    expect(() => millis(text)).toThrow(expect.objectContaining({ code: "invalid-instant" }));
  });

  it("are refused outside the years 1 to 9999, and where they are no number", () => {
    for (const ms of [
      Date.parse("0000-12-31T23:59:59.999Z"),
      Date.parse("9999-12-31T23:59:59.999Z") + 1,
      Number.NaN,
    ])
      expect(() => instant(ms)).toThrow(expect.objectContaining({ code: "date-out-of-range" }));
  });

  it("are never made of a text that the host reads otherwise", () => {
    const character = fc.constantFrom(..."0123456789TtZz:.+- ,/");
    const spoilt = fc
      .tuple(
        anyInstant,
        fc.constantFrom("Z", "+08:00", "-0330"),
        fc.array(fc.tuple(fc.nat(28), character), { maxLength: 3 }),
      )
      .map(([date, offset, changes]) => {
        const text = [...date.toISOString().slice(0, 23), ...offset];
        for (const [place, other] of changes) text[place % text.length] = other;
        return text.join("");
      });
    let read = 0;
    fc.assert(
      fc.property(spoilt, (text) => {
        const parsed = parseInstant(text);
        if (parsed === null) return;
        read++;
        expect(Date.parse(parsed)).toBe(Date.parse(text.replace(" ", "T").toUpperCase()));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});
