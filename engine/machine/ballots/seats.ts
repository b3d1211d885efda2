import type { BallotDefinition } from "../../model/types.ts";
import type { BallotState, Elector } from "../types.ts";

/** Where a vote belongs: to an elector, or to the role that decides a tie. */
export type Seat = { kind: "elector"; elector: string } | { kind: "casting" };
/** Why somebody may not cast; `words` names what they are told (`refusal` of the model). */
export type SeatRefusal = { ok: false } & (
  | {
      code: "not-permitted";
      words: "not-permitted.elector" | "not-permitted.absent" | "not-permitted.recused";
    }
  | { code: "not-now"; words: "not-now.nothing" | "not-now.turn" }
  | { code: "already-voted"; words: "already-voted" }
);
export type Admission = { ok: true; seat: Seat } | SeatRefusal;

/** Electors of a ballot by what they have done. */
export interface Standing {
  cast: ReadonlySet<string>;
  recused: ReadonlySet<string>;
  present: ReadonlySet<string> | null;
}

export function standing(state: BallotState): Standing {
  return {
    cast: new Set(state.cast.map((vote) => vote.elector)),
    recused: new Set(state.recused.map((recusal) => recusal.elector)),
    present: state.present === undefined ? null : new Set(state.present),
  };
}

/** Whether an elector, or one who casts for it, was said to be present. */
export function isPresent(elector: Elector, present: ReadonlySet<string>): boolean {
  return present.has(elector.id) || elector.voters.some((voter) => present.has(voter));
}

/** Who may cast for an elector: all its voters, or those present of them (E2). */
function votersOf(elector: Elector, { present }: Standing): string[] {
  if (present === null || present.has(elector.id)) return elector.voters;
  return elector.voters.filter((voter) => present.has(voter));
}

/** Electors who may still cast, in the order given; nobody can cast for one without voters. */
export function waiting(state: BallotState, who: Standing = standing(state)): Elector[] {
  return state.electors.filter(
    (elector) =>
      !who.cast.has(elector.id) && !who.recused.has(elector.id) && votersOf(elector, who).length > 0,
  );
}

/** One after the other, only the first who waits may cast (E8); once it has ended, who was silent follows in any order (E11). */
function turns(state: BallotState, definition: BallotDefinition, electors: Elector[]): Elector[] {
  return definition.order === "sequential" && state.status === "open" ? electors.slice(0, 1) : electors;
}

/**
 * Whether a person may cast now, and for which elector. The refusals: `not-now` (another's turn, or the voting is over),
 * `not-permitted` (no elector, not present, recused), `already-voted` (also where another has cast for the same unit).
 * Roles are those of the sender, case roles included.
 */
export function mayCast(
  state: BallotState,
  definition: BallotDefinition,
  person: string,
  roles: readonly string[],
): Admission {
  if (state.status === "ended" && definition.decide !== "none") return refused("not-now.nothing");
  const tied = state.status === "open" && state.casting !== undefined;
  if (tied && state.casting?.choice === undefined && roles.some((role) => role === definition.casting))
    return { ok: true, seat: { kind: "casting" } };
  const own = state.electors.filter((elector) => elector.voters.includes(person));
  if (own.length === 0) return refused("not-permitted.elector");
  if (tied) return refused("not-now.nothing");
  const who = standing(state);
  const free = waiting(state, who);
  const mine = free.filter((elector) => votersOf(elector, who).includes(person));
  if (mine.length === 0) return taken(own, who);
  const next = turns(state, definition, free).find((elector) => mine.includes(elector));
  return next === undefined
    ? refused("not-now.turn")
    : { ok: true, seat: { kind: "elector", elector: next.id } };
}

/** Whether a person may recuse an elector that has not cast (E5); whose turn it is does not matter. */
export function mayRecuse(state: BallotState, person: string): Admission {
  if (state.status === "ended") return refused("not-now.nothing");
  const own = state.electors.filter((elector) => elector.voters.includes(person));
  if (own.length === 0) return refused("not-permitted.elector");
  if (state.casting !== undefined) return refused("not-now.nothing");
  const who = standing(state);
  const mine = own.find(({ id }) => !who.cast.has(id) && !who.recused.has(id));
  if (mine !== undefined) return { ok: true, seat: { kind: "elector", elector: mine.id } };
  return taken(own, who);
}

/** People whose vote is asked for now: voters by id, or the role that decides a tie. */
export function whoMayCast(
  state: BallotState,
  definition: BallotDefinition,
): { ids: string[]; roles: string[] } {
  if (state.status === "ended" && definition.decide !== "none") return { ids: [], roles: [] };
  if (state.status === "open" && state.casting !== undefined) {
    const asked = state.casting.choice === undefined && definition.casting !== undefined;
    return { ids: [], roles: asked ? [definition.casting!] : [] };
  }
  const who = standing(state);
  const asked = turns(state, definition, waiting(state, who));
  return { ids: [...new Set(asked.flatMap((elector) => votersOf(elector, who)))], roles: [] };
}

/** Why electors of a person are not free. */
function taken(own: Elector[], who: Standing): SeatRefusal {
  if (own.some(({ id }) => who.cast.has(id))) return refused("already-voted");
  return refused(
    own.some(({ id }) => who.recused.has(id)) ? "not-permitted.recused" : "not-permitted.absent",
  );
}

function refused(words: SeatRefusal["words"]): SeatRefusal {
  return { ok: false, code: words.split(".")[0], words } as SeatRefusal;
}
