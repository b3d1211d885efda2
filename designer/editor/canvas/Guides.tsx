import { ViewportPortal } from "@xyflow/react";
import type { Guided } from "./geometry/guides.ts";

/** With what a dragged card is in line just now, and which spaces are alike. */
export function Guides({ guided }: { guided: Guided | null }) {
  if (guided === null || (guided.guides.length === 0 && guided.spaces.length === 0)) return null;
  return (
    <ViewportPortal>
      <svg className="canvas-sketch canvas-guides" aria-hidden>
        {guided.guides.map(({ from, to }) => (
          <path key={`${from.x} ${from.y}`} d={`M${from.x} ${from.y}L${to.x} ${to.y}`} />
        ))}
        {guided.spaces.map(({ from, to }) => {
          const [dx, dy] = from.y === to.y ? [0, 4] : [4, 0];
          const bar = ({ x, y }: { x: number; y: number }): string =>
            `M${x - dx} ${y - dy}L${x + dx} ${y + dy}`;
          return (
            <path
              key={`space ${from.x} ${from.y}`}
              className="space"
              d={`${bar(from)}M${from.x} ${from.y}L${to.x} ${to.y}${bar(to)}`}
            />
          );
        })}
      </svg>
    </ViewportPortal>
  );
}
