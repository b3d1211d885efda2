import { readChart } from "../../../engine/model/chart.ts";
import type { JsonObject, MachineConfig, Text } from "../../../engine/model/types.ts";
import type { DraftContent } from "../document/types.ts";
import { retargeted } from "../document/edits/targets.ts";

/** A procedure under another id and title, with everything that it holds; ways on that name the machine by its id lead on. */
export function copied(
  { definition, layout, scenarios }: Omit<DraftContent, "text">,
  id: string,
  title: Text,
): DraftContent {
  const machine = definition["machine"] as unknown as MachineConfig;
  return {
    definition: {
      ...definition,
      id,
      title: { ...title },
      machine: retargeted({ ...machine, id }, readChart(machine), (path) => path) as unknown as JsonObject,
    },
    layout,
    scenarios: scenarios === null ? null : { ...scenarios, procedure: id },
  };
}
