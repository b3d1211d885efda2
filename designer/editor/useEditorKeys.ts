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
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "f" && !event.shiftKey && !findsItself(event.target)) find();
      else if (isTyping(event.target)) return;
      else if (key === "z" && !event.shiftKey) editor.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) editor.redo();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [editor, find]);
}

/** The text has a finding of its own; a dialog is answered first. */
const findsItself = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(".monaco-editor, [role=dialog]") !== null;
