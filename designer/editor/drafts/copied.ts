import type { Json, JsonObject, Text } from "../../../engine/model/types.ts";
import type { DraftContent } from "../document/types.ts";

/** A procedure under another id and title, with everything that it holds; ways on that name the machine by its id lead on. */
export function copied(
  { definition, layout, scenarios }: Omit<DraftContent, "text">,
  id: string,
  title: Text,
): DraftContent {
  const from = String(definition["id"]);
  const machine = definition["machine"] as JsonObject;
  return {
    definition: {
      ...definition,
      id,
      title: { ...title },
      machine: { ...(withTargets(machine, from, id) as JsonObject), id },
    },
    layout,
    scenarios: scenarios === null ? null : { ...scenarios, procedure: id },
  };
}

/** Targets are written `#procedure.stage`; nothing else in a machine begins so. */
function withTargets(value: Json, from: string, to: string): Json {
  if (typeof value === "string")
    return value === `#${from}` || value.startsWith(`#${from}.`)
      ? `#${to}${value.slice(from.length + 1)}`
      : value;
  if (Array.isArray(value)) return value.map((one) => withTargets(one, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTargets(one, from, to)]));
}
