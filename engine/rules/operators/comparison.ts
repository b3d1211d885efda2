import type { Budget } from "../budget.ts";
import type { OperatorCompiler, Operators } from "../call.ts";
import { allArguments } from "../call.ts";
import type { Node, Run } from "../node.ts";
import { nodeAt, testOf } from "../node.ts";
import { atMost, less, looselyEqual, strictlyEqual } from "../values.ts";
import { folded } from "./pure.ts";

type Compare = (a: unknown, b: unknown, budget: Budget) => boolean;

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
      return folded(call.op, args, run, { boolean: true });
    }
    const { value: known } = constant;
    const type = typeof known;
    const run: Run = (d, scope, budget) => {
      const value = read(d, scope, budget);
      return (typeof value === type ? value === known : compare(value, known, budget)) === expected;
    };
    return folded(call.op, args, run, { boolean: true });
  };
}

function isTextOrNumber(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** One of the four orders: how it compares any two values, and how it is specialised for a known number on the right. */
interface Order {
  readonly compare: Compare;
  readonly toNumber: (read: Run, known: number) => Run;
  /** The same order with its sides exchanged. */
  readonly mirror: () => Order;
}

const lessThan: Order = {
  compare: less,
  toNumber: (read, known) => (d, scope, budget) => {
    const value = read(d, scope, budget);
    return typeof value === "number" ? value < known : less(value, known, budget);
  },
  mirror: () => greaterThan,
};
const lessOrEqual: Order = {
  compare: atMost,
  toNumber: (read, known) => (d, scope, budget) => {
    const value = read(d, scope, budget);
    return typeof value === "number" ? value <= known : atMost(value, known, budget);
  },
  mirror: () => greaterOrEqual,
};
const greaterThan: Order = {
  compare: (a, b, budget) => less(b, a, budget),
  toNumber: (read, known) => (d, scope, budget) => {
    const value = read(d, scope, budget);
    return typeof value === "number" ? value > known : less(known, value, budget);
  },
  mirror: () => lessThan,
};
const greaterOrEqual: Order = {
  compare: (a, b, budget) => atMost(b, a, budget),
  toNumber: (read, known) => (d, scope, budget) => {
    const value = read(d, scope, budget);
    return typeof value === "number" ? value >= known : atMost(known, value, budget);
  },
  mirror: () => lessOrEqual,
};

/** `>` and `>=` look at two values only, `<` and `<=` at a third one if there is any: `{ "<": [low, x, high] }`. */
function ordering(order: Order, between: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const run = between && args.length > 2 ? ofThree(order, args) : ofTwo(order, args);
    return folded(call.op, args, run, { boolean: true });
  };
}

function ofTwo({ compare, toNumber, mirror }: Order, args: readonly Node[]): Run {
  const [left, right] = [nodeAt(args, 0), nodeAt(args, 1)];
  if (typeof right.constant?.value === "number") return toNumber(left.run, right.constant.value);
  if (typeof left.constant?.value === "number") return mirror().toNumber(right.run, left.constant.value);
  const [a, b] = [left.run, right.run];
  return (d, scope, budget) => compare(a(d, scope, budget), b(d, scope, budget), budget);
}

function ofThree({ compare }: Order, args: readonly Node[]): Run {
  const [a, b, c] = [nodeAt(args, 0).run, nodeAt(args, 1).run, nodeAt(args, 2).run];
  return (d, scope, budget) => {
    const [low, middle, high] = [a(d, scope, budget), b(d, scope, budget), c(d, scope, budget)];
    return compare(low, middle, budget) && (high === undefined || compare(middle, high, budget));
  };
}

function negation(expected: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const test = testOf(nodeAt(args, 0));
    const run: Run = expected ? test : (d, scope, budget) => !test(d, scope, budget);
    return folded(call.op, args, run, { boolean: true });
  };
}

export const comparisonOperators: Operators = {
  "==": equality(looselyEqual, true),
  "!=": equality(looselyEqual, false),
  "===": equality(strictlyEqual, true),
  "!==": equality(strictlyEqual, false),
  "<": ordering(lessThan, true),
  "<=": ordering(lessOrEqual, true),
  ">": ordering(greaterThan, false),
  ">=": ordering(greaterOrEqual, false),
  "!": negation(false),
  "!!": negation(true),
};
