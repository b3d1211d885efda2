import { useMemo } from "react";
import { App } from "antd";
import { useWords } from "../../words/i18n.ts";
import { useChart, useEditing } from "../context.tsx";
import { marksOfCase } from "./marks.ts";
import { ProcedureCanvas } from "./ProcedureCanvas.tsx";

/** The procedure as a diagram that can be changed. */
export function EditorCanvas() {
  const { editor, around, problems, canvas, onChart } = useEditing();
  const { language } = useWords();
  const { message } = App.useApp();
  const chart = useChart();
  const marks = useMemo(() => (onChart === null ? null : marksOfCase(chart, onChart)), [chart, onChart]);
  return (
    <ProcedureCanvas
      editor={editor}
      language={language}
      parameters={around.parameters}
      problems={problems}
      marks={marks}
      handle={canvas}
      tell={(words) => void message.warning({ content: words, key: "edit-refused" })}
    />
  );
}
