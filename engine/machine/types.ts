import type {
  Card,
  CivilDate,
  Instant,
  Json,
  JsonObject,
  Light,
  Principal,
  Procedure,
  Refusal,
  Refused,
  Text,
  TimeUnit,
} from "../model/types.ts";
import type { Explanation } from "../rules/types.ts";

export type { Explanation };

/**
 * The contract of a step. A step is pure: the same definition, state, stimulus and context give the same result on every
 * machine. It reads nothing; what lies outside the case is in the context. Everything here is plain JSON.
 */

/** XState's state value: `"review"` or `{ "meeting": "voting" }`. */
export type StateValue = string | { [key: string]: StateValue | undefined };

/** Everything the engine remembers of a case between two steps. Plain JSON: persisting and restoring changes nothing. */
export interface CaseState {
  status: "active" | "suspended" | "done" | "withdrawn";
  value: StateValue;
  /** XState's historyValue: id of a history node -> ids of the nodes it remembers. */
  history: Record<string, string[]>;
  data: JsonObject;
  /** Counts what began, so that what falls due at one instant fires in the order in which it began (A2). */
  began: number;
  /** Active states by dotted path (`""` is the root): when entered, and a number that differs at each entry. */
  entered: Record<string, { at: Instant; n: number }>;
  timers: Timer[];
  clocks: Record<string, ClockState>;
  /** Ballots by invocation token; a closed ballot stays while its state is active (E11). */
  ballots: Record<string, BallotState>;
  invocations: Record<string, Invocation>;
  /** Deadlines that obligations give to rows; absent where the procedure declares none, or nothing has come of them yet. */
  obligations?: ObligationState[];
  /** Who sent what, as far as any `apartFrom` asks: `EVENT`, `EVENT@state.path`, `case.open` -> ids of both persons where one acts for another (B2). */
  acts: Record<string, string[]>;
  /** Cases opened by `openCase`, by link. The runtime fills in the ids. */
  links: Record<string, string[]>;
  /** What `resume` and `keep` hold for a re-entry through history. */
  kept?: JsonObject;
  /** Where `back` was chosen: the stage that was returned to, and the one that returned it, by return (F3). */
  returned?: Record<string, { to: string; from: string }>;
  /** The hold that stands (F4). */
  hold?: HoldState;
  /** Present while suspended by an administrator: what each timer and clock had left (C5); `parent` is the case whose suspension took it along (C16). */
  suspension?: { at: Instant; left: JsonObject; parent?: string };
  /** `machine.output`, or the data, once done (A14). */
  output?: Json;
  /** Who is asked besides those whom a state asks, or instead of them, by path of the state (C14). */
  standIns?: Record<string, StandIn>;
  /** Who has passed the stages of `approvers`, by name and stage; what is gone through again is forgotten (H19). */
  passed?: Record<string, Record<string, string[]>>;
  /** What was sent that may be taken back, the latest for each region, and what has happened since (F8). */
  sent?: SentState[];
  /** What common acts have made of the case; absent before the first. */
  handovers?: Handovers;
}

/** Something sent that moved the case, or a region of it, and may be taken back as long as nothing has happened there since. */
export interface SentState {
  /** Name in `takeBacks`. */
  name: string;
  event: string;
  /** Who sent it, or for whom it was sent; and what they are called. */
  by: string;
  who: string;
  at: Instant;
  /** The state from which it was sent, and the region in which that lies; `""` is the whole case. */
  from: string;
  region: string;
  /** Who was told by what it set off. */
  told?: { roles: string[]; ids: string[] };
  /** What returns remembered before it. */
  returned?: NonNullable<CaseState["returned"]>;
  /** The first that has happened since. */
  since?: { by: string; who: string; event: string; at: Instant };
}

/** People who may do what a state asks, until it is left: besides those whom it asks, or alone. */
export interface StandIn {
  /** `entered[state].n` at that time. */
  entry: number;
  at: Instant;
  alone: boolean;
  /** Roles of the directory, and people by name. */
  roles: string[];
  ids: string[];
}

