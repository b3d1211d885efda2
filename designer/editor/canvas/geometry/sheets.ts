import type { Rect } from "../../../chart/arrange.ts";

/** How a diagram is laid on sheets of A4. */
export interface Sheets {
  /** Upright, not across. */
  upright: boolean;
  /** Pixels of paper for a pixel of the diagram. */
  scale: number;
  columns: number;
  rows: number;
  /** Row by row, the part of the diagram that each one shows. */
  views: Rect[];
}

/** Pixels of paper, of which an inch has 96: A4 without its margins, and what is written above and below. */
const across = { upright: false, width: 1031, height: 600 };
const upright = { upright: true, width: 702, height: 920 };

/** Smaller than this, what is written on lines cannot be read on paper. */
const readable = 0.6;
/** So much of the diagram, in its pixels, is on both of two neighbouring sheets: a card that is cut on one is whole on the other. */
export const overlap = { x: 120, y: 72 };

/** One sheet where the diagram can be read on one, else as few as it takes, side by side and below one another. */
export function sheetsOf(whole: Rect): Sheets {
  const [best] = [across, upright]
    .map((paper) => tiles(whole, paper))
    .toSorted((a, b) => a.views.length - b.views.length || b.scale - a.scale);
  return best!;
}

function tiles(whole: Rect, paper: typeof across): Sheets {
  const count = (size: number, room: number, shared: number): number =>
    size <= room ? 1 : 1 + Math.ceil((size - room) / (room - shared));
  const columns = count(whole.width, paper.width / readable, overlap.x);
  const rows = count(whole.height, paper.height / readable, overlap.y);
  const width = (whole.width + (columns - 1) * overlap.x) / columns;
  const height = (whole.height + (rows - 1) * overlap.y) / rows;
  const views = Array.from({ length: rows * columns }, (_, place) => ({
    x: whole.x + (place % columns) * (width - overlap.x),
    y: whole.y + Math.floor(place / columns) * (height - overlap.y),
    width,
    height,
  }));
  const scale = Math.min(1, paper.width / width, paper.height / height);
  return { upright: paper.upright, scale, columns, rows, views };
}
