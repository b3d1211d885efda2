import type { ScenarioFile } from "../../../../engine/model/types.ts";
import type { Edit, EditorDocument, Layout, Placed } from "../types.ts";
import { placed } from "./states.ts";

/** Puts states where somebody has put them. */
export const placeStates: Edit<{ places: Readonly<Record<string, Placed>> }> = (document, { places }) => ({
  ok: true,
  document: { ...document, layout: placed(document.layout, places) },
});

/** Another layout as a whole: what the automatic one gives, or none, so that everything is placed anew. */
export const setLayout: Edit<{ layout: Layout }> = (document, { layout }) => ({
  ok: true,
  document: { ...document, layout },
});

/** Shows a container as one card, or with what it holds. */
export const foldState: Edit<{ path: string; folded: boolean }> = (document, { path, folded }) => {
  const { [path]: old, ...others } = document.layout.states;
  const { folded: _, ...place } = old ?? {};
  const states = folded
    ? { ...document.layout.states, [path]: { ...place, folded: true as const } }
    : Object.keys(place).length === 0
      ? others
      : { ...document.layout.states, [path]: place };
  return { ok: true, document: { ...document, layout: { ...document.layout, states } } };
};

/** Another definition as a whole: what was typed as text, once it is one. */
export const replaceDefinition: Edit<{ definition: EditorDocument["definition"] }> = (
  document,
  { definition },
) => ({
  ok: true,
  document: { ...document, definition },
});

/** The worked examples as a whole. */
export const setScenarios: Edit<{ scenarios: ScenarioFile | null }> = (document, { scenarios }) => ({
  ok: true,
  document: { ...document, scenarios },
});
