import { readChart } from "../../../../engine/model/chart.ts";
import type { StateType } from "../../../../engine/model/chart-types.ts";
import type { EventDefinition, Json, JsonObject, Text } from "../../../../engine/model/types.ts";
import { lastKey, parentPath, withMember, withValue } from "../place.ts";
import type { Edit, Edited, EditorDocument, Placed, Point, Selected, Trigger } from "../types.ts";
import { isPartName } from "./parts.ts";
import { missing } from "./refuse.ts";
import { addState, badKey, placed, taken } from "./states.ts";
import { addTransition } from "./transitions.ts";

/** An event that is declared together with the first transition it starts. */
export interface NewEvent {
  name: string;
  title: Text;
  by: string[];
}

export interface Grown {
  from: string;
  /** What starts the transition; one on a new event names it in `event`. */
  trigger: Trigger;
  event?: NewEvent;
  /** Where everything stands by now, kept with the step where the new state is put by hand. */
  places?: Readonly<Record<string, Placed>>;
}

/** A new state and the way to it from another one, on an event that there is or a new one: how a procedure grows on the canvas. */
export const growState: Edit<Grown & { type: StateType; title?: Text; parent?: string; at?: Point }> = (
  document,
  { from, trigger, event, places = {}, type, title, at, parent = parentPath(from) ?? "" },
) => {
  const declared = withEvent(document, event);
  if (!declared.ok) return declared;
  const sibling = parentPath(from) === parent ? lastKey(from) : undefined;
  const added = addState(
    { ...declared.document, layout: placed(declared.document.layout, places) },
    {
      parent,
      type,
      key: keyWish[type],
      ...(title && { title }),
      ...(at && { at }),
      ...(sibling && { behind: sibling }),
    },
  );
  if (!added.ok) return added;
  const [made] = added.select as [Extract<Selected, { kind: "state" }>];
  const led = addTransition(added.document, { source: from, trigger, target: made.path });
  return led.ok ? { ...led, select: [made] } : led;
};
const keyWish: Record<StateType, string> = {
  atomic: "stage",
  compound: "group",
  parallel: "parallel",
  final: "end",
  history: "back",
};

/** A way between two states, on an event that there is or a new one. */
export const growTransition: Edit<Grown & { target: string }> = (
  document,
  { from, trigger, event, target },
) => {
  if (!readChart(document.definition.machine).byPath.has(target)) return missing(target);
  const declared = withEvent(document, event);
  return declared.ok ? addTransition(declared.document, { source: from, trigger, target }) : declared;
};

function withEvent(document: EditorDocument, event: NewEvent | undefined): Edited {
  if (event === undefined) return { ok: true, document };
  if (!isPartName(event.name)) return badKey(event.name);
  if (Object.hasOwn(document.definition.events, event.name)) return taken(event.name);
  const written: EventDefinition = { title: event.title, by: event.by };
  const events = withMember<EventDefinition>(document.definition.events, event.name, written);
  return { ok: true, document: { ...document, definition: { ...document.definition, events } } };
}

/** Sets members of a transition at once; undefined takes a member out. One that was written as its target alone is written in full. */
export const setTransition: Edit<{ id: string; change: Readonly<Record<string, Json | undefined>> }> = (
  document,
  { id, change },
) => {
  const found = readChart(document.definition.machine).transitions.find((one) => one.id === id);
  if (found === undefined) return missing(id);
  const config = Object.entries(change).reduce<JsonObject>(
    (whole, [key, value]) => withValue(whole, `/${key}`, value),
    found.config as JsonObject,
  );
  const machine = withValue(document.definition.machine, found.pointer, config);
  return { ok: true, document: { ...document, definition: { ...document.definition, machine } } };
};
