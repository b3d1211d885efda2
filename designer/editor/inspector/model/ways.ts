import type { ChartTransition } from "../../../../engine/model/chart-types.ts";
import type { Procedure } from "../../../../engine/model/types.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Trigger } from "../../document/types.ts";
import { chartHere, stateHere, targetHere } from "./state-here.ts";

/** The ways on of a state as they are written, in their order. */
export function waysFrom(definition: Procedure, path: string): ChartTransition[] {
  const chart = chartHere(definition, path);
  if (chart === null) return [];
  return chart.transitions
    .filter(({ source }) => source === path)
    .map((way) => ({
      ...way,
      targets: [way.config.target ?? []].flat().flatMap((text) => targetHere(definition, path, text) ?? []),
    }));
}

/** A way on by its id; undefined for one that `returns` or `holds` made, and for none. */
export function wayOf(definition: Procedure, id: string): ChartTransition | undefined {
  return waysFrom(definition, id.slice(0, id.indexOf("|"))).find((one) => one.id === id);
}

/** Where a way on stands in the definition. */
export const wayPointer = (way: ChartTransition): string => pointer("machine") + way.pointer;

/** Whether two ways on answer to the same trigger: only then does their order mean anything. */
export function sameTrigger(one: string | undefined, other: string | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.slice(0, one.lastIndexOf("|")) === other.slice(0, other.lastIndexOf("|"))
  );
}

/** What may start a way on of a state, besides events and time limits, which are named. */
export function otherTriggers(definition: Procedure, path: string): Trigger[] {
  const state = stateHere(definition, path);
  if (state === undefined) return [];
  return [
    { always: true },
    ...(state.children.length > 0 && path !== "" ? [{ done: true } as const] : []),
    ...state.invokes.flatMap(({ id }): Trigger[] => [
      { invoke: id, outcome: "done" },
      { invoke: id, outcome: "error" },
    ]),
  ];
}

/** A trigger as one text, for a list of choices. */
export function triggerKey(trigger: Trigger): string {
  if ("on" in trigger) return "on";
  if ("after" in trigger) return "after";
  if ("always" in trigger) return "always";
  return "done" in trigger ? "done" : `${trigger.outcome}:${trigger.invoke}`;
}

/** A trigger for a new way on, or a changed one: the first that a state does not use yet. */
export function freshTrigger(definition: Procedure, path: string): Trigger {
  const used = new Set(waysFrom(definition, path).map(({ event }) => event));
  const free = Object.keys(definition.events).find((event) => !used.has(event));
  return free === undefined ? { always: true } : { on: free };
}
