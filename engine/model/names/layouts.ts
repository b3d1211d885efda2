import { pointer } from "../pointer.ts";
import type { Pack } from "../types.ts";
import { quote } from "../words.ts";
import { Report } from "./report.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Looks for what the layouts of a pack say of nothing. It does no harm: they outlive what they were drawn for. */
export function checkLayouts(
  pack: Pack,
  words: ReadonlyMap<string, Vocabulary>,
  faulty: ReadonlySet<string | undefined>,
): Report[] {
  return Object.entries(pack.layouts).flatMap(([id, layout]) => {
    const report = new Report(`layouts/${id}.json`);
    if (faulty.has(report.file)) return [];
    if (!Object.hasOwn(pack.procedures, id)) report.add("layout-of-nothing", "", { name: quote(id) });
    const states = words.get(id)?.chart.states;
    if (states === undefined) return [report];
    const known = new Set(states.map(({ path }) => path));
    for (const path of Object.keys(layout.states))
      if (!known.has(path))
        report.add("layout-of-gone-state", pointer("states", path), { name: quote(path) });
    return [report];
  });
}
