import type { Point } from "../arrange.ts";

/**
 * What a level of a sketch is made of. Everything here runs to the right, whichever way the diagram runs: `x` grows along the way,
 * `y` across it.
 */

/** Something of the level that has a size of its own: a card, or a container with what is in it. */
export interface Stand {
  id: string;
  /** Place in the order of declaration. */
  index: number;
  width: number;
  height: number;
  /** Off the usual way. */
  aside: boolean;
  /** Stands in the first column with its likes. */
  first: boolean;
  /** Where lines may meet it, where that is decided already: on containers, by what is inside. By the id of the port. */
  ports: ReadonlyMap<string, Point>;
}

/** Where a line ends: at something of the level, or at the border around the level. */
export interface End {
  /** Id of the stand; null for the border. */
  stand: string | null;
  port: string;
  /** On top it has to be led around; at the side it runs on. */
  side: "out" | "in" | "top";
}

export interface Wire {
  id: string;
  from: End;
  to: End;
  usual: boolean;
  label: { width: number; height: number } | null;
}

/** The places of a level, from the upper left corner of its border. */
export interface Laid {
  width: number;
  height: number;
  stands: Map<string, Point>;
  wires: Map<string, { points: Point[]; label?: Point }>;
  /** Where lines meet the border, by the id of the port. */
  ports: Map<string, Point>;
}

export interface Padding {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What stands in a column: one of the level, the label of a line, or the line itself on its way. */
export interface Item {
  kind: "stand" | "label" | "lane";
  column: number;
  width: number;
  height: number;
  /** Room on top of it that its own lines need. */
  above: number;
  /** Returns above, the usual way in the middle, all else below. */
  band: -1 | 0 | 1;
  index: number;
  /** Place among those of its column. */
  order: number;
  y: number;
  before: Joint[];
  after: Joint[];
}

/** A stretch of a line between two neighbouring columns. */
export interface Joint {
  low: Item;
  high: Item;
  /** How far below the upper edges of both the line runs. */
  lowAt: number;
  highAt: number;
  usual: boolean;
}

export const gapOf = (above: Item, below: Item): number => {
  if (above.kind === "stand" && below.kind === "stand") return 28;
  if (above.kind === "lane" && below.kind === "lane") return 12;
  return above.kind === "stand" || below.kind === "stand" ? 14 : 8;
};
