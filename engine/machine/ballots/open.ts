import type { Instant, PassThreshold, Text, Threshold } from "../../model/types.ts";
import type { BallotState, Elector, FrozenThreshold } from "../types.ts";
import { parseShare } from "./share.ts";

/** What a ballot opens with: the definition's terms, every logic in them evaluated. */
export interface BallotTerms {
  ballot: string;
  /** In the order given; where an id comes twice the first counts. */
  electors: Elector[];
  /** Ids of electors, or of those who cast for them. */
  present?: string[];
  /** Thresholds of the definition with their `minimum` evaluated. */
  quorum: (Omit<Threshold, "minimum"> & { minimum?: number })[];
  pass: (Omit<PassThreshold, "minimum"> & { minimum?: number })[];
  choices: string[];
}

/** Why a ballot cannot be opened with such terms; `path` is a JSON pointer into the definition of the ballot. */
export interface BallotFault {
  path: string;
  message: Text;
}

/** Work on a ballot grows with its electors; no body that votes by name is larger. */
export const maxElectors = 10_000;

/** A threshold or a list of them, as a list. */
export function listed<T>(thresholds: T | T[] | undefined): T[] {
  if (thresholds === undefined) return [];
  return Array.isArray(thresholds) ? thresholds : [thresholds];
}

/** Opens a ballot: everything that its result depends on, but votes and recusals, is fixed from here on (E1). */
export function openBallot(
  terms: BallotTerms,
  now: Instant,
): { ok: true; state: BallotState } | { ok: false; fault: BallotFault } {
  const fault = faultOf(terms);
  if (fault !== null) return { ok: false, fault };
  const pass = terms.pass.map((threshold) => ({ ...frozen(threshold, "present"), for: threshold.for }));
  const quorum = terms.quorum.map((threshold) => frozen(threshold, "electors"));
  const weighs = [...pass, ...quorum].some(({ by }) => by === "weight");
  const state: BallotState = {
    ballot: terms.ballot,
    openedAt: now,
    status: "open",
    electors: unique(terms.electors),
    ...(terms.present === undefined ? {} : { present: [...new Set(terms.present)] }),
    quorum,
    pass,
    cast: [],
    recused: [],
    tally: Object.fromEntries(
      terms.choices.map((choice) => [choice, weighs ? { heads: 0, weight: 0 } : { heads: 0 }]),
    ),
  };
  return { ok: true, state };
}

/** Electors by id, the first of each. */
export function unique(electors: readonly Elector[]): Elector[] {
  const seen = new Set<string>();
  return electors
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map(({ id, voters, weight }) => ({ id, voters: [...new Set(voters)], weight }));
}

function frozen(threshold: BallotTerms["quorum"][number], base: FrozenThreshold["of"]): FrozenThreshold {
  const share = threshold.share === undefined ? null : parseShare(threshold.share);
  return {
    of: threshold.of ?? base,
    by: threshold.by ?? "heads",
    ...(share === null ? {} : { share }),
    ...(threshold.minimum === undefined ? {} : { minimum: Math.ceil(threshold.minimum) }),
  };
}

function faultOf(terms: BallotTerms): BallotFault | null {
  if (terms.electors.length > maxElectors)
    return {
      path: "/electors",
      message: {
        en: `A ballot has at most ${maxElectors} electors; here are ${terms.electors.length}.`,
        "zh-CN": `一次表决最多${maxElectors}名表决人，这里有${terms.electors.length}名。`,
      },
    };
  const odd = terms.electors.find(({ weight }) => !Number.isSafeInteger(weight) || weight < 0);
  if (odd !== undefined)
    return {
      path: "/weight",
      message: {
        en: `A weight is a whole number of 0 or more; that of ${odd.id} is none.`,
        "zh-CN": `权重应为不小于0的整数，${odd.id}的权重不是。`,
      },
    };
  return thresholdFault(terms.quorum, "/quorum") ?? thresholdFault(terms.pass, "/pass");
}

function thresholdFault(thresholds: BallotTerms["quorum"], path: string): BallotFault | null {
  for (const { share, minimum } of thresholds) {
    if (share !== undefined && parseShare(share) === null)
      return {
        path,
        message: {
          en: `A share is written like ">=2/3", ">1/2" or "=1"; "${share}" is none.`,
          "zh-CN": `比例应写作“>=2/3”“>1/2”或“=1”，“${share}”不符合。`,
        },
      };
    if (minimum !== undefined && !(Number.isFinite(minimum) && Math.abs(minimum) <= Number.MAX_SAFE_INTEGER))
      return {
        path,
        message: { en: "A minimum has to be a number.", "zh-CN": "最低数应为数字。" },
      };
  }
  return null;
}
