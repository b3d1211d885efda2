import { beforeEach, describe, expect, it } from "vitest";
import { Conflict, type Store } from "../../engine/ports/index.ts";
import { aKey, allPages, aNotice, aRow, later, noon } from "./records.ts";

/** Idempotency keys, registers, notices, packs, marks and settings. */
export function othersContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("idempotency keys", () => {
    it("belong to their principal, and are taken once", async () => {
      await store.transact((tx) => tx.insertKey(aKey({ answer: { id: "first" } })));
      await store.transact((tx) => tx.insertKey(aKey({ principal: "li", answer: { id: "second" } })));
      await expect(
        store.transact((tx) => tx.insertKey(aKey({ answer: { id: "third" } }))),
      ).rejects.toBeInstanceOf(Conflict);
      expect(await store.reader.key("zhang", "k")).toEqual(aKey({ answer: { id: "first" } }));
      expect((await store.reader.key("li", "k"))?.answer).toEqual({ id: "second" });
      expect(await store.reader.key("k", "zhang")).toBeNull();
    });

    it("are taken by one alone of many that come at the same time", async () => {
      const all = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => store.transact((tx) => tx.insertKey(aKey({ answer: { n } })))),
      );
      expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    });
  });

  describe("registers", () => {
    it("keep what held on any past day", async () => {
      await store.transact(async (tx) => {
        await tx.enterRow(aRow({ key: "b", row: { v: 1 }, from: later(0) }));
        await tx.enterRow(aRow({ key: "a", from: later(1), enteredBy: "case:c:1" }));
        await tx.enterRow(aRow({ register: "other", key: "b", from: later(0) }));
      });
      await store.transact(async (tx) => {
        expect(await tx.strikeRow("list", "b", later(2), "case:c:2")).toBe(true);
        await tx.enterRow(aRow({ key: "b", row: { v: 2 }, from: later(2) }));
      });
      expect(await store.transact((tx) => tx.strikeRow("list", "b", later(4), "admin:li"))).toBe(true);
      expect(await store.transact((tx) => tx.strikeRow("list", "b", later(5), "admin:li"))).toBe(false);
      expect(await store.transact((tx) => tx.strikeRow("list", "never", later(5), "admin:li"))).toBe(false);
      const at = async (minutes?: number, key?: string) =>
        (
          await store.reader.register("list", {
            at: minutes === undefined ? undefined : later(minutes),
            key,
          })
        ).items.map((row) => [row.key, row.row]);
      expect(await at(-1)).toEqual([]);
      expect(await at(0)).toEqual([["b", { v: 1 }]]);
      expect(await at(1)).toEqual([
        ["a", { k: "k" }],
        ["b", { v: 1 }],
      ]);
      expect(await at(2, "b")).toEqual([["b", { v: 2 }]]);
      expect(await at(3.9, "b")).toEqual([["b", { v: 2 }]]);
      expect(await at(4, "b")).toEqual([]);
      expect(await at()).toEqual([["a", { k: "k" }]]);
      expect(await at(undefined, "a")).toEqual([["a", { k: "k" }]]);
      expect(await at(undefined, "b")).toEqual([]);
      expect((await store.reader.register("list", { at: later(0) })).items).toEqual([
        aRow({ key: "b", row: { v: 1 }, to: later(2), struckBy: "case:c:2" }),
      ]);
    });

    it("have one row of a key at a time", async () => {
      await store.transact((tx) => tx.enterRow(aRow()));
      await expect(store.transact((tx) => tx.enterRow(aRow({ from: later(1) })))).rejects.toBeInstanceOf(
        Conflict,
      );
      expect((await store.reader.register("list", {})).items).toEqual([aRow()]);
    });

    it("are read whole, of all registers and with what was struck, in the order of entering", async () => {
      const rows = ["b", "a", "b", "c", "a"].map((key, n) =>
        aRow({ register: n === 1 ? "other" : "list", key, row: { n }, from: later(9 - n) }),
      );
      await store.transact(async (tx) => {
        for (const row of rows) {
          await tx.strikeRow(row.register, row.key, row.from, `case:c:${row.row["n"] as number}`);
          await tx.enterRow(row);
        }
        // What is being written is seen, behind what is committed.
        expect((await tx.registerRows({})).items).toHaveLength(rows.length);
      });
      await store.transact((tx) => tx.strikeRow("list", "c", later(10), "admin:li"));
      const [first, ...others] = rows;
      const wanted = [{ ...first, to: later(7), struckBy: "case:c:2" }, ...others];
      wanted[3] = { ...rows[3], to: later(10), struckBy: "admin:li" };
      for (const limit of [1, 2, 5])
        expect(await allPages((page) => store.reader.registerRows(page), limit)).toEqual(wanted);
    });

    it("are read by key in the order of code points, in pages", async () => {
      const keys = ["", "1", "10", "2", "a", "ä", "规", "\ue000", "～", "😀", "𠮷", "\u{10ffff}"];
      await store.transact(async (tx) => {
        for (const key of keys.toReversed()) await tx.enterRow(aRow({ key }));
      });
      const wanted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      for (const at of [undefined, later(1)]) {
        const read = await allPages((page) => store.reader.register("list", { at, ...page }), 5);
        expect(read.map((row) => row.key)).toEqual(wanted);
      }
      expect((await store.reader.register("list", { key: "" })).items).toHaveLength(1);
    });
  });

  describe("the rest", () => {
    it("lists notices newest first, by procedure and by case", async () => {
      await store.transact(async (tx) => {
        for (let n = 0; n < 6; n++) {
          await tx.insertNotice(
            aNotice({
              id: `n${n}`,
              case: n % 2 === 0 ? "c" : "d",
              procedure: n % 3 === 0 ? "other" : "approval",
            }),
          );
        }
      });
      const list = (query: object) =>
        allPages((page) => store.reader.notices({ ...query, ...page }), 2).then((all) =>
          all.map((one) => one.id),
        );
      expect(await list({})).toEqual(["n5", "n4", "n3", "n2", "n1", "n0"]);
      expect(await list({ case: "c" })).toEqual(["n4", "n2", "n0"]);
      expect(await list({ procedure: "other" })).toEqual(["n3", "n0"]);
      expect(await list({ procedure: "other", case: "d" })).toEqual(["n3"]);
      await expect(store.transact((tx) => tx.insertNotice(aNotice({ id: "n0" })))).rejects.toBeInstanceOf(
        Conflict,
      );
      expect((await store.reader.notices({ limit: 1 })).items).toEqual([aNotice({ id: "n5", case: "d" })]);
    });

    it("keeps packs by digest, and which is live", async () => {
      const pack = {
        digest: "d1",
        id: "council",
        version: "1.0.0",
        title: { en: "Council", "zh-CN": "议事会" },
        deployedAt: noon,
        deployedBy: "admin",
        files: { "pack.json": '{ "id": "council" }' },
        parameters: { quorum: 3 },
      };
      const { files: _, parameters: __, ...summary } = pack;
      await store.transact(async (tx) => {
        await tx.insertPack(pack);
        await tx.insertPack({ ...pack, digest: "d2" });
        await tx.setLive("b", "d1");
        await tx.setLive("a", "d1");
      });
      await store.transact(async (tx) => {
        await tx.insertPack({ ...pack, parameters: { quorum: 5 } });
        await tx.setLive("b", "d2");
      });
      expect(await store.reader.packs()).toEqual([summary, { ...summary, digest: "d2" }]);
      expect(await store.reader.pack("d1")).toEqual({ ...pack, parameters: { quorum: 5 } });
      expect(await store.reader.pack("d3")).toBeNull();
      expect(await store.reader.live("b")).toBe("d2");
      expect(await store.reader.live("c")).toBeNull();
      expect(await store.reader.liveProcedures()).toEqual([
        { procedure: "a", digest: "d1" },
        { procedure: "b", digest: "d2" },
      ]);
    });

    it("keeps marks of schedules and settings", async () => {
      expect(await store.reader.setting("secret")).toBeNull();
      await store.transact(async (tx) => {
        await tx.setSetting("secret", "a");
        await tx.setScheduleMark("s", { last: noon, count: 1 });
      });
      await store.transact(async (tx) => {
        await tx.setSetting("secret", "b");
        await tx.setScheduleMark("s", { last: later(1), count: 2 });
      });
      expect(await store.reader.setting("secret")).toBe("b");
      expect(await store.transact((tx) => tx.scheduleMark("s"))).toEqual({ last: later(1), count: 2 });
      expect(await store.transact((tx) => tx.scheduleMark("t"))).toBeNull();
    });
  });
}
