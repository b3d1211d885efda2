import { useState } from "react";
import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import { Panel } from "./Panel.tsx";
import { canvasWords } from "./words.ts";

/** The stages of a procedure as a list, to choose where a way leads: by typing, or with the arrow keys. */
export function Targets({
  at,
  chart,
  language,
  choose,
  close,
}: {
  at: { x: number; y: number };
  chart: Chart;
  language: Language;
  choose(path: string): void;
  close(): void;
}) {
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(0);
  const wanted = search.trim().toLowerCase();
  const found = chart.states
    .filter(({ path }) => path !== "")
    .map(({ path, key, title }) => ({ path, title: say(title, language, key) }))
    .filter(({ path, title }) => wanted === "" || `${title} ${path}`.toLowerCase().includes(wanted))
    .slice(0, 60);
  const here = Math.min(marked, found.length - 1);
  return (
    <Panel at={at} label={say(canvasWords.chooseTarget, language)} close={close}>
      <div className="canvas-targets">
        <input
          data-first=""
          role="combobox"
          aria-expanded
          aria-controls="canvas-targets"
          aria-activedescendant={found[here] === undefined ? undefined : `canvas-target-${here}`}
          aria-label={say(canvasWords.chooseTarget, language)}
          placeholder={say(canvasWords.find, language)}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setMarked(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") setMarked(Math.min(here + 1, found.length - 1));
            else if (event.key === "ArrowUp") setMarked(Math.max(here - 1, 0));
            else if (event.key === "Enter" && found[here] !== undefined) choose(found[here].path);
            else return;
            event.preventDefault();
          }}
        />
        <ul id="canvas-targets" role="listbox" aria-label={say(canvasWords.chooseTarget, language)}>
          {found.map(({ path, title }, place) => (
            <li
              key={path}
              id={`canvas-target-${place}`}
              role="option"
              aria-selected={place === here}
              ref={place === here ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
              onPointerEnter={() => setMarked(place)}
              onClick={() => choose(path)}
            >
              <span>{title}</span>
              <span className="quiet">{path}</span>
            </li>
          ))}
        </ul>
        {found.length === 0 ? <p className="quiet">{say(canvasWords.noneFound, language)}</p> : null}
      </div>
    </Panel>
  );
}
