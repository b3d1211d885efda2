import { shareComparisons } from "../../model/operators.ts";
import type { ShareComparison } from "../../model/operators.ts";
import type { Call, Operators } from "../call.ts";
import { argument, argumentPath, writtenName } from "../call.ts";
import type { Fraction } from "../decimal.ts";
import { fraction } from "../decimal.ts";
import { RuleFault } from "../fault.ts";
import type { Node } from "../node.ts";
import { node } from "../node.ts";

const holdsAt: Record<ShareComparison, (difference: bigint) => boolean> = {
  ">": (difference) => difference > 0n,
  ">=": (difference) => difference >= 0n,
  "=": (difference) => difference === 0n,
};

/**
 * Compares a part of a whole with a share, exactly: `compareShare(14, ">=", "2/3", 21)` is true, and no rounding makes 13 of
 * 20 two thirds. Numbers stand for the decimals that they are written as. A whole of 0 or less has no share that holds
 * (rule E3), and neither has anything that is no number or fraction.
 */
export function compareShare(
  part: unknown,
  comparison: ShareComparison,
  share: unknown,
  whole: unknown,
): boolean {
  const wanted = fraction(share);
  return wanted !== null && compareFractions(part, comparison, wanted, whole);
}

function compareFractions(
  part: unknown,
  comparison: ShareComparison,
  share: Fraction,
  whole: unknown,
): boolean {
  if (typeof part !== "number" || typeof whole !== "number" || !(whole > 0)) return false;
  const [of, from] = [fraction(part), fraction(whole)];
  if (!of || !from) return false;
  const left = of.numerator * share.denominator * from.denominator;
  const right = share.numerator * from.numerator * of.denominator;
  return holdsAt[comparison](left - right);
}

function share(call: Call): Node {
  const comparison = writtenName(call, 1);
  if (!isComparison(comparison)) throw new RuleFault("unknown-comparison", argumentPath(call, 1), comparison);
  const [part, wanted, whole] = [argument(call, 0), argument(call, 2), argument(call, 3)];
  const known = wanted.constant ? fraction(wanted.constant.value) : null;
  return node(
    call.op,
    [part, wanted, whole],
    (d, scope, budget) => {
      const [a, b] = [part.run(d, scope, budget), whole.run(d, scope, budget)];
      return known
        ? compareFractions(a, comparison, known, b)
        : compareShare(a, comparison, wanted.run(d, scope, budget), b);
    },
    { name: comparison, boolean: true },
  );
}

function isComparison(name: string): name is ShareComparison {
  return (shareComparisons as readonly string[]).includes(name);
}

export const shareOperators: Operators = { share };
