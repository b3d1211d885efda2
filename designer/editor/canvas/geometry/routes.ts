import type { Point, Rect } from "../../../chart/arrange.ts";
import type { Card, Line } from "../../../chart/parts.ts";
import type { Boxes } from "./boxes.ts";
import { overlaps, passes, samePlace } from "./rects.ts";
import { routed } from "./route.ts";
import { Tracks } from "./tracks.ts";

/** More lines than this at once are not searched for, only drawn in plain shapes: the page has to answer. */
const mostSearched = 150;

/** The way of a line, and where its label sits. */
export interface Route {
  points: Point[];
  label?: Rect;
}
export type Routes = Readonly<Record<string, Route>>;

/**
 * The ways of all lines. Those of before (of the automatic layout, or ours) are kept, as the same objects, wherever both ends are where they
 * were and nothing has moved into them; where both ends moved alike they move along; only the others are made anew. `only` leaves
 * everything but those lines as it is, which is enough while something is dragged.
 */
export function routesOf(
  cards: readonly Card[],
  lines: readonly Line[],
  boxes: Boxes,
  before: { boxes: Boxes; routes: Routes } | null,
  only?: ReadonlySet<string>,
): Routes {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const moved = cards.filter(({ id }) => {
    const old = before?.boxes[id];
    return old === undefined || !samePlace(old, boxes[id]!);
  });
  const isMoved = new Set(moved.map(({ id }) => id));
  const inTheWay = moved
    .filter(({ kind, shape }) => kind === "leaf" && shape !== "initial")
    .map(({ id }) => boxes[id]!);
  const routes: Record<string, Route> = {};
  const stale: Line[] = [];
  const tracks = new Tracks();
  const ends = new Map<string, Point[]>();
  const use = (line: Line, { points }: Route): void => {
    tracks.add(points);
    for (const [card, point] of [
      [line.from, points[0]],
      [line.to, points.at(-1)],
    ] as const) {
      if (point === undefined) continue;
      const there = ends.get(card);
      if (there === undefined) ends.set(card, [point]);
      else there.push(point);
    }
  };
  for (const line of lines) {
    const old = before?.routes[line.id];
    const kept =
      old === undefined ? undefined : keptRoute(line, old, boxes, before!.boxes, isMoved, inTheWay);
    if (kept === undefined && (only === undefined || only.has(line.id) || old === undefined))
      stale.push(line);
    else {
      routes[line.id] = kept ?? old!;
      use(line, routes[line.id]!);
    }
  }
  if (stale.length === 0) return routes;
  const within = (id: string, holder: string): boolean => {
    for (let at: string | null = id; at !== null; at = byId.get(at)?.parent ?? null)
      if (at === holder) return true;
    return false;
  };
  const solid = cards.filter(({ shape, kind }) => shape !== "initial" && kind !== "region");
  const labels = Object.values(routes).flatMap(({ label }) => label ?? []);
  // Short ones first: they have the least choice.
  const reach = ({ from, to }: Line): number =>
    Math.abs(boxes[from]!.x - boxes[to]!.x) + Math.abs(boxes[from]!.y - boxes[to]!.y);
  for (const line of stale.toSorted((a, b) => reach(a) - reach(b))) {
    const obstacles = solid
      .filter(
        ({ id, kind }) =>
          id !== line.from &&
          id !== line.to &&
          (kind === "leaf"
            ? !within(id, line.from) && !within(id, line.to)
            : !within(line.from, id) &&
              !within(line.to, id) &&
              !within(id, line.from) &&
              !within(id, line.to)),
      )
      .map(({ id }) => boxes[id]!);
    const points = routed(boxes[line.from]!, boxes[line.to]!, {
      obstacles,
      taken: [ends.get(line.from) ?? [], ends.get(line.to) ?? []],
      tracks,
      quick: only !== undefined || stale.length > mostSearched,
    });
    const route: Route = { points };
    if (line.label !== undefined) {
      const leaves = [...obstacles, boxes[line.from]!, boxes[line.to]!];
      route.label = labelPlace(points, line.label, leaves, labels, tracks);
      labels.push(route.label);
    }
    routes[line.id] = route;
    use(line, route);
  }
  return routes;
}

function keptRoute(
  line: Line,
  old: Route,
  boxes: Boxes,
  before: Boxes,
  isMoved: ReadonlySet<string>,
  inTheWay: readonly Rect[],
): Route | undefined {
  const label = line.label;
  if (
    label === undefined
      ? old.label !== undefined
      : old.label?.width !== label.width || old.label.height !== label.height
  )
    return undefined;
  const isHit = (points: readonly Point[]): boolean =>
    inTheWay.some(
      (rect) =>
        rect !== boxes[line.from] &&
        rect !== boxes[line.to] &&
        points.some((point, place) => place > 0 && passes(points[place - 1]!, point, rect)),
    );
  if (!isMoved.has(line.from) && !isMoved.has(line.to)) return isHit(old.points) ? undefined : old;
  const [from, to] = [shift(before[line.from], boxes[line.from]!), shift(before[line.to], boxes[line.to]!)];
  if (from === null || to === null || Math.abs(from.x - to.x) > 1 || Math.abs(from.y - to.y) > 1)
    return undefined;
  const points = old.points.map((point) => ({ x: point.x + from.x, y: point.y + from.y }));
  if (isHit(points)) return undefined;
  return {
    points,
    ...(old.label === undefined
      ? {}
      : { label: { ...old.label, x: old.label.x + from.x, y: old.label.y + from.y } }),
  };
}

/** By how much a box has moved; null where it has another size, or was not there. */
function shift(old: Rect | undefined, now: Rect): Point | null {
  if (old === undefined || Math.abs(old.width - now.width) > 1 || Math.abs(old.height - now.height) > 1)
    return null;
  return { x: now.x - old.x, y: now.y - old.y };
}

/** Where on its line a label covers least: no card, no other label, no other line, and a stretch that is long enough for it. */
export function labelPlace(
  points: readonly Point[],
  size: { width: number; height: number },
  cards: readonly Rect[],
  labels: readonly Rect[],
  tracks: Tracks,
): Rect {
  let best: Rect = { x: 0, y: 0, ...size };
  let least = Infinity;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b] = [points[i]!, points[i + 1]!];
    const level = Math.abs(a.y - b.y) < 0.5;
    const room = (level ? Math.abs(a.x - b.x) - size.width : Math.abs(a.y - b.y) - size.height) - 16;
    for (const share of [0.5, 0.3, 0.7]) {
      const place: Rect = {
        x: a.x + (b.x - a.x) * share - size.width / 2,
        y: a.y + (b.y - a.y) * share - size.height / 2,
        ...size,
      };
      const cost =
        cards.reduce((sum, card) => sum + (overlaps(place, card) ? 200 : 0), 0) +
        labels.reduce((sum, other) => sum + (overlaps(place, other, 2) ? 120 : 0), 0) +
        tracks.through(place) * 60 +
        (room < 0 ? 20 - room / 4 : 0) +
        Math.abs(share - 0.5) * 20 +
        i;
      if (cost < least) [best, least] = [place, cost];
    }
  }
  return best;
}
