import { useState } from "react";
import type { Shape } from "../../../engine/model/names/shape.ts";
import { useWords } from "../../words/i18n.ts";
import { choicesOf, typeOfShape } from "../rules/fields.ts";
import { anyWords, missingWords, presentWords, valueText } from "./cell-text.ts";
import { tableWords } from "./words.ts";

/** A cell while it is typed, with what could be typed below it. */
export function CellEditor({
  first,
  shape,
  isSound,
  onCommit,
  onCancel,
}: {
  first: string;
  /** Null in the columns of outputs. */
  shape: Shape | null;
  isSound: (text: string) => boolean;
  onCommit: (text: string, way: "down" | "right" | "left" | "stay") => boolean;
  onCancel: () => void;
}) {
  const { say, language } = useWords();
  const [text, setText] = useState(first);
  const sound = isSound(text);
  const choices = shape === null ? [] : choicesOf(shape);
  const chosen = text.split(/[,、，]/).map((one) => one.trim());
  const toggle = (title: string): void => {
    const kept = chosen.filter(
      (one) => one !== "" && one !== title && !Object.values(anyWords).includes(one),
    );
    setText((chosen.includes(title) ? kept : [...kept, title]).join(language === "en" ? ", " : "、"));
  };
  return (
    <span className="decision-editor">
      <input
        autoFocus
        aria-label={say(tableWords.cell)}
        aria-invalid={!sound}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          const ways: Partial<Record<string, "down" | "right" | "left">> = {
            Enter: "down",
            Tab: event.shiftKey ? "left" : "right",
          };
          const way = ways[event.key];
          if (event.key === "Escape") onCancel();
          // An input method's Enter chooses characters, and does not end the cell.
          else if (way !== undefined && !event.nativeEvent.isComposing && onCommit(text, way))
            event.preventDefault();
          else if (event.key === "Tab") event.preventDefault();
        }}
        onBlur={(event) => {
          if (event.relatedTarget?.closest(".decision-suggestions") != null) return;
          if (!onCommit(text, "stay")) onCancel();
        }}
      />
      <span className="decision-suggestions">
        {sound ? null : (
          <span className="rule-problem">
            {say(shape === null ? tableWords.notReadValue : tableWords.notRead)}
          </span>
        )}
        {choices.map((choice) => {
          const title = valueText(choice.value, shape ?? "open", language);
          return (
            <button
              key={title}
              type="button"
              tabIndex={-1}
              aria-pressed={chosen.includes(title)}
              onMouseDown={(event) => {
                event.preventDefault();
                toggle(title);
              }}
            >
              {choice.title(language)}
            </button>
          );
        })}
        {shape === null
          ? null
          : starts(shape, language).map((start) => (
              <button
                key={start}
                type="button"
                tabIndex={-1}
                onMouseDown={(event) => {
                  event.preventDefault();
                  const rest = text.replace(/^(?:[≠<>≤≥＝=!]+)\s*/, "");
                  setText(
                    start.length > 1
                      ? start
                      : `${start} ${Object.values(anyWords).includes(rest) ? "" : rest}`,
                  );
                }}
              >
                {start}
              </button>
            ))}
      </span>
    </span>
  );
}

/** How a condition can begin, by what the input is. */
function starts(shape: Shape, language: "en" | "zh-CN"): string[] {
  const type = typeOfShape(shape);
  const always = [anyWords[language], missingWords[language], presentWords[language]];
  if (type === "boolean")
    return [valueText(true, shape, language), valueText(false, shape, language), ...always];
  if (type === "choice" || type === "text") return ["≠", ...always];
  return ["<", "≤", "≥", ">", "≠", ...always];
}
