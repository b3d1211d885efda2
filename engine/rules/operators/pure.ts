import type { Budget } from "../budget.ts";
import { createBudget } from "../budget.ts";
import type { OperatorCompiler } from "../call.ts";
import { allArguments } from "../call.ts";
import { RuleFault } from "../fault.ts";
import type { Node, NodeOptions, Run } from "../node.ts";
import { node, nodeAt } from "../node.ts";
import type { Primitive } from "../values.ts";

/** What an operator makes of its values. */
export type Compute = (values: unknown[], budget: Budget) => unknown;

/** An operator that looks at nothing but the values of its arguments. */
export function pure(compute: Compute, options: NodeOptions = {}): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const run: Run = (d, scope, budget) => {
      const values: unknown[] = [];
      for (let i = 0; i < args.length; i++) values.push((args[i] as Node).run(d, scope, budget));
      return compute(values, budget);
    };
    return folded(call.op, args, run, options);
  };
}

/** The same for an operator of two values. What is not written is undefined. */
export function pureOfTwo(
  compute: (a: unknown, b: unknown, budget: Budget) => unknown,
  options: NodeOptions = {},
): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const [a, b] = [nodeAt(args, 0).run, nodeAt(args, 1).run];
    const run: Run = (d, scope, budget) => compute(a(d, scope, budget), b(d, scope, budget), budget);
    return folded(call.op, args, run, options);
  };
}

/**
 * A node whose value is computed now where all its arguments are known and the value is no list or object, which are made
 * anew each time. Logic that exceeds its budget is left to do so when it is evaluated.
 */
export function folded(op: string, args: readonly Node[], run: Run, options: NodeOptions = {}): Node {
  const constant = args.every((arg) => arg.constant) ? valueNow(run) : undefined;
  return constant
    ? node(op, args, () => constant.value, { ...options, constant })
    : node(op, args, run, options);
}

function valueNow(run: Run): { value: Primitive } | undefined {
  try {
    const value = run(null, null, createBudget());
    return typeof value === "object" && value !== null ? undefined : { value: value as Primitive };
  } catch (fault) {
    if (fault instanceof RuleFault) return undefined;
    throw fault;
  }
}
