import { parsePack } from "../../../engine/model/parse.ts";
import type { Problem } from "../../../engine/model/types.ts";

export interface CheckRequest {
  /** Which check this is, so that an answer that came too late is known. */
  turn: number;
  files: Record<string, string>;
}
export interface CheckAnswer {
  turn: number;
  problems: readonly Problem[];
}

// Reading a whole pack takes longer than a frame.
addEventListener("message", ({ data }: MessageEvent<CheckRequest>) => {
  postMessage({ turn: data.turn, problems: parsePack(data.files).problems } satisfies CheckAnswer);
});
