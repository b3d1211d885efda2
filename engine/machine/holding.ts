import type { HoldDefinition, Refusal } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { goesOn } from "./going-on.ts";
import type { Plan } from "./plan.ts";
import type { Run } from "./run.ts";
import type { CaseState, EntryDraft, HoldState, HoldView, Timer } from "./types.ts";

/**
 * Holds (F4): while one stands, the case leaves no state but by what the hold allows. Delays, ballots and what was invoked stand
 * still and are kept, the clocks named stop. What is answered meanwhile is kept with its invocation, what a clock or an obligation
 * sends is kept with the hold; the machine is told of both when it ends.
 */

/** Timers that stand still with a hold. */
const standing: ReadonlySet<Timer["kind"]> = new Set(["delay", "close"]);

/** The hold that stands, as it is defined; null where none does. */
export function holdOf({ procedure }: Pick<Plan, "procedure">, { hold }: CaseState): HoldDefinition | null {
  return hold === undefined ? null : procedure.holds![hold.name]!;
}

/** Why an event is not taken while a hold stands: neither what ends it nor among what it allows. */
export function heldBack(plan: Plan, state: CaseState, event: string): Refusal | null {
  if (state.hold === undefined) return null;
  const hold = holdOf(plan, state)!;
  if (event === hold.end || (hold.allows?.includes(event) ?? false)) return null;
  const { title, end } = holdView(plan, state)!;
  return refusal("suspended.hold", { hold: title, end: end.title }, { details: { hold: state.hold.name } });
}

/** Begins a hold. Where one stands and allows this one to begin, this one takes its place, and what stands still goes on standing. */
export function beginHold(run: Run, name: string): void {
  const before = run.state.hold;
  if (before?.name === name) return;
  if (before !== undefined) run.note({ note: "hold", hold: before.name, change: "ended" });
  run.state.hold = { name, since: run.now, n: run.next(), waiting: before?.waiting ?? [] };
  run.state.timers = run.state.timers.map((timer) => stilled(run, timer));
  run.note({ note: "hold", hold: name, change: "began" });
}

/** A timer as it has to be while a hold stands, or none. */
export function stilled({ state: { hold }, now }: Run, timer: Timer): Timer {
  return hold === undefined || timer.still !== undefined || !standing.has(timer.kind)
    ? timer
    : { ...timer, still: now };
}

/** Ends the hold: timers go on with what they had left, and what has waited is told. */
export function endHold(run: Run): void {
  const { hold } = run.state;
  if (hold === undefined) return;
  delete run.state.hold;
  run.state.timers = run.state.timers.map((timer) => {
    const { still, ...going } = timer;
    return still === undefined || still === run.now ? going : goesOn(going, still, run.now, run.plan.zone);
  });
  run.released = [...run.released, ...hold.waiting];
  for (const token of Object.keys(run.state.invocations)) {
    run.touch("ballot", token);
    run.touch("invocation", token);
  }
  for (const path of run.plan.approvers.keys())
    if (Object.hasOwn(run.state.entered, path)) run.touch("stage", path);
  run.note({ note: "hold", hold: hold.name, change: "ended" });
}

/** A hold is over once none of its states is active, whatever has led out of them. */
export function endHoldOutside(run: Run): void {
  if (run.state.hold === undefined) return;
  const inside = holdOf(run.plan, run.state)!.in;
  if (!inside.some((path) => Object.hasOwn(run.state.entered, path))) endHold(run);
}

/** Keeps for later what the engine would tell the machine now. */
export function keepBack(
  run: Run,
  hold: HoldState,
  kind: EntryDraft["kind"],
  event: HoldState["waiting"][number]["event"],
): void {
  run.state.hold = { ...hold, waiting: [...hold.waiting, { kind, event }] };
}

/** What a person is told of the hold that stands. */
export function holdView(plan: Plan, state: CaseState): HoldView | null {
  const definition = holdOf(plan, state);
  if (definition === null) return null;
  const { by, end, stops = [] } = definition;
  const titleOf = (event: string) => plan.events.get(event)!.definition.title;
  const { name, since } = state.hold!;
  return { hold: name, title: titleOf(by), since, end: { event: end, title: titleOf(end) }, stops };
}
