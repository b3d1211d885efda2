import type { CaseRecord, TaskRecord } from "../../ports/index.ts";
import type { Audience } from "../inbox.ts";
import type { Row } from "./connection.ts";

/** What was written last, or read last for the first time, by id. The eldest go when there are too many, or they are too long. */
export class Recent<T> {
  private readonly known = new Map<string, T>();
  private readonly most: number;
  private readonly longest: number;
  private readonly lengthOf: (value: T) => number;
  private length = 0;

  constructor(most: number, longest = most, lengthOf: (value: T) => number = () => 1) {
    this.most = most;
    this.longest = longest;
    this.lengthOf = lengthOf;
  }
  get(id: string): T | undefined {
    return this.known.get(id);
  }
  set(id: string, value: T): void {
    this.delete(id);
    this.known.set(id, value);
    this.length += this.lengthOf(value);
    if (this.known.size <= this.most && this.length <= this.longest) return;
    for (const eldest of this.known.keys()) {
      if (this.known.size <= this.most && this.length <= this.longest) break;
      this.delete(eldest);
    }
  }
  clear(): void {
    this.known.clear();
    this.length = 0;
  }
  delete(id: string): void {
    const value = this.known.get(id);
    if (value === undefined) return;
    this.length -= this.lengthOf(value);
    this.known.delete(id);
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
  /** The record that was stored as this row, where reading the row would give the same. */
  record: CaseRecord | null;
  n: number;
  /** Null before the first entry; undefined where `row.tail` says where it is, and it has not been read. */
  head: Head | null | undefined;
}
/** A task as it stands in the database, as far as inboxes are concerned. */
export interface Standing {
  n: number;
  /** As it was handed over or read. */
  record: TaskRecord;
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
  readonly cases = new Recent<Stored>(4096, 16_000_000, ({ row }) => String(row.state).length);
  readonly tasks = new Recent<Standing>(8192);

  clear(): void {
    this.cases.clear();
    this.tasks.clear();
  }
}
