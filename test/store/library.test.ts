import { spawnSync } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { createRequire } from "node:module";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BadValue } from "../../engine/ports/index.ts";
import { Connection } from "../../engine/store/libsql/connection.ts";
import { countParameters, encode } from "../../engine/store/libsql/parameters.ts";
import { temporaryFolder } from "./folder.ts";

/**
 * What libsql 0.5.29 does that nobody expects, and the store is built around. Where one of these fails after an upgrade, the
 * driver has been mended, and what was built around it may go.
 */
describe("the driver", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let database: Database.Database;
  beforeEach(() => {
    folder = temporaryFolder();
    path = folder.file("a.db");
    database = new Database(path);
    database.exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c INTEGER)");
  });
  afterEach(() => {
    database.close();
    folder.remove();
  });
  const rows = () => database.prepare("SELECT a, b, c, typeof(c) AS type FROM t").all();

  it("aborts the process when a boolean is bound", () => {
    const library = JSON.stringify(createRequire(import.meta.url).resolve("libsql"));
    const script = `new (require(${library}))(":memory:").prepare("SELECT ?1").all([true])`;
    expect(spawnSync(process.execPath, ["-e", script]).signal).toBe("SIGABRT");
  });

  it("binds nothing, and says so to nobody, where a Date or bytes are given without a list", () => {
    const insert = database.prepare("INSERT INTO t (b) VALUES (?1)");
    insert.run(new Date(0));
    insert.run(Buffer.from("a"));
    expect(rows()).toMatchObject([{ b: null }, { b: null }]);
  });

  it("takes missing parameters for null, and does not mind too many", () => {
    database.prepare("INSERT INTO t (b, c) VALUES (?1, ?2)").run(["x"]);
    expect(rows()).toEqual([{ a: 1, b: "x", c: null, type: "null" }]);
    expect(() => encode("?1 ?2", 2, ["x"])).toThrow(RangeError);
    expect(() => encode("?1", 1, ["x", "y"])).toThrow(RangeError);
  });

  it("binds whole numbers for floating point, and rounds beyond 2^53; bigints it binds exactly", () => {
    const insert = database.prepare("INSERT INTO t (b, c) VALUES (typeof(?1), ?1)");
    insert.run([3]);
    insert.run([2n ** 53n - 1n]);
    expect(rows()).toMatchObject([{ b: "real" }, { b: "integer", c: 2 ** 53 - 1 }]);
    expect(encode("?1", 1, [3])).toEqual([3n]);
    expect(() => encode("?1", 1, [2 ** 53])).toThrow(BadValue);
  });

  it("cuts text at U+0000", () => {
    database.prepare("INSERT INTO t (b) VALUES (?1)").run(["a\0b"]);
    expect(rows()).toMatchObject([{ b: "a" }]);
    expect(() => encode("?1", 1, ["a\0b"])).toThrow(BadValue);
  });

  it("adds a member of its own to what get() gives", () => {
    database.exec("INSERT INTO t (b) VALUES ('x')");
    expect(Object.keys(database.prepare("SELECT a FROM t").get([]) as object)).toContain("_metadata");
    const connection = new Connection({ path: folder.file("b.db") });
    expect(connection.all("SELECT 1 AS a")).toEqual([{ a: 1 }]);
    connection.close();
  });

  it("commits a transaction() early when its function is asynchronous", async () => {
    const work = database.transaction(async () => {
      await Promise.resolve();
      database.exec("INSERT INTO t (b) VALUES ('late')");
      throw new Error("roll back");
    });
    await expect(work()).rejects.toThrow("roll back");
    expect(rows()).toHaveLength(1);
  });

  it("reports what is written after one BUSY of a prepared statement as done, and loses it", () => {
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    expect(() => database.prepare("INSERT INTO t (b) VALUES ('busy')").run([])).toThrow(/locked/);
    other.exec("COMMIT");
    expect(database.prepare("INSERT INTO t (b) VALUES ('after')").run([])).toMatchObject({ changes: 1 });
    expect(database.inTransaction).toBe(false);
    expect(other.prepare("SELECT b FROM t").all()).toEqual([]);
  });

  it("keeps a file open, and locked, after close(), where a statement was prepared; the store gives it back", () => {
    const held = folder.file("held.db");
    const descriptors = () =>
      readdirSync("/proc/self/fd").filter((name) => {
        try {
          return readlinkSync(`/proc/self/fd/${name}`).startsWith(held);
        } catch {
          return false;
        }
      });
    const first = new Database(held);
    first.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
    const statement = first.prepare("SELECT a FROM t");
    statement.all([]);
    first.close();
    expect(descriptors()).not.toEqual([]);
    expect(() => new Database(held).exec("BEGIN IMMEDIATE")).toThrow(/locked/);
    expect(statement.reader).toBe(true);

    const ours = folder.file("ours.db");
    const connection = new Connection({ path: ours });
    connection.all("SELECT 1 AS a");
    connection.close();
    const next = new Database(ours);
    next.exec("BEGIN EXCLUSIVE; COMMIT");
    next.close();
  });
});

describe("the encoder of parameters", () => {
  it("gives text, whole numbers and nothing to the driver as it binds them rightly", () => {
    expect(encode("", 4, ["", "规😀", 0, null])).toEqual(["", "规😀", 0n, null]);
    expect(encode("", 2, [-(2 ** 53) + 1, 2 ** 53 - 1])).toEqual([-(2n ** 53n) + 1n, 2n ** 53n - 1n]);
  });

  it.each([
    [0.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [2 ** 53],
    [true],
    [undefined],
    [1n],
    [new Date()],
    [Buffer.from("a")],
    [[]],
    [{}],
    [() => 1],
    [Symbol("a")],
    ["\ud800"],
    ["\0"],
  ])("refuses %s", (value) => {
    expect(() => encode("", 1, [value as never])).toThrow(BadValue);
  });

  it("counts the parameters of a statement", () => {
    expect(countParameters("SELECT 1")).toBe(0);
    expect(countParameters("SELECT ?2, ?1, ?2 WHERE a = ?10")).toBe(10);
  });
});
