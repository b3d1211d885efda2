import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ReactFlow, useReactFlow } from "@xyflow/react";
import type { Chart } from "../../engine/model/chart.ts";
import type { Language } from "../../engine/model/types.ts";
import type { Rect } from "./arrange.ts";
import { LineView, type LineEdge } from "./edges.tsx";
import { CardView, cardInWords, type CardNode } from "./nodes.tsx";
import type { Standing } from "./status.ts";
import type { Arranged } from "./useArrangement.ts";
import { firstView, focusRect, readable } from "./view.ts";
import { chartWords } from "./words.ts";

const nodeTypes = { card: CardView };
const edgeTypes = { line: LineView };

interface DrawnProps {
  arranged: Arranged;
  chart: Chart;
  standing: Standing;
  language: Language;
  numbered: boolean;
  room: { width: number; height: number } | null;
  selected: string | null;
  onSelect: ((path: string | null) => void) | undefined;
  focus: string[];
  fold(path: string): void;
  mayFold: string[];
}

/** The cards and lines of an arrangement, on React Flow's canvas. */
export function Drawn({
  arranged,
  chart,
  standing,
  language,
  numbered,
  room,
  selected,
  onSelect,
  focus,
  fold,
  mayFold,
}: DrawnProps) {
  const flow = useReactFlow();
  const [hovered, setHovered] = useState<string | null>(null);
  const { picture, arrangement, direction } = arranged;
  const nodes = useMemo(
    () => cardNodes(arranged, { chart, standing, language, selected, fold, mayFold }),
    [arranged, chart, standing, language, selected, fold, mayFold],
  );
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
          data: {
            line,
            points: place.points,
            label: place.label,
            steps,
            faded,
            numbered,
            language,
            onHover: setHovered,
            hovered: hovered === line.id,
          },
        };
      }),
    [picture, arrangement, standing, numbered, language, hovered],
  );
  const view = useCallback((): void => {
    if (!room) return;
    void flow.setViewport(
      firstView(
        arrangement,
        room,
        direction,
        focusRect(arranged, focus, {
          width: (room.width * 0.8) / readable,
          height: (room.height * 0.7) / readable,
        }),
      ),
      { duration: 0 },
    );
  }, [flow, arrangement, arranged, room, direction, focus]);
  const seen = useRef<object | null>(null);
  useEffect(() => {
    if (seen.current === arrangement || !room) return;
    seen.current = arrangement;
    view();
  }, [arrangement, room, view]);

  useEffect(() => {
    const whole = (): void => void flow.fitView({ padding: 0.02 });
    addEventListener("beforeprint", whole);
    addEventListener("afterprint", view);
    return () => {
      removeEventListener("beforeprint", whole);
      removeEventListener("afterprint", view);
    };
  }, [flow, view]);

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
      ariaLabelConfig={{
        "node.a11yDescription.default": chartWords.stageHint[language],
        "edge.a11yDescription.default": "",
      }}
      onNodeClick={(_, node) => onSelect?.(node.data.card.state === "" ? null : node.data.card.state)}
      onPaneClick={() => onSelect?.(null)}
    />
  );
}

function cardNodes(
  { picture, arrangement }: Arranged,
  {
    chart,
    standing,
    language,
    selected,
    fold,
    mayFold,
  }: Pick<DrawnProps, "chart" | "standing" | "language" | "selected" | "fold" | "mayFold">,
): CardNode[] {
  const may = new Set(mayFold);
  return picture.cards.map((card) => {
    const place = arrangement.boxes[card.id]!;
    const state = chart.byPath.get(card.state);
    const stands =
      card.shape === "initial" || card.shape === "anytime" ? "plain" : standing.state(card.state);
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
      data: {
        card,
        standing: stands,
        language,
        fold: may.has(card.id) ? fold : null,
        firstRegion: isFirstRegion(card.id, state?.parent ?? null, arrangement.boxes, chart),
        sideways: sideBySide(state?.parent ?? null, arrangement.boxes, chart),
      },
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
const isFirstRegion = (
  id: string,
  parent: string | null,
  boxes: Record<string, Rect>,
  chart: Chart,
): boolean => {
  const own = boxes[id]!;
  return regionsOf(parent, boxes, chart).every((other) => other.x >= own.x && other.y >= own.y);
};
