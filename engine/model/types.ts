/**
 * The vocabulary of Guicheng. Every other file speaks in these words; none of them is implemented here.
 *
 * A *definition* is data: a pack holds procedures, a procedure holds an XState v5 machine config and, beside it,
 * the roles, events, rules, times and ballots that the machine names. See docs/format.md.
 */

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** A text that a person sees, in both languages, both always present. */
export interface Text {
  en: string;
  "zh-CN": string;
}
export type Language = keyof Text;

/** JSON-Logic from the closed list of operators. Shape is checked by `check`, meaning is given by `engine/rules`. */
export type Logic = Json;
/** JSON in which an object with exactly one key that names an operator is logic, and the rest is built member by member. */
export type Template = Json;
/** JSON Schema 2020-12; `title` may be a plain text or a {@link Text}. */
export type Schema = JsonObject;

/** An instant in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that instants compare as texts do. */
export type Instant = string;
/** A civil date `YYYY-MM-DD` in the time zone of the pack. */
export type CivilDate = string;

export type Severity = "error" | "warning";

/** Something wrong with a definition (or another document), found before it is used. An expected fault: a value, never thrown. */
export interface Problem {
  /** Stable kebab-case code, e.g. `unknown-rule`. */
  code: string;
  severity: Severity;
  /** JSON pointer (RFC 6901) into the file. `""` is the whole file. */
  path: string;
  /** File inside the pack, e.g. `procedures/approval.json`. */
  file?: string;
  message: Text;
}

/** What is wrong with a value according to a schema, at a JSON pointer into the value. */
export interface SchemaFault {
  path: string;
  message: Text;
}
/** Validates data and payloads. Ajv on a server; one that does not compile in a browser under a content-security policy. */
export interface SchemaValidator {
  /** Throws for a schema that is none; `parse` has refused it before. */
  compile(schema: JsonObject): (value: Json) => SchemaFault[];
}

