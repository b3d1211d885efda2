import { createActor, createMachine, fromTransition } from "xstate";
import type { AnyActorScope, AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from "xstate";
import { KnownMoves } from "./known-moves.ts";
import type { Change } from "./known-moves.ts";
import type { StateValue } from "./types.ts";

/**
 * XState as a pure function. This layer knows nothing of definitions: a config goes in, and a position (plain JSON) and an
 * event give the next position and, through the listener, what XState wants done, as data. Nothing is executed, no actor
 * lives, no timer runs; the scope in which XState acts is made once and is inert.
 */
export interface Statechart {
  readonly root: AnyStateNode;
  /** Enters the initial states with this context. Throws what an action throws, which XState by itself would swallow. */
  enter(context: Context, listener: ChartListener): ChartMove;
  /** One event with all the microsteps that it causes. The position must be active; it is not changed. */
  move(position: ChartPosition, event: ChartEvent, listener: ChartListener): ChartMove;
}

export type Context = Record<string, unknown>;
export type ChartEvent = { type: string; [key: string]: unknown };

export interface ChartPosition {
  value: StateValue;
  /** Id of a history node -> ids of the nodes it remembers. */
  history: Record<string, string[]>;
  context: Context;
}

export interface ChartMove extends ChartPosition {
  /** `error` where an error event found nobody to take it. */
  status: "active" | "done" | "error";
  tags: ReadonlySet<string>;
  output: unknown;
  error: unknown;
}

export interface ChartListener {
  /** An action that XState hands out, in order, with the context as it is by then. */
  action(action: ChartAction): void;
  /** After every microstep, with the event that it was for. Throw to stop. */
  microstep(event: ChartEvent): void;
}

export interface ChartAction {
  /** The action's name, or XState's: `xstate.raise` (with `delay`: a timer begins), `xstate.cancel`, `xstate.spawnChild`, `xstate.stopChild`. */
  type: string;
  params: unknown;
  context: Context;
  event: ChartEvent;
}

/** The type of the event with which XState enters the initial states. */
export const initialEvent = "xstate.init";

/** Actors that a config may name: they do nothing, and exist because XState drops the input of one that does not. */
export const inertActor = fromTransition((state: null) => state, null);

/**
 * Compiles a config of XState v5, in which functions may stand for guards and actions.
 *
 * @param implementations guards, actions, delays and actors by name, as `provide` takes them
 */
export function createStatechart(config: object, implementations: object = {}): Statechart {
  const machine = (createMachine({ ...config, context: initialContext }) as AnyStateMachine).provide(
    implementations,
  );
  const nodes = nodesById(machine.root);
  const places = new Map<string, RestingPlace>();
  const placesByValue = new WeakMap<object, RestingPlace>();
  let current: ChartListener | null = null;
  const moves = new KnownMoves(
    machine,
    [...nodes.values()].some(({ type }) => type === "history"),
  );
  const scope = inertScope(
    (action) => {
      moves.handsOut();
      current?.action(action);
    },
    (event) => {
      moves.counts();
      current?.microstep(event);
    },
    (change) => moves.does(change),
  );

  /** Where a machine comes to rest, made once for each state value: resolving one costs more than a step. */
  const placeOf = (value: StateValue): RestingPlace => {
    const seen = typeof value === "string" ? undefined : placesByValue.get(value);
    if (seen !== undefined) return seen;
    const key = keyOf(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    if (places.size >= restingPlacesKept) places.clear();
    const place = restingPlace(machine, value);
    places.set(key, place);
    if (typeof place.value !== "string") placesByValue.set(place.value, place);
    return place;
  };

  const nodeOf = (id: string): AnyStateNode => {
    const node = nodes.get(id);
    if (node === undefined) throw new Error(`The history remembers a state that does not exist: ${id}`);
    return node;
  };

  const listen = (listener: ChartListener, act: () => AnyMachineSnapshot): AnyMachineSnapshot => {
    const outer = current;
    current = listener;
    try {
      return act();
    } finally {
      current = outer;
    }
  };

  const valueOf = (value: StateValue): StateValue => placeOf(value).value;

  const arrive = (snapshot: AnyMachineSnapshot, history: Record<string, string[]>): ChartMove => ({
    value: valueOf(snapshot.value as StateValue),
    history,
    context: snapshot.context as Context,
    status: snapshot.status as ChartMove["status"],
    tags: snapshot.tags,
    output: snapshot.output,
    error: snapshot.error,
  });

  return {
    root: machine.root,
    enter(context, listener) {
      const snapshot = listen(listener, () => machine.getInitialSnapshot(scope, context));
      if (snapshot.status === "error") throw snapshot.error;
      return arrive(snapshot, idsOf(snapshot.historyValue));
    },
    move(position, event, listener) {
      const historyValue: Record<string, AnyStateNode[]> = {};
      for (const id in position.history) historyValue[id] = position.history[id]!.map(nodeOf);
      const { snapshot: resting } = placeOf(position.value);
      const before = { ...resting, context: position.context, historyValue } as AnyMachineSnapshot;
      const { known, made } = moves.move(
        resting,
        before,
        event,
        () => listen(listener, () => machine.transition(before, event, scope) as AnyMachineSnapshot),
        valueOf,
      );
      if (made !== undefined) {
        const { historyValue: after } = made;
        return arrive(made, after === historyValue ? position.history : idsOf(after));
      }
      let { context } = position;
      for (const change of known.changes) context = change(context, event, false);
      listener.microstep(event);
      const { value, tags } = known;
      const { history } = position;
      return { value, history, context, status: "active", tags, output: undefined, error: undefined };
    },
  };
}

/**
 * An action that changes the context in its turn, so that guards and later actions see it. XState's own `assign` merges, so that
 * nothing could be removed, and computes the state value anew each time; this one replaces.
 */
export function contextAction(change: Change): unknown {
  const action = (): never => {
    throw new Error("XState resolves this action and never calls it");
  };
  return Object.assign(action, {
    resolve(scope: InertScope, snapshot: AnyMachineSnapshot, args: { event: ChartEvent }) {
      scope.resolves(change);
      const next = change(snapshot.context as Context, args.event, snapshot.status === "done");
      return [next === snapshot.context ? snapshot : { ...snapshot, context: next }, undefined, undefined];
    },
  });
}

const restingPlacesKept = 2_000;

/** A state value and its snapshot, without context or history. Shared by all cases, so nothing of it may be changed. */
interface RestingPlace {
  value: StateValue;
  snapshot: AnyMachineSnapshot;
}

function restingPlace(machine: AnyStateMachine, written: StateValue): RestingPlace {
  const resolved = machine.resolveState({ value: written as never, context: {} }) as AnyMachineSnapshot;
  const value = inDocumentOrder(machine.root, resolved.value as StateValue);
  const active = [...resolved._nodes].sort((a, b) => a.order - b.order);
  return { value, snapshot: { ...resolved, _nodes: active, value } as AnyMachineSnapshot };
}

function initialContext({ input }: { input: unknown }): Context {
  return input as Context;
}

interface InertScope extends AnyActorScope {
  /** Told of every context action that XState resolves. */
  resolves(change: Change): void;
}

/** A scope in which nothing happens. XState reads `self.system` and puts each action it resolves to `actionExecutor`. */
function inertScope(
  act: (action: ChartAction) => void,
  microstep: (event: ChartEvent) => void,
  resolves: (change: Change) => void,
): InertScope {
  const self = createActor(inertActor);
  const system = self.system as typeof self.system & { _sendInspectionEvent: (happening: Happening) => void };
  system._sendInspectionEvent = (happening) => {
    if (happening.type === "@xstate.microstep") microstep(happening.event);
  };
  return {
    self,
    id: "",
    sessionId: "",
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    system,
    resolves,
    actionExecutor: (action) =>
      act({
        type: action.type,
        params: action.params,
        context: action.info.context as Context,
        event: action.info.event as ChartEvent,
      }),
  };
}

/** What XState tells its inspectors. */
interface Happening {
  type: string;
  event: ChartEvent;
}

function nothing(): void {}

function nodesById(root: AnyStateNode): Map<string, AnyStateNode> {
  const found = new Map<string, AnyStateNode>();
  const add = (node: AnyStateNode): void => {
    found.set(node.id, node);
    Object.values(node.states).forEach(add);
  };
  add(root);
  return found;
}

function idsOf(historyValue: Record<string, AnyStateNode[]>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(historyValue).map(([id, remembered]) => [id, remembered.map((node) => node.id)]),
  );
}

/** State names hold no control characters, so that these texts differ where the values do. */
function keyOf(value: StateValue | undefined): string {
  if (typeof value === "string") return value;
  if (value === undefined) return "";
  let key = "\u0001";
  for (const name in value) key += `${name}\u0002${keyOf(value[name])}\u0003`;
  return key;
}

/**
 * Regions in the order of the text. XState takes them in the order of the value that it is given, which may have been stored
 * with sorted keys; so that a restored case does as one that was never stored, the order is the text's (A17).
 */
function inDocumentOrder(node: AnyStateNode, value: StateValue): StateValue {
  if (typeof value === "string") return value;
  const names = Object.keys(value);
  const ordered: Record<string, StateValue> = {};
  for (const name of names.length === 1 ? names : Object.keys(node.states))
    if (name in value) ordered[name] = inDocumentOrder(node.states[name]!, value[name]!);
  return Object.freeze(ordered);
}
