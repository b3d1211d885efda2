import type { Budget } from "../budget.ts";
import type { OperatorCompiler, Operators } from "../call.ts";
import { allArguments } from "../call.ts";
import type { Run } from "../node.ts";
import { holdsFor, nodeAt } from "../node.ts";
import { atMost, less, looselyEqual } from "../values.ts";
import { folded } from "./pure.ts";

type Compare = (a: unknown, b: unknown, budget: Budget) => boolean;

const strictlyEqual: Compare = (a, b) => a === b;

/**
 * Specialised for the commonest guards: one side is a known text or number. The value that was read then mostly has the
 * type of the constant, and needs no conversion.
 */
function equality(compare: Compare, expected: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const [left, right] = [nodeAt(args, 0), nodeAt(args, 1)];
    const constant = left.constant ?? right.constant;
    const read = (left.constant ? right : left).run;
    const [a, b] = [left.run, right.run];
    if (!constant || !isTextOrNumber(constant.value)) {
      const run: Run = (d, scope, budget) =>
        compare(a(d, scope, budget), b(d, scope, budget), budget) === expected;
      return folded(call.op, args, run, { json: true });
    }
    const { value: known } = constant;
    const type = typeof known;
    const run: Run = (d, scope, budget) => {
      const value = read(d, scope, budget);
      return (typeof value === type ? value === known : compare(value, known, budget)) === expected;
    };
    return folded(call.op, args, run, { json: true });
  };
}

function isTextOrNumber(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

const reversed =
  (compare: Compare): Compare =>
  (a, b, budget) =>
    compare(b, a, budget);

/** `>` and `>=` look at two values only, `<` and `<=` at a third one if there is any: `{ "<": [low, x, high] }`. */
function order(compare: Compare, between: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const [a, b, c] = [nodeAt(args, 0).run, nodeAt(args, 1).run, nodeAt(args, 2).run];
    const two: Run = (d, scope, budget) => compare(a(d, scope, budget), b(d, scope, budget), budget);
    if (!between || args.length < 3) return folded(call.op, args, two, { json: true });
    const three: Run = (d, scope, budget) => {
      const [low, middle] = [a(d, scope, budget), b(d, scope, budget)];
      const high = c(d, scope, budget);
      return compare(low, middle, budget) && (high === undefined || compare(middle, high, budget));
    };
    return folded(call.op, args, three, { json: true });
  };
}

function negation(expected: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const value = nodeAt(args, 0);
    const run: Run = (d, scope, budget) => holdsFor(value, d, scope, budget) === expected;
    return folded(call.op, args, run, { json: true });
  };
}

export const comparisonOperators: Operators = {
  "==": equality(looselyEqual, true),
  "!=": equality(looselyEqual, false),
  "===": equality(strictlyEqual, true),
  "!==": equality(strictlyEqual, false),
  "<": order(less, true),
  "<=": order(atMost, true),
  ">": order(reversed(less), false),
  ">=": order(reversed(atMost), false),
  "!": negation(false),
  "!!": negation(true),
};
