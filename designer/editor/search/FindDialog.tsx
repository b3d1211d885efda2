import "./search.css";
import { useDeferredValue, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Input, Modal } from "antd";
import type { Text } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { useChart, useEditing, useEditorState } from "../context.tsx";
import { labelOf } from "../inspector/model/labels.ts";
import { diagram, refocus } from "../refocus.ts";
import { find, keyOf, type Found } from "./find.ts";
import { searchWords as words, sectionWords } from "./words.ts";

/** An action that can be found by its title and carried out. */
export interface FindAction {
  id: string;
  title: Text;
  keys: string;
  enabled: boolean;
  run(): void;
}

/** Finds anything in the procedure and goes there, and any action behind “>”. */
export function FindDialog({ actions, close }: { actions: readonly FindAction[]; close(): void }) {
  const { editor, procedure, problems, around } = useEditing();
  const { document } = useEditorState();
  const chart = useChart();
  const { say } = useWords();
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState(0);
  const opener = useRef(globalThis.document.activeElement);
  const leave = (to: Element | null = null): void => {
    close();
    refocus(to ?? opener.current);
  };
  const asked = useDeferredValue(query);
  const wanted = asked.startsWith(">") ? asked.slice(1).trim().toLowerCase() : null;
  const found = useMemo<Found[]>(
    () =>
      wanted === null && asked.trim() !== ""
        ? find(
            {
              definition: document.definition,
              chart,
              problems: problems.filter(({ file }) => file === `procedures/${procedure}.json`),
              roles: around.roles,
            },
            asked,
          )
        : [],
    [wanted, asked, document.definition, chart, problems, procedure, around.roles],
  );
  const fitting = actions.filter(
    ({ title }) => wanted !== null && `${title.en} ${title["zh-CN"]}`.toLowerCase().includes(wanted),
  );
  const rows: {
    key: string;
    title: string;
    detail: string;
    kind: string;
    dim: boolean;
    onDiagram: boolean;
    act(): void;
  }[] =
    wanted === null
      ? found.map((one) => ({
          key: keyOf(one.selected),
          title: say(one.title),
          detail: [one.because ?? one.name, ...placesIn(one, say)].join(" · "),
          kind: say(
            one.selected.kind === "part" ? sectionWords[one.selected.section] : words[one.selected.kind],
          ),
          dim: false,
          onDiagram: one.selected.kind === "state" || one.selected.kind === "transition",
          act: () => editor.select([one.selected]),
        }))
      : fitting.map((action) => ({
          key: action.id,
          title: say(action.title),
          detail: action.keys,
          kind: say(words.action),
          dim: !action.enabled,
          onDiagram: false,
          act: action.run,
        }));
  const go = (place: number): void => {
    const row = rows[place];
    if (row === undefined || row.dim) return;
    leave(row.onDiagram ? diagram() : null);
    row.act();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") go(marked);
    else if (step !== undefined) setMarked(Math.max(0, Math.min(rows.length - 1, marked + step)));
    else return;
    event.preventDefault();
  };
  return (
    <Modal open title={say(words.find)} footer={null} onCancel={() => leave()} width={640} destroyOnHidden>
      <Input
        autoFocus
        value={query}
        role="combobox"
        aria-label={say(words.find)}
        aria-expanded={rows.length > 0}
        aria-controls="found"
        aria-activedescendant={rows.length > 0 ? `found-${marked}` : undefined}
        placeholder={say(words.placeholder)}
        onChange={(event) => {
          setQuery(event.target.value);
          setMarked(0);
        }}
        onKeyDown={onKey}
      />
      <ul className="found" id="found" role="listbox" aria-label={say(words.find)}>
        {rows.map((row, place) => (
          <li
            key={`${row.key} ${place}`}
            id={`found-${place}`}
            role="option"
            aria-selected={place === marked}
            aria-disabled={row.dim}
            onMouseEnter={() => setMarked(place)}
            onClick={() => go(place)}
          >
            <span className="found-title">{row.title}</span>
            <span className="found-detail">{row.detail}</span>
            <span className="found-kind">{row.kind}</span>
          </li>
        ))}
      </ul>
      {rows.length === 0 && asked.trim() !== "" ? (
        <p className="found-nothing">{say(words.nothing)}</p>
      ) : null}
    </Modal>
  );
}

/** So many places of one thing are told. */
const mostPlaces = 3;

/** Where in a thing what was asked for is named. */
function placesIn({ members = [] }: Found, say: ReturnType<typeof useWords>["say"]): string[] {
  return [...new Set(members.map((member) => say(labelOf(member))))].slice(0, mostPlaces);
}