/** The reasons for which the engine refuses what somebody asks. The order of the list is the order of decision (rule A3). */
export const refusalCodes = [
  "unknown-procedure",
  "unknown-case",
  "unknown-task",
  "unknown-draft",
  "unknown-event",
  "key-reused",
  "case-closed",
  "draft-closed",
  "suspended",
  "stale-revision",
  "draft-behind",
  "not-permitted",
  "invalid-payload",
  "not-now",
  "already-voted",
  "guard-refused",
  "invalid-data",
  "limit-exceeded",
  "already-claimed",
  "invalid-request",
  "invalid-pack",
  "unavailable",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** What a person is told who may not do what they asked. An expected fault: a value, never thrown. */
export interface Refusal {
  code: RefusalCode;
  /** JSON pointer to the place in what was sent, or in the definition where a rule refused. */
  path?: string;
  message: Text;
  /** What the words rest on, e.g. `{ "rules": ["quorate"] }` or `{ "roles": ["secretary"] }`. Never confidential data. */
  details?: JsonObject;
}

export type Refused = { ok: false; refusal: Refusal };

/** Who acts. `roles` come from the directory; case roles (`is`, `rows`) are found by the engine. */
export interface Principal {
  id: string;
  name?: string;
  roles: string[];
  orgs?: string[];
  /**
   * Whose standing proxy they act as (H11): the roles are then that person's, and rules see that person as `by`, with who
   * really acts as `by.proxy`.
   */
  for?: string;
  /** Further attributes of the directory, readable in rules as `by.<name>`. */
  [attribute: string]: Json | undefined;
}

/** Where the choices of a field come from (`choices` in its schema, B11): a list of values, or of rows. */
export interface ChoicesDefinition {
  from: Logic;
  /** Member of a row that is the value; `id` where absent. */
  value?: string;
  /** Member of a row that is shown, a plain text or one in both languages; `title`, or else `name`, where absent. */
  title?: string;
}
export interface Choice {
  value: string | number;
  title: string | Text;
}

// ---------------------------------------------------------------- packs

export interface Pack {
  id: string;
  version: string;
  title: Text;
  engine: string;
  timeZone: string;
  calendar: string;
  roles: Record<string, RoleDefinition>;
  parameters: Record<string, Schema>;
  registers: Record<string, RegisterDefinition>;
  schedules: ScheduleDefinition[];
  procedures: Record<string, Procedure>;
  scenarios: Record<string, ScenarioFile>;
  /** Where the designer has put the states of a procedure; by procedure. */
  layouts: Record<string, LayoutFile>;
  calendars: Record<string, CalendarDefinition>;
  /** First rows of the registers, by register. */
  rows: Record<string, JsonObject[]>;
  directory: Record<string, DirectoryEntry>;
  /** The files as they were read (`pack.json`, `procedures/x.json`, …): what is deployed, stored and hashed. */
  files: Record<string, string>;
  /** sha256 over the files without insignificant white space (rule A17), lower-case hex. Scenarios, layouts and directory do not count. */
  digest: string;
}

export interface DirectoryEntry {
  name?: string;
  roles: string[];
  orgs?: string[];
  [attribute: string]: Json | undefined;
}

/** Beside a procedure, never in it: places on the canvas, by dotted path of the state. A state that is not named is placed automatically. */
export interface LayoutFile {
  states: Record<string, PlacedState>;
}
export interface PlacedState {
  /** Pixels from the upper left corner of what the state stands in. A container that was folded and never placed has none. */
  x?: number;
  y?: number;
  /** Only of containers that were given a size. */
  width?: number;
  height?: number;
  /** A container that is shown as one card. */
  folded?: true;
}

export interface RegisterDefinition {
  title: Text;
  /** Property of a row that identifies it among the rows that hold. */
  key: string;
  row: Schema;
  public?: string[];
}

export interface ScheduleDefinition {
  id: string;
  procedure: string;
  rule: string;
  toWorkingDay?: "next" | "previous";
  each?: FactDefinition;
  data?: Template;
}

export interface CalendarDefinition {
  id: string;
  title: Text;
  years: Record<string, CalendarYear>;
}
export interface CalendarYear {
  source: string;
  /** Dates or `from/to` intervals, both ends included. */
  holidays: string[];
  workingWeekends: CivilDate[];
}

// ----------------------------------------------------------- procedures

export interface Procedure {
  id: string;
  title: Text;
  summary?: Text;
  basis?: Basis[];
  roles?: Record<string, RoleDefinition>;
  opening: { by: string[]; where?: Logic };
  data: Schema;
  confidential?: Record<string, ConfidentialClass>;
  events: Record<string, EventDefinition>;
  rules?: Record<string, RuleDefinition>;
  decisions?: Record<string, DecisionTable>;
  facts?: Record<string, FactDefinition>;
  delays?: Record<string, DelayDefinition>;
  clocks?: Record<string, ClockDefinition>;
  obligations?: Record<string, ObligationDefinition>;
  ballots?: Record<string, BallotDefinition>;
  returns?: Record<string, ReturnDefinition>;
  holds?: Record<string, HoldDefinition>;
  timeouts?: Record<string, TimeoutDefinition>;
  approvers?: Record<string, ApproverDefinition>;
  takeBacks?: Record<string, TakeBackDefinition>;
  common?: Partial<Record<CommonName, CommonDefinition | false>>;
  messages?: Record<string, Text>;
  public?: Record<string, NoticeDefinition>;
  measures?: Record<string, MeasureDefinition>;
  properties?: PropertyDefinition[];
  machine: MachineConfig;
}

export interface Basis {
  title: string | Text;
  article?: string;
  url?: string;
}
export interface ConfidentialClass {
  to: string[];
  where?: Logic;
}

/** A role of the directory, or of the case: `is` (who the case says it is) or `rows` (a list, one row of which is the sender's). */
export interface RoleDefinition {
  title: Text;
  is?: Logic;
  rows?: string;
  id?: string;
  acting?: string;
}

export interface EventDefinition {
  title: Text;
  by: string[];
  where?: Logic;
  /** Whoever sent one of these (`EVENT`, `EVENT@state`, `case.open`) may not send this one. */
  apartFrom?: string[];
  payload?: Schema;
  /** Fields of `data` that the payload has; `?` marks an optional one. */
  takes?: string[];
  /** Copy the taken fields into the data before the transition's actions. */
  saves?: boolean;
}

export interface RuleDefinition {
  title: Text;
  when: Logic;
  source?: string;
}

export type HitPolicy = "unique" | "any" | "first" | "priority" | "ruleOrder" | "outputOrder" | "collect";
export interface DecisionTable {
  title: Text;
  inputs: string[];
  outputs: (string | { name: string; priorities: Json[] })[];
  hit: HitPolicy;
  aggregate?: "count" | "sum" | "min" | "max";
  rows: { when: Json[]; then: Json[] }[];
  otherwise?: Json[];
}

export interface FactDefinition {
  /** What rules that name it are told with. */
  title?: Text;
  /** `cases:<procedure>`, `register:<id>` or `role:<id>`. */
  of: string;
  status?: "active" | "done" | "any";
  where?: Logic;
  give: "count" | "exists" | "first" | "rows" | "ids" | "sum";
  field?: string;
}

export type TimeUnit = "minutes" | "hours" | "days" | "workingDays" | "months" | "years";
export const timeUnits: readonly TimeUnit[] = ["minutes", "hours", "days", "workingDays", "months", "years"];

/** A length of time; the unit is never left out. */
export interface Duration {
  limit: Logic;
  unit: TimeUnit;
  /** A last day that is no working day moves to the next one. */
  roll?: boolean;
  source?: string;
}
/** Begins when its state is entered, or `from` an instant or date, or is due `until` one. */
export type DelayDefinition =
  (Duration & { from?: Logic } & DelayOptions) | ({ until: Logic; source?: string } & DelayOptions);
interface DelayOptions {
  title?: Text;
  resume?: boolean;
}

export type Light = "green" | "blue" | "yellow" | "red";
export const lights: readonly Light[] = ["green", "blue", "yellow", "red"];
export interface ClockDefinition extends Duration {
  title: Text;
  from?: Logic;
  /** Shares of the limit at which the light changes; red is always at the limit. */
  lights?: { blue?: number; yellow?: number };
  /** Who may appeal against a yellow or red light of this clock, in place of what `common` says; `false`: nobody. */
  appeal?: AppealDefinition | false;
}
/** An appeal against a light that was shown (D4). */
export interface AppealDefinition {
  /** Who may appeal, in place of those who answered for the clock when the light was shown. */
  by?: string[];
  /** Who upholds the light or sets it aside. */
  to: string[];
  /** So long after it was shown it can be appealed against; without it, as long as the case is not archived. */
  within?: Duration;
  /** So long after the appeal its decision is due. */
  due?: Duration;
}
/** Lights that can be appealed against. */
export const cards = ["yellow", "red"] as const;
export type Card = (typeof cards)[number];

export interface ObligationDefinition {
  title: Text;
  each: string;
  key: string;
  due: Logic;
  open: Logic;
  remind?: { before: number; unit: TimeUnit };
  to?: Logic;
  in?: string[];
}

export type BallotBase = "electors" | "present" | "cast";
export interface Threshold {
  of?: BallotBase;
  /** `">=2/3"`, `">1/2"`, `"=1"`: an operator and a fraction or whole number. */
  share?: string;
  minimum?: Logic;
  by?: "heads" | "weight";
}
export interface PassThreshold extends Threshold {
  for: string;
}
export interface BallotDefinition {
  title?: Text;
  electors: { role: string } | { from: Logic } | { rows: string; key: string; voters: string };
  weight?: Logic;
  present?: Logic;
  cast: string;
  choice: string;
  choices: string[];
  neutral?: string[];
  quorum?: Threshold | Threshold[];
  pass?: PassThreshold | PassThreshold[];
  decide?: "none";
  recusal?: string;
  early?: boolean;
  secret?: boolean;
  order?: "parallel" | "sequential";
  close?: string;
  silence?: { deemed: string } | "escalate" | "block";
  casting?: string;
}

export interface ReturnDefinition {
  event: string;
  in: string;
  stages: string[];
  /** What the sender may choose; the first where they do not. */
  resume: ("rerun" | "back")[];
  /** Fields that are as at opening again, by the stage that is gone back to. */
  clear?: Record<string, string[]>;
}
export interface HoldDefinition {
  by: string;
  end: string;
  in: string[];
  /** Clocks. */
  stops?: string[];
  /** Events that are taken all the same; of the engine's own, those of clocks and obligations. */
  allows?: string[];
}
/** What comes of a state in which nobody has done in time what it asks for (C13). */
export interface TimeoutDefinition {
  title?: Text;
  in: string[];
  /** Name of a delay, which counts for each of the states from its entry, or a duration of its own. */
  due: string | Duration;
  remind?: TimeoutReminder[];
  over?: TimeoutPolicy;
}
/** So many units of `due` before it is due, or after it, `times` times at that distance. Without `to` those whom the case waits for there. */
export type TimeoutReminder = { to?: Json; message?: string } & (
  { before: number } | { after: number; times?: number }
);
/**
 * Others are asked besides (`escalate`) or instead (`transfer`): roles, or logic that gives ids. Or the engine takes what the
 * state has for an event, `with` its payload.
 */
export type TimeoutPolicy =
  | { escalate: Json; message?: string }
  | { transfer: Json; message?: string }
  | { pass: string; with?: Template }
  | { reject: string; with?: Template }
  | { end: string; with?: Template };
/** What holds where an approver of one of several stages is nobody, the one whose case it is, or has approved before (H19). */
export interface ApproverDefinition {
  /** States, in the order in which they are gone through. */
  in: string[];
  /** The event of each of them that passes it. */
  event: string;
  /** What the engine sends with it. */
  with?: Template;
  /** Whoever alone is asked has passed the stage before, or any before: it is passed as theirs. */
  repeated?: "none" | "adjacent" | "all";
  /** Whose case it is: who sent this event (`EVENT`, `EVENT@state`); by default who opened it (`case.open`). */
  of?: string;
  /** Whoever alone is asked is the one whose case it is. */
  self?: "allow" | "refuse" | "skip" | { superior: Json; message?: string };
  /** Nobody is asked. */
  empty?: "admin" | "block" | "auto";
}
/** What whoever sent the case on may take back, as long as nobody has acted since (F8). */
export interface TakeBackDefinition {
  /** The event by which it is taken back. */
  event: string;
  /** What may be taken back: `EVENT`, or `EVENT@state` where it was sent from that state. */
  of: string[];
  /** What those are told who were told of what is taken back. */
  message?: string;
}
/** Acts by which work is handed between people in every case, and `proxy`, which lets one act for another. */
export const commonNames = [
  "urge",
  "copy",
  "transfer",
  "delegate",
  "answer",
  "recall",
  "addSigners",
  "removeSigners",
  "sign",
  "supervise",
  "reopen",
  "archive",
  "appeal",
  "proxy",
  "empty",
] as const;
export type CommonName = (typeof commonNames)[number];
/** Acts by name. The decision on an appeal goes with the appeal, and a procedure says nothing of it by itself. */
export type ActName = Exclude<CommonName, "proxy" | "empty"> | "decideAppeal";
/** How a procedure narrows (or, with `to`, widens) a common act; `false` in its place forbids it. */
export interface CommonDefinition {
  /** Who may do it, beside what the act itself asks for; for `appeal` in its place. */
  by?: string[];
  /** `transfer`, `delegate`, `addSigners`, `copy`: who may receive; for `transfer` in place of the roles of the task's events. `appeal`: who decides. */
  to?: string[];
  /** `transfer`, `delegate`, `addSigners`, `proxy`: events that nobody does in another's place. */
  except?: string[];
  /** `transfer`: ballots in which a seat may be handed over, in others a vote is given in person; `addSigners`: ballots whose electors may add others. */
  ballots?: string[];
  /** `urge`: how long the same person waits before urging again. */
  every?: { limit: number; unit: TimeUnit };
  /** `addSigners`: events of the task that do not wait for those added. */
  free?: string[];
  /** `supervise`: the procedure of the linked case. */
  procedure?: string;
  /** `reopen`: what the new round is opened with; by default what the old one was opened with, as it is now. */
  data?: Template;
  /** `archive`: classes of retention to choose from. */
  retention?: string[];
  /** `appeal`: how long after a light was shown, and when the decision is due; see {@link AppealDefinition}. */
  within?: Duration;
  due?: Duration;
}
export interface NoticeDefinition {
  title: Text;
  fields: string[];
  states?: string[];
}
export interface MeasureDefinition {
  title: Text;
  unit: Text | string;
  over?: Logic;
  of: Logic;
  give: "share" | "count" | "mean" | "median" | "p90" | "sum";
  by?: string[];
  period?: "month" | "quarter" | "year";
  /** Tells how things stand: counts every case, whatever days and periods are asked for. */
  standing?: true;
  goal?: number;
  /** On which side of the goal a figure meets it: at least (the default) or at most. */
  aim?: "atLeast" | "atMost";
  /** Figures to compare with, such as that before a reform. */
  baselines?: { title: Text; value: number; source?: string }[];
}
export type PropertyDefinition = { title: Text } & (
  | { never: Logic }
  | { always: Logic }
  | { before: [string, string] }
  | { leadsTo: [string, string] }
  | { ends: true }
  | { within: { from: string; to: string; limit: number; unit: TimeUnit } }
);

// ----------------------------------------------- the machine, as written

/** A plain XState v5 machine config; `createMachine` accepts it as it stands. */
export interface MachineConfig extends StateConfig {
  id: string;
}
export interface StateConfig {
  type?: "atomic" | "compound" | "parallel" | "final" | "history";
  history?: "shallow" | "deep";
  target?: string;
  initial?: string;
  states?: Record<string, StateConfig>;
  on?: Record<string, TransitionConfig | string | (TransitionConfig | string)[]>;
  after?: Record<string, TransitionConfig | string | (TransitionConfig | string)[]>;
  always?: TransitionConfig | string | (TransitionConfig | string)[];
  onDone?: TransitionConfig | string | (TransitionConfig | string)[];
  invoke?: InvokeConfig | InvokeConfig[];
  entry?: ActionConfig | ActionConfig[];
  exit?: ActionConfig | ActionConfig[];
  tags?: string | string[];
  meta?: StateMeta;
  output?: Template;
  description?: string;
}
export interface TransitionConfig {
  target?: string | string[];
  guard?: GuardConfig;
  actions?: ActionConfig | ActionConfig[];
  reenter?: boolean;
  meta?: { title?: Text; by?: string[]; apartFrom?: string[] };
  description?: string;
}
export type GuardConfig =
  string | { type: "rules"; params: { all: string[] } | { any: string[] } } | { type: "when"; params: Logic };
export interface ActionConfig {
  type: string;
  params?: JsonObject;
}
export interface InvokeConfig {
  src: "ballot" | "procedure" | "call";
  id: string;
  input?: JsonObject;
  onDone?: TransitionConfig | string | (TransitionConfig | string)[];
  onError?: TransitionConfig | string | (TransitionConfig | string)[];
}
export interface StateMeta {
  title?: Text;
  decision?: "legal";
  lapse?: { source: string };
  task?: false | { title?: Text; to?: Json; form?: string[] };
}

// ------------------------------------------------------------ scenarios

export interface ScenarioFile {
  procedure: string;
  scenarios: Scenario[];
}
export interface Scenario {
  name: Text;
  at: string;
  by: string | Principal;
  data?: JsonObject;
  parameters?: JsonObject;
  registers?: Record<string, JsonObject[]>;
  /** A refusal code: opening itself is refused. */
  because?: RefusalCode;
  steps?: ScenarioStep[];
  expect?: Expectation;
}
export type ScenarioStep = { case?: string; expect?: Expectation } & (
  | { send: string; by: string | Principal; payload?: JsonObject }
  | { refused: string; by: string | Principal; payload?: JsonObject; because: RefusalCode }
  /** A common act; `on` is the state, ballot or obligation of the task, `as` names the case that it opens. */
  | {
      act: ActName | "proxy";
      by: string | Principal;
      on?: string;
      payload?: JsonObject;
      because?: RefusalCode;
      as?: string;
    }
  | { wait: Partial<Record<TimeUnit, number>> | { until: string } }
  | { answer: string; output: Json }
  /** The call fails: `onError`. */
  | { answer: string; error: { code: string; message: string } }
  /** Another case beside the scenario's own, of any procedure of the pack; later steps name it by `as`. */
  | { open: string; as: string; by: string | Principal; data?: JsonObject }
  | {
      open?: undefined;
      act?: undefined;
      send?: undefined;
      refused?: undefined;
      wait?: undefined;
      answer?: undefined;
    }
);
export interface Expectation {
  status?: string;
  state?: Json;
  data?: JsonObject;
  clock?: Record<string, Light>;
  /** By clock and light: what has become of the appeal against it where it was shown last; null where nobody has appealed. */
  appeals?: Record<string, Partial<Record<Card, "open" | "upheld" | "setAside" | null>>>;
  /** By obligation: how many rows are open, or by key where its deadline is; null for a row that has none. */
  obligations?: Record<string, number | Record<string, "pending" | "soon" | "over" | null>>;
  /** The hold that stands; null for none. */
  hold?: string | null;
  tasks?: Json;
  sent?: Json;
  registers?: Record<string, Json>;
}
