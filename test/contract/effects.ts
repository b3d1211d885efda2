import { beforeEach, describe, expect, it } from "vitest";
import { Conflict, type Store } from "../../engine/ports/index.ts";
import { allPages, anEffect, later } from "./records.ts";

/** Effects: claims, attempts, lists. */
export function effectsContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("effects", () => {
    const claim = (minutes: number, limit = 10) =>
      store.transact((tx) => tx.claimEffects(later(minutes), later(minutes + 5), limit));

    it("are claimed when their time has come, in its order, and each attempt is counted", async () => {
      await store.transact((tx) =>
        tx.insertEffects([
          anEffect({ key: "c:1:0", nextAt: later(2) }),
          anEffect({ key: "c:1:1", nextAt: later(1), input: { a: [1, null] } }),
          anEffect({ key: "c:1:2", nextAt: later(1) }),
          anEffect({ key: "c:1:3", nextAt: later(9) }),
          anEffect({ key: "c:1:4", status: "done" }),
          anEffect({ key: "c:1:5", status: "incident" }),
          anEffect({ key: "c:1:6", status: "withdrawn" }),
        ]),
      );
      expect(await claim(0)).toEqual([]);
      const claimed = await claim(2, 2);
      expect(claimed).toEqual([
        anEffect({
          key: "c:1:1",
          input: { a: [1, null] },
          status: "running",
          attempts: 1,
          nextAt: later(7),
        }),
        anEffect({ key: "c:1:2", status: "running", attempts: 1, nextAt: later(7) }),
      ]);
      expect((await claim(2)).map((effect) => effect.key)).toEqual(["c:1:0"]);
      expect(await claim(6)).toEqual([]);
      expect((await claim(7)).map((effect) => [effect.key, effect.attempts])).toEqual([
        ["c:1:0", 2],
        ["c:1:1", 2],
        ["c:1:2", 2],
      ]);
    });

    it("are claimed by one alone of many that ask at the same time", async () => {
      await store.transact((tx) =>
        tx.insertEffects(Array.from({ length: 30 }, (_, n) => anEffect({ key: `c:1:${n}` }))),
      );
      const claimed = (await Promise.all(Array.from({ length: 10 }, () => claim(0, 4)))).flat();
      expect(new Set(claimed.map((effect) => effect.key)).size).toBe(30);
      expect(claimed).toHaveLength(30);
    });

    it("are claimed no more once they are done, and listed newest first", async () => {
      await store.transact((tx) =>
        tx.insertEffects(
          Array.from({ length: 9 }, (_, n) => anEffect({ key: `c:1:${n}`, case: n % 2 === 0 ? "c" : "d" })),
        ),
      );
      const [first, second] = await claim(0);
      await store.transact(async (tx) => {
        if (first !== undefined) await tx.updateEffect({ ...first, status: "done", lastError: "once" });
        if (second !== undefined)
          await tx.updateEffect({ ...second, status: "incident", lastError: "给不出" });
      });
      expect((await claim(60)).map((effect) => effect.key)).not.toContain("c:1:0");
      const list = (query: object) =>
        allPages((page) => store.reader.effects({ ...query, ...page }), 2).then((all) =>
          all.map((one) => one.key),
        );
      expect(await list({})).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => `c:1:${n}`));
      expect(await list({ case: "d" })).toEqual([7, 5, 3, 1].map((n) => `c:1:${n}`));
      expect(await list({ status: "incident" })).toEqual(["c:1:1"]);
      expect(await list({ status: "running", case: "c" })).toEqual([8, 6, 4, 2].map((n) => `c:1:${n}`));
      expect((await store.reader.effects({ status: "incident" })).items[0]?.lastError).toBe("给不出");
      expect(await store.reader.counts()).toMatchObject({ waitingEffects: 7, incidents: 1 });
    });

    it("are unique by key, and changing one that is not there is a mistake", async () => {
      await store.transact((tx) => tx.insertEffects([anEffect({ key: "c:1:0" })]));
      await expect(
        store.transact((tx) => tx.insertEffects([anEffect({ key: "c:1:0" })])),
      ).rejects.toBeInstanceOf(Conflict);
      await expect(store.transact((tx) => tx.updateEffect(anEffect({ key: "c:1:1" })))).rejects.toThrow(
        "no effect c:1:1",
      );
    });
  });
}
