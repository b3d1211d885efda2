import { useEffect, useMemo, useRef, useState } from "react";
import type { Problem } from "../../../engine/model/types.ts";
import type { Editor } from "../document/editor.ts";
import type { EditorDocument } from "../document/types.ts";
import { filesWith } from "../document/files.ts";
import type { CheckAnswer, CheckRequest } from "./check.worker.ts";

/** How long the document rests before it is checked. */
const restMs = 150;

/** What was wrong before where the same is wrong now, so that nothing is drawn again for it. */
function kept(before: CheckAnswer, { problems }: CheckAnswer): readonly Problem[] {
  return JSON.stringify(before.problems) === JSON.stringify(problems) ? before.problems : problems;
}

/** Checks the document in its pack, in a worker, whenever it has rested for a moment. */
export function useProblems(
  editor: Editor,
  files: Readonly<Record<string, string>>,
  procedure: string,
): { problems: readonly Problem[]; checking: boolean } {
  const [answer, setAnswer] = useState<CheckAnswer>({ turn: 0, problems: [] });
  const worker = useRef<Worker | null>(null);
  const turn = useRef(0);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const made = new Worker(new URL("./check.worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.turn === turn.current) setAnswer((before) => ({ ...data, problems: kept(before, data) }));
    });
    worker.current = made;
    return () => made.terminate();
  }, []);
  useEffect(() => {
    let of: Pick<EditorDocument, "definition" | "scenarios"> | null = null;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      const { definition, scenarios } = editor.state().document;
      if (of?.definition === definition && of.scenarios === scenarios) return;
      of = { definition, scenarios };
      const now = (turn.current += 1);
      setAsked(now);
      clearTimeout(resting);
      resting = setTimeout(
        () =>
          worker.current?.postMessage({
            turn: now,
            files: filesWith(files, procedure, { definition, scenarios }),
          } satisfies CheckRequest),
        restMs,
      );
    };
    ask();
    const end = editor.subscribe(ask);
    return () => {
      end();
      clearTimeout(resting);
    };
  }, [editor, files, procedure]);
  return useMemo(() => ({ problems: answer.problems, checking: answer.turn !== asked }), [answer, asked]);
}
