/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import type { DecisionTable, Json } from "../../../engine/model/types.ts";

/** Changes of a decision table; each is pure and changes what it names. Columns are counted from the first input to the last output. */

/** What stands in a cell: a condition in the columns of the inputs, a constant in those of the outputs; `otherwise` is the row after the last. */
export function cellAt(table: DecisionTable, row: number, column: number): Json {
  const output = column - table.inputs.length;
  if (row >= table.rows.length) return output < 0 ? null : (table.otherwise?.[output] ?? null);
  return (output < 0 ? table.rows[row]?.when[column] : table.rows[row]?.then[output]) ?? null;
}

/** Puts a value into a cell. */
export function withCell(table: DecisionTable, row: number, column: number, value: Json): DecisionTable {
  const output = column - table.inputs.length;
  if (row >= table.rows.length) {
    if (output < 0 || table.otherwise === undefined) return table;
    return { ...table, otherwise: put(table.otherwise, output, value) };
  }
  const rows = table.rows.map((one, at) => {
    if (at !== row) return one;
    return output < 0
      ? { ...one, when: put(one.when, column, value) }
      : { ...one, then: put(one.then, output, value) };
  });
  return { ...table, rows };
}

/** A list that was too short is filled up with nothing. */
function put(list: readonly Json[], at: number, value: Json): Json[] {
  return Array.from({ length: Math.max(list.length, at + 1) }, (_, place) =>
    place === at ? value : (list[place] ?? null),
  );
}

/** A row that matches anything and gives nothing yet, at a place. */
export function withRow(table: DecisionTable, at: number): DecisionTable {
  const row = emptyRow(table);
  return { ...table, rows: table.rows.toSpliced(at, 0, row) };
}

function emptyRow({ inputs, outputs }: DecisionTable): DecisionTable["rows"][number] {
  return { when: inputs.map(() => null), then: outputs.map(() => null) };
}

export function withoutRow(table: DecisionTable, at: number): DecisionTable {
  return { ...table, rows: table.rows.toSpliced(at, 1) };
}

export function withRowTwice(table: DecisionTable, at: number): DecisionTable {
  const row = table.rows[at];
  return row === undefined ? table : { ...table, rows: table.rows.toSpliced(at + 1, 0, row) };
}

export function withRowMoved(table: DecisionTable, from: number, to: number): DecisionTable {
  const row = table.rows[from];
  if (row === undefined || to < 0 || to >= table.rows.length || from === to) return table;
  return { ...table, rows: table.rows.toSpliced(from, 1).toSpliced(to, 0, row) };
}

/** One more input; every row matches any value of it. */
export function withInput(table: DecisionTable, path: string): DecisionTable {
  return {
    ...table,
    inputs: [...table.inputs, path],
    rows: table.rows.map((row) => ({ ...row, when: put(row.when, table.inputs.length, null) })),
  };
}

export function withoutInput(table: DecisionTable, at: number): DecisionTable {
  return {
    ...table,
    inputs: table.inputs.toSpliced(at, 1),
    rows: table.rows.map((row) => ({ ...row, when: row.when.toSpliced(at, 1) })),
  };
}

/** One more output, which is nothing yet everywhere. */
export function withOutput(table: DecisionTable, name: string): DecisionTable {
  const at = table.outputs.length;
  return {
    ...table,
    outputs: [...table.outputs, name],
    rows: table.rows.map((row) => ({ ...row, then: put(row.then, at, null) })),
    ...(table.otherwise === undefined ? {} : { otherwise: put(table.otherwise, at, null) }),
  };
}

export function withoutOutput(table: DecisionTable, at: number): DecisionTable {
  return {
    ...table,
    outputs: table.outputs.toSpliced(at, 1),
    rows: table.rows.map((row) => ({ ...row, then: row.then.toSpliced(at, 1) })),
    ...(table.otherwise === undefined ? {} : { otherwise: table.otherwise.toSpliced(at, 1) }),
  };
}

/** The name of an output, and the ranking of its values where it has one. */
export function outputOf(table: DecisionTable, at: number): { name: string; priorities: readonly Json[] } {
  const output = table.outputs[at];
  return typeof output === "object" ? output : { name: output ?? "", priorities: [] };
}

/** Names an output, and ranks its values from the highest to the lowest where any are given. */
export function withOutputAs(
  table: DecisionTable,
  at: number,
  name: string,
  priorities: readonly Json[],
): DecisionTable {
  const output = priorities.length === 0 ? name : { name, priorities: [...priorities] };
  return { ...table, outputs: table.outputs.with(at, output) };
}

/** So many rows a paste may add. */
const mostPasted = 5000;

/**
 * Puts a block of values at a cell, row by row; rows that are missing are added. A value that is undefined leaves its cell as it is.
 */
export function withBlock(
  table: DecisionTable,
  row: number,
  column: number,
  block: readonly (readonly (Json | undefined)[])[],
): DecisionTable {
  const width = table.inputs.length + table.outputs.length;
  const rows = [...table.rows];
  let otherwise = table.otherwise;
  for (const [down, values] of block.slice(0, mostPasted).entries()) {
    const at = row + down;
    // What is pasted into the last line stays there.
    const isOtherwise = row >= table.rows.length && otherwise !== undefined;
    if (isOtherwise && down > 0) break;
    const into = isOtherwise ? null : (rows[at] ?? emptyRow(table));
    let [when, then] = [into?.when ?? [], into?.then ?? otherwise ?? []];
    for (const [right, value] of values.entries()) {
      const place = column + right;
      if (value === undefined || place >= width) continue;
      if (place < table.inputs.length) when = put(when, place, value);
      else then = put(then, place - table.inputs.length, value);
    }
    if (into === null) otherwise = then;
    else rows[at] = { ...into, when, then };
  }
  return { ...table, rows, ...(otherwise === undefined ? {} : { otherwise }) };
}

/** Tab-separated text as spreadsheets put it on the clipboard: fields with tabs, line ends or quotes stand in quotes. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') field += text[++at];
      else quoted = false;
    } else if (sign === '"' && field === "") quoted = true;
    else if (sign === "\t" || sign === "\n") {
      rows.at(-1)!.push(field);
      field = "";
      if (sign === "\n") rows.push([]);
    } else if (sign !== "\r" || text[at + 1] !== "\n") field += sign;
  }
  rows.at(-1)!.push(field);
  // The line end after the last row begins no further one.
  if (rows.length > 1 && rows.at(-1)!.every((one) => one === "")) rows.pop();
  return rows;
}

export function writeTsv(rows: readonly (readonly string[])[]): string {
  const quote = (field: string) => (/["\t\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return rows.map((row) => row.map(quote).join("\t")).join("\n");
}
