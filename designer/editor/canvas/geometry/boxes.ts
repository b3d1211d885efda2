import type { Point, Rect } from "../../../chart/arrange.ts";
import { anytime, type Card, type Line } from "../../../chart/parts.ts";
import type { Layout, Placed } from "../../document/types.ts";
import { overlaps } from "./rects.ts";

/** Places on the canvas, by the id of the card. */
export type Boxes = Readonly<Record<string, Rect>>;

/** Under which name a card's place is kept in the layout. */
export const placeName = (card: string): string => (card === anytime ? "" : card);

/** Whether a person has placed anything: from then on everything stands where the layout says, and what is new is put beside it. */
export function isPlaced({ states }: Layout): boolean {
  return Object.values(states).some(({ x }) => x !== undefined);
}

/** An arrangement as places relative to what each card stands in: what the first move by hand keeps of the automatic layout. */
export function placesOf(boxes: Boxes, cards: readonly Card[]): Record<string, Placed> {
  const places: Record<string, Placed> = {};
  for (const card of cards) {
    const box = boxes[card.id];
    if (box === undefined || card.shape === "initial") continue;
    const outer = card.parent === null ? undefined : boxes[card.parent];
    places[placeName(card.id)] = {
      x: Math.round(box.x - (outer?.x ?? 0)),
      y: Math.round(box.y - (outer?.y ?? 0)),
      ...(card.kind === "leaf" ? {} : { width: Math.round(box.width), height: Math.round(box.height) }),
    };
  }
  return places;
}

/** What a container keeps free around what it holds. */
export const padding = 16;
const gap = 56;
const dotSize = 12;
const dotGap = 26;

/**
 * Where every card stands, for places that are relative to what it stands in. Containers are as large as they were made, and at
 * least as what they hold; the regions of a parallel state share its inside; an initial dot stands beside the card it leads to; a card without a
 * place is put behind one that leads to it.
 */
export function boxesOf(
  cards: readonly Card[],
  lines: readonly Line[],
  places: Readonly<Record<string, Placed>>,
): Record<string, Rect> {
  const inside = new Map<string | null, Card[]>();
  for (const card of cards) inside.set(card.parent, [...(inside.get(card.parent) ?? []), card]);
  const local: Record<string, Rect> = {};
  const size = (card: Card): void => {
    const place = places[placeName(card.id)];
    const held = hold(card, place);
    local[card.id] = { x: place?.x ?? NaN, y: place?.y ?? NaN, ...held };
  };
  const hold = (card: Card, place: Placed | undefined): { width: number; height: number } => {
    if (card.kind === "leaf") return { width: card.width, height: card.height };
    const children = inside.get(card.id) ?? [];
    children.forEach(size);
    settle(children, lines, local, card.head);
    const regions = children.filter(({ kind }) => kind === "region").map(({ id }) => local[id]!);
    const least = {
      width: Math.max(card.width, place?.width ?? 0),
      height: Math.max(card.height, place?.height ?? 0),
    };
    const rest = children.filter(({ kind }) => kind !== "region").map(({ id }) => local[id]!);
    const grown = {
      width: Math.max(least.width, ...rest.map((box) => box.x + box.width + padding)),
      height: Math.max(least.height, ...rest.map((box) => box.y + box.height + padding)),
    };
    return regions.length === 0 ? grown : share(regions, Math.max(0, card.head - 8), grown);
  };
  const top = inside.get(null) ?? [];
  top.forEach(size);
  settle(top, lines, local, 0);
  const regions = top.filter(({ kind }) => kind === "region").map(({ id }) => local[id]!);
  if (regions.length > 0) share(regions, 0, { width: 0, height: 0 });

  const boxes: Record<string, Rect> = {};
  const put = (card: Card, origin: Point): void => {
    const box = local[card.id]!;
    boxes[card.id] = { ...box, x: origin.x + box.x, y: origin.y + box.y };
    for (const child of inside.get(card.id) ?? []) put(child, boxes[card.id]!);
  };
  for (const card of top) put(card, { x: 0, y: 0 });
  return boxes;
}

