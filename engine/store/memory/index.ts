import { type Soon, type Store, StoreUnavailable, type Transaction } from "../../ports/index.ts";
import { Commits } from "../commits.ts";
import { createReader } from "./reader.ts";
import { createTables, viewTables, type Tables } from "./tables.ts";
import { createTransaction } from "./transaction.ts";

declare const content: unique symbol;
/** All that a memory store held at one moment. Immutable; may be restored as often as one likes. */
export interface Snapshot {
  readonly [content]: true;
}

/** A store in memory, for tests, simulations and the page. It can go back. */
export interface MemoryStore extends Store {
  /** What is committed now. Costs nothing until the next commit. */
  snapshot(): Snapshot;
  /** Goes back (or on) to a snapshot of this store or another. Throws while a transaction runs. */
  restore(snapshot: Snapshot): void;
}

/** Opens an empty store in memory. It needs nothing of Node and runs in a browser; {@link Store.backup} is refused. */
export function memory(): MemoryStore {
  const tables = createTables();
  const committed = () => viewTables(tables);
  const commits = new Commits();
  let last: Promise<unknown> = Promise.resolve();
  let running = 0;
  let closed = false;

  const run = async <T>(work: (tx: Transaction) => Soon<T>): Promise<T> => {
    const views = viewTables(tables);
    let ended = false;
    const { tx, finish } = createTransaction(() => {
      if (ended) throw new Error("the transaction has ended");
      return views;
    });
    try {
      const result = await work(tx);
      finish();
      const wrote = Object.values(views).filter((view) => view.commit());
      if (wrote.length > 0) commits.announce();
      return result;
    } finally {
      ended = true;
    }
  };

  return {
    reader: createReader(committed),
    transact(work) {
      if (closed) return Promise.reject(new StoreUnavailable("the store is closed"));
      running++;
      const result = last.then(() => run(work)).finally(() => running--);
      last = result.catch(() => undefined);
      return result;
    },
    committed: (signal) => (closed ? Promise.resolve() : commits.next(signal)),
    backup: async () => {
      throw new Error("a store in memory has no file to copy");
    },
    async close() {
      closed = true;
      await last;
      commits.announce();
    },
    snapshot: () => all(tables, (table) => table.snapshot()) as unknown as Snapshot,
    restore(snapshot) {
      if (running > 0) throw new Error("a transaction runs");
      const contents = snapshot as unknown as Record<string, unknown>;
      all(tables, (table, name) => table.restore(contents[name]));
    },
  };
}

interface AnyTable {
  snapshot(): unknown;
  restore(content: unknown): void;
}
function all(tables: Tables, visit: (table: AnyTable, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, visit(table, name)]));
}
