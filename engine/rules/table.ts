import type { DecisionTable, Json, JsonObject, Text } from "../model/types.ts";
import type { Budget } from "./budget.ts";
import { spend } from "./budget.ts";
import { readCell } from "./cells.ts";
import { RuleFault } from "./fault.ts";
import type { Output, Row } from "./hit-policies.ts";
import { aggregates, policies } from "./hit-policies.ts";
import type { Read } from "./path.ts";
import { reader } from "./path.ts";
import type { Column } from "./table-index.ts";
import { commonRows, indexColumn } from "./table-index.ts";
import type { Explanation } from "./types.ts";
import { asJson } from "./values.ts";

/** A decision table, compiled. */
export interface Table {
  readonly name: string;
  readonly title: Text;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** What the table decides for inputs out of a source. */
  decide(of: unknown, source: Source, budget: Budget): Outcome;
  /** Positions of the rows that match, in written order. */
  hits(of: unknown, source: Source, budget: Budget): number[];
  /** The outputs by name, or the one at a position. */
  give(outcome: Outcome, output: number | null): Json;
  /** Explains the inputs and the rows that match. */
  parts(of: unknown, source: Source, budget: Budget): Explanation[];
}

/** Inputs are read by their paths from a scope, or by their names from an object that was built for the table. */
export type Source = "scope" | "built";

/** Rows of outputs; exactly one where the decision is no list. Shared, and never changed. */
export interface Outcome {
  readonly many: boolean;
  readonly rows: readonly Row[];
}

/** So many combinations of classes are remembered with what is decided for them. */
const mostRemembered = 1 << 14;

/** Outcomes by combination of classes: a list where all of them have a place in it, else a map that does not grow without end. */
class Outcomes {
  readonly #list: (Outcome | undefined)[] | null;
  readonly #map = new Map<number, Outcome>();

  constructor(columns: readonly Column[]) {
    const combinations = columns.reduce((product, { classes }) => product * classes, 1);
    this.#list = combinations <= mostRemembered ? Array.from({ length: combinations }) : null;
  }

  get(key: number): Outcome | undefined {
    return this.#list === null ? this.#map.get(key) : this.#list[key];
  }

