import { forbiddenKeys } from "../../../../engine/model/safety.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import { statePointer, valueAt, withKey, withMember, withValue } from "../place.ts";
import type { Edit, EditorDocument, Section, Selected } from "../types.ts";
import { missing, refuse } from "./refuse.ts";
import { badKey, taken } from "./states.ts";
import { sectionKinds, usesOfPart, withNames } from "./renaming.ts";
import { withoutTransition } from "./targets.ts";

/** Adds a role, event, rule or other named part, behind the one named (or last). */
export const addPart: Edit<{ section: Section; name: string; value: Json; behind?: string }> = (
  document,
  { section, name, value, behind },
) => {
  const record = recordOf(document, section);
  if (!isPartName(name)) return badKey(name);
  if (Object.hasOwn(record, name)) return taken(name);
  return {
    ok: true,
    document: withRecord(document, section, withMember(record, name, value, behind)),
    select: [{ kind: "part", section, name }],
  };
};

/** Gives a part another name; every place that uses it follows. */
export const renamePart: Edit<{ section: Section; from: string; to: string }> = (
  document,
  { section, from, to },
) => {
  const record = recordOf(document, section);
  if (!Object.hasOwn(record, from)) return missing(from);
  if (from === to) return { ok: true, document };
  if (!isPartName(to)) return badKey(to);
  if (Object.hasOwn(record, to)) return taken(to);
  const named = withNames(
    document,
    usesOfPart(document, section, from),
    sectionKinds[section].forms,
    from,
    to,
  );
  return {
    ok: true,
    document: withRecord(named, section, withKey(recordOf(named, section), from, to)),
    select: [{ kind: "part", section, name: to }],
  };
};

/**
 * Takes a part out, and its name out of lists; with an event or a delay, the transitions that it starts. Refused, with the
 * places, where something else still uses it.
 */
export const removePart: Edit<{ section: Section; name: string }> = (document, { section, name }) => {
  if (!Object.hasOwn(recordOf(document, section), name)) return missing(name);
  const own = pointer(section, name);
  const uses = usesOfPart(document, section, name).filter(
    ({ file, path }) => file.startsWith("procedures/") && path !== own && !path.startsWith(`${own}/`),
  );
  let definition = document.definition;
  const stuck: string[] = [];
  for (const { path } of uses.toReversed()) {
    const way = segments(path);
    const holder = way.at(-2);
    if (way[0] === "machine" && (holder === "on" || holder === "after"))
      definition = withoutTransition(definition, path);
    else if (isListOfNames(definition, path)) definition = withValue(definition, path, undefined);
    else stuck.push(path);
  }
  if (stuck.length > 0)
    return refuse(
      "in-use",
      `“${name}” is still used in ${stuck.length} ${stuck.length === 1 ? "place" : "places"} (${stuck.at(-1)}). Change that first.`,
      `仍有${stuck.length}处使用“${name}”（${stuck.at(-1)}），请先修改。`,
      stuck.toReversed(),
    );
  const without = { ...document, definition };
  const { [name]: _, ...rest } = recordOf(without, section);
  return { ok: true, document: withRecord(without, section, rest), select: [] };
};

/**
 * Sets a value of the definition at a JSON pointer; without a value, takes it out. For everything that is no name: titles, limits,
 * rules, schemas, actions. Containers on the way that are missing are made.
 *
 * @example edits.setAt(document, { pointer: "/delays/correction/limit", value: 10 })
 */
export const setAt: Edit<{ pointer: string; value?: Json; select?: Selected }> = (
  document,
  { pointer: at, value, select },
) => {
  if (at === "" || segments(at).some((key) => forbiddenKeys.includes(key))) return badKey(at);
  const definition = withValue(inFull(document.definition, at), at, value);
  return {
    ok: true,
    document: definition === document.definition ? document : { ...document, definition },
    ...(select === undefined ? {} : { select: [select] }),
  };
};

/** A transition that is written as its target alone, written in full where something inside it is to be set. */
function inFull<T>(definition: T, at: string): T {
  for (
    let end = at.lastIndexOf("/");
    end > 0 && at.startsWith("/machine/");
    end = at.lastIndexOf("/", end - 1)
  ) {
    const holder = at.slice(0, end);
    const target = valueAt(definition, holder);
    if (typeof target === "string") return withValue(definition, holder, { target });
  }
  return definition;
}

/** Sets members of a state at once, as when a form is filled in; undefined takes a member out. */
export const setState: Edit<{ path: string; change: Readonly<Record<string, Json | undefined>> }> = (
  document,
  { path, change },
) => {
  const at = statePointer(path);
  if (valueAt(document.definition, at) === undefined) return missing(path);
  const definition = Object.entries(change).reduce(
    (whole, [key, value]) => withValue(whole, at + pointer(key), value),
    document.definition,
  );
  return { ok: true, document: definition === document.definition ? document : { ...document, definition } };
};

/** A name that a part may have. */
export function isPartName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name) && !forbiddenKeys.includes(name);
}

function recordOf({ definition }: EditorDocument, section: Section): Record<string, Json> {
  return ((definition as unknown as JsonObject)[section] as JsonObject | undefined) ?? {};
}

/** An empty section says nothing; events are demanded of every procedure. */
function withRecord(
  document: EditorDocument,
  section: Section,
  record: Record<string, Json>,
): EditorDocument {
  const value = Object.keys(record).length === 0 && section !== "events" ? undefined : record;
  return { ...document, definition: withValue(document.definition, `/${section}`, value) };
}

/** Whether a name stands in a list of names, from which it can be taken without changing what the others mean. */
function isListOfNames(definition: object, path: string): boolean {
  const holder = path.slice(0, path.lastIndexOf("/"));
  const name = segments(holder).at(-1) ?? "";
  const list = valueAt(definition, holder);
  return (
    Array.isArray(list) &&
    list.length > 1 &&
    list.every((one) => typeof one === "string") &&
    ["by", "to", "apartFrom", "all", "any", "allows", "stops", "except", "free", "ballots", "tags"].includes(
      name,
    )
  );
}
