import "./fields.css";
import type { ReactNode } from "react";
import { Tooltip } from "antd";
import type { Problem, Text } from "../../../../engine/model/types.ts";
import { useEditing } from "../../context.tsx";
import { useWords } from "../../../words/i18n.ts";
import { inspectorWords } from "../words.ts";

/** A label, its hint on demand, what is edited, and what the checker says of it. */
export function Labelled({
  label,
  hint,
  at,
  wide = false,
  deep = true,
  children,
}: {
  label: string;
  hint?: Text;
  /** Where what is edited stands; its problems are told here. */
  at?: string;
  /** The label stands above. */
  wide?: boolean;
  /** Problems inside it are told here too, because nothing inside tells them. */
  deep?: boolean;
  children: ReactNode;
}) {
  const { say } = useWords();
  return (
    <div className="field" data-wide={wide}>
      <div className="field-label">
        <span>{label}</span>
        {hint === undefined ? null : (
          <Tooltip title={say(hint)} placement="topLeft">
            <button type="button" className="field-hint" aria-label={`${say(inspectorWords.hint)}：${label}`}>
              ?
            </button>
          </Tooltip>
        )}
      </div>
      <div className="field-control">
        {children}
        {at === undefined ? null : <ProblemsAt at={at} deep={deep} />}
      </div>
    </div>
  );
}

/** What the checker says of one place. */
export function ProblemsAt({ at, deep }: { at: string; deep: boolean }) {
  const { problems, editor } = useEditing();
  const { say } = useWords();
  const file = `procedures/${editor.state().document.definition.id}.json`;
  const here = problems.filter((problem) => isAt(problem, at, deep) && (problem.file ?? file) === file);
  if (here.length === 0) return null;
  return (
    <ul className="field-problems">
      {here.slice(0, 3).map((problem) => (
        <li key={problem.code + problem.path} data-severity={problem.severity}>
          {say(problem.message)}
        </li>
      ))}
    </ul>
  );
}

const isAt = ({ path }: Problem, at: string, deep: boolean): boolean =>
  path === at || (deep && path.startsWith(`${at}/`));
