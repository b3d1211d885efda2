import type { Rect } from "../../../chart/arrange.ts";
import type { Boxes } from "./boxes.ts";
import { around } from "./rects.ts";
import type { Routes } from "./routes.ts";

/** All that a diagram takes up: its cards, its lines and what is written on them. Null where there is nothing. */
export function extentOf({ boxes, routes }: { boxes: Boxes; routes: Routes }): Rect | null {
  return around([
    ...Object.values(boxes),
    ...Object.values(routes).flatMap(({ points, label }) => [
      ...points.map((point) => ({ ...point, width: 0, height: 0 })),
      ...(label === undefined ? [] : [label]),
    ]),
  ]);
}
