/**
 * The closed list of operators that logic may use (docs/format.md "Logic"): names and shapes only.
 * The checker reads it to judge a definition, the rules read it to compile one; what an operator does is in `engine/rules`.
 */

/**
 * What stands at one position of an operator's arguments.
 *
 * - `value`: logic, in the scope in which the operator itself stands
 * - `path`: a path that is read from that scope (or logic that gives one)
 * - `scopePath`: a path that is read from the whole scope
 * - `item`: inner logic that sees one item and nothing else (rule B5)
 * - `fold`: inner logic that sees `current` and `accumulator` and nothing else
 * - `row`: inner logic that sees the item as `row`, its place as `index`, and the whole scope
 * - `template`, `rowTemplate`: a template, in the whole scope, or with `row` and `index` too
 * - `rule`, `decision`, `state`, `event`, `format` (`formats.ts`), `unit`, `comparison`, `output`: a name, written out
 * - `quoted`: JSON that is taken as it stands
 */
export type ArgumentKind =
  | "value"
  | "path"
  | "scopePath"
  | "item"
  | "fold"
  | "row"
  | "template"
  | "rowTemplate"
  | "rule"
  | "decision"
  | "state"
  | "event"
  | "format"
  | "unit"
  | "comparison"
  | "output"
  | "quoted";

export interface OperatorDefinition {
  readonly name: string;
  /** `standard` and `list` are those of json-logic-js 2.0.5, `own` are those of Guicheng. */
  readonly kind: "standard" | "list" | "own";
  /** How many arguments make sense. The interpreter takes any number for operators of json-logic-js, as that library does. */
  readonly min: number;
  readonly max: number;
  /** Kinds by position; the last one holds for all further positions. */
  readonly takes: readonly ArgumentKind[];
}

const many = Number.POSITIVE_INFINITY;

function shape(
  kind: OperatorDefinition["kind"],
  min: number,
  max: number,
  takes: readonly ArgumentKind[],
  ...names: string[]
): OperatorDefinition[] {
  return names.map((name) => ({ name, kind, min, max, takes }));
}

const definitions: OperatorDefinition[] = [
  ...shape("standard", 2, 2, ["value"], "==", "===", "!=", "!==", ">", ">=", "%", "/", "in"),
  ...shape("standard", 2, 3, ["value"], "<", "<=", "substr"),
  ...shape("standard", 1, 1, ["value"], "!", "!!"),
  ...shape("standard", 1, 2, ["value"], "-"),
  ...shape("standard", 1, many, ["value"], "+", "*", "min", "max", "cat", "and", "or", "if", "?:"),
  ...shape("standard", 0, many, ["value"], "merge"),
  ...shape("standard", 0, 2, ["path", "value"], "var"),
  ...shape("standard", 1, many, ["path"], "missing"),
  ...shape("standard", 2, 2, ["value", "path"], "missing_some"),
  ...shape("list", 2, 2, ["value", "item"], "filter", "map", "all", "some", "none"),
  ...shape("list", 3, 3, ["value", "fold", "value"], "reduce"),
  ...shape("own", 1, 1, ["rule"], "rule"),
  ...shape("own", 1, 3, ["decision", "template", "output"], "decide"),
  ...shape("own", 1, 1, ["state"], "at"),
  ...shape("own", 3, 3, ["value", "value", "unit"], "date.add", "date.diff"),
  ...shape("own", 1, 1, ["value"], "date.of", "size"),
  ...shape("own", 1, 2, ["value"], "date.next"),
  ...shape("own", 4, 4, ["value", "comparison", "value", "value"], "share"),
  ...shape("own", 1, 2, ["value", "row"], "count", "sum", "unique", "earliest", "latest"),
  ...shape("own", 2, 2, ["value", "row"], "find"),
  ...shape("own", 2, 2, ["value", "rowTemplate"], "each"),
  ...shape("own", 1, 2, ["scopePath", "value"], "outer"),
  ...shape("own", 2, 2, ["value", "format"], "matches"),
  ...shape("own", 1, 1, ["quoted"], "literal"),
];

/** Every operator by name. A map, so that no inherited name is ever taken for an operator. */
export const operators: ReadonlyMap<string, OperatorDefinition> = new Map(
  definitions.map((operator) => [operator.name, operator]),
);

/** Operators of measures, which read the journal of a case: logic elsewhere does not know them. */
export const journalOperators: ReadonlyMap<string, OperatorDefinition> = new Map(
  [
    ...shape("own", 1, 1, ["state"], "entered"),
    ...shape("own", 1, 1, ["event"], "times"),
    ...shape("own", 3, 3, ["state", "state", "unit"], "between"),
  ].map((operator) => [operator.name, operator]),
);

/** The kind of the argument at a position of an operator. */
export function argumentKind(operator: OperatorDefinition, position: number): ArgumentKind {
  return operator.takes[Math.min(position, operator.takes.length - 1)] ?? "value";
}

/** Comparisons that `share` knows. */
export const shareComparisons = [">", ">=", "="] as const;
export type ShareComparison = (typeof shareComparisons)[number];

/** Operators that a cell of a decision table may have (rule B7). */
export const cellOperators = ["==", "===", "!=", "!==", "<", "<=", ">", ">=", "in"] as const;
export type CellOperator = (typeof cellOperators)[number];
