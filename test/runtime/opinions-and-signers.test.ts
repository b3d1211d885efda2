import { describe, expect, it } from "vitest";
import { deskWorld } from "./fixtures/desk-world.ts";
import { accepted, journalOf, sent, viewOf, stores } from "./world.ts";

describe.each(stores)("asking for opinions and adding signers, over %s", (_, open) => {
  const { world, act, done, why, inbox, deciding, signing } = deskWorld(open);

  describe("委派 delegate", () => {
    it("H7: the helper gives an opinion, and the task is its owner's again, who decides", async () => {
      const id = await deciding();
      await done(id, "delegate", "cho", { to: "fay", question: "is it safe?" });
      expect(await inbox("fay")).toEqual(["deciding answer"]);
      expect(await inbox("cho")).toEqual(["deciding APPROVE REJECT"]);
      expect(await why(sent(world.engine, id, "APPROVE", "cho"))).toBe("not-now: “Approve” waits for Fay.");
      expect(await why(sent(world.engine, id, "APPROVE", "fay"))).toMatch(/^not-permitted/);
      expect(await why(act(id, "delegate", "cho", { to: "dan" }))).toMatch(/^not-now/);
      expect(await why(act(id, "answer", "dan", { opinion: "no" }))).toMatch(/^not-permitted/);
      await done(id, "answer", "fay", { opinion: "it is" });
      expect(await inbox("fay")).toEqual([]);
      expect(await why(act(id, "answer", "fay", { opinion: "twice" }))).toMatch(/^not-permitted/);
      const view = await viewOf(world.engine, id, "fay");
      expect(view.opinions).toMatchObject([{ by: "fay", text: "it is" }]);
      // Whoever was only asked has decided nothing: the task is the owner's alone.
      expect(await why(sent(world.engine, id, "APPROVE", "dan"))).toMatch(/^not-permitted/);
      expect(accepted(await sent(world.engine, id, "APPROVE", "cho")).state).toBe("signing");
      const closed = (await world.store.reader.tasksOf(id, "done")).map(({ ids, closedBy }) => [
        ids,
        closedBy,
      ]);
      expect(closed).toContainEqual([["fay"], "fay"]);
      expect(closed).toContainEqual([["cho"], "cho"]);
    });

    it("H7: the owner may take it back, and then decides without", async () => {
      const id = await deciding();
      await done(id, "delegate", "cho", { to: "fay" });
      expect(await why(act(id, "recall", "dan"))).toMatch(/^not-permitted/);
      await done(id, "recall", "cho");
      expect(await why(act(id, "recall", "cho"))).toMatch(/^not-now/);
      expect(await why(act(id, "answer", "fay", { opinion: "late" }))).toMatch(/^not-permitted/);
      expect(accepted(await sent(world.engine, id, "REJECT", "cho")).state).toBe("refused");
    });
  });

  describe("加签 add signers", () => {
    it("H12: before: the holder waits until all who were added have signed, each once", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay", "gil"], mode: "before" });
      expect(await inbox("gil")).toEqual(["deciding sign"]);
      expect(await why(sent(world.engine, id, "APPROVE", "cho"))).toBe(
        "not-now: “Approve” waits for Fay, Gil.",
      );
      await done(id, "sign", "fay", { agree: true });
      expect(await why(act(id, "sign", "fay", { agree: false }))).toMatch(/^not-permitted/);
      // Who was added adds nobody.
      expect(await why(act(id, "addSigners", "gil", { to: ["dan"], mode: "before" }))).toMatch(
        /^not-permitted/,
      );
      expect(await why(sent(world.engine, id, "APPROVE", "cho"))).toMatch(/Gil/);
      await done(id, "sign", "gil", { agree: false, opinion: "too loud" });
      expect(accepted(await sent(world.engine, id, "APPROVE", "cho")).state).toBe("signing");
    });

    it("H12: a reject while added signers are open goes through where the procedure lets it go free", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay"], mode: "before" });
      expect(accepted(await sent(world.engine, id, "REJECT", "cho")).state).toBe("refused");
      const left = await world.store.reader.tasksOf(id);
      expect(left.filter(({ status }) => status === "open")).toEqual([]);
      expect(left.find(({ ids }) => ids.includes("fay"))?.status).toBe("superseded");
    });

    it("H13: after: what the holder sends waits, and is taken as theirs once all agree", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay", "gil"], mode: "after" });
      expect(await inbox("fay")).toEqual([]);
      const held = accepted(await sent(world.engine, id, "APPROVE", "cho"));
      expect(held.state).toBe("deciding");
      expect((await journalOf(world.engine, id)).at(-1)).toMatchObject({
        kind: "event",
        taken: [],
        notes: [{ note: "signing", event: "APPROVE", change: "waits" }],
      });
      expect(await why(sent(world.engine, id, "APPROVE", "cho"))).toMatch(/^not-now: .*Fay, Gil/);
      await done(id, "sign", "gil", { agree: true });
      expect((await done(id, "sign", "fay", { agree: true })).state).toBe("signing");
      const last = (await journalOf(world.engine, id)).slice(-2);
      expect(last.map(({ kind, event, by }) => [kind, event.type, by.id])).toEqual([
        ["act", "case.sign", "fay"],
        ["event", "APPROVE", "cho"],
      ]);
      // Separation of duties remembers whose act it was.
      const closed = await world.store.reader.tasksOf(id, "done");
      expect(closed.map(({ closedBy }) => closedBy)).toContain("cho");
    });

    it("H13: after: one who disagrees brings it back to the holder, who decides anew", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay", "gil"], mode: "after" });
      accepted(await sent(world.engine, id, "APPROVE", "cho"));
      await done(id, "sign", "gil", { agree: false });
      expect(await inbox("fay")).toEqual([]);
      expect(await why(act(id, "sign", "fay", { agree: true }))).toMatch(/^not-permitted/);
      expect(accepted(await sent(world.engine, id, "REJECT", "cho")).state).toBe("refused");
    });

    it("H13: the holder may take back what waits, and time that runs out leaves nothing of it", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay"], mode: "after" });
      accepted(await sent(world.engine, id, "APPROVE", "cho"));
      await done(id, "recall", "cho");
      expect(await inbox("fay")).toEqual([]);
      accepted(await sent(world.engine, id, "APPROVE", "cho"));
      world.clock.set("2026-03-20T09:00:00+08:00");
      expect(await why(act(id, "sign", "fay", { agree: true }))).toMatch(/^not-permitted/);
      const view = await viewOf(world.engine, id);
      expect([view.state, view.tasks.map(({ state }) => state)]).toEqual(["draft", ["draft"]]);
    });

    it("H14: off: only who has not signed; nobody left, and the holder goes on", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay", "gil"], mode: "before" });
      await done(id, "sign", "gil", { agree: true });
      expect(await why(act(id, "removeSigners", "cho", { who: ["gil"] }))).toMatch(/^not-now: Gil/);
      expect(await why(act(id, "removeSigners", "dan", { who: ["fay"] }))).toMatch(/^not-permitted/);
      await done(id, "removeSigners", "cho", { who: ["fay"] });
      accepted(await sent(world.engine, id, "APPROVE", "cho"));
    });

    it("H14: off, after: what was sent is taken once nobody is left who has to agree", async () => {
      const id = await deciding();
      await done(id, "addSigners", "cho", { to: ["fay"], mode: "after" });
      accepted(await sent(world.engine, id, "APPROVE", "cho"));
      expect((await done(id, "removeSigners", "cho", { who: ["fay"] })).state).toBe("signing");
    });

    it("H14: parallel: joins the electorate, which is the base at once; the untouched come off, never the last", async () => {
      const id = await signing();
      await done(id, "addSigners", "cho", { to: ["fay"], mode: "parallel" });
      expect((await viewOf(world.engine, id)).ballots[0]?.base).toBe(3);
      expect(await why(act(id, "addSigners", "cho", { to: ["fay"], mode: "parallel" }))).toMatch(/^not-now/);
      expect(await why(act(id, "addSigners", "cho", { to: ["gil"], mode: "parallel" }))).toMatch(
        /^not-permitted: Gil/,
      );
      accepted(await sent(world.engine, id, "SIGN", "cho", { choice: "agree" }));
      accepted(await sent(world.engine, id, "SIGN", "dan", { choice: "agree" }));
      expect((await viewOf(world.engine, id)).state).toBe("signing");
      expect(await why(act(id, "removeSigners", "fay", { who: ["cho"] }))).toMatch(/^not-now: cho/);
      // With the last who has not signed off, all of the base have: the ballot ends at once.
      expect((await done(id, "removeSigners", "fay", { who: ["fay"] })).state).toBe("granted");
    });

    it("H14: the last one of a joint signing is not taken off", async () => {
      const id = await signing();
      await done(id, "removeSigners", "cho", { who: ["dan"] });
      expect(await why(act(id, "removeSigners", "cho", { who: ["cho"] }))).toMatch(/^not-now: The last one/);
    });
  });
});
