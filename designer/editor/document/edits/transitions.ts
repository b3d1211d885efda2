import { readChart } from "../../../../engine/model/chart.ts";
import type { ChartTransition } from "../../../../engine/model/chart-types.ts";
import { pointer } from "../../../../engine/model/pointer.ts";
import type { Json, MachineConfig, StateConfig, TransitionConfig } from "../../../../engine/model/types.ts";
import { statePointer, valueAt, withValue } from "../place.ts";
import type { Edit, Edited, EditorDocument, Selected, Trigger } from "../types.ts";
import { addState, type NewState } from "./states.ts";
import { missing, refuse } from "./refuse.ts";
import { targetText, withoutTransition } from "./targets.ts";

export interface NewTransition {
  source: string;
  trigger: Trigger;
  /** Path of the state it leads to; none for one that only acts, or stands still. */
  target?: string;
  guard?: TransitionConfig["guard"];
}

/** Adds a transition behind those that a state has for the same trigger. */
export const addTransition: Edit<NewTransition> = (document, { source, trigger, target, guard }) => {
  const state = readChart(document.definition.machine).byPath.get(source);
  if (state === undefined) return missing(source);
  if (state.type === "final" || state.type === "history")
    return refuse("not-here", "Nothing leads on from an end or a way back.", "结束环节与历史节点没有出口。");
  const config: TransitionConfig = {
    ...(target === undefined ? {} : { target: targetText(document.definition.machine.id, source, target) }),
    ...(guard === undefined ? {} : { guard }),
  };
  return put(document, source, trigger, config);
};

/** A state behind another one, and the transition that leads there: how a procedure grows on the canvas. */
export const appendState: Edit<{ from: string; trigger: Trigger } & Omit<NewState, "parent" | "behind">> = (
  document,
  { from, trigger, ...state },
) => {
  const parent = from === "" ? "" : from.slice(0, Math.max(0, from.lastIndexOf(".")));
  const added = addState(document, { ...state, parent, behind: from.slice(from.lastIndexOf(".") + 1) });
  if (!added.ok) return added;
  const [made] = added.select as [Extract<Selected, { kind: "state" }>];
  const led = addTransition(added.document, { source: from, trigger, target: made.path });
  return led.ok ? { ...led, select: [made] } : led;
};

/** Takes transitions out. */
export const removeTransitions: Edit<{ ids: readonly string[] }> = (document, { ids }) => {
  const chart = readChart(document.definition.machine);
  const found = chart.transitions.filter(({ id }) => ids.includes(id));
  if (found.length === 0) return missing(ids[0] ?? "");
  // From the last to the first, so that the places of those before stay what they are.
  const machine = found
    .toReversed()
    .reduce((rest, { pointer: at }) => withoutTransition(rest, at), document.definition.machine);
  return { ok: true, document: withMachine(document, machine), select: [] };
};

/** Lets a transition lead to another state (`place`: which of its targets). Without one it leads nowhere: it acts, or forbids. */
export const retarget: Edit<{ id: string; target: string | null; place?: number }> = (
  document,
  { id, target, place = 0 },
) => {
  const found = transitionOf(document, id);
  if (found === undefined) return missing(id);
  const chart = readChart(document.definition.machine);
  if (target !== null && !chart.byPath.has(target)) return missing(target);
  const written = configOf(found);
  const text = target === null ? null : targetText(chart.id, found.source, target);
  const { target: old, ...rest } = written;
  const targets = Array.isArray(old) ? old : old === undefined ? [] : [old];
  const now =
    text === null
      ? targets.filter((_, n) => n !== place)
      : targets.length === 0
        ? [text]
        : targets.map((one, n) => (n === place ? text : one));
  const config: TransitionConfig =
    now.length === 0 ? rest : { ...written, target: now.length === 1 ? now[0]! : now };
  return {
    ok: true,
    document: withMachine(document, withValue(document.definition.machine, found.pointer, config as Json)),
  };
};

/** Lets a transition begin in another state, on the same trigger. */
export const resource: Edit<{ id: string; source: string }> = (document, { id, source }) => {
  const found = transitionOf(document, id);
  if (found === undefined) return missing(id);
  if (found.source === source) return { ok: true, document };
  const trigger = triggerOf(found);
  const state = readChart(document.definition.machine).byPath.get(source);
  if (state === undefined) return missing(source);
  if (state.type === "final" || state.type === "history")
    return refuse("not-here", "Nothing leads on from an end or a way back.", "结束环节与历史节点没有出口。");
  const machineId = document.definition.machine.id;
  const texts = found.targets.map((target) => targetText(machineId, source, target));
  const config: TransitionConfig = {
    ...configOf(found),
    ...(texts.length === 0 ? {} : { target: texts.length === 1 ? texts[0]! : texts }),
  };
  const without = withMachine(document, withoutTransition(document.definition.machine, found.pointer));
  return put(without, source, trigger, config);
};

