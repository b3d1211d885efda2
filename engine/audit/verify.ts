import { positionOf, type CaseState, type Machine } from "../machine/index.ts";
import type { CaseRecord, JournalEntry, Page, Reader, SchemaValidator } from "../ports/index.ts";
import { calendarOf, yearsGrown } from "../runtime/calendars.ts";
import type { Definition } from "../runtime/compiler.ts";
import type { DefinitionKey, Definitions } from "../runtime/definitions.ts";
import type { Verification } from "../runtime/types.ts";
import { hashOf, noHash } from "./chain.ts";
import { Disagreement, faultOf, messageOf } from "./faults.ts";
import { publishedBy, strangeNotices, verifyNotices } from "./notices.ts";
import { batch, everyItem } from "./pages.ts";
import { everyRow, RegisterBook } from "./registers.ts";
import { replay, textOf, type Script } from "./replay.ts";
import { SecretBallots } from "./secret.ts";

/** So many faults are told; more would not be read. */
const mostFaults = 100;

type Fault = Verification["faults"][number];
type Tell = (fault: Fault) => void;

/** What is verified: a store, and the definitions of the packs in it. */
export interface Books {
  reader: Reader;
  definitions: Definitions;
  validator: SchemaValidator;
  /** Reads the store as it is at one moment. May call what it is given again. */
  atOnce<T>(read: (reader: Reader) => Promise<T>): Promise<T>;
}

/**
 * Verifies one case or all: the journal is dense and chained, doing it again from the definitions gives the very entries and the
 * very state that are stored, and the notices are those that it published. With all cases also that every row of a register was
 * entered and struck as the journal and the packs say. Writes nothing.
 */
export async function verify(
  books: Books,
  { case: only, progress }: { case?: string; progress?: (done: number, all: number) => void } = {},
): Promise<Verification> {
  const found: Verification = { ok: true, cases: 0, entries: 0, faults: [] };
  const { reader } = books;
  const { cases: all } = only === undefined ? await reader.counts() : { cases: 1 };
  const seen = new Set<string>();
  const notices = new Set<string>();
  const tell: Tell = (fault) => {
    found.ok = false;
    if (found.faults.length < mostFaults) found.faults.push(fault);
  };
  const look = async (id: string): Promise<void> => {
    seen.add(id);
    const looked = await verifyCase(books, id, tell);
    for (const notice of looked.notices) notices.add(notice);
    found.entries += looked.entries;
    found.cases += 1;
    progress?.(found.cases, all);
  };
  if (only !== undefined) {
    await look(only);
    return found;
  }
  const registers = new RegisterBook(reader, books.definitions, books.validator);
  const last = await reader.lastPosition();
  for await (const entry of journalled(reader, last)) {
    await registers.take(entry);
    if (!seen.has(entry.case)) await look(entry.case);
  }
  for (const id of await unjournalled(reader, seen)) await look(id);
  await verifyRegisters(books, registers, last, tell);
  await verifyStrangeNotices(reader, notices, last, tell);
  return found;
}

/** The registers, once all entries up to a position have been taken: what was written since is taken with the rows at one moment. */
async function verifyRegisters(
  books: Books,
  registers: RegisterBook,
  last: number,
  tell: Tell,
): Promise<void> {
  try {
    const { late, rows } = await books.atOnce(async (reader) => ({
      late: await entriesAfter(reader, last),
      rows: await everyRow(reader),
    }));
    for (const entry of late) await registers.take(entry);
    await registers.takePacks(tell);
    registers.judge(rows, tell);
  } catch (fault) {
    tell(faultOf("", 0, "unreadable-registers", { fault: messageOf(fault) }));
  }
}

/** Notices that were found with no case, and were not published since a position. */
async function verifyStrangeNotices(
  reader: Reader,
  known: ReadonlySet<string>,
  last: number,
  tell: Tell,
): Promise<void> {
  try {
    const strange = await strangeNotices(reader, known);
    const late = new Map((await entriesAfter(reader, last)).flatMap((entry) => publishedBy(entry, "")));
    for (const { id, case: of } of strange)
      if (!late.has(id)) tell(faultOf(of, 0, "unknown-notice", { notice: id }));
  } catch (fault) {
    tell(faultOf("", 0, "unreadable-notices", { fault: messageOf(fault) }));
  }
}

