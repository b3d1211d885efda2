import { type CaseRecord, Conflict, type JournalEntry } from "../../ports/index.ts";
import { isPlain, isStorableJson, storableJson } from "../plain.ts";
import type { Connection, Row } from "./connection.ts";
import type { Parameter } from "./parameters.ts";
import type { Cache, Head, Stored } from "./recent.ts";
import { caseColumns, count, fromCase, text, toCase } from "./rows.ts";

/** How many entries a leap passes at most. */
export const stride = 64;

const firstPrev = "0".repeat(64);

/** A case by its id, from the cache where it is. */
export function loadCase(connection: Connection, cache: Cache, id: string): Stored | null {
  const cached = cache.cases.get(id);
  if (cached !== undefined) return cached;
  const [row] = connection.all(`SELECT ${caseColumns} FROM cases WHERE id = ?1`, id);
  if (row === undefined) return null;
  const stored = { row, record: null, n: count(row, "n"), head: undefined };
  cache.cases.set(id, stored);
  return stored;
}

function loadHead(connection: Connection, stored: Row | null): Head | null {
  const tail = stored?.tail;
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

/** What is stored of a case, and what a transaction makes of it. */
interface Draft {
  stored: Stored | null;
  /** Whether what is stored is what this transaction has written. */
  own: boolean;
  row: Row | null;
  record: CaseRecord | null;
  head: Stored["head"];
}

/**
 * The cases that one transaction writes. Entries go to the journal at once, the row of a case only when the transaction asks for
 * it or ends: however many steps a command takes, each case is written once.
 */
export class CaseDrafts {
  private readonly drafts = new Map<string, Draft>();
  private readonly connection: Connection;
  private readonly cache: Cache;

  constructor(connection: Connection, cache: Cache) {
    this.connection = connection;
    this.cache = cache;
  }

  get(id: string): CaseRecord | null {
    const standing = this.drafts.get(id) ?? loadCase(this.connection, this.cache, id);
    if (standing === null || standing.row === null) return null;
    return standing.record ?? toCase(standing.row);
  }

  insert(record: CaseRecord): void {
    const draft = this.draft(record.id);
    if (draft.row !== null) throw new Conflict(`case ${record.id} is there already`);
    this.write(draft, record);
    // Rows are numbered as cases are inserted, not as they were first asked for.
    this.drafts.delete(record.id);
    this.drafts.set(record.id, draft);
  }

  update(record: CaseRecord, expectedRevision: number): boolean {
    const draft = this.draft(record.id);
    if (draft.row?.revision !== expectedRevision) return false;
    const { tail = null } = draft.row;
    this.write(draft, record).tail = tail;
    return true;
  }

  append(entry: JournalEntry, position: number, known?: string): void {
    const draft = this.draft(entry.case);
    const head = draft.head === undefined ? loadHead(this.connection, draft.row) : draft.head;
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
      known !== undefined && isStorableJson(known) ? known : storableJson(entry),
    );
    draft.head = { position, seq: entry.seq, hash: entry.hash, leap };
  }

  /** Writes the rows of all that changed. */
  flush(): void {
    for (const [id, draft] of this.drafts) {
      const { stored, row, record, head } = draft;
      if (row === null) {
        if (head === null || head === undefined) continue;
        throw new Error(`there is no case ${id}, and entries of it`);
      }
      if (stored?.row === row && stored.head === head) continue;
      const n = stored === null ? this.insertRow(row, head) : this.updateRow(stored, row, head);
      draft.stored = { row, record, n, head };
      draft.own = true;
    }
  }

  /** Makes what was flushed known to the transactions that follow. */
  publish(): void {
    for (const [id, { stored, own }] of this.drafts)
      if (own && stored !== null) this.cache.cases.set(id, stored);
  }

  private draft(id: string): Draft {
    const known = this.drafts.get(id);
    if (known !== undefined) return known;
    const stored = loadCase(this.connection, this.cache, id);
    const draft = {
      stored,
      own: false,
      row: stored?.row ?? null,
      record: stored?.record ?? null,
      head: stored === null ? null : stored.head,
    };
    this.drafts.set(id, draft);
    return draft;
  }

  private write(draft: Draft, record: CaseRecord): Row {
    const plain = isPlain(record);
    const row = fromCase(record, plain);
    draft.row = row;
    draft.record = plain ? record : null;
    return row;
  }

  private insertRow(row: Row, head: Stored["head"]): number {
    const columns = [...fixed, "status", "due", ...moving];
    const places = columns.map((_, at) => `?${at + 2}`).join(", ");
    return this.connection.run(
      `INSERT INTO cases (tail, ${columns.join(", ")}) VALUES (?1, ${places})`,
      head?.position ?? null,
      ...values(row, columns),
    );
  }

  /** Names only the columns that changed: an index is written wherever one of its columns is named. */
  private updateRow({ n, row: before, head: earlier }: Stored, row: Row, head: Stored["head"]): number {
    const changed = seldom.filter((column) => before[column] !== row[column]);
    const columns = changed.length === 0 ? moving : [...moving, ...changed];
    const given: Parameter[] = [n, ...values(row, columns)];
    if (head === earlier || head === null || head === undefined) {
      this.connection.run(changed.length === 0 ? stepped : updating(columns), ...given);
      return n;
    }
    given.push(head.position);
    this.connection.run(changed.length === 0 ? steppedAndTold : updating([...columns, "tail"]), ...given);
    return n;
  }
}

/** Columns that a step does not change, though a migration may. */
const fixed = [
  "id",
  "procedure",
  "version",
  "pack",
  "parameters",
  "calendar",
  "depth",
  "parent",
  "parent_case",
  "opened_at",
  "opened_by",
] as const;
/** Columns that every step changes. */
const moving = ["revision", "hash", "updated_at", "state"] as const;
const seldom = ["due", "status", ...fixed] as const;

const updating = (columns: readonly string[]): string =>
  `UPDATE cases SET ${columns.map((column, at) => `${column} = ?${at + 2}`).join(", ")} WHERE n = ?1`;
/** What nearly every command does, written once. */
const stepped = updating(moving);
const steppedAndTold = updating([...moving, "tail"]);

function values(row: Row, columns: readonly string[]) {
  return columns.map((column) => row[column] ?? null);
}
