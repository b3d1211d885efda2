import type { Json, JsonObject, Light } from "../model/index.ts";
import { lights } from "../model/index.ts";
import { nextLight, showLight } from "./clocks.ts";
import { isObject } from "./data.ts";
import { answered, completion, isAwaited, settled } from "./invoking.ts";
import { nextOfRows, rowOf, tell } from "./obligations.ts";
import type { RowDue } from "./obligations.ts";
import type { Plan } from "./plan.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import { noteLight } from "./ticking.ts";
import type { BallotState, CaseState, EntryDraft, HoldState, Invocation, Stimulus, Timer } from "./types.ts";
import { looked, outputOf, settleBallot } from "./voting.ts";

/** Something that the engine itself tells the machine: what fell due, an answer, a ballot that has ended. */
export interface Happening {
  kind: EntryDraft["kind"];
  /** What the machine is told; null where it learns nothing, as from an answer that it does not ask for or a closing that ends nothing. */
  event: ChartEvent | null;
  /** What the entry shows instead. */
  shown: ChartEvent;
  /** The event with what has to be evaluated for it. */
  fill?(run: Run): ChartEvent;
  /** What is used up by it, whatever comes of it: nothing fires twice, and what becomes an incident does not come back for ever. */
  spend(run: Run): void;
  /** The invocation that has to be there still, where something else comes first. */
  awaits?: string;
}

// ------------------------------------------------------------- what is due

/**
 * What falls due first (A2): lights before obligations, and those before delays and closings, which may leave the state that
 * an obligation stands in; of lights the colours in their order, clocks as declared.
 */
export function firstDue(plan: Plan, state: CaseState, isMeant: Meant = {}): Due | null {
  const timer = nextTimer(state, isMeant.timer);
  const light = nextLightOf(plan, state, isMeant.clock);
  const row = nextOfRows(plan, state, isMeant.obligation);
  let first: Due | null = light === null ? null : { at: light.at, light };
  if (row !== null && (first === null || row.at < first.at)) first = { at: row.at, row };
  if (timer !== null && (first === null || timer.due < first.at)) first = { at: timer.due, timer };
  return first;
}
export interface Meant {
  timer?: (timer: Timer) => boolean;
  clock?: (name: string) => boolean;
  /** Takes the order in which a deadline began, and when it fires. */
  obligation?: (n: number, at: string) => boolean;
}
export type Due = { at: string } & (
  { light: { clock: string; light: Light } } | { row: RowDue } | { timer: Timer }
);

function nextTimer(state: CaseState, isMeant: Meant["timer"]): Timer | null {
  let next: Timer | null = null;
  for (const timer of state.timers)
    if (timer.still === undefined && (isMeant === undefined || isMeant(timer)))
      if (next === null || timer.due < next.due || (timer.due === next.due && timer.n < next.n)) next = timer;
  return next;
}

function nextLightOf(plan: Plan, state: CaseState, isMeant: Meant["clock"]) {
  let next: { clock: string; light: Light; at: string } | null = null;
  for (const { name } of plan.clocks) {
    const clock = state.clocks[name];
    if (clock === undefined || !clock.running || (isMeant !== undefined && !isMeant(name))) continue;
    const light = nextLight(clock, plan.zone);
    if (light === null) continue;
    const sooner = next === null || light.at < next.at;
    if (sooner || (light.at === next!.at && lights.indexOf(light.light) < lights.indexOf(next!.light)))
      next = { clock: name, light: light.light, at: light.at };
  }
  return next;
}

/** What is to be told of something that is due, in order. */
export function happeningsOf(run: Run, due: Due): Happening[] {
  if ("light" in due) return [lightShown(due.light)];
  if ("row" in due) return [rowDue(run, due.row)];
  return due.timer.kind === "delay" ? [delayOver(run, due.timer)] : closing(run, due.timer);
}

function lightShown({ clock, light }: { clock: string; light: Light }): Happening {
  const event = { type: `clock.${clock}.${light}` };
  return {
    kind: "light",
    event,
    shown: event,
    spend(run) {
      run.state.clocks = {
        ...run.state.clocks,
        [clock]: showLight(run.state.clocks[clock]!, light, run.now),
      };
      noteLight(run, clock, light);
    },
  };
}

function rowDue(run: Run, { deadline, what }: RowDue): Happening {
  const event = { type: `due.${deadline.obligation}.${what}`, row: rowOf(run, deadline) };
  return {
    kind: "obligation",
    event,
    shown: event,
    spend: (later) => tell(later, deadline, what),
  };
}

/** A light that an action has taken back shows already; the machine is told. */
export function lightGoneBack(run: Run, clock: string): Happening {
  const event = { type: `clock.${clock}.${run.state.clocks[clock]!.light}` };
  return { kind: "light", event, shown: event, spend: nothing };
}

/** A light was set aside (D4): the machine is told where it names that; `key` is the clock and the light's place among those shown. */
export function lightSetAside({ plan, state }: Run, key: string): Happening | null {
  const [clock = "", place = ""] = key.split(":");
  const type = `clock.${clock}.setAside`;
  if (!plan.named.has(type)) return null;
  const { light, at } = state.clocks[clock]!.shown![Number(place)]!;
  const event = { type, light, at };
  return { kind: "light", event, shown: event, spend: nothing };
}

/** What a hold has kept back. */
export function releasedFrom({ kind, event }: HoldState["waiting"][number]): Happening {
  return { kind, event, shown: event, spend: nothing };
}

