import { useState } from "react";
import { Input } from "antd";
import type { Json } from "../../../engine/model/types.ts";
import { phraseLogic } from "../../words/logic.ts";
import { useWords } from "../../words/i18n.ts";
import { useSelected, useStanding } from "../context.tsx";

/** A rule, or a template, as a sentence with its JSON below. */
export function RuleField({
  value,
  onChange,
  label,
  kind,
}: {
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  /** JSON pointer into the definition. */
  at: string;
  kind: "logic" | "template";
  label: string;
  /** Path of the list whose row is seen, e.g. `data.items`. */
  row?: string;
}) {
  const { around } = useStanding();
  const definition = useSelected((state) => state.document.definition);
  const { language } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const text = value === undefined ? "" : JSON.stringify(value);
  const write = (now: string): void => {
    setTyped(now);
    if (now.trim() === "") return onChange(undefined);
    try {
      onChange(JSON.parse(now) as Json);
    } catch {
      // What is typed is no JSON yet.
    }
  };
  return (
    <div>
      {value === undefined || kind === "template" ? null : (
        <p className="quiet">{phraseLogic(value, definition, language, around.parameters)}</p>
      )}
      <Input.TextArea
        aria-label={label}
        size="small"
        autoSize={{ minRows: 1, maxRows: 8 }}
        value={typed ?? text}
        onChange={(event) => write(event.target.value)}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
