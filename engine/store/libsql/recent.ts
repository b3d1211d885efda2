import type { Audience } from "../inbox.ts";
import type { Row } from "./connection.ts";

/** What was written last, or read last for the first time, by id: the eldest goes when there are too many. */
export class Recent<T> {
  private readonly known = new Map<string, T>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }
  get(id: string): T | undefined {
    return this.known.get(id);
  }
  set(id: string, value: T): void {
    this.known.delete(id);
    this.known.set(id, value);
    if (this.known.size <= this.most) return;
    const eldest = this.known.keys().next();
    if (!eldest.done) this.known.delete(eldest.value);
  }
  clear(): void {
    this.known.clear();
  }
}

/** The last entry of a case's journal. */
export interface Head {
  position: number;
  seq: number;
  hash: string;
  /** Position of the entry whose `seq` is the greatest multiple of the stride before `seq`. */
  leap: number | null;
}
/** A case as it stands in the database: the values of its columns, its place, and the end of its journal. */
export interface Stored {
  row: Row;
  n: number;
  head: Head | null;
}
/** A task as it stands in the database, as far as inboxes are concerned. */
export interface Standing {
  case: string;
  open: boolean;
  due: string;
  audiences: Audience[];
}

/**
 * What need not be read again. Right as long as nobody else writes to the file, which is what its lock is for, and as long as it
 * holds only what is committed or was written before in the same group.
 */
export class Cache {
  readonly cases = new Recent<Stored>(4096);
  readonly tasks = new Recent<Standing>(8192);

  clear(): void {
    this.cases.clear();
    this.tasks.clear();
  }
}
