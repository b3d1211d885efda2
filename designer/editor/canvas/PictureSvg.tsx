import type { Language } from "../../../engine/model/types.ts";
import type { Card } from "../../chart/parts.ts";
import { along, arrowHead, pathAlong } from "../../chart/path.ts";
import { typeface } from "../../chart/measure.ts";
import { drawings } from "../../chart/signs.tsx";
import { palettes } from "../../palettes.ts";
import type { Point, Rect } from "../../chart/arrange.ts";
import { depthsOf } from "./flow.ts";
import { extentOf } from "./geometry/extent.ts";
import { markSigns, type CanvasMark, type CanvasMarks } from "./marks.ts";
import type { Scene } from "./scene.ts";

/** On paper and in files the diagram is always the light one. */
const ink = palettes.light;
const margin = 16;
const lights: Record<string, string> = { green: ink.green, blue: ink.blue, yellow: ink.yellow, red: ink.red };

function Sign({
  sign,
  x,
  y,
  color = ink["ink-2"],
}: {
  sign: keyof typeof drawings;
  x: number;
  y: number;
  color?: string;
}) {
  const light = lights[sign];
  return (
    <g
      transform={`translate(${x} ${y})`}
      fill={light ?? "none"}
      stroke={light ?? color}
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawings[sign]}
    </g>
  );
}

/** What the diagram takes up, with a margin. */
export function extent(scene: Scene): Rect {
  const whole = extentOf(scene) ?? { x: 0, y: 0, width: 100, height: 100 };
  return {
    x: Math.floor(whole.x - margin),
    y: Math.floor(whole.y - margin),
    width: Math.ceil(whole.width + 2 * margin),
    height: Math.ceil(whole.height + 2 * margin),
  };
}

/** The diagram as one SVG that needs nothing else: the same cards, lines and words as on the canvas, the words as text. */
export function PictureSvg({
  scene,
  marks,
  title,
  language,
}: {
  scene: Scene;
  marks: CanvasMarks | null;
  title: string;
  language: Language;
}) {
  const whole = extent(scene);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`${whole.x} ${whole.y} ${whole.width} ${whole.height}`}
      width={whole.width}
      height={whole.height}
      fontFamily={typeface}
      fontSize="14"
      lang={language}
      role="img"
    >
      <title>{title}</title>
      <rect x={whole.x} y={whole.y} width={whole.width} height={whole.height} fill={ink.paper} />
      <Drawing scene={scene} marks={marks} />
    </svg>
  );
}

/** All that is on the diagram, for a drawing that is made of it. */
export function Drawing({ scene, marks }: { scene: Scene; marks: CanvasMarks | null }) {
  const { cards, lines } = scene.picture;
  const depth = depthsOf(scene.picture);
  const markOf = (card: Card): Look | undefined => {
    const mark = card.shape === "initial" ? undefined : marks?.states[card.state];
    return mark && lookOf[mark];
  };
  return (
    <>
      {cards
        .filter(({ kind }) => kind !== "leaf")
        .toSorted((a, b) => depth(a) - depth(b))
        .map((card) => (
          <Container key={card.id} card={card} box={scene.boxes[card.id]!} mark={markOf(card)} />
        ))}
      {lines.map(({ id, automatic, transition }) => {
        const route = scene.routes[id]!;
        const mark = marks?.transitions[transition];
        const look = mark && lookOf[mark];
        const color = look?.color ?? ink["line-ink"];
        return (
          <g key={id}>
            <path
              d={pathAlong(route.points, route.label)}
              fill="none"
              stroke={color}
              strokeWidth={look?.width ?? 1.2}
              strokeDasharray={look?.dash ?? (automatic ? "3 3" : undefined)}
            />
            <path d={arrowHead(route.points, 8)} fill={color} />
            {look?.sign === undefined ? null : (
              <MarkSign
                look={look}
                at={
                  route.label === undefined
                    ? along(route.points, 20)
                    : { x: route.label.x - 6, y: route.label.y + 9 }
                }
              />
            )}
          </g>
        );
      })}
      {lines.map(({ id, label }) => {
        const place = scene.routes[id]!.label;
        return label === undefined || place === undefined ? null : (
          <g key={id} fontSize="12" fill={ink["ink-2"]}>
            <rect {...place} fill={ink.paper} fillOpacity="0.86" />
            {label.sign === "" ? null : <Sign sign={label.sign} x={place.x + 4} y={place.y + 2} />}
            <Lines
              lines={label.lines}
              x={place.x + place.width / 2 + (label.sign === "" ? 0 : 8)}
              y={place.y + 13}
              step={16}
              anchor="middle"
            />
          </g>
        );
      })}
      {cards
        .filter(({ kind }) => kind === "leaf")
        .map((card) => (
          <Leaf key={card.id} card={card} box={scene.boxes[card.id]!} mark={markOf(card)} />
        ))}
    </>
  );
}

/** How what is marked is drawn: where a run is and was, and what differs from another version. */
interface Look {
  color: string;
  width: number;
  dash?: string;
  fill?: string;
  sign?: string;
}
const lookOf: Partial<Record<CanvasMark, Look>> = {
  active: { color: ink.accent, width: 2.5, fill: ink["accent-soft"] },
  visited: { color: ink.ink, width: 1.5 },
  taken: { color: ink.ink, width: 2.4 },
  added: { color: ink.green, width: 2, sign: markSigns.added! },
  removed: { color: ink.red, width: 1.5, dash: "6 4", sign: markSigns.removed! },
  changed: { color: ink.blue, width: 2, sign: markSigns.changed! },
  moved: { color: ink.blue, width: 2, sign: markSigns.moved! },
};

