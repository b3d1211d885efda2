import "../../chart/legend.css";
import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import { markSigns, type CanvasMark } from "./marks.ts";
import { canvasWords, markWords } from "./words.ts";

/** What the marks on a diagram mean: each has a sign, a colour and a kind of line. */
export function MarkLegend({ marks, language }: { marks: readonly CanvasMark[]; language: Language }) {
  return (
    <ul className="chart-legend mark-legend" aria-label={say(canvasWords.legend, language)}>
      {marks.map((mark) => (
        <li key={mark}>
          <i className={`swatch mark-${mark}`} />
          <span className={`canvas-mark mark-${mark}`} aria-hidden>
            {markSigns[mark]}
          </span>
          {say(markWords[mark], language)}
        </li>
      ))}
    </ul>
  );
}
