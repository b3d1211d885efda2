import { mkdirSync, renameSync, rmdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreUnavailable } from "../../engine/ports/index.ts";
import { Connection } from "../../engine/store/libsql/connection.ts";
import { temporaryFolder } from "./folder.ts";

describe("a connection that has met a fault", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let connection: Connection;
  beforeEach(() => {
    folder = temporaryFolder();
    path = folder.file("cases.db");
    connection = new Connection({ path });
    // What is temporary lasts as long as the connection below.
    connection.exec("CREATE TEMP TABLE same_connection (a); BEGIN IMMEDIATE");
    connection.run("INSERT INTO settings VALUES (?1, ?2)", "a", "b");
  });
  afterEach(() => {
    connection.close();
    folder.remove();
  });
  const meet = (code: string) => connection.suspect(Object.assign(new Error(code), { code }));
  const isSame = () =>
    connection.all("SELECT name FROM sqlite_temp_master WHERE name = 'same_connection'").length === 1;
  const settings = () => connection.all("SELECT name FROM settings").length;
  const seals = () => connection.all("SELECT seals FROM store")[0]?.seals;

  it("begins anew after a lock, for no statement of the old one can be trusted", () => {
    meet("SQLITE_BUSY");
    connection.recover();
    expect([isSame(), connection.inTransaction, settings(), seals()]).toEqual([false, false, 0, 0]);
  });

  it("rolls back after a failed write, and writes over what may stand in the log", () => {
    meet("SQLITE_IOERR_FSYNC");
    connection.recover();
    expect([isSame(), connection.inTransaction, settings(), seals()]).toEqual([true, false, 0, 1]);
  });

  it("rolls back on a full disk, where nothing can be written over", () => {
    meet("SQLITE_FULL");
    connection.recover();
    expect([isSame(), connection.inTransaction, settings(), seals()]).toEqual([true, false, 0, 0]);
  });

  it("does nothing about what is no fault of the file", () => {
    meet("SQLITE_CONSTRAINT_UNIQUE");
    connection.recover();
    expect([isSame(), connection.inTransaction, settings()]).toEqual([true, true, 1]);
  });

  it("says so while it cannot be opened again, and is as new when it can", () => {
    meet("SQLITE_BUSY");
    renameSync(path, folder.file("away.db"));
    renameSync(`${path}-wal`, folder.file("away.db-wal"));
    mkdirSync(path);
    for (let n = 0; n < 2; n++) {
      expect(() => connection.recover()).toThrow(StoreUnavailable);
      expect(() => connection.all("SELECT 1")).toThrow(StoreUnavailable);
      expect(() => connection.exec("BEGIN")).toThrow(StoreUnavailable);
    }
    rmdirSync(path);
    renameSync(folder.file("away.db"), path);
    connection.recover();
    expect([isSame(), settings()]).toEqual([false, 0]);
  });

  it("is of no use once it is closed", () => {
    connection.exec("ROLLBACK");
    connection.close();
    connection.close();
    expect(() => connection.run("SELECT 1")).toThrow(StoreUnavailable);
    expect(connection.inTransaction).toBe(false);
  });
});
