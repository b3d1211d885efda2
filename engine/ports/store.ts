import type { CaseState, EntryDraft, Stimulus } from "../machine/types.ts";
import type { Instant, Json, JsonObject, Principal, Text } from "../model/types.ts";

/** SHA-256 of a text in UTF-8, lower-case hex. */
export type Digest = (text: string) => string;

/**
 * Where cases live. The contract is small enough for a second database, and assumes neither one process nor a synchronous
 * driver: whoever wrote a case last is found by its revision, not by a lock held above the port.
 */
export interface Store {
  /** Where the platform that the store needs has a faster SHA-256 than the engine's own, which runs everywhere. */
  readonly digest?: Digest;
  /**
   * Runs `work` and makes what it wrote durable before the promise resolves. Work that waits at the same time may share one
   * commit, but each rolls back alone: `work` that throws leaves nothing behind, and the promise rejects with what it threw.
   * Until the promise settles `work` may be called again, each time on a state in which nothing of it is left.
   * Rejects with {@link StoreUnavailable} when nothing was committed and it may be tried again, with {@link OutcomeUnknown}
   * when it cannot be said whether the commit took place.
   */
  transact<T>(work: (tx: Transaction) => Soon<T>): Promise<T>;
  /** Reads what is committed, without waiting for writers. */
  reader: Reader;
  /** Resolves after a later commit, or when `signal` aborts. A hint, not a promise: read `changes` after it. */
  committed(signal: AbortSignal): Promise<void>;
  /** A consistent copy at `path`, which must not exist. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}

export class StoreUnavailable extends Error {
  override name = "StoreUnavailable";
}
export class OutcomeUnknown extends Error {
  override name = "OutcomeUnknown";
}
/** Another program has the store open. Thrown when it is opened. */
export class StoreInUse extends Error {
  override name = "StoreInUse";
}
/**
 * Something with this identity is there already, or an entry does not continue its case's journal. Work that meets it must let
 * it pass: for a key it means that the same command was accepted meanwhile.
 */
export class Conflict extends Error {
  override name = "Conflict";
}
/** A value that not every database can keep: U+0000, half a surrogate pair, NaN, a Date, a count beyond 2^53 - 1. Nothing was written. */
export class BadValue extends Error {
  override name = "BadValue";
  /** JSON pointer into the record. */
  readonly path: string;
  constructor(path: string, fault: string) {
    super(`${path === "" ? "the value" : path} ${fault}`);
    this.path = path;
  }
}
/** `after` of a page that was not the `next` of a page of the same list. */
export class BadCursor extends Error {
  override name = "BadCursor";
  constructor(list: string) {
    super(`this is no position in the list of ${list}`);
  }
}

/** A page of a list in a fixed order. `next` is absent on the last page; it is opaque and goes into `after`. */
export interface Page<T> {
  items: T[];
  next?: string;
}
export interface PageRequest {
  after?: string;
  /** 1 to 200; 50 where absent. */
  limit?: number;
}

/** What may be there at once: where it is, waiting for it costs more than the work. */
export type Soon<T> = T | Promise<T>;

/** What it gives is the store's own, frozen or shared: copy before changing. Texts are ordered by code point. */
export interface Reader {
  case(id: string): Promise<CaseRecord | null>;
  /** Newest opening first. */
  cases(query: CaseQuery & PageRequest): Promise<Page<CaseSummary>>;
  /** Entries of a case by `seq`. */
  journal(id: string, page: PageRequest): Promise<Page<JournalEntry>>;
  /** Entries of all cases after a position, in the order of commit. */
  changes(after: number, limit: number): Promise<{ position: number; entry: JournalEntry }[]>;
  lastPosition(): Promise<number>;
  task(id: string): Promise<TaskRecord | null>;
  /** Open tasks of a person: those for one of the ids or roles, and not claimed by somebody else; the soonest due first, undated last, then by id. */
  inbox(query: InboxQuery & PageRequest): Promise<Page<TaskRecord>>;
  /** Tasks that a person has done, the last first. */
  done(query: { id: string } & PageRequest): Promise<Page<TaskRecord>>;
  /** Tasks of a case by id. What is open is at hand; whoever asks for others as well may wait until all that are kept were looked through. */
  tasksOf(caseId: string, status?: TaskStatus): Promise<TaskRecord[]>;
  key(principal: string, key: string): Promise<KeyRecord | null>;
  packs(): Promise<PackSummary[]>;
  pack(digest: string): Promise<PackRecord | null>;
  /** Digest of the pack that new cases of a procedure are opened with. */
  live(procedure: string): Promise<string | null>;
  liveProcedures(): Promise<{ procedure: string; digest: string }[]>;
  /** Rows that hold at an instant (`from` included, `to` not), by key; where none is given, those that no one has struck. */
  register(id: string, query: { at?: Instant; key?: string } & PageRequest): Promise<Page<RegisterRow>>;
  /** Rows of all registers that ever were entered, those that were struck among them, in the order of entering. */
  registerRows(page: PageRequest): Promise<Page<RegisterRow>>;
  /** How many cases of a procedure are pinned to which pack, by digest; `running` counts those that have not ended. */
  casesByPack(procedure: string): Promise<{ pack: string; running: number; all: number }[]>;
  /** Drafts without their content, newest first. */
  drafts(query: DraftQuery & PageRequest): Promise<Page<DraftSummary>>;
  draft(id: string): Promise<DraftRecord | null>;
  /** Notices in the order of publication, newest first. */
  notices(query: { procedure?: string; case?: string } & PageRequest): Promise<Page<NoticeRecord>>;
  /** Effects in the order in which they were recorded, newest first. */
  effects(query: { status?: EffectStatus; case?: string } & PageRequest): Promise<Page<EffectRecord>>;
  counts(): Promise<{ cases: number; openTasks: number; waitingEffects: number; incidents: number }>;
  /** What the engine keeps for itself, such as the secret of its keyed hash. */
  setting(name: string): Promise<string | null>;
}

/**
 * Reads see what the transaction has written. Good while its `work` runs: afterwards every method throws. Work reads through it
 * and not through the store's `reader` or another `transact`, which may wait for the work that asks. What it hands over belongs to
 * the store, and what it is given may be the store's own: neither is changed any more.
 */
export interface Transaction extends Reader {
  insertCase(record: CaseRecord): Promise<void>;
  /** Compare-and-set on the revision. False: somebody else has written the case; nothing was changed. */
  updateCase(record: CaseRecord, expectedRevision: number): Soon<boolean>;
  /**
   * Appends in order. Throws {@link Conflict} where `seq` is not the next of its case or `prev` not the hash of the entry before.
   * `texts` are the entries as JSON, one each, where whoever appends has them: they need not be written a second time.
   */
  appendEntries(entries: JournalEntry[], texts?: readonly string[]): Soon<void>;
  insertTasks(tasks: TaskRecord[]): Soon<void>;
  updateTask(task: TaskRecord): Soon<void>;
  insertEffects(effects: EffectRecord[]): Promise<void>;
  updateEffect(effect: EffectRecord): Promise<void>;
  /** Marks up to `limit` effects whose time has come as running, counts the attempt, and gives them. A running effect whose `nextAt` has passed is given again. */
  claimEffects(now: Instant, until: Instant, limit: number): Promise<EffectRecord[]>;
  insertKey(record: KeyRecord): Promise<void>;
  /** Replaces a pack of the same digest: parameters, scenarios and directory are not part of that. */
  insertPack(record: PackRecord): Promise<void>;
  setLive(procedure: string, digest: string): Promise<void>;
  /** Throws {@link Conflict} where a row of this key holds. */
  enterRow(row: RegisterRow): Promise<void>;
  /** Ends the row of this key that holds. False: there is none. */
  strikeRow(register: string, key: string, at: Instant, by: string): Promise<boolean>;
  insertNotice(notice: NoticeRecord): Promise<void>;
  insertDraft(record: DraftRecord): Promise<void>;
  /** Compare-and-set on the revision. False: somebody else has written the draft, or there is none; nothing was changed. */
  updateDraft(record: DraftRecord, expectedRevision: number): Promise<boolean>;
  /** Ids of active cases that have something due at or before `now`, the earliest first. */
  dueCases(now: Instant, limit: number): Promise<{ id: string; due: Instant }[]>;
  /** Calls `visit` for the cases of a procedure in the order of opening until it returns false; for facts. */
  scanCases(
    procedure: string,
    status: CaseStatus | "any",
    visit: (record: CaseRecord) => boolean,
  ): Promise<void>;
  scheduleMark(schedule: string): Promise<{ last: Instant; count: number } | null>;
  setScheduleMark(schedule: string, mark: { last: Instant; count: number }): Promise<void>;
  setSetting(name: string, value: string): Promise<void>;
}

export type CaseStatus = CaseState["status"];

/** A case as it stands. `revision` is the `seq` of its last entry; `hash` that entry's. */
export interface CaseRecord {
  id: string;
  procedure: string;
  version: string;
  /** Digest of the pack it is pinned to, and the parameter values it was opened with. */
  pack: string;
  parameters: JsonObject;
  /** Digest of the pack whose calendar counts, where that has grown since. */
  calendar?: string;
  status: CaseStatus;
  revision: number;
  hash: string;
  state: CaseState;
  openedAt: Instant;
  openedBy: string;
  updatedAt: Instant;
  depth: number;
  /** Earliest due time of anything in it; null while nothing is due or it is suspended or ended. */
  due: Instant | null;
  parent: CaseParent | null;
}
export interface CaseParent {
  case: string;
  /** Set for an invoked child. */
  token?: string;
  index?: number;
  /** Set for a case opened by `openCase`. */
  link?: string;
  answerAt?: string[];
  gives?: string[];
  /** The parent has been told, or is not to be told any more. */
  answered?: boolean;
  /** What it was told while it was suspended, until it is resumed. */
  held?: { output: Json } | { error: { code: string; message: string } };
}
export type CaseSummary = Omit<CaseRecord, "state" | "hash" | "parameters"> & {
  value: CaseState["value"];
  data: JsonObject;
};
export interface CaseQuery {
  procedure?: string;
  status?: CaseStatus;
  openedBy?: string;
  /** Newest opening first is the only order. */
  parent?: string;
}

/** An entry of the journal: `hash = sha256(prev + RFC 8785 JSON of the entry without hash)`; `prev` of the first is 64 zeros. */
export interface JournalEntry extends Omit<EntryDraft, "kind"> {
  kind: EntryDraft["kind"] | AdministrativeKind;
  case: string;
  seq: number;
  /** seq of the entry that caused this one in the same commit. */
  cause?: number;
  /** For an answer or a failure, on the first entry of its step: to which invocation, and what it was. */
  answers?: Extract<Stimulus, { kind: "answer" | "failure" }>;
  /** What only the first entry of a case has. */
  opening?: {
    procedure: string;
    version: string;
    pack: string;
    parameters: JsonObject;
    calendar?: string;
    parent: CaseParent | null;
    depth: number;
  };
  prev: string;
  hash: string;
}
/** Acts of the engine and of administrators that are no events of the machine. */
export type AdministrativeKind =
  "suspend" | "resume" | "withdraw" | "link" | "calendar" | "migrate" | "claim" | "release";

export type TaskStatus = "open" | "done" | "superseded";
/** A task. One that was not done when its state was left is superseded and kept. */
export interface TaskRecord {
  id: string;
  case: string;
  procedure: string;
  key: string;
  kind: "state" | "ballot" | "obligation" | "appeal";
  state: string;
  ballot?: string;
  obligation?: string;
  title: Text;
  roles: string[];
  ids: string[];
  events: string[];
  form?: string[];
  /** Who holds it alone since it was handed over, and who held it before. */
  holder?: string;
  chain?: string[];
  /** People for whom its events wait; common acts that it asks for, in place of events. */
  awaits?: string[];
  acts?: string[];
  /** In an inbox: whose task it is, where it stands there for their standing proxy. */
  for?: string;
  status: TaskStatus;
  openedAt: Instant;
  due: Instant | null;
  claimedBy: string | null;
  closedAt: Instant | null;
  closedBy: string | null;
}
export interface InboxQuery {
  id: string;
  roles: string[];
  /** Whose inboxes stand in this one, because their proxy asks. */
  also?: { id: string; roles: string[] }[];
}

export type EffectStatus = "waiting" | "running" | "done" | "incident" | "withdrawn";
/** A request to a connector. Its key, `case:seq:n`, is the same at every attempt. */
export interface EffectRecord {
  key: string;
  case: string;
  type: "notify" | "call";
  connector: string;
  input: Json;
  /** Invocation that waits for the answer. */
  token: string | null;
  status: EffectStatus;
  attempts: number;
  nextAt: Instant;
  createdAt: Instant;
  lastError: string | null;
}

/** The first answer to an accepted command; belongs to its principal. */
export interface KeyRecord {
  principal: string;
  key: string;
  /** Keyed hash of the body, hex. */
  body: string;
  answer: JsonObject;
  at: Instant;
}
export interface PackSummary {
  digest: string;
  id: string;
  version: string;
  title: Text;
  deployedAt: Instant;
  deployedBy: string;
  /** What was said of it when it was published. */
  note?: string;
}
export interface PackRecord extends PackSummary {
  files: Record<string, string>;
  parameters: JsonObject;
}
export interface RegisterRow {
  register: string;
  /** The row's key as text (RFC 8785 JSON where it is no string). */
  key: string;
  row: JsonObject;
  from: Instant;
  to: Instant | null;
  /** `case:<id>:<seq>` or `pack:<digest>` or `admin:<id>`. */
  enteredBy: string;
  struckBy: string | null;
}
export interface NoticeRecord {
  id: string;
  case: string;
  procedure: string;
  notice: string;
  title: Text;
  fields: JsonObject;
  /** States in which it shows; absent: always. Whether it shows now is decided by `shown`, kept by the runtime. */
  states?: string[];
  publishedAt: Instant;
}

/** `discarded` can still be brought back. `gone` is kept without its content, so that it is known who discarded it and when. */
export type DraftStatus = "open" | "published" | "discarded" | "gone";
/** A procedure that somebody is writing: nothing that a case is opened with before it is published. */
export interface DraftRecord {
  id: string;
  procedure: string;
  /** Id of the pack that it belongs to. */
  pack: string;
  /** What its author calls it. */
  title: string;
  status: DraftStatus;
  /** Digest of the pack that was live when it was begun, over which it is published; null for a procedure that was not there. */
  base: string | null;
  /** Counts from 1. */
  revision: number;
  madeAt: Instant;
  madeBy: string;
  savedAt: Instant;
  savedBy: string;
  /** Digest of the pack that it became. */
  published?: string;
  content: JsonObject;
}
export type DraftSummary = Omit<DraftRecord, "content">;
export interface DraftQuery {
  status: DraftStatus;
  procedure?: string;
}
export type { Principal };