/** Makes another trigger start a transition. */
export const setTrigger: Edit<{ id: string; trigger: Trigger }> = (document, { id, trigger }) => {
  const found = transitionOf(document, id);
  if (found === undefined) return missing(id);
  const without = withMachine(document, withoutTransition(document.definition.machine, found.pointer));
  return put(without, found.source, trigger, configOf(found));
};

/** Moves a transition among those of its state for the same trigger: the first whose guard holds is taken. */
export const reorderTransition: Edit<{ id: string; by: -1 | 1 }> = (document, { id, by }) => {
  const found = transitionOf(document, id);
  if (found === undefined) return missing(id);
  const holder = found.pointer.slice(0, found.pointer.lastIndexOf("/"));
  const list = valueAt(document.definition.machine, holder);
  const to = found.index + by;
  if (!Array.isArray(list) || to < 0 || to >= list.length) return { ok: true, document };
  const moved = list.toSpliced(found.index, 1).toSpliced(to, 0, list[found.index]!);
  return {
    ok: true,
    document: withMachine(document, withValue(document.definition.machine, holder, moved)),
    select: [{ kind: "transition", id: `${id.slice(0, id.lastIndexOf("|"))}|${to}` }],
  };
};

// ---------------------------------------------------------------- triggers and places

/** What starts a transition of a chart. */
export function triggerOf(transition: ChartTransition): Trigger {
  if (transition.kind === "event") return { on: transition.event ?? "" };
  if (transition.kind === "after") return { after: transition.delay ?? "" };
  if (transition.kind === "always") return { always: true };
  if (transition.kind === "done") return { done: true };
  return { invoke: transition.invoke ?? "", outcome: transition.kind === "invoke-done" ? "done" : "error" };
}

function transitionOf(document: EditorDocument, id: string): ChartTransition | undefined {
  return readChart(document.definition.machine).transitions.find((one) => one.id === id);
}

/** As it is written in full: a target alone is the short form. */
function configOf({ config }: ChartTransition): TransitionConfig {
  return config;
}

function withMachine(document: EditorDocument, machine: MachineConfig): EditorDocument {
  return { ...document, definition: { ...document.definition, machine } };
}

/** Puts a transition behind those that the state has for the trigger. */
function put(document: EditorDocument, source: string, trigger: Trigger, config: TransitionConfig): Edited {
  const base = statePointer(source);
  const state = valueAt(document.definition, base) as StateConfig | undefined;
  if (state === undefined) return missing(source);
  const place = placeOf(state, trigger);
  if (place === null) return missing("invoke" in trigger ? trigger.invoke : source);
  const at = base + place.at;
  const there = valueAt(document.definition, at);
  const before = there === undefined ? 0 : Array.isArray(there) ? there.length : 1;
  const written = (
    before === 0 ? config : [...(Array.isArray(there) ? there : [there!]), config as Json]
  ) as Json;
  return {
    ok: true,
    document: { ...document, definition: withValue(document.definition, at, written) },
    select: [{ kind: "transition", id: `${source}|${place.name}|${before}` }],
  };
}

/** Where a state writes the transitions of a trigger, and how the chart calls the trigger. */
function placeOf(state: StateConfig, trigger: Trigger): { at: string; name: string } | null {
  if ("on" in trigger) return { at: pointer("on", trigger.on), name: `on:${trigger.on}` };
  if ("after" in trigger) return { at: pointer("after", trigger.after), name: `after:${trigger.after}` };
  if ("always" in trigger) return { at: pointer("always"), name: "always" };
  if ("done" in trigger) return { at: pointer("onDone"), name: "done" };
  const listed = Array.isArray(state.invoke);
  const all = listed
    ? (state.invoke as { id: string }[])
    : state.invoke === undefined
      ? []
      : [state.invoke as { id: string }];
  const index = all.findIndex(({ id }) => id === trigger.invoke);
  if (index < 0) return null;
  const inside = listed ? pointer("invoke", index) : pointer("invoke");
  const member = trigger.outcome === "done" ? "onDone" : "onError";
  return { at: inside + pointer(member), name: `${trigger.outcome}:${trigger.invoke}` };
}
