import { procedureChart } from "../../engine/model/procedure-chart.ts";
import type { Chart } from "../../engine/model/chart-types.ts";
import type { Procedure } from "../../engine/model/types.ts";

const charts = new WeakMap<Procedure, Chart>();

/** The chart of a definition, read once for each. */
export function chartOf(definition: Procedure): Chart {
  const known = charts.get(definition);
  if (known !== undefined) return known;
  const chart = procedureChart(definition);
  charts.set(definition, chart);
  return chart;
}
