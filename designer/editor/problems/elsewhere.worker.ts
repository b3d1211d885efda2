import { namesUsedElsewhere, type OuterUse } from "../../../engine/model/names/elsewhere.ts";
import { parsePack } from "../../../engine/model/parse.ts";

export interface ElsewhereRequest {
  files: Record<string, string>;
  procedure: string;
}

// All other procedures are looked through.
addEventListener("message", ({ data }: MessageEvent<ElsewhereRequest>) => {
  const read = parsePack(data.files);
  postMessage((read.ok ? namesUsedElsewhere(read.pack, data.procedure) : []) satisfies OuterUse[]);
});
