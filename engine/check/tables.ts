import { fill, type DecisionTable, type Json, type Text } from "../model/index.ts";
import { readCell, RuleFault, sameJson } from "../rules/index.ts";
import { domainOf, type InputSchema } from "./domains.ts";

/** Something that is to be known of a decision table before anybody relies on it. */
export interface TableFinding {
  /**
   * - `never`: a row that cannot fire, or never counts because of those that come before it
   * - `overlap`: two rows that fire together, where the hit policy gives nothing then
   * - `gap`: inputs for which no row fires and nothing is given
   * - `gap-missing`: the same, where an input has no value
   * - `undecided`: what could not be told
   * - `invalid`: a table that cannot be read
   */
  code: "never" | "overlap" | "gap" | "gap-missing" | "undecided" | "invalid";
  /** Positions of the rows that it concerns. */
  rows: readonly number[];
  /** Inputs in the order of the table for which it is so. */
  example?: readonly Json[];
  message: Text;
}

/** What is known of an input, by its path; null for nothing. */
export type InputSchemas = (input: string) => InputSchema | null;

/** So many findings of a kind are told. */
const mostFindings = 20;
/** So many combinations are looked at for one question, and for all questions together. */
const mostSteps = 20_000;
const mostStepsInAll = 400_000;

/**
 * What can be told of a decision table without running it: rows that never fire, rows that contradict each other, and inputs
 * for which nothing is decided, each with an example. It is exact for inputs whose values are listed, numbers with bounds, yes or no,
 * dates and texts; where a schema demands more, or there are too many combinations, it says so and does not guess.
 *
 * @example
 * tableFindings(table, () => null)
 * // [{ code: "gap", rows: [], example: [5000], message: { en: "No row fires for 5000.", … } }]
 */
export function tableFindings(table: DecisionTable, schemas: InputSchemas): TableFinding[] {
  const plan = planOf(table, schemas);
  if (plan === null) return [finding("invalid", [], {})];
  return [
    ...neverFiring(plan),
    ...overlapping(plan),
    ...gaps(plan),
    ...(plan.cut ? [finding("undecided", [], {})] : []),
  ];
}

/** A class of values of an input that no cell tells apart, and the rows whose cells hold for it, as bits. */
interface ValueClass {
  value: Json;
  rows: bigint;
}
interface Plan {
  table: DecisionTable;
  columns: ValueClass[][];
  /** All rows, as bits. */
  all: bigint;
  exact: boolean;
  stepsLeft: number;
  /** A question was given up. */
  cut: boolean;
}

function planOf(table: DecisionTable, schemas: InputSchemas): Plan | null {
  try {
    let exact = true;
    const columns = table.inputs.map((input, at) => {
      const cells = table.rows.map((row) => row.when[at] ?? null);
      const domain = domainOf(schemas(input), cells);
      exact &&= domain.exact;
      const tests = cells.map((cell) => readCell(cell).holds);
      const classes = new Map<string, ValueClass>();
      for (const value of domain.values) {
        const rows = tests.reduce(
          (bits, holds, row) => (holds(value) ? bits | (1n << BigInt(row)) : bits),
          0n,
        );
        // Values of the same rows are one class; a missing value is one of its own.
        const key = `${rows} ${value === null}`;
        if (!classes.has(key)) classes.set(key, { value, rows });
      }
      return [...classes.values()];
    });
    const all = (1n << BigInt(table.rows.length)) - 1n;
    return { table, columns, all, exact, stepsLeft: mostStepsInAll, cut: false };
  } catch (fault) {
    if (fault instanceof RuleFault) return null;
    throw fault;
  }
}

/**
 * Inputs that lie in each of `inside` and in none of `outside`, given as sets of rows: some of them, where there are any.
 * Goes column by column and leaves off as soon as none of the rows outside is left.
 */
function points(plan: Plan, inside: bigint, outside: bigint, wanted: number, present: boolean): Json[][] {
  const found: Json[][] = [];
  let steps = Math.min(mostSteps, plan.stepsLeft);
  const allowed = plan.columns.map((classes) =>
    classes.filter(({ value, rows }) => (rows & inside) === inside && (!present || value !== null)),
  );
  const visit = (at: number, alive: bigint, chosen: Json[]): void => {
    if (found.length >= wanted || steps <= 0) return;
    steps--;
    plan.stepsLeft--;
    const classes = allowed[at];
    if (alive === 0n || classes === undefined) {
      if (alive !== 0n || allowed.some((one) => one.length === 0)) return;
      found.push([...chosen, ...allowed.slice(at).map((one) => one[0]!.value)]);
      return;
    }
    // Classes that leave the same rows lead to the same answers.
    const seen = new Set<bigint>();
    for (const { value, rows } of classes) {
      const left = alive & rows;
      if (seen.has(left)) continue;
      seen.add(left);
      visit(at + 1, left, [...chosen, value]);
    }
  };
  visit(0, outside, []);
  if (found.length === 0 && steps <= 0) plan.cut = true;
  return found;
}

const bit = (row: number): bigint => 1n << BigInt(row);
/** Whether a search was given up since. */
const sure = (plan: Plan, cutBefore: boolean): boolean => plan.cut === cutBefore;

