import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../engine/model/types.ts";
import { compileRule, createBudget } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";

function size(value: Json): Json {
  return compileRule({ size: { var: "x" } }).evaluate({ x: value });
}
function matches(value: Json, format: string): Json {
  return compileRule({ matches: [{ var: "x" }, format] }).evaluate({ x: value });
}

describe("size", () => {
  it.each<[Json, number]>([
    ["罗湖区", 3],
    ["𠮷野家", 3],
    ["", 0],
    [[1, [2, 3]], 2],
    [null, 0],
    [12, 0],
    [{ length: 5 }, 0],
  ])("B5: %j has %i characters or items", (value, expected) => {
    expect(size(value)).toBe(expected);
  });

  it("B5: counts characters as people do", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff)), (codes) => {
        const text = String.fromCodePoint(...codes);
        expect(size(text)).toBe([...text].length);
      }),
    );
    expect(size("\ud800")).toBe(1);
    expect(size("\udc00\ud800")).toBe(2);
  });
});

describe("matches", () => {
  it.each<[string, Json, boolean]>([
    ["date", "2024-02-29", true],
    ["date", "2026-02-29", false],
    ["date-time", "2026-03-02T09:00:00+08:00", true],
    ["email", "li@example.cn", true],
    ["email", "li@", false],
    // Invented number with a right check character, then with a wrong one, a date that does not exist, and a lower-case x.
    ["id-card", "11010519491231002X", true],
    ["id-card", "110105194912310021", false],
    ["id-card", "11010519490231002X", false],
    ["id-card", "11010519491231002x", false],
    ["credit-code", "91350100M000100Y43", true],
    ["credit-code", "91350100M000100Y44", false],
    ["phone", "0755-25666666", true],
    ["phone", "12345", false],
    ["uri", "https://example.cn/a?b=c", true],
    ["uri", "javascript:alert(1)", false],
    ["integer", "-12", true],
    ["integer", "1.5", false],
    ["integer", 12, false],
    ["date", null, false],
  ])("B5: %s: %j is %j", (format, value, expected) => {
    expect(matches(value, format)).toBe(expected);
  });

  it("B5: a check character catches any digit that is mistyped", () => {
    const code = "91350100M000100Y43";
    const card = "11010519491231002X";
    fc.assert(
      fc.property(
        fc.constantFrom(code, card),
        fc.nat(17),
        fc.constantFrom(..."0123456789"),
        (text, at, digit) => {
          const mistyped = text.slice(0, at) + digit + text.slice(at + 1);
          fc.pre(mistyped !== text);
          expect(matches(mistyped, text === code ? "credit-code" : "id-card")).toBe(false);
        },
      ),
    );
  });

  it.each(["constructor", "toString", "^a+$", "unknown"])("B5: %s is no format", (name) => {
    expect(faultOf(() => compileRule({ matches: ["x", name] }))).toMatchObject({
      code: "unknown-format",
      path: "/matches/1",
    });
  });
});

describe("in", () => {
  const within = compileRule({ in: [{ var: "part" }, { var: "text" }] });

  it("B10: finds a part of a text as the built-in search does, however long both are", () => {
    const alphabet = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
    fc.assert(
      fc.property(alphabet, alphabet, fc.nat(2), (unit, part, repeats) => {
        const text = unit.repeat(400 * repeats) + unit.split("").toReversed().join("");
        const long = part.repeat(300);
        expect(within.evaluate({ text, part: long })).toBe(text !== "" && text.includes(long));
      }),
    );
  });

  it("B10: takes linear time where the built-in search is quadratic (pinned: 34 s for these two texts)", () => {
    const text = "a".repeat(1_000_000);
    const part = `${"a".repeat(250_000)}b${"a".repeat(250_000)}`;
    const budget = createBudget();
    expect(within.evaluate({ text, part }, budget)).toBe(false);
    expect(within.evaluate({ text: text + part, part }, budget)).toBe(true);
    expect(budget.left).toBeGreaterThan(500_000);
  });
});
