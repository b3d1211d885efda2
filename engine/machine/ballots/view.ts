import type { BallotDefinition, Instant } from "../../model/types.ts";
import type { BallotOutput, BallotState, BallotView } from "../types.ts";
import { baseOf, count } from "./count.ts";
import { isPresent, standing } from "./seats.ts";

/**
 * What rules and readers may know of the count while a ballot runs: `counts` and `base` of the first pass threshold.
 * A secret ballot has no counts before it ends: two looks with one vote between them would tell who chose what (E10).
 */
export function ballotCount(
  state: BallotState,
  definition: BallotDefinition,
): { counts: Record<string, number>; base: number } {
  const counted = count(state, definition);
  const base = Number(baseOf(state.pass[0] ?? { of: "electors", by: "heads" }, counted));
  if (state.output !== undefined && (definition.secret === true || definition.decide !== "none"))
    return { counts: state.output.counts, base: state.output.base };
  if (definition.secret === true) return { counts: {}, base };
  return {
    counts: Object.fromEntries([...counted.votes].map(([choice, { heads }]) => [choice, Number(heads)])),
    base,
  };
}

/** A ballot as a person may see it; `closes` is the due time of its `close`, which the machine keeps. */
export function ballotView(state: BallotState, definition: BallotDefinition, closes?: Instant): BallotView {
  const who = standing(state);
  const choices = new Map(state.cast.map(({ elector, choice }) => [elector, choice]));
  return {
    ballot: state.ballot,
    ...(definition.title === undefined ? {} : { title: definition.title }),
    status: state.status,
    ...ballotCount(state, definition),
    electors: state.electors.map((elector) => {
      const choice = choices.get(elector.id);
      if (who.cast.has(elector.id))
        return { id: elector.id, state: "cast", ...(choice === undefined ? {} : { choice }) };
      if (who.recused.has(elector.id)) return { id: elector.id, state: "recused" };
      const absent = who.present !== null && !isPresent(elector, who.present);
      return { id: elector.id, state: absent ? "absent" : "waiting" };
    }),
    ...(closes === undefined || state.status === "ended" ? {} : { closes }),
    secret: definition.secret === true,
    ...(state.output === undefined ? {} : { output: plain(state.output) }),
  };
}

/** The output as JSON: without members that are not there. */
function plain(output: BallotOutput): NonNullable<BallotView["output"]> {
  const members = Object.entries(output).filter((member) => member[1] !== undefined);
  return Object.fromEntries(members) as NonNullable<BallotView["output"]>;
}
