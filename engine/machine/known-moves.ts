import type { AnyMachineSnapshot, AnyStateMachine } from "xstate";
import type { StateValue } from "./types.ts";

/** What an action makes of the context; `ending` is true for the exit actions of a machine that has come to its end. */
export type Change = (
  context: Record<string, unknown>,
  event: { type: string; [key: string]: unknown },
  ending: boolean,
) => Record<string, unknown>;

/** A microstep that XState has worked out once: which actions it runs, in order, and where it comes to rest. */
export interface KnownMove {
  changes: readonly Change[];
  value: StateValue;
  tags: ReadonlySet<string>;
}

type Transitions = ReturnType<AnyStateMachine["getTransitionData"]>;
/** Moves from one place by the transitions that are taken, one level for each. */
interface Branch {
  move: KnownMove | null;
  next: Map<Transitions[number], Branch>;
}
/** What was heard while XState worked out a move. */
interface Heard {
  changes: Change[];
  handedOut: boolean;
  microsteps: number;
}

const mostMoves = 2_000;

/**
 * Remembers what XState makes of the transitions that an event selects. Which are selected depends on guards, and XState is
 * asked each time; which states they leave and enter, and so which actions run, depends on nothing but the active states, as
 * long as there is no history. So it is worked out once for each place and each set of transitions.
 *
 * Only a move that is one microstep of context actions is remembered: not where anything is handed out (delays, invocations),
 * where an event of a finished state or a transition without an event may follow, or where the machine ends.
 */
export class KnownMoves {
  private readonly select: AnyStateMachine["getTransitionData"];
  private readonly hasHistory: boolean;
  private places = new WeakMap<AnyMachineSnapshot, Branch>();
  private kept = 0;
  private heard: Heard | null = null;
  /** What was selected for the step that XState is about to make, so that guards are asked once. */
  private selected: { before: AnyMachineSnapshot; transitions: Transitions } | null = null;

  /** @param hasHistory whether any state is a history: then what is entered depends on more than the active states */
  constructor(machine: AnyStateMachine, hasHistory: boolean) {
    this.select = machine.getTransitionData.bind(machine);
    this.hasHistory = hasHistory;
    machine.getTransitionData = (snapshot, event) => {
      const { selected } = this;
      if (selected?.before !== snapshot) return this.select(snapshot, event);
      this.selected = null;
      return selected.transitions;
    };
  }

  /** XState resolves a context action. */
  does(change: Change): void {
    this.heard?.changes.push(change);
  }
  /** XState hands out an action. */
  handsOut(): void {
    if (this.heard !== null) this.heard.handedOut = true;
  }
  /** XState has made a microstep. */
  counts(): void {
    if (this.heard !== null) this.heard.microsteps += 1;
  }

  /**
   * What is known of an event; or else XState makes its step, of which is remembered what can be.
   *
   * @param place the snapshot of the place, which is the same object each time the machine rests there
   * @param before the same with context and history
   * @param valueOf gives the value in the order of the text
   */
  move(
    place: AnyMachineSnapshot,
    before: AnyMachineSnapshot,
    event: Parameters<AnyStateMachine["getTransitionData"]>[1],
    step: () => AnyMachineSnapshot,
    valueOf: (value: StateValue) => StateValue,
  ): { known: KnownMove; made?: undefined } | { known?: undefined; made: AnyMachineSnapshot } {
    if (this.hasHistory) return { made: step() };
    const transitions = this.select(before, event);
    const known = this.known(place, transitions);
    if (known !== null) return { known };
    const { heard: outer } = this;
    const heard: Heard = { changes: [], handedOut: false, microsteps: 0 };
    this.heard = heard;
    this.selected = { before, transitions };
    try {
      const made = step();
      if (isWhole(heard, made)) {
        const { changes } = heard;
        this.keep(place, transitions, { changes, value: valueOf(made.value as StateValue), tags: made.tags });
      }
      return { made };
    } finally {
      this.heard = outer;
      this.selected = null;
    }
  }

  private known(place: AnyMachineSnapshot, transitions: Transitions): KnownMove | null {
    let branch = this.places.get(place);
    for (const transition of transitions) branch = branch?.next.get(transition);
    return branch?.move ?? null;
  }

  private keep(place: AnyMachineSnapshot, transitions: Transitions, move: KnownMove): void {
    if (this.kept >= mostMoves) {
      this.places = new WeakMap();
      this.kept = 0;
    }
    let branch = this.places.get(place);
    if (branch === undefined) this.places.set(place, (branch = newBranch()));
    for (const transition of transitions) {
      const next: Branch = branch.next.get(transition) ?? newBranch();
      branch.next.set(transition, next);
      branch = next;
    }
    branch.move = move;
    this.kept += 1;
  }
}

function newBranch(): Branch {
  return { move: null, next: new Map() };
}

/** Whether the step was one microstep of context actions, after which nothing can follow by itself. */
function isWhole({ handedOut, microsteps }: Heard, after: AnyMachineSnapshot): boolean {
  return (
    !handedOut &&
    microsteps === 1 &&
    after.status === "active" &&
    after._nodes.every(({ always }) => always === undefined)
  );
}