/** Who was handed what (H1). Everything of a task is forgotten when its state is left; the journal keeps it. */
export interface Handovers {
  held: Holding[];
  /** People whom an act has named, with what they are called: they see the case (H5). */
  people: Record<string, string>;
  /** When somebody was informed, and when somebody last urged. */
  copies: Record<string, Instant>;
  urged: Record<string, Instant>;
  /** Present once archived: nothing but the class of retention changes any more (H16). */
  archive?: { at: Instant; by: string; retention: string; hash: string };
}

/** Events of a state that one person alone may send, while the state is active. */
export interface Holding {
  /** Key of the task. */
  task: string;
  state: string;
  /** `entered[state].n` at that time. */
  entry: number;
  events: string[];
  holder: string;
  /** How it came to the holder, the oldest first. */
  chain: { from: string; to: string; by: string; at: Instant }[];
  /** An opinion that was asked for and not given yet (H7). */
  asked?: { helper: string; at: Instant; question?: string };
  /** People who sign before the holder acts, or after (H12). */
  signers?: {
    mode: "before" | "after";
    people: { id: string; at?: Instant; agree?: boolean }[];
    /** With `after`: what the holder has sent, which is taken once all agree. */
    sent?: { event: { type: string; [key: string]: Json }; by: Principal };
  };
  /** Opinions given so far. */
  opinions: { by: string; at: Instant; text?: string; agree?: boolean }[];
}

/** A case that stands still without leaving its states. */
export interface HoldState {
  /** Name of the hold in the definition. */
  name: string;
  since: Instant;
  /** Order in which it began. */
  n: number;
  /** What clocks and obligations have sent meanwhile, in order: the machine is told when the hold ends. */
  waiting: { kind: EntryDraft["kind"]; event: { type: string; [key: string]: Json } }[];
}

/** A pending delay, or the closing of a ballot. */
export interface Timer {
  /** XState's event type for a delay (`xstate.after.<name>.<node id>`), or `ballot:<token>`. */
  id: string;
  kind: "delay" | "close";
  /** Dotted path of the state, and the name of the delay in the definition. */
  state: string;
  delay: string;
  due: Instant;
  /** Order in which it began. */
  n: number;
  /** From when the limit counts; a date is the day that is not counted. */
  begin: Instant | CivilDate;
  /** Set where the limit was evaluated; absent for `until`. */
  limit?: number;
  unit?: TimeUnit;
  roll?: boolean;
  /** The calendar does not cover the whole period; computed again when the calendar grows. */
  provisional?: boolean;
  /** Since when a hold lets it stand still; `due` is then as it would have been, and it goes on with what it had left. */
  still?: Instant;
}

/**
 * The deadline of one row: of one obligation, for one key and date (C7). One of which something was sent is remembered when it
 * stands no more, so that the same is not sent again (C8).
 */
export interface ObligationState {
  obligation: string;
  /** The row's key; RFC 8785 JSON where it is no text. */
  key: string;
  /** Null for a row that has no date yet. */
  due: Instant | null;
  /** When the reminder is sent, where there is one. */
  soon?: Instant;
  /** The calendar does not cover the days of the reminder; computed again when the calendar grows. */
  provisional?: boolean;
  /** Place of the row in its list. Absent while it does not stand: the row is closed, gone or has another date, or no state of `in` is active. */
  index?: number;
  /** Since when it stands; nothing of it fires earlier. */
  from: Instant;
  /** Order in which it began. */
  n: number;
  /** What was sent. */
  told: ("soon" | "over")[];
}

/** State of one clock; only clocks.ts reads inside it, and appeals.ts what it has shown. */
export interface ClockState {
  /** As evaluated at the first start; `extended` is what was granted since, in the same unit. */
  limit: number;
  extended?: number;
  unit: TimeUnit;
  roll?: boolean;
  /** Shares of the limit at which the light changes. */
  lights?: { blue?: number; yellow?: number };
  light: Light;
  running: boolean;
  /** Instant of the last change to the clock. Nothing of it falls due earlier. */
  at: Instant;
  /**
   * When it ran; the last span is open while it runs. In date units these are civil dates: the first is not counted, the
   * last is, and neighbouring spans are one. Minutes and hours keep one span of instants, moved at each resumption.
   */
  spans: { from: Instant | CivilDate; to?: Instant | CivilDate }[];
  /** Months and years: the day from which they are counted. */
  origin?: CivilDate;
  /** What it has shown, the first first, where its lights can be appealed against (D4). Nothing of it is ever taken away. */
  shown?: ShownLight[];
}

