import { parsePack } from "../../../engine/model/parse.ts";
import type { Problem } from "../../../engine/model/types.ts";
import { runScenarios, type ProcedureResult } from "../../../engine/simulate/run.ts";
import { interpretingValidator } from "./validator.ts";

export interface ExamplesRequest {
  files: Readonly<Record<string, string>>;
  procedure: string;
}
/** How far it is, then what came of it, or what the pack's files have that stands in the way. */
export type ExamplesAnswer =
  { done: number; all: number } | { result: ProcedureResult } | { problems: Problem[] } | { fault: string };

// Hundreds of cases are played on the engine: the page answers meanwhile.
addEventListener("message", ({ data: { files, procedure } }: MessageEvent<ExamplesRequest>) => {
  const tell = (answer: ExamplesAnswer): void => postMessage(answer);
  const read = parsePack(files);
  if (!read.ok) return tell({ problems: read.problems.filter(({ severity }) => severity === "error") });
  runScenarios(read.pack, {
    procedures: [procedure],
    validator: interpretingValidator(),
    onProgress: (done, all) => tell({ done, all }),
  }).then(
    ([result]) => result && tell({ result }),
    (fault: unknown) => tell({ fault: fault instanceof Error ? fault.message : String(fault) }),
  );
});
