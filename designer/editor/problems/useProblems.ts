import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { Problem } from "../../../engine/model/types.ts";
import type { Editor } from "../document/editor.ts";
import type { EditorDocument } from "../document/types.ts";
import type { CheckAnswer, CheckRequest } from "./check.worker.ts";

/** How long the document rests before it is checked. */
const restMs = 150;

/** The files of a pack with a document in the place of one of its procedures. */
export function filesWith(
  files: Readonly<Record<string, string>>,
  procedure: string,
  { definition, scenarios }: Pick<EditorDocument, "definition" | "scenarios">,
): Record<string, string> {
  return {
    ...files,
    [`procedures/${procedure}.json`]: JSON.stringify(definition),
    ...(scenarios === null ? {} : { [scenarioFile(files, procedure)]: JSON.stringify(scenarios) }),
  };
}

/** The file that holds the scenarios of a procedure, which need not be called as it is. */
export function scenarioFile(files: Readonly<Record<string, string>>, procedure: string): string {
  const own = `scenarios/${procedure}.json`;
  if (Object.hasOwn(files, own)) return own;
  const named = `"procedure"\\s*:\\s*${JSON.stringify(procedure)}`;
  return (
    Object.keys(files).find(
      (path) => path.startsWith("scenarios/") && new RegExp(named).test(files[path]!),
    ) ?? own
  );
}

/** Checks the document in its pack, in a worker, whenever it has rested for a moment. */
export function useProblems(
  editor: Editor,
  files: Readonly<Record<string, string>>,
  procedure: string,
): { problems: readonly Problem[]; checking: boolean } {
  const document = useSyncExternalStore(editor.subscribe, () => editor.state().document);
  const [answer, setAnswer] = useState<CheckAnswer>({ turn: 0, problems: [] });
  const worker = useRef<Worker | null>(null);
  const turn = useRef(0);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const made = new Worker(new URL("./check.worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.turn === turn.current) setAnswer(data);
    });
    worker.current = made;
    return () => made.terminate();
  }, []);
  const { definition, scenarios } = document;
  useEffect(() => {
    const now = (turn.current += 1);
    setAsked(now);
    const timer = setTimeout(
      () =>
        worker.current?.postMessage({
          turn: now,
          files: filesWith(files, procedure, { definition, scenarios }),
        } satisfies CheckRequest),
      restMs,
    );
    return () => clearTimeout(timer);
  }, [files, procedure, definition, scenarios]);
  return useMemo(() => ({ problems: answer.problems, checking: answer.turn !== asked }), [answer, asked]);
}
