import { useWords } from "../../words/i18n.ts";
import { useChart, useEditing } from "../context.tsx";

/** Everything the procedure holds, as a tree: stages, and the parts beside them. */
export function Outline() {
  const { editor } = useEditing();
  const { say } = useWords();
  const chart = useChart();
  return (
    <ul>
      {chart.states.slice(1).map((state) => (
        <li key={state.path} style={{ paddingInlineStart: state.depth * 12 }}>
          <button type="button" onClick={() => editor.select([{ kind: "state", path: state.path }])}>
            {say(state.title, state.key)}
          </button>
        </li>
      ))}
    </ul>
  );
}
