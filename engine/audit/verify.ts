import type { CaseState, Machine } from "../machine/index.ts";
import type { CaseRecord, JournalEntry, Page, Reader } from "../ports/index.ts";
import { calendarOf, yearsGrown } from "../runtime/calendars.ts";
import type { Definition, DefinitionKey, Definitions } from "../runtime/definitions.ts";
import type { Verification } from "../runtime/types.ts";
import { hashOf, noHash } from "./chain.ts";
import { Disagreement, faultOf } from "./faults.ts";
import { replay, textOf, type Script } from "./replay.ts";
import { SecretBallots } from "./secret.ts";

/** So many faults are told; more would not be read. */
const mostFaults = 100;

/** What is verified: a store, and the definitions of the packs in it. */
export interface Books {
  reader: Reader;
  definitions: Definitions;
}

/**
 * Verifies one case or all: the journal is dense and chained, and doing it again from the definitions gives the very entries and
 * the very state that are stored. Reads only.
 */
export async function verify(
  books: Books,
  { case: only, progress }: { case?: string; progress?: (done: number, all: number) => void } = {},
): Promise<Verification> {
  const found: Verification = { ok: true, cases: 0, entries: 0, faults: [] };
  const { cases: all } = only === undefined ? await books.reader.counts() : { cases: 1 };
  const seen = new Set<string>();
  const look = async (id: string): Promise<void> => {
    seen.add(id);
    found.entries += await verifyCase(books, id, (fault) => {
      found.ok = false;
      if (found.faults.length < mostFaults) found.faults.push(fault);
    });
    found.cases += 1;
    progress?.(found.cases, all);
  };
  if (only !== undefined) {
    await look(only);
    return found;
  }
  for await (const id of journalled(books.reader)) if (!seen.has(id)) await look(id);
  for (const id of await unjournalled(books.reader, seen)) await look(id);
  return found;
}

/** Verifies one case: tells what does not agree, and gives how many entries there are. */
export async function verifyCase(
  { reader, definitions }: Books,
  id: string,
  tell: (fault: Verification["faults"][number]) => void,
): Promise<number> {
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
  return entries.length;
}

/** So many entries are read at a time; one by one where that fails, so that it can be said which one cannot be read. */
const batch = 200;

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

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

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
    ["openedBy", stored.openedBy, first.by.id],
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

/** Every case that the journal tells of; one that was taken out of the list of cases is still there. */
async function* journalled(reader: Reader): AsyncGenerator<string> {
  const last = await reader.lastPosition();
  let limit = batch;
  for (let position = 0; position < last;) {
    try {
      const changes = await reader.changes(position, limit);
      for (const change of changes) yield change.entry.case;
      position = changes.at(-1)?.position ?? last;
      limit = batch;
    } catch {
      // An entry that cannot be read is passed over here: reading its case tells which one it is.
      if (limit === 1) position += 1;
      limit = 1;
    }
  }
}

/** Cases without any entry. A list that cannot be read has a case that cannot be, which was told with its journal. */
async function unjournalled(reader: Reader, seen: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  try {
    for (let after: string | undefined; ;) {
      const page = await reader.cases({ limit: batch, ...(after === undefined ? {} : { after }) });
      found.push(...page.items.map(({ id }) => id).filter((id) => !seen.has(id)));
      if (page.next === undefined) return found;
      after = page.next;
    }
  } catch {
    return found;
  }
}
