import type { Budget } from "../budget.ts";
import type { Call, OperatorCompiler, Operators } from "../call.ts";
import { allArguments } from "../call.ts";
import type { Node, Parts, Run, Test } from "../node.ts";
import { explain, node, testOf } from "../node.ts";
import { truthy } from "../values.ts";

/** `and` gives the first value that counts as false, `or` the first that counts as true, else the last one. */
function firstThat(stops: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const boolean = args.length > 0 && args.every((arg) => arg.boolean);
    const json = args.length > 0 && args.every((arg) => arg.json);
    const run = boolean ? ofBooleans(args, stops) : shortCircuit(args, stops);
    return node(call.op, args, run, { json, boolean, parts: evaluated(args, stops) });
  };
}

function ofBooleans(args: readonly Node[], stops: boolean): Run {
  const tests = args.map(testOf);
  const [a, b, c] = tests as [Test, Test, Test];
  if (tests.length === 2 && !stops) return (d, scope, budget) => a(d, scope, budget) && b(d, scope, budget);
  if (tests.length === 3 && !stops)
    return (d, scope, budget) => a(d, scope, budget) && b(d, scope, budget) && c(d, scope, budget);
  return (d, scope, budget) => {
    for (let i = 0; i < tests.length; i++) if ((tests[i] as Test)(d, scope, budget) === stops) return stops;
    return !stops;
  };
}

function shortCircuit(args: readonly Node[], stops: boolean): Run {
  const runs = args.map((arg) => arg.run);
  return (d, scope, budget) => {
    let value: unknown;
    for (let i = 0; i < runs.length; i++) {
      value = (runs[i] as Run)(d, scope, budget);
      if (value === stops || (value !== !stops && truthy(value) === stops)) return value;
    }
    return value;
  };
}

/** Explains the arguments up to the one that decides. */
function evaluated(args: readonly Node[], stops: boolean): Parts {
  const tests = args.map(testOf);
  return (d, scope, budget) => {
    const decides = tests.findIndex((test) => test(d, scope, budget) === stops);
    const reached = decides < 0 ? args : args.slice(0, decides + 1);
    return reached.map((arg) => explain(arg, d, scope, budget));
  };
}

/** `if`: condition, value, condition, value …, and a last value where no condition holds; null where that is not written. */
function conditional(call: Call): Node {
  const args = allArguments(call);
  const tests = args.map(testOf);
  const taken = (d: unknown, scope: unknown, budget: Budget): number => {
    let i = 0;
    for (; i + 1 < args.length; i += 2) if ((tests[i] as Test)(d, scope, budget)) return i + 1;
    return i;
  };
  const run: Run = (d, scope, budget) => {
    const value = args[taken(d, scope, budget)];
    return value ? value.run(d, scope, budget) : null;
  };
  const parts: Parts = (d, scope, budget) => {
    const last = taken(d, scope, budget);
    const conditions = args.filter((_, i) => i < last && i % 2 === 0);
    const value = args[last];
    return [...conditions, ...(value ? [value] : [])].map((arg) => explain(arg, d, scope, budget));
  };
  return node(call.op, args, run, { json: args.every((arg) => arg.json), parts });
}

export const controlOperators: Operators = {
  and: firstThat(false),
  or: firstThat(true),
  if: conditional,
  "?:": conditional,
};
