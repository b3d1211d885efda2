import { useMemo } from "react";
import { App } from "antd";
import type { Pack } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import { useChart, useEditing } from "../context.tsx";
import { marksOfCase } from "./marks.ts";
import { ProcedureCanvas } from "./ProcedureCanvas.tsx";
import { canvasWords } from "./words.ts";

/** The procedure as a diagram that can be changed. */
export function EditorCanvas() {
  const { editor, procedure, around, problems, canvas, onChart } = useEditing();
  const { language, say } = useWords();
  const { message } = App.useApp();
  const chart = useChart();
  const marks = useMemo(() => (onChart === null ? null : marksOfCase(chart, onChart)), [chart, onChart]);
  /** The version that is live, and whether this is it. */
  const edition = (): string => {
    const { files } = around;
    const { id, version } = JSON.parse(files["pack.json"] ?? "{}") as Partial<Pack>;
    const live = files[`procedures/${procedure}.json`];
    const { definition } = editor.state().document;
    const isLive = live !== undefined && JSON.stringify(JSON.parse(live)) === JSON.stringify(definition);
    return [`${id ?? ""} ${version ?? ""}`, ...(isLive ? [] : [say(canvasWords.unpublished)])].join(
      language === "en" ? ", " : "，",
    );
  };
  return (
    <ProcedureCanvas
      editor={editor}
      language={language}
      parameters={around.parameters}
      problems={problems}
      marks={marks}
      edition={edition}
      handle={canvas}
      tell={(words) => void message.warning({ content: words, key: "edit-refused" })}
    />
  );
}
