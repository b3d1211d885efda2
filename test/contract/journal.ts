import { beforeEach, describe, expect, it } from "vitest";
import { Conflict, type Store } from "../../engine/ports/index.ts";
import { aCase, allPages, anEntry, aTask, entries, hashOf } from "./records.ts";

/** The journal: dense chains, pages, changes. */
export function journalContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("the journal", () => {
    const open = (id: string) =>
      store.transact(async (tx) => {
        await tx.appendEntries(entries(id, 1, 1));
        await tx.insertCase(aCase({ id }));
      });

    it.each([
      ["a gap", () => [anEntry("c", 3, { prev: hashOf("c", 1) })]],
      ["a repetition", () => [anEntry("c", 1)]],
      ["a fork", () => [anEntry("c", 2), anEntry("c", 2)]],
      ["a wrong predecessor", () => [anEntry("c", 2, { prev: hashOf("d", 1) })]],
      ["an entry 0", () => [anEntry("c", 0, { prev: hashOf("c", 0) })]],
      ["a beginning without a first", () => [anEntry("new", 2)]],
      ["a first with a predecessor", () => [anEntry("new", 1, { prev: hashOf("c", 1) })]],
    ])("refuses %s, and nothing of its transaction is kept", async (_, faulty) => {
      await open("c");
      await open("d");
      const work = store.transact(async (tx) => {
        await tx.insertTasks([aTask({ id: "t" })]);
        await tx.appendEntries(faulty());
      });
      await expect(work).rejects.toBeInstanceOf(Conflict);
      expect((await store.reader.changes(0, 10)).map(({ entry }) => [entry.case, entry.seq])).toEqual([
        ["c", 1],
        ["d", 1],
      ]);
      expect(await store.reader.task("t")).toBeNull();
      await store.transact((tx) => tx.appendEntries([anEntry("c", 2)]));
      expect((await store.reader.journal("c", {})).items).toEqual(entries("c", 1, 2));
    });

    it("is read from any entry on, however long it is and whatever stands between", async () => {
      await open("c");
      await open("d");
      for (let n = 0; n < 20; n++) {
        await store.transact(async (tx) => {
          for (let seq = 2 + n * 15; seq < 17 + n * 15; seq++) {
            await tx.appendEntries([anEntry("c", seq)]);
            if (seq % 2 === 0) await tx.appendEntries([anEntry("d", seq / 2 + 1)]);
          }
          const before = await tx.case("c");
          if (before !== null) await tx.updateCase({ ...before, revision: 16 + n * 15 }, before.revision);
        });
      }
      for (const limit of [1, 7, 64, 200]) {
        expect(await allPages((page) => store.reader.journal("c", page), limit)).toEqual(
          entries("c", 1, 301),
        );
      }
      expect(await allPages((page) => store.reader.journal("d", page), 13)).toEqual(entries("d", 1, 151));
      expect(await store.reader.journal("unknown", {})).toEqual({ items: [] });
    });

    it("gives the changes of all cases in the order of commit, after a position", async () => {
      await open("c");
      await open("d");
      await store.transact((tx) => tx.appendEntries([anEntry("c", 2), anEntry("d", 2), anEntry("c", 3)]));
      const all = await store.reader.changes(0, 100);
      expect(all.map(({ position, entry }) => [position, entry.case, entry.seq])).toEqual([
        [1, "c", 1],
        [2, "d", 1],
        [3, "c", 2],
        [4, "d", 2],
        [5, "c", 3],
      ]);
      expect(await store.reader.changes(3, 1)).toEqual(all.slice(3, 4));
      expect(await store.reader.changes(5, 10)).toEqual([]);
      expect(await store.reader.lastPosition()).toBe(5);
    });

    it("announces a commit to whoever waits, and lets go of who waits no more", async () => {
      const seen: string[] = [];
      const wait = async (what: string, signal: AbortSignal) => {
        await store.committed(signal);
        seen.push(what);
      };
      const forever = new AbortController().signal;
      const commit = wait("commit", forever);
      await store.transact((tx) => tx.case("c"));
      await store.reader.lastPosition();
      expect(seen).toEqual([]);
      await open("c");
      await commit;
      const control = new AbortController();
      const given = wait("given up", control.signal);
      await Promise.resolve();
      expect(seen).toEqual(["commit"]);
      control.abort();
      await given;
      await wait("given up before", control.signal);
      const last = wait("closed", forever);
      await store.close();
      await last;
      expect(seen).toEqual(["commit", "given up", "given up before", "closed"]);
    });

    it("has entries of cases only", async () => {
      const work = store.transact((tx) => tx.appendEntries(entries("nothing", 1, 2)));
      await expect(work).rejects.toThrow("no case nothing");
      expect(await store.reader.lastPosition()).toBe(0);
      await open("c");
      expect((await store.reader.changes(0, 9)).map(({ position }) => position)).toEqual([1]);
    });
  });
}
