import type { Language } from "../../../engine/model/types.ts";
import { say } from "../../words/text.ts";
import type { Trouble } from "./marks.ts";
import { canvasWords } from "./words.ts";

/** That something is wrong here, and on hover what. */
export function TroubleSign({ trouble, language }: { trouble: Trouble; language: Language }) {
  const head = say(trouble.severity === "error" ? canvasWords.error : canvasWords.warning, language);
  const words = trouble.problems.slice(0, 5).map(({ message }) => say(message, language));
  return (
    <span
      className={`canvas-trouble is-${trouble.severity}`}
      role="img"
      aria-label={head}
      title={words.join("\n")}
    >
      {trouble.severity === "error" ? "!" : "?"}
    </span>
  );
}
