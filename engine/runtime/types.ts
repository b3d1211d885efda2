import type {
  ActOffer,
  BallotView,
  CaseInfo,
  ClockView,
  EventExplanation,
  Handovers,
  HoldView,
  ObligationView,
  Offer,
  StateValue,
} from "../machine/types.ts";
import type { MeasureReport, Period } from "../measure/index.ts";
import type {
  Choice,
  CivilDate,
  Instant,
  Json,
  JsonObject,
  LayoutFile,
  Logic,
  Pack,
  Principal,
  Problem,
  Refusal,
  Refused,
  ScenarioFile,
  Schema,
  Text,
} from "../model/types.ts";
import type {
  CaseQuery,
  CaseRecord,
  CaseSummary,
  Clock,
  Connector,
  Directory,
  DraftStatus,
  DraftSummary,
  EffectRecord,
  Ids,
  JournalEntry,
  NoticeRecord,
  PackSummary,
  Page,
  PageRequest,
  RegisterRow,
  SchemaValidator,
  Store,
  TaskRecord,
} from "../ports/index.ts";
import type { Compiler } from "./compiler.ts";

export type { DraftSummary };

/** Who acts: an id of the directory, or the principal written out. */
export type By = string | Principal;

export interface EngineOptions {
  store: Store;
  clock?: Clock;
  ids?: Ids;
  /** Without one, ids are looked up in the directories of the deployed packs. */
  directory?: Directory;
  connectors?: Record<string, Connector>;
  /** Which messages also go out by a connector, to each person by itself (H18). */
  subscriptions?: readonly Subscription[];
  validator?: SchemaValidator;
  /** Where many engines run the same packs: what one has compiled serves the others. Brings its own validator. */
  compiler?: Compiler;
  /** Told of what went wrong where nobody waits for an answer: a schedule whose opening is refused, a loop that failed and goes on. */
  onError?: (error: unknown) => void;
}

/** Messages that are told elsewhere besides the desk. */
export interface Subscription {
  /** Name of a connector. */
  connector: string;
  /** Attribute of the directory that holds the address, such as `mail`. Who has none is told on the desk alone. */
  attribute: string;
  /** `<procedure>` or `<procedure>/<message>`; every message where absent. */
  messages?: readonly string[];
}

/** The answer to an accepted command. */
export interface Accepted {
  ok: true;
  id: string;
  revision: number;
  status: CaseRecord["status"];
  state: StateValue;
  /** True where an earlier answer to the same idempotency key was given again. */
  repeated?: true;
}
export type Answer = Accepted | Refused;