/** A light as it was shown, and what was said of it since. */
export interface ShownLight {
  light: Light;
  at: Instant;
  /** Who answered for the clock then, where the definition does not say who may appeal. */
  answering?: { roles: string[]; ids: string[] };
  appeal?: Appeal;
}
/** An appeal against a light, and its decision. */
export interface Appeal {
  by: string;
  /** Who acted for them. */
  proxy?: string;
  at: Instant;
  reason: string;
  evidence?: string[];
  /** When the decision is due. */
  due?: Instant;
  decision?: { setAside: boolean; by: string; proxy?: string; at: Instant; reason: string };
}

/** State of one ballot; see `ballots/`. Electors, weights and thresholds are frozen at opening (E1). */
export interface BallotState {
  ballot: string;
  openedAt: Instant;
  status: "open" | "ended";
  electors: Elector[];
  /** Ids of electors or voters said to be present; absent where those who have cast are (E2). */
  present?: string[];
  quorum: FrozenThreshold[];
  pass: (FrozenThreshold & { for: string })[];
  /** One for each elector who has cast. With `secret` it has no choice. */
  cast: { elector: string; by: string; choice?: string; at: Instant }[];
  recused: { elector: string; by: string; at: Instant }[];
  /** Votes by choice, unlinked; for secret ballots the only place where choices stand (E10). `weight` only where a threshold asks for it. */
  tally: Record<string, { heads: number; weight?: number }>;
  /** Set once an exact tie has ended the voting: the role named in the definition is asked, and its choice (E9). */
  casting?: { asked: Instant; ended: BallotOutput["ended"]; choice?: string; by?: string };
  output?: BallotOutput;
}
/** One vote, which any one of the voters casts. */
export interface Elector {
  id: string;
  voters: string[];
  /** A whole number; 1 where the ballot does not weigh. */
  weight: number;
}
export interface FrozenThreshold {
  of: "electors" | "present" | "cast";
  share?: Share;
  minimum?: number;
  by: "heads" | "weight";
}
/** An exact share: `{ op: ">=", part: 2, whole: 3 }` is `">=2/3"`. */
export interface Share {
  op: ">" | ">=" | "=";
  part: number;
  whole: number;
}
export interface BallotOutput {
  result: "passed" | "failed" | "inquorate" | "closed";
  /** Persons by choice; silence that is deemed a choice counts as that. */
  counts: Record<string, number>;
  /** Weights by choice, where a threshold counts weight. */
  weights?: Record<string, number>;
  /** Base of the first pass threshold; the electors where nothing is decided. */
  base: number;
  ended: "certain" | "complete" | "expired";
  /** Electors who might have cast and had not when it ended. */
  silent: string[];
  /** Absent where the ballot is secret. */
  votes?: { elector: string; by: string; choice: string }[];
  /** Choice of the role that decided an exact tie. */
  casting?: string;
  [key: string]: Json | undefined;
}

/** What a state invoked and waits for. */
export interface Invocation {
  /** `<id>:<n>`; a late answer to an earlier invocation of the same id is not taken for this one. */
  token: string;
  id: string;
  src: "ballot" | "procedure" | "call";
  state: string;
  keep?: boolean;
  /** For `procedure` and `call`: one item for each answer that is waited for, in list order; a failed one has the error as its output. */
  children?: { status: "open" | "answered" | "failed"; output?: Json }[];
  /** With `each`: all, any, or a share such as `">=2/3"`. */
  until?: string;
  each?: boolean;
}

/** What happens to a case. */
export type Stimulus =
  /** Somebody sends an event: a person, another case (`case:<id>`), or a schedule. */
  | { kind: "event"; event: { type: string; [key: string]: Json }; by: Principal }
  /** A common act: `case.transfer`, with what it says. */
  | { kind: "act"; event: { type: string; [key: string]: Json }; by: Principal }
  /** The next thing that is due fires; `context.now` is its instant. */
  | { kind: "due" }
  /**
   * A child case or call has answered, or failed. Where nobody waits for it any more, the step changes nothing and gives no
   * entry; while the case is suspended it is refused and has to be brought again.
   */
  | { kind: "answer"; token: string; index?: number; output: Json }
  | { kind: "failure"; token: string; index?: number; error: { code: string; message: string } };

