import { alternatives, type Json, type Schema } from "../model/index.ts";
import { cellOperators } from "../model/operators.ts";
import { readCell, sameJson } from "../rules/index.ts";
import { dateOfDay, firstDay, lastDay, readDay } from "../time/civil.ts";

/** What the schema of an input of a decision table says; `root` is where its references are found. */
export interface InputSchema {
  root: Schema;
  schema: Schema;
  /** Whether there may be no value at all. */
  missing: boolean;
}

/**
 * Values that stand for all that an input may be: no cell of the column tells any other value from all of them. `exact` is false
 * where a schema demands more than is looked at here, so that some of them may be values that the input never has.
 */
export interface Domain {
  values: Json[];
  exact: boolean;
}

/** The values of an input among which its cells can tell; null for an input of which nothing is known means any JSON. */
export function domainOf(input: InputSchema | null, cells: readonly Json[]): Domain {
  const constants = distinct(cells.flatMap((cell) => [...readCell(cell).constants]));
  const branches = input === null ? [] : alternatives(input.root, input.schema);
  const listed = branches.map(listedValues).find((values) => values !== null) ?? null;
  const isBare = branches.every((one) => Object.keys(one).every((key) => looked.has(key)));
  const some =
    listed === null
      ? branches.map((one) => typed(one, constants, isOrdered(cells))).find((found) => found !== null)
      : { values: [...listed], exact: true };
  const known = some ?? { values: anyValues(constants), exact: input === null || branches.length === 1 };
  return {
    // A value that is missing is asked for by a cell alone.
    values: distinct(
      known.values.filter((value) => value !== null).concat(input?.missing === false ? [] : [null]),
    ),
    exact: known.exact && (listed !== null || isBare),
  };
}

/** Keywords that are understood, or that say nothing of what is allowed. */
const looked: ReadonlySet<string> = new Set([
  "type",
  "enum",
  "const",
  "oneOf",
  "title",
  "description",
  "default",
  "readOnly",
  "confidential",
  "choices",
  "examples",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "format",
  "$ref",
]);

function listedValues(schema: Schema): Json[] | null {
  if (schema["const"] !== undefined) return [schema["const"]];
  if (Array.isArray(schema["enum"])) return schema["enum"];
  const { oneOf } = schema;
  const options = Array.isArray(oneOf) ? (oneOf as Schema[]).map((one) => one["const"]) : [];
  return options.length > 0 && options.every((one) => one !== undefined) ? (options as Json[]) : null;
}

/** Whether the cells of a column ask what is more or less. */
function isOrdered(cells: readonly Json[]): boolean {
  const orders: readonly string[] = cellOperators.filter((operator) => /[<>]/.test(operator));
  return cells.some(
    (cell) =>
      typeof cell === "object" && cell !== null && Object.keys(cell).some((key) => orders.includes(key)),
  );
}

function typed(schema: Schema, constants: readonly Json[], ordered: boolean): Domain | null {
  const types = [schema["type"]].flat().filter((type) => type !== undefined && type !== "null");
  if (types.length !== 1) return null;
  switch (types[0]) {
    case "boolean":
      return { values: [true, false], exact: true };
    case "integer":
    case "number":
      return { values: numbers(schema, constants, types[0] === "integer"), exact: true };
    case "string":
      return schema["format"] === "date"
        ? {
            values: dates(constants),
            exact: constants.every((one) => typeof one === "string" && readDay(one) !== null),
          }
        : { values: texts(constants, ordered), exact: schema["format"] === undefined };
    default:
      return { values: [...constants.filter((one) => typeof one === "object"), []], exact: false };
  }
}

/** Each constant, and a number in each gap between two of them, as far as the bounds allow. */
function numbers(schema: Schema, constants: readonly Json[], whole: boolean): number[] {
  const step = whole ? 1 : 0;
  const bound = (key: string, exclusive: string, sign: 1 | -1): number => {
    const inclusive = schema[key];
    const open = schema[exclusive];
    const least = typeof inclusive === "number" ? inclusive : sign * Number.NEGATIVE_INFINITY;
    if (typeof open !== "number") return least;
    const inside = whole ? (sign > 0 ? Math.floor(open) + 1 : Math.ceil(open) - 1) : open;
    return sign > 0 ? Math.max(least, inside) : Math.min(least, inside);
  };
  const low = bound("minimum", "exclusiveMinimum", 1);
  const high = bound("maximum", "exclusiveMaximum", -1);
  const allowed = (value: number): boolean =>
    value >= low &&
    value <= high &&
    (!whole || Number.isInteger(value)) &&
    value !== schema["exclusiveMinimum"] &&
    value !== schema["exclusiveMaximum"];
  const given = constants.filter((one) => typeof one === "number");
  const points = distinct([...given, low, high].filter((one) => Number.isFinite(one))).sort((a, b) => a - b);
  if (points.length === 0) return [0];
  const first = points[0]!;
  const last = points.at(-1)!;
  const between = points.slice(1).flatMap((above, index) => {
    const below = points[index]!;
    if (!whole) return [below / 2 + above / 2];
    const next = Math.floor(below) + 1;
    return next < above ? [next] : [];
  });
  const outside = [beyond(first, -1, step), beyond(last, 1, step)];
  return [...points, ...between, ...outside].filter(allowed);
}

const beyond = (value: number, sign: 1 | -1, step: number): number =>
  step === 1
    ? sign > 0
      ? Math.floor(value) + 1
      : Math.ceil(value) - 1
    : value + sign * Math.max(1, Math.abs(value));

/** Each constant and a date in each gap; two days in a row have none between them. */
function dates(constants: readonly Json[]): string[] {
  const days = constants
    .map((one) => (typeof one === "string" ? readDay(one) : null))
    .filter((day) => day !== null);
  const points = days.length === 0 ? [someDay] : days;
  return distinct(points.flatMap((day) => [day - 1, day, day + 1]))
    .filter((day) => day >= firstDay && day <= lastDay)
    .map(dateOfDay);
}
const someDay = 20_454;

/** Each constant and some other text; where it matters which comes first, one in each gap. */
function texts(constants: readonly Json[], ordered: boolean): string[] {
  const given = constants.filter((one) => typeof one === "string").toSorted((a, b) => (a < b ? -1 : 1));
  if (!ordered) return [...given, otherText(given)];
  const gaps = ["", ...given].flatMap((below, index) => {
    const above = given[index];
    const candidates = index === 0 ? ["A", "0", ""] : [`${below}a`, `${below}!`, `${below}\u0001`];
    const inside = candidates.find(
      (text) => (index === 0 || text > below) && (above === undefined || text < above),
    );
    return inside === undefined ? [] : [inside];
  });
  return [...given, ...gaps];
}

function otherText(given: readonly string[]): string {
  let text = "…";
  while (given.includes(text)) text += "…";
  return text;
}

/** Any JSON: each constant and, of each kind of value, what the constants leave over. */
function anyValues(constants: readonly Json[]): Json[] {
  const given = constants.filter((one) => typeof one === "object" && one !== null);
  let other: Json = [];
  while (given.some((one) => sameJson(one, other))) other = [other];
  return [true, false, ...numbers({}, constants, false), ...texts(constants, true), ...given, other];
}

function distinct<T extends Json>(values: readonly T[]): T[] {
  return values.filter((value, index) => values.findIndex((other) => sameJson(value, other)) === index);
}
