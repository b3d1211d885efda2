import "@xyflow/react/dist/base.css";
import "./chart.css";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { initialStates, readChart, type Chart } from "../../engine/model/chart.ts";
import type { Language, Pack, Procedure } from "../../engine/model/types.ts";
import type { Direction, Rect } from "./arrange.ts";
import { Controls } from "./Controls.tsx";
import { firstFolded, foldable } from "./folding.ts";
import { LineView, type LineEdge } from "./edges.tsx";
import { Legend } from "./Legend.tsx";
import { canvasMeasure } from "./measure.ts";
import { CardView, cardInWords, type CardNode } from "./nodes.tsx";
import { drawPicture } from "./picture.ts";
import { standingOf, type CaseOnChart, type Standing } from "./status.ts";
import { useArrangement, type Arranged } from "./useArrangement.ts";
import { chartWords } from "./words.ts";

export interface StatechartProps {
  procedure: Procedure;
  language: Language;
  /** Parameters of the pack, so that lengths of time can be said in numbers. */
  parameters?: Pack["parameters"];
  /** Where a case is on the chart; absent for the procedure itself. */
  onChart?: CaseOnChart;
  direction?: Direction | "auto";
  /** Path of the state that is selected, and what to do when another one is. */
  selected?: string | null;
  onSelect?(path: string | null): void;
}

const nodeTypes = { card: CardView };
const edgeTypes = { line: LineView };
const measure = canvasMeasure();
/** Below this the text of a card can no longer be read without effort. */
const readable = 0.72;

/** A procedure's statechart, drawn from its definition; in a case, with where it is, was, and can still come to. */
export default function Statechart(props: StatechartProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ procedure, language, parameters, onChart, direction = "auto", selected = null, onSelect }: StatechartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number } | null>(null);
  const [names, setNames] = useState(true);
  const [numbered, setNumbered] = useState(false);
  const [turned, setTurned] = useState<Direction | null>(null);
  const chart = useMemo(() => readChart(procedure.machine), [procedure]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => firstFolded(chart, onChart?.active));
  const fold = useCallback((path: string) => setFolded((old) => (old.has(path) ? new Set([...old].filter((one) => one !== path)) : new Set([...old, path]))), []);
  const mayFold = useMemo(() => foldable(chart), [chart]);
  const draw = useCallback(
    (direction: Direction) => drawPicture({ procedure, chart, language, measure, names, parameters, folded, label: direction === "right" ? { width: 112, lines: 3 } : { width: 150, lines: 2 } }),
    [procedure, chart, language, names, parameters, folded],
  );
  const standing = useMemo(() => standingOf(chart, onChart), [chart, onChart]);
  // Where reading begins: where the case is, or where one would be opened.
  const beginning = useMemo(() => initialStates(chart, "").slice(0, 8), [chart]);
  const { arranged, fault } = useArrangement(draw, room, turned ?? direction);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom({ width: entry.contentRect.width, height: entry.contentRect.height }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <figure className="chart" aria-label={chartWords.chartOf[language]}>
      <div className="chart-frame" ref={frame}>
        {arranged ? (
          <Drawn {...{ arranged, chart, standing, language, numbered, room, selected, onSelect, fold, mayFold, focus: onChart?.active ?? beginning }} />
        ) : (
          <p className="chart-waiting" role="status">
            {fault ? chartWords.fault[language] : chartWords.drawing[language]}
          </p>
        )}
        <Controls
          language={language}
          ofCase={onChart !== undefined}
          {...{ names, numbered }}
          onNames={() => setNames(!names)}
          onNumbered={() => setNumbered(!numbered)}
          onFold={mayFold.length > 0 ? () => setFolded(folded.size > 0 ? new Set() : new Set(mayFold)) : null}
          onTurn={() => setTurned((turned ?? arranged?.direction) === "right" ? "down" : "right")}
          onHere={arranged && onChart ? focusRect(arranged, onChart.active, { width: 900, height: 600 }) : null}
          frame={frame}
        />
      </div>
      <Legend picture={arranged?.picture} ofCase={onChart !== undefined} language={language} />
    </figure>
  );
}

interface DrawnProps {
  arranged: Arranged;
  chart: Chart;
  standing: Standing;
  language: Language;
  numbered: boolean;
  room: { width: number; height: number } | null;
  selected: string | null;
  onSelect: StatechartProps["onSelect"];
  focus: string[];
  fold(path: string): void;
  mayFold: string[];
}

