import { isObject } from "../../../engine/model/is-object.ts";
import { namesUsed } from "../../../engine/model/names/uses.ts";
import type { Use } from "../../../engine/model/names/report.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject, Procedure } from "../../../engine/model/types.ts";
import { fieldAt } from "../document/places.ts";
import type { Selected } from "../document/types.ts";
import { isTitled } from "./meant.ts";

/** A field that a definition declares, of the data or of what is sent with an event, at whatever depth. */
export interface DeclaredField {
  /** Its path, through records and lists alike, as the designer writes it: `applicant.name`, `members.name`. */
  path: string;
  key: string;
  /** Where it is to be seen: one of a payload with its event. */
  selected: Selected;
  /** Absent of the data. */
  event?: string;
  schema: JsonObject;
}

/** Fields inside one another deeper than this are not looked for. */
const deepest = 12;

/** All fields that the designer lists, outer ones before those inside them. */
export function declaredFields({ data, events }: Procedure): DeclaredField[] {
  const found: DeclaredField[] = [];
  const visit = (holder: Json | undefined, at: string, before: string, event?: string, depth = 0): void => {
    if (!isObject(holder) || depth > deepest) return;
    if (isObject(holder["items"])) visit(holder["items"], `${at}/items`, before, event, depth + 1);
    for (const [key, schema] of Object.entries(isObject(holder["properties"]) ? holder["properties"] : {})) {
      if (!isObject(schema)) continue;
      const place = at + pointer("properties", key);
      const selected: Selected =
        event === undefined
          ? { kind: "field", path: fieldAt(place) ?? key }
          : { kind: "part", section: "events", name: event };
      found.push({ path: before + key, key, selected, schema, ...(event === undefined ? {} : { event }) });
      visit(schema, place, `${before}${key}.`, event, depth + 1);
    }
  };
  visit(data, "/data", "");
  for (const [event, { payload }] of Object.entries(events))
    visit(payload, pointer("events", event, "payload"), "", event);
  return found;
}

/** Every use of a name in a definition, and the fields that the trails of the uses speak of. */
export interface Named {
  uses: readonly Use[];
  fields: readonly DeclaredField[];
}

const read = new WeakMap<Procedure, Named>();
/** What names what in a definition, read once for each. */
export function namedIn(definition: Procedure): Named {
  let named = read.get(definition);
  if (named === undefined) {
    // A copy: documents share what they have in common, and each field must be told from every other.
    const copy = JSON.parse(JSON.stringify(definition)) as Procedure;
    named = { uses: namesUsed(copy, null, { fields: true }), fields: declaredFields(copy) };
    read.set(definition, named);
  }
  return named;
}

/**
 * The fields that are meant, and the places that name them or something inside them. A path may be written as it stands
 * in the data or the payload, as rules read it (`data.…`, `event.…`), behind its event (`TELL.name`), with `[]` behind lists; where no field has it, its end
 * will do, or a word of the title. Of what is not declared, whatever is written so.
 */
export function usesOfFieldNamed(
  { uses, fields }: Named,
  name: string,
): { uses: Use[]; fields: DeclaredField[] } {
  const wish = name.replaceAll("[]", "").toLowerCase();
  if (wish === "") return { uses: [], fields: [...fields] };
  const meant =
    [
      fields.filter((field) => namesOf(field).includes(wish)),
      fields.filter(({ path }) => path.toLowerCase().endsWith(`.${wish}`)),
      fields.filter(({ schema }) => isTitled(schema["title"], wish)),
    ].find((some) => some.length > 0) ?? [];
  if (meant.length === 0) return { uses: uses.filter((use) => isWritten(use, wish)), fields: [] };
  const schemas = new Set<JsonObject>(meant.map(({ schema }) => schema));
  return {
    uses: uses.filter((use) => use.fields?.some((part) => part.some((one) => schemas.has(one))) === true),
    fields: meant,
  };
}

function namesOf({ path, event }: DeclaredField): string[] {
  const own = event === undefined ? [`data.${path}`] : [`${event}.${path}`];
  return [path, `event.${path}`, ...own].map((name) => name.toLowerCase());
}

function isWritten({ kind, name }: Use, wish: string): boolean {
  if (kind !== "path" && kind !== "field") return false;
  const written = name.toLowerCase();
  const path = kind === "path" ? written.replace(/^(?:data|event)\./, "") : written;
  return [written, path].some((one) => one === wish || one.startsWith(`${wish}.`));
}