export interface Engine {
  /**
   * Makes a pack's procedures the ones that new cases are opened with. Idempotent for the same pack and parameters. `by` needs the
   * role `administrator`; an id that no deployed directory knows is looked up in the pack's own.
   */
  deploy(
    pack: Pack,
    options: { by: By; parameters?: JsonObject },
  ): Promise<{ ok: true; digest: string; problems: Problem[] } | { ok: false; problems: Problem[] }>;
  open(command: { procedure: string; by: By; data?: JsonObject; key?: string }): Promise<Answer>;
  send(command: {
    case: string;
    event: { type: string; [key: string]: Json };
    by: By;
    revision?: number;
    key?: string;
  }): Promise<Answer>;
  /**
   * A common act: hands work on, asks for an opinion, informs, supervises … (H1). `payload.task` is the id or the key of a task.
   *
   * @example engine.act({ case: id, act: "transfer", payload: { to: "bob", reason: "leave" }, by: "ann" })
   */
  act(command: {
    case: string;
    act: string;
    payload?: JsonObject;
    by: By;
    revision?: number;
    key?: string;
  }): Promise<Answer>;
  /**
   * Hands everything that is with one person to another, one task after the other, each with an entry of its own (H10): so many
   * at once, and `next` where there is more. On `trial` it answers the same and does nothing. `by` needs the role `administrator`.
   */
  handOver(
    command: { from: string; to: string; by: By; reason?: string; trial?: boolean } & PageRequest,
  ): Promise<HandedOver | Refused>;
  /** Hand-overs that were carried out, the latest first; nothing for anybody but administrators. */
  handOvers(query: { by: By } & PageRequest): Promise<Page<HandOver>>;
  /** Makes somebody another's standing proxy for a period (H11); in place of an earlier one. By that person, or an administrator. */
  appointProxy(
    command: { by: By } & Omit<Proxy, "appointedBy" | "appointedAt">,
  ): Promise<{ ok: true; proxy: Proxy } | Refused>;
  /** Ends it before its time. By either of them, or an administrator. */
  endProxy(command: { of: string; proxy: string; by: By }): Promise<{ ok: true } | Refused>;
  /** Whose proxy somebody is, and who is theirs: now or later. Of another only for administrators. */
  proxies(query: { by: By; person?: string }): Promise<{ actsFor: Proxy[]; proxies: Proxy[] }>;
  /** Cases of which a person was informed, the newest first. */
  copies(query: { by: By } & PageRequest): Promise<Page<Copy>>;
  /** Marks such a case as read. */
  markRead(command: { case: string; by: By }): Promise<{ ok: true } | Refused>;
  /** What cases have lately told a person, or a role that they have: the latest 50, the newest first. */
  messages(query: { by: By }): Promise<{ items: Message[]; unread: number }>;
  /** Marks as read what was told up to an instant. */
  markMessagesRead(command: { by: By; at: Instant }): Promise<{ ok: true } | Refused>;
  claim(command: { task: string; by: By }): Promise<TaskRecordAnswer>;
  release(command: { task: string; by: By }): Promise<TaskRecordAnswer>;
  /** Lets a case stand still with its clocks, and with it the open child cases that it waits for, and theirs (C16). */
  suspend(command: { case: string; by: By; reason: string; revision?: number }): Promise<Answer>;
  /** Lets it go on, and of its child cases exactly those that its suspension took along. */
  resume(command: { case: string; by: By; revision?: number }): Promise<Answer>;
  /** Ends a case from outside; a parent that waits for it gets an error. */
  withdraw(command: { case: string; by: By; reason: string }): Promise<Answer>;
  /**
   * Answers a call that a state of the case waits for, in place of its connector: for answers that come later than the connector
   * returns. `call` is the id of the invocation. `by` needs the role `administrator`.
   */
  answer(
    command: { case: string; call: string; by: By } & (
      { output: Json } | { error: { code: string; message: string } }
    ),
  ): Promise<Answer>;

