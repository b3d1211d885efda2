import type { ChartTransition } from "../chart-types.ts";
import { initialStates } from "../chart-relations.ts";
import type { Report } from "./report.ts";
import { circles } from "./rules.ts";
import { allActions, type Vocabulary } from "./vocabulary.ts";

/**
 * Procedures that open each other in a circle without anything that could end it (F2): nobody has to do anything, and no
 * condition has to hold, between the opening of one case and the opening of the next.
 */
export function checkCircles(
  words: ReadonlyMap<string, Vocabulary>,
  reports: ReadonlyMap<string, Report>,
): void {
  const opens = new Map([...words].map(([id, one]) => [id, opensByItself(one)]));
  const next = (id: string) => (opens.get(id) ?? []).map((one) => one.procedure);
  for (const circle of circles([...opens.keys()], next)) {
    const [first = "", second = first] = circle;
    const place = opens.get(first)?.find((one) => one.procedure === second)?.at ?? "";
    reports.get(first)?.add("procedures-in-a-circle", place, { names: [...circle, first].join(" → ") });
  }
}

/** The procedures of which a case opens one without an act of a person and without a condition. */
function opensByItself({ chart }: Vocabulary): { procedure: string; at: string }[] {
  const isFree = (transition: ChartTransition) =>
    transition.kind !== "event" && transition.guard === undefined && transition.index === 0;
  const reached = new Set(initialStates(chart, ""));
  let size = -1;
  while (size < reached.size) {
    size = reached.size;
    for (const transition of chart.transitions)
      if (reached.has(transition.source) && isFree(transition))
        for (const target of transition.targets)
          initialStates(chart, target).forEach((path) => reached.add(path));
  }
  const invoked = chart.states
    .filter((state) => reached.has(state.path))
    .flatMap((state) =>
      state.invokes.flatMap((invoke, index) =>
        invoke.src === "procedure" && invoke.input?.["each"] === undefined
          ? [
              {
                procedure: String(invoke.input?.["procedure"]),
                at: `/machine${state.pointer}/invoke${Array.isArray(state.config.invoke) ? `/${index}` : ""}`,
              },
            ]
          : [],
      ),
    );
  const opened = allActions(chart)
    .filter(({ action, state, transition }) => {
      if (action.type !== "openCase" || action.params?.["each"] !== undefined || !reached.has(state.path))
        return false;
      return transition === undefined || isFree(transition);
    })
    .map(({ action, pointer }) => ({
      procedure: String(action.params?.["procedure"]),
      at: `/machine${pointer}`,
    }));
  return [...invoked, ...opened];
}
