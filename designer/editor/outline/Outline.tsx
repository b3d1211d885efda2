import "./outline.css";
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Input, Tooltip } from "antd";
import type { Severity } from "../../../engine/model/types.ts";
import { Icon } from "../../app/icons.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useSelected, useStanding } from "../context.tsx";
import { useSoon } from "../inspector/useSoon.ts";
import { inspectorWords, sectionWords } from "../inspector/words.ts";
import { keyOf, keysAround, marksOf, rowsOf, type Row } from "./model.ts";
import { useAdd } from "./useAdd.ts";
import { useUnused } from "./useUnused.ts";
import { outlineWords } from "./words.ts";

const kept = "guicheng.outline.open";
function openedBefore(): string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(kept) ?? "null");
    return Array.isArray(read) ? read.filter((one) => typeof one === "string") : ["stages"];
  } catch {
    // Somebody else's text under our name.
    return ["stages"];
  }
}
/** Of stages and fields, those that are closed are remembered, for the others those that are open. */
const opensByItself = (key: string): boolean => key.startsWith("state ");

/** The same lines turned, except that these are open. */
function withOpen(turned: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  const shut = keys.filter((key) => turned.has(key) === opensByItself(key));
  if (shut.length === 0) return turned;
  const now = new Set(turned);
  for (const key of shut) {
    if (opensByItself(key)) now.delete(key);
    else now.add(key);
  }
  return now;
}

