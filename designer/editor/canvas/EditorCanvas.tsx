import Statechart from "../../chart/Statechart.tsx";
import { useWords } from "../../words/i18n.ts";
import { useEditing, useEditorState } from "../context.tsx";

/** The procedure as a diagram that can be changed. */
export function EditorCanvas() {
  const { editor, around, onChart } = useEditing();
  const { document, selection } = useEditorState();
  const { language } = useWords();
  const [first] = selection;
  return (
    <Statechart
      procedure={document.definition}
      parameters={around.parameters}
      language={language}
      onChart={onChart ?? undefined}
      selected={first?.kind === "state" ? first.path : null}
      onSelect={(path) => editor.select(path === null ? [] : [{ kind: "state", path }])}
    />
  );
}
