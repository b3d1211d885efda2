import type { CivilDate, Instant, Json } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { isCivilDate, parseInstant, TimeFault } from "../time/index.ts";
import { dueAfter, leftOf } from "./clocks.ts";
import type { Left } from "./clocks.ts";
import { StepFault } from "./fault.ts";
import { endsAt } from "./going-on.ts";
import { stilled } from "./holding.ts";
import type { DelayPlan } from "./plan-delays.ts";
import type { Run } from "./run.ts";
import type { ChartEvent, Context } from "./statechart.ts";
import type { Timer } from "./types.ts";

/**
 * Pending delays and closings. The engine keeps them: XState says when one begins (`xstate.raise`) and forgets it once a
 * case has been stored.
 */

/** Begins a delay of a state that is being entered, or lets it go on where the definition says so and the state is entered through history. */
export function beginTimer(
  run: Run,
  delay: DelayPlan,
  what: Pick<Timer, "id" | "kind" | "state">,
  data: Context,
  event: ChartEvent,
): void {
  const kept = takeKept(run, what.id);
  const ends =
    kept !== null && delay.definition.resume === true && isRestored(run, what.state)
      ? resumed(run, delay.name, kept)
      : evaluated(run, delay, data, event);
  const timer: Timer = { ...what, delay: delay.name, n: run.next(), ...ends };
  run.state.timers = [...run.state.timers.filter(({ id }) => id !== timer.id), stilled(run, timer)];
  if (timer.kind === "delay" && !delay.reminds)
    run.note({
      note: "delay",
      state: timer.state,
      delay: timer.delay,
      due: timer.due,
      ...(timer.provisional === true ? { provisional: true } : {}),
    });
}

/** Ends the delays of a state that is being left; what `resume` declares is kept for a way back through history (A12). */
export function endTimers(run: Run, state: string, ending: boolean): void {
  if (run.state.timers.length === 0) return;
  const ended = run.state.timers.filter((timer) => timer.state === state);
  if (ended.length === 0) return;
  run.state.timers = run.state.timers.filter((timer) => timer.state !== state);
  if (ending) return;
  for (const timer of ended)
    if (run.plan.delays.get(timer.delay)?.definition.resume === true)
      run.state.kept = {
        ...run.state.kept,
        [timer.id]: leftOf(timer, timer.still ?? run.now, run.plan.zone),
      };
}

/** Whether a state is entered, in this microstep, because a history remembers it. */
export function isRestored(run: Run, state: string): boolean {
  return run.restoring.some(({ parent, deep }) => {
    const inside =
      parent === "" ? state : state.startsWith(`${parent}.`) ? state.slice(parent.length + 1) : "";
    return inside !== "" && (deep || !inside.includes("."));
  });
}

/** What reckoning with time gives; a limit or date that is none refuses the step (C4). */
export function reckoned<T>(name: string, reckon: () => T): T {
  try {
    return reckon();
  } catch (thrown) {
    if (thrown instanceof TimeFault) throw new StepFault(refusal("invalid-data.limit", { name }));
    throw thrown;
  }
}

/** An instant or a civil date, as a rule may give it. */
export function timeOf(name: string, value: Json): Instant | CivilDate {
  const time = typeof value !== "string" ? null : isCivilDate(value) ? value : parseInstant(value);
  if (time === null) throw new StepFault(refusal("invalid-data.limit", { name }));
  return time;
}

function takeKept(run: Run, id: string): Left | null {
  const kept = run.state.kept;
  if (kept === undefined || !Object.hasOwn(kept, id)) return null;
  const { [id]: left, ...rest } = kept;
  if (Object.keys(rest).length === 0) delete run.state.kept;
  else run.state.kept = rest;
  return left as unknown as Left;
}

type Ends = Pick<Timer, "due" | "begin" | "limit" | "unit" | "roll" | "provisional">;

function evaluated(run: Run, delay: DelayPlan, data: Context, event: ChartEvent): Ends {
  const { name, definition } = delay;
  const { zone } = run.plan;
  if (delay.until !== null) {
    const until = timeOf(name, run.evaluate(delay.until, data, event));
    return { begin: run.now, due: reckoned(name, () => (isCivilDate(until) ? zone.endOf(until) : until)) };
  }
  const limit = run.evaluate(delay.limit!, data, event);
  if (typeof limit !== "number" || !("unit" in definition))
    throw new StepFault(refusal("invalid-data.limit", { name }));
  const from = delay.from === null ? run.now : timeOf(name, run.evaluate(delay.from, data, event));
  const { unit, roll } = definition;
  const due = reckoned(name, () => zone.due(from, limit, unit, { roll: roll === true }));
  return { begin: from, limit, unit, ...(roll === true ? { roll } : {}), ...endsAt(due) };
}

function resumed(run: Run, name: string, left: Left): Ends {
  const due = reckoned(name, () => dueAfter(left, run.now, run.plan.zone));
  if (left.unit === "milliseconds") return { begin: run.now, ...endsAt(due) };
  return {
    begin: run.now,
    limit: left.count,
    unit: left.unit,
    ...(left.roll ? { roll: true } : {}),
    ...endsAt(due),
  };
}
