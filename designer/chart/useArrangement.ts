import { useEffect, useState } from "react";
import type { Arrangement, Direction } from "./arrange.ts";
import { arrangeInWorker } from "./elk.ts";
import type { Picture } from "./parts.ts";

export interface Arranged {
  picture: Picture;
  arrangement: Arrangement;
  direction: Direction;
}

/**
 * The arrangement of a picture, in the direction that shows it larger in the room there is, or in the one asked for.
 * While a new one is being made the last one stays, so that nothing flickers when data arrives.
 */
export function useArrangement(
  draw: (direction: Direction) => Picture,
  room: { width: number; height: number } | null,
  wanted: Direction | "auto",
): { arranged: Arranged | null; fault: boolean } {
  const [arranged, setArranged] = useState<Arranged | null>(null);
  const [fault, setFault] = useState(false);
  const shape =
    room === null
      ? null
      : wanted !== "auto"
        ? wanted
        : room.width < room.height * 1.8
          ? "down"
          : room.width > room.height * 4
            ? "right"
            : "either";
  const ratio = room === null ? 1 : room.width / room.height;
  useEffect(() => {
    if (shape === null) return;
    let current = true;
    const directions: Direction[] = shape === "either" ? ["right", "down"] : [shape];
    Promise.all(
      directions.map(async (direction) => {
        const picture = draw(direction);
        return {
          picture,
          direction,
          arrangement: await arrangeInWorker(picture.cards, picture.lines, direction),
        };
      }),
    )
      .then((made) => {
        if (!current) return;
        const scale = ({ arrangement }: Arranged): number =>
          Math.min(ratio / arrangement.width, 1 / arrangement.height);
        setArranged(made.toSorted((a, b) => scale(b) - scale(a))[0] ?? null);
        setFault(false);
      })
      .catch((reason: unknown) => {
        console.error(reason);
        if (current) setFault(true);
      });
    return () => {
      current = false;
    };
    // The room's exact size only decides between two directions: a new one is not made for every pixel.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draw, shape]);
  return { arranged, fault };
}
