import { isObject } from "../../../engine/model/is-object.ts";
import { namesUsed } from "../../../engine/model/names/uses.ts";
import { pointer } from "../../../engine/model/pointer.ts";
import type {
  Json,
  JsonObject,
  Language,
  Problem,
  Procedure,
  Severity,
} from "../../../engine/model/types.ts";
import { historyTitle } from "../../chart/words.ts";
import { say, titleOf } from "../../words/text.ts";
import { sectionKinds } from "../document/edits/renaming.ts";
import { sections, type EditorDocument, type Section, type Selected } from "../document/types.ts";
import { machineChart } from "../inspector/model/names.ts";
import { thingAt } from "../inspector/model/things.ts";
import { inspectorWords, sectionWords } from "../inspector/words.ts";
import { outlineWords } from "./words.ts";

/** What can be added to from the contents. */
export type Adds = Section | "stages" | "data" | "properties" | "basis";

/** One line of the contents. */
export interface Row {
  /** Lasting, and the same for the same thing. */
  key: string;
  /** From 1. */
  level: number;
  title: string;
  /** Its name in the definition, where the title does not say it. */
  name: string;
  /** What it selects; a heading may select nothing. */
  thing: Selected | null;
  parent: string | null;
  /** How many things it holds; null for what holds none by its nature. */
  count: number | null;
  /** There are lines inside it, seen while it is open. */
  inner: boolean;
  open: boolean;
  adds: Adds | null;
  mark: "initial" | "final" | "parallel" | "history" | null;
  /** Place among those beside it, from 1, and how many there are. */
  place: number;
  of: number;
}

type Draft = Omit<Row, "place" | "of" | "open" | "inner"> & { children: Draft[] };

/** Everything that a procedure holds, as a tree: the order in which people read it. */
const order: readonly (
  Section | "stages" | "data" | "opening" | "basis" | "properties" | "common" | "procedure"
)[] = [
  "procedure",
  "stages",
  "data",
  "events",
  "roles",
  "opening",
  "rules",
  "decisions",
  "facts",
  "delays",
  "clocks",
  "obligations",
  "timeouts",
  "approvers",
  "ballots",
  "returns",
  "takeBacks",
  "holds",
  "common",
  "messages",
  "public",
  "confidential",
  "measures",
  "properties",
  "basis",
];

/** The lines that are seen: those in open headings, and with a filter those that match it, with what they stand in. */
export function rowsOf(
  definition: Procedure,
  { language, filter, isOpen }: { language: Language; filter: string; isOpen: (key: string) => boolean },
): Row[] {
  const sought = filter.trim().toLowerCase();
  const rows: Row[] = [];
  const show = (drafts: readonly Draft[]): void => {
    drafts.forEach(({ children, ...draft }, index) => {
      const open = children.length > 0 && (sought !== "" || isOpen(draft.key));
      rows.push({ ...draft, inner: children.length > 0, open, place: index + 1, of: drafts.length });
      if (open) show(children);
    });
  };
  const all = order.map((what) => headingOf(what, definition, language));
  show(sought === "" ? all : matching(all, sought));
  return rows;
}

function matching(drafts: readonly Draft[], sought: string): Draft[] {
  return drafts.flatMap((draft) => {
    const hit = `${draft.title} ${draft.name}`.toLowerCase().includes(sought);
    const children = matching(draft.children, sought);
    return hit || children.length > 0 ? [{ ...draft, children }] : [];
  });
}

function headingOf(what: (typeof order)[number], definition: Procedure, language: Language): Draft {
  const base = {
    key: what,
    level: 1,
    name: "",
    parent: null,
    mark: null,
    thing: null,
    count: null,
    adds: null,
  };
  const asRecord = definition as unknown as JsonObject;
  if (what === "procedure")
    return {
      ...base,
      title: say(inspectorWords.procedure, language),
      thing: { kind: "procedure" },
      children: [],
    };
  if (what === "stages") {
    const { byPath, states } = machineChart(definition.machine);
    const tree = (paths: readonly string[], level: number, parent: string): Draft[] =>
      paths.map((path) => {
        const state = byPath.get(path)!;
        const key = `state ${path}`;
        const begins = byPath.get(state.parent ?? "")?.initial === path;
        const { type } = state;
        return {
          ...base,
          key,
          level,
          parent,
          title:
            say(state.title, language) ||
            (type === "history" ? historyTitle(state.history === "deep")[language] : state.key),
          name: state.key,
          thing: { kind: "state", path },
          mark: begins
            ? "initial"
            : type === "final" || type === "parallel" || type === "history"
              ? type
              : null,
          children: tree(state.children, level + 1, key),
        };
      });
    return {
      ...base,
      title: say(outlineWords.stages, language),
      thing: { kind: "state", path: "" },
      count: states.length - 1,
      adds: "stages",
      children: tree(byPath.get("")?.children ?? [], 2, what),
    };
  }
  if (what === "data") {
    const properties = isObject(definition.data) ? definition.data["properties"] : undefined;
    return {
      ...base,
      title: say(inspectorWords.data, language),
      thing: { kind: "field", path: "" },
      count: Object.keys(isObject(properties) ? properties : {}).length,
      adds: "data",
      children: fieldRows(properties, language, "", 2, what),
    };
  }
  if (what === "opening" || what === "common" || what === "basis" || what === "properties") {
    const written = asRecord[what];
    const count = Array.isArray(written)
      ? written.length
      : isObject(written) && what === "common"
        ? Object.keys(written).length
        : null;
    return {
      ...base,
      title: say(inspectorWords[what], language),
      thing: { kind: "procedure", about: what },
      count: what === "opening" ? null : (count ?? 0),
      adds: what === "basis" || what === "properties" ? what : null,
      children: [],
    };
  }
  const record = asRecord[what];
  const parts = Object.entries(isObject(record) ? record : {});
  return {
    ...base,
    title: say(sectionWords[what]!.all, language),
    count: parts.length,
    adds: what,
    children: parts.map(([name, part]) => ({
      ...base,
      key: `${what} ${name}`,
      level: 2,
      parent: what,
      title: partTitle(what, name, part, definition, language),
      name,
      thing: { kind: "part", section: what, name },
      children: [],
    })),
  };
}

