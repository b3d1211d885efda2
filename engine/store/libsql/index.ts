import { hash } from "node:crypto";
import { type Store, StoreUnavailable } from "../../ports/index.ts";
import { Commits } from "../commits.ts";
import { backup } from "./backup.ts";
import { loadCase } from "./cases.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { type FaultPoint, GroupCommit } from "./group.ts";
import { TableReader } from "./reader.ts";
import { toCase } from "./rows.ts";

export { type FaultPoint, faultPoints } from "./group.ts";

export interface LibsqlOptions extends ConnectionOptions {
  /** Called at the named points of every commit: tests let the process die there, or throw as a disk would fail. */
  fault?: (point: FaultPoint) => void;
}

/**
 * Opens a store in one file (and its write-ahead log beside it), which is made where it is not there. The file belongs to this
 * store alone until it is closed. Throws `StoreInUse` where another program has it, `StoreUnavailable` where it cannot be opened,
 * Error where it is another program's file or of a version to come.
 *
 * @example
 * const store = libsql({ path: "cases.db" });
 */
export function libsql({ fault = () => undefined, ...options }: LibsqlOptions): Store {
  const connection = new Connection(options);
  const commits = new Commits();
  const group = new GroupCommit(connection, fault, () => commits.announce());
  let closed: Promise<void> | null = null;

  const ready = async (): Promise<Connection> => {
    await group.between();
    if (closed !== null) throw new StoreUnavailable("the store is closed");
    group.recover();
    return connection;
  };

  return {
    digest: (text) => hash("sha256", text, "hex"),
    reader: new TableReader({
      ready,
      settled: ready,
      case(_, id) {
        const stored = loadCase(connection, group.cache, id);
        return stored === null ? null : toCase(stored.row);
      },
    }),
    transact: (work) =>
      closed === null ? group.submit(work) : Promise.reject(new StoreUnavailable("the store is closed")),
    committed: (signal) => (closed === null ? commits.next(signal) : Promise.resolve()),
    backup: async (path) => backup(await ready(), path),
    close() {
      closed ??= group.drained().then(() => {
        connection.close();
        commits.announce();
      });
      return closed;
    },
  };
}
