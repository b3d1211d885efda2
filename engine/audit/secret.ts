import { positionOf, type BallotOutput, type BallotState, type CaseState } from "../machine/index.ts";
import type { BallotDefinition, JsonObject, Procedure } from "../model/index.ts";
import type { JournalEntry } from "../ports/index.ts";
import { Disagreement } from "./faults.ts";

type Tally = BallotState["tally"];

/** A step of a secret ballot, as it can be done again. */
export interface Prepared {
  /** Ballots that must not be ended early by votes that stand in for the real ones. */
  ballots: string[];
  /** States from which the step may be done, each with the choice that is put into the event. One of them has to agree. */
  attempts: { state: CaseState; choice: JsonObject }[];
}

/**
 * The journal does not say who chose what in a secret ballot (E10), so its votes cannot be done again one by one. What stands in
 * for them: until the last vote any choice, with early endings off, since only the real tally could tell; with the last vote the
 * tally that the record gives, which from there on has to lead to the very output.
 */
export class SecretBallots {
  private readonly definitions: Record<string, BallotDefinition>;
  private readonly outputs = new Map<string, BallotOutput>();
  private readonly stored: CaseState["ballots"];

  constructor(procedure: Procedure, entries: JournalEntry[], stored: CaseState["ballots"]) {
    this.definitions = procedure.ballots ?? {};
    this.stored = stored;
    for (const { notes } of entries)
      for (const note of notes)
        if (note.note === "ballot-ended") this.outputs.set(note.token, note.output as BallotOutput);
  }

  /** How a step may be done again. Most concern no secret ballot: then there is one way. */
  prepare(state: CaseState, [root, ...others]: [JournalEntry, ...JournalEntry[]]): Prepared {
    const ballots: string[] = [];
    let attempts: Prepared["attempts"] = [{ state, choice: {} }];
    for (const [token, ballot] of Object.entries(state.ballots)) {
      const definition = this.secret(ballot);
      if (definition === null) continue;
      const votes = isVoteIn(ballot, definition, root);
      const cast = ballot.cast.length + (votes && ballot.casting === undefined ? 1 : 0);
      const final = ballot.status === "open" ? this.finalTally(token, ballot, definition) : null;
      const isLast = final !== null && cast === headsOf(final);
      if (final !== null && endsIn(token, [root, ...others]) && !isLast)
        throw new Disagreement(root.seq, "miscounted", {
          ballot: ballot.ballot,
          counted: headsOf(final),
          cast,
        });
      if (ballot.status === "open" && ballot.casting === undefined && !isLast) ballots.push(ballot.ballot);
      if (!votes) continue;
      const patched = isLast && ballot.casting === undefined ? final : null;
      attempts = definition.choices.flatMap((choice) => {
        const before =
          patched === null ? ballot.tally : without(patched, choice, ballot, positionOf(root.by).id);
        if (before === null) return [];
        const ballotsBefore = { ...state.ballots, [token]: { ...ballot, tally: before } };
        return [{ state: { ...state, ballots: ballotsBefore }, choice: { [definition.choice]: choice } }];
      });
    }
    return { ballots, attempts };
  }

  /**
   * The state with the tallies of secret ballots that are still open taken from the record, after counting that they hold as many
   * votes as were cast.
   */
  settle(state: CaseState, seq: number): CaseState {
    const ballots = Object.fromEntries(
      Object.entries(state.ballots).map(([token, ballot]) => {
        const stored = this.stored[token];
        if (this.secret(ballot) === null || stored === undefined) return [token, ballot];
        const counted = headsOf(stored.tally);
        if (counted !== ballot.cast.length)
          throw new Disagreement(seq, "miscounted", {
            ballot: ballot.ballot,
            counted,
            cast: ballot.cast.length,
          });
        return [token, ballot.status === "open" ? { ...ballot, tally: stored.tally } : ballot];
      }),
    );
    return { ...state, ballots };
  }

  private secret({ ballot }: BallotState): BallotDefinition | null {
    const definition = Object.hasOwn(this.definitions, ballot) ? this.definitions[ballot] : undefined;
    return definition?.secret === true ? definition : null;
  }

  /** The tally when the ballot ended, or as it stands; null where nothing tells it. */
  private finalTally(token: string, ballot: BallotState, definition: BallotDefinition): Tally | null {
    const output = this.outputs.get(token);
    if (output === undefined) return this.stored[token]?.tally ?? null;
    const { silence } = definition;
    const deemed = typeof silence === "object" && output.ended === "expired" ? silence.deemed : null;
    const silent = ballot.electors.filter(({ id }) => output.silent.includes(id));
    return Object.fromEntries(
      Object.entries(ballot.tally).map(([choice, { weight }]) => {
        const heads = (output.counts[choice] ?? 0) - (choice === deemed ? silent.length : 0);
        if (weight === undefined) return [choice, { heads }];
        const deemedWeight = choice === deemed ? silent.reduce((sum, one) => sum + one.weight, 0) : 0;
        return [choice, { heads, weight: (output.weights?.[choice] ?? 0) - deemedWeight }];
      }),
    );
  }
}

function headsOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, { heads }) => sum + heads, 0);
}

/** The tally before one vote; null where there was no such vote. */
function without(tally: Tally, choice: string, ballot: BallotState, voter: string): Tally | null {
  const votes = tally[choice];
  if (votes === undefined || votes.heads < 1) return null;
  const elector = waiting(ballot).find(({ voters }) => voters.includes(voter));
  const { heads, weight } = votes;
  const before =
    weight === undefined
      ? { heads: heads - 1 }
      : { heads: heads - 1, weight: weight - (elector?.weight ?? 0) };
  return { ...tally, [choice]: before };
}

/** Whether an entry is a vote in this ballot whose choice is not told. */
function isVoteIn(ballot: BallotState, definition: BallotDefinition, root: JournalEntry): boolean {
  if (root.kind !== "event" || root.event.type !== definition.cast) return false;
  if (Object.hasOwn(root.event, definition.choice)) return false;
  return (
    ballot.casting !== undefined ||
    waiting(ballot).some(({ voters }) => voters.includes(positionOf(root.by).id))
  );
}

function waiting({ electors, cast, recused }: BallotState): BallotState["electors"] {
  return electors.filter(({ id }) => ![...cast, ...recused].some(({ elector }) => elector === id));
}

function endsIn(token: string, step: JournalEntry[]): boolean {
  return step.some(({ notes }) => notes.some((note) => note.note === "ballot-ended" && note.token === token));
}
