import { useEffect } from "react";
import { isTyping } from "../app/typing.ts";
import type { Editor } from "./document/editor.ts";

/**
 * Undo and redo, wherever the focus is, except where somebody types: there the browser's own undo is meant. Finding, where the text
 * has no finding of its own.
 */
export function useEditorKeys(editor: Editor, find: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) editor.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) editor.redo();
      else if (key === "f" && !event.shiftKey) find();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [editor, find]);
}
