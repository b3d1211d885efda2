import { describe, expect, it } from "vitest";
import { trialWorld } from "./fixtures/trial.ts";
import { accepted, admin, journalOf, opened, refused, sent, stores, viewOf } from "./world.ts";

describe.each(stores)("administration and tasks, over %s", (_, open) => {
  const world = trialWorld(open);

  const submitted = async () => {
    const id = await opened(world.engine, "errand", { about: "a lamp" });
    accepted(await sent(world.engine, id, "SUBMIT", "ann"));
    return id;
  };

  describe("suspension", () => {
    it("C5: nothing fires, and what was pending has the working days that it had left", async () => {
      const { engine, clock } = world;
      const id = await submitted();
      clock.set("2026-03-04T09:00:00+08:00");
      accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
      clock.set("2026-03-20T09:00:00+08:00");
      await engine.tick();
      expect((await viewOf(engine, id)).case.status).toBe("suspended");
      expect(accepted(await engine.resume({ case: id, by: admin })).status).toBe("active");
      // Begun on the 2nd: the 3rd and the 4th, on which it was suspended, are used (D1), one day is left: Monday after the 20th.
      expect((await viewOf(engine, id)).delays).toMatchObject([
        { delay: "patience", due: "2026-03-23T16:00:00.000Z" },
      ]);
      expect((await engine.verify({ case: id })).faults).toEqual([]);
    });

    it("A1: what was due before it fires before it", async () => {
      const { engine, clock } = world;
      const id = await submitted();
      clock.set("2026-03-20T09:00:00+08:00");
      expect(refused(await engine.suspend({ case: id, by: admin, reason: "too late" }))).toBe("case-closed");
      expect((await viewOf(engine, id)).state).toBe("lapsed");
    });

    it("tells who, when and why", async () => {
      const { engine } = world;
      const id = await submitted();
      accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
      expect((await journalOf(engine, id)).at(-1)).toMatchObject({
        kind: "suspend",
        event: { type: "case.suspend", reason: "inspection" },
        by: { id: "admin" },
        value: "review",
      });
    });

    it("is for administrators; who asks comes after how the case stands", async () => {
      const { engine } = world;
      const id = await submitted();
      expect(refused(await engine.suspend({ case: id, by: "cho", reason: "x" }))).toBe("not-permitted");
      expect(refused(await engine.suspend({ case: id, by: "cho", reason: "x", revision: 1 }))).toBe(
        "stale-revision",
      );
      expect(refused(await engine.resume({ case: id, by: admin }))).toBe("not-now");
      expect(refused(await engine.suspend({ case: "nothing", by: "cho", reason: "x" }))).toBe("unknown-case");
      accepted(await engine.suspend({ case: id, by: admin, reason: "x" }));
      expect(refused(await engine.suspend({ case: id, by: admin, reason: "x" }))).toBe("suspended");
    });

    it("takes the tasks away, and resumption brings them back", async () => {
      const { engine } = world;
      const id = await submitted();
      accepted(await engine.suspend({ case: id, by: admin, reason: "x" }));
      expect((await engine.inbox({ by: "cho" })).items).toEqual([]);
      const { offers } = await viewOf(engine, id, "cho");
      expect(offers.every(({ allowed, refusal }) => !allowed && refusal?.code === "suspended")).toBe(true);
      accepted(await engine.resume({ case: id, by: admin }));
      expect((await engine.inbox({ by: "cho" })).items).toMatchObject([{ state: "review", status: "open" }]);
    });
  });

  it("A14: withdrawal ends a case for good, with its reason", async () => {
    const { engine } = world;
    const id = await submitted();
    expect(refused(await engine.withdraw({ case: id, by: "ann", reason: "x" }))).toBe("not-permitted");
    expect(accepted(await engine.withdraw({ case: id, by: admin, reason: "a duplicate" })).status).toBe(
      "withdrawn",
    );
    expect((await journalOf(engine, id)).at(-1)?.event).toEqual({
      type: "case.withdraw",
      reason: "a duplicate",
    });
    expect((await engine.inbox({ by: "cho" })).items).toEqual([]);
    expect(refused(await engine.withdraw({ case: id, by: admin, reason: "again" }))).toBe("case-closed");
    expect(refused(await sent(engine, id, "APPROVE", "cho"))).toBe("case-closed");
  });

  describe("tasks", () => {
    const inbox = async (by: string) => (await world.engine.inbox({ by })).items;

    it("wait for those who may do them, and for nobody else", async () => {
      await submitted();
      expect(await inbox("cho")).toMatchObject([{ state: "review", events: ["APPROVE", "RETURN", "HELP"] }]);
      expect(await inbox("ann")).toEqual([]);
      expect(await inbox("stranger")).toEqual([]);
    });

    it("reach people of case roles by name", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp", helper: "dee" });
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      expect(await inbox("dee")).toMatchObject([{ case: id }]);
    });

    it("are done by whoever sent one of their events, and superseded otherwise", async () => {
      const { engine, store, clock } = world;
      const done = await submitted();
      accepted(await sent(engine, done, "APPROVE", "cho"));
      const lapsed = await submitted();
      clock.set("2026-03-20T09:00:00+08:00");
      await engine.tick();
      const closed = async (id: string) =>
        (await store.reader.tasksOf(id))
          .map(({ state, status, closedBy }) => [state, status, closedBy])
          .sort();
      expect(await closed(done)).toEqual([
        ["draft", "done", "ann"],
        ["review", "done", "cho"],
      ]);
      expect(await closed(lapsed)).toEqual([
        ["draft", "done", "ann"],
        ["review", "superseded", null],
      ]);
    });

    it("keep their id while their state is active, and change it when it is entered again", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      const [draft] = await inbox("ann");
      accepted(await sent(engine, id, "COUNT", "ann"));
      expect((await inbox("ann"))[0]?.id).toBe(draft?.id);
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      accepted(await sent(engine, id, "RETURN", "cho", { note: "more" }));
      expect((await inbox("ann"))[0]?.id).not.toBe(draft?.id);
    });

    it("are claimed by one, recorded, and given back", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      const task = (await inbox("ann"))[0]?.id ?? "";
      expect(await engine.claim({ task, by: "ann" })).toMatchObject({ ok: true, task: { claimedBy: "ann" } });
      expect(await inbox("bob")).toEqual([]);
      expect(await inbox("ann")).toHaveLength(1);
      expect(refused(await engine.claim({ task, by: "bob" }))).toBe("already-claimed");
      expect(refused(await engine.claim({ task, by: "cho" }))).toBe("not-permitted");
      expect(refused(await engine.release({ task, by: "bob" }))).toBe("already-claimed");
      expect(await engine.release({ task, by: "ann" })).toMatchObject({
        ok: true,
        task: { claimedBy: null },
      });
      expect(await inbox("bob")).toHaveLength(1);
      expect(
        (await journalOf(engine, id)).slice(1).map(({ kind, by, event }) => [kind, by.id, event["task"]]),
      ).toEqual([
        ["claim", "ann", task],
        ["release", "ann", task],
      ]);
      expect((await viewOf(engine, id)).case.revision).toBe(3);
    });

    it("are claimed once, however often the same person asks, and released by an administrator", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      const task = (await inbox("ann"))[0]?.id ?? "";
      await Promise.all(Array.from({ length: 10 }, () => engine.claim({ task, by: "ann" })));
      expect(await journalOf(engine, id)).toHaveLength(2);
      expect(await engine.release({ task, by: admin })).toMatchObject({ ok: true });
      const answers = await Promise.all(["ann", "bob"].map((by) => engine.claim({ task, by })));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it("keep who has claimed them while the case goes on, and cannot be claimed once closed", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      const task = (await inbox("ann"))[0]?.id ?? "";
      await engine.claim({ task, by: "ann" });
      accepted(await sent(engine, id, "COUNT", "bob"));
      expect((await inbox("ann"))[0]?.claimedBy).toBe("ann");
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      expect(refused(await engine.claim({ task, by: "ann" }))).toBe("already-claimed");
      expect(refused(await engine.claim({ task: "nothing", by: "ann" }))).toBe("unknown-task");
    });

    it("of a vote: one for each elector who has not cast", async () => {
      const { engine } = world;
      const id = await opened(engine, "vote");
      expect(await inbox("m1")).toMatchObject([{ kind: "ballot", case: id }]);
      accepted(await sent(engine, id, "VOTE", "m1", { choice: "for" }));
      expect(await inbox("m1")).toEqual([]);
      expect(await inbox("m2")).toHaveLength(1);
    });
  });
});
