import type { Instant, JsonObject, Principal } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import type { Budget, Rule, Scope } from "../rules/index.ts";
import { createBudget } from "../rules/index.ts";
import { ballotCount } from "./ballots/index.ts";
import { clockView } from "./clocks.ts";
import { maxMicrosteps, ruleSteps, StepFault } from "./fault.ts";
import type { Plan, TransitionPlan } from "./plan.ts";
import { isOpen } from "./is-open.ts";
import { actingIn, anyone } from "./roles.ts";
import type { Acting } from "./roles.ts";
import { standingLight } from "./shown-lights.ts";
import { initialEvent } from "./statechart.ts";
import type { ChartEvent, Context } from "./statechart.ts";
import type { CaseState, Effect, EntryDraft, HoldState, Note, StepContext } from "./types.ts";

/** What the entry that is being made has so far. */
export interface Draft {
  taken: string[];
  notes: Note[];
  effects: Effect[];
}

/**
 * One step in the making: the working state of a case, who acts, and what has come of it so far. The members of `state` are
 * replaced and never changed, so that the state before stays as it was and a copy of `state` is a point to go back to.
 */
export class Run {
  readonly plan: Plan;
  readonly context: StepContext;
  readonly now: Instant;
  readonly budget: Budget = createBudget(ruleSteps);
  entries: EntryDraft[] = [];
  /** What began in this step has a higher number. */
  readonly since: number;
  state: CaseState;
  by: Principal;
  draft: Draft = emptyDraft();
  /** The case as it was before the entry that is being made. */
  before: CaseState;
  /** The event that rules see while the initial states are entered (A8). */
  opening: ChartEvent | null = null;
  /** The event that a person sent, while its own macrostep runs. */
  asked: { narrowing: Narrowing | null; refused: TransitionPlan[]; saved: boolean } | null = null;
  /** What was thrown inside XState, which wraps what guards throw. */
  thrown: unknown = undefined;
  /** Histories through which the states of this microstep are entered, and states left in this step. */
  restoring: { parent: string; deep: boolean }[] = [];
  exited: string[] = [];
  /** What this step has touched and is to be looked at again, in order: clocks, lights that have gone back, ballots, invocations that may be complete. */
  touched: Touched[] = [];
  /** What obligations have followed last in this step. */
  followed: { data: JsonObject; entered: CaseState["entered"] } | null = null;
  /** What a hold that has ended in this step has kept back, to be told next. */
  released: HoldState["waiting"] = [];
  private microsteps = 0;
  /** So many of the states in `exited` have been taken out of `state.entered`; and whether that record is this run's own to write into. */
  private settled = 0;
  private enteredIsOwn = false;
  private readonly at: (state: string) => boolean;

  constructor(plan: Plan, state: CaseState, by: Principal, context: StepContext) {
    this.plan = plan;
    this.context = context;
    this.now = context.now;
    this.state = { ...state };
    this.before = state;
    this.since = state.began;
    this.by = by;
    this.at = (state) =>
      Object.hasOwn(this.state.entered, state) && this.exited.indexOf(state, this.settled) < 0;
  }

  /** The scope of a rule, with the data as they are by then. */
  scope(data: Context, event: ChartEvent): Scope {
    return {
      data: data as JsonObject,
      event: (event.type === initialEvent && this.opening !== null ? this.opening : event) as JsonObject,
      by: this.by,
      case: this.context.case,
      clock: this.plan.reads.clock ? this.clockReadings() : nothing,
      ballot: this.plan.reads.ballot ? this.ballotReadings() : nothing,
      fact: this.context.facts,
      param: this.plan.parameters,
      now: this.now,
      at: this.at,
    };
  }

  /** Whether a guard lets a transition be taken; what it throws is kept, because XState would wrap it. */
  allows(transition: TransitionPlan, data: Context, event: ChartEvent): boolean {
    try {
      if (!isOpen(this.state, transition.chart)) return false;
      const narrowing = this.asked?.narrowing ?? null;
      if (narrowing !== null && transition.chart.event === event.type && !narrowing(transition)) return false;
      if (transition.guard === null || transition.guard.holds(this.scope(data, event), this.budget))
        return true;
      if (transition.chart.event === event.type) this.asked?.refused.push(transition);
      return false;
    } catch (thrown) {
      this.thrown ??= thrown;
      throw thrown;
    }
  }

  evaluate(rule: Rule, data: Context, event: ChartEvent): ReturnType<Rule["evaluate"]> {
    return rule.evaluate(this.scope(data, event), this.budget);
  }

  /** A state becomes active. */
  enter(path: string): void {
    this.settleEntered();
    if (!this.enteredIsOwn) this.state.entered = { ...this.state.entered };
    this.enteredIsOwn = true;
    this.state.entered[path] = { at: this.now, n: this.next() };
  }

  /** A state is active no more. */
  leave(path: string): void {
    this.exited = added(this.exited, path);
  }

