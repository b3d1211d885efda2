import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "../../../engine/model/types.ts";
import type { ProcedureResult } from "../../../engine/simulate/run.ts";
import type { ExamplesAnswer, ExamplesRequest } from "./examples.worker.ts";

/** How the worked examples of a procedure stand: not played, being played (in percent), played, or not to be played. */
export type ExamplesRun =
  | { kind: "idle" }
  | { kind: "running"; percent: number }
  | { kind: "done"; result: ProcedureResult }
  | { kind: "problems"; problems: readonly Problem[] }
  | { kind: "fault"; words: string };

/** Plays the examples of a procedure in a worker; `stop` gives up what is being played. */
export function useExamples(): {
  run: ExamplesRun;
  start(request: ExamplesRequest): void;
  stop(): void;
} {
  const [run, setRun] = useState<ExamplesRun>({ kind: "idle" });
  const worker = useRef<Worker | null>(null);
  const end = useCallback((): void => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);
  const start = useCallback(
    (request: ExamplesRequest): void => {
      end();
      setRun({ kind: "running", percent: 0 });
      worker.current = new Worker(new URL("./examples.worker.ts", import.meta.url), { type: "module" });
      const over = (now: ExamplesRun): void => {
        end();
        setRun(now);
      };
      worker.current.addEventListener("message", ({ data }: MessageEvent<ExamplesAnswer>) => {
        if ("result" in data) over({ kind: "done", result: data.result });
        else if ("problems" in data) over({ kind: "problems", problems: data.problems });
        else if ("fault" in data) over({ kind: "fault", words: data.fault });
        else setRun({ kind: "running", percent: Math.round((data.done / data.all) * 100) });
      });
      worker.current.addEventListener("error", ({ message }) => over({ kind: "fault", words: message }));
      worker.current?.postMessage(request);
    },
    [end],
  );
  const stop = useCallback((): void => {
    end();
    setRun({ kind: "idle" });
  }, [end]);
  return { run, start, stop };
}
