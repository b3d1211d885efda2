import { isObject } from "../../../../engine/model/is-object.ts";
import { namesUsed } from "../../../../engine/model/names/uses.ts";
import type { NameKind, Use } from "../../../../engine/model/names/report.ts";
import { pointer, segments } from "../../../../engine/model/pointer.ts";
import type { Json, JsonObject } from "../../../../engine/model/types.ts";
import { valueAt, withKey, withValue } from "../place.ts";
import type { EditorDocument, Section } from "../types.ts";

/** How the names of a section are called where they are used, and the forms in which texts hold them. */
export const sectionKinds: Readonly<Record<Section, { kind: NameKind; forms: readonly string[] }>> = {
  roles: { kind: "role", forms: ["", "by.as.", "role:"] },
  events: { kind: "event", forms: ["", "event:"] },
  rules: { kind: "rule", forms: [""] },
  decisions: { kind: "decision", forms: [""] },
  facts: { kind: "fact", forms: ["", "fact."] },
  delays: { kind: "delay", forms: [""] },
  clocks: { kind: "clock", forms: ["", "clock.", "clock:"] },
  obligations: { kind: "obligation", forms: ["", "due."] },
  ballots: { kind: "ballot", forms: ["", "ballot."] },
  returns: { kind: "event", forms: [] },
  takeBacks: { kind: "event", forms: [] },
  holds: { kind: "hold", forms: [""] },
  timeouts: { kind: "event", forms: [] },
  approvers: { kind: "event", forms: [] },
  confidential: { kind: "class", forms: [""] },
  messages: { kind: "message", forms: [""] },
  public: { kind: "notice", forms: [""] },
  measures: { kind: "event", forms: [] },
};

/** Where a part of a procedure is used, in the definition and, with the file's name, in its scenarios. */
export function usesOfPart({ definition, scenarios }: EditorDocument, section: Section, name: string): Use[] {
  const { kind, forms } = sectionKinds[section];
  if (forms.length === 0) return [];
  return namesUsed(definition, scenarios).filter(
    (use) =>
      (use.kind === kind && use.name === name) ||
      (section === "obligations" && use.kind === "event" && use.name.startsWith(`due.${name}.`)),
  );
}

/** The document with a name written anew wherever it is used. The declaration itself is not touched. */
export function withNames(
  document: EditorDocument,
  uses: readonly Use[],
  forms: readonly string[],
  from: string,
  to: string,
): EditorDocument {
  return rewritten(document, uses, (text) => inForm(text, forms, from, to));
}

/** What stands in the place of a text, or of a path in a message; null where it stays. */
type Renamed = (text: string, use: Use) => string | null;

/** The document with other texts and keys at these places. */
export function rewritten(document: EditorDocument, uses: readonly Use[], renamed: Renamed): EditorDocument {
  let { definition, scenarios } = document;
  const texts = uses.filter((use) => !isKey(definition, use));
  // Texts first: renaming keys changes where texts stand. Inner keys before outer ones, for the same reason.
  const keys = uses.filter((use) => isKey(definition, use)).toSorted((a, b) => b.path.length - a.path.length);
  for (const use of [...texts, ...keys]) {
    const change = <T>(root: T): T => {
      if (!isKey(definition, use)) {
        const text = valueAt(root, use.path);
        return typeof text === "string" ? withValue(root, use.path, replaced(text, use, renamed)) : root;
      }
      const at = use.path.slice(0, use.path.lastIndexOf("/"));
      const key = segments(use.path).at(-1)!;
      const record = valueAt(root, at);
      return isObject(record) && Object.hasOwn(record, key)
        ? withValue(root, at, withKey(record, key, renamed(key, use) ?? key) as JsonObject)
        : root;
    };
    if (use.file.startsWith("scenarios/")) scenarios = scenarios === null ? null : change(scenarios);
    else definition = change(definition);
  }
  return { ...document, definition, scenarios };
}

function replaced(text: string, use: Use, renamed: Renamed): Json {
  if (segments(use.path)[0] !== "messages" || use.kind === "message") return renamed(text, use) ?? text;
  // Placeholders of a text.
  return text.replace(/\{([^{}]*)\}/g, (whole, path: string) => {
    const now = renamed(path, use);
    return now === null ? whole : `{${now}}`;
  });
}

/** A text in which a name stands alone or behind one of its prefixes, followed by nothing or a separator; null for another text. */
function inForm(text: string, forms: readonly string[], from: string, to: string): string | null {
  for (const form of forms) {
    const head = form + from;
    if (text.startsWith(head) && (text.length === head.length || ".:@?".includes(text[head.length]!)))
      return form + to + text.slice(head.length);
  }
  return null;
}

/** Members of these are named by their keys: what starts transitions, what is written, what a return clears. */
const keyedPlaces = [
  /^\/machine(?:\/states\/[^/]+)*\/(?:on|after)\/[^/]+$/,
  /^\/machine\/.*\/params\/set\/[^/]+$/,
  /^\/returns\/[^/]+\/clear\/[^/]+$/,
];
const keyedInScenarios =
  /\/(?:expect\/(?:data|clock|appeals|obligations|registers)|parameters|registers)\/[^/]+$/;

function isKey(definition: Json | object, use: Use): boolean {
  if (use.key === true) return true;
  if (use.file.startsWith("scenarios/")) return keyedInScenarios.test(use.path);
  if (keyedPlaces.some((place) => place.test(use.path))) return true;
  const way = segments(use.path);
  return (
    way[0] === "machine" &&
    way.at(-2) === "params" &&
    valueAt(definition, pointer(...way.slice(0, -2), "type")) === "assign"
  );
}