function partTitle(
  section: Section,
  name: string,
  part: Json,
  definition: Procedure,
  language: Language,
): string {
  if (section === "messages" && isObject(part)) return say(part as never, language) || name;
  // They are called as the event that begins them.
  const event = isObject(part)
    ? section === "returns" || section === "takeBacks"
      ? part["event"]
      : section === "holds"
        ? part["by"]
        : null
    : null;
  if (typeof event === "string") return titleOf(definition.events[event] as unknown as Json, language, name);
  return titleOf(part, language, name) || name;
}

function fieldRows(
  properties: Json | undefined,
  language: Language,
  before: string,
  level: number,
  parent: string,
): Draft[] {
  if (!isObject(properties) || level > 8) return [];
  return Object.entries(properties).map(([key, schema]) => {
    const path = before + key;
    const inner = isObject(schema) ? (isObject(schema["items"]) ? schema["items"] : schema) : null;
    return {
      key: `field ${path}`,
      level,
      title: titleOf(schema, language, key),
      name: key,
      thing: { kind: "field", path },
      parent,
      count: null,
      adds: null,
      mark: null,
      children: fieldRows(inner?.["properties"], language, `${path}.`, level + 1, `field ${path}`),
    };
  });
}

/** The key of the line of a thing; null for what has none of its own. */
export function keyOf(thing: Selected): string | null {
  switch (thing.kind) {
    case "state":
      return thing.path === "" ? "stages" : `state ${thing.path}`;
    case "part":
      return `${thing.section} ${thing.name}`;
    case "field":
      return thing.path === "" ? "data" : `field ${thing.path}`;
    case "procedure":
      return thing.about ?? "procedure";
    case "transition":
      return keyOf({ kind: "state", path: thing.id.slice(0, thing.id.indexOf("|")) });
  }
}

/** The keys of the lines that a line stands in, from the inside outwards. */
export function keysAround(key: string): string[] {
  const [kind = "", name = ""] = [key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)];
  if (kind === "") return [];
  if (kind !== "state" && kind !== "field") return [kind];
  const keys = name.split(".");
  const inner = keys.slice(1).map((_, place) => `${kind} ${keys.slice(0, place + 1).join(".")}`);
  return [...inner.toReversed(), kind === "state" ? "stages" : "data"];
}

/** For every line, and for those that it stands in, the worst that the checker says of it. */
export function marksOf(problems: readonly Problem[], definition: Procedure): ReadonlyMap<string, Severity> {
  const marks = new Map<string, Severity>();
  const own = `procedures/${definition.id}.json`;
  for (const { path, file, severity } of problems) {
    if ((file ?? own) !== own) continue;
    const key = keyOf(thingAt(path));
    if (key === null) continue;
    for (const one of [key, ...keysAround(key)])
      if (severity === "error" || !marks.has(one)) marks.set(one, severity);
  }
  return marks;
}

/** Sections whose parts do nothing by themselves: one that nothing names is not needed. */
const usedByName: readonly Section[] = [
  "roles",
  "events",
  "rules",
  "decisions",
  "facts",
  "delays",
  "clocks",
  "ballots",
  "confidential",
  "messages",
  "public",
];

/** The keys of the lines of everything that nothing in the procedure uses. */
export function unusedOf({ definition }: Pick<EditorDocument, "definition">): ReadonlySet<string> {
  const uses = namesUsed(definition);
  const unused = new Set<string>();
  for (const section of sections) {
    if (!usedByName.includes(section)) continue;
    const { kind } = sectionKinds[section];
    for (const name of Object.keys(definition[section] ?? {})) {
      const own = `${pointer(section, name)}/`;
      const used = uses.some((use) => use.kind === kind && use.name === name && !use.path.startsWith(own));
      if (!used) unused.add(`${section} ${name}`);
    }
  }
  const heads = new Set<string>();
  for (const { kind, name } of uses) {
    if (kind === "field") heads.add(name.split(".")[0]!);
    const [scope, head = ""] = name.split(".");
    if (kind === "path" && (scope === "data" || scope === "event")) heads.add(head);
  }
  const properties = isObject(definition.data) ? definition.data["properties"] : undefined;
  for (const field of Object.keys(isObject(properties) ? properties : {}))
    if (!heads.has(field)) unused.add(`field ${field}`);
  return unused;
}
