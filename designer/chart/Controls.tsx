import "./controls.css";
import type { RefObject } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Language, Text } from "../../engine/model/types.ts";
import type { Rect } from "./arrange.ts";
import { Icon, type IconName } from "../app/icons.tsx";
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
  const button = (icon: IconName, title: Text, act: () => void, pressed?: boolean) => (
    <button
      type="button"
      title={title[language]}
      aria-label={title[language]}
      aria-pressed={pressed}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div className="chart-controls nopan nowheel">
      {button("minus", chartWords.zoomOut, () => void flow.zoomOut({ duration: 120 }))}
      {button("plus", chartWords.zoomIn, () => void flow.zoomIn({ duration: 120 }))}
      {button("whole", chartWords.whole, () => void flow.fitView({ padding: 0.04, duration: 200 }))}
      {onHere
        ? button(
            "here",
            chartWords.here,
            () =>
              void flow.setCenter(onHere.x + onHere.width / 2, onHere.y + onHere.height / 2, {
                zoom: 1,
                duration: 200,
              }),
          )
        : null}
      {button("turn", chartWords.turn, onTurn)}
      {onFold ? button("fold", chartWords.foldAll, onFold) : null}
      {button("names", chartWords.names, onNames, names)}
      {ofCase ? button("numbers", chartWords.numbers, onNumbered, numbered) : null}
      {button(
        "full",
        chartWords.full,
        () =>
          void (document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen()),
      )}
    </div>
  );
}
