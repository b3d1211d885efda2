import type { Point, Rect } from "../../../chart/arrange.ts";
import { holds, passes } from "./rects.ts";
import { searched } from "./search.ts";
import { direction, isLevelSide, opposite, port, sides, stub, type Side } from "./sides.ts";
import type { Tracks } from "./tracks.ts";

/**
 * The way of one line between two cards, level and upright only: of the plain shapes a draughtsman would try (straight, one corner, a step,
 * around) the best one; where all of them cross a card, one that a search finds around them.
 */
export interface Terrain {
  /** What a line must not cross: cards, and containers that hold neither end. */
  obstacles: readonly Rect[];
  /** Where lines already end at the first card, and at the second one. */
  taken: readonly [readonly Point[], readonly Point[]];
  tracks: Tracks;
  /** While something is dragged: only the plain shapes are tried. */
  quick: boolean;
}

const bendCost = 40;
const crossingCost = 2000;
const sharedCost = 3;
/** The usual way runs to the right: leaving or coming otherwise is a little dearer. */
const againstCost: Record<Side, number> = { right: 0, bottom: 10, top: 20, left: 30 };

export function routed(from: Rect, to: Rect, terrain: Terrain): Point[] {
  if (from === to) return loop(from, terrain.taken[0]);
  if (contains(from, to)) return outOfBorder(from, to);
  if (contains(to, from))
    return outOfBorder(to, from)
      .toReversed()
      .map((point) => mirrored(point, to, from));
  const near = terrain.obstacles.filter((rect) =>
    passes(corner(from, to, Math.min), corner(from, to, Math.max), rect, 160),
  );
  let best: Point[] = [];
  let least = Infinity;
  let crossings = 0;
  for (const out of sides)
    for (const into of sides)
      for (const points of shapes(from, out, to, into, terrain.taken)) {
        const hit = crossed(points, near, from, to);
        const cost =
          length(points) +
          bendCost * (points.length - 2) +
          crossingCost * hit +
          sharedCost * Math.min(200, terrain.tracks.shared(points)) +
          againstCost[out] +
          againstCost[opposite[into]];
        if (cost < least) [best, least, crossings] = [points, cost, hit];
      }
  if (crossings === 0 || terrain.quick) return best;
  return searched(from, to, near, terrain.taken) ?? best;
}

function* shapes(
  from: Rect,
  out: Side,
  to: Rect,
  into: Side,
  [fromTaken, toTaken]: Terrain["taken"],
): Generator<Point[]> {
  const level = isLevelSide(out);
  if (level !== isLevelSide(into)) {
    // One corner.
    const a = port(from, out, null, fromTaken);
    const b = port(to, into, null, toTaken);
    const turn = level ? { x: b.x, y: a.y } : { x: a.x, y: b.y };
    const leaves = (level ? turn.x - a.x : turn.y - a.y) * direction[out];
    const comes = (level ? b.y - turn.y : b.x - turn.x) * -direction[into];
    if (leaves >= stub && comes >= stub) yield [a, turn, b];
    return;
  }
  const [start, size] = level ? (["y", "height"] as const) : (["x", "width"] as const);
  if (into === opposite[out]) {
    const common = [
      Math.max(from[start], to[start]) + 8,
      Math.min(from[start] + from[size], to[start] + to[size]) - 8,
    ];
    const straightAt =
      common[0]! <= common[1]!
        ? Math.min(common[1]!, Math.max(common[0]!, from[start] + Math.min(from[size] / 2, 60)))
        : null;
    const a = port(from, out, straightAt, fromTaken);
    const b = port(to, into, straightAt === null ? null : a[start], toTaken);
    const along = level ? "x" : "y";
    const room = (b[along] - a[along]) * direction[out];
    if (room < 8) return;
    if (Math.abs(a[start] - b[start]) < 0.5) {
      yield [a, b];
      return;
    }
    if (room < 2 * stub) return;
    for (const share of [0.5, 0.25, 0.75, stub / room, 1 - stub / room]) {
      const at = a[along] + (b[along] - a[along]) * share;
      yield level
        ? [a, { x: at, y: a.y }, { x: at, y: b.y }, b]
        : [a, { x: a.x, y: at }, { x: b.x, y: at }, b];
    }
    return;
  }
  if (into !== out) return;
  // Around on one side.
  const a = port(from, out, null, fromTaken);
  const b = port(to, into, null, toTaken);
  for (const more of [stub + 8, stub + 40, stub + 88]) {
    const at = level
      ? direction[out] > 0
        ? Math.max(a.x, b.x) + more
        : Math.min(a.x, b.x) - more
      : direction[out] > 0
        ? Math.max(a.y, b.y) + more
        : Math.min(a.y, b.y) - more;
    yield level ? [a, { x: at, y: a.y }, { x: at, y: b.y }, b] : [a, { x: a.x, y: at }, { x: b.x, y: at }, b];
  }
}

function loop(card: Rect, taken: readonly Point[]): Point[] {
  const a = port(card, "top", card.x + card.width * 0.4, taken);
  const b = port(card, "top", a.x + 28, [...taken, a]);
  const at = card.y - 24;
  return [a, { x: a.x, y: at }, { x: b.x, y: at }, b];
}

/** From the inner side of a container's border to a card in it. */
function outOfBorder(container: Rect, card: Rect): Point[] {
  const y = card.y + Math.min(card.height / 2, 28);
  return [
    { x: container.x, y },
    { x: card.x, y },
  ];
}
const mirrored = (point: Point, container: Rect, card: Rect): Point =>
  point.x === container.x
    ? { x: container.x + container.width, y: point.y }
    : { x: card.x + card.width, y: point.y };

const contains = (outer: Rect, inner: Rect): boolean =>
  outer !== inner &&
  holds(outer, inner) &&
  holds(outer, { x: inner.x + inner.width, y: inner.y + inner.height });

function corner(a: Rect, b: Rect, pick: (...all: number[]) => number): Point {
  return {
    x: pick(a.x, b.x, a.x + a.width, b.x + b.width),
    y: pick(a.y, b.y, a.y + a.height, b.y + b.height),
  };
}

/** How many rectangles the way passes through, its own two ends included where it comes back over them. */
export function crossed(points: readonly Point[], obstacles: readonly Rect[], from: Rect, to: Rect): number {
  let hits = 0;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b] = [points[i]!, points[i + 1]!];
    for (const rect of obstacles) if (passes(a, b, rect, 5)) hits++;
    if (i > 0 && passes(a, b, from)) hits++;
    if (i < points.length - 2 && passes(a, b, to)) hits++;
  }
  return hits;
}

function length(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < points.length - 1; i++)
    sum += Math.abs(points[i]!.x - points[i + 1]!.x) + Math.abs(points[i]!.y - points[i + 1]!.y);
  return sum;
}
