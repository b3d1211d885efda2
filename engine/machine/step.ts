import type { Json, JsonObject, Principal } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { admit } from "./admission.ts";
import type { Admitted } from "./admission.ts";
import { isSame, own } from "./data.ts";
import type { Executable } from "./executable.ts";
import { refusalOf, StepFault } from "./fault.ts";
import type { Happening } from "./happening.ts";
import {
  alreadyComplete,
  answersOf,
  asEntryEvent,
  ballotDecided,
  firstDue,
  happeningsOf,
  lightGoneBack,
  lightSetAside,
  releasedFrom,
} from "./happening.ts";
import { performAct } from "./acts/index.ts";
import { rememberPassed, stageWaits } from "./approvers.ts";
import { forgetLeft } from "./handovers.ts";
import { endHoldOutside, heldBack, keepBack } from "./holding.ts";
import { isAwaited, withdraw } from "./invoking.ts";
import { followRows } from "./obligations.ts";
import type { Plan } from "./plan.ts";
import { positionOf, system } from "./roles.ts";
import { Run } from "./run.ts";
import type { ChartEvent, ChartMove } from "./statechart.ts";
import { agreedTo, waitsForSigners } from "./signing.ts";
import { dismissLeft } from "./stand-ins.ts";
import { followTags, stopClocks } from "./ticking.ts";
import type { CaseState, EntryDraft, StepContext, StepResult, Stimulus } from "./types.ts";
import { untaken } from "./untaken.ts";
import { followSent } from "./taking-back.ts";
import { vote } from "./voting.ts";

/** A compiled procedure, ready to step. */
export interface Program {
  plan: Plan;
  executable: Executable;
  /** `machine.output` as a template on the data of a case that has ended (A14). */
  output: ((run: Run, event: ChartEvent) => Json) | null;
}

/** One stimulus with all that it causes in the same commit. */
export function step(
  program: Program,
  state: CaseState,
  stimulus: Stimulus,
  context: StepContext,
): StepResult {
  if (stimulus.kind !== "event" && stimulus.kind !== "act")
    return stepOfEngine(program, state, stimulus, context);
  try {
    const run = new Run(program.plan, state, stimulus.by, context);
    acting[stimulus.kind](program, run, stimulus.event, stimulus.by);
    return follow(program, run);
  } catch (thrown) {
    return { ok: false, refusal: refusalOf(thrown) };
  }
}

const acting = { event: send, act: actUpon };

/** A person, another case or a schedule sends an event. */
function send(program: Program, run: Run, event: ChartEvent, by: Principal): void {
  const before = run.state.data;
  const admitted = admit(run, event, positionOf(by));
  if (waitsForSigners(run, admitted, event, by)) return record(run, "event", event, by, before);
  take(program, run, event, by, admitted);
}

/** A common act (H1); and what was sent before it, where that is agreed to now (H13). */
function actUpon(program: Program, run: Run, event: ChartEvent, by: Principal): void {
  const before = run.state.data;
  run.by = positionOf(by);
  performAct(run, asEntryEvent(event), run.by);
  record(run, "act", event, by, before);
  const sent = agreedTo(run);
  if (sent === null) return;
  run.begin();
  const back = run.checkpoint();
  const position = positionOf(sent.by);
  try {
    take(program, run, sent.event, sent.by, admit(run, sent.event, position));
  } catch (thrown) {
    const why = refusalOf(thrown);
    run.restore(back);
    run.asked = null;
    run.note({
      note: "signing",
      task: sent.task,
      event: sent.event.type,
      change: "returned",
      message: why.message,
    });
    record(run, "event", sent.event, sent.by, before);
  }
}

/** What is admitted goes to the machine. */
function take(program: Program, run: Run, event: ChartEvent, by: Principal, admitted: Admitted): void {
  const before = run.state.data;
  const { seat } = admitted;
  const seen = seat === null ? event : withoutSecret(event, seat);
  if (seat !== null) vote(run, seat.ballot, seat.seat, event as JsonObject, by.id);
  const acts = actsOf(run, admitted);
  const asked = { narrowing: admitted.narrowing, refused: [], saved: false };
  run.asked = asked;
  tell(program, run, seen);
  run.asked = null;
  if (run.draft.taken.length === 0 && seat === null)
    throw new StepFault(untaken(run, admitted, event, asked.refused));
  remember(run, acts, admitted.ids);
  rememberPassed(run, admitted.ids);
  record(run, "event", seen, by, before);
}

