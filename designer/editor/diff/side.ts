import { readChart } from "../../../engine/model/chart.ts";
import type { Chart } from "../../../engine/model/chart-types.ts";
import type { Language, Procedure } from "../../../engine/model/types.ts";
import type { Around, Side } from "./types.ts";
import { quoted, titled } from "./words.ts";

/** A definition with its chart. One whose machine cannot be read has an empty chart: it is compared as plain JSON. */
export function sideOf(procedure: Procedure, around: Around): Side {
  const chart = chartOf(procedure);
  return {
    around,
    procedure,
    chart,
    transitions: new Map(chart.transitions.map(({ pointer, id }) => [`/machine${pointer}`, id])),
  };
}

const empty: Chart = { id: "", states: [], transitions: [], byPath: new Map(), faults: [] };

function chartOf({ machine }: Procedure): Chart {
  try {
    return readChart(machine);
  } catch {
    return empty;
  }
}

/** What a state is called: “Review”. The root is the whole procedure. */
export function stateName({ chart }: Side, path: string, language: Language): string {
  const state = chart.byPath.get(path);
  if (path === "") return language === "en" ? "the procedure" : "整个流程";
  return quoted(titled(state?.title, language, state?.key ?? path));
}

export const eventName = ({ procedure }: Side, event: string, language: Language): string =>
  quoted(titled(procedure.events?.[event]?.title, language, event));

export function roleName({ procedure, around }: Side, role: string, language: Language): string {
  if (role === "anyone") return language === "en" ? "anyone" : "任何人";
  return quoted(titled(procedure.roles?.[role]?.title ?? around.roles?.[role], language, role));
}
