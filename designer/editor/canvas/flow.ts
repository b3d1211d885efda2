import { Position, type Edge, type Node } from "@xyflow/react";
import type { Language } from "../../../engine/model/types.ts";
import type { Point, Rect } from "../../chart/arrange.ts";
import type { CardNode } from "../../chart/nodes.tsx";
import { anytime, type Card, type Line, type Picture } from "../../chart/parts.ts";
import type { StateStanding } from "../../chart/status.ts";
import type { Boxes } from "./geometry/boxes.ts";
import type { Route, Routes } from "./geometry/routes.ts";
import type { CanvasMark, CanvasMarks, Trouble, Troubles } from "./marks.ts";
import type { Scene } from "./scene.ts";

export type CardData = CardNode["data"] & {
  trouble: Trouble | null;
  mark: CanvasMark | null;
  /** What is dragged would be put into it, or a line led to it. */
  isTarget: boolean;
  /** Something can lead on from it. */
  grows: boolean;
};
export type EditNode = Node<CardData, "card">;

export interface LineData extends Record<string, unknown> {
  line: Line;
  route: Route;
  language: Language;
  trouble: Trouble | null;
  mark: CanvasMark | null;
  /** Its ends cannot be led elsewhere. */
  fixed: boolean;
}
export type EditEdge = Edge<LineData, "line">;

/** What beside the scene decides how it is shown. */
export interface Looks {
  language: Language;
  /** Ids of the cards and of the transitions that are selected. */
  cards: ReadonlySet<string>;
  transitions: ReadonlySet<string>;
  troubles: Troubles;
  marks: CanvasMarks | null;
  target: string | null;
  readOnly: boolean;
  fold(path: string): void;
}

const standings: readonly string[] = ["active", "visited", "ahead", "gone"] satisfies StateStanding[];

/**
 * Projects scenes to what React Flow draws. Whatever looks as it did stays the same object, so that only what has changed is drawn anew.
 */
export class Projection {
  #nodes = new Map<string, [readonly unknown[], EditNode]>();
  #edges = new Map<string, [readonly unknown[], EditEdge]>();

  nodes({ picture, boxes, chart }: Scene, looks: Looks): EditNode[] {
    const foldable = (card: Card): boolean =>
      chart.byPath.has(card.state) &&
      (card.kind === "container" || card.kind === "parallel" || card.folded > 0) &&
      chart.byPath.get(chart.byPath.get(card.state)?.parent ?? "")?.type !== "parallel";
    const depthOf = depthsOf(picture);
    return picture.cards.map((card) => {
      const box = boxes[card.id]!;
      const outer = card.parent === null ? null : boxes[card.parent]!;
      const x = box.x - (outer?.x ?? 0);
      const y = box.y - (outer?.y ?? 0);
      const mark = card.shape === "initial" ? null : (looks.marks?.states[card.state] ?? null);
      const trouble = card.shape === "initial" ? null : (looks.troubles.states.get(card.state) ?? null);
      const isSelected = looks.cards.has(card.id);
      const isTarget = looks.target === card.id;
      const cut = card.kind === "region" ? regionCut(card, box, outer) : "";
      const inputs = [
        card,
        x,
        y,
        box.width,
        box.height,
        mark,
        trouble,
        isSelected,
        isTarget,
        cut,
        looks.language,
        looks.readOnly,
      ];
      return kept(this.#nodes, card.id, inputs, () => {
        const isDot = card.shape === "initial";
        return {
          id: card.id,
          type: "card",
          position: { x, y },
          width: box.width,
          height: box.height,
          handles: ends(box),
          ...(card.parent === null ? {} : { parentId: card.parent }),
          zIndex: card.kind === "leaf" ? 200 : depthOf(card),
          selected: isSelected,
          selectable: !isDot,
          draggable: !isDot && card.kind !== "region" && !looks.readOnly,
          focusable: false,
          // Only the head of a container is its own: what lies inside is the canvas.
          ...(card.kind === "leaf" && !isDot
            ? {}
            : { dragHandle: ".canvas-head", style: { pointerEvents: "none" } }),
          ...(isDot
            ? { domAttributes: { "aria-hidden": true } }
            : { ariaLabel: card.fullTitle, ariaRole: "group" }),
          data: {
            card,
            standing: mark !== null && standings.includes(mark) ? (mark as StateStanding) : "plain",
            language: looks.language,
            firstRegion: cut === "",
            sideways: cut === "left",
            fold: foldable(card) ? looks.fold : null,
            trouble,
            mark: mark !== null && standings.includes(mark) ? null : mark,
            isTarget,
            grows: !looks.readOnly && !["final", "history", "initial"].includes(card.shape),
          },
        };
      });
    });
  }

  edges({ picture }: Scene, routes: Routes, looks: Looks): EditEdge[] {
    return picture.lines.map((line) => {
      const route = routes[line.id]!;
      const mark = looks.marks?.transitions[line.transition] ?? null;
      const trouble = looks.troubles.transitions.get(line.transition) ?? null;
      const isSelected = line.transition !== "" && looks.transitions.has(line.transition);
      const inputs = [line, route, mark, trouble, isSelected, looks.language, looks.readOnly];
      return kept(this.#edges, line.id, inputs, () => ({
        id: line.id,
        type: "line",
        source: line.from,
        target: line.to,
        // Its grips have to be reached over the cards at its ends.
        zIndex: isSelected ? 220 : 100,
        selected: isSelected,
        selectable: line.transition !== "",
        focusable: false,
        data: { line, route, language: looks.language, trouble, mark, fixed: looks.readOnly },
      }));
    });
  }
}

