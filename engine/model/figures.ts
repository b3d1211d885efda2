import { alternatives, schemaAt } from "./schema-places.ts";
import type { Json, JsonObject, MeasureDefinition, Schema, Text } from "./types.ts";

/**
 * A figure of a measure (or its goal, or a baseline) as it is shown: a share whose unit is `%` is a part of one, and is shown
 * times a hundred.
 *
 * @example
 * shownFigure({ give: "share", unit: "%" }, 0.07); // 7
 * shownFigure({ give: "mean", unit: "%" }, 60); // 60
 */
export function shownFigure({ give, unit }: Pick<MeasureDefinition, "give" | "unit">, value: number): number {
  // Fifteen digits are those that a number surely has: what lies behind them comes of the multiplication.
  return give === "share" && unit === "%" ? Number((value * 100).toPrecision(15)) : value;
}

/** Whether a figure meets a goal. */
export function meetsGoal(value: number, goal: number, aim: MeasureDefinition["aim"]): boolean {
  return aim === "atMost" ? value <= goal : value >= goal;
}

/**
 * What the data's schema calls a value of a field, or of the items of a field that is a list; null where it has no title for it.
 */
export function valueTitle(data: Schema, path: string, value: Json): Text | string | null {
  const named = schemasOf(data, path).find(
    (schema) => schema["const"] === value && schema["title"] !== undefined,
  );
  return (named?.["title"] as Text | string | undefined) ?? null;
}

/** Whether the values of a field are chosen from elsewhere: they are codes that people know, and are told beside their titles (B12). */
export function isChosenElsewhere(data: Schema, path: string): boolean {
  return schemasOf(data, path).some((schema) => schema["choices"] !== undefined);
}

/** Everything that is said of a field, and of its items where it is a list. */
function schemasOf(data: Schema, path: string): JsonObject[] {
  const field = schemaAt(data, path.replace(/^data\./, ""));
  if (field === null) return [];
  return alternatives(data, field).flatMap((schema) => {
    const { items } = schema;
    return typeof items === "object" && items !== null && !Array.isArray(items)
      ? [schema, ...alternatives(data, items)]
      : [schema];
  });
}

/**
 * A text as the cell of a table for spreadsheet programs: with an apostrophe before what they would take for a formula.
 */
export function cellText(text: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
