import {
  chosenIn,
  declaredChoices,
  payloadSchema,
  pointer,
  schemaAt,
  segments,
  type Choice,
  type Chosen,
  type ChoicesDefinition,
  type Instant,
  type Json,
  type JsonObject,
  type Principal,
  type Procedure,
  type Refused,
  type Schema,
} from "../model/index.ts";
import type { CaseInfo, CaseState } from "../machine/index.ts";
import type { JournalEntry } from "../ports/index.ts";
import type { MeasureReport } from "../measure/index.ts";
import { choiceList, choicesIn, type ChoiceList } from "./choice-list.ts";
import { everyOf } from "./children.ts";
import { command } from "./command.ts";
import type { Definition } from "./compiler.ts";
import { veilFor } from "./confidential.ts";
import { principalOf } from "./people.ts";
import { visibleCase } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { laterOf } from "./stimulate.ts";
import type { ChoiceTitles, Engine } from "./types.ts";
import { Refuse, type Work } from "./work.ts";

type Found = Record<string, Choice[]>;

/** So much of a journal is looked through, as for a view of the case. */
const mostRead = 20_000;
/** So many lists are made for one answer; what is not found by then has no title. */
const mostLists = 300;

/** A moment in which something was chosen or written: what a list was made of then. */
interface Moment {
  /** Of registers; null for now. */
  asOf: Instant | null;
  now: Instant;
  by: Principal;
  data: JsonObject;
  state: CaseState | null;
}

/**
 * What the values mean that were chosen in a case (B12): by what they were taken from when they were written, or else by what that
 * is now. Only what the reader sees of the case is looked up, and nothing in what they may not see.
 */
export async function titles(
  runtime: Runtime,
  { case: id, by }: Parameters<Engine["titles"]>[0],
): Promise<({ ok: true } & ChoiceTitles) | Refused> {
  const reader = await principalOf(runtime, by, { case: id });
  return command(runtime, async (work) => {
    const { held, person } = await visibleCase(work, id, reader);
    const { record, definition } = held;
    const { procedure } = definition;
    if (!hasChoices(procedure)) return { ok: true as const, data: {}, entries: {} };
    const now = laterOf(runtime.clock.now(), record.updatedAt);
    const veil = veilFor(definition, record, person, now);
    const lists = listsOf(work, definition, work.info(record), veil.shows);
    const present: Moment = { asOf: null, now, by: person, data: record.state.data, state: record.state };
    const entries: ChoiceTitles["entries"] = {};
    const written = new Map<string, Moment[]>();
    const shapes = new Map<string, Schema | null>([["case.open", procedure.data]]);
    const shapeOf = (event: string): Schema | null => {
      const known = shapes.get(event);
      if (known !== undefined) return known;
      const shape = Object.hasOwn(procedure.events, event) ? payloadSchema(procedure, event, null) : null;
      shapes.set(event, shape);
      return shape;
    };
    let data: JsonObject = {};
    for await (const entry of everyOf((page) => work.tx.journal(id, page))) {
      if (entry.seq > Math.min(record.revision, mostRead)) break;
      const after = dataAfter(data, entry);
      const seen = veil.entry(entry);
      const moment = { asOf: entry.at, now: entry.at, by: seen.by, state: null };
      const moments = [{ ...moment, data }, { ...moment, data: after }, present];
      data = after;
      for (const key of Object.keys(entry.set)) written.set(key, moments);
      const { type, ...said } = seen.event;
      const schema = shapeOf(type);
      const ofSaid = schema === null ? {} : await lists.titled(chosenIn(schema, said), () => moments);
      const ofSet = await lists.titled(chosenIn(procedure.data, seen.set), () => moments);
      if (Object.keys(ofSaid).length > 0 || Object.keys(ofSet).length > 0)
        entries[entry.seq] = { said: ofSaid, set: ofSet };
    }
    const stands = chosenIn(procedure.data, veil.data(record.state.data));
    const ofData = await lists.titled(stands, (at) => written.get(fieldOf(at)) ?? [present]);
    return { ok: true as const, data: ofData, entries };
  });
}

/** Whether anything is chosen from elsewhere: of most procedures nothing is, and then no journal is looked through. */
function hasChoices({ data, events }: Procedure): boolean {
  const payloads = Object.values(events).map(({ payload }) => payload);
  return [data, ...payloads].some((schema) => schema !== undefined && declaredChoices(schema).size > 0);
}

/**
 * What the values mean by which the figures of measures are grouped, as things stand now: by JSON pointer into the schema of the
 * data. What depends on a case has no title here.
 */
