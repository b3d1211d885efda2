import type { Point, Rect } from "../../../chart/arrange.ts";
import { center, passes } from "./rects.ts";
import { port, sides, stub, type Side } from "./sides.ts";

/** Beyond these, a line rather crosses something than keeps the page waiting. */
const mostObstacles = 48;
const mostSteps = 6000;
const room = 12;
const bend = 40;

const heading: Record<Side, 0 | 1 | 2 | 3> = { right: 0, bottom: 1, left: 2, top: 3 };
const moves = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

interface Step {
  column: number;
  row: number;
  heading: number;
  cost: number;
  guess: number;
  before: Step | null;
  start: Point;
}

/**
 * The cheapest level-and-upright way that crosses nothing, over the grid that the borders of the obstacles make (A*). Null where
 * there is none within bounds.
 */
export function searched(
  from: Rect,
  to: Rect,
  obstacles: readonly Rect[],
  [fromTaken, toTaken]: readonly [readonly Point[], readonly Point[]],
): Point[] | null {
  const middle = center({
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x) + from.width,
    height: Math.abs(from.y - to.y) + from.height,
  });
  const distance = (rect: Rect): number => Math.hypot(center(rect).x - middle.x, center(rect).y - middle.y);
  const walls = [
    ...(obstacles.length > mostObstacles
      ? obstacles.toSorted((a, b) => distance(a) - distance(b)).slice(0, mostObstacles)
      : obstacles),
    from,
    to,
  ];
  const ends = (card: Rect, taken: readonly Point[]) =>
    sides.map((side) => {
      const at = port(card, side, null, taken);
      const [dx, dy] = moves[heading[side]];
      return { side, at, outside: { x: at.x + dx * stub, y: at.y + dy * stub } };
    });
  const starts = ends(from, fromTaken);
  const goals = ends(to, toTaken);
  const rim = walls.flatMap((rect) => [rect.x - room, rect.x + rect.width + room]);
  const brim = walls.flatMap((rect) => [rect.y - room, rect.y + rect.height + room]);
  const xs = sorted([...rim, ...[...starts, ...goals].map(({ outside }) => outside.x)]);
  const ys = sorted([...brim, ...[...starts, ...goals].map(({ outside }) => outside.y)]);
  const isClear = (a: Point, b: Point): boolean => walls.every((rect) => !passes(a, b, rect, 4));
  const goalAt = new Map(
    goals.map((goal) => [`${xs.indexOf(goal.outside.x)} ${ys.indexOf(goal.outside.y)}`, goal]),
  );
  const guess = (column: number, row: number): number =>
    Math.min(
      ...goals.map(({ outside }) => Math.abs(outside.x - xs[column]!) + Math.abs(outside.y - ys[row]!)),
    );
  const open: Step[] = [];
  for (const { side, at, outside } of starts) {
    if (!walls.every((rect) => rect === from || !passes(at, outside, rect, 4))) continue;
    const [column, row] = [xs.indexOf(outside.x), ys.indexOf(outside.y)];
    push(open, {
      column,
      row,
      heading: heading[side],
      cost: 0,
      guess: guess(column, row),
      before: null,
      start: at,
    });
  }
  const best = new Map<number, number>();
  for (let steps = 0; open.length > 0 && steps < mostSteps; steps++) {
    const step = pop(open);
    const goal = goalAt.get(`${step.column} ${step.row}`);
    if (goal !== undefined && heading[goal.side] !== step.heading) return wayOf(step, goal.at, xs, ys);
    const here = { x: xs[step.column]!, y: ys[step.row]! };
    for (let turn = 0; turn < 4; turn++) {
      if (turn === (step.heading + 2) % 4) continue;
      const [dx, dy] = moves[turn]!;
      const [column, row] = [step.column + dx, step.row + dy];
      if (column < 0 || row < 0 || column >= xs.length || row >= ys.length) continue;
      const there = { x: xs[column]!, y: ys[row]! };
      const cost =
        step.cost +
        Math.abs(there.x - here.x) +
        Math.abs(there.y - here.y) +
        (turn === step.heading ? 0 : bend);
      const key = (column * ys.length + row) * 4 + turn;
      if ((best.get(key) ?? Infinity) <= cost || !isClear(here, there)) continue;
      best.set(key, cost);
      push(open, {
        column,
        row,
        heading: turn,
        cost,
        guess: cost + guess(column, row),
        before: step,
        start: step.start,
      });
    }
  }
  return null;
}

function wayOf(last: Step, end: Point, xs: readonly number[], ys: readonly number[]): Point[] {
  const points: Point[] = [end];
  for (let step: Step | null = last; step !== null; step = step.before)
    points.push({ x: xs[step.column]!, y: ys[step.row]! });
  points.push(last.start);
  points.reverse();
  return points.filter((point, place) => {
    const [before, after] = [points[place - 1], points[place + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

const sorted = (all: number[]): number[] => [...new Set(all)].toSorted((a, b) => a - b);

// A binary heap by the guess of the whole way.
function push(heap: Step[], step: Step): void {
  let at = heap.push(step) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.guess <= step.guess) break;
    [heap[at], at] = [heap[parent]!, parent];
  }
  heap[at] = step;
}
function pop(heap: Step[]): Step {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.guess < heap[child]!.guess) child++;
    if (heap[child]!.guess >= last.guess) break;
    [heap[at], at] = [heap[child]!, child];
  }
  heap[at] = last;
  return first;
}