/** What there is of a case. */
interface Looked {
  entries: number;
  /** Ids of its notices. */
  notices: string[];
}

/** Verifies one case: tells what does not agree. One that goes on meanwhile is looked through again, as long as it does. */
export async function verifyCase(books: Books, id: string, tell: Tell): Promise<Looked> {
  for (let before = -1; ;) {
    const faults: Fault[] = [];
    const looked = await lookThrough(books, id, (fault) => faults.push(fault));
    if (faults.length === 0 || looked.entries === before) {
      faults.forEach(tell);
      return looked;
    }
    before = looked.entries;
  }
}

async function lookThrough({ reader, definitions }: Books, id: string, tell: Tell): Promise<Looked> {
  const entries: JournalEntry[] = [];
  try {
    await readJournal(reader, id, entries);
    checkChain(entries);
    const stored = await reader.case(id);
    if (stored === null) throw new Disagreement(entries.length, "missing-case");
    const definition = await definitionOf(reader, definitions, entries);
    const calendars = await calendarsOf(reader, definitions, entries);
    const script = scriptOf(definitions, { definition, calendars }, entries, stored.state);
    const state = script.secret.settle(replay(script, id, entries), stored.revision);
    compare([...calendars.values()].at(-1) ?? definition, stored, state, entries);
  } catch (fault) {
    if (fault instanceof Disagreement) tell(faultOf(id, fault.seq, fault.code, fault.values));
    // What cannot be read was not written by the engine: a value of another shape, text that is no JSON.
    else tell(faultOf(id, entries.length, "unreadable", { fault: messageOf(fault) }));
  }
  let notices: string[] = [];
  try {
    notices = await verifyNotices(reader, id, entries, tell);
  } catch (fault) {
    tell(faultOf(id, 0, "unreadable-notices", { fault: messageOf(fault) }));
  }
  return { entries: entries.length, notices };
}

/** Reads entries in batches; one by one where that fails, so that it can be said which one cannot be read. */
async function readJournal(reader: Reader, id: string, entries: JournalEntry[]): Promise<void> {
  let limit = batch;
  for (let after: string | undefined; ;) {
    let page: Page<JournalEntry>;
    try {
      page = await reader.journal(id, { limit, ...(after === undefined ? {} : { after }) });
    } catch (fault) {
      if (limit === 1) throw new Disagreement(entries.length + 1, "unreadable", { fault: messageOf(fault) });
      limit = 1;
      continue;
    }
    entries.push(...page.items);
    if (page.next === undefined) return;
    after = page.next;
  }
}

function checkChain(entries: JournalEntry[]): void {
  let prev = noHash;
  for (const [n, entry] of entries.entries()) {
    const { hash, ...rest } = entry;
    if (entry.seq !== n + 1) throw new Disagreement(n + 1, "missing-entry");
    if (entry.prev !== prev) throw new Disagreement(entry.seq, "broken-chain");
    if (hashOf(rest) !== hash) throw new Disagreement(entry.seq, "changed-entry");
    prev = hash;
  }
}

async function definitionOf(
  reader: Reader,
  definitions: Definitions,
  [first]: JournalEntry[],
): Promise<Definition> {
  if (first?.opening === undefined) throw new Disagreement(1, "missing-entry");
  try {
    return await definitions.of(reader, first.opening);
  } catch (fault) {
    throw new Disagreement(1, "unknown-definition", { fault: messageOf(fault) });
  }
}

/** What the case has gone on under, in this order, by the digest of the pack whose calendar had grown. */
async function calendarsOf(
  reader: Reader,
  definitions: Definitions,
  entries: JournalEntry[],
): Promise<Map<string, Definition>> {
  const found = new Map<string, Definition>();
  for (const { seq, kind, event } of entries) {
    if (kind !== "calendar") continue;
    const calendar = String((event as { pack?: unknown }).pack);
    const key = { ...(entries[0]?.opening as DefinitionKey), calendar };
    found.delete(calendar);
    try {
      found.set(calendar, await definitions.of(reader, key));
    } catch (fault) {
      throw new Disagreement(seq, "unknown-definition", { fault: messageOf(fault) });
    }
  }
  return found;
}

/** By what a case is done again: at first, and from the entries on that tell of a calendar that has grown. */
interface Pinned {
  definition: Definition;
  calendars: ReadonlyMap<string, Definition>;
}

