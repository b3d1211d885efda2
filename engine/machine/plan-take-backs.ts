import type { Chart, Procedure } from "../model/index.ts";
import { regionOf } from "../model/index.ts";
import type { SentState } from "./types.ts";

/** What can be taken back of a procedure (F8). */
export interface TakeBackPlan {
  /** Events by which something is taken back. */
  events: ReadonlySet<string>;
  /** Under which names a transition is remembered as what was sent, by its id. */
  sends: ReadonlyMap<string, readonly Pick<SentState, "name" | "from" | "region">[]>;
}

export function planTakeBacks({ takeBacks = {} }: Procedure, chart: Chart): TakeBackPlan {
  const sends = new Map<string, Pick<SentState, "name" | "from" | "region">[]>();
  for (const { takingBack } of chart.transitions)
    for (const id of takingBack?.of ?? []) {
      const { name, to } = takingBack!;
      const known = sends.get(id) ?? [];
      if (!known.some((one) => one.name === name))
        sends.set(id, [...known, { name, from: to, region: regionOf(chart, to) }]);
    }
  return { events: new Set(Object.values(takeBacks).map(({ event }) => event)), sends };
}
