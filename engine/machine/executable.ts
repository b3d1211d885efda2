import type { ActionConfig, ChartState, ChartTransition, JsonObject, StateConfig } from "../model/index.ts";
import { canBeActiveTogether } from "../model/index.ts";
import type { Action } from "./actions/index.ts";
import { compileAction } from "./actions/index.ts";
import { copied, readAt, written } from "./data.ts";
import { compileApproval, enterStage } from "./approvers.ts";
import { beginHold, endHold } from "./holding.ts";
import { beginInvocation, endInvocations } from "./invoking.ts";
import { invocationKey } from "./plan-invocations.ts";
import type { Plan, TransitionPlan } from "./plan.ts";
import { forgetAt, forgetWithin, rememberReturn } from "./returning.ts";
import type { Run } from "./run.ts";
import { contextAction, createStatechart, inertActor } from "./statechart.ts";
import type { ChartAction, ChartEvent, ChartListener, ChartMove, Context } from "./statechart.ts";
import { compileTakeBack } from "./taking-back.ts";
import { compileLapse } from "./timeouts.ts";
import { beginTimer, endTimers } from "./timers.ts";

/** The definition's machine as XState executes it, and how a step listens to it. */
export interface Executable {
  /** Lets XState act for a step; what rules throw comes out as it was thrown. */
  enter(run: Run, data: JsonObject): ChartMove;
  move(run: Run, event: ChartEvent): ChartMove;
}

/**
 * Turns the machine of a definition into a config whose guards and actions are compiled. Delays, invocations, the order of
 * actions and all that a statechart is stay XState's; every state and transition says of itself when it is entered, left and taken.
 */
export function makeExecutable(plan: Plan): Executable {
  let current: Run | null = null;
  const run = (): Run => current!;
  const action = (act: Action) =>
    contextAction((context, event) => act(run(), context as JsonObject, event as ChartEvent));
  const actions = (configs: readonly ActionConfig[]) =>
    configs.map((config) => action(compileAction(config, plan)));
  const bySource = groupBySource(plan);

  const transition = (transitionPlan: TransitionPlan): object => {
    const { chart } = transitionPlan;
    const guarded =
      transitionPlan.guard !== null ||
      [chart.by, chart.apartFrom, chart.returning, chart.holding, chart.takingBack].some(
        (one) => one !== undefined,
      ) ||
      isOneOfSeveral(plan, chart);
    return {
      ...(chart.config.target === undefined ? {} : { target: chart.targets.map((path) => idOf(plan, path)) }),
      ...(guarded
        ? {
            guard: ({ context, event }: { context: Context; event: ChartEvent }) =>
              run().allows(transitionPlan, context, event),
          }
        : {}),
      ...(chart.reenter ? { reenter: true } : {}),
      actions: chart.forbidden ? [] : [action(takenBy(transitionPlan, plan)), ...actions(chart.actions)],
    };
  };

  const state = (path: string): object => {
    const { config, type, children, entry, exit, invokes, tags } = plan.chart.byPath.get(path)!;
    const { on, after, always, onDone, done, error } = bySource.get(path) ?? emptyTriggers();
    const built = (plans: TransitionPlan[]) => plans.map(transition);
    if (type === "history")
      return {
        type,
        history: config.history ?? "shallow",
        ...(config.target === undefined ? {} : { target: config.target }),
      };
    return {
      type,
      tags,
      ...(config.initial === undefined ? {} : { initial: config.initial }),
      ...(children.length === 0
        ? {}
        : { states: Object.fromEntries(children.map((child) => [keyOf(plan, child), state(child)])) }),
      entry: [action(enteredAs(path, plan)), ...actions(entry)],
      exit: [
        ...actions(exit),
        contextAction((context, _event, ending) => left(run(), path, context, ending)),
      ],
      on: mapValues(on, built),
      after: mapValues(after, built),
      ...(always.length === 0 ? {} : { always: built(always) }),
      ...(onDone.length === 0 ? {} : { onDone: built(onDone) }),
      ...(invokes.length === 0
        ? {}
        : {
            invoke: invokes.map(({ src, id }) => ({
              src,
              id,
              input: invocationKey(path, id),
              onDone: built(done[id] ?? []),
              onError: built(error[id] ?? []),
            })),
          }),
      ...outputOf(config, plan, run),
    };
  };

  const delays = Object.fromEntries([...plan.delays.keys()].map((name) => [name, notZero]));
  const actors = { ballot: inertActor, procedure: inertActor, call: inertActor };
  const chart = createStatechart({ ...state(""), id: plan.chart.id }, { delays, actors });
  const delayOf = new Map(
    plan.chart.transitions.flatMap(({ kind, delay, source }) =>
      kind === "after" ? [[delayEvent(plan, delay!, source), { delay: delay!, state: source }] as const] : [],
    ),
  );
  const handlers: Record<string, (action: ChartAction) => void> = {
    "xstate.raise": ({ params, context, event }) => {
      const { id } = params as { id: string };
      const { delay, state } = delayOf.get(id)!;
      beginTimer(run(), plan.delays.get(delay)!, { id, kind: "delay", state }, context, event);
    },
    "xstate.spawnChild": ({ params, context, event }) =>
      beginInvocation(run(), (params as { input: string }).input, context, event),
  };
  const listener: ChartListener = {
    action: (action) => handlers[action.type]?.(action),
    microstep: () => run().counted(),
  };
  const during = <T>(next: Run, act: () => T): T => {
    const outer = current;
    current = next;
    next.thrown = undefined;
    try {
      return act();
    } catch (thrown) {
      throw next.thrown ?? thrown;
    } finally {
      current = outer;
    }
  };
  return {
    enter: (next, data) => during(next, () => chart.enter(data, listener)),
    move(next, event) {
      const { value, history, data: context } = next.state;
      return during(next, () => chart.move({ value, history, context }, event, listener));
    },
  };
}

