import { type CaseRecord, Conflict, type JournalEntry } from "../../ports/index.ts";
import { frozen, storableJson } from "../plain.ts";
import type { Connection, Row } from "./connection.ts";
import type { Cache, Head, Stored } from "./recent.ts";
import { caseColumns, count, text, toCase } from "./rows.ts";

/** How many entries a leap passes at most. */
export const stride = 64;

const firstPrev = "0".repeat(64);

/** A case by its id, from the cache where it is. */
export function loadCase(connection: Connection, cache: Cache, id: string): Stored | null {
  const cached = cache.cases.get(id);
  if (cached !== undefined) return cached;
  const [row] = connection.all(`SELECT ${caseColumns} FROM cases WHERE id = ?1`, id);
  if (row === undefined) return null;
  const stored = { record: toCase(row), n: count(row, "n"), head: loadHead(connection, row) };
  cache.cases.set(id, stored);
  return stored;
}

function loadHead(connection: Connection, { tail }: Row): Head | null {
  if (typeof tail !== "number") return null;
  const [row] = connection.all("SELECT seq, hash, leap FROM journal WHERE position = ?1", tail);
  if (row === undefined) return null;
  const { leap } = row;
  return {
    position: tail,
    seq: count(row, "seq"),
    hash: text(row, "hash"),
    leap: typeof leap === "number" ? leap : null,
  };
}

/**
 * The cases that one transaction writes. Entries go to the journal at once, the row of a case only when the transaction asks for
 * it or ends: however many steps a command takes, each case is written once.
 */
export class CaseDrafts {
  private readonly drafts = new Map<
    string,
    { stored: Stored | null; record: CaseRecord | null; head: Head | null }
  >();
  private readonly connection: Connection;
  private readonly cache: Cache;
  private readonly written = new Map<string, Stored>();

  constructor(connection: Connection, cache: Cache) {
    this.connection = connection;
    this.cache = cache;
  }

  get(id: string): CaseRecord | null {
    return this.drafts.get(id)?.record ?? this.load(id)?.record ?? null;
  }

  insert(record: CaseRecord): void {
    const draft = this.draft(record.id);
    if (draft.record !== null) throw new Conflict(`case ${record.id} is there already`);
    draft.record = frozen(record);
    // Rows are numbered as cases are inserted, not as they were first asked for.
    this.drafts.delete(record.id);
    this.drafts.set(record.id, draft);
  }

  update(record: CaseRecord, expectedRevision: number): boolean {
    const draft = this.draft(record.id);
    if (draft.record === null || draft.record.revision !== expectedRevision) return false;
    draft.record = frozen(record);
    return true;
  }

  append(entry: JournalEntry, position: number): void {
    const draft = this.draft(entry.case);
    const { head } = draft;
    if (entry.seq !== (head?.seq ?? 0) + 1 || entry.prev !== (head?.hash ?? firstPrev)) {
      throw new Conflict(`entry ${entry.seq} of ${entry.case} does not continue its journal`);
    }
    const leap = head === null ? null : head.seq % stride === 0 ? head.position : head.leap;
    this.connection.run(
      "INSERT INTO journal (position, case_id, seq, before, leap, hash, entry) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      position,
      entry.case,
      entry.seq,
      head?.position ?? null,
      leap,
      entry.hash,
      storableJson(entry),
    );
    draft.head = { position, seq: entry.seq, hash: entry.hash, leap };
  }

  /** Writes the rows of all that changed. */
  flush(): void {
    for (const [id, { stored, record, head }] of this.drafts) {
      if (record === null) {
        if (head === null) continue;
        throw new Error(`there is no case ${id}, and entries of it`);
      }
      if (stored?.record === record && stored.head === head) continue;
      const n = stored === null ? this.insertRow(record, head) : this.updateRow(stored, record, head);
      this.written.set(id, { record, n, head });
    }
    this.drafts.clear();
  }

  /** Makes what was flushed known to the transactions that follow. */
  publish(): void {
    for (const [id, stored] of this.written) this.cache.cases.set(id, stored);
  }

  private load(id: string): Stored | null {
    return this.written.get(id) ?? loadCase(this.connection, this.cache, id);
  }
  private draft(id: string) {
    const known = this.drafts.get(id);
    if (known !== undefined) return known;
    const stored = this.load(id);
    const draft = { stored, record: stored?.record ?? null, head: stored?.head ?? null };
    this.drafts.set(id, draft);
    return draft;
  }

  private insertRow(record: CaseRecord, head: Head | null): number {
    return this.connection.run(
      `INSERT INTO cases (id, opened_at, opened_by, procedure, version, pack, parameters, depth, parent, parent_case,
         status, due, revision, hash, updated_at, tail, state)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)`,
      record.id,
      record.openedAt,
      record.openedBy,
      ...fixedValues(record),
      record.status,
      record.due,
      ...movingValues(record, head),
    );
  }

  /** Names only the columns that changed: an index is written wherever one of its columns is named. */
  private updateRow({ n, record: before }: Stored, record: CaseRecord, head: Head | null): number {
    const moving = movingValues(record, head);
    const sql = "UPDATE cases SET revision = ?2, hash = ?3, updated_at = ?4, tail = ?5, state = ?6";
    if (before.status === record.status && before.due === record.due) {
      this.connection.run(`${sql} WHERE n = ?1`, n, ...moving);
    } else if (before.status === record.status) {
      this.connection.run(`${sql}, due = ?7 WHERE n = ?1`, n, ...moving, record.due);
    } else {
      this.connection.run(
        `${sql}, due = ?7, status = ?8 WHERE n = ?1`,
        n,
        ...moving,
        record.due,
        record.status,
      );
    }
    const fixed = fixedValues(record);
    if (fixedValues(before).some((value, at) => value !== fixed[at])) {
      this.connection.run(
        `UPDATE cases SET procedure = ?2, version = ?3, pack = ?4, parameters = ?5, depth = ?6, parent = ?7, parent_case = ?8,
           opened_at = ?9, opened_by = ?10 WHERE n = ?1`,
        n,
        ...fixed,
        record.openedAt,
        record.openedBy,
      );
    }
    return n;
  }
}

/** What a step does not change; a migration may. */
function fixedValues(record: CaseRecord) {
  const { procedure, version, pack, parameters, depth, parent } = record;
  return [
    procedure,
    version,
    pack,
    JSON.stringify(parameters),
    depth,
    parent === null ? null : JSON.stringify(parent),
    parent?.case ?? null,
  ];
}
function movingValues(record: CaseRecord, head: Head | null) {
  return [
    record.revision,
    record.hash,
    record.updatedAt,
    head?.position ?? null,
    JSON.stringify(record.state),
  ];
}
