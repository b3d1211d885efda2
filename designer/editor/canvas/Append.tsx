import { useState, type FormEvent } from "react";
import type { StateType } from "../../../engine/model/chart-types.ts";
import type { Language, Text } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import type { NewEvent } from "../document/edits/growing.ts";
import type { Trigger } from "../document/types.ts";
import { Panel } from "./Panel.tsx";
import type { TriggerChoice } from "./triggers.ts";
import { canvasWords } from "./words.ts";

export type Appended = Extract<StateType, "atomic" | "final" | "parallel" | "compound">;
const kinds: readonly [Appended, Text][] = [
  ["atomic", canvasWords.stage],
  ["final", canvasWords.end],
  ["parallel", canvasWords.parallel],
  ["compound", canvasWords.group],
];

/** What comes next: what is added, and what starts the way to it. Without `connect` one has a target already and only says on what. */
export function Append({
  at,
  language,
  choices,
  connect,
  add,
  preview,
  close,
}: {
  at: { x: number; y: number };
  language: Language;
  choices: readonly TriggerChoice[];
  /** Chooses another stage as the target; null where the target is known. */
  connect: ((trigger: Trigger, event: NewEvent | undefined) => void) | null;
  add(type: Appended | null, trigger: Trigger, event: NewEvent | undefined): void;
  preview(type: Appended | null): void;
  close(): void;
}) {
  const [key, setKey] = useState(choices[0]!.key);
  const [name, setName] = useState("");
  const choice = choices.find((one) => one.key === key) ?? choices[0]!;
  const words = (text: Text): string => say(text, language);
  const event = (): NewEvent | undefined => {
    if (choice.event === undefined) return undefined;
    const title = name.trim();
    return title === "" ? choice.event : { ...choice.event, title: { en: title, "zh-CN": title } };
  };
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <Panel at={at} label={words(connect === null ? canvasWords.connect : canvasWords.append)} close={close}>
      <form
        className="canvas-append"
        onSubmit={(submit: FormEvent) => {
          submit.preventDefault();
          add(connect === null ? null : "atomic", choice.trigger, event());
        }}
      >
        {connect === null ? null : (
          <div className="canvas-kinds">
            {kinds.map(([type, title], place) => (
              <button
                key={type}
                type="button"
                data-first={place === 0 ? "" : undefined}
                onPointerEnter={() => preview(type)}
                onPointerLeave={() => preview(null)}
                onFocus={() => preview(type)}
                onBlur={() => preview(null)}
                onClick={() => add(type, choice.trigger, event())}
              >
                <i className={`canvas-kind is-${type}`} aria-hidden />
                {words(title)}
              </button>
            ))}
          </div>
        )}
        <label>
          <span>{words(canvasWords.startedBy)}</span>
          <select
            value={key}
            data-first={connect === null ? "" : undefined}
            onKeyDown={(event) => {
              // A list that is closed has no use for it; whoever has chosen goes on with it.
              if (event.key !== "Enter") return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            onChange={(change) => setKey(change.target.value)}
          >
            {groups.map((group) => {
              const options = choices
                .filter((one) => one.group === group)
                .map((one) => (
                  <option key={one.key} value={one.key}>
                    {one.title}
                  </option>
                ));
              return group === "" ? (
                options
              ) : (
                <optgroup key={group} label={group}>
                  {options}
                </optgroup>
              );
            })}
          </select>
        </label>
        {choice.event === undefined ? null : (
          <label>
            <span>{words(canvasWords.eventName)}</span>
            <input
              value={name}
              maxLength={60}
              placeholder={say(choice.event.title, language)}
              onChange={(change) => setName(change.target.value)}
            />
          </label>
        )}
        {connect === null ? (
          <button type="submit" className="canvas-button is-primary">
            {words(canvasWords.connect)}
          </button>
        ) : (
          <button type="button" className="canvas-button" onClick={() => connect(choice.trigger, event())}>
            {words(canvasWords.connectTo)}
          </button>
        )}
      </form>
    </Panel>
  );
}
