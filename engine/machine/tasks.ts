import type { ChartState, Instant, JsonObject } from "../model/index.ts";
import { isWithin } from "../model/index.ts";
import { addresseesOf, whoHas } from "./actions/outward.ts";
import { appealTasks } from "./appeals.ts";
import { whoMayCast } from "./ballots/index.ts";
import { clockView } from "./clocks.ts";
import { heldBack, holdOf } from "./holding.ts";
import { awaited, handoversOf } from "./handovers.ts";
import { isStanding, rowOf } from "./obligations.ts";
import type { ObligationPlan } from "./plan-obligations.ts";
import type { Plan } from "./plan.ts";
import { idsIn, rolesNamed, system } from "./roles.ts";
import { Run } from "./run.ts";
import { standingLight } from "./shown-lights.ts";
import { askedWith } from "./stand-ins.ts";
import type { CaseState, Holding, StepContext, TaskDraft } from "./types.ts";
import { closesAt } from "./voting.ts";

/**
 * What can be done now, and by whom: one task for each active state whose events people may send, one for each vote that is asked
 * for, and one for each appeal that waits for its decision, also in a case that has ended.
 */
export function tasks(plan: Plan, state: CaseState, context: StepContext): TaskDraft[] {
  const run = new Run(plan, state, system, context);
  if (state.status !== "active") return appealTasks(run);
  const ofStates = plan.chart.states
    .filter(({ path }) => Object.hasOwn(state.entered, path))
    .flatMap((chart) => stateTasks(run, chart));
  return [
    ...ofStates,
    ...Object.keys(state.ballots).flatMap((token) => ballotTasks(run, token)),
    ...plan.obligations.flatMap((obligation) => obligationTasks(run, obligation)),
    ...holdTask(run),
    ...appealTasks(run),
  ];
}

/** Everybody for whom tasks are open; where a task waits for others, those. */
export function askedIn(drafts: readonly TaskDraft[]): { roles: string[]; ids: string[] } {
  return {
    roles: [...new Set(drafts.flatMap(({ roles }) => roles))],
    ids: [...new Set(drafts.flatMap(({ ids, awaits }) => awaits ?? ids))],
  };
}

/** A case that stands still waits for whoever lets it go on. */
function holdTask(run: Run): TaskDraft[] {
  const { plan, state } = run;
  const hold = holdOf(plan, state);
  if (hold === null) return [];
  const { title, by } = plan.events.get(hold.end)!.definition;
  // What other cases and schedules alone send is nobody's task (F7).
  if (by.length === 0) return [];
  return [
    {
      key: `hold:${state.hold!.name}:${state.hold!.n}`,
      kind: "state",
      state: hold.in.find((path) => Object.hasOwn(state.entered, path))!,
      title,
      ...whoHas(by, plan, run.scope(state.data, viewed), run.budget),
      events: [hold.end],
    },
  ];
}

const viewed = { type: "case.viewed" };

/** What is for whom the definition says, and beside it what somebody holds alone and what others are asked for (H2). */
function stateTasks(run: Run, chart: ChartState): TaskDraft[] {
  const held = handoversOf(run.state).held.filter(({ state }) => state === chart.path);
  if (held.length === 0) return listed(stateTask(run, chart, nothing));
  const handedOver = new Set(held.flatMap(({ events }) => events));
  const task = stateTask(run, chart, handedOver);
  const whole = stateTask(run, chart, new Set());
  if (whole === null) return [];
  const open = held.flatMap((holding) => heldTasks(run.state, whole, holding));
  return [...listed(task), ...open.filter(({ events, acts }) => events.length > 0 || acts !== undefined)];
}

const nothing: ReadonlySet<string> = new Set();

function listed(task: TaskDraft | null): TaskDraft[] {
  return task === null ? [] : [task];
}

function heldTasks(state: CaseState, whole: TaskDraft, holding: Holding): TaskDraft[] {
  const waits = awaited(holding);
  const { task: key, holder, chain, asked } = holding;
  // What a hold keeps back is nobody's task for so long (F4).
  const events = holding.events.filter((event) => whole.events.includes(event));
  const own: TaskDraft = {
    ...whole,
    key,
    ...askedWith(state, whole.state, { roles: [], ids: [holder] }),
    events,
    holder,
    ...(chain.length === 0 ? {} : { chain: chain.map(({ from }) => from) }),
    ...(waits.length === 0 ? {} : { awaits: waits }),
  };
  const { form: _, awaits: __, chain: ___, ...request } = own;
  const acts = [asked === undefined ? "sign" : "answer"];
  return [
    own,
    ...waits.map((id) => ({ ...request, key: `${key}>${id}`, roles: [], ids: [id], events: [], acts })),
  ];
}

