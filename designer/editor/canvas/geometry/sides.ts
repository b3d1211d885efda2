import type { Point, Rect } from "../../../chart/arrange.ts";

export type Side = "left" | "right" | "top" | "bottom";
export const sides: readonly Side[] = ["right", "left", "bottom", "top"];
/** A line leaves and reaches a card by at least this much before it turns. */
export const stub = 16;

export const opposite: Record<Side, Side> = { left: "right", right: "left", top: "bottom", bottom: "top" };
export const isLevelSide = (side: Side): boolean => side === "left" || side === "right";
/** Which way a side looks along its axis. */
export const direction: Record<Side, 1 | -1> = { right: 1, bottom: 1, left: -1, top: -1 };

/** The middle of a side, or the nearest place on it where no line ends yet. */
export function port(rect: Rect, side: Side, wish: number | null, taken: readonly Point[]): Point {
  const level = isLevelSide(side);
  const [start, size] = level ? [rect.y, rect.height] : [rect.x, rect.width];
  const edge = { left: rect.x, right: rect.x + rect.width, top: rect.y, bottom: rect.y + rect.height }[side];
  const ideal = wish ?? start + Math.min(size / 2, 60);
  const margin = Math.min(8, size / 4);
  const point = (at: number): Point => (level ? { x: edge, y: at } : { x: at, y: edge });
  const isFree = ({ x, y }: Point): boolean =>
    taken.every((other) => Math.abs(other.x - x) >= 10 || Math.abs(other.y - y) >= 10);
  for (let step = 0; step <= size; step += 12)
    for (const sign of step === 0 ? [1] : [1, -1]) {
      const at = ideal + sign * step;
      if (at < start + margin || at > start + size - margin) continue;
      if (isFree(point(at))) return point(at);
    }
  return point(Math.min(start + size - margin, Math.max(start + margin, ideal)));
}
