import type { Chart } from "./chart-types.ts";

/** Whether `inner` is `outer` or lies inside it. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === "" || inner === outer || inner.startsWith(`${outer}.`);
}

/** Whether two states can be active at the same time: one lies inside the other, or they part at a parallel state. */
export function canBeActiveTogether(chart: Chart, a: string, b: string): boolean {
  if (isWithin(a, b) || isWithin(b, a)) return true;
  const left = a.split(".");
  const right = b.split(".");
  let shared = 0;
  while (left[shared] === right[shared]) shared++;
  return chart.byPath.get(left.slice(0, shared).join("."))?.type === "parallel";
}

/** Ids of all the states that are entered when `path` is entered by default: its ancestors are not among them. */
export function initialStates(chart: Chart, path: string): string[] {
  const state = chart.byPath.get(path);
  if (state === undefined) return [];
  const inner =
    state.type === "parallel" ? state.children : state.initial === undefined ? [] : [state.initial];
  return [
    path,
    ...inner
      .filter((child) => chart.byPath.get(child)?.type !== "history")
      .flatMap((child) => initialStates(chart, child)),
  ];
}