/** What the step may know of the world. The runtime looks it up before the step and records it with the entry (A5). */
export interface StepContext {
  now: Instant;
  case: CaseInfo;
  /** Answers to the facts that `needs` named. */
  facts: Record<string, Json>;
  /** Ids of the people who have a role of the directory, for the roles that `needs` named. */
  people: Record<string, string[]>;
  /** People whom a common act names, as the directory knows them. */
  persons?: Record<string, PersonOf>;
}
/** What a step is told of somebody who does not act in it. */
export interface PersonOf {
  name?: string;
  roles: string[];
}
export interface CaseInfo {
  id: string;
  procedure: string;
  version: string;
  openedAt: Instant;
  openedBy: string;
  /** Revision before the step; 0 at opening. */
  revision: number;
  /** 0 for a case that no case opened (F2). */
  depth: number;
}

export type StepResult = { ok: true; state: CaseState; entries: EntryDraft[] } | Refused;

/** One entry of the journal, before it has its number and hash. The first of a step is the cause of the others (A10). */
export interface EntryDraft {
  kind:
    | "open"
    | "event"
    | "act"
    | "delay"
    | "light"
    | "obligation"
    | "ballot"
    | "approver"
    | "answer"
    | "failure"
    | "incident";
  at: Instant;
  /** The event as the machine saw it; a secret vote without its choice. */
  event: { type: string; [key: string]: Json };
  by: Principal;
  /** Ids of the transitions taken, in order (`engine/model/chart.ts`). */
  taken: string[];
  /** State value after it. */
  value: StateValue;
  /** Top-level members of the data that it changed, as they are now, and those it removed. */
  set: JsonObject;
  unset: string[];
  /** What the step was told; only on the first entry, only what was there. */
  facts?: Record<string, Json>;
  people?: Record<string, string[]>;
  persons?: Record<string, PersonOf>;
  /** Lights shown, ballots opened (with the frozen electorate) and ended, timers that began: what a reader of the record wants to know. */
  notes: Note[];
  effects: Effect[];
}

export type Note =
  | { note: "light"; clock: string; light: Light; at: Instant }
  /** An appeal against a light that was shown at an instant, or its decision (D4). */
  | {
      note: "appeal";
      clock: string;
      light: Light;
      shown: Instant;
      change: "made" | "upheld" | "setAside";
      due?: Instant;
    }
  | {
      note: "clock";
      clock: string;
      change: "started" | "paused" | "resumed" | "extended" | "restarted" | "stopped";
      due?: Instant;
    }
  | { note: "delay"; state: string; delay: string; due: Instant; provisional?: boolean }
  | { note: "ballot-opened"; ballot: string; token: string; electors: number; base: number; people: string[] }
  | { note: "ballot-ended"; ballot: string; token: string; output: JsonObject }
  | { note: "returned"; name: string; from: string; to: string; resume: "rerun" | "back" }
  | { note: "hold"; hold: string; change: "began" | "ended" }
  /** Whoever has sent `event`, and when, has taken it back; `from` is where the case was meanwhile. */
  | { note: "taken-back"; name: string; event: string; from: string; to: string; by: string; at: Instant }
  /** What a timeout has done: whom it told or asked, or what the engine has taken. */
  | {
      note: "timeout";
      timeout: string;
      state: string;
      does: "remind" | "escalate" | "transfer" | "pass" | "reject" | "end";
      roles?: string[];
      ids?: string[];
    }
  /** A stage has no approver of its own: whose approval counts, or who is asked instead. */
  | {
      note: "approver";
      name: string;
      state: string;
      why: "repeated" | "self" | "empty" | "superior";
      roles?: string[];
      ids?: string[];
    }
  /** What was sent waits for those who sign after it, or comes back to the holder. */
  | { note: "signing"; task: string; event: string; change: "waits" | "returned"; message?: Text }
  | {
      note: "incident";
      code: string;
      message: Text;
      path?: string;
      /** The effect of this case that could not be carried out: the entry that asks for it, and its place there from 0. */
      effect?: { seq: number; n: number };
    };

