import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import type { Answer, By } from "../../engine/runtime/index.ts";
import { desk } from "./fixtures/desk.ts";
import { accepted, admin, journalOf, opened, openWorld, sent, stores, viewOf, type World } from "./world.ts";

describe.each(stores)("common acts over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [desk()] });
  });
  afterEach(async () => {
    // Whatever was done: the journal makes the very state again.
    const verified = await world.engine.verify();
    expect(verified.faults).toEqual([]);
    await world.engine.close();
  });

  const act = (id: string, name: string, by: By, payload: JsonObject = {}): Promise<Answer> =>
    world.engine.act({ case: id, act: name, by, payload });
  const done = async (id: string, name: string, by: By, payload: JsonObject = {}) =>
    accepted(await act(id, name, by, payload));
  async function why(answer: Promise<{ ok: boolean }>) {
    const given = (await answer) as { ok: boolean; refusal: { code: string; message: { en: string } } };
    if (given.ok) throw new Error("This was accepted");
    return `${given.refusal.code}: ${given.refusal.message.en}`;
  }
  const inbox = async (by: By) =>
    (await world.engine.inbox({ by })).items.map(({ state, events, acts = [] }) =>
      [state, ...events, ...acts].join(" "),
    );
  /** A permit that waits for a decision of the chiefs. */
  async function deciding(): Promise<string> {
    const id = await opened(world.engine, "permit");
    accepted(await sent(world.engine, id, "SUBMIT", "bob"));
    accepted(await sent(world.engine, id, "EXAMINE", "ann"));
    return id;
  }
  async function signing(): Promise<string> {
    const id = await deciding();
    accepted(await sent(world.engine, id, "APPROVE", "eve"));
    return id;
  }

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
      await done(id, "transfer", admin, { task: task!.id, from: "ann", to: "fay" }).catch((fault: Error) =>
        expect(fault.message).toMatch(/clerk/),
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

  describe("督办、重开、归档", () => {
    it("H15: supervision is a linked case of its own, shown on both; what it is opened with is checked", async () => {
      const id = await deciding();
      expect(await why(act(id, "supervise", "bob", { data: { letter: "7" } }))).toMatch(/^not-permitted/);
      expect(await why(act(id, "supervise", "cho", { data: { letter: "" } }))).toMatch(/^invalid-payload/);
      expect(await why(act(id, "supervise", "cho", { data: { letter: "7", reply: "x" } }))).toMatch(
        /^invalid-payload/,
      );
      await done(id, "supervise", "cho", { data: { letter: "督〔2026〕7号" } });
      const { children } = (await viewOf(world.engine, id)).case;
      expect(children.map(({ link }) => link)).toEqual(["supervision"]);
      const child = await viewOf(world.engine, children[0]!.case);
      expect([child.case.parent, child.data["letter"]]).toEqual([id, "督〔2026〕7号"]);
    });

    it("H15: an ended case is reopened as a linked round, once, and stays as it ended", async () => {
      const id = await deciding();
      expect(await why(act(id, "reopen", "ann", { reason: "new facts" }))).toMatch(/^not-now: .*has not/);
      accepted(await sent(world.engine, id, "REJECT", "cho"));
      expect(await why(act(id, "reopen", "cho", { reason: "new facts" }))).toMatch(/^not-permitted/);
      await done(id, "reopen", "ann", { reason: "new facts" });
      const old = await viewOf(world.engine, id);
      expect([old.state, old.case.children.map(({ link }) => link)]).toEqual(["refused", ["reopened"]]);
      const next = await viewOf(world.engine, old.case.children[0]!.case);
      expect([next.state, next.data, next.case.parent]).toEqual(["draft", old.data, id]);
      expect(await why(act(id, "reopen", "ann", { reason: "again" }))).toMatch(/^not-now/);
    });

    it("H16: an archived case is frozen under a hash; only its class and who is informed change", async () => {
      const id = await deciding();
      expect(await why(act(id, "archive", "ann", { retention: "10 years" }))).toMatch(/^not-now/);
      accepted(await sent(world.engine, id, "REJECT", "cho"));
      expect(await why(act(id, "archive", "ann", { retention: "for ever" }))).toMatch(/^invalid-payload/);
      await done(id, "archive", "ann", { retention: "10 years" });
      const { archive } = await viewOf(world.engine, id);
      expect(archive).toMatchObject({
        by: "ann",
        retention: "10 years",
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(await why(act(id, "archive", "ann", { retention: "10 years" }))).toMatch(/^not-now/);
      expect(await why(act(id, "reopen", "ann", { reason: "x" }))).toMatch(/^case-closed: .*archived/);
      await done(id, "archive", "bob", { retention: "permanent" });
      expect((await viewOf(world.engine, id)).archive).toEqual({ ...archive, retention: "permanent" });
      await done(id, "copy", "cho", { to: ["gil"] });
    });
  });

  describe("代理 standing proxy", () => {
    const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" };
    const forDan = { id: "fay", roles: ["anything"], for: "dan" };

    it("H11: acts for another, as the record says, with that person's roles and for the time of the proxy", async () => {
      const id = await deciding();
      expect(await why(sent(world.engine, id, "APPROVE", forDan))).toMatch(
        /^not-permitted: You are not dan's proxy/,
      );
      const made = await world.engine.appointProxy({ by: "dan", of: "dan", proxy: "fay", ...period });
      expect(made).toMatchObject({ ok: true, proxy: { appointedBy: "dan" } });
      expect(await why(sent(world.engine, id, "APPROVE", "fay"))).toMatch(/^not-permitted/);
      // Both see the task, and whoever acts first has done it.
      expect(await inbox("dan")).toEqual(["deciding APPROVE REJECT WITHDRAW"]);
      const [task] = (await world.engine.inbox({ by: "fay" })).items;
      expect([task?.state, task?.for]).toEqual(["deciding", "dan"]);
      expect(accepted(await sent(world.engine, id, "APPROVE", forDan)).state).toBe("signing");
      expect((await journalOf(world.engine, id)).find(({ event }) => event.type === "APPROVE")?.by).toEqual({
        id: "fay",
        roles: ["chief"],
        for: "dan",
      });
      // Also a vote, in that person's seat.
      accepted(await sent(world.engine, id, "SIGN", forDan, { choice: "agree" }));
      expect(await why(sent(world.engine, id, "SIGN", "dan", { choice: "agree" }))).toMatch(/^already-voted/);
      world.clock.set(period.to);
      expect(await why(sent(world.engine, id, "SIGN", forDan, { choice: "agree" }))).toMatch(/proxy/);
      expect(await inbox("fay")).toEqual([]);
    });

    it("B2, H11: separation of duties looks at both persons", async () => {
      const id = await opened(world.engine, "permit");
      await world.engine.appointProxy({ by: admin, of: "bob", proxy: "dan", ...period });
      await world.engine.appointProxy({ by: admin, of: "eve", proxy: "gil", ...period });
      await world.engine.appointProxy({ by: admin, of: "cho", proxy: "dan", ...period });
      accepted(await sent(world.engine, id, "SUBMIT", { id: "dan", roles: [], for: "bob" }));
      accepted(await sent(world.engine, id, "EXAMINE", "ann"));
      expect(await why(sent(world.engine, id, "APPROVE", "dan"))).toMatch(/Whoever has done “Submit”/);
      expect(await why(sent(world.engine, id, "APPROVE", { id: "dan", roles: [], for: "cho" }))).toMatch(
        /Whoever has done “Submit”/,
      );
      accepted(await sent(world.engine, id, "APPROVE", { id: "gil", roles: [], for: "eve" }));
    });

    it("H11: reaches as far as it was given, and ends when it is ended", async () => {
      const id = await deciding();
      const scoped = { by: "dan", of: "dan", proxy: "fay", ...period };
      await world.engine.appointProxy({ ...scoped, procedures: ["sealed"] });
      expect(await why(sent(world.engine, id, "REJECT", forDan))).toMatch(/proxy/);
      expect(await why(world.engine.read(id, { by: forDan }))).toMatch(/proxy/);
      expect(await inbox("fay")).toEqual([]);
      await world.engine.appointProxy({ ...scoped, roles: ["clerk"] });
      expect(await why(sent(world.engine, id, "REJECT", forDan))).toMatch(/It is for: chief/);
      await world.engine.appointProxy(scoped);
      expect((await world.engine.proxies({ by: "fay" })).actsFor).toHaveLength(1);
      expect((await world.engine.proxies({ by: "gil", person: "fay" })).actsFor).toEqual([]);
      await done(id, "transfer", forDan, { to: "cho" });
      expect((await journalOf(world.engine, id)).at(-1)?.by).toMatchObject({ id: "fay", for: "dan" });
      await done(id, "transfer", "cho", { to: "dan" });
      expect(await world.engine.endProxy({ by: "dan", of: "dan", proxy: "fay" })).toEqual({ ok: true });
      expect(await why(sent(world.engine, id, "REJECT", forDan))).toMatch(/proxy/);
      expect(await why(world.engine.endProxy({ by: "dan", of: "dan", proxy: "fay" }))).toMatch(/proxy/);
    });

    it("H11: is given by oneself or an administrator, and not passed on", async () => {
      const give = (by: By, of: string, proxy: string, more: object = {}) =>
        world.engine.appointProxy({ by, of, proxy, ...period, ...more });
      expect(await why(give("gil", "dan", "gil"))).toMatch(/administrator/);
      expect(await why(give("dan", "dan", "dan"))).toMatch(/oneself/);
      expect(await why(give("dan", "dan", "nobody"))).toMatch(/Nobody is known/);
      expect(await why(give("dan", "dan", "fay", { to: period.from }))).toMatch(/period/);
      expect(await why(give("dan", "dan", "fay", { from: "soon" }))).toMatch(/period/);
      await give("dan", "dan", "fay");
      expect(await why(give({ id: "fay", roles: [], for: "dan" }, "dan", "gil"))).toMatch(/administrator/);
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
});