  /** Takes what has been left out of the record: once for all states that one transition leaves, because copying costs. */
  settleEntered(): void {
    if (this.settled === this.exited.length) return;
    const kept: CaseState["entered"] = {};
    for (const path in this.state.entered)
      if (this.exited.indexOf(path, this.settled) < 0) kept[path] = this.state.entered[path]!;
    this.state.entered = kept;
    this.settled = this.exited.length;
    this.enteredIsOwn = true;
  }

  /** A number that nothing else of the case has had. */
  next(): number {
    this.state.began += 1;
    return this.state.began;
  }

  /** A point to go back to: what has been put into the entry so far belongs to it. */
  checkpoint(): Checkpoint {
    const { state, draft, touched, released } = this;
    this.enteredIsOwn = false;
    return {
      state: { ...state },
      draft: { taken: [...draft.taken], notes: [...draft.notes], effects: [...draft.effects] },
      touched: [...touched],
      released: [...released],
    };
  }
  restore(point: Checkpoint): void {
    Object.assign(this, point);
    this.settled = this.exited.length;
    this.enteredIsOwn = false;
  }

  touch(what: Touched["what"], key: string): void {
    this.touched.push({ what, key });
  }
  isTouched(what: Touched["what"], key: string): boolean {
    return this.touched.some((one) => one.what === what && one.key === key);
  }
  /** Nothing more is to be looked at there. */
  untouch(what: Touched["what"], key: string): void {
    this.touched = this.touched.filter((one) => one.what !== what || one.key !== key);
  }

  /** Begins another entry. */
  begin(): void {
    this.enteredIsOwn = false;
    if (this.entries.length === 0) return;
    this.draft = emptyDraft();
    this.before = { ...this.state };
  }
  record(entry: EntryDraft): void {
    this.entries = added(this.entries, entry);
  }
  taken(transition: string): void {
    this.draft.taken = added(this.draft.taken, transition);
  }
  note(note: Note): void {
    this.draft.notes = added(this.draft.notes, note);
  }
  effect(effect: Effect): void {
    this.draft.effects = added(this.draft.effects, effect);
  }

  /** After each microstep (A10). */
  counted(): void {
    if (this.restoring.length > 0) this.restoring = [];
    this.microsteps += 1;
    if (this.microsteps > maxMicrosteps)
      throw new StepFault(refusal("limit-exceeded", { limit: maxMicrosteps }));
  }

  private clockReadings(): object {
    return Object.fromEntries(
      Object.entries(this.state.clocks).map(([name, clock]) => {
        const { used, left } = clockView(clock, this.now, this.plan.zone);
        return [name, { used, left, light: standingLight(clock) }];
      }),
    );
  }

  private ballotReadings(): object {
    return Object.fromEntries(
      Object.values(this.state.ballots)
        .filter(({ status }) => status === "open")
        .map((ballot) => [
          ballot.ballot,
          ballotCount(ballot, this.plan.ballots.get(ballot.ballot)!.definition),
        ]),
    );
  }
}

export type Checkpoint = Pick<Run, "state" | "draft" | "touched" | "released">;

/** `key` is the name of a clock, also where its light is meant, with the place of that light where it was set aside, the token of an invocation, or the path of a stage. */
export interface Touched {
  what: "clock" | "light" | "setAside" | "ballot" | "invocation" | "stage";
  key: string;
}

/** Whether `by` and `apartFrom` of a transition let the sender take it. */
export type Narrowing = (transition: TransitionPlan) => boolean;

const nothing = Object.freeze({});

function emptyDraft(): Draft {
  return { taken: [], notes: [], effects: [] };
}

/** A list of one is made as such: pushing onto an empty one makes room for seventeen, several times a step. */
function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}

/** In which of some roles a person acts: the first of the list. Null where in none. */
export function actingAs(run: Run, roles: readonly string[], by: Principal, sent: ChartEvent): Acting | null {
  const { plan } = run;
  let scope: Scope | null = null;
  for (const role of roles) {
    const known = role === anyone ? undefined : plan.roles.get(role);
    if (known === undefined || known.kind === "directory") {
      if (role === anyone || by.roles.includes(role)) return { role, ids: [by.id], as: true };
      continue;
    }
    scope ??= run.scope(run.state.data, sent);
    const acting = actingIn(role, known, by, scope, run.budget);
    if (acting !== null) return acting;
  }
  return null;
}

/** The person with `as.<role>` for every role of the case that they have, where any rule reads it. */
export function withCaseRoles(run: Run, by: Principal, sent: ChartEvent): Principal {
  const { plan } = run;
  if (!plan.reads.as) return by;
  const scope = run.scope(run.state.data, sent);
  const as: JsonObject = {};
  for (const [name, role] of plan.roles) {
    if (role.kind === "directory") continue;
    const acting = actingIn(name, role, by, scope, run.budget);
    if (acting !== null) as[name] = acting.as;
  }
  return { ...by, as };
}
