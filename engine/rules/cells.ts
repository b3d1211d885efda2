import type { CellOperator } from "../model/operators.ts";
import { cellOperators } from "../model/operators.ts";
import type { Json } from "../model/types.ts";
import { RuleFault } from "./fault.ts";

/** Whether an input is what a cell asks for. */
export type CellTest = (value: Json) => boolean;

/** Compares numbers with numbers and texts with texts, as DMN does; nothing is converted, and a missing value never matches. */
function ordered(compare: (a: number | string, b: number | string) => boolean): (constant: Json) => CellTest {
  return (constant) => (value) =>
    typeof value === typeof constant &&
    (typeof value === "number" || typeof value === "string") &&
    compare(value, constant as number | string);
}

const equal =
  (constant: Json): CellTest =>
  (value) =>
    sameJson(value, constant);
/** A missing value differs from nothing: only `{ "!=": null }` asks whether there is a value at all, and that one needs it too. */
const unequal =
  (constant: Json): CellTest =>
  (value) =>
    value !== null && !sameJson(value, constant);

const tests: Record<CellOperator, (constant: Json) => CellTest> = {
  "==": equal,
  "===": equal,
  "!=": unequal,
  "!==": unequal,
  "<": ordered((a, b) => a < b),
  "<=": ordered((a, b) => a <= b),
  ">": ordered((a, b) => a > b),
  ">=": ordered((a, b) => a >= b),
  in: (constants) => (value) =>
    Array.isArray(constants) && constants.some((constant) => sameJson(value, constant)),
};

/** What a cell compares with: the constants that may make a difference. */
export interface Cell {
  readonly holds: CellTest;
  readonly constants: readonly Json[];
}

/**
 * Reads a cell of a decision table: null (any), a value, or operators with constants, all of which hold (rule B7). A comparison
 * never matches a missing value; `{ "==": null }` asks for one. Equality is that of JSON, without conversions.
 * Throws {@link RuleFault} `invalid-table`.
 */
export function readCell(written: Json, path = ""): Cell {
  if (written === null) return { holds: () => true, constants: [] };
  if (typeof written !== "object" || Array.isArray(written))
    return { holds: equal(written), constants: [written] };
  const all: CellTest[] = [];
  const constants: Json[] = [];
  for (const [operator, constant] of Object.entries(written)) {
    if (!isCellOperator(operator)) throw new RuleFault("invalid-table", `${path}/${operator}`, operator);
    if (operator === "in" && !Array.isArray(constant))
      throw new RuleFault("invalid-table", `${path}/in`, "in");
    all.push(tests[operator](constant));
    if (operator === "in" && Array.isArray(constant)) for (const item of constant) constants.push(item);
    else constants.push(constant);
  }
  const [only] = all;
  return { holds: all.length === 1 && only ? only : (value) => all.every((test) => test(value)), constants };
}

function isCellOperator(name: string): name is CellOperator {
  return (cellOperators as readonly string[]).includes(name);
}

const deepestConstant = 100;

/** Whether two JSON values are equal, whatever the order of members. Beyond 100 levels nothing is. */
export function sameJson(a: Json, b: Json, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b) || depth > deepestConstant) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => sameJson(item, b[i] ?? null, depth + 1));
  const [left, right] = [a as Record<string, Json>, b as Record<string, Json>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) => Object.hasOwn(right, key) && sameJson(left[key] ?? null, right[key] ?? null, depth + 1),
    )
  );
}
