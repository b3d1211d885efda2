import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Point } from "../../chart/arrange.ts";
import { holds } from "./geometry/rects.ts";
import type { Scene } from "./scene.ts";
import { useLatest } from "./useLatest.ts";

/** What is done with the pointer just now. */
export type Gesture =
  | { kind: "lead"; card: string; to: Point; over: string | null }
  | { kind: "reconnect"; line: string; end: "from" | "to"; to: Point; over: string | null }
  | { kind: "resize"; card: string; to: Point; over: null };

export interface Finished {
  /** Where the pointer was let go, in the window. */
  at: { x: number; y: number };
  /** It was moved, so it was no click. */
  moved: boolean;
}

const clickPixels = 4;

/** The card under a point, the innermost; what only stands for a beginning does not count. */
export function cardAt({ picture, boxes }: Scene, point: Point): string | null {
  let found: string | null = null;
  let area = Infinity;
  for (const { id, shape } of picture.cards) {
    const box = boxes[id]!;
    if (shape === "initial" || !holds(box, point) || box.width * box.height >= area) continue;
    [found, area] = [id, box.width * box.height];
  }
  return found;
}

/** Where the pointer is let go elsewhere than it was pressed, the browser tells what surrounds both of a click that nobody made. */
function swallowClick(): void {
  const swallow = (event: Event): void => event.stopPropagation();
  addEventListener("click", swallow, true);
  setTimeout(() => removeEventListener("click", swallow, true));
}

/** Follows the pointer from where a gesture began until it ends; Escape gives it up. */
export function useGestures(
  scene: Scene | null,
  finish: (gesture: Gesture, end: Finished) => void,
): {
  gesture: Gesture | null;
  begin(gesture: Gesture, event: PointerEvent): void;
} {
  const flow = useReactFlow();
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const latest = useLatest({ scene, finish });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const begin = useCallback(
    (first: Gesture, event: PointerEvent): void => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.preventDefault();
      const start = { x: event.clientX, y: event.clientY };
      let now = first;
      let moved = false;
      const onMove = ({ clientX, clientY }: globalThis.PointerEvent): void => {
        moved ||= Math.hypot(clientX - start.x, clientY - start.y) > clickPixels;
        if (!moved) return;
        const to = flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
        const { scene } = latest.current;
        const over = now.kind === "resize" || scene === null ? null : cardAt(scene, to);
        now = { ...now, to, over } as Gesture;
        setGesture(now);
      };
      const end = (): void => {
        removeEventListener("pointermove", onMove);
        removeEventListener("pointerup", onUp);
        removeEventListener("keydown", onKey, true);
        stop.current = null;
        setGesture(null);
      };
      const onUp = (up: globalThis.PointerEvent): void => {
        end();
        if (moved) swallowClick();
        latest.current.finish(now, { at: { x: up.clientX, y: up.clientY }, moved });
      };
      const onKey = (key: KeyboardEvent): void => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        end();
      };
      stop.current?.();
      stop.current = end;
      addEventListener("pointermove", onMove);
      addEventListener("pointerup", onUp);
      addEventListener("keydown", onKey, true);
    },
    [flow, latest],
  );
  return useMemo(() => ({ gesture, begin }), [gesture, begin]);
}
