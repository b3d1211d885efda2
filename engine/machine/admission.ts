import type { JsonObject, Principal, Refusal } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import type { Seat } from "./ballots/index.ts";
import { StepFault } from "./fault.ts";
import { heldBack } from "./holding.ts";
import type { EventPlan, Plan, TransitionPlan } from "./plan.ts";
import { awaitedFor, holdingOf, namesOf } from "./handovers.ts";
import { isOpen, sentFor } from "./is-open.ts";
import { isStandIn, standInFor } from "./stand-ins.ts";
import { anyone, isCaseOrSchedule, withProxy } from "./roles.ts";
import type { Acting } from "./roles.ts";
import { actingAs, withCaseRoles } from "./run.ts";
import type { Narrowing, Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import { actedSince, takerRefused } from "./taking-back.ts";
import type { CaseState } from "./types.ts";
import { ballotsTaking, seatFor } from "./voting.ts";
import type { TakingBallot } from "./voting.ts";
import { actTitle, joined, roleNames } from "./wording.ts";

/** Whether somebody may send an event, decided in the order of A3 as far as it can be before the machine is asked. */

/** An event that may go to the machine. */
export interface Admitted {
  plan: EventPlan;
  /** Both persons where one acts for another (B2). */
  ids: readonly string[];
  /** Where a transition on it narrows `by` or `apartFrom`. */
  narrowing: Narrowing | null;
  /** Where it is a vote or recusal. */
  seat: { ballot: TakingBallot; seat: Seat } | null;
}

const reserved = ["xstate.", "clock.", "ballot.", "due.", "case."];

/** The events of the engine itself, which nobody may send. */
export function isReserved(type: string): boolean {
  return reserved.some((prefix) => type.startsWith(prefix));
}

/**
 * Everything up to asking the machine; throws the refusal that comes first, and leaves the sender in `run.by` as rules see them.
 *
 * @param complete false where only the event's name is known: what depends on the payload is then taken to be as it should
 */
export function admit(run: Run, sent: ChartEvent, by: Principal, complete = true): Admitted {
  const { plan, state } = run;
  const event = admitType(plan, state, sent.type);
  if (typeof by["proxy"] === "string") admitProxy(plan, event);
  const ids = admitSender(run, event, sent, by);
  const takesBack = plan.takeBacks.events.has(event.name);
  if (takesBack) admitTaker(run, event, by);
  const named = namedNow(plan, state, event.name);
  const isHeld =
    state.handovers !== undefined && named.some(({ chart }) => isHandedOver(run, chart.source, by, sent));
  const isRelieved =
    state.standIns !== undefined &&
    !takesBack &&
    !isCaseOrSchedule(by) &&
    named.some(({ chart }) => standInFor(state, chart.source) !== undefined);
  if (isRelieved) admitRelieved(run, named, by);
  if (isHeld) admitHolder(run, named, sent, by);
  const permits = event.isNarrowed || isHeld || isRelieved ? narrowingFor(run, event, sent, by, ids) : null;
  const narrowing: Narrowing | null =
    permits !== null && isHeld ? (one) => permits(one) && !isAwaited(run, one, sent, by) : permits;
  const ballots = ballotsTaking(state, plan, event.name);
  if (permits !== null && named.length > 0 && ballots.length === 0 && !named.some(permits))
    throw new StepFault(narrowedOut(plan, event, named));
  if (complete) admitPayload(event, sent);
  const { where } = event;
  if (
    where !== null &&
    (complete || !readsEvent(where.reads)) &&
    !where.holds(run.scope(state.data, sent), run.budget)
  )
    throw new StepFault(refusal("not-permitted.where", { event: event.definition.title }));
  if (takesBack) return { plan: event, ids, narrowing: admitTakingBack(run, event, by), seat: null };
  if (named.length === 0 && ballots.length === 0) throw new StepFault(notNow(plan, state, event));
  if (isHeld && ballots.length === 0) admitAwaited(run, event, named, by);
  const seat = ballots.length === 0 ? null : admitVoter(run, event, ballots, sent, by);
  if (complete && seat?.ballot.does === "cast") admitChoice(event, seat.ballot, sent);
  return { plan: event, ids, narrowing, seat };
}

/** What somebody has sent nobody else takes back (F8). */
function admitTaker(run: Run, { name }: EventPlan, by: Principal): void {
  const refused = takerRefused(run, name, by);
  if (refused !== null) throw new StepFault(refused);
}

/** Whoever has sent something takes that back, and nothing else, as long as nothing has happened since. */
function admitTakingBack(run: Run, event: EventPlan, by: Principal): Narrowing {
  const { plan, state } = run;
  const isOwn: Narrowing = ({ chart }) =>
    chart.takingBack !== undefined && sentFor(state, chart.takingBack)?.by === by.id;
  if (namedNow(plan, state, event.name).some(isOwn)) return isOwn;
  throw new StepFault(actedSince(run, event.name, by) ?? notNow(plan, state, event));
}

/** Whether a rule asks for something of the event. */
export function readsEvent(reads: readonly string[]): boolean {
  return reads.some((path) => path === "" || path === "event" || path.startsWith("event."));
}

/** Whether what a transition itself says of `by` and `apartFrom` lets the sender take it. */
function narrowingFor(
  run: Run,
  { definition }: EventPlan,
  sent: ChartEvent,
  by: Principal,
  ids: readonly string[],
): Narrowing {
  // Who was let in for what they hold, or stand in for, may do nothing else by it.
  let usual: boolean | null = null;
  const isUsual = () => (usual ??= actingFor(run, definition.by, sent, by) !== null);
  return ({ chart }) => {
    const standIn = isCaseOrSchedule(by) ? undefined : standInFor(run.state, chart.source);
    if (standIn !== undefined && isStandIn(standIn, by))
      return actedBefore(run.state, chart.apartFrom, ids) === null;
    if (standIn?.alone === true) return false;
    const holding = isCaseOrSchedule(by) ? undefined : holdingOf(run.state, chart.source, sent.type);
    if (holding !== undefined) {
      return holding.holder === by.id && actedBefore(run.state, chart.apartFrom, ids) === null;
    }
    return (
      (chart.by === undefined || actingFor(run, chart.by, sent, by) !== null) &&
      isUsual() &&
      actedBefore(run.state, chart.apartFrom, ids) === null
    );
  };
}

/** Whether the holder of a transition's event waits for somebody. */
function isAwaited(
  { plan, state }: Run,
  { chart }: TransitionPlan,
  { type }: ChartEvent,
  by: Principal,
): boolean {
  const holding = isCaseOrSchedule(by) ? undefined : holdingOf(state, chart.source, type);
  if (holding === undefined || standsIn(state, chart.source, by)) return false;
  return awaitedFor(plan, holding, type).length > 0;
}

/** Whether an event of a state is somebody's alone. Other cases and schedules are no people, and are held back by nobody. */
function isHandedOver({ state }: Run, source: string, by: Principal, { type }: ChartEvent): boolean {
  return !isCaseOrSchedule(by) && holdingOf(state, source, type) !== undefined;
}

function standsIn(state: CaseState, source: string, by: Principal): boolean {
  const standIn = standInFor(state, source);
  return standIn !== undefined && isStandIn(standIn, by);
}

/** Where others are asked alone, whoever was asked before cannot do it any more (C14). */
function admitRelieved({ plan, state }: Run, named: readonly TransitionPlan[], by: Principal): void {
  const alone = named.map(({ chart }) => standInFor(state, chart.source));
  if (alone.some((one) => one?.alone !== true || isStandIn(one, by))) return;
  const roles = [...new Set(alone.flatMap((one) => one!.roles))];
  const ids = [...new Set(alone.flatMap((one) => one!.ids))];
  throw new StepFault(
    refusal(
      "not-permitted.relieved",
      {
        people: joined([
          ...(roles.length > 0 ? [roleNames(plan, roles)] : []),
          ...(ids.length > 0 ? [namesOf(state, ids)] : []),
        ]),
      },
      { details: { roles, holder: ids } },
    ),
  );
}

/** Who has handed it over, or never had it, cannot do it any more (H6). */
function admitHolder(
  { state }: Run,
  named: readonly TransitionPlan[],
  { type }: ChartEvent,
  by: Principal,
): void {
  const held = named.map(({ chart }) => holdingOf(state, chart.source, type));
  if (held.some((holding) => holding === undefined || holding.holder === by.id)) return;
  if (named.some(({ chart }) => standsIn(state, chart.source, by))) return;
  const holders = [...new Set(held.map((holding) => holding!.holder))];
  throw new StepFault(
    refusal("not-permitted.holder", { holder: namesOf(state, holders) }, { details: { holder: holders } }),
  );
}

/** The holder waits for an opinion that was asked for, and for those who sign before (H7, H12). */
function admitAwaited(
  run: Run,
  { name, definition }: EventPlan,
  named: readonly TransitionPlan[],
  by: Principal,
): void {
  const { plan, state } = run;
  const held = named.map(({ chart }) => holdingOf(state, chart.source, name));
  if (named.some(({ chart }) => standsIn(state, chart.source, by))) return;
  const waits = held.map((one) => (one?.holder === by.id ? awaitedFor(plan, one, name) : []));
  if (held.some((one, place) => one === undefined || (one.holder === by.id && waits[place]!.length === 0)))
    return;
  const people = [...new Set(waits.flat())];
  throw new StepFault(
    refusal(
      "not-now.awaited",
      { event: definition.title, people: namesOf(state, people) },
      { details: { awaits: people } },
    ),
  );
}

function admitType(plan: Plan, state: CaseState, type: string): EventPlan {
  if (isReserved(type)) throw new StepFault(refusal("unknown-event.reserved", { event: shortened(type) }));
  const known = plan.events.get(type);
  if (known === undefined)
    throw new StepFault(
      refusal("unknown-event", { event: shortened(type), events: [...plan.events.keys()] }),
    );
  if (state.status === "suspended") throw new StepFault(refusal("suspended", {}));
  if (state.status !== "active") throw new StepFault(refusal("case-closed", {}));
  const held = heldBack(plan, state, type);
  if (held !== null) throw new StepFault(held);
  return known;
}

function shortened(text: string): string {
  return String(text).slice(0, 80);
}

function admitSender(
  run: Run,
  { definition }: EventPlan,
  sent: ChartEvent,
  by: Principal,
): readonly string[] {
  const { plan, state } = run;
  run.by = withCaseRoles(run, by, sent);
  const acting = actingFor(run, definition.by, sent, by) ?? holding(run, sent, by);
  if (acting === null) throw new StepFault(forOthers(plan, definition.by));
  const act = actedBefore(state, definition.apartFrom, acting.ids);
  if (act !== null) throw new StepFault(keptApart(plan, act, definition.title));
  return acting.ids;
}

/** What a procedure wants done in person is not done by a proxy (H11). */
function admitProxy({ procedure: { common } }: Plan, { name, definition: { title } }: EventPlan): void {
  const declared = common?.proxy;
  if (declared === false || declared?.except?.includes(name) === true)
    throw new StepFault(refusal("not-permitted.person-only", { event: title }));
}

/** Who holds a task, or stands in for others, may do it, though they have no role for it: the procedure has let it be handed to them (H3, C14). */
function holding({ plan, state }: Run, { type }: ChartEvent, by: Principal): Acting | null {
  if (state.handovers === undefined && state.standIns === undefined) return null;
  const holds = [...(plan.named.get(type)?.keys() ?? [])].some(
    (source) => holdingOf(state, source, type)?.holder === by.id || standsIn(state, source, by),
  );
  return holds ? { role: anyone, ids: withProxy([by.id], by), as: true } : null;
}

function actingFor(run: Run, roles: readonly string[], sent: ChartEvent, by: Principal): Acting | null {
  if (isCaseOrSchedule(by)) return { role: anyone, ids: [by.id], as: true };
  const acting = actingAs(run, roles, by, sent);
  return acting === null ? null : { ...acting, ids: withProxy(acting.ids, by) };
}

/** Which act keeps these people from doing another (B2). */
export function actedBefore(
  state: CaseState,
  acts: readonly string[] | undefined,
  ids: readonly string[],
): string | null {
  return (
    acts?.find((act) => Object.hasOwn(state.acts, act) && state.acts[act]!.some((id) => ids.includes(id))) ??
    null
  );
}

function admitPayload(event: EventPlan, sent: ChartEvent): void {
  if (event.takesNothing && Object.keys(sent).length === 1) return;
  const { type: _, ...payload } = sent;
  const fault = event.check(payload as JsonObject);
  if (fault !== null)
    throw new StepFault(
      refusal(
        "invalid-payload",
        { event: event.definition.title, fault: fault.message },
        { path: fault.path },
      ),
    );
}

/** The payload's schema may allow more than the ballot knows. */
function admitChoice(event: EventPlan, { plan }: TakingBallot, sent: ChartEvent): void {
  const { choice, choices } = plan.definition;
  if (choices.includes(sent[choice] as string)) return;
  const fault = {
    en: `one of ${choices.join(", ")} is expected`,
    "zh-CN": `应为${choices.join("、")}之一`,
  };
  throw new StepFault(
    refusal("invalid-payload", { event: event.definition.title, fault }, { path: `/${choice}` }),
  );
}

function admitVoter(
  run: Run,
  event: EventPlan,
  ballots: TakingBallot[],
  sent: ChartEvent,
  by: Principal,
): NonNullable<Admitted["seat"]> {
  const found = seatFor(ballots, by.id, rolesOf(run, sent, by));
  if (!found.ok) throw new StepFault(voterRefusals[found.code](run, event, ballots, by));
  return { ballot: found.ballot, seat: found.seat };
}

const voterRefusals: Record<
  "not-now" | "not-permitted" | "already-voted",
  (run: Run, event: EventPlan, ballots: TakingBallot[], by: Principal) => Refusal
> = {
  "not-now": ({ plan, state }, event, [ballot]) =>
    ballot?.plan.definition.order === "sequential" ? refusal("not-now.turn", {}) : notNow(plan, state, event),
  "already-voted": () => refusal("already-voted", {}),
  "not-permitted": (_run, _event, ballots, by) => {
    const own = ballots.find(({ ballot }) => ballot.electors.some(({ voters }) => voters.includes(by.id)));
    if (own === undefined) return refusal("not-permitted.elector", {});
    const { electors, recused } = own.ballot;
    const gone = recused.some(({ elector }) =>
      electors.some(({ id, voters }) => id === elector && voters.includes(by.id)),
    );
    return gone ? refusal("not-permitted.recused", {}) : refusal("not-permitted.absent", {});
  },
};

/** All roles of a person, those of the case included. */
function rolesOf(run: Run, sent: ChartEvent, by: Principal): string[] {
  const held = [...run.plan.roles]
    .filter(([name, role]) => role.kind !== "directory" && actingFor(run, [name], sent, by) !== null)
    .map(([name]) => name);
  return [...by.roles, ...held];
}

// ------------------------------------------------------------- why it is refused

function narrowedOut(plan: Plan, event: EventPlan, named: readonly TransitionPlan[]): Refusal {
  const roles = [...new Set(named.flatMap(({ chart }) => chart.by ?? []))];
  if (roles.length > 0) return forOthers(plan, roles);
  return keptApart(
    plan,
    named.flatMap(({ chart }) => chart.apartFrom ?? [])[0] ?? "",
    event.definition.title,
  );
}

function forOthers(plan: Plan, roles: readonly string[]): Refusal {
  return refusal("not-permitted", { roles: roleNames(plan, roles) }, { details: { roles: [...roles] } });
}

function keptApart(plan: Plan, act: string, event: EventPlan["definition"]["title"]): Refusal {
  return refusal("not-permitted.apart", { act: actTitle(plan, act), event }, { details: { apartFrom: act } });
}

/** No active state and no open ballot takes the event (A4). */
export function notNow(plan: Plan, state: CaseState, event: EventPlan): Refusal {
  const titles = eventsNamed(plan, state).map((name) => plan.events.get(name)!.definition.title);
  const { title } = event.definition;
  return titles.length === 0
    ? refusal("not-now.nothing", { event: title })
    : refusal("not-now", { event: title, events: joined(titles) });
}

/** Transitions of active states that name an event and do not forbid it. */
export function namedNow(plan: Plan, state: CaseState, event: string): TransitionPlan[] {
  const found: TransitionPlan[] = [];
  const named = plan.named.get(event);
  if (named !== undefined)
    for (const [source, transitions] of named)
      if (Object.hasOwn(state.entered, source))
        for (const transition of transitions)
          if (!transition.chart.forbidden && isOpen(state, transition.chart)) found.push(transition);
  return found;
}

/** Events that active states and open ballots name, in the order in which they are declared; but those by which something is taken back. */
export function eventsNamed(plan: Plan, state: CaseState): string[] {
  return [...plan.events.keys()].filter(
    (name) =>
      !plan.takeBacks.events.has(name) &&
      (namedNow(plan, state, name).length > 0 || ballotsTaking(state, plan, name).length > 0),
  );
}
