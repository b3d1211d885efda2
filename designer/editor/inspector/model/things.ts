import { segments } from "../../../../engine/model/pointer.ts";
import type { Json, JsonObject, Language, Procedure } from "../../../../engine/model/types.ts";
import { say, titleOf } from "../../../words/text.ts";
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
  if (section === "data") {
    return { kind: "field", path: fieldAt(segments(at).slice(1)) };
  }
  if (section === "opening" || section === "basis" || section === "properties" || section === "common")
    return { kind: "procedure", about: section };
  return { kind: "procedure" };
}

/** The path of the field that a pointer into a schema leads to: `properties/items/items/properties/who` is `items.who`. */
function fieldAt(way: readonly string[]): string {
  const keys: string[] = [];
  for (let place = 0; place + 1 < way.length;) {
    if (way[place] === "properties") {
      keys.push(way[place + 1]!);
      place += 2;
    } else if (way[place] === "items") place += 1;
    else break;
  }
  return keys.join(".");
}

/** The pointer, inside the definition, of the schema of a field of the data; through lists and records; of the data itself for an empty path. Null where there is none. */
export function fieldPointer(definition: Procedure, path: string): string | null {
  let at = "/data";
  if (path === "") return at;
  let schema: Json | undefined = definition.data;
  for (const key of path.split(".")) {
    while (isList(schema)) {
      schema = (schema as JsonObject)["items"];
      at += "/items";
    }
    const properties = (schema as JsonObject | undefined)?.["properties"] as JsonObject | undefined;
    if (properties === undefined || properties === null || !Object.hasOwn(properties, key)) return null;
    schema = properties[key];
    at += `/properties/${key}`;
  }
  return at;
}
const isList = (schema: Json | undefined): boolean =>
  typeof schema === "object" && schema !== null && !Array.isArray(schema) && schema["items"] !== undefined;

/** What a thing is called, in one language. */
export function titleOfThing(thing: Selected, definition: Procedure, language: Language): string {
  switch (thing.kind) {
    case "state": {
      const state = stateHere(definition, thing.path);
      return thing.path === "" ? say(definition.title, language) : say(state?.title, language) || thing.path;
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