/** A recorded request for work. `enter`, `strike`, `publish`, `open`, `child`, `withdraw` and `send` are carried out in the same commit; `notify` and `call` by connectors. */
export type Effect =
  | { type: "notify"; roles: string[]; ids: string[]; message: string; text: Text }
  | { type: "publish"; notice: string; title: Text; fields: JsonObject; states?: string[] }
  | { type: "enter"; register: string; row: JsonObject }
  | { type: "strike"; register: string; key: Json }
  /** With `required`, what sets it off is refused where the opening is. */
  | { type: "open"; procedure: string; link: string; data: JsonObject; required?: true }
  /** Puts the case on these people's list of what they were informed of. */
  | { type: "copy"; ids: string[]; text?: string }
  | { type: "send"; to: string; event: { type: string; [key: string]: Json } }
  | { type: "call"; connector: string; input: Json; token?: string }
  | {
      type: "child";
      token: string;
      index: number;
      procedure: string;
      data: JsonObject;
      answerAt?: string[];
      gives?: string[];
    }
  /** Withdraws the children, or gives up the call, of an invocation. */
  | { type: "withdraw"; token: string };

/** What a person can do now. `key` stays the same from the entry of its state until that is left. */
export interface TaskDraft {
  key: string;
  kind: "state" | "ballot" | "obligation" | "appeal";
  /** For an obligation the active state of its `in`; `""` where it has none, and for an appeal. */
  state: string;
  ballot?: string;
  obligation?: string;
  title: Text;
  /** People who may do it: those who have one of the roles of the directory, and these ids. */
  roles: string[];
  ids: string[];
  events: string[];
  form?: string[];
  /** Who holds it alone, since it was handed over; and who held it before, the first first. */
  holder?: string;
  chain?: string[];
  /** People for whom its events wait. */
  awaits?: string[];
  /** Common acts that it asks for, in place of events. */
  acts?: string[];
  /** When the earliest delay of its state, or red light of a clock that its tags let run, falls due; for a vote, when the ballot closes; for an obligation, its date. */
  due?: Instant;
}

/** An event that a person might send now, and why it is refused if it is. */
export interface Offer {
  event: string;
  title: Text;
  /** The closed JSON Schema of what is sent with it; absent where nothing is. */
  payload?: JsonObject;
  allowed: boolean;
  refusal?: Refusal;
}

/** That a case stands still: since when, by which hold, and what ends it. */
export interface HoldView {
  hold: string;
  /** Title of the event that began it. */
  title: Text;
  since: Instant;
  end: { event: string; title: Text };
  /** Clocks that stand still with it. */
  stops: string[];
}

/** A common act that a person might do now, and why it is refused if it is. */
export interface ActOffer {
  act: string;
  title: Text;
  payload: JsonObject;
  allowed: boolean;
  refusal?: Refusal;
  /** Keys of the tasks that it can be done to; absent where it is about the case. */
  tasks?: string[];
  /** Of appeals and their decisions: the lights that they could be about, each with whether this person may. */
  lights?: LightOffer[];
}
/** A light that somebody might appeal against, or an appeal that they might decide, and why that is refused if it is. */
export interface LightOffer {
  clock: string;
  light: Card;
  /** When it was shown. */
  at: Instant;
  allowed: boolean;
  refusal?: Refusal;
}

export interface ClockView {
  clock: string;
  title: Text;
  light: Light;
  running: boolean;
  unit: TimeUnit;
  limit: number;
  used: number;
  left: number;
  /** When red would show if it ran on; absent while it pauses. */
  due?: Instant;
  provisional?: boolean;
  source?: string;
  /** The light that counts, where what it shows was set aside: the one before that stands (D4). Rules and measures see this one. */
  counts?: Light;
  /** What it has shown, the first first, where its lights can be appealed against. */
  shown?: Omit<ShownLight, "answering">[];
}
export interface BallotView {
  ballot: string;
  title?: Text;
  status: "open" | "ended";
  counts: Record<string, number>;
  base: number;
  electors: { id: string; state: "waiting" | "cast" | "recused" | "absent"; choice?: string }[];
  closes?: Instant;
  secret: boolean;
  output?: JsonObject;
}

