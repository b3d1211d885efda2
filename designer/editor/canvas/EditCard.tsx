import { memo } from "react";
import type { NodeProps } from "@xyflow/react";
import { CardFace, Ends } from "../../chart/nodes.tsx";
import { say } from "../../words/text.ts";
import type { EditNode } from "./flow.ts";
import { useHands } from "./hands.ts";
import { markSigns } from "./marks.ts";
import { TroubleSign } from "./TroubleSign.tsx";
import { canvasWords, markWords } from "./words.ts";

/** A card of the canvas, with what one takes hold of: its head, its “+”, its corner. */
export const EditCard = memo(function EditCard({ id, data, selected }: NodeProps<EditNode>) {
  const hands = useHands();
  const { card, language, trouble, mark, isTarget, grows } = data;
  const isContainer = card.kind !== "leaf";
  return (
    <div
      className={`canvas-card${isTarget ? " is-target" : ""}${mark === null ? "" : ` mark-${mark}`}${isContainer ? " is-container" : ""}`}
    >
      {isContainer ? <div className="canvas-head" style={{ height: Math.max(24, card.head - 8) }} /> : null}
      <CardFace data={data} selected={selected} />
      <Ends />
      {trouble === null ? null : <TroubleSign trouble={trouble} language={language} />}
      {mark === null ? null : (
        <span className={`canvas-mark mark-${mark}`} title={say(markWords[mark], language)}>
          {markSigns[mark] ?? ""}
          <span className="unseen">{say(markWords[mark], language)}</span>
        </span>
      )}
      {grows ? (
        <button
          type="button"
          className="canvas-plus nodrag nopan"
          tabIndex={-1}
          title={`${say(canvasWords.append, language)}（A）`}
          aria-label={`${say(canvasWords.append, language)} ${card.fullTitle}`}
          onPointerDown={(event) => hands.lead(id, event)}
        >
          +
        </button>
      ) : null}
      {isContainer && selected && card.kind !== "region" && grows ? (
        <span
          className="canvas-corner nodrag nopan"
          aria-hidden
          onPointerDown={(event) => hands.resize(id, event)}
        />
      ) : null}
    </div>
  );
});
