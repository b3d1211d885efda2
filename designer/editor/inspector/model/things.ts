import { segments } from "../../../../engine/model/pointer.ts";
import type { JsonObject, Language, Procedure } from "../../../../engine/model/types.ts";
import { historyTitle } from "../../../chart/words.ts";
import { say, titleOf } from "../../../words/text.ts";
import { fieldAt } from "../../document/places.ts";
import { sections, type Section, type Selected } from "../../document/types.ts";
import { inspectorWords } from "../words.ts";
import { stateAt } from "./names.ts";
import { stateHere } from "./state-here.ts";

/** The thing in whose form a place of the definition is edited. */
export function thingAt(at: string): Selected {
  const [section = "", name] = segments(at);
  if (section === "machine") return { kind: "state", path: stateAt(at) };
  if ((sections as readonly string[]).includes(section) && name !== undefined)
    return { kind: "part", section: section as Section, name };
  if (section === "data") return { kind: "field", path: fieldAt(at) ?? "" };
  if (section === "opening" || section === "basis" || section === "properties" || section === "common")
    return { kind: "procedure", about: section };
  return { kind: "procedure" };
}

/** What a thing is called, in one language. */
export function titleOfThing(thing: Selected, definition: Procedure, language: Language): string {
  switch (thing.kind) {
    case "state": {
      const state = stateHere(definition, thing.path);
      if (thing.path === "") return say(definition.title, language);
      const unnamed =
        state?.type === "history" ? historyTitle(state.history === "deep")[language] : thing.path;
      return say(state?.title, language) || unnamed;
    }
    case "part": {
      const part = ((definition as unknown as JsonObject)[thing.section] as JsonObject | undefined)?.[
        thing.name
      ];
      if (thing.section === "messages") return thing.name;
      return titleOf(part, language, thing.name) || thing.name;
    }
    case "field":
      return thing.path === "" ? inspectorWords.data[language] : thing.path;
    case "transition":
      return thing.id;
    case "procedure":
      return say(definition.title, language) || definition.id;
  }
}
