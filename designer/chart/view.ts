import type { Direction, Rect } from "./arrange.ts";
import type { Arranged } from "./useArrangement.ts";

/** Below this the text of a card can no longer be read without effort. */
export const readable = 0.72;

/** What surrounds the active cards that hold no others: all of them, or as many beside the first as the room shows. */
export function focusRect(
  { arrangement, picture }: Arranged,
  active: string[],
  most: { width: number; height: number } = { width: Infinity, height: Infinity },
): Rect | null {
  const leaves = picture.cards
    .filter((card) => card.kind === "leaf" && active.includes(card.id))
    .map((card) => arrangement.boxes[card.id]!);
  let whole: Rect | null = null;
  for (const box of leaves) {
    const joined: Rect = whole === null ? box : around(whole, box);
    if (whole === null || (joined.width <= most.width && joined.height <= most.height)) whole = joined;
  }
  return whole;
}

function around(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The whole chart where it can be read; otherwise a readable part: around where the case is, or where reading begins. */
export function firstView(
  whole: { width: number; height: number },
  room: { width: number; height: number },
  direction: Direction,
  focus: Rect | null,
): { x: number; y: number; zoom: number } {
  const margin = 20;
  const fit = Math.min((room.width - 2 * margin) / whole.width, (room.height - 2 * margin) / whole.height, 1);
  // Where it cannot be seen whole, it fills the room across the way it runs, as far as that is comfortable.
  const across =
    direction === "down"
      ? (room.width - 2 * margin) / whole.width
      : (room.height - 2 * margin) / whole.height;
  const zoom = fit >= readable ? fit : Math.max(fit, Math.min(0.9, Math.max(across, readable)));
  const place = (size: number, room: number, start: number | null, length: number): number => {
    const drawn = size * zoom;
    if (drawn <= room - 2 * margin) return (room - drawn) / 2;
    const wanted = start === null ? margin : room / 2 - (start + length / 2) * zoom;
    return Math.min(margin, Math.max(room - drawn - margin, wanted));
  };
  return {
    zoom,
    x: place(whole.width, room.width, focus?.x ?? null, focus?.width ?? 0),
    y: place(whole.height, room.height, focus?.y ?? null, focus?.height ?? 0),
  };
}