function neverFiring(plan: Plan): TableFinding[] {
  const { table } = plan;
  const found: TableFinding[] = [];
  for (const row of table.rows.keys()) {
    if (found.length >= mostFindings) break;
    const { cut } = plan;
    if (points(plan, bit(row), 0n, 1, false).length === 0) {
      if (sure(plan, cut)) found.push(finding("never", [row], { row: row + 1 }));
      continue;
    }
    const hiding = hidingRows(table, row).reduce((bits, other) => bits | bit(other), 0n);
    if (hiding === 0n || points(plan, bit(row), hiding, 1, false).length > 0 || !sure(plan, cut)) continue;
    found.push(finding("never", [row], { row: row + 1 }, "hidden"));
  }
  return found;
}

/** The rows that count before a row wherever both fire. */
function hidingRows(table: DecisionTable, row: number): number[] {
  const before = [...table.rows.keys()].slice(0, row);
  if (table.hit === "first") return before;
  if (table.hit !== "priority") return [];
  const own = ranks(table, row);
  return [...table.rows.keys()].filter((other) => {
    if (other === row) return false;
    const difference = ranks(table, other)
      .map((rank, at) => rank - (own[at] ?? 0))
      .find((one) => one !== 0);
    return difference === undefined ? other < row : difference < 0;
  });
}

function ranks(table: DecisionTable, row: number): number[] {
  return table.outputs.map((output, at) => {
    const priorities = typeof output === "string" ? [] : output.priorities;
    const place = priorities.findIndex((one) => sameJson(one, table.rows[row]?.then[at] ?? null));
    return place < 0 ? priorities.length : place;
  });
}

function overlapping(plan: Plan): TableFinding[] {
  const { table } = plan;
  if (table.hit !== "unique" && table.hit !== "any") return [];
  const found: TableFinding[] = [];
  for (const [one, row] of table.rows.entries())
    for (let other = one + 1; other < table.rows.length; other++) {
      if (found.length >= mostFindings) return found;
      if (plan.stepsLeft <= 0) {
        plan.cut = true;
        return found;
      }
      if (table.hit === "any" && sameJson(row.then, table.rows[other]!.then)) continue;
      const [example] = points(plan, bit(one) | bit(other), 0n, 1, false);
      if (example !== undefined)
        found.push(
          finding(
            "overlap",
            [one, other],
            { row: one + 1, other: other + 1, example: told(example) },
            "overlap",
            example,
            plan,
          ),
        );
    }
  return found;
}

/** So many examples of gaps are told. */
const mostGaps = 5;

function gaps(plan: Plan): TableFinding[] {
  const { table } = plan;
  // Lists can be empty, and a number of rows can be none.
  const isList = table.hit === "ruleOrder" || table.hit === "outputOrder" || table.hit === "collect";
  if (table.otherwise !== undefined || isList) return [];
  const present = points(plan, 0n, plan.all, mostGaps, true);
  const examples = present.length > 0 ? present : points(plan, 0n, plan.all, 1, false);
  const code = present.length > 0 ? "gap" : "gap-missing";
  return examples.map((example) => finding(code, [], { example: told(example) }, code, example, plan));
}

const told = (example: readonly Json[]): string[] =>
  example.map((value) =>
    value === null ? "∅" : typeof value === "string" ? `“${value}”` : JSON.stringify(value),
  );

const words = {
  never: { en: "Row {row} can never fire.", "zh-CN": "第{row}行永远不会命中。" },
  hidden: {
    en: "Row {row} never counts: rows that come before it cover it.",
    "zh-CN": "第{row}行永远不起作用：已被优先的行完全覆盖。",
  },
  overlap: {
    en: "Rows {row} and {other} both fire for {example}; nothing is decided then.",
    "zh-CN": "第{row}行与第{other}行在{example}时同时命中，此时没有结果。",
  },
  gap: { en: "No row fires for {example}.", "zh-CN": "{example}时没有命中任何行。" },
  "gap-missing": {
    en: "No row fires where something is missing (∅): {example}.",
    "zh-CN": "有内容缺失（∅）时没有命中任何行：{example}。",
  },
  undecided: {
    en: "There are too many combinations to look at all of them: what is not told here is not decided.",
    "zh-CN": "组合过多，未能全部检查：此处未列出的情况没有定论。",
  },
  invalid: { en: "The table cannot be read as it is.", "zh-CN": "该表目前无法读取。" },
  perhaps: {
    en: "{told} Whether such a value can occur is not decided.",
    "zh-CN": "{told}是否会出现这样的值没有定论。",
  },
} satisfies Record<string, Text>;

function finding(
  code: TableFinding["code"],
  rows: readonly number[],
  values: Readonly<Record<string, string | number | readonly string[]>>,
  say: keyof typeof words = code,
  example?: readonly Json[],
  plan?: Plan,
): TableFinding {
  const message = fill(words[say], values);
  return {
    code,
    rows,
    ...(example === undefined ? {} : { example }),
    message:
      example !== undefined && plan?.exact === false ? fill(words.perhaps, { told: message }) : message,
  };
}