/** The deadline of a row that is open. */
export interface ObligationView {
  obligation: string;
  title: Text;
  /** The row's key. */
  key: string;
  /** Null for a row that has no date yet. */
  due: Instant | null;
  /** `soon` from the reminder on, `over` from the date on. */
  status: "pending" | "soon" | "over";
}

/** The answer to "may I, and if not, what would have to be otherwise". */
export interface EventExplanation {
  event: string;
  allowed: boolean;
  refusal?: Refusal;
  /** Transitions that the active states offer for the event, in the order in which they are tried. */
  transitions: { id: string; state: string; targets: string[]; holds: boolean; guard?: Explanation }[];
  /** Why the sender may or may not: the roles asked for, `where`, `apartFrom`. */
  sender: { roles: string[]; has: string[]; where?: Explanation; apartFrom?: string[] };
}

/**
 * A procedure of one pack under one set of parameter values, ready to run. Made once (`compileMachine`), used for every case;
 * holds no state of a case and may be shared by all of them. No method changes what it is given.
 */
export interface Machine {
  readonly procedure: Procedure;
  readonly parameters: JsonObject;
  /** Facts and directory roles that have to be looked up before a step. `state` is null for an opening. */
  needs(state: CaseState | null, stimulus: Stimulus | { kind: "open" }): Needs;
  /** Opens a case: checks `opening`, fills defaults, validates, enters the initial states. */
  open(opening: { data: JsonObject; by: Principal }, context: StepContext): StepResult;
  /** One event, with all that it causes in the same commit. Due work of an earlier instant must have been stepped before (A1). */
  step(state: CaseState, stimulus: Stimulus, context: StepContext): StepResult;
  /** Instant of what falls due next, or null. The runtime steps `{ kind: "due" }` with exactly this as `now`. */
  nextDue(state: CaseState): Instant | null;
  /** An administrator's suspension and resumption (C5); `parent` is the case whose suspension takes this one along (C16). */
  suspend(state: CaseState, now: Instant, parent?: string): CaseState;
  resume(state: CaseState, now: Instant): CaseState;
  /** Ends a case from outside (withdrawn child, administrator): nothing of it is left running. Gives the effects of that. */
  withdraw(state: CaseState, now: Instant): { state: CaseState; effects: Effect[] };
  /**
   * Computes provisional due times again with the calendar of this machine's pack. Null where no timer moves; clocks are
   * reckoned with the calendar each time, so that {@link nextDue} has to be asked again in any case.
   */
  recalculate(state: CaseState, now: Instant): CaseState | null;
  /** What can be done now, and by whom. */
  tasks(state: CaseState, context: StepContext): TaskDraft[];
  /** Every event that the active states and open ballots name, with whether this person may send it now. */
  offers(state: CaseState, by: Principal, context: StepContext): Offer[];
  /** Every common act that the procedure does not forbid, with whether this person may do it now. */
  acts(state: CaseState, by: Principal, context: StepContext): ActOffer[];
  /** Facts and roles that `offers`, `tasks` and `explain` may read. */
  viewNeeds(state: CaseState): Needs;
  explain(
    state: CaseState,
    event: { type: string; [key: string]: Json },
    by: Principal,
    context: StepContext,
  ): EventExplanation;
  clocks(state: CaseState, now: Instant): ClockView[];
  ballots(state: CaseState): BallotView[];
  /** Deadlines that stand, the earliest first; what has no date comes last. */
  obligations(state: CaseState, now: Instant): ObligationView[];
  /** The hold that stands; null where none does. */
  hold(state: CaseState): HoldView | null;
  /** Why an event is refused while a hold stands, whoever sends it; null where none stands or it is allowed (F4). */
  heldBack(state: CaseState, event: string): Refusal | null;
  /** Whether the state value matches a state path as XState's `matches` does. */
  matches(state: CaseState, path: StateValue): boolean;
}
export interface Needs {
  facts: string[];
  roles: string[];
  /** Ids of people whom a common act names. */
  persons?: string[];
}