/** Gives those a place that have none: cards behind what leads to them, dots beside what they lead to. */
function settle(
  children: readonly Card[],
  lines: readonly Line[],
  local: Record<string, Rect>,
  head: number,
): void {
  const ids = new Set(children.map(({ id }) => id));
  const isPut = (id: string): boolean => !Number.isNaN(local[id]!.x);
  const put = (): Rect[] => children.filter(({ id }) => isPut(id)).map(({ id }) => local[id]!);
  let before: string | undefined;
  for (const { id, shape } of children) {
    if (shape === "initial") continue;
    if (!isPut(id)) {
      const lead = lines.find(({ from, to }) => to === id && ids.has(from) && isPut(from))?.from ?? before;
      const box = local[id]!;
      const start = lead === undefined ? undefined : local[lead];
      box.x = start === undefined ? padding + dotSize + dotGap : start.x + start.width + gap;
      box.y = start === undefined ? head + padding : start.y;
      const others = put().filter((other) => other !== box);
      for (let tries = 0; tries < 200; tries++) {
        const hit = others.find((other) => overlaps(box, other, 12));
        if (hit === undefined) break;
        box.y = hit.y + hit.height + 28;
      }
    }
    before = id;
  }
  for (const { id, shape } of children) {
    if (shape !== "initial") continue;
    const first = lines.find(({ from }) => from === id)?.to;
    const box = first === undefined ? undefined : local[first];
    local[id] =
      box === undefined
        ? { x: padding, y: head + padding, width: dotSize, height: dotSize }
        : dotBeside(box, put(), head);
  }
}

function dotBeside(first: Rect, others: readonly Rect[], head: number): Rect {
  const level = first.y + Math.min(first.height / 2, 28) - dotSize / 2;
  const upright = first.x + Math.min(first.width / 2, 52) - dotSize / 2;
  const candidates = [
    { x: first.x - dotGap - dotSize, y: level },
    { x: upright, y: first.y - dotGap - dotSize },
    { x: upright, y: first.y + first.height + dotGap },
    { x: first.x + first.width + dotGap, y: level },
  ].map((point) => ({ ...point, width: dotSize, height: dotSize }));
  const isFree = (dot: Rect): boolean =>
    (head === 0 || (dot.x >= 4 && dot.y >= head - 4)) && others.every((other) => !overlaps(dot, other, 4));
  return (
    candidates.find(isFree) ?? {
      ...candidates[0]!,
      x: Math.max(head === 0 ? -Infinity : 2, first.x - dotSize - 6),
    }
  );
}

/** Lets regions fill the inside of their parallel state, one below the other or side by side as they were placed. */
function share(
  regions: readonly Rect[],
  top: number,
  whole: { width: number; height: number },
): { width: number; height: number } {
  for (const region of regions) {
    region.x = Number.isNaN(region.x) ? 0 : region.x;
    region.y = Number.isNaN(region.y) ? top : region.y;
  }
  const [one, two] = regions;
  const sideways =
    two !== undefined && Math.abs(two.x - one!.x) > Math.abs(two.y - one!.y) && two.x !== one!.x;
  const [start, length, across, breadth] = sideways
    ? (["x", "width", "y", "height"] as const)
    : (["y", "height", "x", "width"] as const);
  const ordered = regions.toSorted((a, b) => a[start] - b[start]);
  const broad = Math.max(whole[breadth] - (sideways ? top : 0), ...regions.map((region) => region[breadth]));
  let at = sideways ? 0 : top;
  ordered.forEach((region, place) => {
    region[start] = at;
    region[across] = sideways ? top : 0;
    region[breadth] = broad;
    if (place === ordered.length - 1) region[length] = Math.max(region[length], whole[length] - at);
    at += region[length];
  });
  return sideways ? { width: at, height: top + broad } : { width: broad, height: at };
}

/** Whether an arrangement is that of exactly these cards, in their sizes, and these lines. */
export function shapeOf(cards: readonly Card[], lines: readonly Line[]): string {
  const ofCards = cards.map(
    ({ id, parent, kind, width, height }) => `${id}^${parent ?? ""}:${kind}${width}x${height}`,
  );
  const ofLines = lines.map(
    ({ id, from, to, usual, label }) =>
      `${id}=${from}>${to}${usual ? "!" : ""}${label === undefined ? "" : `${label.width}x${label.height}`}`,
  );
  return `${ofCards.join("\n")}\n\n${ofLines.join("\n")}`;
}
