import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { trialWorld } from "./fixtures/trial.ts";
import { accepted, admin, journalOf, opened, refused, sent, stores, viewOf } from "./world.ts";

describe.each(stores)("many cases at once, over %s", (_, open) => {
  const world = trialWorld(open);

  const say = async (id: string, says: string) =>
    accepted(await sent(world.engine, id, "SAY", "ann", { says }));
  const panel = (how: string, ...people: string[]) => opened(world.engine, "panel", { how, people });
  const childrenOf = async (id: string) =>
    (await viewOf(world.engine, id)).case.children.map((child) => child.case).sort();
  const stateOf = async (id: string) => (await viewOf(world.engine, id)).state;
  const outputOf = async (id: string) => (await viewOf(world.engine, id)).data["output"];

  describe("invoked children", () => {
    it("F2: are opened in the commit of the step that invokes them, one deeper, with the parent's id", async () => {
      const { engine } = world;
      const id = await panel("all", "Li", "Wu");
      const children = await childrenOf(id);
      expect(children).toHaveLength(2);
      const child = await viewOf(engine, children[0] as string);
      expect(child.case).toMatchObject({
        parent: id,
        depth: 1,
        openedBy: `case:${id}`,
        procedure: "opinion",
      });
      expect((await journalOf(engine, children[0] as string))[0]?.opening?.parent).toMatchObject({
        case: id,
        index: 0,
      });
      expect((await viewOf(engine, id)).case.children.map(({ link }) => link)).toEqual([
        "opinions",
        "opinions",
      ]);
    });

    it("F1: every child's answer, in the order of the list", async () => {
      const id = await panel("all", "Li", "Wu");
      const [li, wu] = (await childrenOf(id)) as [string, string];
      await say(wu, "no");
      expect(await stateOf(id)).toBe("all");
      await say(li, "yes");
      expect(await stateOf(id)).toBe("heard");
      expect(await outputOf(id)).toEqual([{ says: "yes" }, { says: "no" }]);
    });

    it("F1: an empty list is done at once", async () => {
      const id = await panel("all");
      expect(await stateOf(id)).toBe("heard");
      expect(await outputOf(id)).toEqual([]);
    });

    it("F1: with any, the first answer is enough and the others are withdrawn", async () => {
      const { engine } = world;
      const id = await panel("any", "Li", "Wu", "Xu");
      const [li, wu, xu] = (await childrenOf(id)) as [string, string, string];
      await say(wu, "yes");
      expect(await stateOf(id)).toBe("heard");
      expect(await outputOf(id)).toEqual([null, { says: "yes" }, null]);
      for (const gone of [li, xu]) expect((await viewOf(engine, gone)).case.status).toBe("withdrawn");
      expect((await viewOf(engine, wu)).case.status).toBe("active");
    });

    it("F1: with a share, as many as it asks for", async () => {
      const id = await panel("share", "Li", "Wu", "Xu");
      const [li, , xu] = (await childrenOf(id)) as [string, string, string];
      await say(li, "yes");
      expect(await stateOf(id)).toBe("share");
      await say(xu, "no");
      expect(await outputOf(id)).toEqual([{ says: "yes" }, null, { says: "no" }]);
    });

    it("F2: after answerAt a child goes on by itself and is withdrawn no more", async () => {
      const { engine } = world;
      const id = await panel("early", "Li");
      const [child] = (await childrenOf(id)) as [string];
      await say(child, "yes");
      expect(await outputOf(id)).toMatchObject([{ who: "Li", says: "yes", secret: "kept" }]);
      accepted(await sent(engine, id, "STOP", "ann"));
      expect((await viewOf(engine, child)).case.status).toBe("active");
      accepted(await sent(engine, child, "END", "ann"));
      expect((await viewOf(engine, child)).case.status).toBe("done");
    });

    it("A14: without answerAt a child answers when it ends, with its data or the fields it gives", async () => {
      const { engine } = world;
      const id = await panel("single");
      const [child] = (await childrenOf(id)) as [string];
      await say(child, "yes");
      expect(await stateOf(id)).toBe("single");
      accepted(await sent(engine, child, "END", "ann"));
      expect(await outputOf(id)).toEqual({ says: "yes" });
    });

    it("A1: what ends a child by lapse of time answers the parent at that instant", async () => {
      const { engine, clock } = world;
      const id = await panel("ended", "Li");
      clock.set("2026-03-02T15:00:00+08:00");
      await engine.tick();
      expect(await stateOf(id)).toBe("heard");
      const answer = (await journalOf(engine, id)).at(-1);
      expect(answer).toMatchObject({ kind: "answer", at: "2026-03-02T03:00:00.000Z" });
    });

    it("A1: a record never goes back: what a child answers late comes after what has happened since", async () => {
      const { engine, clock } = world;
      const id = await panel("ended", "Li");
      clock.set("2026-03-02T12:00:00+08:00");
      accepted(await sent(engine, id, "NEWS", "ann", { news: "some" }));
      clock.set("2026-03-02T15:00:00+08:00");
      await engine.tick();
      expect((await journalOf(engine, id)).map(({ kind, at }) => [kind, at]).slice(1)).toEqual([
        ["event", "2026-03-02T04:00:00.000Z"],
        ["answer", "2026-03-02T04:00:00.000Z"],
      ]);
    });

    it("A14: a child that an administrator ends is an error for the parent", async () => {
      const { engine } = world;
      const id = await panel("all", "Li", "Wu");
      const [li, wu] = (await childrenOf(id)) as [string, string];
      accepted(await engine.withdraw({ case: li, by: admin, reason: "no longer here" }));
      expect(await stateOf(id)).toBe("failed");
      expect(await outputOf(id)).toMatchObject({ code: "withdrawn" });
      expect((await viewOf(engine, wu)).case.status).toBe("withdrawn");
    });

    it("A13: a child whose opening is refused is an error; without onError an incident, and the case stays", async () => {
      const { engine } = world;
      const failing = await panel("all", "nobody");
      expect(await stateOf(failing)).toBe("failed");
      expect(await outputOf(failing)).toMatchObject({ code: "not-permitted" });
      const loose = await panel("loose");
      const view = await viewOf(engine, loose);
      expect(view.state).toBe("loose");
      expect(view.incidents).toHaveLength(1);
    });

    it("A14: leaving the state withdraws the children, and their withdrawal tells the parent nothing", async () => {
      const { engine } = world;
      const id = await panel("all", "Li", "Wu");
      const children = await childrenOf(id);
      accepted(await sent(engine, id, "STOP", "ann"));
      for (const child of children) {
        expect((await viewOf(engine, child)).case.status).toBe("withdrawn");
        expect((await journalOf(engine, child)).at(-1)).toMatchObject({
          kind: "withdraw",
          by: { id: `case:${id}` },
        });
      }
      expect((await journalOf(engine, id)).at(-1)?.kind).toBe("event");
    });

    it("A14: an administrator who ends a case ends its children too", async () => {
      const { engine } = world;
      const id = await panel("all", "Li");
      const [child] = (await childrenOf(id)) as [string];
      accepted(await engine.withdraw({ case: id, by: admin, reason: "a mistake" }));
      expect((await viewOf(engine, child)).case.status).toBe("withdrawn");
      expect(refused(await sent(engine, child, "SAY", "ann", { says: "x" }))).toBe("case-closed");
    });

    it("C5: what becomes of a child while its parent is suspended arrives with the resumption", async () => {
      const { engine } = world;
      const id = await panel("early", "Li");
      const [child] = (await childrenOf(id)) as [string];
      accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
      // It stands still with its parent (C16): nobody but an administrator can do something with it.
      expect(refused(await sent(engine, child, "SAY", "ann", { says: "yes" }))).toBe("suspended");
      accepted(await engine.withdraw({ case: child, by: admin, reason: "a mistake" }));
      expect((await viewOf(engine, id)).case).toMatchObject({ status: "suspended" });
      accepted(await engine.resume({ case: id, by: admin }));
      expect(await stateOf(id)).toBe("failed");
      expect(await outputOf(id)).toMatchObject({ code: "withdrawn" });
      expect((await engine.verify()).faults).toEqual([]);
    });
  });

  describe("cases opened and sent to", () => {
    const office = async (...people: string[]) => {
      const id = await opened(world.engine, "office", { people });
      accepted(await sent(world.engine, id, "OPEN", "ann"));
      return id;
    };

    it("A9: openCase opens in the same commit, as the case, and the links are in the record", async () => {
      const { engine } = world;
      const id = await office("Li", "Wu");
      const { children } = (await viewOf(engine, id)).case;
      expect(children.map(({ link }) => link)).toEqual(["asked", "asked"]);
      const links = (await journalOf(engine, id)).filter(({ kind }) => kind === "link");
      expect(links.map(({ event }) => event["case"])).toEqual(children.map((child) => child.case).sort());
      expect((await viewOf(engine, children[0]?.case ?? "")).case.openedBy).toBe(`case:${id}`);
    });

    it("A9: send reaches every case of the link, skips who may, and is held to everything else", async () => {
      const { engine } = world;
      const id = await office("Li", "Wu");
      accepted(await sent(engine, id, "NUDGE", "ann"));
      for (const child of await childrenOf(id))
        expect((await viewOf(engine, child)).data["says"]).toBe("nudged");
      const sender = (await journalOf(engine, (await childrenOf(id))[0] as string)).at(-1)?.by;
      expect(sender).toMatchObject({ id: `case:${id}` });
    });

    it("records what a case sends in vain as an incident of its own, and keeps what was accepted", async () => {
      const { engine } = world;
      const id = await office("Li");
      accepted(await sent(engine, id, "NUDGE", "ann"));
      const answer = accepted(await sent(engine, id, "NUDGE", "ann"));
      const incident = (await journalOf(engine, id)).at(-1);
      expect(incident).toMatchObject({
        kind: "incident",
        seq: answer.revision,
        notes: [{ code: "send-refused" }],
      });
      expect((await viewOf(engine, id)).incidents).toHaveLength(1);
    });

    it("records that there is nobody to send to", async () => {
      const { engine } = world;
      const id = await opened(engine, "office");
      accepted(await sent(engine, id, "NUDGE", "ann"));
      expect((await journalOf(engine, id)).at(-1)).toMatchObject({ notes: [{ code: "nobody-to-send-to" }] });
    });

    it("records that a case could not be opened", async () => {
      const { engine } = world;
      const id = await office("nobody");
      expect((await journalOf(engine, id)).at(-1)).toMatchObject({ notes: [{ code: "opening-refused" }] });
      expect(await childrenOf(id)).toEqual([]);
    });

    it("sends to the parent", async () => {
      const { engine } = world;
      const id = await panel("ended", "Li");
      const [child] = (await childrenOf(id)) as [string];
      accepted(await sent(engine, child, "TELL", "ann"));
      expect((await viewOf(engine, id)).data["news"]).toBe("told");
    });

    it("A1: fires what is due in the case that is sent to, before the event", async () => {
      const { engine, clock } = world;
      const id = await office("Li");
      const [child] = (await childrenOf(id)) as [string];
      clock.set("2026-03-02T12:00:00+08:00");
      accepted(await sent(engine, id, "NUDGE", "ann"));
      expect((await viewOf(engine, child)).state).toBe("ended");
      expect((await journalOf(engine, id)).at(-1)).toMatchObject({ notes: [{ code: "send-refused" }] });
    });
  });

  describe("several that a state waits for", () => {
    it("F6: each answer is told as it comes, and the record of that can be verified", async () => {
      const { engine } = world;
      const id = await panel("told", "Li", "Wu");
      const [li, wu] = (await childrenOf(id)) as [string, string];
      await say(wu, "no");
      expect([await stateOf(id), (await viewOf(engine, id)).data["news"]]).toEqual(["told", "no "]);
      await say(li, "yes");
      expect([await stateOf(id), (await viewOf(engine, id)).data["news"]]).toEqual(["heard", "no yes "]);
      expect(await outputOf(id)).toEqual([{ says: "yes" }, { says: "no" }]);
      expect((await engine.verify()).faults).toEqual([]);
    });

    it("F7: an event sent to them reaches those that have not answered, and nobody is missed where all have", async () => {
      const { engine } = world;
      const id = await panel("told", "Li", "Wu", "Xu");
      const [, wu] = (await childrenOf(id)) as [string, string, string];
      await say(wu, "no");
      accepted(await sent(engine, id, "SPEAK", "ann"));
      expect(await outputOf(id)).toEqual([{ says: "urged" }, { says: "no" }, { says: "urged" }]);
      accepted(await sent(engine, id, "SPEAK", "ann"));
      expect((await viewOf(engine, id)).incidents).toEqual([]);
      expect((await engine.verify()).faults).toEqual([]);
    });
  });

  describe("urged", () => {
    it("H4: those for whom the cases wait that a case waits for are urged too, each in the case that is theirs", async () => {
      const { engine } = world;
      const id = await panel("told", "Li", "Wu");
      const [li, wu] = (await childrenOf(id)) as [string, string];
      await say(wu, "no");
      accepted(await engine.act({ case: id, act: "urge", by: "bob" }));
      const urged = (await engine.messages({ by: "ann" })).items;
      expect(urged.map((one) => one.case).sort()).toEqual([id, li].sort());
      expect(new Set(urged.map(({ text }) => text?.en)).size).toBe(1);
      const [effect] = (await engine.effects({ by: admin })).items;
      expect(effect?.input).toMatchObject({ roles: ["clerk"], message: "case.urge" });
      expect((await engine.verify()).faults).toEqual([]);
    });

    it("H4: a case that waits for others alone can be urged, and one that waits for nobody not", async () => {
      const { engine } = world;
      const id = await opened(engine, "chorus");
      const [voice] = (await childrenOf(id)) as [string];
      accepted(await engine.act({ case: id, act: "urge", by: "bob" }));
      expect((await engine.messages({ by: "ann" })).items.map((one) => one.case)).toEqual([voice]);
      await say(voice, "yes");
      expect(await stateOf(id)).toBe("still");
      expect(refused(await engine.act({ case: id, act: "urge", by: "ann" }))).toBe("not-now");
    });
  });

  describe("without end", () => {
    it("F2: cases open cases sixteen deep, and no further", async () => {
      const { engine } = world;
      await opened(engine, "mirror");
      const { items } = await engine.cases({ by: admin, limit: 200 });
      expect(Math.max(...items.map(({ depth }) => depth))).toBe(16);
      expect(items).toHaveLength(17);
      const deepest = items.find(({ depth }) => depth === 16)?.id as string;
      expect((await viewOf(engine, deepest)).incidents).toHaveLength(1);
    });

    it("A10: two cases that answer each other without end are refused, and nothing is kept", async () => {
      const { engine } = world;
      const id = await opened(engine, "echo", { first: true });
      const before = await engine.counts();
      const revision = (await viewOf(engine, id)).case.revision;
      expect(refused(await sent(engine, id, "CALL", "ann"))).toBe("limit-exceeded");
      expect(await engine.counts()).toEqual(before);
      expect((await viewOf(engine, id)).case.revision).toBe(revision);
    });

    it("A10: what is due and would not end is an incident, is not tried for ever, and stops nothing else", async () => {
      const { engine, clock } = world;
      const endless = await opened(engine, "echo", { first: true });
      const other = await opened(engine, "opinion", { who: "Li" });
      clock.set("2026-03-02T18:00:00+08:00");
      await engine.tick();
      expect((await viewOf(engine, other)).state).toBe("ended");
      const stalled = await viewOf(engine, endless);
      expect(stalled.incidents).toHaveLength(1);
      expect(await engine.tick()).toMatchObject({ fired: 0 });
      expect((await engine.verify()).faults).toEqual([]);
    });
  });

  it("keeps every record verifiable", async () => {
    const { engine } = world;
    for (const how of ["all", "any", "share", "early"]) {
      const id = await panel(how, "Li", "Wu", "Xu");
      const [first, second] = (await childrenOf(id)) as [string, string];
      await say(first, "yes");
      await sent(engine, second, "SAY", "ann", { says: "no" } satisfies JsonObject);
    }
    const found = await engine.verify();
    expect(found).toMatchObject({ ok: true, faults: [] });
    expect(found.cases).toBe((await engine.counts()).cases);
  });
});
