import type { Json } from "../model/types.ts";
import type { Cell } from "./cells.ts";

/**
 * Finds the rows of a decision table that match, without looking at the rows. The constants of a column divide all values into classes that
 * no cell tells apart: each constant, each gap between two of them, true, false, missing. For each class the matching rows are a set of bits,
 * made beforehand by asking the cells themselves; a row matches where it is in the sets of all columns.
 */
export interface RowIndex {
  /** Positions of matching rows in written order, at most `limit` of them. */
  find(values: readonly Json[], limit: number): number[];
}

/** Bits of rows, 32 to a word. */
type RowSet = Int32Array;

interface Column {
  rowsFor(value: Json): RowSet;
}

/** More memory than this (in words) is not worth its speed; such a column asks its cells. */
const largestColumn = 1 << 20;

/** Makes an index of the cells, given by row. */
export function indexRows(rows: readonly (readonly Cell[])[], width: number): RowIndex {
  const words = Math.max(1, (rows.length + 31) >> 5);
  const columns = Array.from({ length: width }, (_, at) =>
    column(
      rows.map((row) => row[at] as Cell),
      words,
    ),
  );
  const everything = setOf(rows.length, words, () => true);

  function find(values: readonly Json[], limit: number): number[] {
    const sets = columns.map((of, at) => of.rowsFor(values[at] ?? null));
    const found: number[] = [];
    for (let word = 0; word < words; word++) {
      let bits = everything[word] as number;
      for (let i = 0; i < sets.length && bits !== 0; i++) bits &= (sets[i] as RowSet)[word] as number;
      while (bits !== 0) {
        found.push(word * 32 + 31 - Math.clz32(bits & -bits));
        if (found.length === limit) return found;
        bits &= bits - 1;
      }
    }
    return found;
  }
  return { find };
}

function setOf(rows: number, words: number, holds: (row: number) => boolean): RowSet {
  const set = new Int32Array(words);
  for (let row = 0; row < rows; row++) {
    const word = row >> 5;
    if (holds(row)) set[word] = (set[word] as number) | (1 << (row & 31));
  }
  return set;
}

function column(cells: readonly Cell[], words: number): Column {
  const rowsThatHold = (value: Json): RowSet =>
    setOf(cells.length, words, (row) => (cells[row] as Cell).holds(value));
  const constants = cells.flatMap((cell) => cell.constants);
  const numbers = distinct(constants.filter((value) => typeof value === "number")).sort((a, b) => a - b);
  const texts = distinct(constants.filter((value) => typeof value === "string")).sort(byCodeUnits);
  if ((numbers.length + texts.length) * 2 * words > largestColumn) return { rowsFor: rowsThatHold };

  const missing = rowsThatHold(null);
  const [yes, no] = [rowsThatHold(true), rowsThatHold(false)];
  const numberClasses = classes(numbers, gapOfNumbers, rowsThatHold);
  const textClasses = classes(texts, gapOfTexts, rowsThatHold);
  const places = new Map(texts.map((text, i) => [text, textClasses[2 * i + 1] as RowSet]));
  const sorted = Float64Array.from(numbers);

  function rowsFor(value: Json): RowSet {
    switch (typeof value) {
      case "number":
        return numberClasses[placeOf(sorted, value)] ?? missing;
      case "string":
        return places.get(value) ?? textClasses[placeOf(texts, value)] ?? missing;
      case "boolean":
        return value ? yes : no;
      default:
        return value === null ? missing : rowsThatHold(value);
    }
  }
  return { rowsFor };
}

function distinct<T>(values: T[]): T[] {
  return [...new Set(values)];
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : 1);

/** Sets for the gap below the first constant, the first constant, the gap above it, and so on to the gap above the last. */
function classes<T extends Json>(
  constants: readonly T[],
  gap: (below: T | undefined, above: T | undefined) => T,
  rowsThatHold: (value: Json) => RowSet,
): RowSet[] {
  const sets = [rowsThatHold(gap(undefined, constants[0]))];
  constants.forEach((constant, i) =>
    sets.push(rowsThatHold(constant), rowsThatHold(gap(constant, constants[i + 1]))),
  );
  return sets;
}

/** A number in the gap; where two constants are neighbours there is none, and the set is never asked for. */
function gapOfNumbers(below: number | undefined, above: number | undefined): number {
  if (below === undefined) return Number.NEGATIVE_INFINITY;
  return above === undefined ? Number.POSITIVE_INFINITY : below / 2 + above / 2;
}

/** The text that follows another one at once is that text with the least character behind it; the least text of all is empty. */
function gapOfTexts(below: string | undefined): string {
  return below === undefined ? "" : `${below}\u0000`;
}

/** The class of a value: 2i + 1 for the i-th constant, 2i for the gap below it. */
function placeOf(constants: ArrayLike<number> | ArrayLike<string>, value: number | string): number {
  let low = 0;
  let high = constants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((constants[middle] as number | string) < value) low = middle + 1;
    else high = middle;
  }
  return constants[low] === value ? 2 * low + 1 : 2 * low;
}
