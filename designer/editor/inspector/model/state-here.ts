import { readChart } from "../../../../engine/model/chart.ts";
import { isObject } from "../../../../engine/model/is-object.ts";
import type { Chart, ChartState } from "../../../../engine/model/chart-types.ts";
import type { MachineConfig, Procedure, StateConfig } from "../../../../engine/model/types.ts";
import { statePointer, valueAt } from "../../document/place.ts";

/**
 * The chart of one state alone: itself, what it stands in, and its children without what they hold. All that the form of a state needs
 * to know with each key that is typed, at a small part of what reading the whole machine costs.
 */
export function chartHere({ machine }: Procedure, path: string): Chart | null {
  const written = valueAt({ machine }, statePointer(path));
  if (!isObject(written)) return null;
  const config: StateConfig = written;
  const key = `${machine.id} ${path}`;
  let known = charts.get(config);
  if (known === undefined) charts.set(config, (known = new Map()));
  let chart = known.get(key);
  if (chart === undefined) known.set(key, (chart = readChart(around(machine.id, path, config))));
  return chart;
}
const charts = new WeakMap<StateConfig, Map<string, Chart>>();

/** A state by its path, as far as it can be told from itself; undefined where there is none. */
export function stateHere(definition: Procedure, path: string): ChartState | undefined {
  return chartHere(definition, path)?.byPath.get(path);
}

function around(id: string, path: string, config: StateConfig): MachineConfig {
  const { states, ...own } = config;
  const children =
    typeof states === "object" && states !== null
      ? Object.fromEntries(Object.keys(states).map((key) => [key, {}]))
      : undefined;
  const self: StateConfig = { ...own, ...(children === undefined ? {} : { states: children }) };
  const keys = path === "" ? [] : path.split(".");
  return { ...keys.reduceRight<StateConfig>((inner, key) => ({ states: { [key]: inner } }), self), id };
}

/** Where a target that a state writes leads: `sibling`, `.child`, `#machine.path`; null where it leads nowhere. */
export function targetHere(definition: Procedure, source: string, written: string): string | null {
  const { id } = definition.machine;
  const parent = source.includes(".") ? source.slice(0, source.lastIndexOf(".")) : "";
  const join = (base: string, rest: string): string => (base === "" ? rest : `${base}.${rest}`);
  const path = written.startsWith("#")
    ? written === `#${id}`
      ? ""
      : written.startsWith(`#${id}.`)
        ? written.slice(id.length + 2)
        : null
    : written.startsWith(".")
      ? join(source, written.slice(1))
      : join(parent, written);
  return path !== null && valueAt(definition, statePointer(path)) !== undefined ? path : null;
}