function scriptOf(
  definitions: Definitions,
  pinned: Pinned,
  entries: JournalEntry[],
  stored: CaseState,
  secret = new SecretBallots(pinned.definition.procedure, entries, stored.ballots),
): Script {
  const { pack, procedure, parameters, machine } = pinned.definition;
  const patientOnes = new Map<string, Machine>();
  return {
    machine,
    under(calendar) {
      const definition = pinned.calendars.get(calendar);
      if (definition === undefined) return null;
      if (yearsGrown(calendarOf(pack), calendarOf(definition.pack)).length === 0) return null;
      return scriptOf(definitions, { ...pinned, definition }, entries, stored, secret);
    },
    secret,
    withoutEarly(names) {
      const known = patientOnes.get(names.join());
      if (known !== undefined) return known;
      const ballots = Object.fromEntries(
        Object.entries(procedure.ballots ?? {}).map(([name, ballot]) => [
          name,
          names.includes(name) ? { ...ballot, early: false } : ballot,
        ]),
      );
      const patient = { ...pack.procedures, [procedure.id]: { ...procedure, ballots } };
      const made = definitions.compile({ ...pack, procedures: patient }, procedure.id, parameters).machine;
      patientOnes.set(names.join(), made);
      return made;
    },
  };
}

/** The case as it is stored against the one that its journal makes. */
function compare(
  definition: Definition,
  stored: CaseRecord,
  state: CaseState,
  entries: JournalEntry[],
): void {
  const first = entries[0] as JournalEntry;
  const last = entries.at(-1) as JournalEntry;
  const opening = first.opening as NonNullable<JournalEntry["opening"]>;
  const { answered: _answered, held: _held, ...parent } = stored.parent ?? { case: "" };
  const told: [string, unknown, unknown][] = [
    ["revision", stored.revision, last.seq],
    ["hash", stored.hash, last.hash],
    ["state", stored.state, state],
    ["status", stored.status, state.status],
    ["due", stored.due, dueOf(definition, state, stored.due, entries)],
    ["procedure", stored.procedure, opening.procedure],
    ["version", stored.version, opening.version],
    ["pack", stored.pack, opening.pack],
    ["parameters", stored.parameters, opening.parameters],
    ["calendar", stored.calendar, definition.calendar],
    ["depth", stored.depth, opening.depth],
    ["parent", stored.parent === null ? null : parent, opening.parent],
    ["openedAt", stored.openedAt, first.at],
    ["openedBy", stored.openedBy, positionOf(first.by).id],
    [
      "updatedAt",
      stored.updatedAt,
      entries.reduce((latest, { at }) => (at > latest ? at : latest), first.at),
    ],
  ];
  for (const [fault, is, ought] of told)
    if (textOf(is) !== textOf(ought)) throw new Disagreement(stored.revision, "changed-state", { fault });
}

/** When something falls due next; a case whose due work could not be carried out is not asked again. */
function dueOf(
  { machine }: Definition,
  state: CaseState,
  stored: string | null,
  entries: JournalEntry[],
): string | null {
  if (state.status !== "active") return null;
  const stalled = entries.at(-1)?.notes.some((note) => note.note === "incident" && note.code === "stalled");
  return stalled === true && stored === null ? null : machine.nextDue(state);
}

/** Every entry up to a position; a case that was taken out of the list of cases is still told of. */
async function* journalled(reader: Reader, last: number): AsyncGenerator<JournalEntry> {
  let limit = batch;
  for (let position = 0; position < last;) {
    try {
      const changes = await reader.changes(position, limit);
      for (const change of changes) if (change.position <= last) yield change.entry;
      position = changes.at(-1)?.position ?? last;
      limit = batch;
    } catch {
      // An entry that cannot be read is passed over here: reading its case tells which one it is.
      if (limit === 1) position += 1;
      limit = 1;
    }
  }
}

async function entriesAfter(reader: Reader, position: number): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let after = position; ;) {
    const changes = await reader.changes(after, batch);
    entries.push(...changes.map(({ entry }) => entry));
    if (changes.length < batch) return entries;
    after = changes.at(-1)?.position ?? after;
  }
}

/** Cases without any entry. A list that cannot be read has a case that cannot be, which was told with its journal. */
async function unjournalled(reader: Reader, seen: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { id } of everyItem((page) => reader.cases(page))) if (!seen.has(id)) found.push(id);
  } catch {
    return found;
  }
  return found;
}
