import { useCallback, useMemo, type ClipboardEvent, type RefObject } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import { fragmentOf, fragmentText } from "../document/edits/fragment.ts";
import { placed } from "../document/edits/states.ts";
import { onGrid, remove, run, selectedPaths, type Ground } from "./operations.ts";
import { useLatest } from "./useLatest.ts";
import { canvasWords } from "./words.ts";

export interface CanvasClipboard {
  /** Keys that are the browser's own: it answers them with the events below. */
  isKey(event: KeyboardEvent): boolean;
  onCopy(event: ClipboardEvent): void;
  onCut(event: ClipboardEvent): void;
  onPaste(event: ClipboardEvent): void;
  /** Pastes what is a text already. */
  paste(text: string): Promise<void>;
}

const isField = (target: EventTarget): boolean =>
  target instanceof Element && target.closest("input, textarea, select, .canvas-panel") !== null;

/**
 * Copying and pasting by the browser's own clipboard, as text: so it works between procedures, tabs and windows, and asks for no permission.
 */
export function useClipboard({
  ground,
  frame,
  speak,
  language,
}: {
  ground: Ground | null;
  frame: RefObject<HTMLDivElement | null>;
  speak(words: string): void;
  language: Language;
}): CanvasClipboard {
  const flow = useReactFlow();
  const latest = useLatest({ ground, language });

  const copied = useCallback((): string | null => {
    const now = latest.current.ground;
    if (now === null) return null;
    const { document } = now.editor.state();
    const layout = placed(document.layout, now.scenes.frozen(now.scene));
    const fragment = fragmentOf({ ...document, layout }, selectedPaths(now));
    return fragment === null ? null : fragmentText(fragment);
  }, [latest]);

  const paste = useCallback(
    async (text: string): Promise<void> => {
      const { readFragment } = await import("./clipboard.ts");
      const { ground: now, language } = latest.current;
      if (now === null) return;
      const read = readFragment(text);
      if (!read.ok) return speak(say(canvasWords[read.why], language));
      const { scene, editor, options } = now;
      const [first] = editor.state().selection;
      const isInto =
        first?.kind === "state" &&
        first.path !== "" &&
        scene.chart.byPath.get(first.path)?.type === "compound" &&
        scene.boxes[first.path] !== undefined;
      const parent = isInto ? first.path : options.root;
      const box = isInto ? scene.boxes[parent] : undefined;
      const bounds = frame.current!.getBoundingClientRect();
      const middle = flow.screenToFlowPosition({
        x: bounds.x + bounds.width / 3,
        y: bounds.y + bounds.height / 3,
      });
      const at =
        box === undefined ? { x: onGrid(middle.x), y: onGrid(middle.y) } : { x: 24, y: onGrid(box.height) };
      run(now, "pasteFragment", { fragment: read.fragment, parent, ...(scene.placed && { at }) });
    },
    [flow, frame, latest, speak],
  );

  return useMemo(() => {
    const give = (event: ClipboardEvent): boolean => {
      const text = isField(event.target) ? null : copied();
      if (text === null) return false;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      return true;
    };
    return {
      isKey: ({ ctrlKey, metaKey, altKey, shiftKey, key }) =>
        (ctrlKey || metaKey) && !altKey && !shiftKey && ["c", "x", "v"].includes(key.toLowerCase()),
      onCopy: (event) => void give(event),
      onCut: (event) => {
        const now = latest.current.ground;
        if (now !== null && !now.editor.state().readOnly && give(event)) remove(now);
      },
      onPaste: (event) => {
        const now = latest.current.ground;
        if (isField(event.target) || now === null || now.editor.state().readOnly) return;
        event.preventDefault();
        void paste(event.clipboardData.getData("text/plain"));
      },
      paste,
    };
  }, [copied, latest, paste]);
}
