import type { DecisionTable, HitPolicy, Json, JsonObject, Text } from "../model/types.ts";
import type { Budget } from "./budget.ts";
import { spend } from "./budget.ts";
import { readCell, sameJson } from "./cells.ts";
import { Sum } from "./decimal.ts";
import { RuleFault } from "./fault.ts";
import type { Read } from "./path.ts";
import { reader } from "./path.ts";
import { indexRows } from "./table-index.ts";
import type { Explanation } from "./types.ts";
import { asJson } from "./values.ts";

/** A decision table, compiled. */
export interface Table {
  readonly name: string;
  readonly title: Text;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The inputs, read from a whole scope. */
  read(scope: unknown, budget: Budget): Json[];
  /** The inputs out of a value that was built for the table: a list in their order, or an object with a member for each. */
  supplied(built: Json): Json[];
  hits(values: readonly Json[], budget: Budget): number[];
  /** The outputs, or one of them. */
  decide(values: readonly Json[], budget: Budget, output: string | null): Json;
  /** Explains the inputs and the rows that match. */
  parts(values: readonly Json[], budget: Budget): Explanation[];
}

interface Output {
  readonly name: string;
  readonly priorities: readonly Json[];
}

type Row = readonly Json[];

/** What a hit policy makes of the rows that match: one row, several, or none that counts. */
interface Policy {
  /** Rows beyond this number make no difference. */
  readonly needs: number;
  /** The outputs are a list of rows. */
  readonly many: boolean;
  choose(hits: readonly Row[], outputs: readonly Output[]): readonly Row[];
}

/**
 * The hit policies of DMN. Where a table breaks its own policy, with two rows for `unique` or differing ones for `any`, the decision is undefined
 * there; here its outputs are null, which the checker finds beforehand.
 */
const policies: Record<HitPolicy, Policy> = {
  unique: { needs: 2, many: false, choose: (hits) => (hits.length === 1 ? hits : []) },
  any: { needs: Infinity, many: false, choose: (hits) => (agree(hits) ? hits.slice(0, 1) : []) },
  first: { needs: 1, many: false, choose: (hits) => hits },
  priority: { needs: Infinity, many: false, choose: (hits, outputs) => ranked(hits, outputs).slice(0, 1) },
  ruleOrder: { needs: Infinity, many: true, choose: (hits) => hits },
  outputOrder: { needs: Infinity, many: true, choose: ranked },
  collect: { needs: Infinity, many: true, choose: (hits) => hits },
};