  set(key: number, outcome: Outcome): void {
    if (this.#list !== null) this.#list[key] = outcome;
    else if (this.#map.size < mostRemembered) this.#map.set(key, outcome);
  }
}

/**
 * Compiles a decision table (rule B7). Throws {@link RuleFault} `invalid-table` or `forbidden-name`.
 */
export function compileTable(name: string, definition: DecisionTable): Table {
  checkShape(definition);
  const { inputs, aggregate, otherwise } = definition;
  const outputs = outputsOf(definition);
  const names = outputs.map((output) => output.name);
  const readers: Record<Source, readonly Read[]> = {
    scope: inputs.map((path) => reader(path, null)),
    built: inputs.map(memberReader),
  };
  const results: readonly Row[] = definition.rows.map((row) => row.then);
  const columns = inputs.map((_, at) =>
    indexColumn(definition.rows.map((row, i) => readCell(row.when[at] ?? null, `/rows/${i}/when/${at}`))),
  );
  const policy = policies[definition.hit];
  const nothing: Row = names.map(() => null);
  const remembered = new Outcomes(columns);
  const strides = stridesOf(columns);
  // The same whether the outcome is remembered or not: what a step may spend does not depend on what ran before it.
  const cost = 1 + inputs.length * (1 + (results.length >> 6));

  function decide(of: unknown, source: Source, budget: Budget): Outcome {
    spend(budget, cost);
    const key = combination(of, readers[source]);
    const known = key < 0 ? undefined : remembered.get(key);
    const outcome =
      known ?? outcomeOf(matching(valuesOf(of, source, budget)).map((row) => results[row] as Row));
    if (!known && key >= 0) remembered.set(key, outcome);
    if (key < 0) spend(budget, results.length);
    spend(budget, outcome.rows.length);
    return outcome;
  }

  /** A number for the classes of all inputs together; -1 where there is none. */
  function combination(of: unknown, from: readonly Read[]): number {
    let key = 0;
    for (let i = 0; i < columns.length; i++) {
      const found = (columns[i] as Column).classOf((from[i] as Read)(of));
      if (found < 0) return -1;
      key += found * (strides[i] as number);
    }
    return key <= Number.MAX_SAFE_INTEGER ? key : -1;
  }

  function valuesOf(of: unknown, source: Source, budget: Budget): Json[] {
    return readers[source].map((read) => asJson(read(of), budget));
  }

  function matching(values: readonly Json[]): number[] {
    return commonRows(
      results.length,
      columns.map((column, i) => column.rowsFor(values[i] ?? null)),
    );
  }

  function outcomeOf(found: readonly Row[]): Outcome {
    if (found.length === 0 && otherwise) return { many: policy.many && !aggregate, rows: [otherwise] };
    const chosen = policy.choose(found, outputs);
    if (aggregate) {
      const give = aggregates[aggregate];
      return { many: false, rows: [names.map((_, i) => give(chosen.map((row) => row[i] ?? null)))] };
    }
    return policy.many ? { many: true, rows: chosen } : { many: false, rows: [chosen[0] ?? nothing] };
  }

  function named(row: Row): JsonObject {
    const built: JsonObject = {};
    for (let i = 0; i < names.length; i++) built[names[i] as string] = row[i] ?? null;
    return built;
  }

  function give({ many, rows }: Outcome, output: number | null): Json {
    if (many) return rows.map((row) => (output === null ? named(row) : (row[output] ?? null)));
    const row = rows[0] as Row;
    return output === null ? named(row) : (row[output] ?? null);
  }

  function hits(of: unknown, source: Source, budget: Budget): number[] {
    spend(budget, cost);
    const found = matching(valuesOf(of, source, budget));
    spend(budget, found.length);
    return found;
  }

  function parts(of: unknown, source: Source, budget: Budget): Explanation[] {
    const values = valuesOf(of, source, budget);
    return [
      ...inputs.map((path, i) => ({ op: "input", name: path, value: values[i] ?? null })),
      ...hits(of, source, budget).map((row) => ({
        op: "row",
        name: String(row),
        value: named(results[row] as Row),
      })),
    ];
  }

  return { name, title: definition.title, inputs, outputs: names, decide, hits, give, parts };
}

/** A member by its name; a name with dots that is no member is a path after all. */
function memberReader(path: string): Read {
  const along = reader(path, null);
  return (of) =>
    typeof of === "object" && of !== null && Object.hasOwn(of, path)
      ? (of as Record<string, unknown>)[path]
      : along(of);
}

function stridesOf(columns: readonly Column[]): number[] {
  let stride = 1;
  return columns.map((column) => {
    const own = stride;
    stride *= column.classes;
    return own;
  });
}

function checkShape({ hit, aggregate, inputs, outputs, rows, otherwise }: DecisionTable): void {
  const refuse = (path: string): never => {
    throw new RuleFault("invalid-table", path, path);
  };
  if (!Object.hasOwn(policies, hit)) refuse("/hit");
  if (aggregate !== undefined && !(hit === "collect" && Object.hasOwn(aggregates, aggregate)))
    refuse("/aggregate");
  if (otherwise && otherwise.length !== outputs.length) refuse("/otherwise");
  rows.forEach((row, i) => {
    if (row.when.length !== inputs.length) refuse(`/rows/${i}/when`);
    if (row.then.length !== outputs.length) refuse(`/rows/${i}/then`);
  });
}

function outputsOf(definition: DecisionTable): Output[] {
  return definition.outputs.map((written, i) => {
    const output = typeof written === "string" ? { name: written, priorities: [] } : written;
    if (output.name === "__proto__") throw new RuleFault("forbidden-name", `/outputs/${i}`, output.name);
    return output;
  });
}