function stateTask(run: Run, chart: ChartState, handedOver: ReadonlySet<string>): TaskDraft | null {
  const { plan, state } = run;
  const wanted = chart.meta.task;
  if (wanted === false) return null;
  const { events, roles, ofDirectory } = askingOf(run, chart, handedOver);
  const elsewhere = handedOver.size > 0 || state.hold !== undefined;
  if (events.length === 0 && (wanted === undefined || elsewhere)) return null;
  const data: JsonObject = state.data;
  const audience =
    wanted?.to !== undefined
      ? addresseesOf(wanted.to, plan)(run, data, viewed)
      : ofDirectory
        ? { roles, ids: [] }
        : whoHas(roles, plan, run.scope(data, viewed), run.budget);
  const asked = askedWith(state, chart.path, audience);
  const due = deadline(run, chart);
  const task: TaskDraft = {
    key: `${chart.path}:${state.entered[chart.path]!.n}`,
    kind: "state",
    state: chart.path,
    title: wanted?.title ?? chart.title ?? plan.procedure.title,
    roles: asked.roles,
    ids: asked.ids,
    events,
  };
  if (wanted?.form !== undefined) task.form = wanted.form;
  if (due !== undefined) task.due = due;
  return task;
}

/** What a state asks of people. */
interface Asking {
  events: string[];
  roles: string[];
  /** Whether nobody is asked but roles of the directory, which is so whatever the data say. */
  ofDirectory: boolean;
}

/** Of a plan by path, for cases without ballots, holds and hand-overs: nothing but the state decides it then. */
const usual = new WeakMap<Plan, Map<string, Asking>>();

function askingOf(run: Run, chart: ChartState, handedOver: ReadonlySet<string>): Asking {
  const { plan, state } = run;
  if (handedOver.size > 0 || state.hold !== undefined || Object.keys(state.ballots).length > 0)
    return askingNow(run, chart, handedOver);
  let known = usual.get(plan);
  if (known === undefined) usual.set(plan, (known = new Map<string, Asking>()));
  const before = known.get(chart.path);
  if (before !== undefined) return before;
  const asking = askingNow(run, chart, handedOver);
  // Its lists go into the tasks of every case.
  Object.freeze(asking.events);
  Object.freeze(asking.roles);
  known.set(chart.path, asking);
  return asking;
}

function askingNow(run: Run, chart: ChartState, handedOver: ReadonlySet<string>): Asking {
  const sent = eventsOf(run, chart);
  for (const event of handedOver) sent.delete(event);
  const roles = askedOf(run, chart, sent);
  const ofDirectory = roles.every((role) => (run.plan.roles.get(role)?.kind ?? "directory") === "directory");
  return { events: [...sent.keys()], roles, ofDirectory };
}

/** Events that the state itself names, with the roles that may send them; those by which a ballot takes votes are tasks of the ballot. */
function eventsOf(run: Run, chart: ChartState): Map<string, readonly string[]> {
  const { plan, state } = run;
  const votes = new Set(
    Object.values(state.ballots).map(({ ballot }) => plan.ballots.get(ballot)!.definition.cast),
  );
  const found = new Map<string, readonly string[]>();
  // The engine's own events (a light, a silent elector) are named by states too, and are nobody's task.
  for (const [event, { definition }] of plan.events) {
    const offered = (plan.named.get(event)?.get(chart.path) ?? []).filter(
      ({ chart: { forbidden, holding, takingBack } }) =>
        !forbidden && holding === undefined && takingBack === undefined,
    );
    // What nobody may send comes from other cases, and is nobody's task.
    const isSent = offered.length > 0 && definition.by.length > 0;
    if (!isSent || votes.has(event) || heldBack(plan, state, event) !== null) continue;
    const narrowed = offered.every((transition) => transition.chart.by !== undefined);
    found.set(event, narrowed ? offered.flatMap((transition) => transition.chart.by!) : definition.by);
  }
  // Going back can be done beside what is to be done; by itself it is nobody's task.
  return [...found.keys()].every((event) => isReturn(run, event, chart.path)) ? new Map() : found;
}

/** Roles that are asked to do something in a state: those who can do no more than go back are not. */
function askedOf(run: Run, chart: ChartState, sent: ReadonlyMap<string, readonly string[]>): string[] {
  const asking = [...sent].filter(([event]) => !isReturn(run, event, chart.path));
  return [...new Set(asking.flatMap(([, roles]) => roles))];
}

