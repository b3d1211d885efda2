import "./cards.css";
import { memo, type ReactNode } from "react";
import { Handle, Position, type Node, type NodeProps } from "@xyflow/react";
import type { Language } from "../../engine/model/types.ts";
import type { Card } from "./parts.ts";
import { SignMark } from "./signs.tsx";
import type { StateStanding } from "./status.ts";
import { chartWords } from "./words.ts";

export type CardNode = Node<
  {
    card: Card;
    standing: StateStanding;
    language: Language;
    firstRegion: boolean;
    sideways: boolean;
    fold: ((path: string) => void) | null;
  },
  "card"
>;

/** Lines are drawn along ELK's own points: the handles only tell React Flow that a card has ends. */
export const Ends = () => (
  <>
    <Handle
      type="target"
      position={Position.Left}
      className="chart-end"
      isConnectable={false}
      tabIndex={-1}
    />
    <Handle
      type="source"
      position={Position.Right}
      className="chart-end"
      isConnectable={false}
      tabIndex={-1}
    />
  </>
);

/** Folds a container to one card, or opens it. */
function Fold({ card, language, fold }: { card: Card; language: Language; fold: (path: string) => void }) {
  const title = chartWords[card.folded > 0 ? "unfold" : "fold"][language];
  const sign = card.folded > 0 ? `+${card.folded}` : "−";
  return (
    <button
      type="button"
      className="chart-fold nodrag nopan"
      title={title}
      aria-label={`${title} ${card.fullTitle} ${sign}`}
      onClick={(event) => {
        event.stopPropagation();
        fold(card.state);
      }}
    >
      {sign}
    </button>
  );
}

function Body({
  card,
  language,
  fold,
}: {
  card: Card;
  language: Language;
  fold: ((path: string) => void) | null;
}): ReactNode {
  switch (card.shape) {
    case "initial":
      return null;
    case "history":
      return <span title={card.fullTitle}>H{card.deep ? "*" : ""}</span>;
    default:
      return (
        <>
          <span
            className="chart-title"
            title={card.title.join("") === card.fullTitle ? undefined : card.fullTitle}
          >
            {card.title.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
          {fold ? <Fold card={card} language={language} fold={fold} /> : null}
          {card.name !== "" || card.marks.length > 0 ? (
            <span className="chart-sub">
              <span className="chart-name">{card.name}</span>
              <span className="chart-marks">
                {card.marks.map((mark) => (
                  <SignMark key={mark} sign={mark} language={language} />
                ))}
              </span>
            </span>
          ) : null}
          {card.inner.length > 0 ? (
            <span className="chart-inner">
              {card.inner.map((row) => (
                <span key={row.id} title={row.label.full}>
                  {row.label.sign === "" ? <i>↻</i> : <SignMark sign={row.label.sign} language={language} />}
                  {row.label.lines[0]}
                </span>
              ))}
            </span>
          ) : null}
        </>
      );
  }
}

/** A card as it looks, whoever holds it: the viewer's canvas or the one that edits. */
export function CardFace({
  data: { card, standing, language, firstRegion, sideways, fold },
  selected,
  children,
}: {
  data: CardNode["data"];
  selected: boolean;
  children?: ReactNode;
}) {
  const kind =
    card.kind !== "leaf" ? `box ${card.shape}` : card.folded > 0 ? `${card.shape} folded` : card.shape;
  const where =
    card.shape === "region" && card.kind !== "leaf" && !firstRegion
      ? sideways
        ? " cut-left"
        : " cut-top"
      : "";
  return (
    <div className={`chart-card ${kind} is-${standing}${where}${selected ? " is-selected" : ""}`}>
      <Body card={card} language={language} fold={fold} />
      {children}
    </div>
  );
}

export const CardView = memo(function CardView({ data, selected }: NodeProps<CardNode>) {
  return (
    <CardFace data={data} selected={selected}>
      <Ends />
    </CardFace>
  );
});

/** What a screen reader says of a card. */
export function cardInWords(card: Card, standing: StateStanding, language: Language): string {
  const words = {
    plain: "",
    active: chartWords.isActive[language],
    visited: chartWords.wasHere[language],
    ahead: "",
    gone: chartWords.outOfReach[language],
  }[standing];
  return [card.fullTitle, words].filter((part) => part !== "").join(language === "en" ? ", " : "，");
}
