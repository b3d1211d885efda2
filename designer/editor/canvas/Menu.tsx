import { useRef, type KeyboardEvent } from "react";
import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import { actionGroups, actions, inPalette, keyWords, type Action, type ActionGroup } from "../actions.ts";
import type { EditorState } from "../document/editor.ts";
import { Panel } from "./Panel.tsx";
import { canvasWords } from "./words.ts";

/** All actions on the canvas, with their keys. What makes no sense now cannot be chosen. */
export function Menu({
  at,
  state,
  language,
  run,
  close,
}: {
  at: { x: number; y: number };
  state: EditorState;
  language: Language;
  run(action: Action): void;
  close(): void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent): void => {
    const items = [
      ...(list.current?.querySelectorAll<HTMLButtonElement>("[role=menuitem]:not(:disabled)") ?? []),
    ];
    const here = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // A letter leads to the next action that begins with it.
      const wanted = event.key.toLowerCase();
      const begins = (item: HTMLButtonElement): boolean => item.textContent.toLowerCase().startsWith(wanted);
      [...items.slice(here + 1), ...items].find(begins)?.focus();
    }
  };
  const groups = Object.keys(actionGroups) as ActionGroup[];
  let isFirst = true;
  return (
    <Panel at={at} label={say(canvasWords.menu, language)} role="menu" close={close}>
      <div ref={list} onKeyDown={onKey} role="presentation">
        {groups
          .filter((group) => group !== "go")
          .map((group) => (
            <div key={group} role="group" aria-label={say(actionGroups[group], language)}>
              {actions
                .filter((action) => action.group === group && action.id !== "menu")
                .map((action) => {
                  const isEnabled = action.enabled(state);
                  const first = isEnabled && isFirst;
                  if (first) isFirst = false;
                  return (
                    <button
                      key={action.id}
                      type="button"
                      role="menuitem"
                      disabled={!isEnabled}
                      tabIndex={-1}
                      data-first={first ? "" : undefined}
                      data-action={action.id}
                      onClick={() => {
                        close();
                        run(action);
                      }}
                    >
                      <span>{say(action.title, language)}</span>
                      {action.keys[0] === undefined ? null : <kbd>{keyWords(action.keys[0])}</kbd>}
                    </button>
                  );
                })}
            </div>
          ))}
      </div>
    </Panel>
  );
}

/** The keys of the canvas, as a list. */
export function Keys({
  at,
  language,
  close,
}: {
  at: { x: number; y: number };
  language: Language;
  close(): void;
}) {
  return (
    <Panel at={at} label={say(canvasWords.keys, language)} close={close}>
      <div
        className="canvas-keys"
        tabIndex={0}
        data-first=""
        role="region"
        aria-label={say(canvasWords.keys, language)}
      >
        <h2>{say(canvasWords.keys, language)}</h2>
        {Object.entries(actionGroups).map(([group, title]) => (
          <section key={group} aria-label={say(title, language)}>
            <h3>{say(title, language)}</h3>
            <dl>
              {actions
                .filter((action) => action.group === group)
                .map((action) => (
                  <div key={action.id} data-action={action.id}>
                    <dt>
                      {action.keys.map((key) => (
                        <kbd key={key}>{keyWords(key)}</kbd>
                      ))}
                      {action.keys.length > 0 ? null : <span>{say(inPalette, language)}</span>}
                    </dt>
                    <dd>{say(action.title, language)}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <button type="button" className="canvas-button" onClick={close}>
          {say(canvasWords.close, language)}
        </button>
      </div>
    </Panel>
  );
}
