import type { Chart, ChartTransition } from "../../../engine/model/chart-types.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, Language, Procedure, Text } from "../../../engine/model/types.ts";
import { isText } from "../../words/text.ts";
import { newStateTitle } from "../document/edits/states.ts";
import { statePointer, valueAt } from "../document/place.ts";
import type { Selected } from "../document/types.ts";
import { canvasWords } from "./words.ts";

/** Where the words of a card or a line are written: at a pointer, or in a transition that has none yet. */
export type NamePlace =
  { at: string; title: Text | undefined } | { transition: string; title: Text | undefined };

/**
 * Whose title is changed where something is renamed on the canvas: a stage's own, a way's own where it has one, else that of the event or time
 * limit that it shows. Null for what says nothing of its own.
 */
export function namePlace(definition: Procedure, chart: Chart, selected: Selected): NamePlace | null {
  if (selected.kind === "state") {
    if (selected.path === "" || !chart.byPath.has(selected.path)) return null;
    return at(definition, `${statePointer(selected.path)}/meta/title`);
  }
  if (selected.kind !== "transition") return null;
  const found = chart.transitions.find(({ id }) => id === selected.id);
  if (found === undefined || isMade(found)) return null;
  if (found.title !== undefined) return { transition: found.id, title: found.title };
  if (found.event !== undefined && Object.hasOwn(definition.events, found.event))
    return at(definition, pointer("events", found.event, "title"));
  if (found.delay !== undefined && definition.delays?.[found.delay]?.title !== undefined)
    return at(definition, pointer("delays", found.delay, "title"));
  return { transition: found.id, title: undefined };
}

/** Made by a return, a taking back or a hold: it does not stand in the text. */
export const isMade = ({ returning, takingBack, holding, config }: ChartTransition): boolean =>
  returning !== undefined ||
  takingBack !== undefined ||
  (holding !== undefined && Object.keys(config).length === 0);

function at(definition: Procedure, place: string): NamePlace {
  const title = valueAt(definition, place);
  return { at: place, title: isText(title) ? title : undefined };
}

/** The title with other words in one language. The other language follows as long as nobody has said anything in it. */
export function renamed(title: Text | undefined, language: Language, words: string): Json {
  const other: Language = language === "en" ? "zh-CN" : "en";
  const isUnsaid =
    title === undefined ||
    title[other] === "" ||
    title[other] === title[language] ||
    [newStateTitle, canvasWords.goOn].some((text) => text[other] === title[other]);
  return { en: words, "zh-CN": words, ...(isUnsaid ? {} : { [other]: title[other] }) };
}
