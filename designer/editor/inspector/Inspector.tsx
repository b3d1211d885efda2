import { Button } from "antd";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useEditorState } from "../context.tsx";
import { DecisionPart } from "../rules/DecisionPart.tsx";
import { RulePart } from "../rules/RulePart.tsx";

/** The properties of what is selected. */
export function Inspector() {
  const { editor } = useEditing();
  const { selection, document } = useEditorState();
  const { say } = useWords();
  const [first] = selection;
  if (first?.kind === "part" && first.section === "rules")
    return <RulePart key={first.name} name={first.name} />;
  if (first?.kind === "part" && first.section === "decisions")
    return <DecisionPart key={first.name} name={first.name} />;
  const { rules = {}, decisions = {} } = document.definition;
  const parts = [
    ...Object.entries(rules).map(([name, one]) => ({ section: "rules" as const, name, title: one.title })),
    ...Object.entries(decisions).map(([name, one]) => ({
      section: "decisions" as const,
      name,
      title: one.title,
    })),
  ];
  return (
    <ul>
      {parts.map(({ section, name, title }) => (
        <li key={`${section} ${name}`}>
          <Button type="text" size="small" onClick={() => editor.select([{ kind: "part", section, name }])}>
            {say(title, name)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
