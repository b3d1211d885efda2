import { beforeEach, describe, expect, it } from "vitest";
import { BadCursor, BadValue, Conflict, type Store } from "../../engine/ports/index.ts";
import { aCase, aDraft, allPages, later, noon } from "./records.ts";

/** Drafts: compare-and-set, lists; what was said of a deployment, and how many cases run on which pack. */
export function draftsContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });
  const write = (record: ReturnType<typeof aDraft>, expected: number) =>
    store.transact((tx) => tx.updateDraft(record, expected));

  describe("drafts", () => {
    it("are unique by id, and read as they were written", async () => {
      const record = aDraft({
        id: "d",
        base: null,
        content: {
          definition: { z: 1, a: { 规: "～😀" } },
          layout: { states: {} },
          scenarios: null,
          text: '{ "a": ',
        },
      });
      await store.transact((tx) => tx.insertDraft(record));
      const read = await store.reader.draft("d");
      expect(read).toEqual(record);
      expect(Object.keys(read?.content["definition"] as object)).toEqual(["z", "a"]);
      expect(await store.reader.draft("e")).toBeNull();
      const again = store.transact((tx) => tx.insertDraft(aDraft({ id: "d", title: "other" })));
      await expect(again).rejects.toBeInstanceOf(Conflict);
      expect((await store.reader.draft("d"))?.title).toBe("Shorter notice");
    });

    it("change only where the revision is the one expected, and of two writers one alone writes", async () => {
      await store.transact((tx) => tx.insertDraft(aDraft({ id: "d" })));
      const later = (revision: number, savedBy: string) => aDraft({ id: "d", revision, savedBy });
      expect(await write(later(2, "li"), 1)).toBe(true);
      expect(await write(later(2, "wang"), 1)).toBe(false);
      expect(await write(later(9, "wang"), 8)).toBe(false);
      expect(await write(aDraft({ id: "unknown", revision: 2 }), 1)).toBe(false);
      expect((await store.reader.draft("d"))?.savedBy).toBe("li");
      const both = await Promise.all(["a", "b", "c"].map((who) => write(later(3, who), 2)));
      expect(both.filter(Boolean)).toHaveLength(1);
      expect((await store.reader.draft("d"))?.savedBy).toBe(["a", "b", "c"][both.indexOf(true)]);
    });

    it("are seen by their own transaction, and gone with it when it fails", async () => {
      const failed = store.transact(async (tx) => {
        await tx.insertDraft(aDraft({ id: "d" }));
        expect(await tx.updateDraft(aDraft({ id: "d", revision: 2 }), 1)).toBe(true);
        expect((await tx.draft("d"))?.revision).toBe(2);
        expect((await tx.drafts({ status: "open" })).items).toHaveLength(1);
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      expect(await store.reader.draft("d")).toBeNull();
    });

    it("are listed newest first without their content, by procedure and by how they stand", async () => {
      const all = Array.from({ length: 30 }, (_, n) =>
        aDraft({
          id: `d${n}`,
          procedure: n % 2 === 0 ? "approval" : "appeal",
          status: n % 5 === 0 ? "published" : n % 7 === 0 ? "discarded" : "open",
        }),
      );
      for (const record of all) await store.transact((tx) => tx.insertDraft(record));
      await write(
        aDraft({ id: "d1", procedure: "appeal", status: "published", revision: 2, published: "x" }),
        1,
      );
      const now = all.map((one) => (one.id === "d1" ? { ...one, status: "published" as const } : one));
      for (const status of ["open", "published", "discarded"] as const)
        for (const procedure of [undefined, "approval", "appeal", "other"]) {
          const found = await allPages(
            (page) =>
              store.reader.drafts({ status, ...(procedure === undefined ? {} : { procedure }), ...page }),
            4,
          );
          const wanted = now
            .filter((one) => one.status === status && (procedure ?? one.procedure) === one.procedure)
            .map((one) => one.id)
            .toReversed();
          expect([status, procedure, found.map((one) => one.id)]).toEqual([status, procedure, wanted]);
          expect(found.filter((one) => "content" in one)).toEqual([]);
        }
      const { next } = await store.reader.cases({});
      expect(next).toBeUndefined();
      await expect(store.reader.drafts({ status: "open", after: "x" })).rejects.toBeInstanceOf(BadCursor);
    });

    it("keep five million characters, and refuse what no database can keep", async () => {
      const text = "规".repeat(1_000_000) + "a".repeat(4_000_000);
      await store.transact((tx) => tx.insertDraft(aDraft({ id: "d", content: { text } })));
      expect((await store.reader.draft("d"))?.content["text"] === text).toBe(true);
      const bad = store.transact((tx) => tx.insertDraft(aDraft({ id: "e", content: { text: "a\0b" } })));
      await expect(bad).rejects.toBeInstanceOf(BadValue);
    });
  });

  describe("versions in use", () => {
    it("are counted by the pack that cases are pinned to; those that have ended run no more", async () => {
      await store.transact(async (tx) => {
        const statuses = ["active", "suspended", "done", "withdrawn", "active"] as const;
        for (const [n, status] of statuses.entries())
          await tx.insertCase(aCase({ id: `c${n}`, status, pack: n === 4 ? "d2" : "d1" }));
        await tx.insertCase(aCase({ id: "other", procedure: "appeal", pack: "d1" }));
      });
      expect(await store.reader.casesByPack("approval")).toEqual([
        { pack: "d1", running: 2, all: 4 },
        { pack: "d2", running: 1, all: 1 },
      ]);
      await store.transact((tx) =>
        tx.updateCase(aCase({ id: "c0", status: "done", pack: "d2", revision: 2 }), 1),
      );
      expect(await store.reader.casesByPack("approval")).toEqual([
        { pack: "d1", running: 1, all: 3 },
        { pack: "d2", running: 1, all: 2 },
      ]);
      expect(await store.reader.casesByPack("none")).toEqual([]);
    });

    it("keep what was said when they were published, until the same pack is deployed anew", async () => {
      const pack = {
        digest: "d1",
        id: "council",
        version: "1.0.0",
        title: { en: "Council", "zh-CN": "议事会" },
        deployedAt: noon,
        deployedBy: "admin",
        note: "Five days of notice",
        files: {},
        parameters: {},
      };
      await store.transact((tx) => tx.insertPack(pack));
      expect((await store.reader.packs())[0]?.note).toBe("Five days of notice");
      expect(await store.reader.pack("d1")).toEqual(pack);
      const { note: _, ...bare } = pack;
      await store.transact((tx) => tx.insertPack({ ...bare, deployedAt: later(1) }));
      expect(await store.reader.pack("d1")).toEqual({ ...bare, deployedAt: later(1) });
    });
  });
}
