import type { Json } from "../model/types.ts";
import type { Cell } from "./cells.ts";

/**
 * Finds the rows of a decision table that match without looking at the rows. The constants of a column divide all values into
 * classes that none of its cells tells apart: each constant, each gap between two of them, true, false, missing, lists and
 * objects. For each class the matching rows are a set of bits, made beforehand by asking the cells themselves; a row matches
 * where it is in the sets of all columns.
 */
export interface Column {
  /** The class of a value; -1 where the cells themselves have to be asked. What is no JSON counts as missing. */
  classOf(value: unknown): number;
  /** How many classes there are. */
  readonly classes: number;
  rowsFor(value: Json): RowSet;
}

/** Bits of rows, 32 to a word. */
export type RowSet = Int32Array;

/** More memory than this (in words) is not worth its speed; such a column asks its cells. */
const largestColumn = 1 << 20;

/** Indexes the cells of one column, given by row. */
export function indexColumn(cells: readonly Cell[]): Column {
  const rowsThatHold = (value: Json) => rowSet(cells.length, (row) => (cells[row] as Cell).holds(value));
  const constants = cells.flatMap((cell) => cell.constants);
  const numbers = distinct(constants.filter((value) => typeof value === "number")).sort((a, b) => a - b);
  const texts = distinct(constants.filter((value) => typeof value === "string")).sort(byCodeUnits);
  if ((numbers.length + texts.length) * wordsFor(cells.length) * 2 > largestColumn)
    return { classOf: () => -1, classes: 0, rowsFor: rowsThatHold };

  const sets = new DistinctSets();
  const [missing, yes, no] = [null, true, false].map((value) => sets.classOf(rowsThatHold(value))) as [
    number,
    number,
    number,
  ];
  const isStructured = (value: Json) => typeof value === "object" && value !== null;
  const structured = constants.some(isStructured) ? -1 : sets.classOf(rowsThatHold([]));
  const numberClasses = new Classes(numbers, gapOfNumbers, (value) => sets.classOf(rowsThatHold(value)));
  const textClasses = new Classes(texts, gapOfTexts, (value) => sets.classOf(rowsThatHold(value)));

  function classOf(value: unknown): number {
    switch (typeof value) {
      case "number":
        return Number.isFinite(value) ? numberClasses.of(value) : missing;
      case "string":
        return textClasses.of(value);
      case "boolean":
        return value ? yes : no;
      default:
        return typeof value === "object" && value !== null ? structured : missing;
    }
  }

  function rowsFor(value: Json): RowSet {
    const found = classOf(value);
    return found < 0 ? rowsThatHold(value) : sets.at(found);
  }
  return { classOf, classes: sets.size, rowsFor };
}

/** Positions of the rows that are in all of the sets, in written order. */
export function commonRows(rows: number, sets: readonly RowSet[]): number[] {
  const found: number[] = [];
  const everything = rowSet(rows, () => true);
  for (let word = 0; word < everything.length; word++) {
    let bits = everything[word] as number;
    for (const set of sets) bits &= set[word] as number;
    for (; bits !== 0; bits &= bits - 1) found.push(word * 32 + 31 - Math.clz32(bits & -bits));
  }
  return found;
}

function wordsFor(rows: number): number {
  return (rows + 31) >> 5;
}

function rowSet(rows: number, holds: (row: number) => boolean): RowSet {
  const set = new Int32Array(wordsFor(rows));
  for (let row = 0; row < rows; row++) {
    if (holds(row)) set[row >> 5] = (set[row >> 5] as number) | (1 << (row & 31));
  }
  return set;
}

/** Classes with the same rows are one class. */
class DistinctSets {
  readonly #sets: RowSet[] = [];
  readonly #classes = new Map<string, number>();

  get size(): number {
    return this.#sets.length;
  }

  at(index: number): RowSet {
    return this.#sets[index] as RowSet;
  }

  classOf(set: RowSet): number {
    const name = set.join();
    const known = this.#classes.get(name);
    if (known !== undefined) return known;
    this.#classes.set(name, this.#sets.length);
    return this.#sets.push(set) - 1;
  }
}

function distinct<T>(values: T[]): T[] {
  return [...new Set(values)];
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : 1);

/**
 * Classes of numbers or of texts: `exact` and `gaps` by place, the i-th gap lying below the i-th constant. Where all gaps are
 * one class it is enough to know whether a value is one of the constants.
 */
class Classes<T extends number | string> {
  readonly #constants: readonly T[];
  readonly #exact: readonly number[];
  readonly #gaps: readonly number[];
  readonly #byValue: ReadonlyMap<T, number> | null;

  constructor(
    constants: readonly T[],
    gapAfter: (below: T | undefined, above: T | undefined) => T,
    classOf: (value: T) => number,
  ) {
    this.#constants = constants;
    this.#exact = constants.map(classOf);
    this.#gaps = [undefined, ...constants].map((below, i) => classOf(gapAfter(below, constants[i])));
    const oneGap = this.#gaps.every((gap) => gap === this.#gaps[0]);
    this.#byValue = oneGap
      ? new Map(constants.map((constant, i) => [constant, this.#exact[i] as number]))
      : null;
  }

  of(value: T): number {
    if (this.#byValue !== null) return this.#byValue.get(value) ?? (this.#gaps[0] as number);
    let low = 0;
    let high = this.#constants.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#constants[middle] as T) < value) low = middle + 1;
      else high = middle;
    }
    return (this.#constants[low] === value ? this.#exact[low] : this.#gaps[low]) as number;
  }
}

/** A number in the gap; where two constants are neighbours there is none, and the class is never asked for. */
function gapOfNumbers(below: number | undefined, above: number | undefined): number {
  if (below === undefined) return Number.NEGATIVE_INFINITY;
  return above === undefined ? Number.POSITIVE_INFINITY : below / 2 + above / 2;
}

/** The text that follows another one at once is that text with the least character behind it; the least text of all is empty. */
function gapOfTexts(below: string | undefined): string {
  return below === undefined ? "" : `${below}\u0000`;
}
