import {
  positionOf,
  type CaseInfo,
  type CaseState,
  type EntryDraft,
  type Stimulus,
} from "../machine/index.ts";
import { refusal, type Instant, type Refusal } from "../model/index.ts";
import {
  Conflict,
  type CaseRecord,
  type EffectRecord,
  type JournalEntry,
  type Soon,
  type TaskRecord,
  type Transaction,
} from "../ports/index.ts";
import { noHash, seal } from "../audit/chain.ts";
import type { Definition } from "./compiler.ts";
import type { Runtime } from "./runtime.ts";

/** One command sets off at most so many steps of all the cases that it reaches (A10). */
export const mostSteps = 1000;

/** What is left to be done in a transaction: a step, or an effect that is carried out in the same commit. */
export type Job = () => Soon<void>;

/** Ends the transaction: nothing of the command is kept, and this is its answer. */
export class Refuse extends Error {
  override name = "Refuse";
  readonly refusal: Refusal;
  constructor(reason: Refusal) {
    super(reason.message.en);
    this.refusal = reason;
  }
}

/** A case as it stands in this transaction. */
export interface Held {
  record: CaseRecord;
  definition: Definition;
  /** What is in the store; null for a case that this transaction opens. */
  stored: { revision: number; hash: string } | null;
  /** Who sent what since the last write: their tasks are done, others are superseded. */
  acts: { event: string; by: string; of: string }[];
  changed: boolean;
}

/** What the entry of an act looks like that is no event of the machine: it changes no data and takes no transition. */
export type Act = Pick<JournalEntry, "kind" | "event" | "by" | "at"> &
  Partial<Pick<JournalEntry, "notes" | "effects">>;

/** What follows from what is written; handed in, because it works on the work itself. */
export interface FollowUp {
  settle(work: Work, held: Held, entries: JournalEntry[]): void;
  syncTasks(work: Work, held: Held): Soon<void>;
}

/**
 * One transaction at work: the cases that it touches, and what is left to do. A step's effects are done, with all that they
 * cause, before anything that waited before it: depth first, so that what a case sees of another is always settled.
 */
export class Work {
  readonly runtime: Runtime;
  readonly tx: Transaction;
  private readonly cases = new Map<string, Held>();
  private readonly stack: Job[] = [];
  private steps = 0;
  private entries: JournalEntry[] = [];
  /** The JSON of each of them. */
  private texts: string[] = [];
  private effects: EffectRecord[] = [];
  private first: { case: string; seq: number; hash: string } | null = null;
  private effectsWritten = false;
  /** Open tasks of the cases that were written, to be remembered once that is committed. */
  readonly tasks = new Map<string, { hash: string; tasks: TaskRecord[] }>();

  private readonly follow: FollowUp;

  constructor(runtime: Runtime, tx: Transaction, follow: FollowUp) {
    this.runtime = runtime;
    this.tx = tx;
    this.follow = follow;
  }

  /** Puts what entries ask for before everything that waits. */
  settle(held: Held, entries: JournalEntry[]): void {
    this.follow.settle(this, held, entries);
  }

  /** Puts jobs before everything that waits, in this order. */
  next(...jobs: Job[]): void {
    for (let n = jobs.length - 1; n >= 0; n--) this.stack.push(jobs[n] as Job);
  }

  /** Does what waits until nothing does. */
  async run(): Promise<void> {
    for (let job = this.stack.pop(); job !== undefined; job = this.stack.pop()) {
      const pending = job();
      if (pending instanceof Promise) await pending;
    }
  }

  /** Counts a step. Throws {@link Refuse} `limit-exceeded` for what sets off one after another without end. */
  count(): void {
    if (++this.steps > mostSteps) throw new Refuse(refusal("limit-exceeded", { limit: mostSteps }));
  }

  /** Begins to count anew: what follows was set off by something else. */
  renew(): void {
    this.steps = 0;
  }

  /** The case as this transaction sees it; null where there is none. */
  async hold(id: string): Promise<Held | null> {
    const held = this.cases.get(id);
    if (held !== undefined) return held;
    const record = await this.tx.case(id);
    if (record === null) return null;
    const { definitions } = this.runtime;
    const definition = definitions.known(record) ?? (await definitions.of(this.tx, record));
    const found: Held = { record, definition, stored: standOf(record), acts: [], changed: false };
    this.cases.set(id, found);
    return found;
  }

  /** The same for a case that must be there. */
  async held(id: string): Promise<Held> {
    const held = await this.hold(id);
    if (held === null) throw new Error(`The case ${id} is not in the store`);
    return held;
  }

  /** The case, where this transaction has asked for it before. */
  inHand(id: string): Held | undefined {
    return this.cases.get(id);
  }

  /** Takes up a case that is being opened; it has no entry yet. */
  begin(
    record: Omit<CaseRecord, "revision" | "hash" | "updatedAt" | "due" | "status">,
    definition: Definition,
  ): Held {
    const begun: Held = {
      record: {
        ...record,
        status: record.state.status,
        revision: 0,
        hash: noHash,
        updatedAt: record.openedAt,
        due: null,
      },
      definition,
      stored: null,
      acts: [],
      changed: true,
    };
    this.cases.set(record.id, begun);
    return begun;
  }