/** Whether its event may lead somewhere from another active state too: who may send it there is then asked here by itself (H6, C14). */
function isOneOfSeveral(plan: Plan, { event, source }: ChartTransition): boolean {
  const states = event === undefined ? undefined : plan.named.get(event);
  if (states === undefined || states.size === 1) return false;
  return [...states.keys()].some(
    (other) => other !== source && canBeActiveTogether(plan.chart, other, source),
  );
}

/** Provided for every delay: one that is not, or gives no number, fires at once. When it is due the engine reckons itself. */
const notZero = 1;

/** XState's type for the event of a delay. */
export function delayEvent(plan: Plan, delay: string, state: string): string {
  return `xstate.after.${delay}.${nodeId(plan, state)}`;
}

/** XState's id of a state. */
export function nodeId(plan: Plan, path: string): string {
  return path === "" ? plan.chart.id : `${plan.chart.id}.${path}`;
}

function idOf(plan: Plan, path: string): string {
  return `#${nodeId(plan, path)}`;
}

function keyOf(plan: Plan, path: string): string {
  return plan.chart.byPath.get(path)!.key;
}

function enteredAs(path: string, { approvers }: Plan): Action {
  const stages = approvers.get(path);
  return (run, data) => {
    run.enter(path);
    forgetAt(run, path);
    if (stages !== undefined) enterStage(run, stages);
    return data;
  };
}

/** After the state's own exit actions: nothing of it goes on. A case that has ended stays in the states in which it has. */
function left(run: Run, path: string, context: Context, ending: boolean): Context {
  endTimers(run, path, ending);
  endInvocations(run, path);
  if (ending) return context;
  run.leave(path);
  forgetWithin(run, path);
  return context;
}

/** Before the transition's own actions: it is recorded, and what the event `saves` is copied, once for all regions. */
function takenBy({ chart }: TransitionPlan, plan: Plan): Action {
  const histories = historiesOf(plan, chart.targets);
  const { returning, holding, lapsing, approving } = chart;
  const byEngine = approving?.event ?? (lapsing !== undefined && "event" in lapsing ? lapsing.event : null);
  const saved = plan.events.get(byEngine ?? chart.event ?? "")?.saved ?? [];
  const before = compileLapse(chart, plan) ?? compileApproval(chart, plan) ?? compileTakeBack(chart, plan);
  return (run, data, event) => {
    run.taken(chart.id);
    if (returning?.does === "return") rememberReturn(run, returning, event);
    if (holding?.does === "begin") beginHold(run, holding.names[0]!);
    else if (holding?.does === "end") endHold(run);
    for (const { path, parent, history } of histories)
      if (Object.hasOwn(run.state.history, nodeId(plan, path)) || run.exited.includes(parent!))
        run.restoring.push({ parent: parent!, deep: history === "deep" });
    before?.(run, data, event);
    if (saved.length === 0 || (byEngine === null && (run.asked === null || run.asked.saved))) return data;
    if (run.asked !== null) run.asked.saved = true;
    return saved.reduce((result, { path }) => {
      const value = readAt(event as JsonObject, path);
      return value === undefined ? result : written(result, path, copied(value));
    }, data);
  };
}

/** Histories through which the targets of a transition may be entered. */
function historiesOf(plan: Plan, targets: readonly string[]): ChartState[] {
  const found: ChartState[] = [];
  const visit = (path: string): void => {
    const state = plan.chart.byPath.get(path);
    if (state === undefined) return;
    if (state.type === "history") found.push(state);
    else if (state.type === "parallel")
      state.children.filter((child) => !isHistory(plan, child)).forEach(visit);
    else if (state.initial !== undefined) visit(state.initial);
  };
  targets.forEach(visit);
  return found;
}

function isHistory(plan: Plan, path: string): boolean {
  return plan.chart.byPath.get(path)?.type === "history";
}

/** What a final state hands to `onDone` of its parent. The output of the case itself is reckoned when it has ended. */
function outputOf({ type, output }: StateConfig, plan: Plan, run: () => Run): object {
  if (type !== "final" || output === undefined) return {};
  const template = plan.template(output);
  return {
    output: ({ context, event }: { context: Context; event: ChartEvent }) =>
      run().evaluate(template, context, event),
  };
}

interface Triggers {
  on: Record<string, TransitionPlan[]>;
  after: Record<string, TransitionPlan[]>;
  always: TransitionPlan[];
  onDone: TransitionPlan[];
  /** By id of the invocation. */
  done: Record<string, TransitionPlan[]>;
  error: Record<string, TransitionPlan[]>;
}

function emptyTriggers(): Triggers {
  return { on: {}, after: {}, always: [], onDone: [], done: {}, error: {} };
}

const places: Record<
  ChartTransition["kind"],
  (triggers: Triggers, chart: ChartTransition) => TransitionPlan[]
> = {
  event: ({ on }, { event }) => (on[event!] ??= []),
  after: ({ after }, { delay }) => (after[delay!] ??= []),
  always: ({ always }) => always,
  done: ({ onDone }) => onDone,
  "invoke-done": ({ done }, { invoke }) => (done[invoke!] ??= []),
  "invoke-error": ({ error }, { invoke }) => (error[invoke!] ??= []),
};

function groupBySource(plan: Plan): Map<string, Triggers> {
  const found = new Map<string, Triggers>();
  for (const transition of plan.transitions.values()) {
    const { source, kind } = transition.chart;
    const triggers = found.get(source) ?? emptyTriggers();
    places[kind](triggers, transition.chart).push(transition);
    found.set(source, triggers);
  }
  return found;
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
