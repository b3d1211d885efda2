import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memory } from "../../engine/store/index.ts";
import { aCase, aTask, entries } from "../contract/records.ts";

describe("a store in memory goes back", () => {
  const add = (store: ReturnType<typeof memory>, id: string) =>
    store.transact(async (tx) => {
      await tx.appendEntries(entries(id, 1, 2));
      await tx.insertCase(aCase({ id, revision: 2 }));
      await tx.insertTasks([aTask({ id: `t ${id}`, case: id })]);
    });
  const fail = (store: ReturnType<typeof memory>, id: string) =>
    store
      .transact(async (tx) => {
        await tx.insertCase(aCase({ id }));
        throw new Error("no");
      })
      .catch((error: unknown) => error);
  const all = async ({ reader }: ReturnType<typeof memory>) => ({
    cases: (await reader.cases({})).items.map((one) => one.id),
    entries: await reader.changes(0, 1000),
    tasks: (await reader.inbox({ id: "x", roles: ["clerk"] })).items.map((one) => one.id),
    counts: await reader.counts(),
  });

  it("to a snapshot, as often as one likes, and on to a later one; also into another store", async () => {
    const store = memory();
    const empty = store.snapshot();
    await add(store, "a");
    const one = store.snapshot();
    const wanted = await all(store);
    for (let n = 0; n < 3; n++) {
      await add(store, `b${n}`);
      await store.transact((tx) => tx.updateCase(aCase({ id: "a", revision: 9, status: "done" }), 2));
      await store.transact((tx) => tx.updateTask(aTask({ id: "t a", case: "a", status: "done" })));
      store.restore(one);
      expect(await all(store)).toEqual(wanted);
    }
    store.restore(empty);
    expect((await all(store)).counts.cases).toBe(0);
    store.restore(one);
    expect(await all(store)).toEqual(wanted);
    const other = memory();
    other.restore(one);
    await add(other, "c");
    expect((await all(other)).cases).toEqual(["c", "a"]);
    expect(await all(store)).toEqual(wanted);
  });

  it("whatever was done between", async () => {
    const acts = fc.array(fc.constantFrom("add", "snapshot", "restore", "fail"), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(acts, async (list) => {
        const store = memory();
        const known = [{ snapshot: store.snapshot(), all: await all(store) }];
        const seen: unknown[][] = [];
        for (const [n, act] of list.entries()) {
          if (act === "add") await add(store, `c${n}`);
          if (act === "snapshot") known.push({ snapshot: store.snapshot(), all: await all(store) });
          if (act === "fail") await fail(store, `f${n}`);
          const to = known[n % known.length];
          if (act !== "restore" || to === undefined) continue;
          store.restore(to.snapshot);
          seen.push([await all(store), to.all]);
        }
        expect(seen.map(([is]) => is)).toEqual(seen.map(([, was]) => was));
      }),
      { numRuns: 60 },
    );
  });

  it("not while a transaction runs", async () => {
    const store = memory();
    const snapshot = store.snapshot();
    const work = store.transact(async () => expect(() => store.restore(snapshot)).toThrow("runs"));
    expect(() => store.restore(snapshot)).toThrow("runs");
    await work;
    store.restore(snapshot);
  });

  it("and has no file to copy", async () => {
    await expect(memory().backup("/tmp/x")).rejects.toThrow("no file");
  });
});