function delayOver({ plan }: Run, timer: Timer): Happening {
  const event = { type: timer.id };
  const spend = (run: Run) => spendTimer(run, timer);
  const payload = plan.delays.get(timer.delay)?.payload ?? null;
  if (payload === null) return { kind: "delay", event, shown: event, spend };
  const fill = (run: Run): ChartEvent => {
    const sent = run.evaluate(payload, run.state.data, event);
    return { ...(isObject(sent) ? sent : {}), type: timer.id };
  };
  return { kind: "delay", event, shown: event, spend, fill };
}

/** The time of a ballot is up (E4): it ends, or the role that decides a tie is asked, or it waits on where silence blocks. */
function closing(run: Run, timer: Timer): Happening[] {
  const token = timer.id.slice("ballot:".length);
  const ballot = looked(run, token, { expired: true });
  const spend = (later: Run) => {
    spendTimer(later, timer);
    if (ballot !== undefined) settleBallot(later, token, ballot);
  };
  const events =
    ballot?.status === "ended" ? [...silences(run, ballot), doneEvent(run, token, ballot)] : [null];
  return events.map((event, place) => ({
    kind: "ballot",
    event,
    shown: event ?? { type: timer.id },
    ...(place === 0 ? { spend } : { spend: nothing, awaits: token }),
  }));
}

/** One event for each elector who was silent, where the definition wants that (`"silence": "escalate"`). */
function silences(run: Run, { ballot, output }: BallotState): ChartEvent[] {
  if (run.plan.ballots.get(ballot)!.definition.silence !== "escalate") return [];
  return (output?.silent ?? []).map((elector) => ({ type: `ballot.${ballot}.silent`, elector }));
}

function spendTimer(run: Run, timer: Timer): void {
  run.state.timers = run.state.timers.filter(({ id, n }) => id !== timer.id || n !== timer.n);
}

function nothing(): void {}

// ------------------------------------------------------- ballots and answers

/** A ballot on which something has happened in this step, if it has ended by that. */
export function ballotDecided(run: Run, token: string): Happening | null {
  const before = run.state.ballots[token];
  const after = looked(run, token);
  if (before === undefined || after === undefined || after === before) return null;
  if (after.status !== "ended") {
    settleBallot(run, token, after);
    return null;
  }
  const event = doneEvent(run, token, after);
  return { kind: "ballot", event, shown: event, spend: (later) => settleBallot(later, token, after) };
}

function doneEvent(run: Run, token: string, ballot: BallotState): ChartEvent {
  return { type: `xstate.done.actor.${run.state.invocations[token]!.id}`, output: outputOf(ballot) };
}

/** An invocation that is complete without another answer: an empty list, or one that history has found again. */
export function alreadyComplete(run: Run, token: string): Happening | null {
  const invocation = run.state.invocations[token];
  const event = invocation === undefined ? null : completion(invocation);
  if (event === null || !isAwaited(run.state, token)) return null;
  return { kind: kindOf(event), event, shown: event, spend: (later) => settled(later, token) };
}

/** An answer or a failure that comes from outside: what is told of it alone, then what is complete by it. None where nobody waits for it. */
export function answersOf(
  run: Run,
  stimulus: Extract<Stimulus, { kind: "answer" | "failure" }>,
): Happening[] {
  const { token, index = 0 } = stimulus;
  const answer = stimulus.kind === "answer" ? { output: stimulus.output } : { error: stimulus.error };
  const invocation = answered(run.state, token, index, answer);
  if (invocation === null) return [];
  const isTold = isAwaited(run.state, token) && run.state.hold === undefined;
  const event = isTold ? completion(invocation) : null;
  const shown = {
    type: `xstate.${stimulus.kind === "answer" ? "done" : "error"}.actor.${invocation.id}`,
    ...answer,
    index,
  };
  const keep = (later: Run) => {
    later.state.invocations = { ...later.state.invocations, [token]: invocation };
  };
  const settle = (later: Run) => {
    if (event !== null) settled(later, token);
  };
  const one = stimulus.kind === "answer" ? toldOfOne(run, invocation, index, stimulus.output) : null;
  const whole = { kind: stimulus.kind, event, shown: event ?? shown };
  if (one === null)
    return [
      {
        ...whole,
        spend(later) {
          keep(later);
          settle(later);
        },
      },
    ];
  const part: Happening = { kind: stimulus.kind, event: one, shown: one, spend: keep };
  return event === null ? [part] : [part, { ...whole, spend: settle, awaits: token }];
}

/** What the machine is told of one answer of several, where it asks for that; a state that is not active learns the result alone. */
function toldOfOne(
  { plan, state }: Run,
  { id, token, each }: Invocation,
  index: number,
  output: Json,
): ChartEvent | null {
  const type = `case.${id}.answered`;
  const names = plan.chart.transitions.filter(({ event }) => event === type);
  const isAsked =
    each === true && names.some(({ source }) => source === "" || Object.hasOwn(state.entered, source));
  return isAsked && isAwaited(state, token) ? { type, index, output } : null;
}

function kindOf(event: ChartEvent): "answer" | "failure" {
  return event.type.startsWith("xstate.error.") ? "failure" : "answer";
}

/** An event of the machine as the journal has it. */
export function asEntryEvent(event: ChartEvent): EntryDraft["event"] {
  return event as JsonObject as EntryDraft["event"];
}
