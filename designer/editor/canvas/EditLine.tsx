import { memo } from "react";
import { EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import type { Point } from "../../chart/arrange.ts";
import { along, arrowHead, pathAlong } from "../../chart/path.ts";
import { SignMark } from "../../chart/signs.tsx";
import { say } from "../../words/text.ts";
import type { EditEdge } from "./flow.ts";
import { useHands } from "./hands.ts";
import { markSigns } from "./marks.ts";
import { TroubleSign } from "./TroubleSign.tsx";
import { markWords } from "./words.ts";

/** A line of the canvas: selected by itself or by its label, with grips at its ends while it is. */
export const EditLine = memo(function EditLine({ id, data, selected }: EdgeProps<EditEdge>) {
  const hands = useHands();
  if (!data) return null;
  const { line, route, language, trouble, mark, fixed } = data;
  const { points, label } = route;
  const classes = `chart-line${selected ? " is-selected" : ""}${line.automatic ? " is-automatic" : ""}${mark === "taken" ? " is-taken" : ""}${mark === "gone" ? " is-gone" : ""}${mark === null ? "" : ` mark-${mark}`}`;
  const sign = mark === null ? undefined : markSigns[mark];
  const [first, last] = [points[0], points.at(-1)];
  return (
    <>
      <g className={classes}>
        <path className="stroke" d={pathAlong(points, label)} />
        <path className="head" d={arrowHead(points, mark === "taken" ? 9 : 8)} />
        <path className="react-flow__edge-interaction" d={pathAlong(points)} />
        {sign !== undefined && !label ? <MarkSpot at={along(points, 20)} sign={sign} /> : null}
        {selected && !fixed && first && last ? (
          <>
            <circle
              className="canvas-grip nopan"
              cx={first.x}
              cy={first.y}
              r="5"
              onPointerDown={(event) => hands.reconnect(id, "from", event)}
            />
            <circle
              className="canvas-grip nopan"
              cx={last.x}
              cy={last.y}
              r="5"
              onPointerDown={(event) => hands.reconnect(id, "to", event)}
            />
          </>
        ) : null}
      </g>
      {line.label && label ? (
        <EdgeLabelRenderer>
          <span
            className={`chart-label canvas-label nopan${selected ? " is-selected" : ""}${mark === null ? "" : ` mark-${mark}`}`}
            data-transition={line.transition}
            style={{
              transform: `translate(${label.x}px, ${label.y}px)`,
              width: label.width,
              height: label.height,
            }}
            title={line.label.full}
            onClick={(event) =>
              hands.choose(line.transition, event.shiftKey || event.ctrlKey || event.metaKey)
            }
            onDoubleClick={() => hands.rename(line.transition)}
            onContextMenu={(event) => {
              event.preventDefault();
              event.stopPropagation();
              hands.menu(line.transition, { x: event.clientX, y: event.clientY });
            }}
          >
            {mark === null || sign === undefined ? null : (
              <span className={`canvas-mark mark-${mark}`} title={say(markWords[mark], language)}>
                {sign}
                <span className="unseen">{say(markWords[mark], language)}</span>
              </span>
            )}
            {line.label.sign === "" ? null : <SignMark sign={line.label.sign} language={language} />}
            <span>
              {line.label.lines.map((text, place) => (
                // Lines of one text have no other name than their place.
                // eslint-disable-next-line react/no-array-index-key
                <span key={place}>{text}</span>
              ))}
            </span>
            {trouble === null ? null : <TroubleSign trouble={trouble} language={language} />}
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});

/** The sign of a mark on a line that says nothing. */
function MarkSpot({ at: { x, y }, sign }: { at: Point; sign: string }) {
  return (
    <g className="canvas-spot" transform={`translate(${x} ${y})`}>
      <circle r="8" />
      <text textAnchor="middle" y="4">
        {sign}
      </text>
    </g>
  );
}
