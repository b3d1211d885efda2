import { join, resolver } from "./chart-targets.ts";
import type {
  Chart,
  ChartFault,
  ChartState,
  ChartTransition,
  StateType,
  TransitionKind,
} from "./chart-types.ts";
import { pointer } from "./pointer.ts";
import type { ActionConfig, JsonObject, MachineConfig, StateConfig, TransitionConfig } from "./types.ts";

export { canBeActiveTogether, initialStates, isWithin } from "./chart-relations.ts";
export type {
  Approving,
  Chart,
  ChartFault,
  ChartState,
  ChartTransition,
  Holding,
  Lapsing,
  Returning,
  StateType,
  TakingBack,
  TransitionKind,
} from "./chart-types.ts";

type Transitions = TransitionConfig | string | (TransitionConfig | string)[];

/**
 * Reads a machine config. Never throws for what is JSON: what is not shaped as it should be is left out, so that drafts can be drawn.
 *
 * @example readChart(procedure.machine).transitions[0].id // "admissibility|on:ADMIT|0"
 */
export function readChart(machine: MachineConfig): Chart {
  const states: ChartState[] = [];
  const byPath = new Map<string, ChartState>();
  const faults: ChartFault[] = [];
  const root = isObject(machine) ? machine : ({ id: "" } as MachineConfig);
  const id = typeof root.id === "string" ? root.id : "";

  const addState = (config: StateConfig, parent: ChartState | null, key: string, at: string): void => {
    const state = readState(config, parent, key, at);
    states.push(state);
    byPath.set(state.path, state);
    for (const [child, childConfig] of entries(config.states)) {
      if (!isObject(childConfig)) continue;
      state.children.push(join(state.path, child));
      addState(childConfig, state, child, at + pointer("states", child));
    }
  };
  addState(root, null, id, "");

  const resolve = resolver(id, byPath);
  for (const state of states) {
    const { initial, target } = state.config;
    if (typeof initial === "string") {
      const path = join(state.path, initial);
      if (byPath.has(path)) state.initial = path;
      else
        faults.push({
          code: "unknown-initial",
          pointer: state.pointer + pointer("initial"),
          state: state.path,
          target: initial,
        });
    }
    if (state.type === "history" && typeof target === "string") {
      const found = resolve.fromParent(state, target);
      if (found === null)
        faults.push({
          code: "unknown-target",
          pointer: state.pointer + pointer("target"),
          state: state.path,
          target,
        });
      else state.historyTargets.push(found);
    }
  }

  const transitions: ChartTransition[] = [];
  for (const state of states) {
    for (const { config, at, index, trigger, short, ...rest } of written(state)) {
      const targets: string[] = [];
      const listed = Array.isArray(config.target);
      list(config.target).forEach((target, place) => {
        if (typeof target !== "string") return;
        const found = resolve.target(state, target);
        if (found !== null) targets.push(found);
        else
          faults.push({
            code: "unknown-target",
            pointer: short ? at : at + (listed ? pointer("target", place) : pointer("target")),
            state: state.path,
            target,
          });
      });
      const actions = actionList(config.actions);
      const meta = isObject(config.meta) ? config.meta : {};
      transitions.push({
        id: `${state.path}|${trigger}|${index}`,
        source: state.path,
        ...rest,
        index,
        targets,
        ...(config.guard === undefined ? {} : { guard: config.guard }),
        actions,
        reenter: config.reenter === true,
        forbidden: config.target === undefined && actions.length === 0 && config.reenter !== true,
        ...(isObject(meta.title) ? { title: meta.title } : {}),
        ...(Array.isArray(meta.by) ? { by: meta.by } : {}),
        ...(Array.isArray(meta.apartFrom) ? { apartFrom: meta.apartFrom } : {}),
        pointer: at,
        config,
      });
    }
  }
  return { id, states, transitions, byPath, faults };
}

function readState(config: StateConfig, parent: ChartState | null, key: string, at: string): ChartState {
  const meta = isObject(config.meta) ? config.meta : {};
  return {
    path: parent === null ? "" : join(parent.path, key),
    key,
    type: typeOf(config),
    parent: parent === null ? null : parent.path,
    depth: parent === null ? 0 : parent.depth + 1,
    children: [],
    ...(config.history === "shallow" || config.history === "deep" ? { history: config.history } : {}),
    historyTargets: [],
    ...(isObject(meta.title) ? { title: meta.title } : {}),
    meta,
    tags: list(config.tags).filter((tag) => typeof tag === "string"),
    invokes: list(config.invoke).filter(isObject),
    entry: actionList(config.entry),
    exit: actionList(config.exit),
    pointer: at,
    config,
  };
}

/** As XState decides it: what is not said follows from what is there. */
function typeOf(config: StateConfig): StateType {
  const said = config.type;
  if (
    said === "atomic" ||
    said === "compound" ||
    said === "parallel" ||
    said === "final" ||
    said === "history"
  )
    return said;
  if (entries(config.states).length > 0) return "compound";
  return config.history === undefined ? "atomic" : "history";
}

interface Written {
  trigger: string;
  kind: TransitionKind;
  event?: string;
  delay?: string;
  invoke?: string;
  index: number;
  at: string;
  /** Written as the text of its target alone. */
  short: boolean;
  config: TransitionConfig;
}

function written(state: ChartState): Written[] {
  const { config } = state;
  const one = (
    value: Transitions | undefined,
    at: string,
    rest: Pick<Written, "trigger" | "kind" | "event" | "delay" | "invoke">,
  ): Written[] =>
    list(value).flatMap((item, index) => {
      const short = typeof item === "string";
      if (!short && !isObject(item)) return [];
      const config: TransitionConfig = short ? { target: item } : item;
      return [{ ...rest, index, at: Array.isArray(value) ? at + pointer(index) : at, short, config }];
    });
  const found = [
    ...entries(config.on).flatMap(([event, value]) =>
      one(value, state.pointer + pointer("on", event), { trigger: `on:${event}`, kind: "event", event }),
    ),
    ...entries(config.after).flatMap(([delay, value]) =>
      one(value, state.pointer + pointer("after", delay), {
        trigger: `after:${delay}`,
        kind: "after",
        delay,
      }),
    ),
    ...one(config.always, state.pointer + pointer("always"), { trigger: "always", kind: "always" }),
    ...one(config.onDone, state.pointer + pointer("onDone"), { trigger: "done", kind: "done" }),
  ];
  const many = Array.isArray(config.invoke);
  list(config.invoke).forEach((invoke, place) => {
    if (!isObject(invoke)) return;
    const at = state.pointer + (many ? pointer("invoke", place) : pointer("invoke"));
    const name = String(invoke.id);
    found.push(
      ...one(invoke.onDone, at + pointer("onDone"), {
        trigger: `done:${name}`,
        kind: "invoke-done",
        invoke: name,
      }),
      ...one(invoke.onError, at + pointer("onError"), {
        trigger: `error:${name}`,
        kind: "invoke-error",
        invoke: name,
      }),
    );
  });
  return found;
}

function actionList(value: ActionConfig | ActionConfig[] | undefined): ActionConfig[] {
  return list(value).filter((action) => isObject(action) && typeof action.type === "string");
}

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function entries<T>(value: Record<string, T> | undefined): [string, T][] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject<T>(value: T): value is T & JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
