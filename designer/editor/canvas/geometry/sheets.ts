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
const tiled = 0.75;
/** Where it would be more sheets than this, they show more each. */
const mostSheets = 12;
/** So much of the diagram, in its pixels, is on both of two neighbouring sheets. */
export const overlap = 32;

/** One sheet where the diagram can be read on one, else as many as it takes, side by side and below one another. */
export function sheetsOf(whole: Rect): Sheets {
  const fits = [across, upright].map((paper) => ({
    paper,
    scale: Math.min(1, paper.width / whole.width, paper.height / whole.height),
  }));
  const one = fits.find(({ scale }) => scale === 1) ?? fits.toSorted((a, b) => b.scale - a.scale)[0]!;
  if (one.scale >= readable)
    return { upright: one.paper.upright, scale: one.scale, columns: 1, rows: 1, views: [whole] };
  const [fine, coarse] = [tiled, readable].map(
    (scale) =>
      [across, upright]
        .map((paper) => tiles(whole, paper, scale))
        .toSorted((a, b) => a.views.length - b.views.length)[0]!,
  ) as [Sheets, Sheets];
  return fine.views.length <= mostSheets ? fine : coarse;
}

function tiles(whole: Rect, paper: typeof across, scale: number): Sheets {
  const [width, height] = [paper.width / scale, paper.height / scale];
  const count = (size: number, room: number): number =>
    size <= room ? 1 : 1 + Math.ceil((size - room) / (room - overlap));
  const [columns, rows] = [count(whole.width, width), count(whole.height, height)];
  const views = Array.from({ length: rows * columns }, (_, place) => ({
    x: whole.x + (place % columns) * (width - overlap),
    y: whole.y + Math.floor(place / columns) * (height - overlap),
    width: columns === 1 ? whole.width : width,
    height: rows === 1 ? whole.height : height,
  }));
  return { upright: paper.upright, scale, columns, rows, views };
}
