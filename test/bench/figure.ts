import process from "node:process";

/** One line of `npm run bench`. A figure is held to a bound, above or below. */
export interface Figure {
  figure: string;
  value: number;
  unit: string;
  atLeast?: number;
  atMost?: number;
  holds: boolean;
}

/** A figure with its bound, and whether it holds. */
export function figure(
  name: string,
  value: number,
  unit: string,
  bound: { atLeast?: number; atMost?: number },
): Figure {
  const { atLeast, atMost } = bound;
  const holds = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  return { figure: name, value, unit, ...bound, holds };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Work to be timed: does it `times` times over. What it gives back is kept, so that no compiler can leave the work out. */
export type Work = (times: number) => unknown;

/** Each measurement of a side takes about so many milliseconds. */
const measuredMillis = 10;
/** Each side runs so long before it is measured, until it is as well compiled as it gets. */
const warmUpMillis = 300;

/**
 * How many times less of the processor's time `ours` takes than `theirs`. Both are measured in turn, again and again, within
 * one run, so that what else the machine does falls on both; the answer is the median of the quotients. Where a side leaves
 * much to be collected, `millis` has to be long enough for it to collect that itself and not leave it to the other.
 */
export function ratio(ours: Work, theirs: Work, rounds = 41, millis = measuredMillis): number {
  const [ourTimes, theirTimes] = [timesFor(ours, millis), timesFor(theirs, millis)];
  const quotients: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = millisPerTime(ours, ourTimes);
    quotients.push(millisPerTime(theirs, theirTimes) / one);
  }
  return median(quotients);
}

/** Warms the work up and finds how often it has to be done to be measured. */
function timesFor(work: Work, measured: number): number {
  const start = performance.now();
  let times = 1;
  for (;;) {
    const millis = millisPerTime(work, times) * times;
    if (performance.now() - start > warmUpMillis) return Math.max(1, Math.round((times * measured) / millis));
    if (millis < measured) times *= 2;
  }
}

const kept: { last: unknown } = { last: undefined };

function millisPerTime(work: Work, times: number): number {
  const start = process.cpuUsage();
  kept.last = work(times);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / times;
}
