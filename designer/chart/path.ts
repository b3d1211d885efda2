import type { Point, Rect } from "./arrange.ts";

/** An SVG path along points, with rounded corners; interrupted where a label sits on the line. */
export function pathAlong(points: Point[], gap?: Rect, radius = 6): string {
  return interrupted(points, gap)
    .map((piece) => rounded(piece, radius))
    .join(" ");
}

function rounded(points: Point[], radius: number): string {
  const [first, ...rest] = points;
  if (!first || rest.length === 0) return "";
  let path = `M${at(first)}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1]!, points[i]!, points[i + 1]!];
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    path += `L${at(towards(corner, before, r))}Q${at(corner)} ${at(towards(corner, after, r))}`;
  }
  return `${path}L${at(points.at(-1)!)}`;
}

/** The polyline without what lies inside the rectangle. */
function interrupted(points: Point[], gap?: Rect): Point[][] {
  if (!gap) return [points];
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  const close = (): void => {
    if (piece.length > 1) pieces.push(piece);
    piece = [];
  };
  for (let i = 0; i < points.length - 1; i++) {
    const [from, to] = [points[i]!, points[i + 1]!];
    const cut = crossing(from, to, gap);
    if (piece.length === 0 && !(cut && cut[0] === 0)) piece.push(from);
    if (!cut) {
      piece.push(to);
      continue;
    }
    if (cut[0] > 0) piece.push(between(from, to, cut[0]));
    close();
    if (cut[1] < 1) piece.push(between(from, to, cut[1]), to);
  }
  close();
  return pieces;
}

/** Part of a horizontal or vertical stretch that lies inside, from 0 to 1 on its way. */
function crossing(from: Point, to: Point, gap: Rect): [number, number] | null {
  const level = Math.abs(from.y - to.y) < 0.5;
  const across = level ? from.y : from.x;
  const [low, high] = level ? [gap.y, gap.y + gap.height] : [gap.x, gap.x + gap.width];
  if (across < low || across > high) return null;
  const [start, end] = level ? [from.x, to.x] : [from.y, to.y];
  const [near, far] = level ? [gap.x, gap.x + gap.width] : [gap.y, gap.y + gap.height];
  if (start === end) return null;
  const [a, b] = [(near - start) / (end - start), (far - start) / (end - start)].toSorted(
    (x, y) => x - y,
  ) as [number, number];
  const [enter, leave] = [Math.max(0, a), Math.min(1, b)];
  return enter < leave ? [enter, leave] : null;
}

/** The head of an arrow at the last point, as an SVG path. */
export function arrowHead(points: Point[], size: number): string {
  const [before, tip] = [points.at(-2), points.at(-1)];
  if (!before || !tip) return "";
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn: number): Point => ({
    x: tip.x - size * Math.cos(angle + turn),
    y: tip.y - size * Math.sin(angle + turn),
  });
  return `M${at(tip)}L${at(corner(0.42))}L${at(corner(-0.42))}Z`;
}

/** A point some pixels along the way, for the number of a step. */
export function along(points: Point[], length: number): Point {
  let left = length;
  for (let i = 0; i < points.length - 1; i++) {
    const [from, to] = [points[i]!, points[i + 1]!];
    const step = distance(from, to);
    if (step >= left) return towards(from, to, left);
    left -= step;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}

const at = (point: Point): string => `${round(point.x)} ${round(point.y)}`;
const round = (n: number): number => Math.round(n * 10) / 10;
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});
const towards = (from: Point, to: Point, length: number): Point =>
  between(from, to, length / (distance(from, to) || 1));
