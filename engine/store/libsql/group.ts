import { OutcomeUnknown, StoreUnavailable, type Soon, type Transaction } from "../../ports/index.ts";
import type { Connection } from "./connection.ts";
import { Part, type Progress } from "./part.ts";
import { Cache } from "./recent.ts";
import { TableTransaction } from "./transaction.ts";
import { count } from "./rows.ts";

/** The points of a commit at which a test may let the process die or the disk fail, in the order in which they are passed. */
export const faultPoints = [
  "before-begin",
  "after-begin",
  "after-work",
  "before-commit",
  "after-commit",
  "before-answer",
] as const;
export type FaultPoint = (typeof faultPoints)[number];

/** How many commands share a commit at most. */
const largestGroup = 256;

interface Job {
  work: (tx: Transaction) => Soon<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}
/** What a command will be told after the commit. */
type Answer = { job: Job; result: unknown } | { job: Job; error: unknown };
/** What came of the commands of a group; "again" where one has left something behind that only the whole group can take back. */
type Worked = { answers: Answer[]; progress: Progress } | "again";

/**
 * Commits commands in groups. Those that wait at the same time go into one transaction; they run one after another, so that each
 * sees what the one before has written. A command that comes alone is committed at once.
 */
export class GroupCommit {
  readonly cache = new Cache();
  private readonly connection: Connection;
  private readonly fault: (point: FaultPoint) => void;
  private readonly onCommit: () => void;
  private queue: Job[] = [];
  private running: Promise<void> | null = null;
  private lastPosition: number;
  private announced: number;

  constructor(connection: Connection, fault: (point: FaultPoint) => void, onCommit: () => void) {
    this.connection = connection;
    this.fault = fault;
    this.onCommit = onCommit;
    this.lastPosition = readLastPosition(connection);
    this.announced = connection.writes;
  }

