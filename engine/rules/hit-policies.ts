import type { DecisionTable, HitPolicy, Json } from "../model/types.ts";
import { sameJson } from "./cells.ts";
import { Sum } from "./decimal.ts";

/** The outputs of one row, in the order of the table's outputs. */
export type Row = readonly Json[];

export interface Output {
  readonly name: string;
  /** From the highest to the lowest; empty where the output is not ranked. */
  readonly priorities: readonly Json[];
}

/** What a hit policy makes of the rows that match. */
export interface Policy {
  /** The decision is a list of outputs. */
  readonly many: boolean;
  /** The rows that count, in the order in which they count. */
  choose(hits: readonly Row[], outputs: readonly Output[]): readonly Row[];
}

/**
 * The hit policies of DMN. Where a table breaks its own policy, with two rows for `unique` or differing ones for `any`, DMN
 * leaves the decision undefined; here no row counts and the outputs are null. The checker finds such tables beforehand.
 */
export const policies: Record<HitPolicy, Policy> = {
  unique: { many: false, choose: (hits) => (hits.length === 1 ? hits : []) },
  any: { many: false, choose: (hits) => (agree(hits) ? hits.slice(0, 1) : []) },
  first: { many: false, choose: (hits) => hits.slice(0, 1) },
  priority: { many: false, choose: (hits, outputs) => ranked(hits, outputs).slice(0, 1) },
  ruleOrder: { many: true, choose: (hits) => hits },
  outputOrder: { many: true, choose: ranked },
  collect: { many: true, choose: (hits) => hits },
};

function agree(hits: readonly Row[]): boolean {
  const [first = []] = hits;
  return hits.every((row) => row.every((value, i) => sameJson(value, first[i] ?? null)));
}

/** By the priorities of the outputs, the first output first; a value without priority comes last, equals stay as written. */
function ranked(hits: readonly Row[], outputs: readonly Output[]): readonly Row[] {
  const ranks = new Map(
    hits.map((row) => [row, outputs.map(({ priorities }, i) => rank(row[i] ?? null, priorities))]),
  );
  return [...hits].sort((a, b) => {
    const [left, right] = [ranks.get(a) ?? [], ranks.get(b) ?? []];
    return left.map((place, i) => place - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

function rank(value: Json, priorities: readonly Json[]): number {
  const place = priorities.findIndex((candidate) => sameJson(candidate, value));
  return place < 0 ? priorities.length : place;
}

export type Aggregate = NonNullable<DecisionTable["aggregate"]>;

/**
 * What `collect` makes of the values of one output. `count` counts rows, so that it is 0 where none matches; the others look
 * at numbers, `min` and `max` also at texts, and give null where there are none or where both occur.
 */
export const aggregates: Record<Aggregate, (values: readonly Json[]) => Json> = {
  count: (values) => values.length,
  sum: (values) => {
    const numbers = values.filter((value) => typeof value === "number");
    const sum = new Sum();
    for (const number of numbers) sum.add(number);
    return numbers.length > 0 && Number.isFinite(sum.value()) ? sum.value() : null;
  },
  min: (values) => best(values, (a, b) => a < b),
  max: (values) => best(values, (a, b) => a > b),
};

function best(values: readonly Json[], better: (a: number | string, b: number | string) => boolean): Json {
  const comparable = values.filter((value) => typeof value === "number" || typeof value === "string");
  const [first] = comparable;
  if (first === undefined || comparable.some((value) => typeof value !== typeof first)) return null;
  return comparable.reduce((found, value) => (better(value, found) ? value : found), first);
}
