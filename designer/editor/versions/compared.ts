import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Procedure } from "../../../engine/model/types.ts";
import { ghostOf, type Compared } from "../canvas/ghosts.ts";
import { differenceMarks, statePairs, type Change } from "../diff/index.ts";
import { chartOf } from "../chart-of.ts";
import type { Selected } from "../document/types.ts";

/** Two versions on one diagram, and what of it a change is about; null where there is no diagram of either. */
export function comparisonOf(before: Procedure, after: Procedure, changes: readonly Change[]) {
  try {
    const compared = comparedOf(before, after, changes);
    const charts = { now: chartOf(after), old: chartOf(before), toAfter: compared.toAfter };
    const known = new Map(changes.map((change) => [change, shownOf(change, charts)]));
    return { compared, shown: (change: Change): readonly Selected[] => known.get(change) ?? [] };
  } catch {
    // A draft may be anything: what cannot be read as a machine is compared in words and as text.
    return null;
  }
}

/** What the diagram of the later version needs to show how it differs from the earlier one. */
export function comparedOf(before: Procedure, after: Procedure, changes: readonly Change[]): Compared {
  const { toAfter } = statePairs(before, after);
  // What was removed is drawn as a ghost: its name may be another one's by now.
  const { states, transitions } = differenceMarks(
    changes.filter(({ kind, after: place }) => kind !== "removed" || place !== undefined),
  );
  return { before, toAfter, marks: { states, transitions } };
}

/**
 * What of the diagram a change is about: a stage or a way on, what was removed by its ghost, and of events, time limits, votes, returns,
 * taking back and suspensions whatever shows them. Empty where the diagram shows nothing of it.
 */
export function shownOf(
  { about, before, after }: Change,
  { now, old, toAfter }: { now: Chart; old: Chart; toAfter: Compared["toAfter"] },
): Selected[] {
  const isGone = after === undefined;
  if (about.kind === "state") {
    const path = isGone && /\/states\/[^/]+$/.test(before ?? "") ? ghostOf(about.path) : about.path;
    return path === "" ? [] : [{ kind: "state", path }];
  }
  if (about.kind === "transition") {
    const found = (isGone ? old : now).transitions.find(({ id }) => id === about.id);
    if (found === undefined) return [];
    if (found.targets.length > 0) return [{ kind: "transition", id: isGone ? ghostOf(about.id) : about.id }];
    // What leads nowhere stands on the card itself.
    const { source } = found;
    return [{ kind: "state", path: isGone ? (toAfter.get(source) ?? ghostOf(source)) : source }];
  }
  if (about.kind !== "part") return [];
  const { section, name } = about;
  const ways = now.transitions.filter(
    ({ event, delay, returning, takingBack, holding }) =>
      (section === "events" && event === name) ||
      (section === "delays" && delay === name) ||
      (section === "returns" && returning?.name === name) ||
      (section === "takeBacks" && takingBack?.name === name) ||
      (section === "holds" && holding?.names.includes(name)),
  );
  const stages = now.states.filter(
    ({ invokes, tags }) =>
      (section === "ballots" && invokes.some(({ id }) => id === name)) ||
      (section === "clocks" && tags.some((tag) => tag === `clock:${name}`)),
  );
  return [
    ...ways.map(({ id }): Selected => ({ kind: "transition", id })),
    ...stages.map(({ path }): Selected => ({ kind: "state", path })),
  ];
}