function Drawn({ arranged, chart, standing, language, numbered, room, selected, onSelect, focus, fold, mayFold }: DrawnProps) {
  const flow = useReactFlow();
  const [hovered, setHovered] = useState<string | null>(null);
  const { picture, arrangement, direction } = arranged;
  const nodes = useMemo(() => cardNodes(arranged, { chart, standing, language, selected, fold, mayFold }), [arranged, chart, standing, language, selected, fold, mayFold]);
  const edges = useMemo<LineEdge[]>(
    () =>
      picture.lines.map((line) => {
        const steps = standing.steps(line.transition);
        const faded = !standing.open(line.source);
        const place = arrangement.lines[line.id]!;
        return {
          id: line.id,
          type: "line",
          source: line.from,
          target: line.to,
          zIndex: hovered === line.id ? 120 : steps.length > 0 ? 110 : 100,
          focusable: false,
          data: { line, points: place.points, label: place.label, steps, faded, numbered, language, onHover: setHovered, hovered: hovered === line.id },
        };
      }),
    [picture, arrangement, standing, numbered, language, hovered],
  );
  const view = useCallback((): void => {
    if (!room) return;
    void flow.setViewport(firstView(arrangement, room, direction, focusRect(arranged, focus, { width: (room.width * 0.8) / readable, height: (room.height * 0.7) / readable })), { duration: 0 });
  }, [flow, arrangement, arranged, room, direction, focus]);
  const seen = useRef<object | null>(null);
  useEffect(() => {
    if (seen.current === arrangement || !room) return;
    seen.current = arrangement;
    view();
  }, [arrangement, room, view]);

  return (
    <ReactFlow<CardNode, LineEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      minZoom={0.08}
      maxZoom={2}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      elevateNodesOnSelect={false}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      preventScrolling={false}
      zoomActivationKeyCode="Control"
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{ "node.a11yDescription.default": chartWords.stageHint[language], "edge.a11yDescription.default": "" }}
      onNodeClick={(_, node) => onSelect?.(node.data.card.state === "" ? null : node.data.card.state)}
      onPaneClick={() => onSelect?.(null)}
    />
  );
}

function cardNodes(
  { picture, arrangement }: Arranged,
  { chart, standing, language, selected, fold, mayFold }: Pick<DrawnProps, "chart" | "standing" | "language" | "selected" | "fold" | "mayFold">,
): CardNode[] {
  const may = new Set(mayFold);
  return picture.cards.map((card) => {
    const place = arrangement.boxes[card.id]!;
    const state = chart.byPath.get(card.state);
    const stands = card.shape === "initial" || card.shape === "anytime" ? "plain" : standing.state(card.state);
    const mute = card.shape === "initial";
    return {
      id: card.id,
      type: "card",
      position: { x: place.x, y: place.y },
      width: place.width,
      height: place.height,
      zIndex: card.kind === "leaf" ? 200 : (state?.depth ?? 0),
      selected: selected !== null && selected === card.id,
      draggable: false,
      focusable: !mute,
      selectable: !mute,
      ariaLabel: mute ? undefined : cardInWords(card, stands, language),
      domAttributes: mute ? { "aria-hidden": true } : { "aria-roledescription": chartWords.stage[language] },
      data: { card, standing: stands, language, fold: may.has(card.id) ? fold : null, firstRegion: isFirstRegion(card.id, state?.parent ?? null, arrangement.boxes, chart), sideways: sideBySide(state?.parent ?? null, arrangement.boxes, chart) },
    } satisfies CardNode;
  });
}

const regionsOf = (parent: string | null, boxes: Record<string, Rect>, chart: Chart): Rect[] =>
  (chart.byPath.get(parent ?? "")?.children ?? []).flatMap((path) => boxes[path] ?? []);
/** Regions stand one below the other, or beside one another. */
const sideBySide = (parent: string | null, boxes: Record<string, Rect>, chart: Chart): boolean => {
  const [first, second] = regionsOf(parent, boxes, chart);
  return first !== undefined && second !== undefined && first.y === second.y;
};
const isFirstRegion = (id: string, parent: string | null, boxes: Record<string, Rect>, chart: Chart): boolean => {
  const own = boxes[id]!;
  return regionsOf(parent, boxes, chart).every((other) => other.x >= own.x && other.y >= own.y);
};

/** What surrounds the active cards that hold no others: all of them, or as many beside the first as the room shows. */
function focusRect({ arrangement, picture }: Arranged, active: string[], most: { width: number; height: number } = { width: Infinity, height: Infinity }): Rect | null {
  const leaves = picture.cards.filter((card) => card.kind === "leaf" && active.includes(card.id)).map((card) => arrangement.boxes[card.id]!);
  let whole: Rect | null = null;
  for (const box of leaves) {
    const joined: Rect = whole === null ? box : around(whole, box);
    if (whole === null || (joined.width <= most.width && joined.height <= most.height)) whole = joined;
  }
  return whole;
}

function around(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** The whole chart where it can be read; otherwise a readable part: around where the case is, or where reading begins. */
function firstView(whole: { width: number; height: number }, room: { width: number; height: number }, direction: Direction, focus: Rect | null): { x: number; y: number; zoom: number } {
  const margin = 20;
  const fit = Math.min((room.width - 2 * margin) / whole.width, (room.height - 2 * margin) / whole.height, 1);
  // Where it cannot be seen whole, it fills the room across the way it runs, as far as that is comfortable.
  const across = direction === "down" ? (room.width - 2 * margin) / whole.width : (room.height - 2 * margin) / whole.height;
  const zoom = fit >= readable ? fit : Math.max(fit, Math.min(0.9, Math.max(across, readable)));
  const place = (size: number, room: number, start: number | null, length: number): number => {
    const drawn = size * zoom;
    if (drawn <= room - 2 * margin) return (room - drawn) / 2;
    const wanted = start === null ? margin : room / 2 - (start + length / 2) * zoom;
    return Math.min(margin, Math.max(room - drawn - margin, wanted));
  };
  return { zoom, x: place(whole.width, room.width, focus?.x ?? null, focus?.width ?? 0), y: place(whole.height, room.height, focus?.y ?? null, focus?.height ?? 0) };
}
