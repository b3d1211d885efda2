import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { Button, Dropdown } from "antd";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { PathPicker } from "../rules/PathPicker.tsx";
import { pathOf } from "../rules/tree.ts";
import { CellEditor } from "./CellEditor.tsx";
import { cellText, outputText, readCellText, readOutputText } from "./cell-text.ts";
import type { TableView } from "./table-view.ts";
import { GridHead } from "./GridHead.tsx";
import {
  cellAt,
  readTsv,
  withBlock,
  withCell,
  withInput,
  withoutRow,
  withOutput,
  withRow,
  withRowMoved,
  withRowTwice,
  writeTsv,
} from "./table-edits.ts";
import { tableWords } from "./words.ts";

interface Place {
  row: number;
  column: number;
}
/** So many rows are drawn at once. */
const rowsOnPage = 100;

/** The rows of a table, worked on with the keys of a spreadsheet. */
export function Grid({
  view,
  label,
  hits,
}: {
  view: TableView;
  label: string;
  /** The rows that fire for what is tried; null while nothing is. */
  hits: readonly number[] | null;
}) {
  const { table, change, shapes, scope } = view;
  const { say, language } = useWords();
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  /** The other corner of what is selected. */
  const [anchor, setAnchor] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<string | null>(null);
  const [picking, setPicking] = useState<number | null>(null);
  const [page, setPage] = useState(0);
  const grid = useRef<HTMLTableElement>(null);
  /** The cell is to be focused once it is drawn. */
  const wantsFocus = useRef(false);
  const inputs = table.inputs.length;
  const width = inputs + table.outputs.length;
  const height = table.rows.length + (table.otherwise === undefined ? 0 : 1);
  const pages = Math.max(1, Math.ceil(table.rows.length / rowsOnPage));
  const from = Math.min(page, pages - 1) * rowsOnPage;
  const shown = table.rows.slice(from, from + rowsOnPage);

  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    wantsFocus.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-cell="${active.row}.${active.column}"]`)?.focus();
  });

  const textOf = (row: number, column: number): string =>
    column < inputs && row < table.rows.length
      ? cellText(cellAt(table, row, column), shapes[column] ?? "open", language)
      : column < inputs
        ? ""
        : outputText(cellAt(table, row, column), language);
  const read = (text: string, column: number) =>
    column < inputs ? readCellText(text, shapes[column] ?? "open") : readOutputText(text);

  const go = (row: number, column: number, extend = false): void => {
    const place = {
      row: Math.max(0, Math.min(height - 1, row)),
      column: Math.max(0, Math.min(width - 1, column)),
    };
    wantsFocus.current = true;
    setActive(place);
    if (!extend) setAnchor(place);
    if (place.row < table.rows.length) setPage(Math.floor(place.row / rowsOnPage));
  };
  const isOtherwise = (row: number): boolean => row >= table.rows.length;
  const canEdit = ({ row, column }: Place): boolean => !isOtherwise(row) || column >= inputs;
  const commit = (text: string, row: number, column: number): boolean => {
    const value = read(text, column);
    if (!value.ok) return false;
    if (JSON.stringify(value.value) !== JSON.stringify(cellAt(table, active.row, active.column)))
      change(withCell(table, active.row, active.column, value.value));
    setEditing(null);
    go(row, column);
    return true;
  };
  const range = {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
  const block = (): Place[][] =>
    Array.from({ length: range.bottom - range.top + 1 }, (_, down) =>
      Array.from({ length: range.right - range.left + 1 }, (__, right) => ({
        row: range.top + down,
        column: range.left + right,
      })),
    );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing !== null) return;
    const { row, column } = active;
    const moves: Record<string, () => void> = {
      ArrowUp: () => (event.altKey ? move(-1) : go(row - 1, column, event.shiftKey)),
      ArrowDown: () => (event.altKey ? move(1) : go(row + 1, column, event.shiftKey)),
      ArrowLeft: () => go(row, column - 1, event.shiftKey),
      ArrowRight: () => go(row, column + 1, event.shiftKey),
      Home: () => go(event.ctrlKey ? 0 : row, 0, event.shiftKey),
      End: () => go(event.ctrlKey ? height - 1 : row, width - 1, event.shiftKey),
      PageUp: () => go(row - 20, column, event.shiftKey),
      PageDown: () => go(row + 20, column, event.shiftKey),
      Enter: () => begin(textOf(row, column)),
      F2: () => begin(textOf(row, column)),
      Delete: empty,
      Backspace: empty,
    };
    // At the last cell Tab leaves the grid, as it leaves any other input.
    if (event.key === "Tab") {
      const next = row * width + column + (event.shiftKey ? -1 : 1);
      if (next < 0 || next >= height * width) return;
      event.preventDefault();
      go(Math.floor(next / width), next % width);
      return;
    }
    const act = moves[event.key];
    if (act !== undefined) {
      event.preventDefault();
      act();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      begin(event.key);
    }
  };
  function begin(text: string): void {
    if (canEdit(active)) setEditing(text);
  }
  function move(by: number): void {
    const to = active.row + by;
    if (isOtherwise(active.row) || to < 0 || to >= table.rows.length) return;
    change(withRowMoved(table, active.row, to));
    go(to, active.column);
  }
  function empty(): void {
    change(
      block()
        .flat()
        .filter(canEdit)
        .reduce((now, { row, column }) => withCell(now, row, column, null), table),
    );
  }
  const onCopy = (event: ClipboardEvent): void => {
    if (editing !== null) return;
    event.preventDefault();
    event.clipboardData.setData(
      "text/plain",
      writeTsv(block().map((row) => row.map((one) => textOf(one.row, one.column)))),
    );
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (editing !== null) return;
    event.preventDefault();
    const values = readTsv(event.clipboardData.getData("text/plain")).map((row) =>
      row.map((text, right): Json => {
        const value = read(text, range.left + right);
        // What cannot be read as a condition is the text that it is.
        return value.ok ? value.value : text.trim();
      }),
    );
    change(withBlock(table, range.top, range.left, values));
    go(range.top, range.left);
  };

  const cell = (row: number, column: number) => {
    const isActive = active.row === row && active.column === column;
    const isIn = row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
    const text = textOf(row, column);
    return (
      <td
        key={column}
        role="gridcell"
        aria-selected={isIn}
        tabIndex={isActive ? 0 : -1}
        data-cell={`${row}.${column}`}
        data-side={column < inputs ? "when" : "then"}
        data-any={column < inputs && cellAt(table, row, column) === null}
        onMouseDown={(event) => {
          if (isActive && editing !== null) return;
          go(row, column, event.shiftKey);
          setEditing(null);
        }}
        onMouseEnter={(event) => {
          if (event.buttons === 1 && editing === null) setActive({ row, column });
        }}
        onDoubleClick={() => begin(text)}
      >
        {isActive && editing !== null ? (
          <CellEditor
            first={editing}
            shape={column < inputs ? (shapes[column] ?? "open") : null}
            isSound={(typed) => read(typed, column).ok}
            onCommit={(typed, way) =>
              commit(
                typed,
                row + (way === "down" ? 1 : 0),
                column + (way === "right" ? 1 : way === "left" ? -1 : 0),
              )
            }
            onCancel={() => {
              wantsFocus.current = true;
              setEditing(null);
            }}
          />
        ) : (
          text
        )}
      </td>
    );
  };
  const rowMenu = (row: number) => ({
    items: (["insertAbove", "insertBelow", "duplicate", "up", "down", "remove"] as const).map((key) => ({
      key,
      label: say(tableWords[key]),
      danger: key === "remove",
      disabled: (key === "up" && row === 0) || (key === "down" && row === table.rows.length - 1),
    })),
    onClick: ({ key }: { key: string }) => {
      const edits: Record<string, () => void> = {
        insertAbove: () => change(withRow(table, row)),
        insertBelow: () => change(withRow(table, row + 1)),
        duplicate: () => change(withRowTwice(table, row)),
        up: () => change(withRowMoved(table, row, row - 1)),
        down: () => change(withRowMoved(table, row, row + 1)),
        remove: () => change(withoutRow(table, row)),
      };
      edits[key]?.();
    },
  });
  const picker = (onChoose: (path: string) => void) => (
    <PathPicker
      scope={scope}
      onChoose={(node) => {
        const path = pathOf(node);
        setPicking(null);
        if (path !== null) onChoose(path);
      }}
      onClose={() => setPicking(null)}
    />
  );
  return (
    <>
      <div className="decision-scroll">
        {/* The keys and the clipboard of the grid are those of its cells, which have the focus. */}
        <table
          ref={grid}
          role="grid"
          aria-label={label}
          aria-description={say(tableWords.keys)}
          aria-rowcount={height + 1}
          onKeyDown={(event) => {
            if ((event.target as HTMLElement).closest("[data-cell]") !== null) onKeyDown(event);
          }}
          onCopy={onCopy}
          onPaste={onPaste}
        >
          <GridHead view={view} picking={picking} onPick={setPicking} picker={picker} />
          <tbody>
            {shown.map((_, place) => {
              const row = from + place;
              return (
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={row} aria-rowindex={row + 2} data-hit={hits?.includes(row) === true}>
                  <th
                    scope="row"
                    aria-label={`${say(tableWords.row).replace("{row}", String(row + 1))}${hits?.includes(row) === true ? `, ${say(tableWords.hits)}` : ""}`}
                  >
                    {row + 1}
                  </th>
                  {Array.from({ length: width }, (__, column) => cell(row, column))}
                  <td className="decision-more">
                    <Dropdown trigger={["click"]} menu={rowMenu(row)}>
                      <button
                        type="button"
                        className="rule-more"
                        aria-label={say(tableWords.more).replace("{row}", String(row + 1))}
                      >
                        ⋯
                      </button>
                    </Dropdown>
                  </td>
                </tr>
              );
            })}
            {table.otherwise === undefined ? null : (
              <tr className="is-otherwise" aria-rowindex={height + 1} data-hit={hits?.length === 0}>
                <th scope="row" aria-label={say(tableWords.otherwise)} />
                <td colSpan={inputs} className="decision-otherwise">
                  {say(tableWords.otherwise)}
                </td>
                {table.outputs.map((_, at) => cell(table.rows.length, inputs + at))}
                <td className="decision-more">
                  <button
                    type="button"
                    className="rule-more"
                    aria-label={say(tableWords.removeOtherwise)}
                    title={say(tableWords.removeOtherwise)}
                    onClick={() => {
                      const { otherwise: __, ...rest } = table;
                      change(rest);
                    }}
                  >
                    ×
                  </button>
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <div className="decision-add">
        <button
          type="button"
          className="rule-button"
          onClick={() => (change(withRow(table, table.rows.length)), go(table.rows.length, 0))}
        >
          + {say(tableWords.addRow)}
        </button>
        {picking === inputs ? (
          picker((path) => change(withInput(table, path)))
        ) : (
          <button type="button" className="rule-button" onClick={() => setPicking(inputs)}>
            + {say(tableWords.addInput)}
          </button>
        )}
        <button
          type="button"
          className="rule-button"
          onClick={() => change(withOutput(table, `output${table.outputs.length + 1}`))}
        >
          + {say(tableWords.addOutput)}
        </button>
        {table.otherwise === undefined ? (
          <button
            type="button"
            className="rule-button"
            onClick={() => change({ ...table, otherwise: table.outputs.map(() => null) })}
          >
            + {say(tableWords.addOtherwise)}
          </button>
        ) : null}
      </div>
      {pages > 1 ? (
        <div className="rule-pages">
          <Button size="small" disabled={from === 0} onClick={() => setPage(page - 1)}>
            {say(tableWords.earlier)}
          </Button>
          <span className="quiet">
            {say(tableWords.pages)
              .replace("{from}", String(from + 1))
              .replace("{to}", String(from + shown.length))
              .replace("{all}", String(table.rows.length))}
          </span>
          <Button size="small" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
            {say(tableWords.later)}
          </Button>
        </div>
      ) : null}
    </>
  );
}
