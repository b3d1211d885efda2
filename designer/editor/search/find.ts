import type { ChartTransition } from "../../../engine/model/chart-types.ts";
import type { Use } from "../../../engine/model/names/report.ts";
import type { Json, Procedure, Text } from "../../../engine/model/types.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import { titleOf } from "../../words/text.ts";
import { sectionKinds } from "../document/edits/renaming.ts";
import { fieldPointer, pointerOf, selectedAt } from "../document/places.ts";
import { valueAt } from "../document/place.ts";
import { sections, type Section, type Selected } from "../document/types.ts";
import { outlineWords } from "../outline/words.ts";
import { inspectorWords } from "../inspector/words.ts";
import { memberIn } from "../inspector/model/used-places.ts";
import { declaredFields, namedIn, usesOfFieldNamed } from "./fields.ts";
import { namesMeant } from "./meant.ts";
import { filterKinds, type FilterKind, type Searched } from "./searched.ts";

/** Something of a procedure that can be found and gone to. */
export interface Found {
  selected: Selected;
  title: Text;
  /** Its name in the definition. */
  name: string;
  /** What the query said of it: the text that matched, where that is neither title nor name. */
  because?: string;
  /** What of it uses what was asked for, as addresses of members: `way.guard`, `state.entry`. */
  members?: readonly string[];
}

const mostFound = 200;

/**
 * Finds what a query asks for. Words have to be in the title, the name or any text of a thing, in either language; filters narrow:
 * `is:unused` (declared and named nowhere), `is:problem`, `event:VOTE`, `role:member`, `field:applicant.name` and so on (what uses it;
 * a name, or a word of the title).
 *
 * @example find(searched, "role:secretary is:problem")
 */
