import { existsSync, readdirSync, writeFileSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../engine/ports/index.ts";
import { libsql } from "../../engine/store/index.ts";
import { aCase, entries } from "../contract/records.ts";
import { temporaryFolder } from "./folder.ts";

describe("a backup", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;
  beforeEach(async () => {
    folder = temporaryFolder();
    store = libsql({ path: folder.file("cases.db") });
    for (let n = 0; n < 20; n++) await add(n);
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });
  const add = (n: number) =>
    store.transact(async (tx) => {
      await tx.appendEntries(entries(`c${n}`, 1, 2));
      await tx.insertCase(aCase({ id: `c${n}`, revision: 2 }));
    });

  it("is a store of its own that holds what was committed when it was made", async () => {
    const copy = folder.file("规 copy's.db");
    const later = [add(20), store.backup(copy), add(21)];
    await Promise.all(later);
    const restored = libsql({ path: copy });
    const { cases } = await restored.reader.counts();
    expect([20, 21, 22]).toContain(cases);
    expect(await restored.reader.lastPosition()).toBe(2 * cases);
    await restored.transact((tx) => tx.insertCase(aCase({ id: "new" })));
    await restored.close();
    expect((await store.reader.counts()).cases).toBe(22);
    expect(readdirSync(folder.path).filter((name) => name.includes("copy"))).toEqual(["规 copy's.db"]);
  });

  it("overwrites nothing", async () => {
    const taken = folder.file("taken.db");
    writeFileSync(taken, "mine");
    await expect(store.backup(taken)).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(taken, "utf8")).toBe("mine");
    await expect(store.backup(folder.file("cases.db"))).rejects.toMatchObject({ code: "EEXIST" });
    await add(30);
  });

  it("that cannot be written leaves nothing behind, and the store goes on", async () => {
    const nowhere = folder.file("no/such/folder.db");
    await expect(store.backup(nowhere)).rejects.toMatchObject({ code: "ENOENT" });
    expect(existsSync(folder.file("no"))).toBe(false);
    await expect(store.backup("/proc/copy.db")).rejects.toMatchObject({ code: "ENOENT" });
    await expect(store.backup("a\0b")).rejects.toMatchObject({ code: "ERR_INVALID_ARG_VALUE" });
    await add(30);
    expect((await store.reader.counts()).cases).toBe(21);
  });
});
