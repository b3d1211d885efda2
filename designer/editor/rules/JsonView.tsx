import { unsafeJson } from "../../../engine/model/safety.ts";
import type { Json, Text } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { ruleWords } from "./words.ts";

/** What was typed, and the text of the document that it stands for. */
export interface TypedJson {
  text: string;
  of: string;
}

/** A rule as JSON. What does not parse stays as it is typed and is said so; the document keeps the last text that did. */
export function JsonView({
  value,
  label,
  typed,
  onType,
  onChange,
}: {
  value: Json | undefined;
  label: string;
  typed: TypedJson | null;
  onType: (typed: TypedJson) => void;
  onChange: (value: Json | undefined) => void;
}) {
  const { say } = useWords();
  const written = value === undefined ? "" : JSON.stringify(value, null, 2);
  // A change from elsewhere, such as undoing, takes the place of what was typed.
  const text = typed !== null && typed.of === written ? typed.text : written;
  const fault = faultOf(text);
  return (
    <div className="rule-json">
      <textarea
        aria-label={`${label} (JSON)`}
        aria-invalid={fault !== null}
        spellCheck={false}
        rows={Math.min(24, Math.max(4, text.split("\n").length))}
        value={text}
        onChange={(event) => {
          const now = event.target.value;
          if (faultOf(now) !== null) {
            onType({ text: now, of: written });
            return;
          }
          const json = now.trim() === "" ? undefined : (JSON.parse(now) as Json);
          onType({ text: now, of: json === undefined ? "" : JSON.stringify(json, null, 2) });
          onChange(json);
        }}
      />
      {fault === null ? null : (
        <p className="rule-problem" role="status">
          {say(ruleWords.invalidJson).replace("{fault}", say(fault))}
        </p>
      )}
    </div>
  );
}

/** Why a text cannot be a rule; what a parser says is in one language. */
function faultOf(text: string): Text | null {
  if (text.trim() === "") return null;
  try {
    return unsafeJson(JSON.parse(text) as Json)?.message ?? null;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { en: message, "zh-CN": message };
  }
}
