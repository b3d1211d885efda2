import type { Elector } from "../types.ts";
import type { Constraint, Option } from "./count.ts";

/** The votes that are still possible. */
export interface Future {
  /** Who may still cast, in the order in which they are asked. */
  electors: readonly Elector[];
  choices: readonly string[];
  /** Silence will be counted as a choice, so that staying silent adds nothing to what may come. */
  deemed: boolean;
  /** One after the other: when one is silent, those behind are not asked. */
  sequential: boolean;
}

/**
 * Whether constraints hold whatever votes follow. Exact: each is linear, so all those who may still cast take its worst choice,
 * or, where nothing can make it worse, all are silent.
 */
export function always(constraints: readonly Constraint[], future: Future): boolean {
  return constraints.every((constraint) => {
    const worst = future.choices.map((choice) => constraint.gain(choice)).reduce((a, b) => (a < b ? a : b));
    const voted = future.electors.reduce(
      (slack, elector) => slack + worst * size(elector, constraint),
      constraint.slack,
    );
    return voted >= 0n && (future.deemed || constraint.slack >= 0n);
  });
}

/**
 * Whether some votes that may follow make all the constraints hold. Exact, except that it says yes where the search would be
 * longer than {@link searchLimit}: a ballot is then decided later, never wrongly.
 *
 * It goes through the electors and keeps the slacks that can be reached, without those that others beat in every constraint:
 * what follows adds the same to both, so the beaten one cannot succeed where the other fails. With one choice to be voted for,
 * a vote for it beats all others and one candidate is left.
 */
export function possible(constraints: readonly Constraint[], future: Future): boolean {
  const silence: Option[] = future.deemed || future.sequential ? [] : [null];
  const options = unbeaten(
    [...future.choices, ...silence].map((option) => constraints.map((constraint) => constraint.gain(option))),
  );
  let reached = [constraints.map(({ slack }) => slack)];
  const mayStop = future.sequential && !future.deemed;
  let effort = 0;
  for (const elector of future.electors) {
    if (mayStop && reached.some(enough)) return true;
    const sizes = constraints.map((constraint) => size(elector, constraint));
    effort += (reached.length * options.length) ** 2;
    if (effort > searchLimit) return true;
    reached = unbeaten(
      reached.flatMap((slacks) =>
        options.map((gains) => slacks.map((slack, index) => slack + gains[index]! * sizes[index]!)),
      ),
    );
  }
  return reached.some(enough);
}

/** Comparisons of two candidates. */
const searchLimit = 1_000_000;

function size(elector: Elector, { by }: Constraint): bigint {
  return by === "weight" ? BigInt(elector.weight) : 1n;
}

function enough(slacks: bigint[]): boolean {
  return slacks.every((slack) => slack >= 0n);
}

/** Those that no other is at least as good as in every place; of equal ones the first. */
function unbeaten(candidates: bigint[][]): bigint[][] {
  if (candidates.length === 1) return candidates;
  return candidates.filter(
    (candidate, at) =>
      !candidates.some(
        (other, index) =>
          index !== at &&
          other.every((value, place) => value >= candidate[place]!) &&
          (index < at || other.some((value, place) => value > candidate[place]!)),
      ),
  );
}
