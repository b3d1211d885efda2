import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StoreInUse } from "../../engine/ports/index.ts";
import { libsql } from "../../engine/store/index.ts";
import { aCase } from "../contract/records.ts";
import { runChild, startChild } from "./child.ts";
import { temporaryFolder } from "./folder.ts";

describe("a file has one owner", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = folder.file("cases.db");
  });
  afterEach(() => folder.remove());

  it("another process is told that the file is in use, and has it when the owner has closed it", async () => {
    const store = libsql({ path });
    await store.transact((tx) => tx.insertCase(aCase({ id: "c" })));
    expect((await runChild("owner.child.ts", path)).output).toMatch(
      /^StoreInUse: .*cases\.db is open in another program/,
    );
    expect(await store.reader.case("c")).not.toBeNull();
    await store.transact((tx) => tx.insertCase(aCase({ id: "d" })));
    await store.close();
    expect((await runChild("owner.child.ts", path)).output).toBe("open 2\nclosed\n");
  });

  it("the same process is told so too, also by another name of the file, and the owner is not disturbed", async () => {
    const store = libsql({ path });
    symlinkSync(path, folder.file("other.db"));
    for (let n = 0; n < 3; n++) {
      expect(() => libsql({ path })).toThrow(StoreInUse);
      expect(() => libsql({ path: folder.file("other.db") })).toThrow(StoreInUse);
      await store.transact((tx) => tx.insertCase(aCase({ id: `c${n}` })));
    }
    expect((await runChild("owner.child.ts", path)).output).toMatch(/^StoreInUse/);
    await store.close();
    const again = libsql({ path });
    expect((await again.reader.counts()).cases).toBe(3);
    await again.close();
  });

  it("an owner that was killed leaves nothing locked and nothing lost", async () => {
    const child = startChild("owner.child.ts", path);
    await child.line(/^open 0/);
    expect(() => libsql({ path })).toThrow(StoreInUse);
    child.kill();
    await child.ended;
    const store = libsql({ path });
    await store.transact((tx) => tx.insertCase(aCase({ id: "c" })));
    await store.close();
  });

  it("closing and opening again works a hundred times in one process", async () => {
    for (let n = 0; n < 100; n++) {
      const store = libsql({ path });
      await store.transact((tx) => tx.insertCase(aCase({ id: `c${n}` })));
      expect((await store.reader.counts()).cases).toBe(n + 1);
      await store.close();
    }
  });

  it("what waits when it is closed is done first, what comes later is refused", async () => {
    const store = libsql({ path });
    const waiting = Promise.all(
      [1, 2, 3].map((n) => store.transact((tx) => tx.insertCase(aCase({ id: `c${n}` })))),
    );
    const closing = Promise.all([store.close(), store.close()]);
    await expect(store.transact(async () => 1)).rejects.toMatchObject({ name: "StoreUnavailable" });
    await Promise.all([waiting, closing]);
    await expect(store.reader.case("c1")).rejects.toMatchObject({ name: "StoreUnavailable" });
    const again = libsql({ path });
    expect((await again.reader.counts()).cases).toBe(3);
    await again.close();
  });
});

describe("a file that is no store of ours is left as it is", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = folder.file("cases.db");
  });
  afterEach(() => folder.remove());

  it("text", () => {
    const text = "this is no database, and it is longer than a header of one hundred bytes; ".repeat(3);
    writeFileSync(path, text);
    expect(() => libsql({ path })).toThrow(/no store of Guicheng/);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("another program's database", () => {
    const theirs = new Database(path);
    theirs.exec("CREATE TABLE theirs (a); PRAGMA user_version = 1");
    theirs.close();
    expect(() => libsql({ path })).toThrow(/no store of Guicheng/);
    const after = new Database(path);
    expect(after.prepare("SELECT name FROM sqlite_master").all()).toEqual([{ name: "theirs" }]);
  });

  it("a store of a version to come", async () => {
    await libsql({ path }).close();
    const newer = new Database(path);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    expect(() => libsql({ path })).toThrow(/version 99.*newer/);
  });

  it("a folder, or a place that is not there", () => {
    expect(() => libsql({ path: folder.path })).toThrow(/cannot be opened/);
    expect(() => libsql({ path: folder.file("no/such/folder/cases.db") })).toThrow(/cannot be opened/);
  });
});
