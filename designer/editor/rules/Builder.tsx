import { useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import { Button } from "antd";
import { useEditing, useSelected } from "../context.tsx";
import { phraseLogic } from "../../words/logic.ts";
import { useWords } from "../../words/i18n.ts";
import { useBuilding } from "./building.tsx";
import { AddTo, LineContent, LineMenu, type LineActions } from "./Line.tsx";
import { keyOf, rowsOf, type Row } from "./rows.ts";
import { canRemove, holds, isGroup, isWithin, moved, nodeAt, removed, samePath } from "./tree-edits.ts";
import { writeTree, type NodePath } from "./tree.ts";
import { ruleWords } from "./words.ts";

/** So many lines are drawn at once. */
const mostLines = 120;

/** A rule as lines, each part of which can be changed, moved, wrapped and taken out, by mouse and by keyboard. */
export function Builder({ label }: { label: string }) {
  const { tree, change } = useBuilding();
  const { say } = useWords();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [page, setPage] = useState(0);
  const [focused, setFocused] = useState("");
  const list = useRef<HTMLUListElement>(null);
  /** The line that is focused once the change is drawn. */
  const next = useRef<string | null>(null);
  const dragged = useRef<NodePath | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const rows = useMemo(() => rowsOf(tree, folded), [tree, folded]);
  const pages = Math.max(1, Math.ceil(rows.length / mostLines));
  const from = Math.min(page, pages - 1) * mostLines;
  const shown = rows.slice(from, from + mostLines);

  const focus = (key: string): void =>
    list.current?.querySelector<HTMLElement>(`[data-line="${key}"]`)?.focus();
  // After whatever was drawn: the line to be focused is there only once the change is.
  useEffect(() => {
    if (next.current !== null) focus(next.current);
    next.current = null;
  });

  const actions: LineActions = {
    remove(path) {
      const at = rows.findIndex((row) => samePath(row.path, path));
      next.current = keyOf((rows[at - 1] ?? rows[at])?.path ?? []);
      if (canRemove(tree, path)) change(removed(tree, path));
    },
    move(path, by) {
      const around = path.slice(0, -1);
      const holder = path.length === 0 ? undefined : nodeAt(tree, around);
      const place = (path.at(-1) ?? 0) + by;
      if (holder === undefined || !holds(holder) || place < 0 || place >= holder.parts.length) return;
      next.current = keyOf([...around, place]);
      change(moved(tree, path, around, by > 0 ? place + 1 : place));
    },
    fold(path) {
      const key = keyOf(path);
      const now = new Set(folded);
      if (!now.delete(key)) now.add(key);
      setFolded(now);
    },
  };

  /** Keys of a line itself; those of its inputs are theirs. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: Row, at: number): void => {
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      const group = isGroup(row.node) ? row.path : row.path.slice(0, -1);
      list.current
        ?.querySelector<HTMLElement>(`[data-line="${keyOf(group)}"] [data-add="condition"]`)
        ?.click();
      return;
    }
    if (event.target !== event.currentTarget) return;
    const keys: Record<string, () => void> = {
      ArrowUp: () =>
        event.altKey ? actions.move(row.path, -1) : focus(keyOf(shown[at - 1]?.path ?? row.path)),
      ArrowDown: () =>
        event.altKey ? actions.move(row.path, 1) : focus(keyOf(shown[at + 1]?.path ?? row.path)),
      ArrowLeft: () =>
        row.holds && !folded.has(keyOf(row.path))
          ? actions.fold(row.path)
          : focus(keyOf(row.path.slice(0, -1))),
      ArrowRight: () =>
        folded.has(keyOf(row.path)) ? actions.fold(row.path) : focus(keyOf(shown[at + 1]?.path ?? row.path)),
      Delete: () => actions.remove(row.path),
      Home: () => focus(keyOf(shown[0]?.path ?? [])),
      End: () => focus(keyOf(shown.at(-1)?.path ?? [])),
      Enter: () => event.currentTarget.querySelector<HTMLElement>("button.rule-chip, select, input")?.focus(),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  const onDrop = (event: DragEvent, row: Row): void => {
    event.preventDefault();
    setOver(null);
    const path = dragged.current;
    dragged.current = null;
    if (path === null) return;
    // Onto a group: first in it. Onto anything else: before it.
    change(
      holds(row.node)
        ? moved(tree, path, row.path, 0)
        : moved(tree, path, row.path.slice(0, -1), row.path.at(-1) ?? 0),
    );
  };

  const isTabStop = shown.some((row) => keyOf(row.path) === focused) ? focused : keyOf(shown[0]?.path ?? []);
  return (
    <div className="rule-builder">
      {/* A tree of lines with inputs in them: the keys of a tree work on the lines, those of inputs inside them. */}
      <ul ref={list} role="tree" aria-label={`${label}: ${say(ruleWords.nodes)}`}>
        {shown.map((row, at) => {
          const key = keyOf(row.path);
          return (
            <li
              key={key}
              role="treeitem"
              aria-level={row.depth + 1}
              aria-selected={false}
              {...(row.holds ? { "aria-expanded": !folded.has(key) } : {})}
              tabIndex={key === isTabStop ? 0 : -1}
              data-line={key}
              data-over={over === key}
              className="rule-line"
              style={{ paddingInlineStart: `${Math.min(row.depth, 10) * 16}px` }}
              onFocus={() => setFocused(key)}
              onKeyDown={(event) => onKeyDown(event, row, at)}
              onDragOver={(event) => {
                if (dragged.current === null || isWithin(row.path, dragged.current)) return;
                event.preventDefault();
                setOver(key);
              }}
              onDrop={(event) => onDrop(event, row)}
            >
              <LineLabel row={row} />
              <span className="rule-content">
                {row.path.length > 0 && holds(nodeAt(tree, row.path.slice(0, -1))!) ? (
                  <span
                    className="rule-handle"
                    draggable
                    title={say(ruleWords.drag)}
                    aria-hidden
                    onDragStart={(event) => {
                      dragged.current = row.path;
                      event.dataTransfer.effectAllowed = "move";
                      event.dataTransfer.setData("text/plain", "");
                    }}
                    onDragEnd={() => {
                      dragged.current = null;
                      setOver(null);
                    }}
                  >
                    ⠿
                  </span>
                ) : null}
                {row.holds ? (
                  <button
                    type="button"
                    className="rule-fold"
                    aria-label={say(folded.has(key) ? ruleWords.unfold : ruleWords.fold)}
                    onClick={() => actions.fold(row.path)}
                  >
                    {folded.has(key) ? "▸" : "▾"}
                  </button>
                ) : null}
                {row.depth > 10 ? <span className="quiet">{row.depth}</span> : null}
                <LineContent row={row} />
                <LineMenu row={row} actions={actions} />
              </span>
              <ProblemsOf path={row.path} rows={shown} at={at} />
            </li>
          );
        })}
      </ul>
      {isGroup(tree) ? null : <AddTo path={[]} />}
      {pages > 1 ? (
        <div className="rule-pages">
          <Button size="small" disabled={from === 0} onClick={() => setPage(page - 1)}>
            {say(ruleWords.earlier)}
          </Button>
          <span className="quiet">
            {say(ruleWords.moreRows)
              .replace("{from}", String(from + 1))
              .replace("{to}", String(from + shown.length))
              .replace("{all}", String(rows.length))}
          </span>
          <Button size="small" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
            {say(ruleWords.later)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** What a line says, for those who hear it: groups by their operator, all else as a sentence. */
function LineLabel({ row }: { row: Row }) {
  const { language } = useWords();
  const { around } = useEditing();
  const definition = useSelected((state) => state.document.definition);
  if (row.holds) return null;
  return (
    <span className="unseen">
      {phraseLogic(writeTree(row.node), definition, language, around.parameters)}
    </span>
  );
}

/** What is wrong in a line, told at the innermost line that it concerns. */
function ProblemsOf({ path, rows, at }: { path: NodePath; rows: readonly Row[]; at: number }) {
  const { problemsAt } = useBuilding();
  const own = problemsAt(path);
  if (own.length === 0) return null;
  const inner = new Set(
    rows
      .slice(at + 1)
      .filter((row) => isWithin(row.path, path))
      .flatMap((row) => problemsAt(row.path)),
  );
  return own
    .filter((message) => !inner.has(message))
    .map((message) => (
      <span key={message} className="rule-problem">
        {message}
      </span>
    ));
}
