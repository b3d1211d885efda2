import { beforeEach, describe, expect, it } from "vitest";
import { type Store } from "../../engine/ports/index.ts";
import {
  aCase,
  aKey,
  allPages,
  anEffect,
  anEntry,
  aNotice,
  aRow,
  aTask,
  entries,
  hashOf,
  noon,
} from "./records.ts";

/** What a transaction promises. */
export function transactionsContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("transactions", () => {
    it("give what the work gave, and what it wrote is there afterwards", async () => {
      expect(await store.transact(async (tx) => (await tx.insertCase(aCase({ id: "c" })), 7))).toBe(7);
      expect(await store.reader.case("c")).toEqual(aCase({ id: "c" }));
    });

    it("read what they have written themselves", async () => {
      await store.transact(async (tx) => {
        await tx.appendEntries(entries("c", 1, 1));
        await tx.insertCase(aCase({ id: "c", due: noon }));
        await tx.insertTasks([aTask({ id: "t" })]);
        expect((await tx.case("c"))?.due).toBe(noon);
        expect((await tx.cases({})).items.map((one) => one.id)).toEqual(["c"]);
        expect((await tx.journal("c", {})).items).toEqual(entries("c", 1, 1));
        expect(await tx.dueCases(noon, 5)).toEqual([{ id: "c", due: noon }]);
        expect((await tx.inbox({ id: "li", roles: ["clerk"] })).items.map((task) => task.id)).toEqual(["t"]);
        expect(await tx.counts()).toEqual({ cases: 1, openTasks: 1, waitingEffects: 0, incidents: 0 });
        expect(await tx.lastPosition()).toBe(1);
      });
    });

    it("leave nothing behind when the work throws, and reject with what it threw", async () => {
      const fault = new Error("no");
      const work = store.transact(async (tx) => {
        await tx.appendEntries(entries("c", 1, 3));
        await tx.insertCase(aCase({ id: "c" }));
        await tx.insertTasks([aTask({ id: "t" })]);
        await tx.insertEffects([anEffect({ key: "c:1:0" })]);
        await tx.insertKey(aKey());
        await tx.enterRow(aRow());
        await tx.insertNotice(aNotice({ id: "n" }));
        await tx.setLive("approval", "digest");
        await tx.setScheduleMark("s", { last: noon, count: 1 });
        await tx.setSetting("secret", "x");
        throw fault;
      });
      await expect(work).rejects.toBe(fault);
      expect(await store.reader.case("c")).toBeNull();
      expect(await store.reader.lastPosition()).toBe(0);
      expect(await store.reader.task("t")).toBeNull();
      expect((await store.reader.effects({})).items).toEqual([]);
      expect(await store.reader.key("zhang", "k")).toBeNull();
      expect((await store.reader.register("list", {})).items).toEqual([]);
      expect((await store.reader.notices({})).items).toEqual([]);
      expect(await store.reader.live("approval")).toBeNull();
      expect(await store.reader.setting("secret")).toBeNull();
      expect(await store.transact((tx) => tx.scheduleMark("s"))).toBeNull();
      expect(await store.reader.counts()).toEqual({
        cases: 0,
        openTasks: 0,
        waitingEffects: 0,
        incidents: 0,
      });
    });

    it("roll back alone: of 100 at the same time, those that throw leave nothing and the others everything", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 100 }, (_, n) =>
          store.transact(async (tx) => {
            await tx.appendEntries(entries(`c${n}`, 1, 2));
            await tx.insertCase(aCase({ id: `c${n}`, revision: 2, hash: hashOf(`c${n}`, 2) }));
            await tx.insertTasks([aTask({ id: `t${n}`, case: `c${n}` })]);
            if (n % 3 === 0) throw new Error(`${n}`);
            return n;
          }),
        ),
      );
      const kept = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      expect(kept).toEqual(Array.from({ length: 100 }, (_, n) => n).filter((n) => n % 3 !== 0));
      const there = await allPages((page) => store.reader.cases(page), 30);
      expect(there.map((one) => one.id).toReversed()).toEqual(kept.map((n) => `c${n}`));
      expect((await store.reader.changes(0, 1000)).map((change) => change.position)).toEqual(
        Array.from({ length: 2 * kept.length }, (_, n) => n + 1),
      );
      expect((await store.reader.counts()).openTasks).toBe(kept.length);
    });

    it("do not lose an update: 100 at the same time on one case, each after the one before", async () => {
      await store.transact(async (tx) => {
        await tx.appendEntries(entries("c", 1, 1));
        await tx.insertCase(aCase({ id: "c" }));
      });
      const go = async (): Promise<void> => {
        const done = await store.transact(async (tx) => {
          const before = await tx.case("c");
          if (before === null) throw new Error("the case is not there");
          await Promise.resolve();
          const revision = before.revision + 1;
          if (!(await tx.updateCase({ ...before, revision, hash: hashOf("c", revision) }, before.revision)))
            return false;
          await tx.appendEntries([anEntry("c", revision)]);
          return true;
        });
        return done ? undefined : go();
      };
      await Promise.all(Array.from({ length: 100 }, go));
      expect((await store.reader.case("c"))?.revision).toBe(101);
      expect(await allPages((page) => store.reader.journal("c", page), 50)).toEqual(entries("c", 1, 101));
    });

    it("are not seen by others before they are committed", async () => {
      let finish = (): void => undefined;
      const gate = new Promise<void>((resolve) => (finish = resolve));
      let begun = (): void => undefined;
      const inside = new Promise<void>((resolve) => (begun = resolve));
      const work = store.transact(async (tx) => {
        await tx.insertCase(aCase({ id: "c" }));
        await tx.insertTasks([aTask({ id: "t" })]);
        await tx.setSetting("secret", "x");
        // What is asked for has been written, wherever writing is put off.
        await tx.cases({});
        begun();
        await gate;
        throw new Error("no");
      });
      await inside;
      const { reader } = store;
      const seen = Promise.all([
        reader.case("c"),
        reader.cases({}),
        reader.counts(),
        reader.task("t"),
        reader.setting("secret"),
        reader.inbox({ id: "li", roles: ["clerk"] }),
      ]);
      finish();
      await expect(work).rejects.toThrow("no");
      const nothing = { cases: 0, openTasks: 0, waitingEffects: 0, incidents: 0 };
      expect(await seen).toEqual([null, { items: [] }, nothing, null, null, { items: [] }]);
    });

    it("are good only while their work runs", async () => {
      const kept = await store.transact(async (tx) => tx);
      await expect(kept.insertCase(aCase({ id: "c" }))).rejects.toThrow("ended");
      await expect(kept.case("c")).rejects.toThrow("ended");
      await expect(kept.setSetting("a", "b")).rejects.toThrow("ended");
      expect(await store.reader.case("c")).toBeNull();
    });

    it("are refused once the store is closed", async () => {
      await store.close();
      await expect(store.transact(async () => 1)).rejects.toMatchObject({ name: "StoreUnavailable" });
    });
  });
}
