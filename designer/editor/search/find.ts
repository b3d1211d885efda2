import type { Chart, ChartTransition } from "../../../engine/model/chart-types.ts";
import { namesUsed } from "../../../engine/model/names/uses.ts";
import type { Use } from "../../../engine/model/names/report.ts";
import type { Json, JsonObject, Problem, Procedure, Text } from "../../../engine/model/types.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import { sectionKinds, takenBy } from "../document/edits/renaming.ts";
import { pointerOf, selectedAt } from "../document/places.ts";
import { valueAt } from "../document/place.ts";
import { sections, type Section, type Selected } from "../document/types.ts";

/** Something of a procedure that can be found and gone to. */
export interface Found {
  selected: Selected;
  title: Text;
  /** Its name in the definition. */
  name: string;
  /** What the query said of it: the text that matched, where that is neither title nor name. */
  because?: string;
}

/** What is searched: the procedure, read as a chart, and what the checker says of it. */
export interface Searched {
  definition: Procedure;
  chart: Chart;
  /** Those of the procedure's own file. */
  problems: readonly Problem[];
}

/** Filters that a query may have, beside words: `is:unused`, `is:problem`, and what uses a thing of a kind. */
export const filterKinds = [
  "event",
  "role",
  "field",
  "rule",
  "state",
  "delay",
  "clock",
  "ballot",
  "decision",
  "fact",
  "message",
] as const;
type FilterKind = (typeof filterKinds)[number];

const mostFound = 200;

/**
 * Finds what a query asks for. Words have to be in the title, the name or any text of a thing, in either language; filters narrow:
 * `is:unused` (declared and named nowhere), `is:problem`, `event:VOTE`, `role:member`, `field:amount` and so on (what uses it).
 *
 * @example find(searched, "role:secretary is:problem")
 */
export function find(searched: Searched, query: string): Found[] {
  const tokens = query.trim().split(/\s+/).filter(Boolean);
  const filters = tokens.filter(isFilter);
  const words = tokens.filter((token) => !isFilter(token)).map((word) => word.toLowerCase());
  const uses = filters.length > 0 ? namesUsed(searched.definition) : [];
  const allowed = filters.map((filter) => keysOf(searched, uses, filter));
  const found: Found[] = [];
  for (const one of things(searched)) {
    const key = keyOf(one.selected);
    if (!allowed.every((keys) => keys.has(key))) continue;
    const hit = matching(searched, one, words);
    if (hit !== null) found.push(hit === "" ? one : { ...one, because: hit });
    if (found.length >= mostFound) break;
  }
  // What is called so comes before what only holds the word.
  return found.toSorted((a, b) => Number(a.because !== undefined) - Number(b.because !== undefined));
}

function isFilter(token: string): boolean {
  const [kind] = token.split(":");
  return (
    token === "is:unused" ||
    token === "is:problem" ||
    (token.includes(":") && (filterKinds as readonly string[]).includes(kind!))
  );
}

/** What one filter lets through. */
function keysOf(searched: Searched, uses: readonly Use[], filter: string): Set<string> {
  const { definition, chart } = searched;
  if (filter === "is:problem")
    return new Set(searched.problems.map(({ path }) => keyOf(selectedAt(chart, path))));
  if (filter === "is:unused") return unused(definition, uses);
  const at = filter.indexOf(":");
  const kind = filter.slice(0, at) as FilterKind;
  const name = filter.slice(at + 1).toLowerCase();
  const keys = new Set(
    uses
      .filter((use) => isUseOf(definition, use, kind, name))
      .map(({ path }) => keyOf(selectedAt(chart, path))),
  );
  for (const transition of chart.transitions)
    if (startsOrEnds(transition, kind, name)) keys.add(keyOf({ kind: "transition", id: transition.id }));
  return keys;
}

/** What starts a way on stands before all ways with the same start, and where it leads is a target, which is no name. */
function startsOrEnds({ event, delay, targets }: ChartTransition, kind: FilterKind, name: string): boolean {
  if (kind === "event") return event?.toLowerCase() === name;
  if (kind === "delay") return delay?.toLowerCase() === name;
  return kind === "state" && targets.some((path) => path.toLowerCase().split(".").includes(name));
}

function isUseOf({ events }: Procedure, use: Use, kind: FilterKind, name: string): boolean {
  const used = use.name.toLowerCase();
  if (kind !== "field") {
    const own = use.kind === kind && (used === name || (kind === "state" && used.split(".").includes(name)));
    return own || (use.kind === "path" && used.split(".")[0] === kind && used.split(".")[1] === name);
  }
  if (use.kind === "field") return used.split(".")[0] === name;
  const [head, field] = used.split(".");
  return (
    use.kind === "path" &&
    field === name &&
    (head === "data" || (head === "event" && takenBy(events, name).length > 0))
  );
}

