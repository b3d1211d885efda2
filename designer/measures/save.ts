import type { SheetRows } from "./sheets.ts";

/** Lets the browser save a file. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Sheets as a workbook. What writes it is fetched when it is first asked for. */
export async function workbook(sheets: SheetRows[]): Promise<Blob> {
  const { default: write } = await import("write-excel-file/browser");
  return write(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: widthsOf(rows).map((width) => ({ width })),
      data: rows.map((row, place) =>
        row.map((value) =>
          value === null
            ? null
            : typeof value === "number"
              ? { value, type: Number }
              : { value, type: String, ...(place === 0 ? { fontWeight: "bold" as const } : {}) },
        ),
      ),
    })),
  ).toBlob();
}

/** Columns as wide as what stands in them; a Chinese character takes the place of two. */
function widthsOf(rows: SheetRows["rows"]): number[] {
  const count = Math.max(...rows.map((row) => row.length));
  const length = (text: string): number =>
    [...text].reduce((sum, one) => sum + (/[⺀-￯]/u.test(one) ? 2 : 1), 0);
  return Array.from({ length: count }, (_, column) =>
    Math.min(48, 3 + Math.max(7, ...rows.map((row) => length(String(row[column] ?? ""))))),
  );
}
