import type { Point } from "../../chart/arrange.ts";
import { guided, type Guided } from "./geometry/guides.ts";
import { around, overlaps } from "./geometry/rects.ts";
import { onGrid } from "./operations.ts";
import type { Scene } from "./scene.ts";

/** Farther away nothing is looked at that something could be in line with. */
const farthest = 640;

/**
 * Where dragged cards stand: in line with what is near them, else on the grid; where the hand is `free`, just there. Places are
 * relative to what the cards stand in, as React Flow gives them.
 */
export function snapped(
  { picture, boxes }: Scene,
  positions: ReadonlyMap<string, Point>,
  free: boolean,
): { positions: ReadonlyMap<string, Point>; guided: Guided | null } {
  const whole = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });
  const [first] = positions;
  if (free || first === undefined)
    return { positions: new Map([...positions].map(([id, at]) => [id, whole(at)])), guided: null };
  const parents = new Map(picture.cards.map(({ id, parent }) => [id, parent]));
  const parent = parents.get(first[0]) ?? null;
  const origin = parent === null ? { x: 0, y: 0 } : boxes[parent]!;
  const box = around(
    [...positions].map(([id, at]) => ({ ...boxes[id]!, x: origin.x + at.x, y: origin.y + at.y })),
  )!;
  const isTogether = [...positions.keys()].every((id) => (parents.get(id) ?? null) === parent);
  const others = picture.cards
    .filter((card) => card.parent === parent && card.shape !== "initial" && !positions.has(card.id))
    .map(({ id }) => boxes[id]!)
    .filter((other) => overlaps(box, other, farthest));
  const found = isTogether ? guided(box, others) : null;
  const [, at] = first;
  const shift = {
    x: found?.shift.x ?? onGrid(at.x) - at.x,
    y: found?.shift.y ?? onGrid(at.y) - at.y,
  };
  return {
    positions: new Map([...positions].map(([id, { x, y }]) => [id, { x: x + shift.x, y: y + shift.y }])),
    guided: found,
  };
}
