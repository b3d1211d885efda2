import type { Instant, Json, JsonObject } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import type { Scope } from "../rules/index.ts";
import {
  ballotCount,
  castVote,
  decide,
  listed,
  mayCast,
  mayRecuse,
  openBallot,
  recuse,
} from "./ballots/index.ts";
import type { Seat } from "./ballots/index.ts";
import { isObject, own } from "./data.ts";
import { StepFault } from "./fault.ts";
import type { BallotPlan } from "./plan.ts";
import { idsIn, peopleInCase } from "./roles.ts";
import type { Run } from "./run.ts";
import type { ChartEvent, Context } from "./statechart.ts";
import { beginTimer } from "./timers.ts";
import type { BallotState, CaseState, Elector } from "./types.ts";

/** Ballots in a step: they open when their state is entered, take votes while it is active, and are asked afterwards whether they have ended. */

/** Freezes who may cast and what decides, as the definition and the data give it now (E1). */
export function openBallotOf(
  run: Run,
  plan: BallotPlan,
  token: string,
  state: string,
  data: Context,
  event: ChartEvent,
): void {
  const { name, definition } = plan;
  const scope = run.scope(data, event);
  const electors = electorsOf(run, plan, scope);
  const minimums = (rules: BallotPlan["quorum"]) => (_: unknown, place: number) => {
    const minimum = rules[place]?.evaluate(scope, run.budget);
    if (minimum === undefined) return {};
    if (typeof minimum !== "number") throw new StepFault(refusal("invalid-data.limit", { name }));
    return { minimum };
  };
  const merged = <T>(terms: T[], rules: BallotPlan["quorum"]) => {
    const minimum = minimums(rules);
    return terms.map((term, place) => ({ ...term, minimum: undefined, ...minimum(term, place) }));
  };
  const opened = openBallot(
    {
      ballot: name,
      electors,
      ...(plan.present === null ? {} : { present: idsIn(plan.present.evaluate(scope, run.budget)) }),
      quorum: merged(listed(definition.quorum), plan.quorum),
      pass: merged(listed(definition.pass), plan.pass),
      choices: definition.choices,
    },
    run.now,
  );
  if (!opened.ok)
    throw new StepFault({
      code: "invalid-data",
      path: `/ballots/${name}${opened.fault.path}`,
      message: opened.fault.message,
    });
  setBallot(run, token, opened.state);
  run.note({
    note: "ballot-opened",
    ballot: name,
    token,
    electors: opened.state.electors.length,
    base: ballotCount(opened.state, definition).base,
    people: [...new Set(opened.state.electors.flatMap(({ voters }) => voters))],
  });
  beginClosing(run, plan, token, state, data, event);
}

/** A ballot that `keep` has kept: the votes stand, and its `close` begins again, or goes on where that delay has `resume`. */
export function reopenBallot(run: Run, token: string, state: string, data: Context, event: ChartEvent): void {
  const ballot = run.state.ballots[token];
  if (ballot?.status === "open")
    beginClosing(run, run.plan.ballots.get(ballot.ballot)!, token, state, data, event);
}

function beginClosing(
  run: Run,
  { definition }: BallotPlan,
  token: string,
  state: string,
  data: Context,
  event: ChartEvent,
): void {
  const close = definition.close === undefined ? undefined : run.plan.delays.get(definition.close);
  if (close !== undefined)
    beginTimer(run, close, { id: closingOf(token), kind: "close", state }, data, event);
}

/** Id of the timer that closes a ballot. */
export function closingOf(token: string): string {
  return `ballot:${token}`;
}

function electorsOf(run: Run, plan: BallotPlan, scope: Scope): Elector[] {
  const { electors } = plan.definition;
  const weight = (row: Json, index: number): number => {
    if (plan.weight === null) return 1;
    const weight = plan.weight.evaluate({ ...scope, row, index }, run.budget);
    return typeof weight === "number" ? weight : Number.NaN;
  };
  const of = (people: { id: string; voters: string[]; row: JsonObject }[]): Elector[] =>
    people.map(({ id, voters, row }, index) => ({ id, voters, weight: weight(row, index) }));
  const alone = (id: string) => ({ id, voters: [id], row: { id } });
  if ("role" in electors)
    return of(
      peopleInCase(run.plan.roles.get(electors.role), scope, run.budget) ??
        (run.context.people[electors.role] ?? []).map(alone),
    );
  const found = plan.electors!.evaluate(scope, run.budget);
  if ("from" in electors) return of(idsIn(found).map(alone));
  const rows = Array.isArray(found) ? found.filter(isObject) : [];
  return of(
    rows.map((row) => ({
      id: String(own(row, electors.key) ?? ""),
      voters: idsIn(own(row, electors.voters)),
      row,
    })),
  );
}

