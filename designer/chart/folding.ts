import type { Chart } from "../../engine/model/chart.ts";

/** More cards than this are too many to read at once: containers are folded to begin with. */
const readableCards = 44;

/** Containers that can be drawn as one card: all but regions, which have no meaning without their neighbours. */
export function foldable(chart: Chart): string[] {
  return chart.states
    .filter(
      (state) =>
        state.path !== "" &&
        state.children.length > 0 &&
        chart.byPath.get(state.parent ?? "")?.type !== "parallel",
    )
    .map((state) => state.path);
}

/** What is folded to begin with: nothing in a chart that can be read; in a large one what the case is not in. */
export function firstFolded(chart: Chart, active: string[] = []): Set<string> {
  const leaves = chart.states.filter((state) => state.children.length === 0);
  if (leaves.length <= readableCards) return new Set();
  return new Set(foldable(chart).filter((path) => !active.includes(path)));
}