  read(id: string, options: { by: By }): Promise<({ ok: true } & CaseView) | Refused>;
  /** Cases that a person may see, the newest first; with `ids` those of them alone, in their order and all on one page. */
  cases(query: CaseQuery & PageRequest & { by: By; ids?: string[] }): Promise<Page<CaseSummary>>;
  /** What waits for a person, the soonest due first; of one procedure, or with the words of a search in title, subject or id of the case. */
  inbox(query: { by: By; procedure?: string; search?: string } & PageRequest): Promise<Page<InboxTask>>;
  /** Tasks that a person has done, the last first. */
  done(query: { by: By } & PageRequest): Promise<Page<InboxTask>>;
  journal(
    id: string,
    query: { by: By } & PageRequest,
  ): Promise<({ ok: true } & Page<JournalEntry>) | Refused>;
  explain(query: {
    case: string;
    event: { type: string; [key: string]: Json };
    by: By;
  }): Promise<({ ok: true } & EventExplanation) | Refused>;
  /**
   * What a form offers for the fields of an event, or of an opening, whose choices come from elsewhere (B11): by JSON pointer into
   * the schema of what is sent, empty for whoever may not send it now. At opening nothing is known of the case yet.
   *
   * @example const { choices } = await engine.choices({ case: id, event: "SUPPLY", by: "ann" });
   * choices["/properties/code"]; // [{ value: "income", title: "Proof of income" }]
   */
  choices(
    query: ({ case: string; event: string } | { procedure: string }) & { by: By },
  ): Promise<{ ok: true; choices: Record<string, Choice[]> } | Refused>;
  /**
   * What the values mean that were chosen from elsewhere and stand in a case (B12), as far as the reader sees them and it is known:
   * by what they were taken from when they were written, or else by what that is now.
   *
   * @example const { data, entries } = await engine.titles({ case: id, by: "ann" });
   * data["/properties/itemCode"]; // [{ value: "R-03", title: { en: "Small temporary relief", "zh-CN": "小额临时救助" } }]
   */
  titles(query: { case: string; by: By }): Promise<({ ok: true } & ChoiceTitles) | Refused>;
  /**
   * Follows the journal from a position (the next change, where none is given), for ever or until the signal aborts. With `by`: what
   * that person may see, as they may see it; without: everything but what is confidential.
   */
  changes(options?: {
    after?: number;
    signal?: AbortSignal;
    by?: By;
  }): AsyncIterable<{ position: number; procedure: string; entry: JournalEntry }>;
  /**
   * The measures of a procedure, over the cases opened from one civil date to another, both included, that a person may see.
   * `period` stands in for the measures' own; cases for which `where` does not hold are left out. Refused with `limit-exceeded`
   * where more than 50,000 cases, or more figures than a person would read, would have to be gone through.
   */
  measures(query: {
    procedure: string;
    by: By;
    from?: CivilDate;
    to?: CivilDate;
    period?: Period;
    where?: Logic;
    /** Awaited after every hundred cases: a host that serves others lets them come in between. */
    pause?: () => Promise<void>;
  }): Promise<({ ok: true } & Measurement) | Refused>;
  register(id: string, query?: { at?: Instant } & PageRequest): Promise<Page<RegisterRow>>;
  /** The same, cut to the register's `public` fields; nothing of a register that names none. */
  publicRegister(id: string, query?: PageRequest): Promise<Page<JsonObject>>;
  /** The registers that the live packs keep. */
  registers(): Promise<{ register: string; title: Text; pack: string; timeZone: string; row: Schema }[]>;
  /** What `publish` allows, to anyone. */
  notices(query?: { procedure?: string; case?: string } & PageRequest): Promise<Page<NoticeRecord>>;
  effects(query: { by: By; status?: EffectRecord["status"] } & PageRequest): Promise<Page<EffectRecord>>;
  /** Administrative: sets an incident to waiting again. */
  retry(command: { effect: string; by: By }): Promise<{ ok: true } | Refused>;
  packs(): Promise<PackSummary[]>;
  procedures(): Promise<ProcedureSummary[]>;
  /** The live pack of a procedure, or that of a digest. */
  pack(of: { procedure: string } | { digest: string }): Promise<Pack | null>;
  /** Drafts of one procedure or of all, newest first. Like all that follows of drafts, for process owners and administrators. */
  drafts(
    query: { by: By; procedure?: string; status?: DraftStatus } & PageRequest,
  ): Promise<({ ok: true } & Page<DraftSummary>) | Refused>;
  draft(query: { draft: string; by: By }): Promise<{ ok: true; draft: Draft } | Refused>;
  createDraft(command: NewDraft): Promise<DraftAnswer>;
  /** Compare-and-set: refused with `stale-revision` where the draft is no longer at `revision`. */
  saveDraft(command: {
    draft: string;
    by: By;
    revision: number;
    content: DraftContent;
  }): Promise<DraftAnswer>;
  renameDraft(command: { draft: string; by: By; title: string }): Promise<DraftAnswer>;
  /** Puts a draft away. For 30 days it is listed as discarded and can be brought back; then what was in it is gone. */
  discardDraft(command: { draft: string; by: By; revision: number }): Promise<DraftAnswer>;
  /** Brings back what was discarded, as its next revision. One that is open already stays as it is. */
  restoreDraft(command: { draft: string; by: By }): Promise<DraftAnswer>;
  /** Makes a draft the next version of its pack, and that live. */
  publishDraft(command: Publication): Promise<Published>;
  /** What a procedure was from deployment to deployment, the latest first, and how many cases run on which. */
  versions(query: { procedure: string; by: By }): Promise<{ ok: true; items: ProcedureVersion[] } | Refused>;
  version(query: {
    procedure: string;
    digest: string;
    by: By;
  }): Promise<({ ok: true; digest: string; version: string } & Omit<DraftContent, "text">) | Refused>;
  /** The files of a deployed pack. */
  packFiles(query: {
    digest: string;
    by: By;
  }): Promise<{ ok: true; id: string; version: string; files: Record<string, string> } | Refused>;
  person(id: string): Promise<Principal | null>;
  people(query?: { search?: string; limit?: number }): Promise<Principal[]>;
  counts(): Promise<{ cases: number; openTasks: number; waitingEffects: number; incidents: number }>;