/** Everything the procedure holds, as a tree: stages, and the parts beside them. */
export const Outline = memo(function Outline() {
  const { editor } = useStanding();
  const { language, say } = useWords();
  const definition = useDeferredValue(useSoon(({ document }) => document.definition));
  const selection = useSelected((state) => state.selection);
  const [filter, setFilter] = useState("");
  const [turned, setTurned] = useState<ReadonlySet<string>>(() => new Set(openedBefore()));
  const [active, setActive] = useState("procedure");
  const tree = useRef<HTMLUListElement>(null);
  const marks = useMarks();
  const unused = useUnused();
  const add = useAdd();
  const turn = (key: string, open?: boolean): void => {
    const now = new Set(turned);
    const isOpen = turned.has(key) !== opensByItself(key);
    if (open === isOpen) return;
    if (now.has(key)) now.delete(key);
    else now.add(key);
    localStorage.setItem(kept, JSON.stringify([...now].filter((one) => !opensByItself(one))));
    setTurned(now);
  };
  const sought = useDeferredValue(filter);
  const rows = useMemo(
    () =>
      rowsOf(definition, {
        language,
        filter: sought,
        isOpen: (key) => turned.has(key) !== opensByItself(key),
      }),
    [definition, language, sought, turned],
  );
  const selected = useMemo(() => new Set(selection.flatMap((one) => keyOf(one) ?? [])), [selection]);
  const first = selection[0] === undefined ? null : keyOf(selection[0]);
  // What is selected elsewhere is brought into sight.
  const [followed, setFollowed] = useState<string | null>(null);
  if (first !== followed) {
    setFollowed(first);
    if (first !== null) {
      setActive(first);
      setTurned(withOpen(turned, keysAround(first)));
    }
  }
  useEffect(() => {
    if (first === null) return;
    const row = tree.current?.querySelector(`[data-key="${CSS.escape(first)}"]`);
    row?.scrollIntoView({ block: "nearest" });
    // Among other lines it stands somewhere else.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first, sought]);

  const focused = rows.some(({ key }) => key === active) ? active : (rows[0]?.key ?? "");
  const go = (key: string | null | undefined): void => {
    if (key === null || key === undefined) return;
    setActive(key);
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = rows.findIndex(({ key }) => key === focused);
    const row = rows[at];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(rows[at + 1]?.key),
      ArrowUp: () => go(rows[at - 1]?.key),
      Home: () => go(rows[0]?.key),
      End: () => go(rows.at(-1)?.key),
      ArrowRight: () => (row.open ? go(rows[at + 1]?.key) : turn(row.key, true)),
      ArrowLeft: () => (row.open ? turn(row.key, false) : go(row.parent)),
      Enter: () => choose(row),
      " ": () => choose(row),
      "+": () => (row.adds === null ? undefined : add(row.adds)),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  const choose = (row: Row, more = false): void => {
    setActive(row.key);
    if (row.thing === null) return turn(row.key);
    const others = more ? editor.state().selection.filter((one) => keyOf(one) !== row.key) : [];
    editor.select([...others, row.thing]);
  };
  // The same functions for every line and every time, so that a line is drawn again only when it is another one.
  const act = useRef({ rows, choose, turn, add });
  useEffect(() => {
    act.current = { rows, choose, turn, add };
  });
  const steady = useMemo(
    () => ({
      choose: (key: string, more: boolean): void => {
        const found = act.current.rows.find((one) => one.key === key);
        if (found !== undefined) act.current.choose(found, more);
      },
      turn: (key: string): void => act.current.turn(key),
      add: (what: NonNullable<Row["adds"]>): void => act.current.add(what),
    }),
    [],
  );
  // Several hundred lines: made again only when one of them is another one.
  const lines = useMemo(
    () =>
      rows.map((row) => (
        <Line
          key={row.key}
          rowKey={row.key}
          level={row.level}
          title={row.title}
          name={row.name}
          count={row.count}
          adds={row.adds}
          mark={row.mark}
          place={row.place}
          of={row.of}
          open={row.open}
          opens={row.inner}
          selected={selected.has(row.key)}
          tabStop={row.key === focused}
          severity={marks.get(row.key) ?? null}
          unused={unused.has(row.key)}
          onChoose={steady.choose}
          onTurn={steady.turn}
          onAdd={steady.add}
        />
      )),
    [rows, selected, focused, marks, unused, steady],
  );
  return (
    <div className="outline">
      <div className="outline-filter">
        <Input
          size="small"
          allowClear
          prefix={<Icon name="search" />}
          placeholder={say(outlineWords.filter)}
          aria-label={say(outlineWords.filter)}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      {rows.length === 0 ? <p className="quiet outline-empty">{say(outlineWords.nothingFound)}</p> : null}
      <ul
        ref={tree}
        role="tree"
        aria-label={say(outlineWords.contents)}
        aria-multiselectable
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const key = (event.target as HTMLElement).dataset["key"];
          if (key !== undefined) setActive(key);
        }}
        hidden={rows.length === 0}
      >
        {lines}
      </ul>
    </div>
  );
});

/** The checker's marks, which come a moment after the document changes. */
function useMarks(): ReadonlyMap<string, Severity> {
  const { problems, editor } = useEditing();
  return useMemo(() => marksOf(problems, editor.state().document.definition), [problems, editor]);
}

interface LineProps {
  rowKey: string;
  level: number;
  title: string;
  name: string;
  count: number | null;
  adds: Row["adds"];
  mark: Row["mark"];
  place: number;
  of: number;
  open: boolean;
  opens: boolean;
  selected: boolean;
  tabStop: boolean;
  severity: Severity | null;
  unused: boolean;
  onChoose: (key: string, more: boolean) => void;
  onTurn: (key: string) => void;
  onAdd: (adds: NonNullable<Row["adds"]>) => void;
}

const Line = memo(function Line(props: LineProps) {
  const { rowKey, level, title, name, count, adds, mark, place, of, open, opens } = props;
  const { selected, tabStop, severity, unused, onChoose, onTurn, onAdd } = props;
  const { say } = useWords();
  return (
    <li
      role="treeitem"
      data-key={rowKey}
      data-level={level}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={selected}
      {...(opens ? { "aria-expanded": open } : {})}
      tabIndex={tabStop ? 0 : -1}
      style={{ paddingInlineStart: (level - 1) * 12 + 4 }}
      data-unused={unused}
      onClick={(event) => onChoose(rowKey, event.ctrlKey || event.metaKey)}
    >
      <span
        className="outline-arrow"
        data-open={open}
        aria-hidden
        onClick={(event) => {
          if (!opens) return;
          event.stopPropagation();
          onTurn(rowKey);
        }}
      >
        {opens ? <Icon name="fold-arrow" /> : null}
      </span>
      <span className="outline-title" title={name === "" || name === title ? title : `${title} · ${name}`}>
        {title}
      </span>
      {mark === null ? null : (
        <span
          className="outline-mark"
          data-mark={mark}
          role="img"
          aria-label={say(outlineWords[mark])}
          title={say(outlineWords[mark])}
        />
      )}
      {unused ? (
        <span className="outline-unused" title={say(outlineWords.unused)}>
          <span className="unseen">{say(outlineWords.unused)}</span>
        </span>
      ) : null}
      {severity === null ? null : (
        <span className="outline-problem" data-severity={severity} title={say(outlineWords[severity])}>
          <span className="unseen">{say(outlineWords[severity])}</span>
        </span>
      )}
      {count === null || count === 0 ? null : <span className="outline-count">{count}</span>}
      {adds === null ? null : <Add adds={adds} onAdd={onAdd} />}
    </li>
  );
});

function Add({ adds, onAdd }: { adds: NonNullable<Row["adds"]>; onAdd: LineProps["onAdd"] }) {
  const { say } = useWords();
  const what =
    adds === "stages"
      ? say(outlineWords.stage)
      : adds === "data"
        ? say(outlineWords.field)
        : adds === "properties" || adds === "basis"
          ? say(inspectorWords[adds])
          : say(sectionWords[adds]!.one);
  const label = `${say(outlineWords.add)} ${what}`;
  return (
    <Tooltip title={say(outlineWords.addHint).replace("{what}", what)} mouseEnterDelay={0.5}>
      <button
        type="button"
        tabIndex={-1}
        className="outline-add"
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          onAdd(adds);
        }}
      >
        <Icon name="plus" />
      </button>
    </Tooltip>
  );
}
