import type { Point, Rect } from "../../../chart/arrange.ts";

/** Whether two rectangles have more in common than their borders; `room` is kept free around the first. */
export function overlaps(a: Rect, b: Rect, room = 0): boolean {
  return (
    a.x - room < b.x + b.width &&
    b.x < a.x + a.width + room &&
    a.y - room < b.y + b.height &&
    b.y < a.y + a.height + room
  );
}

/** Whether `outer` holds the point, its border included. */
export function holds(outer: Rect, { x, y }: Point): boolean {
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

/** The smallest rectangle around all; null around nothing. */
export function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export const center = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Whether a level or upright stretch passes through the inside of a rectangle. */
export function passes(from: Point, to: Point, rect: Rect, room = 0): boolean {
  return (
    Math.max(from.x, to.x) > rect.x - room &&
    Math.min(from.x, to.x) < rect.x + rect.width + room &&
    Math.max(from.y, to.y) > rect.y - room &&
    Math.min(from.y, to.y) < rect.y + rect.height + room
  );
}

/** Less than this is not seen: the automatic layout gives fractions, what is kept of it are whole pixels. */
const unseen = 1.01;
export const samePlace = (a: Rect, b: Rect): boolean =>
  Math.abs(a.x - b.x) < unseen &&
  Math.abs(a.y - b.y) < unseen &&
  Math.abs(a.width - b.width) < unseen &&
  Math.abs(a.height - b.height) < unseen;