  /** The engine's time. */
  now(): Instant;

  /** Fires what is due, opens what schedules ask for, delivers what waits, once. For tests and for hosts with a loop of their own. */
  tick(): Promise<{ fired: number; opened: number; delivered: number }>;
  /** Begins to do so by itself, whenever something falls due. */
  start(): void;
  /**
   * Re-executes the journal from the definitions and compares every state and every notice; without `case` also every row of every
   * register. The engine may go on meanwhile.
   */
  verify(query?: { case?: string; progress?: (done: number, all: number) => void }): Promise<Verification>;
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
/** What a draft holds: a procedure as it stands in its file, where its states are shown, and its worked examples. */
export interface DraftContent {
  definition: JsonObject;
  layout: LayoutFile;
  scenarios: ScenarioFile | null;
  /** What was typed in place of the definition, word for word, while it is no procedure (yet). */
  text?: string;
}

/** A draft with all that is in it. */
export interface Draft extends DraftSummary {
  content: DraftContent;
}
export type DraftAnswer = { ok: true; draft: DraftSummary } | Refused;

/** What a draft begins with. */
export type DraftOrigin =
  /** The version that new cases are opened with. */
  | { live: true }
  /** The procedure as it is in a deployed pack, by digest: to go back to it. */
  | { version: string }
  /** Nothing: a new procedure of this title. */
  | { nothing: Text }
  /** The text of a file: a procedure, or a whole pack as `{ files }`. */
  | { file: string }
  /** What somebody has: to keep it beside a draft that has gone on without them. `base` is that draft's. */
  | { content: DraftContent; base: string | null };

export interface NewDraft {
  by: By;
  from: DraftOrigin;
  /** Needed except for a file that says it. */
  procedure?: string;
  title?: string;
  /** Id of the pack that a new procedure is to belong to; may be left out where there is one alone. */
  pack?: string;
}

export interface Publication {
  draft: string;
  by: By;
  /** The revision of the draft that was looked at. */
  revision: number;
  /** What has changed and why. */
  note: string;
  /** Of the pack; the next patch where it is left out. */
  version?: string;
  /** Digest of the live pack that this is to replace, where that is another than the draft was begun from: it was looked at. */
  base?: string;
}
export type Published =
  { ok: true; digest: string; version: string; draft: DraftSummary; problems: Problem[] } | Refused;

/** A procedure as it was from one deployment on, until another changed something of it. */
export interface ProcedureVersion {
  /** Of the pack with which it came. */
  digest: string;
  packId: string;
  version: string;
  note?: string;
  deployedAt: Instant;
  deployedBy: string;
  /** New cases are opened with it. */
  live: boolean;
  /** How many cases are pinned to it; `running` are those that have not ended. */
  cases: { running: number; all: number };
}

/** A task with what its case is about. */
export interface InboxTask extends TaskRecord {
  /** In the words of the case, as far as this person may see it; null where none of its data reads like a title. */
  subject: string | null;
}
/** What became of some of the tasks of somebody who leaves. */
export interface HandedOver {
  ok: true;
  moved: HandedTask[];
  refused: (HandedTask & { refusal: Refusal })[];
  next?: string;
}
/** A task that a hand-over was about. */
export interface HandedTask {
  case: string;
  task: string;
  procedure: string;
  title: Text;
  /** What its case is about, as far as the administrator may see it. */
  subject: string | null;
}
/** What a hand-over has come to, however many calls it took. Each task has its entry in its own case besides. */
export interface HandOver {
  from: string;
  to: string;
  by: string;
  at: Instant;
  reason?: string;
  moved: number;
  refused: number;
}
/** `proxy` may act for `of`, from an instant until another. */
export interface Proxy {
  of: string;
  proxy: string;
  from: Instant;
  to: Instant;
  /** In cases of these procedures, and in these roles, alone. The role `administrator` only where it is named. */
  procedures?: string[];
  roles?: string[];
  appointedBy: string;
  appointedAt: Instant;
}
/** A case of which somebody was informed. */
export interface Copy {
  case: string;
  /** In the words of the case, as far as this person may see it. */
  subject: string | null;
  procedure: string;
  by: string;
  at: Instant;
  text?: string;
  readAt?: Instant;
}
/** What a case has told somebody by `notify`. */
export interface Message {
  case: string;
  procedure: string;
  at: Instant;
  /** Null where it was made of what is confidential from this person. */
  text: Text | null;
  unread: boolean;
}
export type TaskRecordAnswer = { ok: true; task: TaskRecord } | Refused;

export interface ProcedureSummary {
  procedure: string;
  title: Text;
  summary?: Text;
  pack: string;
  packId: string;
  version: string;
  /** Time zone of the pack, in which its dates are told. */
  timeZone: string;
  /** Whether this deployment may be opened by a person, and by which roles. */
  opening: { by: string[] };
  /** Its cases supervise others (督办): a live procedure names it for that. */
  supervises?: true;
  measures: { measure: string; title: Text }[];
}

/** A case as one person may see it. */
export interface CaseView {
  case: CaseInfo & {
    pack: string;
    status: CaseRecord["status"];
    updatedAt: Instant;
    parent: string | null;
    children: { link: string; case: string }[];
  };
  state: StateValue;
  /** Dotted paths of the active states, outermost first. */
  active: string[];
  /** Paths that were ever entered, and ids of the transitions taken in order. */
  visited: { states: string[]; taken: string[] };
  data: JsonObject;
  clocks: ClockView[];
  ballots: BallotView[];
  /** Deadlines of open rows; those of a list that is confidential to this person are left out. */
  obligations: ObligationView[];
  tasks: TaskRecord[];
  offers: Offer[];
  /** Present while it stands still by an event of its own (F4). */
  hold?: HoldView;
  /** Present while an administrator has suspended it, or the case that waits for it, which `parent` names (C16). */
  suspension?: { since: Instant; parent?: string };
  acts: ActOffer[];
  /** When this person was informed of the case. */
  copied?: Instant;
  archive?: NonNullable<Handovers["archive"]>;
  /** What those who were asked have said of the open tasks. */
  opinions: ({ task: string } & Handovers["held"][number]["opinions"][number])[];
  /** Pending delays, so that a person sees what happens by lapse of time. */
  delays: {
    state: string;
    delay: string;
    title?: Text;
    due: Instant;
    provisional?: boolean;
    still?: Instant;
  }[];
  incidents: { at: Instant; message: Text }[];
}

/** The measures of a procedure, computed. */
export interface Measurement {
  procedure: string;
  /** In which cases are told by days and periods. */
  timeZone: string;
  from?: CivilDate;
  to?: CivilDate;
  measures: MeasureReport[];
  /** What values mean by which the figures are grouped, where they are chosen from elsewhere (B12): by pointer into the schema of the data. */
  titles?: Record<string, Choice[]>;
}

/** Titles of values that were chosen from elsewhere (B12), by JSON pointer to the schema of their field. */
export interface ChoiceTitles {
  /** Of what stands in the case: pointers into the schema of the data. */
  data: Record<string, Choice[]>;
  /** Of entries of the journal by their `seq`: of what was sent, into the schema of that; of what was set, into that of the data. */
  entries: Record<string, { said: Record<string, Choice[]>; set: Record<string, Choice[]> }>;
}

export interface Verification {
  ok: boolean;
  cases: number;
  entries: number;
  /**
   * What does not agree; at most 100. `seq` is 0 where it is about no entry, and `case` empty where it is about no case: a register
   * was filled by a pack, or nobody knows by whom. `register` and `key` say which row, where it is about one.
   */
  faults: { case: string; seq: number; code: string; message: Text; register?: string; key?: string }[];
}
