import type { Json } from "../../../engine/model/types.ts";
import { isRecord } from "./values.ts";

/** What a thing is made of: each leaf with the keys that lead to it. */
export type Marks = ReadonlySet<string>;

/** So many leaves of a thing are looked at. */
const mostMarks = 400;

export function marksOf(value: Json, without: readonly string[] = []): Marks {
  const found = new Set<string>();
  const walk = (one: Json, at: string): void => {
    if (found.size >= mostMarks) return;
    if (Array.isArray(one)) one.forEach((item) => walk(item, `${at}/-`));
    else if (isRecord(one))
      for (const [key, member] of Object.entries(one)) {
        if (at === "" && without.includes(key)) continue;
        found.add(`${at}/${key}`);
        walk(member, `${at}/${key}`);
      }
    else found.add(`${at} ${JSON.stringify(one)}`);
  };
  walk(value, "");
  return found;
}

/** How much two things have in common: 0 nothing, 1 everything. Two empty ones have nothing. */
export function likeness(a: Marks, b: Marks): number {
  let common = 0;
  for (const mark of a) if (b.has(mark)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

export interface Candidate<T> {
  id: T;
  marks: Marks;
  /** Counts as some likeness of its own where both have it. */
  key: string;
}

/** So many pairs are weighed; where there are more, only those of the same key. */
const mostPairs = 40_000;
const enough = 0.55;
const ofSameKey = 0.3;

/** Pairs what is gone with what is new where they are like each other, the likest first. */
export function matched<T>(gone: readonly Candidate<T>[], fresh: readonly Candidate<T>[]): [T, T][] {
  const weighAll = gone.length * fresh.length <= mostPairs;
  const weighed = gone.flatMap((a, i) =>
    fresh.flatMap((b, j) => {
      if (!weighAll && a.key !== b.key) return [];
      const weight = likeness(a.marks, b.marks) + (a.key === b.key ? ofSameKey : 0);
      return weight >= enough ? [{ i, j, weight }] : [];
    }),
  );
  weighed.sort((x, y) => y.weight - x.weight || x.i - y.i || x.j - y.j);
  const [usedGone, usedFresh] = [new Set<number>(), new Set<number>()];
  const pairs: [T, T][] = [];
  for (const { i, j } of weighed) {
    if (usedGone.has(i) || usedFresh.has(j)) continue;
    usedGone.add(i);
    usedFresh.add(j);
    pairs.push([gone[i]!.id, fresh[j]!.id]);
  }
  return pairs;
}
