import { existsSync } from "node:fs";
import Database from "libsql";
import { Conflict, StoreInUse, StoreUnavailable } from "../../ports/index.ts";
import { countParameters, encode, type Encoded, type Parameter } from "./parameters.ts";
import { versions } from "./schema.ts";

/** "Gche", so that a file of another program is known as such. */
const applicationId = 0x47636865;
const pageSize = 4096;

/** A row as the driver gives it: values by column. */
export type Row = Record<string, string | number | null>;

export interface ConnectionOptions {
  path: string;
  /** The file grows no further than this; what would make it is refused as on a full disk. */
  maxBytes?: number;
}

/** What went wrong with the file. `code` is empty where it was not the driver that said so. */
export interface FileFault {
  code: string;
  error: unknown;
}

/** Errors after which nothing that the connection says of its transaction is believed before it was rolled back. */
const broken = /^SQLITE_(BUSY|LOCKED|NOMEM|READONLY|INTERRUPT|IOERR|CORRUPT|FULL|CANTOPEN|PROTOCOL|NOTADB)/;

interface Statement {
  run(values: Encoded[]): { lastInsertRowid: number | bigint };
  all(values: Encoded[]): unknown[];
  count: number;
}

/**
 * The one connection to a file. Everything goes through {@link exec}, {@link run} and {@link all}, which encode parameters, keep
 * statements, and remember a fault of the file until {@link recover} has dealt with it.
 */
export class Connection {
  /** The fault that has to be recovered from before anything else is done. */
  fault: FileFault | null = null;
  /** Absent after a recovery that has closed it and could not open it again. */
  private database: Database.Database | null;
  /** How many statements have written so far. */
  writes = 0;
  private statements = new Map<string, Statement>();
  private readonly options: ConnectionOptions;

  /** Opens the file, makes it or brings it up to date. Throws {@link StoreInUse}, {@link StoreUnavailable}, or Error where it is no store of ours. */
  constructor(options: ConnectionOptions) {
    this.options = options;
    this.database = open(options);
  }

  get inTransaction(): boolean {
    return this.database?.inTransaction === true;
  }

  /** Runs statements without parameters; the only way in which transactions begin and end. */
  exec(sql: string): void {
    this.guarded((database) => database.exec(sql));
  }

