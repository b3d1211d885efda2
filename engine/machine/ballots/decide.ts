import type { BallotDefinition, Instant } from "../../model/types.ts";
import type { BallotOutput, BallotState } from "../types.ts";
import type { Future } from "./certain.ts";
import { always, possible } from "./certain.ts";
import type { Constraint, Count } from "./count.ts";
import { baseOf, count, hold, isMajority, passConstraints, quorumConstraints } from "./count.ts";
import { waiting } from "./seats.ts";

/** When a ballot is looked at: `expired` where its `close` has come. */
export interface Moment {
  at: Instant;
  expired?: boolean;
}

type Outcome = "passed" | "failed" | "inquorate" | "tied";
type Ending = BallotOutput["ended"];

/**
 * Looks whether a ballot has ended (E2–E4, E6, E8–E11): call it after opening, after every vote, recusal and change of the
 * electorate, and at its `close`. Gives the same state where nothing ends; otherwise one with `status: "ended"` and `output`,
 * or, on an exact tie, with `casting`, which asks the role that the definition names.
 */
export function decide(state: BallotState, definition: BallotDefinition, moment: Moment): BallotState {
  if (state.status === "ended") return state;
  if (state.casting !== undefined) return castingDecided(state, definition);
  const silent = waiting(state);
  const expired = moment.expired === true && definition.silence !== "block" && silent.length > 0;
  const counted = countAtEnd(state, definition, expired ? "expired" : "complete");
  if (counted.electors.heads === 0n) return ended(state, definition, "inquorate", "complete");
  if (collects(state, definition)) {
    if (silent.length > 0 && !expired) return state;
    return ended(state, definition, "closed", expired ? "expired" : "complete");
  }
  if (!presentSuffice(state, counted)) return ended(state, definition, "inquorate", "certain");
  if (silent.length === 0)
    return settled(state, definition, outcome(state, definition, counted), "complete", moment.at);
  if (expired) return settled(state, definition, outcome(state, definition, counted), "expired", moment.at);
  if (definition.early !== true) return state;
  const certain = certainOutcome(state, definition, counted);
  return certain === null ? state : settled(state, definition, certain, "certain", moment.at);
}

/** A ballot that collects opinions and decides nothing (E11). */
export function collects(state: BallotState, definition: BallotDefinition): boolean {
  return definition.decide === "none" || state.pass.length === 0;
}

/** The votes as they count at an end of this kind: at the close, silence is what it is deemed to be. */
export function countAtEnd(state: BallotState, definition: BallotDefinition, ending: Ending): Count {
  const { silence } = definition;
  if (ending !== "expired" || typeof silence !== "object") return count(state, definition);
  return count(state, definition, { choice: silence.deemed, electors: waiting(state) });
}

/** Where it was said who is present, a quorum of them is decided at once, and no vote changes it (E2). */
function presentSuffice(state: BallotState, counted: Count): boolean {
  if (state.present === undefined) return true;
  return state.quorum
    .filter(({ of }) => of !== "cast")
    .every((threshold) => hold(quorumConstraints(threshold, counted)));
}

function all(state: BallotState, counted: Count): Record<"quorum" | "pass" | "tie", Constraint[]> {
  return {
    quorum: state.quorum.flatMap((threshold) => quorumConstraints(threshold, counted)),
    pass: state.pass.flatMap((threshold) => passConstraints(threshold, counted)),
    tie: state.pass.flatMap((threshold) => passConstraints(threshold, counted, true)),
  };
}

function outcome(state: BallotState, definition: BallotDefinition, counted: Count): Outcome {
  const { quorum, pass, tie } = all(state, counted);
  if (!hold(quorum)) return "inquorate";
  if (hold(pass)) return "passed";
  return definition.casting !== undefined && hold(tie) ? "tied" : "failed";
}

/** The outcome that every vote still possible leaves as it is; null while one could change it (E4). Silence is possible too. */
function certainOutcome(state: BallotState, definition: BallotDefinition, counted: Count): Outcome | null {
  const { quorum, pass, tie } = all(state, counted);
  const future: Future = {
    electors: waiting(state),
    choices: definition.choices,
    deemed: typeof definition.silence === "object",
    sequential: definition.order === "sequential",
  };
  if (!always(quorum, future)) return possible(quorum, future) ? null : "inquorate";
  if (always(pass, future)) return "passed";
  if (possible(pass, future)) return null;
  if (definition.casting === undefined || !possible(tie, future)) return "failed";
  return always(tie, future) ? "tied" : null;
}

function settled(
  state: BallotState,
  definition: BallotDefinition,
  result: Outcome,
  ending: Ending,
  at: Instant,
): BallotState {
  if (result === "tied") return { ...state, casting: { asked: at, ended: ending } };
  return ended(state, definition, result, ending);
}

/** The role's choice decides: passed where it is what the tied thresholds ask for (E9). */
function castingDecided(state: BallotState, definition: BallotDefinition): BallotState {
  const { choice, ended: ending } = state.casting!;
  if (choice === undefined) return state;
  const counted = countAtEnd(state, definition, ending);
  const tied = state.pass.filter(
    (threshold) => isMajority(threshold) && !hold(passConstraints(threshold, counted)),
  );
  const passed = tied.every((threshold) => threshold.for === choice);
  return ended(state, definition, passed ? "passed" : "failed", ending);
}

function ended(
  state: BallotState,
  definition: BallotDefinition,
  result: BallotOutput["result"],
  ending: Ending,
): BallotState {
  const counted = countAtEnd(state, definition, ending);
  const votes = [...counted.votes];
  const weighs = Object.values(state.tally).some(({ weight }) => weight !== undefined);
  const output: BallotOutput = {
    result,
    counts: Object.fromEntries(votes.map(([choice, { heads }]) => [choice, Number(heads)])),
    ...(weighs
      ? { weights: Object.fromEntries(votes.map(([choice, { weight }]) => [choice, Number(weight)])) }
      : {}),
    base: Number(baseOf(state.pass[0] ?? { of: "electors", by: "heads" }, counted)),
    ended: ending,
    silent: waiting(state).map(({ id }) => id),
    ...(definition.secret === true
      ? {}
      : { votes: state.cast.map(({ elector, by, choice }) => ({ elector, by, choice: choice! })) }),
    ...(state.casting?.choice === undefined ? {} : { casting: state.casting.choice }),
  };
  return { ...state, status: "ended", output };
}
