import { beforeEach, describe, expect, it } from "vitest";
import { Conflict, type Store } from "../../engine/ports/index.ts";
import { aCase, allPages, entries, later, noon } from "./records.ts";

/** Cases: compare-and-set, lists, what falls due, visits. */
export function casesContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("cases", () => {
    it("are unique by id", async () => {
      await store.transact((tx) => tx.insertCase(aCase({ id: "c" })));
      const again = store.transact((tx) => tx.insertCase(aCase({ id: "c", procedure: "other" })));
      await expect(again).rejects.toBeInstanceOf(Conflict);
      const twice = store.transact(async (tx) => {
        await tx.insertCase(aCase({ id: "d" }));
        await tx.insertCase(aCase({ id: "d" }));
      });
      await expect(twice).rejects.toBeInstanceOf(Conflict);
      expect((await store.reader.cases({})).items.map((one) => [one.id, one.procedure])).toEqual([
        ["c", "approval"],
      ]);
    });

    it("change only where the revision is the one expected", async () => {
      await store.transact((tx) => tx.insertCase(aCase({ id: "c" })));
      const write = (revision: number, expected: number) =>
        store.transact((tx) =>
          tx.updateCase(aCase({ id: "c", revision, parameters: { revision } }), expected),
        );
      expect(await write(2, 1)).toBe(true);
      expect(await write(3, 1)).toBe(false);
      expect(await write(9, 8)).toBe(false);
      expect(await store.transact((tx) => tx.updateCase(aCase({ id: "unknown", revision: 2 }), 1))).toBe(
        false,
      );
      expect((await store.reader.case("c"))?.parameters).toEqual({ revision: 2 });
      expect(await write(3, 2)).toBe(true);
    });

    it("may change in every member, as a migration does", async () => {
      const before = aCase({ id: "c", parent: { case: "p" }, due: noon });
      await store.transact((tx) => tx.insertCase(before));
      const after = aCase({
        ...before,
        procedure: "other",
        version: "2.0.0",
        pack: "digest 2",
        parameters: { a: 1 },
        status: "done",
        revision: 5,
        hash: "h5",
        updatedAt: later(1),
        openedBy: "li",
        depth: 1,
        due: null,
        parent: { case: "q", token: "t:1", index: 2, answered: true },
      });
      expect(await store.transact((tx) => tx.updateCase(after, 1))).toBe(true);
      expect(await store.reader.case("c")).toEqual(after);
      expect((await store.reader.cases({ parent: "p" })).items).toEqual([]);
      expect(
        (await store.reader.cases({ parent: "q", procedure: "other", status: "done", openedBy: "li" })).items,
      ).toHaveLength(1);
    });

    it("are listed newest first, by whatever they are asked for", async () => {
      const all = Array.from({ length: 40 }, (_, n) =>
        aCase({
          id: `c${n}`,
          procedure: n % 2 === 0 ? "approval" : "appeal",
          status: n % 3 === 0 ? "done" : "active",
          openedBy: n % 5 === 0 ? "li" : "zhang",
          parent: n % 4 === 0 ? { case: "c1" } : null,
        }),
      );
      for (const record of all) await store.transact((tx) => tx.insertCase(record));
      for (const query of [
        {},
        { procedure: "approval" },
        { status: "done" as const },
        { procedure: "appeal", status: "active" as const },
        { openedBy: "li" },
        { openedBy: "zhang", procedure: "approval", status: "active" as const },
        { parent: "c1" },
        { parent: "c1", status: "done" as const },
        { procedure: "unknown" },
      ]) {
        const wanted = all.filter(
          (one) =>
            (query.procedure === undefined || one.procedure === query.procedure) &&
            (query.status === undefined || one.status === query.status) &&
            (query.openedBy === undefined || one.openedBy === query.openedBy) &&
            (query.parent === undefined || one.parent?.case === query.parent),
        );
        const found = await allPages((page) => store.reader.cases({ ...query, ...page }), 7);
        expect([query, found.map((one) => one.id)]).toEqual([
          query,
          wanted.map((one) => one.id).toReversed(),
        ]);
      }
      const [first] = (await store.reader.cases({ limit: 1 })).items;
      const { state, hash: _, parameters: __, ...rest } = all[39] as (typeof all)[number];
      expect(first).toEqual({ ...rest, value: state.value, data: state.data });
    });

    it("keep their place in a list that is being read while others are opened", async () => {
      for (let n = 0; n < 10; n++) await store.transact((tx) => tx.insertCase(aCase({ id: `c${n}` })));
      const first = await store.reader.cases({ limit: 4 });
      for (let n = 10; n < 15; n++) await store.transact((tx) => tx.insertCase(aCase({ id: `c${n}` })));
      const rest = await allPages(
        (page) => store.reader.cases({ ...page, after: page.after ?? first.next }),
        4,
      );
      expect([...first.items, ...rest].map((one) => one.id)).toEqual([
        "c9",
        "c8",
        "c7",
        "c6",
        "c5",
        "c4",
        "c3",
        "c2",
        "c1",
        "c0",
      ]);
    });

    it("are listed in the order in which they were inserted, whatever was asked or appended before", async () => {
      await store.transact(async (tx) => {
        await tx.updateCase(aCase({ id: "a" }), 1);
        await tx.appendEntries(entries("b", 1, 1));
        await tx.insertCase(aCase({ id: "c" }));
        await tx.insertCase(aCase({ id: "b" }));
        await tx.insertCase(aCase({ id: "a" }));
      });
      expect((await store.reader.cases({})).items.map((one) => one.id)).toEqual(["a", "b", "c"]);
    });

    it("fall due in the order of their times, then of their ids, while they are active", async () => {
      await store.transact(async (tx) => {
        for (const [id, due, status] of [
          ["c", later(3), "active"],
          ["b", later(1), "active"],
          ["a", later(1), "active"],
          ["d", later(2), "suspended"],
          ["e", null, "active"],
          ["f", later(9), "active"],
        ] as const)
          await tx.insertCase(aCase({ id, due, status }));
      });
      const due = (minutes: number, limit = 10) => store.transact((tx) => tx.dueCases(later(minutes), limit));
      expect(await due(0)).toEqual([]);
      expect((await due(3)).map((one) => one.id)).toEqual(["a", "b", "c"]);
      expect(await due(3, 2)).toEqual([
        { id: "a", due: later(1) },
        { id: "b", due: later(1) },
      ]);
      await store.transact((tx) => tx.updateCase(aCase({ id: "a", due: later(5), revision: 2 }), 1));
      expect((await due(5)).map((one) => one.id)).toEqual(["b", "c", "a"]);
    });

    it("are visited in the order of opening until the visitor has enough", async () => {
      await store.transact(async (tx) => {
        for (let n = 0; n < 450; n++) {
          await tx.insertCase(
            aCase({
              id: `c${n}`,
              procedure: n % 3 === 0 ? "other" : "approval",
              status: n % 2 === 0 ? "done" : "active",
            }),
          );
        }
      });
      await store.transact((tx) =>
        tx.updateCase(aCase({ id: "c1", revision: 2, parameters: { seen: true } }), 1),
      );
      const visit = (status: "active" | "done" | "any", until = Infinity) =>
        store.transact(async (tx) => {
          const seen: string[] = [];
          await tx.scanCases("approval", status, (record) => seen.push(record.id) < until);
          return seen;
        });
      const ids = (wanted: (n: number) => boolean) =>
        Array.from({ length: 450 }, (_, n) => n)
          .filter((n) => n % 3 !== 0 && wanted(n))
          .map((n) => `c${n}`);
      expect(await visit("any")).toEqual(ids(() => true));
      expect(await visit("done")).toEqual(ids((n) => n % 2 === 0));
      expect(await visit("active")).toEqual(ids((n) => n % 2 === 1));
      expect(await visit("any", 3)).toEqual(["c1", "c2", "c4"]);
      expect(
        await store.transact(async (tx) => {
          await tx.updateCase(aCase({ id: "c1", revision: 3, status: "done" }), 2);
          const seen: string[] = [];
          await tx.scanCases("approval", "active", (record) => seen.push(record.id) < 1);
          return seen;
        }),
      ).toEqual(["c5"]);
    });
  });
}
