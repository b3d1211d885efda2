import type { Budget } from "../budget.ts";
import { spend } from "../budget.ts";
import type { Call, OperatorCompiler, Operators } from "../call.ts";
import { argument } from "../call.ts";
import { itemEnvironment } from "../environment.ts";
import type { Node, Parts } from "../node.ts";
import { explain, explainItem, literal, node, testOf } from "../node.ts";
import type { Explanation } from "../types.ts";
import { pure } from "./pure.ts";

/** Explanations show so many items of a list. */
export const itemsExplained = 50;

interface Loop {
  readonly source: Node;
  readonly body: Node;
}

/** The list, and inner logic that sees one item and nothing else (rule B5). */
function loop(call: Call): Loop {
  return { source: argument(call, 0), body: argument(call, 1, itemEnvironment(call.env)) };
}

/** Explains the list and what the inner logic gave for each item, up to the one that decides. */
function itemParts({ source, body }: Loop, stopsAt?: boolean): Parts {
  const test = testOf(body);
  return (d, scope, budget) => {
    const parts: Explanation[] = [explain(source, d, scope, budget)];
    const list = source.run(d, scope, budget);
    if (!Array.isArray(list)) return parts;
    for (let i = 0; i < Math.min(list.length, itemsExplained); i++) {
      spend(budget, body.weight);
      parts.push(explainItem(i, body, list[i], scope, budget));
      if (stopsAt !== undefined && test(list[i], scope, budget) === stopsAt) break;
    }
    return parts;
  };
}

function filter(call: Call): Node {
  const { source, body } = loop(call);
  const test = testOf(body);
  return node(
    call.op,
    [source],
    (d, scope, budget) => {
      const list = source.run(d, scope, budget);
      const kept: unknown[] = [];
      if (!Array.isArray(list)) return kept;
      for (let i = 0; i < list.length; i++) {
        spend(budget, body.weight);
        if (test(list[i], scope, budget)) kept.push(list[i]);
      }
      return kept;
    },
    { json: source.json, inner: [body], parts: itemParts({ source, body }) },
  );
}

function map(call: Call): Node {
  const { source, body } = loop(call);
  return node(
    call.op,
    [source],
    (d, scope, budget) => {
      const list = source.run(d, scope, budget);
      const mapped: unknown[] = [];
      if (!Array.isArray(list)) return mapped;
      for (let i = 0; i < list.length; i++) {
        spend(budget, body.weight);
        mapped.push(body.run(list[i], scope, budget));
      }
      return mapped;
    },
    { json: body.json, inner: [body], parts: itemParts({ source, body }) },
  );
}

/** `all`, `some`, `none`: what is no list, or empty, gives `ofNone`; the first item for which the logic is `stopsAt` decides. */
function quantifier(stopsAt: boolean, whenStopped: boolean, ofNone: boolean): OperatorCompiler {
  return (call) => {
    const { source, body } = loop(call);
    const test = testOf(body);
    return node(
      call.op,
      [source],
      (d, scope, budget) => {
        const list = source.run(d, scope, budget);
        if (!Array.isArray(list) || list.length === 0) return ofNone;
        for (let i = 0; i < list.length; i++) {
          spend(budget, body.weight);
          if (test(list[i], scope, budget) === stopsAt) return whenStopped;
        }
        return !whenStopped;
      },
      { boolean: true, inner: [body], parts: itemParts({ source, body }, stopsAt) },
    );
  };
}

/** What the inner logic of `reduce` sees. */
interface Fold {
  current: unknown;
  accumulator: unknown;
}

function reduce(call: Call): Node {
  const env = itemEnvironment(call.env);
  const [source, body] = [argument(call, 0), argument(call, 1, env)];
  const initial = call.raw.length > 2 ? argument(call, 2) : literal(null);
  const kept = env.itemKept.set;

  const fold = (
    d: unknown,
    scope: unknown,
    budget: Budget,
    next: (seen: Fold, i: number) => unknown,
  ): unknown => {
    const list = source.run(d, scope, budget);
    let accumulator = initial.run(d, scope, budget);
    if (!Array.isArray(list)) return accumulator;
    let seen: Fold = { current: undefined, accumulator: undefined };
    for (let i = 0; i < list.length; i++) {
      spend(budget, body.weight);
      if (kept) seen = { current: undefined, accumulator: undefined };
      seen.current = list[i];
      seen.accumulator = accumulator;
      accumulator = next(seen, i);
    }
    return accumulator;
  };

  const parts: Parts = (d, scope, budget) => {
    const shown = [explain(source, d, scope, budget), explain(initial, d, scope, budget)];
    fold(d, scope, budget, (seen, i) => {
      if (i < itemsExplained) shown.push(explainItem(i, body, seen, scope, budget));
      return body.run(seen, scope, budget);
    });
    return shown;
  };

  return node(
    call.op,
    [source, initial],
    (d, scope, budget) => fold(d, scope, budget, (seen) => body.run(seen, scope, budget)),
    { inner: [body], parts },
  );
}

/** One list of all items of the lists, and of what is no list. */
function merged(values: unknown[], budget: Budget): unknown[] {
  const all: unknown[] = [];
  for (const value of values) {
    const items = Array.isArray(value) ? value : [value];
    spend(budget, 1 + (items.length >> 2));
    for (let i = 0; i < items.length; i++) all.push(items[i]);
  }
  return all;
}

export const listOperators: Operators = {
  merge: pure(merged),
  filter,
  map,
  reduce,
  all: quantifier(false, false, false),
  some: quantifier(true, true, false),
  none: quantifier(true, false, true),
};
