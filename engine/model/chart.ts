import { pointer } from "./pointer.ts";
import type {
  ActionConfig,
  GuardConfig,
  InvokeConfig,
  JsonObject,
  MachineConfig,
  StateConfig,
  StateMeta,
  Text,
  TransitionConfig,
} from "./types.ts";

/**
 * A machine config read into flat lists, in the order in which it is written: what the checker, coverage, the canvas and
 * the machine share, so that states and transitions have the same names everywhere.
 */
export interface Chart {
  /** `machine.id`. */
  id: string;
  /** All states, outermost first; the root comes first and has the path `""`. */
  states: ChartState[];
  /** All transitions, in the order of their states; within a state `on`, `after`, `always`, `onDone`, `invoke`. */
  transitions: ChartTransition[];
  /** The same states by path. */
  byPath: ReadonlyMap<string, ChartState>;
  /** Targets and initial states that name no state. */
  faults: ChartFault[];
}

export type StateType = "atomic" | "compound" | "parallel" | "final" | "history";

export interface ChartState {
  /** Dotted path from the root, e.g. `meeting.voting`; `""` for the root. */
  path: string;
  key: string;
  type: StateType;
  /** Path of the parent; null for the root. */
  parent: string | null;
  /** 0 for the root. */
  depth: number;
  /** Paths of the children in the order of the text. */
  children: string[];
  /** Path of the initial child, where it names one. */
  initial?: string;
  history?: "shallow" | "deep";
  /** Where a history goes that remembers nothing. */
  historyTargets: string[];
  title?: Text;
  meta: StateMeta;
  tags: string[];
  invokes: InvokeConfig[];
  entry: ActionConfig[];
  exit: ActionConfig[];
  /** JSON pointer inside the machine. */
  pointer: string;
  config: StateConfig;
}

export type TransitionKind = "event" | "after" | "always" | "done" | "invoke-done" | "invoke-error";

export interface ChartTransition {
  /** `<source path>|<on:EVENT|after:delay|always|done|done:<invoke id>|error:<invoke id>>|<index>`; the same as long as the text is. */
  id: string;
  source: string;
  kind: TransitionKind;
  /** The event's name, for `event`. */
  event?: string;
  /** The delay's name, for `after`. */
  delay?: string;
  /** The id of the invocation, for `invoke-done` and `invoke-error`. */
  invoke?: string;
  /** Place among the transitions of one state for one trigger, from 0. */
  index: number;
  /** Paths of the target states; empty where it has none. */
  targets: string[];
  guard?: GuardConfig;
  actions: ActionConfig[];
  reenter: boolean;
  /** Neither target, actions nor reenter: it forbids the event (A4). */
  forbidden: boolean;
  title?: Text;
  by?: string[];
  apartFrom?: string[];
  /** JSON pointer inside the machine. */
  pointer: string;
  config: TransitionConfig;
}

export interface ChartFault {
  code: "unknown-target" | "unknown-initial";
  /** JSON pointer inside the machine. */
  pointer: string;
  state: string;
  target: string;
}

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

/** Whether `inner` is `outer` or lies inside it. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === "" || inner === outer || inner.startsWith(`${outer}.`);
}

/** Whether two states can be active at the same time: one lies inside the other, or they part at a parallel state. */
export function canBeActiveTogether(chart: Chart, a: string, b: string): boolean {
  if (isWithin(a, b) || isWithin(b, a)) return true;
  const left = a.split(".");
  const right = b.split(".");
  let shared = 0;
  while (left[shared] === right[shared]) shared++;
  return chart.byPath.get(left.slice(0, shared).join("."))?.type === "parallel";
}

/** Ids of all the states that are entered when `path` is entered by default: its ancestors are not among them. */
export function initialStates(chart: Chart, path: string): string[] {
  const state = chart.byPath.get(path);
  if (state === undefined) return [];
  const inner =
    state.type === "parallel" ? state.children : state.initial === undefined ? [] : [state.initial];
  return [
    path,
    ...inner
      .filter((child) => chart.byPath.get(child)?.type !== "history")
      .flatMap((child) => initialStates(chart, child)),
  ];
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

/** Targets are found as XState finds them: `sibling`, `sibling.child`, `.child`, `#machine.path`, `#id.path`. */
function resolver(machineId: string, byPath: ReadonlyMap<string, ChartState>) {
  const ids = new Map<string, string>([[machineId, ""]]);
  for (const state of byPath.values()) {
    const own = (state.config as StateConfig & { id?: unknown }).id;
    if (typeof own === "string" && !ids.has(own)) ids.set(own, state.path);
  }
  const known = (path: string) => (byPath.has(path) ? path : null);
  const absolute = (target: string) => {
    const [id = "", ...rest] = target.slice(1).split(".");
    const base = ids.get(id);
    return base === undefined ? null : known([base, ...rest].filter((part) => part !== "").join("."));
  };
  const fromParent = (state: ChartState, target: string) =>
    target.startsWith("#") ? absolute(target) : known(join(state.parent ?? "", target));
  return {
    fromParent,
    target(state: ChartState, target: string): string | null {
      if (target.startsWith("#")) return absolute(target);
      if (target.startsWith(".")) return known(join(state.path, target.slice(1)));
      return state.parent === null ? null : fromParent(state, target);
    },
  };
}

function actionList(value: ActionConfig | ActionConfig[] | undefined): ActionConfig[] {
  return list(value).filter((action) => isObject(action) && typeof action.type === "string");
}

function join(parent: string, key: string): string {
  return parent === "" ? key : `${parent}.${key}`;
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