function kept<T>(
  known: Map<string, [readonly unknown[], T]>,
  id: string,
  inputs: readonly unknown[],
  make: () => T,
): T {
  const old = known.get(id);
  if (old !== undefined && old[0].every((one, place) => one === inputs[place])) return old[1];
  const made = make();
  known.set(id, [inputs, made]);
  return made;
}

/** How many containers are around a card, itself counted. */
export function depthsOf({ cards }: Pick<Picture, "cards">): (card: Card) => number {
  const depths = new Map<string, number>();
  // What stands in something comes after it.
  for (const { id, parent } of cards) depths.set(id, 1 + (parent === null ? 0 : (depths.get(parent) ?? 0)));
  return ({ id }) => depths.get(id)!;
}

/** On which side of a region the dashed line runs that divides it from the one before. */
function regionCut(card: Card, box: Rect, outer: Rect | null): "" | "left" | "top" {
  const [left, top] = [outer?.x ?? 0, outer?.y ?? 0];
  if (box.x > left + 1) return "left";
  return box.y > top + (outer === null ? 8 : 60) + (card.inner.length > 0 ? 40 : 0) ? "top" : "";
}

/** Lines are drawn along their own ways: React Flow only has to know that a card has ends, before it was ever drawn too. */
function ends({ width, height }: Rect): EditNode["handles"] {
  const end = { y: height / 2, width: 1, height: 1 };
  return [
    { type: "target", position: Position.Left, x: 0, ...end },
    { type: "source", position: Position.Right, x: width, ...end },
  ];
}

/** Boxes while cards are dragged: those and all that stands in them, moved. */
export function movedBoxes(
  { picture, boxes }: Scene,
  positions: ReadonlyMap<string, Point>,
): { boxes: Boxes; moved: ReadonlySet<string> } {
  const moved = new Set<string>();
  const result = { ...boxes };
  const shifts = new Map<string, Point>();
  for (const card of picture.cards) {
    const box = boxes[card.id]!;
    const outer = card.parent === null ? null : boxes[card.parent]!;
    const position = positions.get(card.id);
    const inherited = card.parent === null ? undefined : shifts.get(card.parent);
    const own =
      position === undefined
        ? { x: 0, y: 0 }
        : { x: position.x - (box.x - (outer?.x ?? 0)), y: position.y - (box.y - (outer?.y ?? 0)) };
    const shift = { x: own.x + (inherited?.x ?? 0), y: own.y + (inherited?.y ?? 0) };
    if (shift.x === 0 && shift.y === 0) continue;
    shifts.set(card.id, shift);
    moved.add(card.id);
    result[card.id] = { ...box, x: box.x + shift.x, y: box.y + shift.y };
  }
  return { boxes: result, moved };
}

/** The card that stands for a state; null where it is not shown. */
export function cardOf({ picture, chart }: Scene, path: string): string | null {
  const ids = new Set(picture.cards.map(({ id }) => id));
  if (path === "") return ids.has(anytime) ? anytime : null;
  for (let at: string | null = path; at !== null && at !== ""; at = chart.byPath.get(at)?.parent ?? null)
    if (ids.has(at)) return at;
  return null;
}