export async function titlesOfGroups(
  runtime: Runtime,
  definition: Definition,
  by: Principal,
  reports: readonly MeasureReport[],
): Promise<Found> {
  const chosen = groupValues(definition.procedure.data, reports);
  if (chosen.length === 0) return {};
  const found = await command(runtime, async (work) => {
    const now = runtime.clock.now();
    const ofNoCase = (path: string): boolean =>
      ["fact", "param", "now", "row", "index"].includes(headOf(path));
    const lists = listsOf(work, definition, null, ofNoCase);
    const present: Moment = { asOf: null, now, by, data: {}, state: null };
    return { ok: true as const, titles: await lists.titled(chosen, () => [present]) };
  });
  return found.ok ? found.titles : {};
}

/** The values of groups whose fields have choices; a case stands in the group of each item of a list. */
function groupValues(data: Schema, reports: readonly MeasureReport[]): Chosen[] {
  const found = new Map<string, Chosen>();
  for (const { by, groups } of reports)
    for (const [place, path] of by.entries()) {
      const keys = path.replace(/^data\./, "").split(".");
      const field = schemaAt(data, keys.join("."));
      if (field === null) continue;
      const values = groups.map(({ group }) => group[place] ?? null);
      const pieces: Json[] = field["items"] === undefined ? values : [values];
      for (const one of pieces.flatMap((piece) => chosenIn(field, piece))) {
        const at = keys.map((key) => pointer("properties", key)).join("") + one.at;
        const known = found.get(at) ?? { ...one, at };
        for (const value of one.values) known.values.add(value);
        found.set(at, known);
      }
    }
  return [...found.values()];
}

/** The lists of a definition, made once for each thing that they are made of. */
function listsOf(
  work: Work,
  definition: Definition,
  info: CaseInfo | null,
  shows: (path: string) => boolean,
) {
  const lists = new Map<ChoicesDefinition, ChoiceList | null>();
  const made = new Map<ChoiceList, Map<string, Map<Json, Choice>>>();
  let count = 0;

  function listOf(declared: ChoicesDefinition): ChoiceList | null {
    const known = lists.get(declared);
    if (known !== undefined) return known;
    const list = choiceList(definition, declared, { shows, whole: true });
    lists.set(declared, list);
    return list;
  }
  async function choicesAt(list: ChoiceList, moment: Moment): Promise<Map<Json, Choice>> {
    const known = made.get(list) ?? new Map<string, Map<Json, Choice>>();
    made.set(list, known);
    const key = madeOf(list, moment);
    const before = known.get(key);
    if (before !== undefined) return before;
    count += 1;
    const { asOf, ...asking } = { ...moment, event: { type: "" }, case: info };
    const found =
      count > mostLists
        ? []
        : await tolerant(
            choicesIn(work, definition, list, { ...asking, ...(asOf === null ? {} : { asOf }) }),
          );
    const choices = new Map(found.map((choice) => [choice.value as Json, choice]));
    known.set(key, choices);
    return choices;
  }

  return {
    /** What is chosen, with its titles, from the first of the moments in which it is there. */
    async titled(chosen: readonly Chosen[], momentsOf: (at: string) => readonly Moment[]): Promise<Found> {
      const found: Found = {};
      for (const { at, declared, values } of chosen) {
        const list = listOf(declared);
        if (list === null) continue;
        const left = new Set(values);
        const known: Choice[] = [];
        for (const moment of momentsOf(at)) {
          if (left.size === 0) break;
          const choices = await choicesAt(list, moment);
          for (const value of left) {
            const choice = choices.get(value);
            if (choice === undefined) continue;
            left.delete(value);
            known.push(choice);
          }
        }
        if (known.length > 0) found[at] = known;
      }
      return found;
    },
  };
}

/** What a list is made of at a moment, so that the same is not made again. */
function madeOf({ reads, facts }: ChoiceList, { asOf, now, by, data, state }: Moment): string {
  const heads = new Set(reads.map((path) => path.split(".").slice(0, 2).join(".")));
  const parts: Json[] = [facts.length === 0 ? null : asOf];
  for (const path of heads) {
    const [root = "", key = ""] = path.split(".");
    if (["fact", "param", "row", "index"].includes(root)) continue;
    if (root === "data" && key !== "") parts.push(path, Object.hasOwn(data, key) ? data[key]! : null);
    else parts.push(path, now, by as unknown as Json, data, state === null ? "then" : "now");
  }
  return JSON.stringify(parts);
}

/** A list that is too much work is none: a case is shown all the same. */
async function tolerant(making: Promise<Choice[]>): Promise<Choice[]> {
  try {
    return await making;
  } catch (fault) {
    if (fault instanceof Refuse) return [];
    throw fault;
  }
}

function dataAfter(data: JsonObject, { set, unset }: JournalEntry): JsonObject {
  if (Object.keys(set).length === 0 && unset.length === 0) return data;
  const kept = Object.entries(data).filter(([key]) => !unset.includes(key));
  return { ...Object.fromEntries(kept), ...set };
}

const headOf = (path: string): string => path.split(".")[0] ?? "";
/** The field of the data in which a pointer into its schema lies. */
const fieldOf = (at: string): string => segments(at)[1] ?? "";
