import type { Card, Line } from "../../../chart/parts.ts";
import type { Boxes } from "./boxes.ts";
import { center } from "./rects.ts";

export type Heading = "left" | "right" | "up" | "down";
const ahead: Record<Heading, readonly [number, number]> = {
  right: [1, 0],
  left: [-1, 0],
  down: [0, 1],
  up: [0, -1],
};

/**
 * The card that an arrow key leads to: in its direction the nearest one that a line connects, else the nearest one there is; null where
 * nothing lies that way.
 */
export function neighbour(
  cards: readonly Card[],
  lines: readonly Line[],
  boxes: Boxes,
  from: string,
  heading: Heading,
): string | null {
  const [dx, dy] = ahead[heading];
  const start = center(boxes[from]!);
  const linked = new Set(
    lines.flatMap((line) => (line.from === from ? [line.to] : line.to === from ? [line.from] : [])),
  );
  let best: string | null = null;
  let least = Infinity;
  for (const { id, shape, kind } of cards) {
    if (id === from || shape === "initial" || kind !== "leaf") continue;
    const there = center(boxes[id]!);
    const along = (there.x - start.x) * dx + (there.y - start.y) * dy;
    const across = Math.abs((there.x - start.x) * dy) + Math.abs((there.y - start.y) * dx);
    if (along <= 4) continue;
    // What is more beside than ahead is another key's.
    const isAhead = across <= along * 1.5;
    const cost = along + 2 * across + (linked.has(id) ? 0 : 2000) + (isAhead ? 0 : 4000);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}
