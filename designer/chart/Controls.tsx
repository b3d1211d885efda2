import "./controls.css";
import type { ReactElement, RefObject } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Language, Text } from "../../engine/model/types.ts";
import type { Rect } from "./arrange.ts";
import { chartWords } from "./words.ts";

interface ControlsProps {
  language: Language;
  ofCase: boolean;
  names: boolean;
  numbered: boolean;
  onNames(): void;
  onNumbered(): void;
  onTurn(): void;
  /** Folds or opens all containers; null where there are none. */
  onFold: (() => void) | null;
  /** Where the case is; null where there is no such place. */
  onHere: Rect | null;
  frame: RefObject<HTMLDivElement | null>;
}

const drawings = {
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  whole: <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />,
  here: <path d="M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z" />,
  numbers: <path d="M3 4.5 4.5 3.5v5M9 4.5c.5-1.5 3.5-1.3 3.5.5C12.5 6.5 9 8 9 8.8h3.7M2 12.5h12" />,
  names: <path d="M2.5 12 6 3.5 9.5 12M3.7 9.2h4.6M11 12V6.5M11 9.2c0-3.5 3-3.5 3-.4V12" />,
  turn: (
    <path d="M2.5 10.5v-5a2 2 0 0 1 2-2h7M9 1.5l2.5 2L9 5.5M2.5 10.5 1 8.5M2.5 10.5 4 8.5M7.5 9.5h6v4h-6z" />
  ),
  fold: <path d="M3 5.5V2.5h10v3M3 10.5v3h10v-3M5.5 8h5" />,
  full: <path d="M9.5 6.5 14 2M10.5 2H14v3.5M6.5 9.5 2 14M2 10.5V14h3.5" />,
};

/** The chart's own buttons. Keys: + − 0 while the chart has the focus are the browser's; every button is in the tab order. */
export function Controls({
  language,
  ofCase,
  names,
  numbered,
  onNames,
  onNumbered,
  onTurn,
  onFold,
  onHere,
  frame,
}: ControlsProps) {
  const flow = useReactFlow();
  const button = (drawing: ReactElement, title: Text, act: () => void, pressed?: boolean) => (
    <button
      type="button"
      title={title[language]}
      aria-label={title[language]}
      aria-pressed={pressed}
      onClick={act}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
        {drawing}
      </svg>
    </button>
  );
  return (
    <div className="chart-controls nopan nowheel">
      {button(drawings.minus, chartWords.zoomOut, () => void flow.zoomOut({ duration: 120 }))}
      {button(drawings.plus, chartWords.zoomIn, () => void flow.zoomIn({ duration: 120 }))}
      {button(drawings.whole, chartWords.whole, () => void flow.fitView({ padding: 0.04, duration: 200 }))}
      {onHere
        ? button(
            drawings.here,
            chartWords.here,
            () =>
              void flow.setCenter(onHere.x + onHere.width / 2, onHere.y + onHere.height / 2, {
                zoom: 1,
                duration: 200,
              }),
          )
        : null}
      {button(drawings.turn, chartWords.turn, onTurn)}
      {onFold ? button(drawings.fold, chartWords.foldAll, onFold) : null}
      {button(drawings.names, chartWords.names, onNames, names)}
      {ofCase ? button(drawings.numbers, chartWords.numbers, onNumbered, numbered) : null}
      {button(
        drawings.full,
        chartWords.full,
        () =>
          void (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen()),
      )}
    </div>
  );
}
