import type { Point, Rect } from "../../../chart/arrange.ts";
import { around } from "./rects.ts";

export const alignments = ["left", "center", "right", "top", "middle", "bottom"] as const;
export type Alignment = (typeof alignments)[number];

/** Where cards have to go so that one of their sides, or their middles, are in line. */
export function aligned(boxes: Readonly<Record<string, Rect>>, how: Alignment): Record<string, Point> {
  const whole = around(Object.values(boxes));
  const result: Record<string, Point> = {};
  if (whole === null) return result;
  for (const [id, { x, y, width, height }] of Object.entries(boxes))
    result[id] = {
      left: { x: whole.x, y },
      center: { x: whole.x + (whole.width - width) / 2, y },
      right: { x: whole.x + whole.width - width, y },
      top: { x, y: whole.y },
      middle: { x, y: whole.y + (whole.height - height) / 2 },
      bottom: { x, y: whole.y + whole.height - height },
    }[how];
  return result;
}

/** Where cards have to go so that the spaces between them are equal; the outermost two stay. */
export function distributed(
  boxes: Readonly<Record<string, Rect>>,
  axis: "level" | "upright",
): Record<string, Point> {
  const [start, size] = axis === "level" ? (["x", "width"] as const) : (["y", "height"] as const);
  const ordered = Object.entries(boxes).toSorted(([, a], [, b]) => a[start] - b[start]);
  const [first, last] = [ordered[0]?.[1], ordered.at(-1)?.[1]];
  const result: Record<string, Point> = {};
  if (first === undefined || last === undefined || ordered.length < 3)
    return Object.fromEntries(ordered.map(([id, { x, y }]) => [id, { x, y }]));
  const whole = last[start] + last[size] - first[start];
  const space = (whole - ordered.reduce((sum, [, box]) => sum + box[size], 0)) / (ordered.length - 1);
  let at = first[start];
  for (const [id, box] of ordered) {
    result[id] = { x: box.x, y: box.y, [start]: at };
    at += box[size] + space;
  }
  return result;
}