function agree(hits: readonly Row[]): boolean {
  return hits.every((row) => row.every((value, i) => sameJson(value, hits[0]?.[i] ?? null)));
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

type Aggregate = NonNullable<DecisionTable["aggregate"]>;

/** Over the values of one output. `count` counts rows; the others look at numbers, `min` and `max` at texts too, and give null where there are none. */
const aggregates: Record<Aggregate, (values: readonly Json[]) => Json> = {
  count: (values) => values.length,
  sum: (values) => {
    const numbers = values.filter((value) => typeof value === "number");
    const sum = new Sum();
    for (const number of numbers) sum.add(number);
    return numbers.length === 0 ? null : asFinite(sum.value());
  },
  min: (values) => best(values, (a, b) => a < b),
  max: (values) => best(values, (a, b) => a > b),
};

function asFinite(value: number): Json {
  return Number.isFinite(value) ? value : null;
}

function best(values: readonly Json[], better: (a: number | string, b: number | string) => boolean): Json {
  const comparable = values.filter((value) => typeof value === "number" || typeof value === "string");
  const [first] = comparable;
  if (first === undefined || comparable.some((value) => typeof value !== typeof first)) return null;
  return comparable.reduce((found, value) => (better(value, found) ? value : found), first);
}

/** Compiles a decision table. Throws {@link RuleFault} `invalid-table` or `forbidden-name`. */
export function compileTable(name: string, definition: DecisionTable): Table {
  const policy = policyOf(definition);
  const outputs = outputsOf(definition);
  const names = outputs.map((output) => output.name);
  const readers: Read[] = definition.inputs.map((path) => reader(path));
  const width = readers.length;
  const rows = definition.rows.map((row, i) => {
    if (row.when.length !== width || row.then.length !== names.length)
      throw new RuleFault("invalid-table", `/rows/${i}`, `rows/${i}`);
    return row.when.map((cell, j) => readCell(cell, `/rows/${i}/when/${j}`));
  });
  const results: Row[] = definition.rows.map((row) => row.then);
  const nothing: Row = definition.otherwise ?? names.map(() => null);
  const index = indexRows(rows, width);
  const { aggregate } = definition;

  const named = (row: Row): JsonObject => {
    const built: JsonObject = {};
    for (let i = 0; i < names.length; i++) built[names[i] as string] = row[i] ?? null;
    return built;
  };

  function hits(values: readonly Json[], budget: Budget, limit = Infinity): number[] {
    spend(budget, 1 + (rows.length >> 5) * width);
    const found = index.find(values, limit);
    spend(budget, found.length);
    return found;
  }

  function decide(values: readonly Json[], budget: Budget, output: string | null): Json {
    const give = output === null ? named : onlyOutput(names.indexOf(output));
    const found = hits(values, budget, policy.needs).map((row) => results[row] as Row);
    const chosen = policy.choose(found, outputs);
    if (aggregate && (found.length > 0 || !definition.otherwise))
      return give(names.map((_, i) => aggregates[aggregate](chosen.map((row) => row[i] ?? null))));
    if (!policy.many || aggregate)
      return give(chosen[0] ?? (found.length === 0 ? nothing : names.map(() => null)));
    return chosen.length === 0 && definition.otherwise ? [give(nothing)] : chosen.map(give);
  }

  function read(scope: unknown, budget: Budget): Json[] {
    const values: Json[] = [];
    for (let i = 0; i < width; i++) values.push(asJson((readers[i] as Read)(scope), budget));
    return values;
  }

  function supplied(built: Json): Json[] {
    if (Array.isArray(built)) return definition.inputs.map((_, i) => built[i] ?? null);
    if (typeof built !== "object" || built === null) return definition.inputs.map(() => null);
    return definition.inputs.map((path, i) =>
      Object.hasOwn(built, path) ? (built[path] ?? null) : (((readers[i] as Read)(built) ?? null) as Json),
    );
  }

  function parts(values: readonly Json[], budget: Budget): Explanation[] {
    const inputs = definition.inputs.map((path, i) => ({
      op: "input",
      name: path,
      value: values[i] ?? null,
    }));
    const matching = hits(values, budget).map((row) => ({
      op: "row",
      name: String(row),
      value: named(results[row] as Row),
    }));
    return [...inputs, ...matching];
  }

  return {
    name,
    title: definition.title,
    inputs: definition.inputs,
    outputs: names,
    read,
    supplied,
    hits,
    decide,
    parts,
  };
}

function onlyOutput(position: number): (row: Row) => Json {
  return (row) => row[position] ?? null;
}

function policyOf(definition: DecisionTable): Policy {
  if (!Object.hasOwn(policies, definition.hit)) throw new RuleFault("invalid-table", "/hit", definition.hit);
  const { aggregate } = definition;
  if (aggregate !== undefined && !(definition.hit === "collect" && Object.hasOwn(aggregates, aggregate)))
    throw new RuleFault("invalid-table", "/aggregate", aggregate);
  return policies[definition.hit];
}

function outputsOf(definition: DecisionTable): Output[] {
  const outputs = definition.outputs.map((output) =>
    typeof output === "string" ? { name: output, priorities: [] } : output,
  );
  for (const { name } of outputs) {
    if (name === "__proto__") throw new RuleFault("forbidden-name", "/outputs", name);
  }
  return outputs;
}
