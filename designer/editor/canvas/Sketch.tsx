import { ViewportPortal } from "@xyflow/react";
import type { Point, Rect } from "../../chart/arrange.ts";
import { arrowHead, pathAlong } from "../../chart/path.ts";
import { Tracks } from "./geometry/tracks.ts";
import { routed } from "./geometry/route.ts";
import type { Gesture } from "./useGestures.ts";
import type { Scene } from "./scene.ts";

/** What would come of a gesture or a choice: a card and a line to it, drawn before they are there. */
export interface Ghost {
  from: Rect;
  to: Rect;
  final: boolean;
}

const empty = { obstacles: [], taken: [[], []] as [Point[], Point[]], tracks: new Tracks(), quick: true };

/** Drawn over the canvas while something is only intended. */
export function Sketch({
  scene,
  gesture,
  ghost,
}: {
  scene: Scene;
  gesture: Gesture | null;
  ghost: Ghost | null;
}) {
  const drawn = gesture === null ? (ghost === null ? null : ofGhost(ghost)) : ofGesture(scene, gesture);
  if (drawn === null) return null;
  const { rect, points, final } = drawn;
  return (
    <ViewportPortal>
      <svg className="canvas-sketch" aria-hidden>
        {rect === null ? null : <rect {...rect} rx="6" />}
        {rect !== null && final ? (
          <rect x={rect.x + 3} y={rect.y + 3} width={rect.width - 6} height={rect.height - 6} rx="4" />
        ) : null}
        {points.length > 1 ? (
          <>
            <path d={pathAlong(points)} />
            <path className="head" d={arrowHead(points, 8)} />
          </>
        ) : null}
      </svg>
    </ViewportPortal>
  );
}

interface Drawn {
  rect: Rect | null;
  points: Point[];
  final: boolean;
}

function ofGhost({ from, to, final }: Ghost): Drawn {
  return { rect: to, points: routed(from, to, empty), final };
}

function ofGesture({ boxes, picture }: Scene, gesture: Gesture): Drawn | null {
  if (gesture.kind === "resize") {
    const box = boxes[gesture.card];
    if (box === undefined) return null;
    const rect = {
      ...box,
      width: Math.max(40, gesture.to.x - box.x),
      height: Math.max(40, gesture.to.y - box.y),
    };
    return { rect, points: [], final: false };
  }
  const pointer = { ...gesture.to, width: 1, height: 1 };
  const over = gesture.over === null ? undefined : boxes[gesture.over];
  if (gesture.kind === "lead") {
    const from = boxes[gesture.card];
    return from === undefined
      ? null
      : { rect: null, points: routed(from, over ?? pointer, empty), final: false };
  }
  const line = picture.lines.find(({ id }) => id === gesture.line);
  if (line === undefined) return null;
  const kept = boxes[gesture.end === "from" ? line.to : line.from]!;
  const loose = over ?? pointer;
  return {
    rect: null,
    points: gesture.end === "from" ? routed(loose, kept, empty) : routed(kept, loose, empty),
    final: false,
  };
}