/** Parts that are declared and named nowhere. What the engine or a reader uses by itself does not count. */
function unused(definition: Procedure, uses: readonly Use[]): Set<string> {
  const keys = new Set<string>();
  for (const section of sections) {
    const { kind, forms } = sectionKinds[section];
    if (forms.length === 0 || section === "obligations" || section === "holds") continue;
    const named = new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name));
    for (const name of Object.keys(definition[section] ?? {}))
      if (!named.has(name)) keys.add(keyOf({ kind: "part", section, name }));
  }
  const read = new Set(
    uses.flatMap(({ kind, name }) => {
      const [head = "", second = ""] = name.split(".");
      return kind === "field"
        ? [head]
        : kind === "path" && (head === "data" || head === "event")
          ? [second]
          : [];
    }),
  );
  for (const field of fieldsOf(definition))
    if (!read.has(field)) keys.add(keyOf({ kind: "field", path: field }));
  return keys;
}

/** Which thing is meant, as one text. */
export function keyOf(selected: Selected): string {
  if (selected.kind === "state") return `state ${selected.path}`;
  if (selected.kind === "transition") return `transition ${selected.id}`;
  if (selected.kind === "part") return `part ${selected.section} ${selected.name}`;
  if (selected.kind === "field") return `field ${selected.path.split(".")[0]}`;
  return `procedure ${selected.about ?? ""}`;
}

const fieldsOf = (definition: Procedure): string[] =>
  Object.keys((definition.data["properties"] ?? {}) as JsonObject);
const plain = (text: string): Text => ({ en: text, "zh-CN": text });

/** Everything of a procedure that can be found, in the order in which it is written. */
function* things({ definition, chart }: Searched): Generator<Found> {
  yield { selected: { kind: "procedure" }, title: definition.title, name: definition.id };
  for (const state of chart.states)
    if (state.path !== "")
      yield {
        selected: { kind: "state", path: state.path },
        title: state.title ?? plain(state.key),
        name: state.path,
      };
  for (const transition of chart.transitions)
    if (transition.returning === undefined && transition.takingBack === undefined)
      yield {
        selected: { kind: "transition", id: transition.id },
        title:
          transition.title ??
          definition.events[transition.event ?? ""]?.title ??
          plain(transition.event ?? transition.delay ?? "→"),
        name: `${transition.source} → ${transition.targets.join(", ")}`,
      };
  for (const section of sections)
    for (const [name, part] of Object.entries(
      (definition[section] ?? {}) as Record<string, { title?: Text }>,
    ))
      yield { selected: { kind: "part", section, name }, title: titleOfPart(section, name, part), name };
  for (const path of fieldsOf(definition))
    yield { selected: { kind: "field", path }, title: titleOfField(definition, path), name: path };
}

function titleOfPart(section: Section, name: string, part: { title?: Text }): Text {
  return (section === "messages" ? (part as unknown as Text) : part.title) ?? plain(name);
}

function titleOfField(definition: Procedure, path: string): Text {
  const title = ((definition.data["properties"] as JsonObject)[path] as JsonObject | undefined)?.["title"];
  return typeof title === "string"
    ? plain(title)
    : isObject(title)
      ? (title as unknown as Text)
      : plain(path);
}

/** Null where a word is missing; else the text that held what title and name do not, or nothing. */
function matching(
  { definition, chart }: Searched,
  { selected, title, name }: Found,
  words: readonly string[],
): string | null {
  const own = `${title.en}\n${title["zh-CN"]}\n${name}`.toLowerCase();
  const left = words.filter((word) => !own.includes(word));
  if (left.length === 0) return "";
  if (selected.kind === "procedure") return null;
  const at = pointerOf(chart, selected);
  const texts = at === null ? [] : [...textsIn(valueAt(definition, at), selected.kind === "state")];
  let because = "";
  for (const word of left) {
    const hit = texts.find((text) => text.toLowerCase().includes(word));
    if (hit === undefined) return null;
    because ||= hit;
  }
  return because.length > 120 ? `${because.slice(0, 119)}…` : because;
}

/** Texts and names anywhere inside a value; of a state without what stands inside it or leads on from it, which are things of their own. */
function* textsIn(value: Json | undefined, ofState = false): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) {
      if (ofState && ["states", "on", "after", "always", "onDone"].includes(key)) continue;
      yield key;
      yield* textsIn(inner);
    }
}