export function find(searched: Searched, query: string): Found[] {
  const tokens = query.trim().split(/\s+/).filter(Boolean);
  const filters = tokens.filter(isFilter);
  const words = tokens.filter((token) => !isFilter(token)).map((word) => word.toLowerCase());
  const allowed = filters.map((filter) => keysOf(searched, filter));
  const found: Found[] = [];
  for (const one of things(searched)) {
    const key = keyOf(one.selected);
    if (!allowed.every((keys) => keys.has(key))) continue;
    const hit = matching(searched, one, words);
    const members = [...new Set(allowed.flatMap((keys) => [...keys.get(key)!]))];
    if (hit !== null)
      found.push({
        ...one,
        ...(hit === "" ? {} : { because: hit }),
        ...(members.length === 0 ? {} : { members }),
      });
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

/** Things that are let through, by their keys, with the members that are the reason. */
type Through = Map<string, Set<string>>;

/** What one filter lets through. */
function keysOf(searched: Searched, filter: string): Through {
  const { definition, chart, problems } = searched;
  const through: Through = new Map();
  const admit = (thing: Selected, member?: string): void => {
    const key = keyOf(thing);
    const members = through.get(key) ?? new Set<string>();
    through.set(key, member === undefined ? members : members.add(member));
  };
  if (filter === "is:problem") {
    for (const { path } of problems) admit(selectedAt(chart, path));
    return through;
  }
  if (filter === "is:unused") {
    for (const thing of unused(definition)) admit(thing);
    return through;
  }
  const at = filter.indexOf(":");
  const kind = filter.slice(0, at) as FilterKind;
  const name = filter.slice(at + 1).toLowerCase();
  const named = namedIn(definition);
  const meant = namesMeant(searched, kind, name);
  const { uses, fields } =
    kind === "field"
      ? usesOfFieldNamed(named, name)
      : { uses: named.uses.filter((use) => isUseOf(use, kind, meant)), fields: [] };
  for (const { selected } of fields) admit(selected);
  for (const { path } of uses) {
    const thing = selectedAt(chart, path);
    admit(thing, memberIn(path, thing));
  }
  for (const transition of chart.transitions)
    if (startsOrEnds(transition, kind, meant)) admit({ kind: "transition", id: transition.id });
  return through;
}

/** What starts a way on stands before all ways with the same start, and where it leads is a target, which is no name. */
function startsOrEnds(
  { event, delay, targets }: ChartTransition,
  kind: FilterKind,
  meant: ReadonlySet<string>,
): boolean {
  if (kind === "event") return event !== undefined && meant.has(event.toLowerCase());
  if (kind === "delay") return delay !== undefined && meant.has(delay.toLowerCase());
  return kind === "state" && targets.some((path) => leadsThrough(path, meant));
}

function isUseOf(use: Use, kind: FilterKind, meant: ReadonlySet<string>): boolean {
  const used = use.name.toLowerCase();
  if (use.kind === kind && (meant.has(used) || (kind === "state" && leadsThrough(used, meant)))) return true;
  const [head = "", second = ""] = used.split(".");
  return use.kind === "path" && head === kind && meant.has(second);
}

const leadsThrough = (path: string, meant: ReadonlySet<string>): boolean =>
  path
    .toLowerCase()
    .split(".")
    .some((part) => meant.has(part));

/** What is declared and named nowhere. What the engine or a reader uses by itself does not count, nor what is inside a field. */
function unused(definition: Procedure): Selected[] {
  const { uses, fields } = namedIn(definition);
  const found: Selected[] = [];
  for (const section of sections) {
    const { kind, forms } = sectionKinds[section];
    if (forms.length === 0 || section === "obligations" || section === "holds") continue;
    const named = new Set(uses.filter((use) => use.kind === kind).map(({ name }) => name));
    for (const name of Object.keys(definition[section] ?? {}))
      if (!named.has(name)) found.push({ kind: "part", section, name });
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
  for (const { event, path, selected } of fields)
    if (event === undefined && !path.includes(".") && !read.has(path)) found.push(selected);
  return found;
}

/** Which thing is meant, as one text. */
export function keyOf(selected: Selected): string {
  if (selected.kind === "state") return `state ${selected.path}`;
  if (selected.kind === "transition") return `transition ${selected.id}`;
  if (selected.kind === "part") return `part ${selected.section} ${selected.name}`;
  if (selected.kind === "field") return `field ${selected.path}`;
  return `procedure ${selected.about ?? ""}`;
}

const plain = (text: string): Text => ({ en: text, "zh-CN": text });

/** Everything of a procedure that can be found, in the order in which it is written. */
function* things({ definition, chart }: Searched): Generator<Found> {
  yield { selected: { kind: "procedure" }, title: definition.title, name: definition.id };
  for (const about of ["opening", "common", "basis", "properties"] as const)
    if (definition[about] !== undefined)
      yield { selected: { kind: "procedure", about }, title: inspectorWords[about], name: about };
  yield { selected: { kind: "field", path: "" }, title: inspectorWords.data, name: "data" };
  yield { selected: { kind: "state", path: "" }, title: outlineWords.stages, name: "machine" };
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
  for (const { path, key, event, schema, selected } of declaredFields(definition))
    if (event === undefined)
      yield {
        selected,
        title: { en: titleOf(schema, "en", key), "zh-CN": titleOf(schema, "zh-CN", key) },
        name: path,
      };
}

function titleOfPart(section: Section, name: string, part: { title?: Text }): Text {
  return (section === "messages" ? (part as unknown as Text) : part.title) ?? plain(name);
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
  if (selected.kind === "procedure" && selected.about === undefined) return null;
  const at = selected.kind === "field" ? fieldPointer(definition, selected.path) : pointerOf(chart, selected);
  const texts = at === null ? [] : [...textsIn(valueAt(definition, at), inner[selected.kind])];
  let because = "";
  for (const word of left) {
    const hit = texts.find((text) => text.toLowerCase().includes(word));
    if (hit === undefined) return null;
    because ||= hit;
  }
  return because.length > 120 ? `${because.slice(0, 119)}…` : because;
}

/** What stands inside things of a kind and is a thing of its own. */
const inner: Partial<Record<Selected["kind"], readonly string[]>> = {
  state: ["states", "on", "after", "always", "onDone"],
  field: ["properties"],
};

/** Texts and names anywhere inside a value, without members of these names. */
function* textsIn(value: Json | undefined, without: readonly string[] = []): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one, without);
  else if (isObject(value))
    for (const [key, member] of Object.entries(value)) {
      if (without.includes(key)) continue;
      yield key;
      yield* textsIn(member, without);
    }
}