  submit<T>(work: (tx: Transaction) => Soon<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, resolve: resolve as (result: unknown) => void, reject });
      // The next turn of the event loop: by then, everything that has arrived with this command has been queued too.
      if (this.queue.length === 1 && this.running === null) setImmediate(() => this.start());
    });
  }

  /** Resolves at a moment at which no transaction is open, so that what is read is committed. */
  async between(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  /** Resolves when nothing is waiting any more. */
  async drained(): Promise<void> {
    while (this.running !== null || this.queue.length > 0) {
      await (this.running ?? new Promise((resolve) => setImmediate(resolve)));
    }
  }

  /** Makes the connection usable after a fault, and forgets what it may have taken with it. */
  recover(): void {
    if (this.connection.fault === null) return;
    this.cache.clear();
    this.connection.recover();
    this.lastPosition = readLastPosition(this.connection);
  }

  private start(): void {
    if (this.running !== null || this.queue.length === 0) return;
    const jobs = this.queue.splice(0, largestGroup);
    this.running = this.run(jobs).finally(() => {
      this.running = null;
      if (this.queue.length > 0) setImmediate(() => this.start());
    });
  }

  private async run(jobs: Job[]): Promise<void> {
    const answers = await this.commit(jobs).catch((error: unknown) => jobs.map((job) => ({ job, error })));
    for (const answer of answers) {
      if ("error" in answer) answer.job.reject(answer.error);
      else answer.job.resolve(answer.result);
    }
  }

  private async commit(jobs: Job[]): Promise<Answer[]> {
    const before: Progress = { position: this.lastPosition, openTasks: 0, waitingEffects: 0, incidents: 0 };
    let did: Worked = "again";
    for (let apart = false; did === "again"; apart = true) {
      try {
        this.begin();
      } catch (error) {
        this.connection.suspect(error);
        this.abandon();
        return jobs.map((job) => ({ job, error: unavailable(error) }));
      }
      did = await this.work(jobs, before, apart);
      if (did === "again") this.abandon();
    }
    const { answers, progress } = did;
    const { fault } = this.connection;
    if (fault !== null) {
      this.abandon();
      return failed(answers, unavailable(fault.error));
    }
    if (!answers.some((answer) => "result" in answer)) {
      this.rollback();
      return answers;
    }
    return this.end(answers, before, progress);
  }

  private begin(): void {
    this.fault("before-begin");
    this.recover();
    this.connection.exec("BEGIN IMMEDIATE");
    this.fault("after-begin");
  }

  /**
   * Runs the commands of a group. Most have written nothing when they fail, so that at first there is nothing to take back, and
   * no savepoint; where one has, all are run again with a savepoint each (`apart`). After a fault of the file those that have
   * not begun go back into the queue.
   */
  private async work(jobs: Job[], before: Progress, apart: boolean): Promise<Worked> {
    const answers: Answer[] = [];
    const { connection } = this;
    let progress = before;
    for (let at = 0; at < jobs.length; at++) {
      const job = jobs[at] as Job;
      const part = new Part(connection, this.cache, progress);
      const { writes } = connection;
      try {
        if (apart) connection.exec("SAVEPOINT command");
        const result = await job.work(new TableTransaction(part));
        this.fault("after-work");
        part.cases.flush();
        if (apart) connection.exec("RELEASE command");
        part.publish();
        progress = part.progress;
        answers.push({ job, result });
      } catch (error) {
        connection.suspect(error);
        answers.push({ job, error });
        if (apart) this.undo();
        else if (connection.writes > writes && jobs.length > 1 && connection.fault === null) return "again";
      } finally {
        part.end();
      }
      if (connection.fault !== null) {
        this.queue.unshift(...jobs.slice(at + 1));
        break;
      }
    }
    return { answers, progress };
  }

  private undo(): void {
    try {
      this.connection.exec("ROLLBACK TO command; RELEASE command");
    } catch (error) {
      // Without its savepoint the command cannot be taken out of the group alone.
      this.connection.fail(error);
    }
  }

  private end(answers: Answer[], before: Progress, progress: Progress): Answer[] {
    const wrote = this.connection.writes > this.announced;
    try {
      this.saveCounts(progress);
      this.fault("before-commit");
      this.connection.exec("COMMIT");
      this.fault("after-commit");
      this.fault("before-answer");
    } catch (error) {
      const outcome = this.outcome(error, before, progress);
      if (outcome !== null) return failed(answers, outcome);
    }
    this.lastPosition = progress.position;
    this.announced = this.connection.writes;
    if (wrote) this.onCommit();
    return answers;
  }

  private saveCounts({ openTasks, waitingEffects, incidents }: Progress): void {
    if (openTasks === 0 && waitingEffects === 0 && incidents === 0) return;
    this.connection.run(
      `UPDATE store SET open_tasks = open_tasks + ?1, waiting_effects = waiting_effects + ?2, incidents = incidents + ?3`,
      openTasks,
      waitingEffects,
      incidents,
    );
  }

  /** What became of a group whose commit has failed: null where it took place all the same. */
  private outcome(error: unknown, before: Progress, progress: Progress): Error | null {
    this.connection.suspect(error);
    const open = this.connection.inTransaction;
    this.abandon();
    // A transaction that was still open has been rolled back now.
    if (open) return unavailable(error);
    if (this.connection.fault !== null || progress.position === before.position) {
      return new OutcomeUnknown("it is not known whether the commit took place", { cause: error });
    }
    return readLastPosition(this.connection) >= progress.position ? null : unavailable(error);
  }

  /** Takes back what a group has done so far. Where that fails the connection keeps its fault, and the next use tries again. */
  private abandon(): void {
    this.cache.clear();
    this.rollback();
    try {
      this.recover();
    } catch {
      // The fault is kept, and whoever asks next is told of it.
    }
  }

  private rollback(): void {
    try {
      if (this.connection.inTransaction) this.connection.exec("ROLLBACK");
    } catch (error) {
      this.connection.fail(error);
    }
  }
}

function readLastPosition(connection: Connection): number {
  const [row] = connection.all("SELECT coalesce(max(position), 0) AS n FROM journal");
  return row === undefined ? 0 : count(row, "n");
}

function failed(answers: Answer[], error: Error): Answer[] {
  return answers.map((answer) => ("error" in answer ? answer : { job: answer.job, error }));
}

function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  return new StoreUnavailable("nothing was committed; it may be tried again", { cause: error });
}
