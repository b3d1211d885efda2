import type { Light } from "../model/index.ts";
import { refusal } from "../model/index.ts";
import { keepShown } from "./answering.ts";
import { clockView, pauseClock, resumeClock, startClock } from "./clocks.ts";
import { StepFault } from "./fault.ts";
import { holdOf } from "./holding.ts";
import type { ClockPlan } from "./plan.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import { reckoned, timeOf } from "./timers.ts";
import type { ClockState, Note } from "./types.ts";

/** Clocks follow the tags of the active states: they start, pause and go on when a macrostep has come to rest. */
export function followTags(run: Run, tags: ReadonlySet<string>, event: ChartEvent): void {
  const held = holdOf(run.plan, run.state)?.stops ?? [];
  for (const clock of run.plan.clocks) {
    const runs = tags.has(clock.runs) && !tags.has(clock.stops) && !held.includes(clock.name);
    const state = run.state.clocks[clock.name];
    if (state === undefined ? runs : runs !== state.running)
      change(run, clock, runs ? (state === undefined ? "started" : "resumed") : "paused", event);
  }
}

/** All clocks of a case that has ended (A14). */
export function stopClocks(run: Run): void {
  for (const clock of run.plan.clocks)
    if (run.state.clocks[clock.name]?.running === true) change(run, clock, "stopped", null);
}

type Change = Extract<Note, { note: "clock" }>["change"];

function change(run: Run, clock: ClockPlan, how: Change, event: ChartEvent | null): void {
  const { zone } = run.plan;
  const state = run.state.clocks[clock.name];
  const next = reckoned(clock.name, (): ClockState => {
    if (state === undefined) return start(run, clock, event!);
    return how === "resumed" ? resumeClock(state, run.now, zone) : pauseClock(state, run.now, zone);
  });
  run.state.clocks = { ...run.state.clocks, [clock.name]: next };
  run.touch("clock", clock.name);
  noteClock(run, clock.name, how);
}

/** `from` and `limit` are evaluated at the first start (D2). */
function start(run: Run, { name, definition, limit, from }: ClockPlan, event: ChartEvent): ClockState {
  const count = run.evaluate(limit, run.state.data, event);
  if (typeof count !== "number") throw new StepFault(refusal("invalid-data.limit", { name }));
  const { unit, roll, lights } = definition;
  return startClock(
    {
      limit: count,
      unit,
      ...(roll === true ? { roll } : {}),
      ...(lights === undefined ? {} : { lights }),
      ...(from === null ? {} : { from: timeOf(name, run.evaluate(from, run.state.data, event)) }),
    },
    run.now,
    run.plan.zone,
  );
}

export function noteClock(run: Run, clock: string, change: Change): void {
  const { due } = clockView(run.state.clocks[clock]!, run.now, run.plan.zone);
  run.note({ note: "clock", clock, change, ...(due === undefined ? {} : { due }) });
}

/** A clock shows another light now: that is recorded, and kept where it can be appealed against. */
export function noteLight(run: Run, clock: string, light: Light): void {
  keepShown(run, clock, light);
  run.note({ note: "light", clock, light, at: run.now });
}
