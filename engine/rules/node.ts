import type { Json, Text } from "../model/types.ts";
import type { Budget } from "./budget.ts";
import { deepestNesting } from "./environment.ts";
import { RuleFault } from "./fault.ts";
import type { Explanation } from "./types.ts";
import type { Primitive } from "./values.ts";
import { asJson, truthy } from "./values.ts";

/**
 * Evaluates logic. `d` is what `var` reads: the whole scope, or one item inside `filter` and its like. `scope` is always the
 * whole scope, with `row` and `index` where an operator of ours has set them.
 */
export type Run = (d: unknown, scope: unknown, budget: Budget) => unknown;

/** Compiled logic: what to run, and what to say about it. */
export interface Node {
  readonly op: string;
  readonly run: Run;
  readonly name?: string;
  readonly title?: Text;
  /** Present where the value is known beforehand. */
  readonly constant?: { readonly value: Primitive };
  /** The result is JSON whenever the scope is. */
  readonly json: boolean;
  /** The result is true or false. */
  readonly boolean: boolean;
  /** How deep the evaluation nests. */
  readonly height: number;
  /** What one evaluation costs, apart from the rounds of loops. */
  readonly weight: number;
  /** The parts of an explanation; by default the arguments in order. */
  readonly parts: Parts;
}
export type Parts = (d: unknown, scope: unknown, budget: Budget) => Explanation[];

export interface NodeOptions {
  name?: string | undefined;
  title?: Text | undefined;
  constant?: { value: Primitive } | undefined;
  json?: boolean | undefined;
  boolean?: boolean | undefined;
  /** Nodes that run inside it but not as arguments: the body of a loop or of a rule. */
  inner?: readonly Node[] | undefined;
  parts?: Parts | undefined;
}

/** Makes a node of an operator with its arguments. */
export function node(op: string, args: readonly Node[], run: Run, options: NodeOptions = {}): Node {
  let height = 0;
  let weight = 1;
  for (const arg of args) {
    height = Math.max(height, arg.height);
    weight += arg.weight;
  }
  for (const body of options.inner ?? []) height = Math.max(height, body.height);
  if (height >= deepestNesting) throw new RuleFault("too-deep");
  return {
    op,
    run,
    json: options.json ?? options.boolean ?? false,
    boolean: options.boolean ?? false,
    height: height + 1,
    weight,
    parts: options.parts ?? ((d, scope, budget) => args.map((arg) => explain(arg, d, scope, budget))),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.constant === undefined ? {} : { constant: options.constant }),
  };
}

/** A value that stands for itself. */
export function literal(value: Json | undefined): Node {
  const constant = typeof value === "object" && value !== null ? undefined : { value };
  return node("literal", [], () => value, { constant, json: value !== undefined, parts: () => [] });
}

const nothing = literal(undefined);

/** The argument at a position; one that gives nothing where none is written. */
export function nodeAt(args: readonly Node[], position: number): Node {
  return args[position] ?? nothing;
}

/** The value of a node as JSON, decided once whether that needs looking at the value. */
export function jsonOf({ run, json }: Node): (d: unknown, scope: unknown, budget: Budget) => Json {
  return json
    ? (run as (d: unknown, scope: unknown, budget: Budget) => Json)
    : (d, scope, budget) => asJson(run(d, scope, budget), budget);
}

export function explain(of: Node, d: unknown, scope: unknown, budget: Budget): Explanation {
  const value = jsonOf(of)(d, scope, budget);
  return explained(of.op, value, partsWithin(of, d, scope, budget), of.name, of.title);
}

/** The parts, or none where the budget for them is spent: an explanation never fails for its size. */
function partsWithin(of: Node, d: unknown, scope: unknown, budget: Budget): Explanation[] {
  try {
    return of.parts(d, scope, budget);
  } catch (fault) {
    if (fault instanceof RuleFault && fault.code === "limit-exceeded") return [];
    throw fault;
  }
}

/** Puts an explanation together, without members that say nothing. */
export function explained(
  op: string,
  value: Json,
  parts: Explanation[],
  name?: string,
  title?: Text,
): Explanation {
  return {
    op,
    ...(title === undefined ? {} : { title }),
    ...(name === undefined ? {} : { name }),
    value,
    ...(parts.length === 0 ? {} : { parts }),
  };
}

/** What inner logic gives for one item. */
export function explainItem(
  index: number,
  body: Node,
  d: unknown,
  scope: unknown,
  budget: Budget,
): Explanation {
  const inner = explain(body, d, scope, budget);
  return explained("item", inner.value, [inner], String(index));
}

/** Whether a value counts as true (rule B3), as a function of its own, so that what is decided here is not decided each time. */
export type Test = (d: unknown, scope: unknown, budget: Budget) => boolean;

export function testOf({ run, boolean }: Node): Test {
  return boolean ? (run as Test) : (d, scope, budget) => truthy(run(d, scope, budget));
}
