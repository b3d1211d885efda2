import type { CaseRecord } from "../../ports/index.ts";
import { CaseDrafts } from "./cases.ts";
import type { Connection } from "./connection.ts";
import type { Access } from "./reader.ts";
import type { Cache, Standing } from "./recent.ts";

/** Where the journal ends, and what the commands of a group have so far added to the counts of the store. */
export interface Progress {
  position: number;
  openTasks: number;
  waitingEffects: number;
  incidents: number;
}

/** One command's part of a group's transaction: what it has written, apart from the tables. */
export class Part implements Access {
  readonly cache: Cache;
  /** The tasks that it wrote, by id. */
  readonly tasks = new Map<string, Standing>();
  readonly cases: CaseDrafts;
  readonly progress: Progress;
  private readonly open: Connection;
  private ended = false;

  /** `before` is where the commands before it have left off; it is not changed. */
  constructor(connection: Connection, cache: Cache, before: Progress) {
    this.open = connection;
    this.cache = cache;
    this.cases = new CaseDrafts(connection, cache);
    this.progress = { ...before };
  }

  /** Throws when the command's work has come to its end: nothing is read or written any more. */
  running(): this {
    if (this.ended) throw new Error("the transaction has ended");
    return this;
  }
  get connection(): Connection {
    return this.running().open;
  }
  ready(): Connection {
    return this.connection;
  }
  settled(): Connection {
    const { connection } = this;
    this.cases.flush();
    return connection;
  }
  case(_: Connection, id: string): CaseRecord | null {
    return this.cases.get(id);
  }

  /** Makes what it wrote known to the commands that follow. */
  publish(): void {
    this.cases.publish();
    for (const [id, task] of this.tasks) {
      if (task.open) this.cache.tasks.set(id, task);
      else this.cache.tasks.delete(id);
    }
  }
  end(): void {
    this.ended = true;
  }
}
