import type { Light } from "../model/index.ts";
import { isWithin } from "../model/index.ts";
import type { ClockPlan } from "./plan.ts";
import type { Run } from "./run.ts";
import { tasks } from "./tasks.ts";
import type { TaskDraft } from "./types.ts";

/** Keeps what a clock has shown, where that can be appealed against, with who answers for it where the definition does not say it (D4). */
export function keepShown(run: Run, name: string, light: Light): void {
  const clock = run.plan.clocks.find((one) => one.name === name)!;
  if (clock.appeal === null) return;
  const before = run.state.clocks[name]!;
  const isCard = light === "yellow" || light === "red";
  const answering = isCard && clock.appeal.definition.by === undefined ? answeringFor(run, clock) : undefined;
  const shown = { light, at: run.now, ...(answering === undefined ? {} : { answering }) };
  run.state.clocks = { ...run.state.clocks, [name]: { ...before, shown: [...(before.shown ?? []), shown] } };
}

/**
 * Those for whom something is to be done where the clock runs, in the innermost states that ask anybody: whoever may stop the case
 * from around these does not answer for it.
 */
function answeringFor(run: Run, { runs }: ClockPlan): { roles: string[]; ids: string[] } {
  const { plan, state, context } = run;
  const asked = tasks(plan, state, context).filter(
    ({ kind, acts }) => (kind === "state" || kind === "ballot") && acts === undefined,
  );
  const active = plan.chart.states.filter(({ path }) => Object.hasOwn(state.entered, path));
  const running = active.filter(({ tags }) => tags.includes(runs)).map(({ path }) => path);
  const found = new Set<TaskDraft>();
  for (const leaf of active.filter(({ type }) => type === "atomic"))
    for (
      let path: string | null = leaf.path;
      path !== null && running.some((one) => isWithin(path!, one));
      path = plan.chart.byPath.get(path)!.parent
    ) {
      const here = asked.filter((one) => one.state === path);
      here.forEach((one) => found.add(one));
      if (here.length > 0) break;
    }
  return {
    roles: [...new Set([...found].flatMap(({ roles }) => roles))],
    ids: [...new Set([...found].flatMap(({ ids }) => ids))],
  };
}
