import type { BallotDefinition } from "../../model/types.ts";
import type { BallotState, Elector, FrozenThreshold } from "../types.ts";
import { isPresent, standing } from "./seats.ts";

type Unit = FrozenThreshold["by"];
type Amount = Record<Unit, bigint>;

/** What an elector who has not cast may yet do: choose, or stay silent. */
export type Option = string | null;

/** The votes, and the bases that do not depend on them. */
export interface Count {
  votes: ReadonlyMap<string, Amount>;
  electors: Amount;
  /** Null where those who have cast are present. */
  present: Amount | null;
  neutral: ReadonlySet<string>;
}

/**
 * One inequality that has to hold: `slack >= 0`. Every rule of a ballot comes down to some of them, since thresholds are
 * linear in the votes: `part / whole > 1/2` is `2 part - whole - 1 >= 0` in whole numbers, without rounding.
 */
export interface Constraint {
  slack: bigint;
  by: Unit;
  /** What one more person (or unit of weight) who takes this option adds to the slack. */
  gain(option: Option): bigint;
}

/** Counts the votes; with `deemed`, the given electors as if they had made that choice. */
export function count(
  state: BallotState,
  definition: BallotDefinition,
  deemed?: { choice: string; electors: Elector[] },
): Count {
  const who = standing(state);
  const counting = state.electors.filter(({ id }) => !who.recused.has(id));
  const present = who.present;
  const votes = new Map<string, Amount>();
  for (const [choice, { heads, weight = 0 }] of Object.entries(state.tally))
    votes.set(choice, { heads: BigInt(heads), weight: BigInt(weight) });
  if (deemed !== undefined) {
    const silent = total(deemed.electors);
    const cast = votes.get(deemed.choice) ?? { heads: 0n, weight: 0n };
    votes.set(deemed.choice, { heads: cast.heads + silent.heads, weight: cast.weight + silent.weight });
  }
  return {
    votes,
    electors: total(counting),
    present: present === null ? null : total(counting.filter((elector) => isPresent(elector, present))),
    neutral: new Set(definition.neutral ?? ["abstain"]),
  };
}

function total(electors: readonly Elector[]): Amount {
  return {
    heads: BigInt(electors.length),
    weight: electors.reduce((sum, { weight }) => sum + BigInt(weight), 0n),
  };
}

/** A number of votes or people, and by how much one more option of a kind raises it. */
interface Measure {
  amount: bigint;
  gain(option: Option): bigint;
}

function measure({ votes }: Count, by: Unit, counts: (choice: string) => boolean): Measure {
  let amount = 0n;
  for (const [choice, vote] of votes) if (counts(choice)) amount += vote[by];
  return { amount, gain: (option) => (option !== null && counts(option) ? 1n : 0n) };
}

const bases: Record<FrozenThreshold["of"], (count: Count, by: Unit) => Measure> = {
  electors: (count, by) => ({ amount: count.electors[by], gain: () => 0n }),
  present: (count, by) => {
    const { present } = count;
    return present === null ? measure(count, by, () => true) : { amount: present[by], gain: () => 0n };
  },
  cast: (count, by) => measure(count, by, (choice) => !count.neutral.has(choice)),
};

/** Base of a threshold as it stands. */
export function baseOf(threshold: Pick<FrozenThreshold, "of" | "by">, count: Count): bigint {
  return bases[threshold.of](count, threshold.by).amount;
}

/** How a quorum is counted: the persons present, or those whose vote counts where it is `of` the cast; `minimum` counts these persons (E6). */
export function quorumConstraints(threshold: FrozenThreshold, count: Count): Constraint[] {
  const people = bases[threshold.of === "cast" ? "cast" : "present"](count, threshold.by);
  return constraints(threshold, people, count);
}

/** `minimum` counts votes for (E6). With `tied`, exactly half is enough where more than half is asked. */
export function passConstraints(
  threshold: BallotState["pass"][number],
  count: Count,
  tied = false,
): Constraint[] {
  const votesFor = measure(count, threshold.by, (choice) => choice === threshold.for);
  return constraints(tied && isMajority(threshold) ? loosened(threshold) : threshold, votesFor, count);
}

/** More than half: the threshold that an exact tie just misses. */
export function isMajority({ share }: FrozenThreshold): boolean {
  return share !== undefined && share.op === ">" && share.part * 2 === share.whole;
}

function loosened<T extends FrozenThreshold>(threshold: T): T {
  return threshold.share === undefined
    ? threshold
    : { ...threshold, share: { ...threshold.share, op: ">=" } };
}

function constraints(threshold: FrozenThreshold, part: Measure, count: Count): Constraint[] {
  const { by, share, minimum } = threshold;
  const whole = bases[threshold.of](count, by);
  /** a·part + b·whole + c >= 0 */
  const atLeastZero = (a: bigint, b: bigint, c: bigint): Constraint => ({
    slack: a * part.amount + b * whole.amount + c,
    by,
    gain: (option) => a * part.gain(option) + b * whole.gain(option),
  });
  // A base of 0 never passes (E3).
  const all = [atLeastZero(0n, 1n, -1n)];
  if (share !== undefined) {
    const [n, d] = [BigInt(share.part), BigInt(share.whole)];
    all.push(atLeastZero(d, -n, share.op === ">" ? -1n : 0n));
    if (share.op === "=") all.push(atLeastZero(-d, n, 0n));
  }
  if (minimum !== undefined) all.push(atLeastZero(1n, 0n, -BigInt(minimum)));
  return all;
}

export function hold(all: readonly Constraint[]): boolean {
  return all.every(({ slack }) => slack >= 0n);
}
