import type {
  ActionConfig,
  GuardConfig,
  InvokeConfig,
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
  /** What `returns` has made of it, where it does not stand in the text so. */
  returning?: Returning;
  /** It begins or ends a hold: made by `holds`, or a transition of the text on that event which leads nowhere. */
  holding?: Holding;
  /** What `timeouts` has made. */
  lapsing?: Lapsing;
  /** What `approvers` has made. */
  approving?: Approving;
  /** What `takeBacks` has made. */
  takingBack?: TakingBack;
  /** JSON pointer inside the machine; of a transition that was made, of the state or transition that it was made for. */
  pointer: string;
  config: TransitionConfig;
}

/** A transition that `returns` makes (F3). Stages are state paths. */
export type Returning =
  /** Goes back from a stage to an earlier one, where the event's `to` names it; `resume` lists what the sender may choose, the first where they do not. */
  | {
      does: "return";
      name: string;
      from: string;
      to: string;
      stage: string;
      resume: readonly ("rerun" | "back")[];
    }
  /** In place of a forward transition, while it is remembered that `from` has returned to one of `to`: straight to `from`. */
  | { does: "straight"; name: string; from: string; to: readonly string[]; insteadOf: string };

/** What a transition does to a hold (F4). */
export interface Holding {
  does: "begin" | "end";
  names: readonly string[];
}

/** A transition that `timeouts` makes (C13). */
export type Lapsing =
  /** `reminder` is its place in `remind`. */
  | { does: "remind"; name: string; reminder: number }
  | { does: "escalate" | "transfer"; name: string }
  /** The same as a transition of the state on an event, taken by the engine. */
  | { does: "pass" | "reject" | "end"; name: string; event: string; insteadOf: string };

/** A transition that `approvers` makes: the same as one of the stage on the event that passes it, taken by the engine (H19). */
export interface Approving {
  name: string;
  why: "repeated" | "self" | "empty";
  event: string;
  insteadOf: string;
}

/** A transition that `takeBacks` makes: back to the state from which what is taken back was sent (F8). */
export interface TakingBack {
  name: string;
  to: string;
  /** Ids of the transitions that are taken back by it. */
  of: readonly string[];
}

export interface ChartFault {
  code: "unknown-target" | "unknown-initial";
  /** JSON pointer inside the machine. */
  pointer: string;
  state: string;
  target: string;
}
