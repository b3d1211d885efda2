import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formats, hasFormat } from "../../engine/model/index.ts";

const good: Record<string, string[]> = {
  date: ["2026-02-28", "2024-02-29", "2000-02-29", "0001-01-01"],
  time: ["09:30", "23:59:59", "09:30:00.123", "09:30:00+08:00"],
  "date-time": ["2026-03-02T09:00:00+08:00", "2026-03-02T01:00:00.000Z"],
  email: ["a@b.cn", "first.last+tag@sub.example.org"],
  uri: ["https://example.org/a?b=c", "http://127.0.0.1:8460"],
  uuid: ["123e4567-e89b-12d3-a456-426614174000"],
  // Numbers with valid check characters, of nobody: the example of GB 11643 and one computed by its rule.
  "id-card": ["11010519491231002X", "440524188001010014"],
  // The example of GB 32100.
  "credit-code": ["91350100M000100Y43"],
  integer: ["0", "-12", "9007199254740993"],
  number: ["0.5", "-3", "12"],
  mobile: ["13800138000", "+86 13800138000"],
  phone: ["13800138000", "0755-25501234", "075525501234"],
  postcode: ["518000"],
  person: ["mediator-lu", "张三", "zhang san", "a"],
  attachment: ["sha256:ab12", "files/2026/plan.pdf"],
};
const bad: Record<string, string[]> = {
  date: [
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "2026-01-01T00:00",
    "",
  ],
  time: ["24:00", "9:30", "12:60", "12:00+25:00"],
  "date-time": [
    "2026-03-02T09:00:00",
    "2026-03-02",
    "2026-02-30T09:00:00Z",
    "2026-03-02 09:00:00Z",
    "2026-03-02T09:00Z",
  ],
  email: ["a", "a@b", "a b@c.de", "@b.cn", "a@@b.cn"],
  uri: ["javascript:alert(1)", "example.org", "https://", "https://a b"],
  uuid: ["123e4567"],
  "id-card": ["110105194912310021", "110105194913310026", "11010519491231002x", "1"],
  "credit-code": ["91350100M000100Y44", "91350100I000100Y43", "1"],
  integer: ["01", "1.0", "1e3", "x", ""],
  number: [".5", "1e3", "NaN", "1."],
  mobile: ["12345678901", "075525501234"],
  phone: ["1", "abc"],
  postcode: ["51800", "5180000"],
  person: ["", " a", "a ", "a\nb", "a".repeat(201)],
  attachment: ["", "../etc/passwd", "a b", "/etc/passwd"],
};

describe("formats", () => {
  it.each(Object.keys(formats))("%s takes what it should and nothing else", (name) => {
    expect(good[name]?.filter((text) => hasFormat(text, name) !== true)).toEqual([]);
    expect(bad[name]?.filter((text) => hasFormat(text, name) !== false)).toEqual([]);
  });

  it("are not taken for inherited names", () => {
    expect(hasFormat("x", "toString")).toBeNull();
    expect(hasFormat("x", "passport")).toBeNull();
  });

  it("notice any single wrong digit of an identity number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        const number = "440524188001010014";
        fc.pre(number[at] !== String(digit));
        expect(hasFormat(number.slice(0, at) + digit + number.slice(at + 1), "id-card")).toBe(false);
      }),
    );
  });

  it("answer at once, whatever they are asked", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(formats)),
        fc.string({ maxLength: 50 }),
        fc.nat(2000),
        (name, text, times) => {
          expect(typeof hasFormat(text.repeat(times), name)).toBe("boolean");
        },
      ),
    );
  });
});
