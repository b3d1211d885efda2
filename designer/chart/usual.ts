import { isWithin, type Chart, type ChartTransition } from "../../engine/model/chart.ts";
import { leaving, leavingWithin } from "./leaving.ts";

/**
 * The usual way through a chart, which is drawn straight. Of the transitions that lead on in the order of declaration, the one
 * is usual from which the way is still longest: what is returned, refused or withdrawn is soon at its end. Among equals the
 * first as declared.
 */
export function usualWay(chart: Chart): Set<string> {
  const place = new Map(chart.states.map((state, index) => [state.path, index]));
  const lengths = new Map<string, number>();
  const usual = new Set<string>();
  const leadsOn = (
    from: string,
    { kind, returning, takingBack, targets: [target] }: ChartTransition,
  ): boolean =>
    kind !== "invoke-error" &&
    returning === undefined &&
    takingBack === undefined &&
    target !== undefined &&
    place.get(target)! > place.get(from)! &&
    !isWithin(target, from);
  /** States that can still be passed, on the longest way that never goes back. */
  const length = (path: string): number => {
    const known = lengths.get(path);
    if (known !== undefined) return known;
    const found =
      1 +
      Math.max(
        0,
        ...leavingWithin(chart, path)
          .filter((transition) => leadsOn(path, transition))
          .map(({ targets }) => length(targets[0]!)),
      );
    lengths.set(path, found);
    return found;
  };
  for (const state of chart.states) {
    if (state.path === "") continue;
    const onward = leaving(chart, state.path)
      .filter((transition) => leadsOn(state.path, transition))
      .toSorted((a, b) => keyOrder(state.config, a) - keyOrder(state.config, b))
      .toSorted((a, b) => length(b.targets[0]!) - length(a.targets[0]!));
    if (onward[0]) usual.add(onward[0].id);
  }
  return usual;
}

/** States on the usual way from the initial ones, with their containers. */
export function onUsualWay(chart: Chart, usual: Set<string>): Set<string> {
  const next = new Map(
    chart.transitions.filter(({ id }) => usual.has(id)).map(({ source, targets }) => [source, targets[0]!]),
  );
  const found = new Set<string>();
  for (const { initial, children, type } of chart.states) {
    for (const first of type === "parallel" ? children : initial === undefined ? [] : [initial]) {
      const passed = new Set<string>();
      for (let at: string | undefined = first; at !== undefined && !passed.has(at); at = next.get(at)) {
        passed.add(at);
        for (
          let around: string | null = at;
          around !== null && around !== "";
          around = chart.byPath.get(around)?.parent ?? null
        )
          found.add(around);
      }
    }
  }
  return found;
}

/** Where a state writes the transition. */
function keyOrder(config: object, transition: ChartTransition): number {
  const key = {
    event: "on",
    after: "after",
    always: "always",
    done: "onDone",
    "invoke-done": "invoke",
    "invoke-error": "invoke",
  }[transition.kind];
  return Object.keys(config).indexOf(key);
}
