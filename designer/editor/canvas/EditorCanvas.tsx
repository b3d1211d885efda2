import { memo, useMemo } from "react";
import { App } from "antd";
import type { Pack } from "../../../engine/model/types.ts";
import { isTyping } from "../../app/typing.ts";
import { useWords } from "../../words/i18n.ts";
import { chartOf, useEditing } from "../context.tsx";
import type { Editor } from "../document/editor.ts";
import { follow } from "../document/follower.ts";
import { marksOfCase } from "./marks.ts";
import { ProcedureCanvas } from "./ProcedureCanvas.tsx";
import { canvasWords } from "./words.ts";

/** So long typing rests before the diagram shows it. */
const restMs = 150;

/** The procedure as a diagram that can be changed. */
export const EditorCanvas = memo(function EditorCanvas() {
  const { editor, procedure, around, problems, canvas, onChart } = useEditing();
  const { language, say } = useWords();
  const { message } = App.useApp();
  const shown = whileTyping(editor);
  const marks = useMemo(
    () => (onChart === null ? null : marksOfCase(chartOf(editor.state().document.definition), onChart)),
    [editor, onChart],
  );
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
      editor={shown}
      language={language}
      parameters={around.parameters}
      problems={problems}
      marks={marks}
      edition={edition}
      handle={canvas}
      tell={(words) => void message.warning({ content: words, key: "edit-refused" })}
    />
  );
});

const followed = new WeakMap<Editor, Editor>();

/** The editor, whose changes are told when somebody who types beside the diagram rests: a key does not wait for the diagram. */
function whileTyping(editor: Editor): Editor {
  const known = followed.get(editor);
  if (known !== undefined) return known;
  const isBeside = (): boolean => {
    const at = document.activeElement;
    return at !== null && isTyping(at) && at.closest(".canvas") === null;
  };
  const shown = { ...editor, ...follow(editor, restMs, () => !isBeside()) };
  followed.set(editor, shown);
  return shown;
}
