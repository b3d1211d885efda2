import type { DecisionTable, Json } from "../../../engine/model/types.ts";

/**
 * Decision tables as slowly and plainly as they can be read: for rows, each cell in turn, each operator in turn. Written from the
 * rules, not from the engine.
 */
export function naiveHits(table: DecisionTable, values: readonly Json[]): number[] {
  return table.rows.flatMap((row, i) =>
    row.when.every((cell, at) => cellHolds(cell, values[at] ?? null)) ? [i] : [],
  );
}

function cellHolds(cell: Json, value: Json): boolean {
  if (cell === null) return true;
  if (typeof cell !== "object" || Array.isArray(cell)) return same(value, cell);
  return Object.entries(cell).every(([operator, constant]) => operatorHolds(operator, value, constant));
}

function operatorHolds(operator: string, value: Json, constant: Json): boolean {
  if (operator === "==" || operator === "===") return same(value, constant);
  if (operator === "in") return (constant as Json[]).some((item) => same(value, item));
  if (value === null) return false;
  if (operator === "!=" || operator === "!==") return !same(value, constant);
  const numbers = typeof value === "number" && typeof constant === "number";
  const texts = typeof value === "string" && typeof constant === "string";
  if (!numbers && !texts) return false;
  if (operator === "<") return value < constant;
  if (operator === "<=") return value <= constant;
  return operator === ">" ? value > constant : value >= constant;
}

/** Equality of JSON; the tables here have no objects with several members. */
function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
