import { describe, expect, it } from "vitest";
import { deskWorld } from "./fixtures/desk-world.ts";
import { accepted, admin, journalOf, opened, sent, viewOf, stores } from "./world.ts";

describe.each(stores)("common acts, over %s", (_, open) => {
  const { world, act, done, why, inbox, deciding } = deskWorld(open);

  describe("H1: an act is a command of its own", () => {
    it("H1: one entry of the case, with who did it and what was known of those named", async () => {
      const id = await deciding();
      const { revision } = await done(id, "transfer", "cho", { to: "dan", reason: "on leave" });
      const entry = (await journalOf(world.engine, id)).at(-1);
      expect(entry).toMatchObject({
        seq: revision,
        kind: "act",
        event: { type: "case.transfer", to: "dan", reason: "on leave" },
        by: { id: "cho" },
        taken: [],
        set: {},
        persons: { dan: { name: "Dan", roles: ["chief"] } },
      });
    });

    it("H1: nobody sends one as an event, and what is none is refused", async () => {
      const id = await deciding();
      expect(await why(sent(world.engine, id, "case.transfer", "cho", { to: "dan" }))).toMatch(
        /^unknown-event/,
      );
      expect(await why(act(id, "promote", "cho"))).toMatch(/^unknown-event: “promote”/);
      expect(await why(act("nothing", "urge", "cho"))).toMatch(/^unknown-case/);
    });

    it("H1: the same key gives the same answer again, and another body under it is refused", async () => {
      const id = await deciding();
      const command = { case: id, act: "transfer", payload: { to: "dan" }, by: "cho", key: "k" };
      const first = accepted(await world.engine.act(command));
      expect(await world.engine.act(command)).toEqual({ ...first, repeated: true });
      expect(await why(world.engine.act({ ...command, payload: { to: "eve" } }))).toMatch(/^key-reused/);
    });

    it("H1: refusals keep the order of A3", async () => {
      const id = await deciding();
      const stale = world.engine.act({
        case: id,
        act: "transfer",
        payload: { to: 1 },
        by: "gil",
        revision: 1,
      });
      expect(await why(stale)).toMatch(/^stale-revision/);
      expect(await why(act(id, "transfer", "gil", { to: 1 }))).toMatch(/^not-permitted/);
      expect(await why(act(id, "transfer", "cho", { to: 1 }))).toMatch(/^invalid-payload/);
      expect(await why(act(id, "transfer", "cho", { to: "nobody" }))).toBe(
        "invalid-payload: Nobody is known as “nobody”.",
      );
      accepted(await world.engine.suspend({ case: id, by: admin, reason: "flood" }));
      expect(await why(act(id, "transfer", "cho", { to: "dan" }))).toMatch(/^suspended/);
      accepted(await world.engine.withdraw({ case: id, by: admin, reason: "gone" }));
      expect(await why(act(id, "transfer", "cho", { to: "dan" }))).toMatch(/^case-closed/);
    });

    it("H1: what is due fires first", async () => {
      const id = await deciding();
      world.clock.set("2026-04-20T09:00:00+08:00");
      expect(await why(act(id, "transfer", "cho", { to: "dan" }))).toMatch(/^not-permitted/);
      expect((await viewOf(world.engine, id)).state).toBe("draft");
    });

    it("H1: a case says which acts a person may do, and why not another", async () => {
      const id = await deciding();
      const { acts } = await viewOf(world.engine, id, "cho");
      const told = Object.fromEntries(
        acts.map(({ act: name, allowed, refusal }) => [name, refusal?.code ?? allowed]),
      );
      expect(told).toEqual({
        urge: true,
        copy: true,
        transfer: true,
        delegate: true,
        answer: "not-permitted",
        recall: "not-permitted",
        addSigners: true,
        removeSigners: "not-now",
        sign: "not-permitted",
        supervise: true,
        reopen: "not-now",
        archive: "not-now",
      });
    });
  });

  describe("H2: what a procedure says of the acts", () => {
    it("H2: false forbids, `by` narrows, `except` keeps an event in person", async () => {
      const id = await opened(world.engine, "sealed");
      expect(await why(act(id, "transfer", "ann", { to: "bob" }))).toBe(
        "not-permitted: This procedure does not allow “Hand over”.",
      );
      expect(await why(act(id, "copy", "ann", { to: ["bob"] }))).toMatch(/^not-permitted.*chief/);
      expect(await why(act(id, "delegate", "ann", { to: "bob" }))).toMatch(
        /^not-permitted: “Close” is done in person/,
      );
      expect(await why(act(id, "supervise", "ann", { data: {} }))).toMatch(/does not allow “Supervise”/);
      expect((await viewOf(world.engine, id, "ann")).acts.map(({ act: name }) => name)).not.toContain(
        "transfer",
      );
    });
  });

  describe("催办 urge", () => {
    it("H4: a message to those for whom the case waits, once a day here", async () => {
      const id = await deciding();
      await done(id, "transfer", "cho", { to: "dan" });
      const before = await viewOf(world.engine, id);
      await done(id, "urge", "bob", { text: "please" });
      const after = await viewOf(world.engine, id);
      expect([after.state, after.data, after.tasks]).toEqual([before.state, before.data, before.tasks]);
      const [entry] = (await journalOf(world.engine, id)).slice(-1);
      expect(entry?.effects).toMatchObject([{ type: "notify", roles: ["clerk"], ids: ["dan"] }]);
      expect(await why(act(id, "urge", "bob"))).toMatch(/^not-now: You have urged/);
      // Another may: the limit is a person's own.
      await done(id, "urge", "ann");
      world.clock.set("2026-03-03T23:59:59+08:00");
      expect(await why(act(id, "urge", "bob"))).toMatch(/^not-now/);
      world.clock.set("2026-03-04T00:00:00+08:00");
      await done(id, "urge", "bob");
    });

    it("H4: where somebody is asked, that person is urged and not the one who waits", async () => {
      const id = await deciding();
      await done(id, "delegate", "cho", { to: "fay" });
      await done(id, "urge", "cho");
      const [entry] = (await journalOf(world.engine, id)).slice(-1);
      expect(entry?.effects).toMatchObject([{ ids: ["fay"] }]);
    });
  });

  describe("抄送 inform", () => {
    it("H5: gives sight and a place on the list, with a mark once read; never twice, never blocking", async () => {
      const id = await deciding();
      expect(await why(world.engine.read(id, { by: "gil" }))).toMatch(/^not-permitted/);
      await done(id, "copy", "cho", { to: ["gil", "fay"], text: "for your information" });
      expect((await viewOf(world.engine, id, "gil")).copied).toBe("2026-03-02T01:00:00.000Z");
      const [copy] = (await world.engine.copies({ by: "gil" })).items;
      expect(copy).toEqual({
        case: id,
        procedure: "permit",
        subject: "a stall",
        by: "cho",
        at: "2026-03-02T01:00:00.000Z",
        text: "for your information",
      });
      expect(await inbox("gil")).toEqual([]);
      expect(await why(act(id, "copy", "cho", { to: ["gil"] }))).toMatch(/^not-now: Gil has been informed/);
      await done(id, "copy", "cho", { to: ["gil", "bob"] });
      expect((await world.engine.copies({ by: "gil" })).items).toHaveLength(1);

      world.clock.set("2026-03-02T10:00:00+08:00");
      expect(await world.engine.markRead({ case: id, by: "gil" })).toEqual({ ok: true });
      expect(await world.engine.markRead({ case: id, by: "gil" })).toEqual({ ok: true });
      expect((await world.engine.copies({ by: "gil" })).items[0]?.readAt).toBe("2026-03-02T02:00:00.000Z");
      expect(await why(world.engine.markRead({ case: id, by: "dan" }))).toMatch(/^unknown-case/);
      expect(accepted(await sent(world.engine, id, "REJECT", "cho")).state).toBe("refused");
      // The end of the case takes nothing from those who were informed, and they may still be.
      expect((await viewOf(world.engine, id, "gil")).state).toBe("refused");
      await done(id, "copy", "cho", { to: ["eve"] });
      expect((await world.engine.copies({ by: "eve" })).items).toHaveLength(1);
    });

    it("H5: the newest first, and nobody reads another's list as a register", async () => {
      const first = await deciding();
      await done(first, "copy", "cho", { to: ["gil"] });
      world.clock.set("2026-03-02T11:00:00+08:00");
      const second = await deciding();
      await done(second, "copy", "cho", { to: ["gil"] });
      const page = await world.engine.copies({ by: "gil", limit: 1 });
      expect(page.items.map((copy) => copy.case)).toEqual([second]);
      const rest = await world.engine.copies({ by: "gil", limit: 1, after: page.next! });
      expect(rest.items.map((copy) => copy.case)).toEqual([first]);
      expect(await world.engine.register("copies:gil")).toEqual({ items: [] });
    });
  });
});
