import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareShare, compileRule } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";

const votes = fc.nat(2_000_000);

describe("share", () => {
  it.each([
    [14, ">=", "2/3", 21, true],
    [13, ">=", "2/3", 20, false],
    [11, ">", "1/2", 22, false],
    [11, ">", "1/2", 21, true],
    [2, "=", "2/3", 3, true],
    [1, "=", 1, 1, true],
    [0.3, "=", "1/10", 3, true],
    [3, ">=", "0.75", 4, true],
    [1, ">=", 0.1, 10, true],
  ] as const)("E3: %s of %4$s %s %s is exact: %5$s", (part, comparison, share, whole, expected) => {
    expect(compareShare(part, comparison, share, whole)).toBe(expected);
    expect(compileRule({ share: [part, comparison, share, whole] }).evaluate({})).toBe(expected);
    const read = { share: [{ var: "part" }, comparison, { var: "share" }, { var: "whole" }] };
    expect(compileRule(read).holds({ part, share, whole })).toBe(expected);
  });

  it("E3: agrees with whole numbers, multiplied out", () => {
    fc.assert(
      fc.property(
        votes,
        votes,
        fc.integer({ min: 1, max: 1000 }),
        fc.nat(1000),
        (part, whole, below, above) => {
          const [left, right] = [BigInt(part) * BigInt(below), BigInt(above) * BigInt(whole)];
          const share = `${above}/${below}`;
          expect(compareShare(part, ">=", share, whole)).toBe(whole > 0 && left >= right);
          expect(compareShare(part, ">", share, whole)).toBe(whole > 0 && left > right);
          expect(compareShare(part, "=", share, whole)).toBe(whole > 0 && left === right);
        },
      ),
    );
  });

  it("E3: a base of 0 has no share, and neither has what is no number or fraction", () => {
    for (const whole of [0, -1, null, "3", undefined, Number.NaN])
      expect(compareShare(5, ">=", "0", whole)).toBe(false);
    for (const share of ["1/0", "two thirds", "", null, "1/2/3", "1e3", Number.NaN, "9".repeat(50)])
      expect(compareShare(5, ">=", share, 1)).toBe(false);
    expect(compareShare("5", ">", "1/2", 6)).toBe(false);
  });

  it("B5: its comparison is written out, one of three", () => {
    expect(faultOf(() => compileRule({ share: [1, "<", "1/2", 3] }))).toMatchObject({
      code: "unknown-comparison",
      path: "/share/1",
    });
    expect(faultOf(() => compileRule({ share: [1, { var: "x" }, "1/2", 3] }))?.code).toBe("name-expected");
  });
});