  /** Runs a statement that gives no rows. Where it inserts one, the result is that row's number. */
  run(sql: string, ...values: Parameter[]): number {
    const statement = this.statement(sql);
    const encoded = encode(sql, statement.count, values);
    this.writes++;
    this.usable();
    try {
      return Number(statement.run(encoded).lastInsertRowid);
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** The rows of a query. Not `get()`: that adds a member of its own to the row. */
  all(sql: string, ...values: Parameter[]): Row[] {
    const statement = this.statement(sql);
    const encoded = encode(sql, statement.count, values);
    return this.guarded(() => statement.all(encoded)) as Row[];
  }

  /** Remembers a fault of the file, if that is what the error is. */
  suspect(error: unknown): void {
    if (broken.test(codeOf(error))) this.fail(error);
  }

  /** Lets nothing more be done before {@link recover}. */
  fail(error: unknown): void {
    this.fault ??= { code: codeOf(error), error };
  }

  /**
   * Makes the connection usable again after a {@link fault}: nothing is left of the transaction, and no statement is used again
   * that may have been left half-way. Throws {@link StoreUnavailable} where that does not succeed; then it can be tried again.
   */
  recover(): void {
    const { fault } = this;
    if (fault === null) return;
    this.statements = new Map();
    try {
      if (this.inTransaction) this.database?.exec("ROLLBACK");
      if (!/^SQLITE_(FULL|IOERR)/.test(fault.code)) this.reopen();
      // A commit whose write failed may stand complete in the log, where a crash would bring it back. The next commit
      // takes its place there; until one has succeeded nobody can say what became of it.
      if (fault.code.startsWith("SQLITE_IOERR")) this.database?.exec("UPDATE store SET seals = seals + 1");
    } catch (error) {
      throw new StoreUnavailable("the store has not recovered yet", { cause: error });
    }
    this.fault = null;
  }

  /** Gives the file back. Throws {@link StoreUnavailable} where the log could not be folded into it; the next opening does that. */
  close(): void {
    this.statements = new Map();
    const { database } = this;
    this.database = null;
    if (database === null) return;
    try {
      leave(database);
    } catch (error) {
      throw translate(error);
    } finally {
      database.close();
    }
  }

  /**
   * A BUSY leaves a statement that holds a transaction of its own for ever: only another connection is without it. The old one
   * is kept until it has given back its lock, which nobody else could make it do.
   */
  private reopen(): void {
    if (this.database !== null) {
      leave(this.database);
      this.database.close();
      this.database = null;
    }
    this.database = open(this.options);
  }

  private statement(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.guarded((database) => database.prepare(sql));
    const statement: Statement = {
      run: (values) => prepared.run(values),
      all: (values) => prepared.all(values),
      count: countParameters(sql),
    };
    this.statements.set(sql, statement);
    return statement;
  }

  private guarded<T>(action: (database: Database.Database) => T): T {
    const database = this.usable();
    try {
      return action(database);
    } catch (error) {
      throw this.failed(error);
    }
  }
  private usable(): Database.Database {
    if (this.database === null) throw new StoreUnavailable("the store is closed");
    if (this.fault !== null)
      throw new StoreUnavailable("the store has not recovered yet", { cause: this.fault.error });
    return this.database;
  }
  private failed(error: unknown): unknown {
    this.suspect(error);
    return translate(error);
  }
}

function open({ path, maxBytes }: ConnectionOptions): Database.Database {
  const isNew = !existsSync(path);
  let database: Database.Database;
  try {
    database = new Database(path);
  } catch (error) {
    throw new StoreUnavailable(`${path} cannot be opened`, { cause: error });
  }
  try {
    // By exec() alone until the lock is ours: what was prepared keeps the file open, and locked, after close().
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA page_size = ${pageSize};
      PRAGMA trusted_schema = OFF;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -65536;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA temp_store = MEMORY;
      ${maxBytes === undefined ? "" : `PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))};`}
      BEGIN IMMEDIATE;
    `);
  } catch (error) {
    database.close();
    if (codeOf(error).startsWith("SQLITE_BUSY")) {
      throw new StoreInUse(`${path} is open in another program, or twice in this one`, { cause: error });
    }
    if (codeOf(error).startsWith("SQLITE_NOTADB"))
      throw new Error(`${path} is no store of Guicheng`, { cause: error });
    throw new StoreUnavailable(`${path} cannot be opened`, { cause: error });
  }
  try {
    upgrade(database, path, isNew);
    database.exec("COMMIT");
    return database;
  } catch (error) {
    giveUp(database);
    throw error instanceof Database.SqliteError ? translate(error) : error;
  }
}

/** What goes wrong here is no news: the caller is about to say why the file cannot be used. */
function giveUp(database: Database.Database): void {
  try {
    if (database.inTransaction) database.exec("ROLLBACK");
    leave(database);
  } catch {
    // The lock goes when the statements are collected.
  }
  database.close();
}

/** Brings the tables to the version that this program knows. */
function upgrade(database: Database.Database, path: string, isNew: boolean): void {
  const version = pragma(database, "user_version");
  const application = pragma(database, "application_id");
  const tables = database.prepare("SELECT count(*) AS n FROM sqlite_master").all() as { n: number }[];
  const empty = application === 0 && version === 0 && tables[0]?.n === 0;
  if (!isNew && !empty && application !== applicationId) throw new Error(`${path} is no store of Guicheng`);
  if (version > versions.length) {
    throw new Error(
      `${path} has version ${version}, and this program knows ${versions.length}: use a newer one`,
    );
  }
  for (const sql of versions.slice(version)) database.exec(sql);
  if (version < versions.length) {
    database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${versions.length}`);
  }
}

function pragma(database: Database.Database, name: string): number {
  const rows = database.prepare(`PRAGMA ${name}`).all() as Record<string, number>[];
  return Number(rows[0]?.[name]);
}

/** Leaves the write-ahead log, and with it the lock: close() alone keeps both until the prepared statements are collected. */
function leave(database: Database.Database): void {
  database.exec("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master");
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** A fault of the driver in the words of the port. */
function translate(error: unknown): unknown {
  const code = codeOf(error);
  if (broken.test(code))
    return new StoreUnavailable(`the store cannot be used now (${code})`, { cause: error });
  if (/^SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE|TRIGGER)$/.test(code))
    return new Conflict(String(error), { cause: error });
  return error;
}
