import { isWithin, type ChartTransition } from "../model/index.ts";
import { without } from "./data.ts";
import { withdraw } from "./invoking.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";

/**
 * What `returns` remembers (F3): that a stage was sent back with `back`. The transitions themselves stand in the chart. It is
 * forgotten by another return, as soon as a later stage is entered, and when the state is left in which the stages are.
 */

/** A return is taken. */
export function rememberReturn(
  run: Run,
  { name, from, to, resume: may }: Extract<NonNullable<ChartTransition["returning"]>, { does: "return" }>,
  event: ChartEvent,
): void {
  const asked = may.find((one) => one === event["resume"]);
  const resume = asked ?? may[0] ?? "rerun";
  if (resume === "back") run.state.returned = { ...run.state.returned, [name]: { to, from } };
  else forget(run, name);
  dropKept(run, run.plan.returns.get(name)!.inside);
  run.note({ note: "returned", name, from, to, resume });
}

/**
 * What a return leaves is over, and so is what was left before between its stages: everything there is gone through again, or not
 * at all, also where `keep` and `resume` would let a way back through history find it again.
 */
function dropKept(run: Run, inside: string): void {
  const { exited, plan } = run;
  const { entered, invocations, kept } = run.state;
  const isOver = (path: string) =>
    isWithin(path, inside) && (exited.includes(path) || !Object.hasOwn(entered, path));
  for (const [token, { state }] of Object.entries(invocations)) if (isOver(state)) withdraw(run, token);
  if (kept === undefined) return;
  const over = plan.chart.states.filter(({ path }) => isOver(path));
  const rest = Object.entries(run.state.kept ?? {}).filter(
    ([id]) => !over.some(({ path }) => id.endsWith(`.${plan.chart.id}.${path}`)),
  );
  if (rest.length > 0) run.state.kept = Object.fromEntries(rest);
  else delete run.state.kept;
}

/** A state is entered: what led to a later stage has been done. */
export function forgetAt(run: Run, path: string): void {
  const { returned } = run.state;
  if (returned === undefined) return;
  for (const name of Object.keys(returned)) {
    const stages = run.plan.returns.get(name)!.stages;
    if (stages.indexOf(path) > stages.indexOf(returned[name]!.to)) forget(run, name);
  }
}

/** A state is left: a return within it has nothing to go on with. */
export function forgetWithin(run: Run, path: string): void {
  if (run.state.returned === undefined) return;
  for (const name of Object.keys(run.state.returned))
    if (run.plan.returns.get(name)!.inside === path) forget(run, name);
}

function forget(run: Run, name: string): void {
  const { returned } = run.state;
  if (returned === undefined) return;
  const rest = without(returned, name);
  if (Object.keys(rest).length > 0) run.state.returned = rest;
  else delete run.state.returned;
}
