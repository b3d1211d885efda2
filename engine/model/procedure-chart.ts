import { isWithin } from "./chart-relations.ts";
import type { Chart, ChartTransition, Holding } from "./chart-types.ts";
import { apartFromOpening, approving } from "./approvers.ts";
import { readChart } from "./chart.ts";
import { goingBack, goingStraight } from "./returns.ts";
import { takingBack } from "./take-backs.ts";
import { timingOut } from "./timeouts.ts";
import type { HoldDefinition, Procedure } from "./types.ts";

/**
 * The chart that the cases of a procedure follow: its machine as it is written, and the transitions that `returns`, `holds`,
 * `timeouts`, `approvers` and `takeBacks` make (F3, F4, C13, H19, F8). Machine, coverage, checker and page all read this one. What
 * is written keeps its id; what is made takes the numbers after it, whatever its place: transitions are tried in the order of the
 * list. Never throws; what names no state is left out.
 */
export function procedureChart(
  procedure: Pick<
    Procedure,
    "machine" | "data" | "delays" | "returns" | "holds" | "timeouts" | "approvers" | "takeBacks"
  >,
): Chart {
  const written = readChart(procedure.machine);
  const returns = Object.entries(procedure.returns ?? {});
  const holds = Object.entries(procedure.holds ?? {});
  const timeouts = Object.entries(procedure.timeouts ?? {});
  const approvers = Object.entries(procedure.approvers ?? {});
  const takeBacks = Object.entries(procedure.takeBacks ?? {});
  if ([returns, holds, timeouts, approvers, takeBacks].every((made) => made.length === 0)) return written;

  const numbers = new Map<string, number>();
  for (const { id, index } of written.transitions) {
    const trigger = triggerOf(id);
    numbers.set(trigger, Math.max(numbers.get(trigger) ?? 0, index + 1));
  }
  const numbered = (transition: ChartTransition): ChartTransition => {
    const trigger = triggerOf(transition.id);
    const index = numbers.get(trigger) ?? 0;
    numbers.set(trigger, index + 1);
    return { ...transition, id: `${trigger}|${index}`, index };
  };

  const transitions = written.transitions.flatMap((transition) => [
    ...returns.flatMap(([name, one]) => goingStraight(written, name, one, transition)).map(numbered),
    withHolding(transition, holds),
  ]);
  transitions.push(
    ...returns.flatMap(([name, one]) => goingBack(written, procedure, name, one)).map(numbered),
    ...holds.flatMap(([name, hold]) => standingStill(written, name, hold)).map(numbered),
  );
  const back = takeBacks.flatMap(([name, one]) => takingBack(written, transitions, name, one)).map(numbered);
  transitions.push(
    ...timeouts.flatMap(([name, one]) => timingOut(written, transitions, procedure, name, one)).map(numbered),
  );
  transitions.push(
    ...approvers.flatMap(([name, one]) => approving(written, transitions, name, one)).map(numbered),
  );
  transitions.push(...back);
  const place = new Map(written.states.map(({ path }, index) => [path, index]));
  return {
    ...written,
    transitions: transitions
      .map((transition) =>
        apartFromOpening(
          transition,
          approvers.map(([, one]) => one),
        ),
      )
      .toSorted((a, b) => place.get(a.source)! - place.get(b.source)!),
  };
}

function triggerOf(id: string): string {
  return id.slice(0, id.lastIndexOf("|"));
}

/** A transition of the text that leads nowhere and stands in the states of a hold begins or ends it, so that actions can go with it. */
function withHolding(
  transition: ChartTransition,
  holds: readonly [string, HoldDefinition][],
): ChartTransition {
  const { event, source, targets, forbidden, reenter } = transition;
  if (event === undefined || targets.length > 0 || forbidden || reenter) return transition;
  const inside = holds.filter(([, hold]) => hold.in.some((state) => isWithin(source, state)));
  for (const does of ["begin", "end"] as const) {
    const names = inside
      .filter(([, hold]) => event === (does === "begin" ? hold.by : hold.end))
      .map(([name]) => name);
    if (names.length > 0) return { ...transition, holding: { does, names } };
  }
  return transition;
}

/** In each state of a hold a transition that begins it and one that ends it, unless one that always does is written there. They lead nowhere. */
function standingStill(chart: Chart, name: string, hold: HoldDefinition): ChartTransition[] {
  const isWritten = (made: ChartTransition) =>
    chart.transitions.some(
      ({ source, event, targets, guard, by, apartFrom, forbidden, reenter }) =>
        source === made.source &&
        event === made.event &&
        targets.length === 0 &&
        guard === undefined &&
        by === undefined &&
        apartFrom === undefined &&
        !forbidden &&
        !reenter,
    );
  const one = (source: string, event: string, does: Holding["does"]): ChartTransition => ({
    id: `${source}|on:${event}|`,
    source,
    kind: "event",
    event,
    index: 0,
    targets: [],
    actions: [],
    reenter: false,
    forbidden: false,
    holding: { does, names: [name] },
    pointer: chart.byPath.get(source)!.pointer,
    config: {},
  });
  return hold.in
    .filter((state) => chart.byPath.has(state))
    .flatMap((state) => [one(state, hold.by, "begin"), one(state, hold.end, "end")])
    .filter((made) => !isWritten(made));
}
