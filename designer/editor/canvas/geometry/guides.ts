import type { Point, Rect } from "../../../chart/arrange.ts";
import { around } from "./rects.ts";

/** A line along which what is dragged is level with something else, as long as both together. */
export interface Guide {
  from: Point;
  to: Point;
}
/** A space between two cards that is as wide as another one. */
export type Space = Guide;

export interface Guided {
  /** By how much what is dragged goes on to be in line; null across which nothing is. */
  shift: { x: number | null; y: number | null };
  guides: Guide[];
  spaces: Space[];
}

type Axis = "x" | "y";
const sizeOf = { x: "width", y: "height" } as const;
const otherOf = { x: "y", y: "x" } as const;

/** So near, in pixels of the canvas, something is drawn in line. */
const reach = 6;
const same = 0.51;

/** The lines of a box across an axis: its edges and its middle. */
const linesOf = (box: Rect, axis: Axis): readonly number[] => [
  box[axis],
  box[axis] + box[sizeOf[axis]] / 2,
  box[axis] + box[sizeOf[axis]],
];

/**
 * Where a dragged box nearly is in line with others (an edge with an edge, a middle with a middle), or nearly as far from its neighbours as
 * they are from one another: by how much it has to be moved, and what to draw.
 */
export function guided(box: Rect, others: readonly Rect[]): Guided {
  const shift = { x: nearest(box, others, "x"), y: nearest(box, others, "y") };
  const there = { ...box, x: box.x + (shift.x ?? 0), y: box.y + (shift.y ?? 0) };
  return {
    shift,
    guides: [...guidesOf(there, others, "x"), ...guidesOf(there, others, "y")],
    spaces: [...spacesOf(there, others, "x"), ...spacesOf(there, others, "y")],
  };
}

function nearest(box: Rect, others: readonly Rect[], axis: Axis): number | null {
  let best: number | null = null;
  const consider = (shift: number): void => {
    if (Math.abs(shift) <= reach && (best === null || Math.abs(shift) < Math.abs(best))) best = shift;
  };
  const own = linesOf(box, axis);
  for (const other of others) {
    const [start, middle, end] = linesOf(other, axis);
    consider(middle! - own[1]!);
    for (const line of [start!, end!]) {
      consider(line - own[0]!);
      consider(line - own[2]!);
    }
  }
  if (best !== null) return best;
  for (const place of evenPlaces(box, others, axis)) consider(place - box[axis]);
  return best;
}

/** Those that stand in a row with the box along an axis, in order. */
function rowOf(box: Rect, others: readonly Rect[], axis: Axis): Rect[] {
  const across = otherOf[axis];
  return others
    .filter(
      (other) =>
        other[across] < box[across] + box[sizeOf[across]] &&
        box[across] < other[across] + other[sizeOf[across]],
    )
    .toSorted((a, b) => a[axis] - b[axis]);
}
const endOf = (box: Rect, axis: Axis): number => box[axis] + box[sizeOf[axis]];

/** Where the box would be as far from its neighbours as they are from theirs, or in the middle between two. */
function evenPlaces(box: Rect, others: readonly Rect[], axis: Axis): number[] {
  const size = box[sizeOf[axis]];
  const middle = box[axis] + size / 2;
  const row = rowOf(box, others, axis);
  const left = row
    .filter((other) => endOf(other, axis) <= middle)
    .toSorted((a, b) => endOf(b, axis) - endOf(a, axis));
  const right = row.filter((other) => other[axis] >= middle);
  const places: number[] = [];
  const [l, l2] = left;
  const [r, r2] = right;
  if (l !== undefined && r !== undefined) places.push((endOf(l, axis) + r[axis] - size) / 2);
  if (l !== undefined && l2 !== undefined && endOf(l2, axis) < l[axis])
    places.push(endOf(l, axis) + (l[axis] - endOf(l2, axis)));
  if (r !== undefined && r2 !== undefined && endOf(r, axis) < r2[axis])
    places.push(r[axis] - (r2[axis] - endOf(r, axis)) - size);
  return places;
}

function guidesOf(box: Rect, others: readonly Rect[], axis: Axis): Guide[] {
  const across = otherOf[axis];
  const found = new Map<number, Rect[]>();
  linesOf(box, axis).forEach((line, place) => {
    const level = others.filter((other) =>
      linesOf(other, axis).some(
        (one, there) => Math.abs(one - line) < same && (place === 1) === (there === 1),
      ),
    );
    if (level.length > 0) found.set(line, level);
  });
  return [...found].map(([line, level]) => {
    const whole = around([box, ...level])!;
    const at = (along: number): Point => ({ [axis]: line, [across]: along }) as unknown as Point;
    return { from: at(whole[across] - 8), to: at(whole[across] + whole[sizeOf[across]] + 8) };
  });
}

/** The spaces around the box that are alike, and those of its neighbours that they are like. */
function spacesOf(box: Rect, others: readonly Rect[], axis: Axis): Space[] {
  const across = otherOf[axis];
  const row = [...rowOf(box, others, axis), box].toSorted((a, b) => a[axis] - b[axis]);
  const own = row.indexOf(box);
  const gaps = row.slice(1).map((next, place) => {
    const before = row[place]!;
    return { before, next, place, width: next[axis] - endOf(before, axis) };
  });
  const near = gaps.filter(({ place, width }) => Math.abs(place - own + 0.5) < 2 && width > 4);
  const alike = near.filter(
    (gap) =>
      near.some((other) => other !== gap && Math.abs(other.width - gap.width) < same) &&
      near.some(
        (other) => Math.abs(other.width - gap.width) < same && (other.before === box || other.next === box),
      ),
  );
  return alike.length < 2
    ? []
    : alike.map(({ before, next }) => {
        const top = Math.max(before[across], next[across]);
        const bottom = Math.min(before[across] + before[sizeOf[across]], next[across] + next[sizeOf[across]]);
        const level = (top + bottom) / 2;
        const at = (along: number): Point => ({ [axis]: along, [across]: level }) as unknown as Point;
        return { from: at(endOf(before, axis)), to: at(next[axis]) };
      });
}
