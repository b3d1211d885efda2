import { createRequire } from "node:module";
import type Database from "libsql";

/** The driver as it is, which the store imports too: what is patched here is what the store calls. */
const Driver = createRequire(import.meta.url)("libsql") as typeof Database;

interface Call {
  sql: string;
  values: unknown[];
  reads: boolean;
}
/** The statements of one command, without those that begin and end transactions. */
type Command = Call[];

/** Runs `work`, which commits its commands one by one, and writes down every statement that a store gives the driver meanwhile, command by command. */
export async function recorded(work: () => Promise<void>): Promise<Command[]> {
  const commands: Command[] = [];
  const { exec, prepare } = Driver.prototype;
  const known = new WeakMap<object, string>();
  const note = (sql: string | undefined, values: unknown[], reads: boolean) => {
    if (sql !== undefined) commands.at(-1)?.push({ sql, values, reads });
  };
  Driver.prototype.exec = function (sql) {
    if (sql === "BEGIN IMMEDIATE" && commands.at(-1)?.length !== 0) commands.push([]);
    return exec.call(this, sql);
  };
  const patched = (prepared: object): void => {
    for (const name of ["run", "all"] as const) {
      const method = Reflect.get(prepared, name) as (values: unknown[]) => unknown;
      Reflect.set(prepared, name, (values: unknown[]) => {
        note(known.get(prepared), values, name === "all");
        return method.call(prepared, values);
      });
    }
  };
  Driver.prototype.prepare = function (this: Database.Database, sql: string) {
    const prepared = prepare.call(this, sql);
    known.set(prepared, sql);
    patched(prepared);
    return prepared;
  } as typeof prepare;
  try {
    await work();
  } finally {
    Driver.prototype.exec = exec;
    Driver.prototype.prepare = prepare;
  }
  return commands.filter((command) => command.length > 0);
}

/**
 * Commands a second of the driver alone, which runs the same statements on a copy of the file as it was before, in transactions
 * of `group` commands, as durably as the store does.
 */
export function bareThroughput(path: string, commands: readonly Command[], group = 100): number {
  const database = new Driver(path);
  database.exec(
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000",
  );
  const statements = new Map<string, Database.Statement<unknown[]>>();
  for (const { sql } of commands.flat()) if (!statements.has(sql)) statements.set(sql, database.prepare(sql));
  const start = performance.now();
  for (let at = 0; at < commands.length; at += group) {
    database.exec("BEGIN IMMEDIATE");
    for (const command of commands.slice(at, at + group)) {
      for (const { sql, values, reads } of command) {
        const statement = statements.get(sql);
        if (reads) statement?.all(values);
        else statement?.run(values);
      }
    }
    database.exec("COMMIT");
  }
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return commands.length / seconds;
}
