import { describe, expect, it } from "vitest";
import { deskWorld } from "./fixtures/desk-world.ts";
import { accepted, admin, journalOf, opened, sent, viewOf, stores } from "./world.ts";

describe.each(stores)("handing work over, over %s", (_, open) => {
  const { world, act, done, why, inbox, deciding, signing } = deskWorld(open);

  describe("转办 transfer", () => {
    it("H6: the receiver has the task and decides; whoever had it cannot act, and the others' part stays theirs", async () => {
      const id = await deciding();
      await done(id, "transfer", "cho", { to: "dan", reason: "leave" });
      expect(await inbox("dan")).toEqual(["deciding APPROVE REJECT"]);
      expect(await inbox("cho")).toEqual([]);
      expect(await inbox("eve")).toEqual([]);
      expect(await inbox("bob")).toEqual(["deciding WITHDRAW"]);
      for (const by of ["cho", "eve"])
        expect(await why(sent(world.engine, id, "APPROVE", by))).toBe(
          "not-permitted: This has been handed over: it is with Dan now.",
        );
      const offer = (await viewOf(world.engine, id, "cho")).offers.find(({ event }) => event === "APPROVE");
      expect(offer).toMatchObject({ allowed: false, refusal: { code: "not-permitted" } });
      expect(accepted(await sent(world.engine, id, "APPROVE", "dan")).state).toBe("signing");
    });

    it("H6: a chain is recorded, and may come back to whom it came from", async () => {
      const id = await deciding();
      await done(id, "transfer", "cho", { to: "dan" });
      await done(id, "transfer", "dan", { to: "eve" });
      const [task] = (await world.engine.inbox({ by: "eve" })).items;
      expect(task).toMatchObject({ holder: "eve", chain: ["cho", "dan"], ids: ["eve"], roles: [] });
      expect(await why(act(id, "transfer", "dan", { to: "cho" }))).toMatch(/^not-permitted/);
      await done(id, "transfer", "eve", { to: "cho" });
      expect(await why(sent(world.engine, id, "REJECT", "eve"))).toMatch(/^not-permitted/);
      expect(accepted(await sent(world.engine, id, "REJECT", "cho")).state).toBe("refused");
    });

    it("H6: a new entry of the state is a new task, for whom the definition says", async () => {
      const id = await deciding();
      await done(id, "transfer", "cho", { to: "dan" });
      world.clock.set("2026-03-17T09:00:00+08:00");
      await world.engine.tick();
      accepted(await sent(world.engine, id, "SUBMIT", "bob"));
      accepted(await sent(world.engine, id, "EXAMINE", "ann"));
      expect(await inbox("eve")).toEqual(["deciding APPROVE REJECT WITHDRAW"]);
      accepted(await sent(world.engine, id, "APPROVE", "cho"));
    });

    it("H6: what somebody has claimed is not handed on by another, and nobody has claimed it afterwards", async () => {
      const id = await deciding();
      const [task] = (await world.engine.inbox({ by: "cho" })).items;
      await world.engine.claim({ task: task!.id, by: "cho" });
      expect(await why(act(id, "transfer", "eve", { to: "dan" }))).toMatch(/^already-claimed/);
      await done(id, "transfer", "cho", { task: task!.id, to: "dan" });
      const [held] = (await world.engine.inbox({ by: "dan" })).items;
      expect(held).toMatchObject({ holder: "dan", claimedBy: null });
    });

    it("H3: not to oneself, not to who lacks the role, not to whom separation of duties keeps away", async () => {
      const id = await opened(world.engine, "permit", { lead: "cho" });
      accepted(await sent(world.engine, id, "SUBMIT", { id: "dan", roles: ["clerk", "chief"] }));
      accepted(await sent(world.engine, id, "EXAMINE", "cho"));
      expect(await why(act(id, "transfer", "cho", { to: "cho" }))).toMatch(/to oneself/);
      expect(await why(act(id, "transfer", "cho", { to: "fay" }))).toBe(
        "not-permitted: Fay cannot take this on. It is for: chief.",
      );
      expect(await why(act(id, "transfer", "cho", { to: "dan" }))).toBe(
        "not-permitted: Dan has done “Submit” in this case and therefore may not take on “Approve”.",
      );
      await done(id, "transfer", "cho", { to: "eve" });
    });

    it("H3: what is somebody's by name goes to another by an administrator alone", async () => {
      const id = await opened(world.engine, "permit");
      accepted(await sent(world.engine, id, "SUBMIT", "bob"));
      expect(await why(act(id, "transfer", "ann", { to: "gil" }))).toMatch(/^not-permitted/);
      expect(await why(act(id, "transfer", "bob", { to: "gil", from: "ann" }))).toMatch(/administrator/);
      const task = (await viewOf(world.engine, id)).tasks.find(({ state }) => state === "examining");
      expect(await why(act(id, "transfer", admin, { task: task!.id, from: "ann", to: "fay" }))).toMatch(
        /clerk/,
      );
      await done(id, "transfer", admin, { from: "ann", to: "bob" });
      expect(accepted(await sent(world.engine, id, "EXAMINE", "bob")).state).toBe("deciding");
    });

    it("H6: a seat in a joint signing goes to another where the procedure says so", async () => {
      const id = await signing();
      await done(id, "transfer", "cho", { to: "fay" });
      expect(await why(sent(world.engine, id, "SIGN", "cho", { choice: "agree" }))).toMatch(/^not-permitted/);
      expect(await why(act(id, "transfer", "dan", { to: "fay" }))).toMatch(/^not-now/);
      accepted(await sent(world.engine, id, "SIGN", "fay", { choice: "agree" }));
      expect(accepted(await sent(world.engine, id, "SIGN", "dan", { choice: "agree" })).state).toBe(
        "granted",
      );
    });
  });

  describe("离职转办 handing everything over", () => {
    it("H10: what is with somebody by name goes to another, a case an entry; what cannot go is told and stays", async () => {
      const [first, second, third, pool] = [
        await deciding(),
        await deciding(),
        await deciding(),
        await deciding(),
      ];
      await done(first, "transfer", "cho", { to: "dan" });
      await done(second, "delegate", "cho", { to: "dan" });
      const [claimed] = (await viewOf(world.engine, third)).tasks;
      await world.engine.claim({ task: claimed!.id, by: "dan" });
      const apart = await opened(world.engine, "permit");
      accepted(await sent(world.engine, apart, "SUBMIT", { id: "eve", roles: ["clerk"] }));
      accepted(await sent(world.engine, apart, "EXAMINE", "ann"));
      await done(apart, "transfer", "cho", { to: "dan" });

      expect(await why(world.engine.handOver({ from: "dan", to: "eve", by: "cho" }))).toMatch(
        /administrator/,
      );
      expect(await why(world.engine.handOver({ from: "dan", to: "x", by: admin }))).toMatch(
        /Nobody is known/,
      );
      const command = { from: "dan", to: "eve", by: admin, reason: "left" };
      const trial = await world.engine.handOver({ ...command, trial: true });
      const moved: string[] = [];
      const refused: string[] = [];
      for (let after: string | undefined; ;) {
        const part = await world.engine.handOver({
          ...command,
          limit: 2,
          ...(after === undefined ? {} : { after }),
        });
        if (!part.ok) throw new Error(part.refusal.message.en);
        moved.push(...part.moved.map((one) => one.case));
        refused.push(...part.refused.map((one) => one.case));
        if (part.next === undefined) break;
        after = part.next;
      }
      expect(moved.toSorted()).toEqual([first, second, third].toSorted());
      expect(refused).toEqual([apart]);
      // What was told on trial is what came about; on trial nothing did, or there would have been nothing left to hand over.
      if (!trial.ok) throw new Error(trial.refusal.message.en);
      expect(trial.moved.map((one) => one.case).toSorted()).toEqual(moved.toSorted());
      expect(trial.moved[0]).toMatchObject({ procedure: "permit", subject: "a stall" });
      expect(trial.refused.map((one) => [one.case, one.refusal.code])).toEqual([[apart, "not-permitted"]]);
      for (const id of moved)
        expect((await journalOf(world.engine, id)).at(-1)).toMatchObject({
          event: { type: "case.transfer", from: "dan", to: "eve", reason: "left" },
          by: { id: "admin" },
        });
      await done(second, "answer", "eve", { opinion: "fine" });
      expect((await inbox("dan")).length).toBe(2);
      expect((await viewOf(world.engine, pool)).tasks[0]?.holder).toBeUndefined();
    });

    it("H10: every hand-over stands in a book, however many calls it took; for administrators alone", async () => {
      for (const _ of [1, 2, 3]) await done(await deciding(), "transfer", "cho", { to: "dan" });
      await done(await deciding(), "transfer", "eve", { to: "cho" });
      expect((await world.engine.handOvers({ by: admin })).items).toEqual([]);
      const nothing = { from: "gil", to: "eve", by: admin };
      await world.engine.handOver(nothing);
      for (let after: string | undefined; ;) {
        const part = await world.engine.handOver({
          from: "dan",
          to: "eve",
          by: admin,
          reason: "left",
          limit: 1,
          ...(after === undefined ? {} : { after }),
        });
        if (!part.ok) throw new Error(part.refusal.message.en);
        if (part.next === undefined) break;
        after = part.next;
      }
      world.clock.set("2026-03-02T10:00:00+08:00");
      await world.engine.handOver({ from: "cho", to: "eve", by: admin });
      const by = { by: "admin" };
      expect((await world.engine.handOvers({ by: admin })).items).toEqual([
        { from: "cho", to: "eve", ...by, at: "2026-03-02T02:00:00.000Z", moved: 1, refused: 0 },
        {
          from: "dan",
          to: "eve",
          ...by,
          reason: "left",
          at: "2026-03-02T01:00:00.000Z",
          moved: 3,
          refused: 0,
        },
      ]);
      expect((await world.engine.handOvers({ by: "cho" })).items).toEqual([]);
      expect(await world.engine.register("hand-overs:all")).toEqual({ items: [] });
    });

    it("H3, H10: an administrator may take over themselves what was another's; nobody what is their own", async () => {
      const id = await deciding();
      await done(id, "transfer", "cho", { to: "dan" });
      const by = { id: "eve", roles: ["chief", "administrator"] };
      expect(await world.engine.handOver({ from: "dan", to: "eve", by })).toMatchObject({ refused: [] });
      expect(await inbox("eve")).toEqual(["deciding APPROVE REJECT"]);
      expect(await world.engine.handOver({ from: "eve", to: "eve", by })).toMatchObject({ moved: [] });
    });
  });

  describe("空审批人 a task that is nobody's", () => {
    it("H8: is told in the case and stands with the administrators, until somebody has the role", async () => {
      const id = await opened(world.engine, "sealed");
      const answer = accepted(await sent(world.engine, id, "CLOSE", "ann"));
      const view = await viewOf(world.engine, id);
      expect(view.case.revision).toBe(answer.revision);
      expect(view.incidents.map(({ message }) => message.en)).toEqual([
        "Nobody can do “Sealed”: nobody has the role (ghost). It waits with the administrators until somebody is given it.",
      ]);
      expect(await inbox(admin)).toEqual(["lost OPEN"]);
      // It is not passed by that: nobody but who has the role does it.
      expect(await why(sent(world.engine, id, "OPEN", admin))).toMatch(/^not-permitted/);
      // And it is told once.
      accepted(await act(id, "urge", { id: "someone", roles: ["ghost"] }));
      expect((await viewOf(world.engine, id)).incidents).toHaveLength(1);
      accepted(await sent(world.engine, id, "OPEN", { id: "someone", roles: ["ghost"] }));
      expect(await inbox(admin)).toEqual([]);
    });
  });
});
