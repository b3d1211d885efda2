import { useLayoutEffect, useState, type RefObject } from "react";
import type { Direction } from "../../chart/arrange.ts";

export interface Room {
  width: number;
  height: number;
}

/** How much room the canvas has, and which way a diagram runs in it: decided once, it does not turn when a panel opens. */
export function useRoom(frame: RefObject<HTMLElement | null>): { room: Room | null; natural: Direction } {
  const [room, setRoom] = useState<Room | null>(null);
  const [natural, setNatural] = useState<Direction>("right");
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    let isFirst = true;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setRoom({ width, height });
      if (isFirst) setNatural(width < height * 1.8 ? "down" : "right");
      isFirst = false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return { room, natural };
}
