import type { BallotDefinition, PassThreshold, Threshold } from "../../engine/model/types.ts";
import type { BallotOutput, BallotState, Elector } from "../../engine/machine/types.ts";
import {
  castVote,
  decide,
  listed,
  mayCast,
  mayRecuse,
  openBallot,
  recuse,
} from "../../engine/machine/ballots/index.ts";

/** A ballot in use, for tests: each act asks first and decides afterwards, as the machine does. */
export interface Box {
  definition: BallotDefinition;
  state: BallotState;
  vote(person: string, choice: string, roles?: string[]): Box;
  recuse(person: string): Box;
  expire(): Box;
  readonly output: BallotOutput | undefined;
}

export const at = "2026-03-02T01:00:00.000Z";

export const people = (n: number): Elector[] =>
  Array.from({ length: n }, (_, index) => ({ id: `m${index + 1}`, voters: [`m${index + 1}`], weight: 1 }));
export const ids = (n: number): string[] => people(n).map(({ id }) => id);

export const define = (parts: Partial<BallotDefinition>): BallotDefinition => ({
  electors: { role: "member" },
  cast: "VOTE",
  choice: "choice",
  choices: ["for", "against", "abstain"],
  pass: { for: "for", of: "present", share: ">1/2" },
  ...parts,
});

const withNumbers = <T extends Threshold | PassThreshold>(threshold: T): T & { minimum?: number } => {
  if (threshold.minimum !== undefined && typeof threshold.minimum !== "number")
    throw new Error("a number is needed");
  return { ...threshold, minimum: threshold.minimum };
};

export function opened(definition: BallotDefinition, electors: Elector[], present?: string[]): BallotState {
  const result = openBallot(
    {
      ballot: "motion",
      electors,
      present,
      quorum: listed(definition.quorum).map(withNumbers),
      pass: listed(definition.pass).map(withNumbers),
      choices: definition.choices,
    },
    at,
  );
  if (!result.ok) throw new Error(result.fault.message.en);
  return result.state;
}

export function box(parts: Partial<BallotDefinition>, electors: Elector[] | number, present?: string[]): Box {
  const definition = define(parts);
  const electorate = typeof electors === "number" ? people(electors) : electors;
  return boxOf(definition, decide(opened(definition, electorate, present), definition, { at }));
}

export function boxOf(definition: BallotDefinition, state: BallotState): Box {
  const next = (changed: BallotState) => boxOf(definition, decide(changed, definition, { at }));
  return {
    definition,
    state,
    output: state.output,
    vote(person, choice, roles = ["member"]) {
      const may = mayCast(state, definition, person, roles);
      if (!may.ok) throw new Error(`${person}: ${may.code}`);
      return next(castVote(state, definition, may.seat, { choice, by: person, at }));
    },
    recuse(person) {
      const may = mayRecuse(state, person);
      if (!may.ok) throw new Error(`${person}: ${may.code}`);
      return next(recuse(state, may.seat, person, at));
    },
    expire: () => boxOf(definition, decide(state, definition, { at, expired: true })),
  };
}

/** Why a person may not cast now; `"may"` if they may. */
export function castRefusal({ state, definition }: Box, person: string, roles = ["member"]): string {
  const may = mayCast(state, definition, person, roles);
  return may.ok ? "may" : may.code;
}
