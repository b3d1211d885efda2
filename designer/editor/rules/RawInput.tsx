import { useState } from "react";
import type { Json } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { readTree, type RuleNode } from "./tree.ts";
import { ruleWords } from "./words.ts";

/** JSON in one line. What does not parse stays as it is typed, and the rule keeps what was there. */
export function RawInput({ value, onChange }: { value: Json; onChange: (node: RuleNode) => void }) {
  const { say } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? JSON.stringify(value);
  const isJson = parsed(shown) !== undefined;
  return (
    <input
      className="rule-input is-json"
      aria-label={say(ruleWords.raw)}
      title={say(ruleWords.raw)}
      aria-invalid={!isJson}
      value={shown}
      size={Math.min(40, Math.max(6, shown.length))}
      onChange={(event) => {
        setTyped(event.target.value);
        const json = parsed(event.target.value);
        if (json !== undefined) onChange(asLeaf(json));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** While a line of JSON is typed it stays one, whatever it could be read as. */
function asLeaf(json: Json): RuleNode {
  return typeof json === "object" && json !== null ? { kind: "raw", value: json, parts: [] } : readTree(json);
}