function isReturn({ plan }: Run, event: string, state: string): boolean {
  const named = plan.named.get(event)?.get(state) ?? [];
  return named.every(({ chart: { returning } }) => returning?.does === "return");
}

/** The earliest delay of the state that is no reminder, or red light of a clock that its tags let run, unless what it shows was set aside. */
function deadline({ plan, state, now }: Run, { path, tags }: ChartState): Instant | undefined {
  const times = state.timers
    .filter(
      (timer) =>
        timer.kind === "delay" &&
        timer.state === path &&
        timer.still === undefined &&
        plan.delays.get(timer.delay)?.reminds !== true,
    )
    .map(({ due }) => due);
  for (const { name, runs } of plan.clocks) {
    const clock = state.clocks[name];
    const counts = clock !== undefined && tags.includes(runs) && standingLight(clock) === clock.light;
    const due = counts ? clockView(clock, now, plan.zone).due : undefined;
    if (due !== undefined) times.push(due);
  }
  return times.length === 0 ? undefined : times.reduce((first, due) => (due < first ? due : first));
}

function ballotTasks(run: Run, token: string): TaskDraft[] {
  const { plan, state } = run;
  const ballot = state.ballots[token]!;
  const { name, definition } = plan.ballots.get(ballot.ballot)!;
  const invocation = state.invocations[token];
  if (invocation === undefined || !Object.hasOwn(state.entered, invocation.state)) return [];
  if (heldBack(plan, state, definition.cast) !== null) return [];
  const { ids, roles } = whoMayCast(ballot, definition);
  const due = closesAt(state, token);
  const task = {
    kind: "ballot" as const,
    state: invocation.state,
    ballot: name,
    title: definition.title ?? plan.events.get(definition.cast)!.definition.title,
    events: [
      definition.cast,
      ...(definition.recusal === undefined || roles.length > 0 ? [] : [definition.recusal]),
    ],
    ...(due === undefined ? {} : { due }),
  };
  if (roles.length > 0)
    return [
      { ...task, key: `${token}:casting`, ...whoHas(roles, plan, run.scope(state.data, viewed), run.budget) },
    ];
  const asked = new Set(ids);
  const done = new Set([...ballot.cast, ...ballot.recused].map(({ elector }) => elector));
  return ballot.electors
    .filter(({ id }) => !done.has(id))
    .map(({ id, voters }) => ({ id, voters: voters.filter((voter) => asked.has(voter)) }))
    .filter(({ voters }) => voters.length > 0)
    .map(({ id, voters }) => ({ ...task, key: `${token}:${id}`, roles: [], ids: voters }));
}

/** One for each row that is open, also where its date has passed. Its events are those of the states in which it stands. */
function obligationTasks(run: Run, obligation: ObligationPlan): TaskDraft[] {
  const { plan, state } = run;
  const { name, definition } = obligation;
  const rows = (state.obligations ?? []).filter((one) => one.obligation === name && isStanding(one));
  if (rows.length === 0) return [];
  const around = definition.in?.filter((path) => Object.hasOwn(state.entered, path)) ?? [""];
  const sent = new Map(
    plan.chart.states
      .filter(({ path }) => Object.hasOwn(state.entered, path) && around.some((one) => isWithin(path, one)))
      .flatMap((chart) => [...eventsOf(run, chart)]),
  );
  const roles =
    definition.to === undefined ? [...new Set([...sent.values()].flat())] : rolesNamed(definition.to);
  const scope = run.scope(state.data, viewed);
  const keys = new Map<string, number>();
  return rows.map((one): TaskDraft => {
    const inRow = { ...scope, row: rowOf(run, one), index: one.index! };
    const audience =
      obligation.to === null
        ? whoHas(roles, plan, inRow, run.budget)
        : { roles: [], ids: [...new Set(idsIn(obligation.to.evaluate(inRow, run.budget)))] };
    const before = keys.get(one.key) ?? 0;
    keys.set(one.key, before + 1);
    const { en, "zh-CN": zh } = definition.title;
    return {
      key: `due:${name}:${before}:${obligation.isConfidential ? one.n : one.key}`,
      kind: "obligation",
      state: around[0] ?? "",
      obligation: name,
      title: obligation.isConfidential
        ? definition.title
        : { en: `${en} (${one.key})`, "zh-CN": `${zh}（${one.key}）` },
      ...audience,
      events: [...sent.keys()],
      ...(one.due === null ? {} : { due: one.due }),
    };
  });
}
