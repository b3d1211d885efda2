import "./choose.css";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

export interface Tab {
  key: string;
  label: string;
  content: ReactNode;
}

/**
 * Parts of a view, one at a time; all of them on paper. Arrow keys go from one to the next. Whenever another one is `wanted`, it is
 * shown.
 */
export function Tabs({ tabs, label, wanted }: { tabs: Tab[]; label: string; wanted?: { key: string } }) {
  const [chosen, setChosen] = useState(wanted?.key ?? tabs[0]?.key);
  const [seen, setSeen] = useState(wanted);
  if (wanted !== seen) {
    setSeen(wanted);
    if (wanted !== undefined) setChosen(wanted.key);
  }
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = tabs.findIndex(({ key }) => key === chosen);
    const next = tabs[(place + step + tabs.length) % tabs.length]!;
    setChosen(next.key);
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus();
  };
  return (
    <div>
      <div className="choose" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            data-key={key}
            id={`${id}${key}`}
            aria-selected={key === chosen}
            aria-controls={`${id}${key}-panel`}
            tabIndex={key === chosen ? 0 : -1}
            onClick={() => setChosen(key)}
          >
            {label}
          </button>
        ))}
      </div>
      {tabs.map(({ key, content }) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}${key}-panel`}
          aria-labelledby={`${id}${key}`}
          className={key === chosen ? "panel" : "panel is-hidden"}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
