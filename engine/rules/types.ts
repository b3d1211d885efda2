import type { Instant, Json, JsonObject, Text } from "../model/types.ts";
import type { Zone } from "../time/index.ts";
import type { Budget } from "./budget.ts";

/** What a rule reads (docs/format.md "Logic"). Every member is optional: what is absent reads as null. */
export interface Scope {
  data?: JsonObject;
  event?: JsonObject;
  by?: object;
  case?: object;
  clock?: object;
  ballot?: object;
  fact?: JsonObject;
  param?: JsonObject;
  now?: Instant;
  /** The item, and its place, where a list action or an operator of ours goes through a list. */
  row?: Json;
  index?: number;
  /** Whether a state is active, for the operator `at`. No rule can read it as a value. */
  at?: (state: string) => boolean;
}

/** Logic or a template, compiled. Holds no state; may be shared and evaluated any number of times. */
export interface Rule {
  /**
   * The result as JSON: what is none (NaN, Infinity, nothing) is null (rule B10). Lists and objects may be shared with the
   * scope and must not be changed. Throws {@link RuleFault} `limit-exceeded` when the budget is spent, and nothing else.
   */
  evaluate(scope: Scope | Json, budget?: Budget): Json;
  /** Whether the result counts as true: `[]` does not, `{}` and `"0"` do (rule B3). */
  holds(scope: Scope | Json, budget?: Budget): boolean;
  /** The result with those of its parts. Its root is what `evaluate` gives. Parts are left out where they would cost too much. */
  explain(scope: Scope | Json, budget?: Budget): Explanation;
  /**
   * Paths of the whole scope that it may read, through named rules and tables too, sorted: `data.amount`, `fact.openOwned`, `now`.
   * `""` stands for anything: a path is computed, or the whole scope is read.
   */
  readonly reads: readonly string[];
}

/** A decision table, compiled. */
export interface Decision {
  /** Its outputs: an object by name, or a list of such objects for `ruleOrder`, `outputOrder` and `collect` without an aggregate. */
  decide(scope: Scope | Json, budget?: Budget): Json;
  /** Positions of the rows that match, in written order, whatever the hit policy makes of them. */
  hits(scope: Scope | Json, budget?: Budget): number[];
  readonly reads: readonly string[];
}

/** Why a rule holds or not: the tree of its parts, each with its value and the fact it read. */
export interface Explanation {
  /**
   * Operator, `literal`, `list` or `object`. Beside the operators: `item`, what inner logic gave for one item of a list
   * (`name` is its place), `input` and `row`, an input and a matching row of a decision table.
   */
  op: string;
  /** Title of a named rule or table. */
  title?: Text;
  /** Name of a rule, table, state or format, or path read. */
  name?: string;
  value: Json;
  parts?: Explanation[];
}

/** What the date operators need of `engine/time`. */
export type RuleZone = Pick<Zone, "dateOf" | "startOf" | "add" | "diff" | "next">;
