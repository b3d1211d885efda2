import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from "react";
import type { Language, Pack, Problem, Procedure } from "../engine/model/types.ts";
import { ProcedureCanvas } from "./editor/canvas/ProcedureCanvas.tsx";
import type { CanvasHandle } from "./editor/canvas/handle.ts";
import type { CanvasMarks } from "./editor/canvas/marks.ts";
import { createEditor } from "./editor/document/editor.ts";
import type { EditorDocument, Layout } from "./editor/document/types.ts";
import { palettes, type Brightness, type Palette } from "./palettes.ts";

/**
 * The diagram of a procedure for pages of others: to look at ({@link Statechart}) and to change ({@link ProcedureEditor}). Plain
 * properties, no server, no state outside. Import `guicheng/designer/style.css` once beside it.
 */
export type { CaseOnChart } from "./chart/status.ts";
export type { StatechartProps } from "./chart/Statechart.tsx";
export type { CanvasHandle, CanvasMarks, EditorDocument, Language, Layout, Palette, Problem, Procedure };
export { default as Statechart } from "./chart/Statechart.tsx";
export { palettes };

export interface ProcedureEditorProps {
  /** The procedure, where things stand and its scenarios. Another object replaces what is shown, and the way back with it, unless it is what `onChange` has given. */
  document: EditorDocument;
  onChange?(document: EditorDocument): void;
  language?: Language;
  /** Parameters of the pack, so that lengths of time can be said in numbers. */
  parameters?: Pack["parameters"];
  /** What the checker says, shown where it is: `check` of `guicheng/check`, or the problems of `parsePack`. */
  problems?: readonly Problem[];
  marks?: CanvasMarks | null;
  readOnly?: boolean;
  /** Filled with what the diagram can be asked: to fit, to arrange, to export. */
  handle?: RefObject<CanvasHandle | null>;
  /** Told in words, e.g. why something was refused; without it the diagram shows them itself. */
  tell?(words: string): void;
}

/**
 * A procedure as a diagram that can be changed, by mouse and by keys, with undo.
 *
 * @example
 * <Themed brightness="light"><ProcedureEditor document={document} onChange={setDocument} language="en" /></Themed>
 */
export function ProcedureEditor({
  document,
  onChange,
  language = "en",
  readOnly = false,
  ...rest
}: ProcedureEditorProps) {
  // The editor lives as long as this does; what comes from outside is loaded into it.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const editor = useMemo(() => createEditor(document, readOnly), []);
  const given = useRef(document);
  useEffect(() => {
    if (document !== given.current) {
      given.current = document;
      editor.load(document, readOnly);
    }
  }, [editor, document, readOnly]);
  useEffect(
    () =>
      editor.subscribe(() => {
        const now = editor.state().document;
        if (now === given.current) return;
        given.current = now;
        onChange?.(now);
      }),
    [editor, onChange],
  );
  return <ProcedureCanvas editor={editor} language={language} {...rest} />;
}

/** Gives what is inside the colours of the designer, or others by name: CSS variables on one element. */
export function Themed({
  brightness = "light",
  colours = {},
  children,
}: {
  brightness?: Brightness;
  colours?: Partial<Palette>;
  children: ReactNode;
}) {
  const variables = Object.fromEntries(
    Object.entries({ ...palettes[brightness], ...colours }).map(([name, value]) => [`--${name}`, value]),
  );
  return (
    <div className="guicheng-themed" style={{ ...variables, height: "100%", colorScheme: brightness }}>
      {children}
    </div>
  );
}
