import type { Point, Rect } from "../../../chart/arrange.ts";

interface Stretch {
  at: number;
  from: number;
  to: number;
}
const width = 8;

/** Where lines run already, so that another one does not run on top of them. */
export class Tracks {
  readonly #level = new Map<number, Stretch[]>();
  readonly #upright = new Map<number, Stretch[]>();

  add(points: readonly Point[]): void {
    for (const [isLevel, stretch] of stretches(points)) {
      const tracks = isLevel ? this.#level : this.#upright;
      const key = Math.round(stretch.at / width);
      const there = tracks.get(key);
      if (there === undefined) tracks.set(key, [stretch]);
      else there.push(stretch);
    }
  }

  /** How many lines run through a rectangle. */
  through({ x, y, width: across, height }: Rect): number {
    let count = 0;
    const look = (
      tracks: Map<number, Stretch[]>,
      from: number,
      to: number,
      low: number,
      high: number,
    ): void => {
      for (let key = Math.round(from / width); key <= Math.round(to / width); key++)
        for (const stretch of tracks.get(key) ?? [])
          if (stretch.at > from && stretch.at < to && stretch.from < high && stretch.to > low) count++;
    };
    look(this.#upright, x, x + across, y, y + height);
    look(this.#level, y, y + height, x, x + across);
    return count;
  }

  /** For how many pixels a line would run on top of others, or too near to be told apart. */
  shared(points: readonly Point[]): number {
    let sum = 0;
    for (const [isLevel, { at, from, to }] of stretches(points)) {
      const tracks = isLevel ? this.#level : this.#upright;
      const key = Math.round(at / width);
      for (const near of [key - 1, key, key + 1])
        for (const other of tracks.get(near) ?? [])
          if (Math.abs(other.at - at) < 7)
            sum += Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }
    return sum;
  }
}

function* stretches(points: readonly Point[]): Generator<[boolean, Stretch]> {
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b] = [points[i]!, points[i + 1]!];
    const isLevel = Math.abs(a.y - b.y) < 0.5;
    yield isLevel
      ? [true, { at: a.y, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) }]
      : [false, { at: a.x, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) }];
  }
}
