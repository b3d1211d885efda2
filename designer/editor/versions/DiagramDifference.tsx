import { useEffect, useMemo, useRef } from "react";
import type { Pack, Procedure } from "../../../engine/model/types.ts";
import { useWords } from "../../words/i18n.ts";
import type { Compared } from "../canvas/ghosts.ts";
import type { CanvasHandle } from "../canvas/handle.ts";
import { MarkLegend } from "../canvas/MarkLegend.tsx";
import { ProcedureCanvas } from "../canvas/ProcedureCanvas.tsx";
import { createEditor } from "../document/editor.ts";
import type { Selected } from "../document/types.ts";

const changeMarks = ["added", "removed", "changed", "moved"] as const;

/** Two versions as one diagram, nothing to be changed in it: what is gone is drawn as a ghost, each kind of change with a sign of its own. */
export default function DiagramDifference({
  after,
  compared,
  parameters,
  chosen,
  choose,
}: {
  after: Procedure;
  compared: Compared;
  parameters: Pack["parameters"];
  /** What is chosen, in the words or on the diagram. */
  chosen: readonly Selected[];
  choose(selected: readonly Selected[]): void;
}) {
  const { language } = useWords();
  const editor = useMemo(
    () => createEditor({ definition: after, layout: { states: {} }, scenarios: null }, true),
    [after],
  );
  const canvas = useRef<CanvasHandle | null>(null);
  useEffect(() => editor.subscribe(() => choose(editor.state().selection)), [editor, choose]);
  useEffect(() => {
    if (editor.state().selection === chosen) return;
    editor.select(chosen);
    canvas.current?.center();
  }, [editor, chosen]);
  return (
    <>
      <div className="diagram-difference">
        <ProcedureCanvas
          editor={editor}
          language={language}
          compared={compared}
          handle={canvas}
          parameters={parameters}
        />
      </div>
      <MarkLegend marks={changeMarks} language={language} />
    </>
  );
}
