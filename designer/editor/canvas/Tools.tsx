import "../../chart/controls.css";
import { memo } from "react";
import type { Language } from "../../../engine/model/types.ts";
import { Icon, type IconName } from "../../app/icons.tsx";
import { say } from "../../words/text.ts";
import { actions, keyWords } from "../actions.ts";
import type { CanvasHandle } from "./handle.ts";

const shown: readonly [string, IconName, (canvas: CanvasHandle) => void][] = [
  ["smaller", "minus", (canvas) => canvas.zoom(0.8)],
  ["larger", "plus", (canvas) => canvas.zoom(1.25)],
  ["fit", "whole", (canvas) => canvas.fit()],
  ["minimap", "fold", (canvas) => canvas.minimap()],
  ["turn", "turn", (canvas) => canvas.turn()],
  ["arrange", "procedures", (canvas) => void canvas.arrange("all")],
  ["keys", "keys", (canvas) => canvas.keys()],
  ["menu", "more", (canvas) => canvas.menu()],
];

/** The buttons of the canvas; each says its key. */
export const Tools = memo(function Tools({
  canvas,
  language,
  overview,
}: {
  canvas: CanvasHandle;
  language: Language;
  overview: boolean;
}) {
  return (
    <div className="chart-controls canvas-tools" role="toolbar" aria-orientation="horizontal">
      {shown.map(([id, icon, run]) => {
        const action = actions.find((one) => one.id === id)!;
        const title = say(action.title, language);
        return (
          <button
            key={id}
            type="button"
            title={action.keys[0] === undefined ? title : `${title}（${keyWords(action.keys[0])}）`}
            aria-label={title}
            aria-pressed={id === "minimap" ? overview : undefined}
            onClick={() => run(canvas)}
          >
            <Icon name={icon} />
          </button>
        );
      })}
    </div>
  );
});