  /**
   * Writes what a step gave into the case: one entry a draft, the first the cause of the others. Gives the entries, which are the
   * drafts themselves: a step makes them for nobody else.
   */
  append(
    held: Held,
    state: CaseState,
    drafts: EntryDraft[],
    first: Partial<JournalEntry> = {},
  ): JournalEntry[] {
    const { record } = held;
    let { hash: prev, revision } = record;
    const root = revision + 1;
    const sealed: JournalEntry[] = [];
    for (const draft of drafts) {
      revision += 1;
      const told = revision === root ? first : { cause: root };
      const { entry, text } = seal(
        Object.assign(draft, told, { case: record.id, seq: revision, prev }),
        this.runtime.digest,
      );
      prev = entry.hash;
      sealed.push(entry);
      this.texts.push(text);
    }
    this.keep(held, state, sealed);
    return sealed;
  }

  /** Writes an act that is no event of the machine into the case. */
  act(held: Held, act: Act, state: CaseState = held.record.state): JournalEntry {
    const { entry, text } = seal(
      {
        taken: [],
        value: state.value,
        set: {},
        unset: [],
        notes: [],
        effects: [],
        ...act,
        case: held.record.id,
        seq: held.record.revision + 1,
        prev: held.record.hash,
      },
      this.runtime.digest,
    );
    this.texts.push(text);
    this.keep(held, state, [entry]);
    return entry;
  }

  /** Lets the case go on under another definition; the entry that says so follows. */
  repin(held: Held, definition: Definition): void {
    const { pack, parameters, calendar } = definition;
    held.definition = definition;
    held.record = {
      ...held.record,
      pack: pack.digest,
      parameters,
      ...(calendar === undefined ? {} : { calendar }),
    };
  }

  /** Changes what the case says of its parent; no entry tells it, the parent's does. */
  amend(held: Held, parent: CaseRecord["parent"]): void {
    held.record = { ...held.record, parent };
    held.changed = true;
  }

  /** Records a request to a connector. */
  request(effect: EffectRecord): void {
    this.effects.push(effect);
  }

  /** What the machine may know of the case. */
  info(record: CaseRecord): CaseInfo {
    const { id, procedure, version, openedAt, openedBy, revision, depth } = record;
    return { id, procedure, version, openedAt, openedBy, revision, depth };
  }

  /** Writes what was changed, so that the transaction's reads see it; nothing, at once, where nothing was. */
  flush(): Soon<void> {
    const changed: Held[] = [];
    for (const held of this.cases.values()) if (held.changed) changed.push(held);
    if (changed.length > 0 || this.entries.length > 0 || this.effects.length > 0) return this.write(changed);
  }

  /** Changes one open task of a case that has been flushed. */
  async changeTask(held: Held, task: TaskRecord): Promise<void> {
    await this.tx.updateTask(task);
    const known = this.tasks.get(held.record.id);
    if (known !== undefined) known.tasks = known.tasks.map((one) => (one.id === task.id ? task : one));
  }

  /** Where to look whether the transaction took place, if its outcome is unknown. Null where it wrote nothing. */
  get evidence(): { case: string; seq: number; hash: string } | null {
    return this.first;
  }

  /** What the engine has to know once it is committed. */
  done(): void {
    let due: Instant | null = null;
    for (const { record } of this.cases.values())
      if (record.due !== null && (due === null || record.due < due)) due = record.due;
    for (const [id, { hash, tasks }] of this.tasks) this.runtime.tasks.set(id, hash, tasks);
    this.runtime.committed({ due, effects: this.effectsWritten });
  }

  private async write(changed: readonly Held[]): Promise<void> {
    for (const { record, stored } of changed) {
      if (stored === null) {
        await this.tx.insertCase(record);
        continue;
      }
      const updated = this.tx.updateCase(record, stored.revision);
      if (!(updated instanceof Promise ? await updated : updated))
        throw new Conflict(`The case ${record.id} was changed`);
    }
    const { entries, texts, effects } = this;
    this.entries = [];
    this.texts = [];
    this.effects = [];
    const appended = entries.length > 0 ? this.tx.appendEntries(entries, texts) : undefined;
    if (appended instanceof Promise) await appended;
    if (effects.length > 0) await this.tx.insertEffects(effects);
    this.effectsWritten ||= effects.some((effect) => effect.status === "waiting");
    for (const held of changed) {
      const written = standOf(held.record);
      held.changed = false;
      const followed = this.follow.syncTasks(this, held);
      if (followed instanceof Promise) await followed;
      held.stored = written;
      held.acts = [];
    }
    // A task that nobody can do is told of in the case, which is written then.
    if (this.entries.length > 0) await this.flush();
  }

  private keep(held: Held, state: CaseState, entries: JournalEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.first ??= { case: last.case, seq: last.seq, hash: last.hash };
    // Copied and then changed: both at once takes several times as long.
    const record = { ...held.record };
    record.state = state;
    record.status = state.status;
    record.revision = last.seq;
    record.hash = last.hash;
    if (last.at > record.updatedAt) record.updatedAt = last.at;
    record.due = state.status === "active" ? held.definition.machine.nextDue(state) : null;
    held.record = record;
    held.changed = true;
    this.entries.push(...entries);
  }
}

const standOf = ({ revision, hash }: CaseRecord) => ({ revision, hash });

/** What people have done in a step, for the record of who has done which task; what was sent before and is taken now included. */
export function actsOf(stimulus: Stimulus, entries: EntryDraft[]): Held["acts"] {
  if (stimulus.kind !== "event" && stimulus.kind !== "act") return [];
  const taken = entries.slice(1).filter(({ kind }) => kind === "event");
  return [stimulus, ...taken].map(({ event, by }) => ({
    event: event.type,
    by: by.id,
    of: positionOf(by).id,
  }));
}
