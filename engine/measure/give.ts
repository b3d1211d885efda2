import type { Json } from "../model/index.ts";
import { truthy, type Fraction } from "../rules/index.ts";
import { divided, exactly, nearest, plus, zero } from "./exact.ts";
import { MeasureFault, type Give } from "./types.ts";

/** What is gathered for one figure. */
export interface Tally {
  /** Takes what `of` gives for a case; whether the case stands behind the figure. */
  add(value: Json): boolean;
  figure(): Figure;
}
export interface Figure {
  value: Fraction | null;
  numerator: number | null;
  denominator: number;
}

/** A median keeps how often each value came: so many different ones at most. */
const mostValues = 100_000;

export const tallies: Record<Give, () => Tally> = {
  share() {
    let [part, whole] = [0, 0];
    return {
      add(value) {
        whole += 1;
        if (truthy(value)) part += 1;
        return true;
      },
      figure: () => ({
        value: whole === 0 ? null : divided(exactly(part), whole),
        numerator: part,
        denominator: whole,
      }),
    };
  },

  count() {
    let [part, whole] = [0, 0];
    return {
      add(value) {
        whole += 1;
        if (!truthy(value)) return false;
        part += 1;
        return true;
      },
      figure: () => ({ value: exactly(part), numerator: part, denominator: whole }),
    };
  },

  sum: () => adding((sum) => sum),
  mean: () => adding((sum, count) => (count === 0 ? null : divided(sum, count))),

  /** The middle value, or the mean of the two in the middle. */
  median: () =>
    ranking((at, count) => divided(plus(at(Math.floor((count + 1) / 2)), at(Math.floor(count / 2) + 1)), 2)),
  /** The smallest value that nine tenths of the values do not exceed. */
  p90: () => ranking((at, count) => at(Math.ceil((count * 9) / 10))),
};

/** Numbers are added as the decimals that they are written as; what is no number is left out. */
function adding(figure: (sum: Fraction, count: number) => Fraction | null): Tally {
  let [sum, count] = [zero, 0];
  return {
    add(value) {
      if (typeof value !== "number") return false;
      sum = plus(sum, exactly(value));
      count += 1;
      return true;
    },
    figure: () => ({ value: figure(sum, count), numerator: nearest(sum), denominator: count }),
  };
}

/** `at` gives the value of a rank, from 1. */
function ranking(figure: (at: (rank: number) => Fraction, count: number) => Fraction): Tally {
  const counts = new Map<number, number>();
  let count = 0;
  return {
    add(value) {
      if (typeof value !== "number") return false;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      if (counts.size > mostValues) throw new MeasureFault(mostValues);
      count += 1;
      return true;
    },
    figure() {
      if (count === 0) return { value: null, numerator: null, denominator: 0 };
      const values = [...counts].sort(([a], [b]) => a - b);
      const at = (rank: number): Fraction => {
        let before = 0;
        const [value] = values.find(([, times]) => (before += times) >= rank)!;
        return exactly(value);
      };
      return { value: figure(at, count), numerator: null, denominator: count };
    },
  };
}
