import type { StateValue } from "../machine/types.ts";
import { procedureChart, type Chart, type Pack, type Procedure } from "../model/index.ts";
import { allRefusals } from "./refusals.ts";
import { every, journalOf, type Simulation } from "./simulation.ts";

/** How much of what there is was taken; `missing` names the rest in the order of the definition. */
export interface Coverage {
  all: number;
  taken: number;
  missing: string[];
}

/** What scenarios take of one procedure. */
export class Tracker {
  readonly chart: Chart;
  private readonly procedure: Procedure;
  private readonly entered = new Set<string>();
  private readonly taken = new Set<string>();
  private readonly refused = new Set<string>();

  constructor(procedure: Procedure) {
    this.procedure = procedure;
    this.chart = procedureChart(procedure);
  }

  /** Notes an entry of a journal: where it led, and through which transitions; a state may be entered and left within one. */
  note(value: StateValue, taken: readonly string[]): void {
    for (const path of activeStates(value)) this.entered.add(path);
    for (const id of taken) {
      this.taken.add(id);
      const transition = this.chart.transitions.find((one) => one.id === id);
      for (const path of transition === undefined ? [] : [transition.source, ...transition.targets])
        for (const outer of withAncestors(path)) this.entered.add(outer);
    }
  }

  /** Notes a refusal by its key; see {@link allRefusals}. */
  refuse(keys: readonly string[]): void {
    for (const key of keys) this.refused.add(key);
  }

  /** States that a case can be in: neither the root nor histories. */
  states(): Coverage {
    const all = this.chart.states.filter(({ path, type }) => path !== "" && type !== "history");
    return coverage(
      all.map(({ path }) => path),
      this.entered,
    );
  }

  /** Transitions that lead or do something; those that only forbid an event are never taken (A4). */
  transitions(): Coverage {
    const all = this.chart.transitions.filter(({ forbidden }) => !forbidden);
    return coverage(
      all.map(({ id }) => id),
      this.taken,
    );
  }

  /** Refusals that the definition can give, and those that were provoked. */
  refusals(): { all: string[]; taken: string[]; missing: string[] } {
    const all = allRefusals(this.procedure, this.chart);
    return {
      all,
      taken: all.filter((key) => this.refused.has(key)),
      missing: all.filter((key) => !this.refused.has(key)),
    };
  }
}

/** Trackers of all procedures of a pack. */
export function trackers(pack: Pack): Map<string, Tracker> {
  return new Map(Object.entries(pack.procedures).map(([id, procedure]) => [id, new Tracker(procedure)]));
}

/** Reads the journals of all cases of a simulation, also of those that the scenario's own case opened. */
export async function track(all: Map<string, Tracker>, simulation: Simulation): Promise<void> {
  for (const { id, procedure } of await every((page) => simulation.store.reader.cases(page)))
    for (const { value, taken } of await journalOf(simulation, id)) all.get(procedure)?.note(value, taken);
}

/** Dotted paths of the states of a value, outermost first. */
export function activeStates(value: StateValue, prefix = ""): string[] {
  if (typeof value === "string") return [prefix + value];
  return Object.entries(value).flatMap(([key, inner]) => [
    prefix + key,
    ...(inner === undefined ? [] : activeStates(inner, `${prefix}${key}.`)),
  ]);
}

function withAncestors(path: string): string[] {
  const parts = path.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

function coverage(all: string[], taken: ReadonlySet<string>): Coverage {
  const missing = all.filter((name) => !taken.has(name));
  return { all: all.length, taken: all.length - missing.length, missing };
}
