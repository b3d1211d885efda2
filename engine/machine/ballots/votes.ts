import type { BallotDefinition, Instant } from "../../model/types.ts";
import type { BallotState, Elector } from "../types.ts";
import { maxElectors, unique } from "./open.ts";
import type { Seat } from "./seats.ts";
import { standing } from "./seats.ts";

/**
 * Records a vote of the seat that {@link mayCast} gave. It is not counted out here: a transition on the same event comes first (E7).
 * Throws where the seat is not free or the choice none of the ballot's: its callers have asked before.
 */
export function castVote(
  state: BallotState,
  definition: BallotDefinition,
  seat: Seat,
  vote: { choice: string; by: string; at: Instant },
): BallotState {
  if (!Object.hasOwn(state.tally, vote.choice))
    throw new RangeError(`"${vote.choice}" is no choice of this ballot`);
  if (seat.kind === "casting") {
    if (state.casting === undefined) throw new RangeError("no tie is to be decided");
    return { ...state, casting: { ...state.casting, choice: vote.choice, by: vote.by } };
  }
  const elector = untouched(state, seat.elector);
  const { heads, weight } = state.tally[vote.choice]!;
  const counted =
    weight === undefined ? { heads: heads + 1 } : { heads: heads + 1, weight: weight + elector.weight };
  const { choice, ...secret } = { elector: elector.id, ...vote };
  return {
    ...state,
    cast: [...state.cast, definition.secret === true ? secret : { ...secret, choice }],
    tally: { ...state.tally, [choice]: counted },
  };
}

/** Records that an elector takes no part; the bases are lower by it from now on (E5). */
export function recuse(state: BallotState, seat: Seat, by: string, at: Instant): BallotState {
  if (seat.kind === "casting") throw new RangeError("a casting vote is not recused from");
  return { ...state, recused: [...state.recused, { elector: untouched(state, seat.elector).id, by, at }] };
}

/** Adds electors at the end of the order; those who are there already stay as they are. Nothing changes once the voting is over. */
export function addElectors(state: BallotState, electors: readonly Elector[]): BallotState {
  if (over(state)) return state;
  const all = unique([...state.electors, ...electors]);
  if (all.length > maxElectors) throw new RangeError(`a ballot has at most ${maxElectors} electors`);
  return all.length === state.electors.length ? state : { ...state, electors: all };
}

/** Removes electors who have neither cast nor recused; others stay. Nothing changes once the voting is over. */
export function removeElectors(state: BallotState, ids: readonly string[]): BallotState {
  if (over(state)) return state;
  const who = standing(state);
  const named = new Set(ids);
  const electors = state.electors.filter(
    ({ id }) => !named.has(id) || who.cast.has(id) || who.recused.has(id),
  );
  return electors.length === state.electors.length ? state : { ...state, electors };
}

function over(state: BallotState): boolean {
  return state.status === "ended" || state.casting !== undefined;
}

function untouched(state: BallotState, id: string): Elector {
  const elector = state.electors.find((candidate) => candidate.id === id);
  const who = standing(state);
  if (elector === undefined || who.cast.has(id) || who.recused.has(id))
    throw new RangeError(`"${id}" has no vote to give`);
  return elector;
}
