import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import type { Shown } from "./useScene.ts";
import { canvasWords } from "./words.ts";

/** The automatic layout has come while somebody was at work: it waits to be asked for. */
export function Offer({ take, leave, language }: NonNullable<Shown["offer"]> & { language: Language }) {
  return (
    <div className="canvas-notice canvas-tools" role="status">
      {say(canvasWords.laidOut, language)}
      <button type="button" className="canvas-button" onClick={take}>
        {say(canvasWords.showLaidOut, language)}
      </button>
      <button type="button" className="canvas-button" onClick={leave}>
        {say(canvasWords.keepSketch, language)}
      </button>
    </div>
  );
}