function MarkSign({ look, at: { x, y } }: { look: Look; at: Point }) {
  return (
    <g>
      <circle cx={x} cy={y} r="8" fill={ink.paper} stroke={look.color} />
      <text x={x} y={y + 4} fontSize="12" textAnchor="middle" fill={look.color}>
        {look.sign}
      </text>
    </g>
  );
}

function Lines({
  lines,
  x,
  y,
  step,
  anchor,
}: {
  lines: readonly string[];
  x: number;
  y: number;
  step: number;
  anchor?: "middle";
}) {
  return lines.map((line, place) => (
    // Lines of one text have no other name than their place.
    // eslint-disable-next-line react/no-array-index-key
    <text key={place} x={x} y={y + place * step} textAnchor={anchor}>
      {line}
    </text>
  ));
}

function Inner({ card, x, y }: { card: Card; x: number; y: number }) {
  return (
    <g fontSize="11" fill={ink["ink-2"]}>
      {card.inner.map(({ id, label }, place) => (
        <g key={id}>
          {label.sign === "" ? (
            <text x={x} y={y + place * 17 + 12}>
              ↻
            </text>
          ) : (
            <Sign sign={label.sign} x={x} y={y + place * 17 + 1} />
          )}
          <text x={x + 18} y={y + place * 17 + 12}>
            {label.lines[0]}
          </text>
        </g>
      ))}
    </g>
  );
}

function Container({ card, box, mark }: { card: Card; box: Rect; mark: Look | undefined }) {
  const isRegion = card.kind === "region";
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx={isRegion ? 0 : 6}
        fill={isRegion ? "none" : ink.ground}
        fillOpacity="0.5"
        stroke={mark?.color ?? (isRegion ? ink["line-strong"] : ink.line)}
        strokeWidth={mark?.width}
        strokeDasharray={mark?.dash ?? (isRegion ? "4 4" : undefined)}
      />
      {mark?.sign === undefined ? null : (
        <MarkSign look={mark} at={{ x: box.x + box.width - 13, y: box.y }} />
      )}
      <text x={box.x + 13} y={box.y + 22} fontSize="13" fontWeight="600" fill={ink.ink}>
        {card.title.join("")}
        <tspan dx="8" fontSize="11" fontWeight="400" fill={ink["ink-3"]}>
          {card.name}
        </tspan>
      </text>
      <Inner card={card} x={box.x + 13} y={box.y + 30} />
    </g>
  );
}

function Leaf({ card, box, mark }: { card: Card; box: Rect; mark: Look | undefined }) {
  const { x, y, width, height } = box;
  if (card.shape === "initial") return <circle cx={x + 6} cy={y + 6} r="5" fill={ink.ink} />;
  if (card.shape === "history")
    return (
      <g>
        <circle cx={x + 13} cy={y + 13} r="12.5" fill={ink.card} stroke={ink["line-strong"]} />
        <text x={x + 13} y={y + 17} fontSize="12" fontWeight="600" textAnchor="middle" fill={ink.ink}>
          {card.deep ? "H*" : "H"}
        </text>
      </g>
    );
  const isAnytime = card.shape === "anytime";
  const below = y + 6 + card.title.length * 20;
  return (
    <g>
      {card.folded > 0 ? (
        <rect
          x={x + 3}
          y={y + 3}
          width={width}
          height={height}
          rx="6"
          fill={ink.card}
          stroke={ink["line-strong"]}
        />
      ) : null}
      <rect
        {...box}
        rx={isAnytime ? 14 : 6}
        fill={mark?.fill ?? ink.card}
        stroke={mark?.color ?? (card.shape === "final" ? ink["ink-3"] : ink["line-strong"])}
        strokeWidth={mark?.width}
        strokeDasharray={mark?.dash ?? (isAnytime ? "4 3" : undefined)}
      />
      {mark?.sign === undefined ? null : <MarkSign look={mark} at={{ x: x + width - 13, y }} />}
      {card.shape === "final" ? (
        <rect
          x={x + 3}
          y={y + 3}
          width={width - 6}
          height={height - 6}
          rx="4"
          fill="none"
          stroke={ink["ink-3"]}
          strokeOpacity="0.6"
        />
      ) : null}
      <g fontWeight="600" fill={ink.ink}>
        <Lines lines={card.title} x={x + 13} y={y + 21} step={20} />
      </g>
      {card.name === "" ? null : (
        <text x={x + 13} y={below + 12} fontSize="11" fill={ink["ink-3"]}>
          {card.name}
        </text>
      )}
      {card.marks.map((mark, place) => (
        <Sign
          key={mark}
          sign={mark}
          x={x + width - 12 - (card.marks.length - place) * 18 + 4}
          y={below + 2}
          color={ink["ink-3"]}
        />
      ))}
      {card.folded > 0 ? (
        <text
          x={x + width - 12}
          y={y + 20}
          fontSize="12"
          textAnchor="end"
          fill={ink["ink-3"]}
        >{`+${card.folded}`}</text>
      ) : null}
      {card.inner.length === 0 ? null : (
        <>
          <path
            d={`M${x + 1} ${y + height - card.inner.length * 17 - 6}h${width - 2}`}
            stroke={ink["line-soft"]}
          />
          <Inner card={card} x={x + 13} y={y + height - card.inner.length * 17 - 5} />
        </>
      )}
    </g>
  );
}
