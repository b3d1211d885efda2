import type { Budget } from "../budget.ts";
import type { Call, OperatorCompiler, Operators } from "../call.ts";
import { allArguments } from "../call.ts";
import type { Node, Parts, Run } from "../node.ts";
import { explain, holdsFor, node } from "../node.ts";
import { truthy } from "../values.ts";

/** `and` gives the first value that counts as false, `or` the first that counts as true, else the last one. */
function firstThat(stops: boolean): OperatorCompiler {
  return (call) => {
    const args = allArguments(call);
    const json = args.length > 0 && args.every((arg) => arg.json);
    return node(call.op, args, shortCircuit(args, stops), { json, parts: evaluated(args, stops) });
  };
}

function shortCircuit(args: readonly Node[], stops: boolean): Run {
  const runs = args.map((arg) => arg.run);
  const [first, second] = runs;
  if (runs.length === 2 && first && second) {
    return (d, scope, budget) => {
      const value = first(d, scope, budget);
      return truthy(value) === stops ? value : second(d, scope, budget);
    };
  }
  return (d, scope, budget) => {
    let value: unknown;
    for (let i = 0; i < runs.length; i++) {
      value = (runs[i] as Run)(d, scope, budget);
      if (truthy(value) === stops) return value;
    }
    return value;
  };
}

/** Explains the arguments up to the one that decides. */
function evaluated(args: readonly Node[], stops: boolean): Parts {
  return (d, scope, budget) => {
    const decides = args.findIndex((arg) => holdsFor(arg, d, scope, budget) === stops);
    const reached = decides < 0 ? args : args.slice(0, decides + 1);
    return reached.map((arg) => explain(arg, d, scope, budget));
  };
}

/** `if`: condition, value, condition, value …, and a last value where no condition holds; null where that is not written. */
function conditional(call: Call): Node {
  const args = allArguments(call);
  const taken = (d: unknown, scope: unknown, budget: Budget): number => {
    let i = 0;
    for (; i + 1 < args.length; i += 2) if (holdsFor(args[i] as Node, d, scope, budget)) return i + 1;
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
