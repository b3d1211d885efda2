import { cellText } from "../engine/model/index.ts";

/**
 * Rows as comma-separated values (RFC 4180) that spreadsheet programs open as they are meant: with a byte order mark, by which they
 * know UTF-8, and with an apostrophe before every text that they would take for a formula.
 */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = cellText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