/** Neither the machine nor the journal learns a secret choice (E10). */
function withoutSecret(event: ChartEvent, { ballot }: NonNullable<Admitted["seat"]>): ChartEvent {
  const { secret, choice } = ballot.plan.definition;
  if (secret !== true || ballot.does !== "cast") return event;
  const { [choice]: _, ...rest } = event;
  return { ...rest, type: event.type };
}

/** Names under which separation of duties may ask for it: the event, and the event in each state that was active. */
function actsOf({ plan, state }: Run, { plan: { name } }: Admitted): string[] {
  if (plan.watchedActs.size === 0) return [];
  return [name, ...Object.keys(state.entered).map((path) => `${name}@${path}`)].filter((act) =>
    plan.watchedActs.has(act),
  );
}

export function remember(run: Run, acts: readonly string[], ids: readonly string[]): void {
  for (const act of acts) {
    const before = own(run.state.acts, act) ?? [];
    const added = ids.filter((id) => !before.includes(id));
    if (added.length > 0) run.state.acts = { ...run.state.acts, [act]: [...before, ...added] };
  }
}

/** What is due, or an answer. It cannot be refused: what goes wrong is an incident, and what set it off is used up. */
function stepOfEngine(
  program: Program,
  state: CaseState,
  stimulus: Exclude<Stimulus, { kind: "event" | "act" }>,
  context: StepContext,
): StepResult {
  if (state.status === "suspended") return { ok: false, refusal: refusal("suspended", {}) };
  const run = new Run(program.plan, state, system, context);
  const [first, ...rest] = state.status === "active" ? happenings(run, stimulus) : [];
  if (first === undefined) return { ok: true, state, entries: [] };
  try {
    happen(program, run, first);
    return follow(program, run, rest);
  } catch (thrown) {
    const why = refusalOf(thrown);
    const spent = new Run(program.plan, state, system, context);
    first.spend(spent);
    incident(spent, first, new StepFault(why));
    return { ok: true, state: spent.state, entries: spent.entries };
  }
}

function happenings(run: Run, stimulus: Exclude<Stimulus, { kind: "event" | "act" }>): Happening[] {
  if (stimulus.kind !== "due") return answersOf(run, stimulus);
  const due = firstDue(run.plan, run.state);
  return due === null || due.at > run.now ? [] : happeningsOf(run, due);
}

/** What the step has caused, until nothing follows any more (A10); first what is told in several parts. */
export function follow(program: Program, run: Run, queue: Happening[] = []): StepResult {
  run.by = system;
  for (;;) {
    const next = run.state.status === "active" ? nextCaused(run, queue) : null;
    if (next === null) return { ok: true, state: run.state, entries: run.entries };
    happen(program, run, next);
  }
}

function nextCaused(run: Run, queue: Happening[]): Happening | null {
  for (let queued = queue.shift(); queued !== undefined; queued = queue.shift())
    if (queued.awaits === undefined || isAwaited(run.state, queued.awaits)) return queued;
  const released = run.released.shift();
  if (released !== undefined) return releasedFrom(released);
  const ready = nextReady(run);
  if (ready !== null) return ready;
  const { timers, obligations } = run.state;
  if (timers.length === 0 && run.touched.length === 0 && obligations === undefined) return null;
  const isCaused = (n: number, due: string) => due <= run.now && (n > run.since || due < run.now);
  const due = firstDue(run.plan, run.state, {
    timer: ({ n, due }) => isCaused(n, due),
    obligation: isCaused,
    clock: (name) => run.isTouched("clock", name),
  });
  if (due === null || due.at > run.now) return null;
  const [first, ...rest] = happeningsOf(run, due);
  queue.push(...rest);
  return first!;
}

/** The first that was touched, clocks apart, of which something comes; those of which nothing does are done with. */
function nextReady(run: Run): Happening | null {
  for (const { what, key } of run.touched) {
    if (what === "clock") continue;
    run.untouch(what, key);
    // Ballots and what was invoked stand still: they are looked at again when the hold ends.
    if (run.state.hold !== undefined && what !== "light" && what !== "setAside") continue;
    const found = readiness[what](run, key);
    if (found !== null) return found;
  }
  return null;
}

const readiness = {
  light: lightGoneBack,
  setAside: lightSetAside,
  ballot: ballotDecided,
  invocation: alreadyComplete,
  stage: stageWaits,
};

