import { useEditorState } from "../context.tsx";
import { DecisionPart } from "../rules/DecisionPart.tsx";
import { RulePart } from "../rules/RulePart.tsx";

/** The properties of what is selected. */
export function Inspector() {
  const { selection } = useEditorState();
  const [first] = selection;
  if (first?.kind === "part" && first.section === "rules")
    return <RulePart key={first.name} name={first.name} />;
  if (first?.kind === "part" && first.section === "decisions")
    return <DecisionPart key={first.name} name={first.name} />;
  return <pre>{JSON.stringify(selection, null, 2)}</pre>;
}
