import { commonOrder } from "../diff/values.ts";

/** A line of one text beside a line of another; one of them is absent where something was added or removed. */
export interface LinePair {
  before?: { number: number; text: string };
  after?: { number: number; text: string };
  same: boolean;
}

/**
 * Two texts line by line, side by side. Lines that are in both alone of their kind hold the texts together, so that long
 * texts are compared in little time; what lies between two of them is compared closely.
 */
export function sideBySide(before: string, after: string): LinePair[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const pairs: LinePair[] = [];
  let [i, j] = [0, 0];
  const upTo = (toI: number, toJ: number): void => {
    while (i < toI || j < toJ)
      pairs.push({
        ...(i < toI ? { before: { number: i + 1, text: a[i++]! } } : {}),
        ...(j < toJ ? { after: { number: j + 1, text: b[j++]! } } : {}),
        same: false,
      });
  };
  for (const [x, y] of kept(a, b)) {
    upTo(x, y);
    pairs.push({ before: { number: ++i, text: a[x]! }, after: { number: ++j, text: b[y]! }, same: true });
  }
  upTo(a.length, b.length);
  return pairs;
}

/** Lines that stay, as pairs of places in order. */
function kept(a: readonly string[], b: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...anchors(a, b), [a.length, b.length] as const]) {
    for (const [u, v] of commonOrder(a.slice(i, x), b.slice(j, y))) found.push([i + u, j + v]);
    if (x < a.length) found.push([x, y]);
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

/** Lines that each text has once, as many as stand in the same order in both. */
function anchors(a: readonly string[], b: readonly string[]): [number, number][] {
  const once = (lines: readonly string[]): Map<string, number> => {
    const places = new Map<string, number>();
    for (const [place, line] of lines.entries()) places.set(line, places.has(line) ? -1 : place);
    return places;
  };
  const [inA, inB] = [once(a), once(b)];
  const pairs = [...inA].flatMap(([line, x]): [number, number][] => {
    const y = inB.get(line);
    return x < 0 || y === undefined || y < 0 ? [] : [[x, y]];
  });
  return rising(pairs);
}

/** The longest part of pairs, which rise in their first member, that rises in the second as well. */
function rising(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [n, [, y]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < y) low = middle + 1;
      else high = middle;
    }
    previous[n] = low === 0 ? -1 : ends[low - 1]!;
    ends[low] = n;
  }
  const found: [number, number][] = [];
  for (let n = ends.at(-1) ?? -1; n >= 0; n = previous[n]!) found.push(pairs[n]!);
  return found.toReversed();
}