/** Tells the machine; where that leads to invalid data, or to a failure that nobody takes, it is an incident and the case stays as it was (A7, A13). */
function happen(program: Program, run: Run, happening: Happening): void {
  const before = run.state.data;
  run.by = system;
  run.begin();
  happening.spend(run);
  const back = run.checkpoint();
  let { event } = happening;
  try {
    event = happening.fill?.(run) ?? happening.event;
    const { hold } = run.state;
    if (event !== null && hold !== undefined && heldBack(run.plan, run.state, event.type) !== null)
      keepBack(run, hold, happening.kind, asEntryEvent(event));
    else if (event !== null) tell(program, run, event);
    record(run, happening.kind, event ?? happening.shown, system, before);
  } catch (thrown) {
    if (!(thrown instanceof StepFault) || thrown.refusal.code === "limit-exceeded") throw thrown;
    run.restore(back);
    incident(run, happening, thrown);
  }
}

function incident(
  run: Run,
  { event, shown }: Happening,
  { refusal: { message, path }, incident: code }: StepFault,
): void {
  run.note({ note: "incident", code, message, ...(path === undefined ? {} : { path }) });
  record(run, "incident", event ?? shown, system, run.state.data);
}

/** One event through the machine; the data are validated once, afterwards (A7). */
function tell(program: Program, run: Run, event: ChartEvent): void {
  const move = program.executable.move(run, event);
  if (move.status === "error") throw failureNobodyTakes(event);
  arrive(program, run, move, event);
}

/** Takes over where the machine has come to rest. */
export function arrive({ plan, output }: Program, run: Run, move: ChartMove, event: ChartEvent): void {
  const { state } = run;
  run.settleEntered();
  forgetLeft(state);
  dismissLeft(state);
  const changed = state.data !== move.context;
  state.value = move.value;
  state.history = move.history;
  state.data = move.context as JsonObject;
  const fault = changed ? plan.checkData(state.data) : null;
  if (fault !== null)
    throw new StepFault(refusal("invalid-data", { fault: fault.message }, { path: `/data${fault.path}` }));
  endHoldOutside(run);
  if (move.status !== "done") {
    followTags(run, move.tags, event);
    followRows(run, event);
    return;
  }
  state.status = "done";
  for (const token of Object.keys(state.invocations)) withdraw(run, token);
  state.ballots = {};
  state.timers = [];
  delete state.kept;
  delete state.obligations;
  delete state.hold;
  delete state.returned;
  delete state.sent;
  stopClocks(run);
  state.output = output === null ? state.data : output(run, event);
}

function failureNobodyTakes(event: ChartEvent): StepFault {
  const { code, message } = (event["error"] ?? {}) as { code?: string; message?: string };
  const why = [code, message].filter((part) => part !== undefined).join(": ");
  const what = event.type.slice("xstate.error.actor.".length);
  return new StepFault(
    {
      code: "unavailable",
      message: {
        en: `“${what}” failed (${why}), and the procedure does not say what is to be done then.`,
        "zh-CN": `“${what}”失败（${why}），规程未规定相应处理。`,
      },
    },
    "unhandled-failure",
  );
}

/** Ends the entry that is being made. */
export function record(
  run: Run,
  kind: EntryDraft["kind"],
  event: ChartEvent,
  by: Principal,
  before: JsonObject,
): void {
  followSent(run, kind, event, by);
  const { taken, notes, effects } = run.draft;
  const { set, unset } = difference(before, run.state.data);
  const { value } = run.state;
  const entry: EntryDraft = {
    kind,
    at: run.now,
    event: asEntryEvent(event),
    by,
    taken,
    value,
    set,
    unset,
    notes,
    effects,
  };
  if (run.entries.length === 0) {
    const { facts, people, persons = {} } = run.context;
    if (Object.keys(persons).length > 0) entry.persons = persons;
    if (Object.keys(facts).length > 0) entry.facts = facts;
    if (Object.keys(people).length > 0) entry.people = people;
  }
  run.record(entry);
}

/** Top-level members that are other than before, and those that are gone. */
function difference(before: JsonObject, after: JsonObject): Pick<EntryDraft, "set" | "unset"> {
  const set: JsonObject = {};
  const unset: string[] = [];
  if (before !== after) {
    for (const key of Object.keys(after)) if (!isSame(own(before, key), after[key])) set[key] = after[key]!;
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) unset.push(key);
  }
  return { set, unset };
}
