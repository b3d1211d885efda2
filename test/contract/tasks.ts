import { beforeEach, describe, expect, it } from "vitest";
import { Conflict, type Store } from "../../engine/ports/index.ts";
import { allPages, aTask, later, noon } from "./records.ts";

/** Tasks and inboxes. */
export function tasksContract(current: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = current();
  });

  describe("tasks", () => {
    const inbox = (id: string, roles: string[], limit = 50) =>
      allPages((page) => store.reader.inbox({ id, roles, ...page }), limit).then((tasks) =>
        tasks.map((task) => task.id),
      );

    it("stand in the inboxes of those whom they are for, the soonest due first, undated last, then by id, each once", async () => {
      await store.transact((tx) =>
        tx.insertTasks([
          aTask({ id: "b", due: later(2) }),
          aTask({ id: "a", due: later(2), roles: ["clerk", "chair"], ids: ["li"] }),
          aTask({ id: "z", due: later(1), roles: ["chair"] }),
          aTask({ id: "～", roles: ["chair"] }),
          aTask({ id: "😀", roles: ["chair", "clerk"] }),
          aTask({ id: "m", roles: [], ids: ["li"] }),
          aTask({ id: "x", roles: ["other"], ids: ["wang"] }),
          aTask({ id: "closed", status: "done" }),
        ]),
      );
      expect(await inbox("li", ["clerk", "chair"])).toEqual(["z", "a", "b", "m", "～", "😀"]);
      expect(await inbox("li", ["clerk", "chair"], 2)).toEqual(["z", "a", "b", "m", "～", "😀"]);
      expect(await inbox("li", [])).toEqual(["a", "m"]);
      expect(await inbox("wang", ["clerk", "clerk"], 1)).toEqual(["a", "b", "x", "😀"]);
      expect(await inbox("nobody", [])).toEqual([]);
    });

    it("stand, once done, in the list of whoever did them, the last first, and nowhere else", async () => {
      const done = (id: string, at: string | null, by: string | null) =>
        aTask({ id, status: "done", closedAt: at, closedBy: by, due: later(9) });
      await store.transact((tx) =>
        tx.insertTasks([
          done("b", later(2), "li"),
          done("a", later(2), "li"),
          done("z", later(1), "li"),
          done("～", later(3), "wang"),
          done("lapsed", later(3), null),
          aTask({ id: "superseded", status: "superseded", closedAt: later(3), closedBy: null }),
          aTask({ id: "open" }),
        ]),
      );
      const list = (id: string, limit: number) =>
        allPages((page) => store.reader.done({ id, ...page }), limit).then((tasks) =>
          tasks.map((one) => one.id),
        );
      expect(await list("li", 50)).toEqual(["b", "a", "z"]);
      expect(await list("li", 1)).toEqual(["b", "a", "z"]);
      expect(await list("wang", 9)).toEqual(["～"]);
      expect(await list("clerk", 9)).toEqual([]);
      await store.transact((tx) =>
        tx.updateTask(aTask({ id: "open", status: "done", closedAt: later(4), closedBy: "li" })),
      );
      expect(await list("li", 50)).toEqual(["open", "b", "a", "z"]);
      expect(await inbox("li", ["clerk"])).toEqual([]);
    });

    it("stand as they were for the commands after one that has changed them, read them again and failed", async () => {
      await store.transact((tx) => tx.insertTasks([aTask({ id: "t" })]));
      const outcomes = await Promise.allSettled([
        store.transact(async (tx) => {
          await tx.updateTask(aTask({ id: "t", claimedBy: "li" }));
          expect((await tx.tasksOf("c", "open")).map((task) => task.claimedBy)).toEqual(["li"]);
          throw new Error("no");
        }),
        store.transact(async (tx) => {
          await tx.updateTask(aTask({ id: "t", status: "done", closedAt: later(1), closedBy: "wang" }));
        }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
      expect(await inbox("wang", ["clerk"])).toEqual([]);
      expect(await inbox("li", ["clerk"])).toEqual([]);
    });

    it("are not mixed up where a role is called like a person", async () => {
      await store.transact((tx) => tx.insertTasks([aTask({ id: "t", roles: ["li"], ids: ["id:clerk"] })]));
      expect(await inbox("li", [])).toEqual([]);
      expect(await inbox("x", ["li"])).toEqual(["t"]);
      expect(await inbox("clerk", [])).toEqual([]);
    });

    it("are seen by who has claimed them only, and by all again when released", async () => {
      await store.transact((tx) => tx.insertTasks([aTask({ id: "t", ids: ["wang"] }), aTask({ id: "u" })]));
      await store.transact((tx) => tx.updateTask(aTask({ id: "t", ids: ["wang"], claimedBy: "li" })));
      expect(await inbox("li", ["clerk"])).toEqual(["t", "u"]);
      expect(await inbox("wang", ["clerk"])).toEqual(["u"]);
      expect(await inbox("li", [])).toEqual([]);
      expect((await store.reader.task("t"))?.claimedBy).toBe("li");
      await store.transact((tx) => tx.updateTask(aTask({ id: "t", ids: ["wang"] })));
      expect(await inbox("wang", [])).toEqual(["t"]);
      await store.transact((tx) => tx.updateTask(aTask({ id: "t", ids: ["wang"], claimedBy: "" })));
      expect(await inbox("wang", [])).toEqual([]);
    });

    it("leave the inboxes when they are closed, move when their time changes, and stay with their case", async () => {
      await store.transact((tx) =>
        tx.insertTasks([
          aTask({ id: "t" }),
          aTask({ id: "u", due: later(1) }),
          aTask({ id: "v", case: "d" }),
        ]),
      );
      await store.transact(async (tx) => {
        await tx.updateTask(aTask({ id: "t", due: noon }));
        await tx.updateTask(
          aTask({ id: "u", due: later(1), status: "done", closedAt: noon, closedBy: "li" }),
        );
      });
      expect(await inbox("li", ["clerk"])).toEqual(["t", "v"]);
      expect((await store.reader.tasksOf("c")).map((task) => task.id)).toEqual(["t", "u"]);
      expect((await store.reader.tasksOf("c", "done")).map((task) => task.closedBy)).toEqual(["li"]);
      expect(await store.reader.tasksOf("unknown")).toEqual([]);
      expect((await store.reader.counts()).openTasks).toBe(2);
    });

    it("keep their place in an inbox that is being read while others come", async () => {
      await store.transact((tx) =>
        tx.insertTasks(Array.from({ length: 6 }, (_, n) => aTask({ id: `t${n}`, due: later(n) }))),
      );
      const first = await store.reader.inbox({ id: "li", roles: ["clerk"], limit: 3 });
      await store.transact(async (tx) => {
        await tx.insertTasks([aTask({ id: "early", due: later(0) }), aTask({ id: "late", due: later(9) })]);
        await tx.updateTask(aTask({ id: "t0", status: "done" }));
      });
      const second = await store.reader.inbox({ id: "li", roles: ["clerk"], limit: 9, after: first.next });
      expect(second.items.map((task) => task.id)).toEqual(["t3", "t4", "t5", "late"]);
    });

    it("are kept as they were handed over, whether closing changes nothing else, something or leaves something out", async () => {
      const open = aTask({ id: "t", form: ["note"], ids: ["li"] });
      const { form: _, ...formless } = open;
      const closed = { status: "done", closedAt: noon, closedBy: "li" } as const;
      const versions = [
        { ...open, ...closed },
        open,
        { ...formless, ...closed },
        open,
        { ...open, ...closed, title: { en: "Other", "zh-CN": "其他" } },
        { ...open, roles: ["chair"] },
        { ...open, ...closed, closedBy: null },
        { ...formless, status: "superseded" as const, closedAt: later(1), holder: "wang" },
      ];
      await store.transact((tx) => tx.insertTasks([open]));
      for (const version of versions) {
        await store.transact((tx) => tx.updateTask(version));
        expect(await store.reader.task("t")).toEqual(version);
        expect(await store.reader.tasksOf("c")).toEqual([version]);
        expect(await store.reader.tasksOf("c", version.status)).toEqual([version]);
        expect(await inbox("li", [])).toEqual(version.status === "open" ? ["t"] : []);
      }
      // The same within one transaction, of which the last counts.
      await store.transact(async (tx) => {
        for (const version of versions) {
          await tx.updateTask(version);
          expect(await tx.task("t")).toEqual(version);
        }
      });
      expect(await store.reader.task("t")).toEqual(versions.at(-1));
    });

    it("are unique by id, and changing one that is not there is a mistake", async () => {
      await store.transact((tx) => tx.insertTasks([aTask({ id: "t" })]));
      await expect(
        store.transact((tx) => tx.insertTasks([aTask({ id: "t", case: "d" })])),
      ).rejects.toBeInstanceOf(Conflict);
      await expect(store.transact((tx) => tx.updateTask(aTask({ id: "u" })))).rejects.toThrow("no task u");
    });
  });
}
