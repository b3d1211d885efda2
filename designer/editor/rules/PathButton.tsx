import type { LogicScope } from "../../../engine/model/names/scope.ts";
import { useWords } from "../../words/i18n.ts";
import { fieldsOf } from "./building.tsx";
import { isKnownPath } from "./seen.ts";
import { ruleWords } from "./words.ts";

/** A field by its title; a path that is not among those offered stands as it is written. */
export function PathButton({
  path,
  op,
  scope,
  onClick,
}: {
  path: string;
  op: string;
  scope: LogicScope;
  onClick: () => void;
}) {
  const { language, say } = useWords();
  const field = fieldsOf(scope).get(`${op} ${path}`);
  const isKnown =
    field !== undefined || isKnownPath(path, op === "outer" ? { ...scope, item: undefined } : scope);
  return (
    <button
      type="button"
      className="rule-chip"
      data-known={isKnown}
      title={isKnown ? path : `${say(ruleWords.unknownPath)}: ${path}`}
      onClick={onClick}
    >
      {field === undefined ? <code>{path === "" ? "·" : path}</code> : field.title[language]}
      {isKnown ? null : <span className="unseen"> {say(ruleWords.unknownPath)}</span>}
    </button>
  );
}
