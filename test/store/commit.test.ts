import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FaultPoint, faultPoints, libsql, type LibsqlOptions } from "../../engine/store/index.ts";
import { OutcomeUnknown, type Store, StoreUnavailable } from "../../engine/ports/index.ts";
import { aCase, aTask, entries } from "../contract/records.ts";
import { temporaryFolder } from "./folder.ts";

describe("a commit of a group", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;
  /** The points passed so far, and what happens at the next passage of one. */
  let passed: FaultPoint[];
  let fault: { at: FaultPoint; error: Error } | null;
  const open = (options: Partial<LibsqlOptions> = {}) =>
    libsql({
      path: folder.file("cases.db"),
      fault(point) {
        passed.push(point);
        if (fault?.at !== point) return;
        const { error } = fault;
        fault = null;
        throw error;
      },
      ...options,
    });
  beforeEach(() => {
    folder = temporaryFolder();
    [passed, fault] = [[], null];
    store = open();
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  const add = (id: string) =>
    store.transact(async (tx) => {
      await tx.appendEntries(entries(id, 1, 1));
      await tx.insertCase(aCase({ id }));
      await tx.insertTasks([aTask({ id: `t ${id}`, case: id })]);
      return id;
    });
  const commits = () => passed.filter((point) => point === "after-commit").length;
  const there = async () =>
    (await store.reader.cases({ limit: 200 })).items.map((one) => one.id).toReversed();
  const sqlite = (code: string) => Object.assign(new Error(code), { code });

  it("passes its points in order, and a command that comes alone commits at once", async () => {
    await add("a");
    expect(passed).toEqual(faultPoints);
    await add("b");
    expect(commits()).toBe(2);
  });

  it("is shared by what waits at the same time, up to 256 commands", async () => {
    await Promise.all(Array.from({ length: 600 }, (_, n) => add(`c${n}`)));
    expect(commits()).toBe(3);
    expect((await store.reader.counts()).cases).toBe(600);
  });

  it("is shared by what has come while the one before was under way", async () => {
    const busy = store.transact(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    });
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([busy, ...[1, 2, 3].map((n) => add(`c${n}`))]);
    expect(commits()).toBe(2);
  });

  it("has the order in which the commands were given, one after another, however they wait inside", async () => {
    const seen: string[] = [];
    await Promise.all(
      [3, 0, 2, 1].map((turns, n) =>
        store.transact(async (tx) => {
          seen.push(`${n} begins`);
          for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
          await tx.setSetting("last", `${n}`);
          seen.push(`${n} ends`);
        }),
      ),
    );
    expect(seen).toEqual([0, 1, 2, 3].flatMap((n) => [`${n} begins`, `${n} ends`]));
    expect(await store.reader.setting("last")).toBe("3");
  });

  it("does not wait for answers: a command may give another one from its answer", async () => {
    const outer = add("a").then(() => add("b"));
    expect(await outer).toBe("b");
  });

  it.each(["before-begin", "after-begin", "before-commit"] as const)(
    "that fails at %s has not taken place: nobody's work is kept, and all may try again",
    async (at) => {
      await add("a");
      for (const error of [
        new Error("no"),
        sqlite("SQLITE_FULL"),
        sqlite("SQLITE_IOERR_WRITE"),
        sqlite("SQLITE_BUSY"),
      ]) {
        fault = { at, error };
        const outcomes = await Promise.allSettled(["b", "c", "d"].map(add));
        expect(outcomes.map((one) => one.status === "rejected" && one.reason)).toEqual(
          Array.from({ length: 3 }, () => expect.any(StoreUnavailable)),
        );
        expect(await there()).toEqual(["a"]);
        expect(await store.reader.case("b")).toBeNull();
        expect(await store.reader.counts()).toMatchObject({ cases: 1, openTasks: 1 });
      }
      expect(await Promise.all(["b", "c"].map(add))).toEqual(["b", "c"]);
      expect(await there()).toEqual(["a", "b", "c"]);
      expect((await store.reader.changes(0, 9)).map(({ position }) => position)).toEqual([1, 2, 3]);
    },
  );

  it.each([
    ["an error nobody knows", new Error("lost")],
    ["a failed write", sqlite("SQLITE_IOERR_FSYNC")],
    ["a lock", sqlite("SQLITE_BUSY")],
  ])("that took place in spite of %s is found in the journal, and answered", async (_, error) => {
    await add("a");
    for (const at of ["after-commit", "before-answer"] as const) {
      fault = { at, error };
      expect(await Promise.all([add(`b ${at}`), add(`c ${at}`)])).toEqual([`b ${at}`, `c ${at}`]);
    }
    await store.close();
    store = open();
    expect(await there()).toEqual([
      "a",
      "b after-commit",
      "c after-commit",
      "b before-answer",
      "c before-answer",
    ]);
  });

  it("of which the journal knows nothing has an unknown outcome when it fails at its end", async () => {
    fault = { at: "after-commit", error: sqlite("SQLITE_IOERR_FSYNC") };
    const outcome = await store.transact((tx) => tx.setSetting("a", "b")).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(OutcomeUnknown);
    expect(await store.reader.setting("a")).toBe("b");
    await add("c");
  });

  it("leaves out a command that fails after it has written, and that command only", async () => {
    const runs = new Map<string, number>();
    const written = (id: string, fails: boolean) =>
      store.transact(async (tx) => {
        runs.set(id, (runs.get(id) ?? 0) + 1);
        await tx.insertCase(aCase({ id }));
        await tx.appendEntries(entries(id, 1, 1));
        await tx.insertTasks([aTask({ id: `t ${id}`, case: id })]);
        if (fails) throw new Error("no");
      });
    const outcomes = await Promise.allSettled([
      written("a", false),
      written("b", true),
      written("c", false),
      written("d", true),
    ]);
    expect(outcomes.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected"]);
    expect(await there()).toEqual(["a", "c"]);
    expect((await store.reader.counts()).openTasks).toBe(2);
    expect((await store.reader.changes(0, 9)).map(({ position }) => position)).toEqual([1, 2]);
    // Only the group as a whole can take back what one of it has written; then each has a savepoint of its own.
    expect([...runs]).toEqual([
      ["a", 2],
      ["b", 2],
      ["c", 1],
      ["d", 1],
    ]);
    await expect(written("e", true)).rejects.toThrow("no");
    expect(await there()).toEqual(["a", "c"]);
    expect((await store.reader.counts()).openTasks).toBe(2);
  });

  it("runs nothing again for a command that fails before it has written", async () => {
    let runs = 0;
    const outcomes = await Promise.allSettled([
      store.transact(async () => {
        runs++;
        throw new Error("no");
      }),
      add("a"),
      store.transact(async (tx) => {
        runs++;
        return (await tx.case("a"))?.id;
      }),
    ]);
    expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value : one.status))).toEqual([
      "rejected",
      "a",
      "a",
    ]);
    expect(runs).toBe(2);
  });

  it("does everything where what failed in the middle goes well the second time", async () => {
    fault = { at: "after-work", error: new Error("no") };
    expect(await Promise.all(["a", "b", "c"].map(add))).toEqual(["a", "b", "c"]);
    expect(fault).toBeNull();
    fault = { at: "after-work", error: new Error("no") };
    await expect(add("d")).rejects.toThrow("no");
    expect(await there()).toEqual(["a", "b", "c"]);
  });

  it("that meets a fault of the file in the middle: who had begun may try again, who had not is done all the same", async () => {
    fault = { at: "after-work", error: sqlite("SQLITE_IOERR_READ") };
    const outcomes = await Promise.allSettled(["a", "b", "c"].map(add));
    expect(outcomes.map((one) => one.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(await there()).toEqual(["b", "c"]);
  });

  it("keeps nothing of what was rolled back in memory", async () => {
    await add("a");
    const fail = store.transact(async (tx) => {
      const before = await tx.case("a");
      if (before !== null) await tx.updateCase({ ...before, revision: 2, parameters: { x: 1 } }, 1);
      await tx.cases({});
      await tx.updateTask(aTask({ id: "t a", case: "a", roles: ["other"] }));
      throw new Error("no");
    });
    const after = store.transact(async (tx) => (await tx.case("a"))?.revision);
    await expect(fail).rejects.toThrow("no");
    expect(await after).toBe(1);
    await store.transact((tx) => tx.updateTask(aTask({ id: "t a", case: "a", status: "done" })));
    expect((await store.reader.inbox({ id: "x", roles: ["other", "clerk"] })).items).toEqual([]);
  });

  it("continues journals that it has not read since the file was opened, however the case was written before", async () => {
    await add("a");
    await store.close();
    store = open();
    await store.transact((tx) => tx.updateCase(aCase({ id: "a", status: "suspended" }), 1));
    await store.transact((tx) => tx.updateCase(aCase({ id: "a", revision: 2 }), 1));
    await store.transact(async (tx) => {
      await tx.updateCase(aCase({ id: "a", revision: 4 }), 2);
      await tx.appendEntries(entries("a", 2, 4));
    });
    await store.close();
    store = open();
    await store.transact((tx) => tx.appendEntries(entries("a", 5, 5)));
    expect((await store.reader.journal("a", {})).items).toEqual(entries("a", 1, 5));
  });

  it("is announced once it is durable, not before", async () => {
    const news = store.committed(new AbortController().signal).then(() => [...passed]);
    await add("a");
    expect(await news).toContain("after-commit");
  });
});
