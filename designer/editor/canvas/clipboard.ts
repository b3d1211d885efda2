import { isObject } from "../../../engine/model/is-object.ts";
import { forbiddenKeys } from "../../../engine/model/safety.ts";
import type { Json, JsonObject } from "../../../engine/model/types.ts";
import type { Fragment } from "../document/edits/fragment.ts";
import { isPartName } from "../document/edits/parts.ts";
import { isStateKey } from "../document/edits/states.ts";
import { readDefinition } from "../document/reading.ts";
import { sections, type Placed } from "../document/types.ts";

/** What a text from the clipboard is: stages that were copied here or elsewhere, something else, or stages that are damaged. */
export type Pasted = { ok: true; fragment: Fragment } | { ok: false; why: "notOurs" | "broken" };

/** Reads what is pasted. Nothing of it is trusted: it has the shape of stages and parts, or it is refused as a whole. */
export function readFragment(text: string): Pasted {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { ok: false, why: "notOurs" };
  }
  if (!isObject(value) || value.guicheng !== "fragment") return { ok: false, why: "notOurs" };
  const { machine, layout, parts, fields } = value;
  if (
    value.version !== 1 ||
    !isObject(machine) ||
    !isObject(machine.states) ||
    typeof machine.id !== "string"
  )
    return { ok: false, why: "broken" };
  const ofParts = isObject(parts) ? parts : {};
  const known = Object.fromEntries(
    sections.flatMap((section) => (isObject(ofParts[section]) ? [[section, ofParts[section]] as const] : [])),
  );
  const ofFields = isObject(fields) ? fields : {};
  const names = [
    ...Object.values(known).flatMap((part) => Object.keys(part as JsonObject)),
    ...Object.keys(ofFields),
  ];
  const isSound =
    Object.keys(machine.states).length > 0 &&
    names.every(isPartName) &&
    haveStateKeys(machine.states) &&
    !holdsForbidden(value) &&
    readDefinition(
      JSON.stringify({
        id: "pasted",
        title: { en: "-", "zh-CN": "-" },
        opening: { by: [] },
        data: { type: "object", properties: ofFields },
        events: {},
        ...known,
        machine: { ...machine, initial: Object.keys(machine.states)[0] },
      }),
    ).ok;
  if (!isSound) return { ok: false, why: "broken" };
  return {
    ok: true,
    fragment: {
      machine: machine as unknown as Fragment["machine"],
      layout: placesIn(layout),
      parts: known as Fragment["parts"],
      fields: ofFields,
    },
  };
}

function haveStateKeys(states: JsonObject): boolean {
  return Object.entries(states).every(
    ([key, state]) =>
      isStateKey(key) && isObject(state) && (!isObject(state.states) || haveStateKeys(state.states)),
  );
}

function holdsForbidden(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsForbidden);
  return (
    isObject(value) &&
    Object.entries(value).some(([key, inner]) => forbiddenKeys.includes(key) || holdsForbidden(inner))
  );
}

function placesIn(layout: Json | undefined): Record<string, Placed> {
  if (!isObject(layout)) return {};
  const places: Record<string, Placed> = {};
  for (const [path, place] of Object.entries(layout)) {
    if (!isObject(place) || forbiddenKeys.includes(path)) continue;
    const number = (key: string): number | undefined => {
      const found = place[key];
      return typeof found === "number" && Number.isFinite(found) && Math.abs(found) < 1e6 ? found : undefined;
    };
    const [x, y, width, height] = [number("x"), number("y"), number("width"), number("height")];
    places[path] = {
      ...(x !== undefined && y !== undefined ? { x, y } : {}),
      ...(width !== undefined && height !== undefined ? { width, height } : {}),
      ...(place.folded === true ? { folded: true as const } : {}),
    };
  }
  return places;
}
