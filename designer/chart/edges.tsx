import "./lines.css";
import { memo } from "react";
import { EdgeLabelRenderer, type Edge, type EdgeProps } from "@xyflow/react";
import type { Language } from "../../engine/model/types.ts";
import type { Point, Rect } from "./arrange.ts";
import { along, arrowHead, pathAlong } from "./path.ts";
import type { Line } from "./parts.ts";
import { SignMark } from "./signs.tsx";

export type LineEdge = Edge<
  {
    line: Line;
    points: Point[];
    label?: Rect;
    steps: number[];
    faded: boolean;
    numbered: boolean;
    language: Language;
    onHover(id: string | null): void;
    hovered: boolean;
  },
  "line"
>;

/** A line along ELK's points, open where its label sits. */
export const LineView = memo(function LineView({ id, data, selected }: EdgeProps<LineEdge>) {
  if (!data) return null;
  const { line, points, label, steps, faded, numbered, language, onHover, hovered } = data;
  const taken = steps.length > 0;
  const standing = `${taken ? " is-taken" : ""}${faded && !taken ? " is-gone" : ""}${hovered || selected ? " is-hovered" : ""}${line.automatic ? " is-automatic" : ""}`;
  const number = along(points, 16);
  return (
    <>
      <g className={`chart-line${standing}`}>
        <path className="stroke" d={pathAlong(points, label)} />
        <path className="head" d={arrowHead(points, taken ? 9 : 8)} />
        <path
          className="react-flow__edge-interaction"
          d={pathAlong(points)}
          onMouseEnter={() => onHover(id)}
          onMouseLeave={() => onHover(null)}
        />
        {numbered && taken ? (
          <g className="chart-number" transform={`translate(${number.x} ${number.y})`}>
            <rect x={-stepWidth(steps) / 2} y="-8" width={stepWidth(steps)} height="16" rx="8" />
            <text textAnchor="middle" y="4">
              {stepText(steps)}
            </text>
          </g>
        ) : null}
      </g>
      {line.label && label ? (
        <EdgeLabelRenderer>
          <span
            className={`chart-label${standing}`}
            style={{
              transform: `translate(${label.x}px, ${label.y}px)`,
              width: label.width,
              height: label.height,
            }}
            title={line.label.full}
            onMouseEnter={() => onHover(id)}
            onMouseLeave={() => onHover(null)}
          >
            {line.label.sign === "" ? null : <SignMark sign={line.label.sign} language={language} />}
            <span>
              {line.label.lines.map((text) => (
                <span key={text}>{text}</span>
              ))}
            </span>
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
});

const stepText = (steps: number[]): string =>
  steps.length > 3 ? `${steps.slice(0, 2).join(" ")} … ${steps.at(-1)}` : steps.join(" ");
const stepWidth = (steps: number[]): number => Math.max(16, stepText(steps).length * 7 + 6);
