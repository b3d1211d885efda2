import { useCallback, useRef, useState, type PointerEvent } from "react";
import { useReactFlow, type NodeChange } from "@xyflow/react";
import type { Point } from "../../chart/arrange.ts";
import { anytime } from "../../chart/parts.ts";
import type { Selected } from "../document/types.ts";
import type { EditNode } from "./flow.ts";
import type { Guided } from "./geometry/guides.ts";
import { snapped } from "./guiding.ts";
import { drop, type Ground } from "./operations.ts";
import { cardAt } from "./useGestures.ts";
import { useLatest } from "./useLatest.ts";
import type { Selecting } from "./useSelecting.ts";

type Moved = MouseEvent | TouchEvent | React.MouseEvent;

export interface Dragging {
  /** Where what is dragged is just now, in what it stands in; null while nothing is. */
  drag: ReadonlyMap<string, Point> | null;
  /** With what it is in line. */
  guides: Guided | null;
  /** The container that it would be put into. */
  target: string | null;
  /** Notes whether the hand is free: with Alt nothing draws a card into line. */
  onPointerMove(event: PointerEvent): void;
  onNodesChange(changes: NodeChange<EditNode>[]): void;
  onDrag(event: Moved, node: EditNode, dragged: EditNode[]): void;
  onDragStop(event: Moved, node: EditNode, dragged: EditNode[]): void;
}

/** Moving cards with the pointer: everything else stays where it is until they are let go, and `hold` is told of both. */
export function useDragging(
  ground: Ground | null,
  choose: Selecting["choose"],
  hold: (held: boolean) => void,
): Dragging {
  const flow = useReactFlow();
  const [drag, setDrag] = useState<ReadonlyMap<string, Point> | null>(null);
  const [guides, setGuides] = useState<Guided | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const latest = useLatest({ ground, drag });
  const isFree = useRef(false);
  const onPointerMove = useCallback(({ altKey }: PointerEvent): void => void (isFree.current = altKey), []);

  const onNodesChange = useCallback(
    (changes: NodeChange<EditNode>[]): void => {
      const positions = new Map<string, Point>();
      const add: Selected[] = [];
      const dropped: Selected[] = [];
      for (const change of changes) {
        if (change.type === "position" && change.position !== undefined && change.dragging)
          positions.set(change.id, change.position);
        if (change.type === "select")
          (change.selected ? add : dropped).push({
            kind: "state",
            path: change.id === anytime ? "" : change.id,
          });
      }
      const scene = latest.current.ground?.scene;
      if (positions.size > 0 && scene !== undefined) {
        const found = snapped(scene, positions, isFree.current);
        setDrag(found.positions);
        setGuides(found.guided);
        hold(true);
      }
      if (add.length > 0 || dropped.length > 0) choose({ add, drop: dropped });
    },
    [choose, hold, latest],
  );
  const containerAt = useCallback(
    (
      event: { clientX: number; clientY: number },
      dragged: ReadonlySet<string>,
    ): string | null | undefined => {
      const now = latest.current.ground;
      if (now === null) return undefined;
      const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      const { picture, boxes } = now.scene;
      const parents = new Map(picture.cards.map(({ id, parent }) => [id, parent]));
      const isDragged = (id: string): boolean => {
        for (let at: string | null = id; at !== null; at = parents.get(at) ?? null)
          if (dragged.has(at)) return true;
        return false;
      };
      const cards = picture.cards.filter(({ id, kind }) => kind !== "leaf" && !isDragged(id));
      const found = cardAt({ ...now.scene, picture: { ...picture, cards }, boxes }, point);
      // Between the branches of a parallel stage nothing is meant.
      return picture.cards.find(({ id }) => id === found)?.kind === "parallel" ? undefined : found;
    },
    [flow, latest],
  );
  const onDrag = useCallback(
    (event: Moved, _: EditNode, dragged: EditNode[]): void => {
      if (!("clientX" in event)) return;
      const ids = new Set(dragged.map(({ id }) => id));
      const found = containerAt(event, ids);
      const parent = dragged[0]?.parentId ?? null;
      setTarget(found === undefined || found === parent ? null : found);
    },
    [containerAt],
  );
  const onDragStop = useCallback(
    (event: Moved, _: EditNode, dragged: EditNode[]): void => {
      const { ground: now, drag: positions } = latest.current;
      setDrag(null);
      setGuides(null);
      setTarget(null);
      hold(false);
      if (now === null || positions === null || !("clientX" in event)) return;
      drop(now, positions, containerAt(event, new Set(dragged.map(({ id }) => id))));
    },
    [containerAt, hold, latest],
  );
  return { drag, guides, target, onPointerMove, onNodesChange, onDrag, onDragStop };
}
