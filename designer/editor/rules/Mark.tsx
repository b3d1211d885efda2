import type { Json } from "../../../engine/model/types.ts";
import { truthy } from "../../../engine/rules/values.ts";
import { useWords } from "../../words/i18n.ts";
import { useBuilding } from "./building.tsx";
import type { NodePath } from "./tree.ts";
import { ruleWords } from "./words.ts";

/** What a part of the rule gives, where it is being tried. */
export function MarkOf({ path, quiet = false }: { path: NodePath; quiet?: boolean }) {
  const { markAt } = useBuilding();
  if (markAt === undefined || quiet) return null;
  const mark = markAt(path);
  return mark === null ? null : <ValueMark {...mark} />;
}

/** A value as a mark: what holds is a tick, what does not is a cross, anything else is told. */
export function ValueMark({ value, missing }: { value: Json; missing: boolean }) {
  const { say } = useWords();
  if (missing) return <span className="rule-mark is-missing">? {say(ruleWords.missing)}</span>;
  if (typeof value === "boolean")
    return (
      <span className={`rule-mark ${value ? "is-true" : "is-false"}`}>
        {value ? "✓" : "✗"} {say(value ? ruleWords.yes : ruleWords.no)}
      </span>
    );
  return (
    <span className={`rule-mark ${truthy(value) ? "is-value" : "is-none"}`} title={JSON.stringify(value)}>
      = {short(value)}
    </span>
  );
}

function short(value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