function setBallot(run: Run, token: string, ballot: BallotState): void {
  run.state.ballots = { ...run.state.ballots, [token]: ballot };
  run.touch("ballot", token);
}

/** Open ballots whose state is active, and closed ones that still collect (E11), by the event that goes to them. */
export function ballotsTaking(
  state: CaseState,
  plan: Pick<Run["plan"], "ballots">,
  event: string,
): TakingBallot[] {
  const found: TakingBallot[] = [];
  for (const token in state.ballots) {
    const ballot = state.ballots[token]!;
    const invocation = state.invocations[token];
    const named = plan.ballots.get(ballot.ballot);
    if (invocation === undefined || named === undefined || !Object.hasOwn(state.entered, invocation.state))
      continue;
    const { cast, recusal, decide: decides } = named.definition;
    if (ballot.status === "ended" && decides !== "none") continue;
    if (cast === event) found.push({ token, ballot, plan: named, does: "cast" });
    else if (recusal === event) found.push({ token, ballot, plan: named, does: "recuse" });
  }
  return found;
}
export interface TakingBallot {
  token: string;
  ballot: BallotState;
  plan: BallotPlan;
  does: "cast" | "recuse";
}

/** Where a vote or recusal goes: to the one ballot in which the sender is an elector (E7); or why to none. */
export function seatFor(
  ballots: TakingBallot[],
  person: string,
  roles: readonly string[],
):
  | { ok: true; ballot: TakingBallot; seat: Seat }
  | { ok: false; code: "not-now" | "not-permitted" | "already-voted" } {
  let why: "not-now" | "not-permitted" | "already-voted" = "not-permitted";
  for (const ballot of ballots) {
    const admission =
      ballot.does === "cast"
        ? mayCast(ballot.ballot, ballot.plan.definition, person, roles)
        : mayRecuse(ballot.ballot, person);
    if (admission.ok) return { ok: true, ballot, seat: admission.seat };
    if (admission.code !== "not-permitted") why = admission.code;
  }
  return { ok: false, code: why };
}

/** Records the vote or recusal that {@link seatFor} has found a seat for. */
export function vote(
  run: Run,
  { token, ballot, plan, does }: TakingBallot,
  seat: Seat,
  event: JsonObject,
  by: string,
): void {
  if (does === "recuse") return setBallot(run, token, recuse(ballot, seat, by, run.now));
  const choice = String(own(event, plan.definition.choice) ?? "");
  setBallot(run, token, castVote(ballot, plan.definition, seat, { choice, by, at: run.now }));
}

/** What a ballot is by now: ended, tied, or the same where nothing has come of what happened on it. */
export function looked(run: Run, token: string, moment: { expired?: boolean } = {}): BallotState | undefined {
  const ballot = run.state.ballots[token];
  return (
    ballot && decide(ballot, run.plan.ballots.get(ballot.ballot)!.definition, { at: run.now, ...moment })
  );
}

/** Takes over what {@link looked} gave. */
export function settleBallot(run: Run, token: string, ballot: BallotState): void {
  run.state.ballots = { ...run.state.ballots, [token]: ballot };
  if (ballot.status !== "ended") return;
  run.state.timers = run.state.timers.filter(({ id }) => id !== closingOf(token));
  run.note({ note: "ballot-ended", ballot: ballot.ballot, token, output: outputOf(ballot) });
}

/** The output of a ballot that has ended, as plain JSON. */
export function outputOf({ output }: BallotState): JsonObject {
  return Object.fromEntries(
    Object.entries(output ?? {}).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}

/** When a ballot closes, if it does not stand still. */
export function closesAt(state: CaseState, token: string): Instant | undefined {
  return state.timers.find(({ id, still }) => id === closingOf(token) && still === undefined)?.due;
}
