import { beforeEach, describe, expect, it } from "vitest";
import { BadCursor, type Store } from "../../engine/ports/index.ts";
import { aCase, aTask } from "./records.ts";

/** Pages of every list. */
export function pagesContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("pages", () => {
    it("are refused after a position that the list did not give", async () => {
      for (let n = 0; n < 3; n++) await store.transact((tx) => tx.insertCase(aCase({ id: `c${n}` })));
      const { next } = await store.reader.cases({ limit: 1 });
      for (const after of [
        "",
        "x",
        "!!",
        "WzFd",
        "bnVsbA",
        `${next}A`,
        "A".repeat(10_000),
        "规",
        `${next}\0`,
      ]) {
        await expect(store.reader.cases({ after })).rejects.toBeInstanceOf(BadCursor);
        await expect(store.reader.inbox({ id: "li", roles: [], after })).rejects.toBeInstanceOf(BadCursor);
        await expect(store.reader.register("list", { after })).rejects.toBeInstanceOf(BadCursor);
        await expect(store.reader.registerRows({ after })).rejects.toBeInstanceOf(BadCursor);
      }
      await expect(store.reader.effects({ after: next })).rejects.toBeInstanceOf(BadCursor);
      await expect(store.reader.journal("c0", { after: next })).rejects.toBeInstanceOf(BadCursor);
    });

    it.each([0, -1, 201, 1.5, Number.NaN])("have 1 to 200 items, not %d", async (limit) => {
      await expect(store.reader.cases({ limit })).rejects.toBeInstanceOf(RangeError);
      await expect(store.reader.journal("c", { limit })).rejects.toBeInstanceOf(RangeError);
    });

    it("have 50 items where nothing is said", async () => {
      await store.transact((tx) =>
        tx.insertTasks(Array.from({ length: 51 }, (_, n) => aTask({ id: `t${n}` }))),
      );
      expect((await store.reader.inbox({ id: "li", roles: ["clerk"] })).items).toHaveLength(50);
    });
  });
}
