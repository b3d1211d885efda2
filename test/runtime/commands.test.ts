import { describe, expect, it } from "vitest";
import { trial, trialWorld } from "./fixtures/trial.ts";
import {
  accepted,
  admin,
  journalOf,
  opened,
  openWorld,
  person,
  refused,
  sent,
  stores,
  viewOf,
} from "./world.ts";

describe.each(stores)("commands over %s", (_, open) => {
  const world = trialWorld(open);

  it("opens a case with its journal, revision and first tasks", async () => {
    const { engine } = world;
    const answer = await engine.open({ procedure: "errand", by: "ann", data: { about: "a lamp" } });
    const { id } = accepted(answer);
    expect(answer).toEqual({ ok: true, id, revision: 1, status: "active", state: "draft" });
    expect(id).not.toContain(":");
    const view = await viewOf(engine, id, "ann");
    expect(view.data).toEqual({ about: "a lamp", count: 0 });
    expect(view.tasks.map(({ state, roles, status }) => [state, roles, status])).toEqual([
      ["draft", ["clerk"], "open"],
    ]);
    expect((await journalOf(engine, id)).map(({ kind, seq }) => [kind, seq])).toEqual([["open", 1]]);
  });

  it("answers with the state after all that the event caused", async () => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    expect(await sent(engine, id, "SUBMIT", "ann", { note: "please" })).toEqual({
      ok: true,
      id,
      revision: 2,
      status: "active",
      state: "review",
    });
    expect((await viewOf(engine, id)).data).toMatchObject({ note: "please" });
  });

  describe("A1: what is due comes first", () => {
    it("A1: fires at its own instant before the event is considered", async () => {
      const { engine, clock } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      clock.set("2026-03-20T09:00:00+08:00");
      expect(refused(await sent(engine, id, "APPROVE", "cho"))).toBe("case-closed");
      const entries = await journalOf(engine, id);
      // Two days of five used: blue at the end of the 4th of March. Three working days: the end of the 5th.
      expect(entries.map(({ kind, at }) => [kind, at]).slice(2)).toEqual([
        ["light", "2026-03-04T16:00:00.000Z"],
        ["delay", "2026-03-05T16:00:00.000Z"],
      ]);
    });

    it("A1: at exactly the due instant an event is late", async () => {
      const { engine, clock } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      clock.set("2026-03-05T15:59:59.999Z");
      expect((await engine.explain({ case: id, event: { type: "APPROVE" }, by: "cho" })).ok).toBe(true);
      clock.set("2026-03-05T16:00:00.000Z");
      expect(refused(await sent(engine, id, "APPROVE", "cho"))).toBe("case-closed");
    });

    it("A1: has happened even where the event is refused, so that who reads again can go on", async () => {
      const { engine, clock } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      const { revision } = accepted(await sent(engine, id, "SUBMIT", "ann"));
      clock.set("2026-03-05T00:00:00+08:00");
      const late = await engine.send({ case: id, event: { type: "APPROVE" }, by: "cho", revision });
      expect(refused(late)).toBe("stale-revision");
      expect((await viewOf(engine, id)).case.revision).toBe(revision + 1);
      const again = await engine.send({
        case: id,
        event: { type: "APPROVE" },
        by: "cho",
        revision: revision + 1,
      });
      expect(accepted(again).state).toBe("approved");
    });
  });

  describe("a case that was left alone for long", () => {
    const months = "2026-05-01T09:30:00+08:00";
    const hours = (Date.parse(months) - Date.parse("2026-03-02T09:00:00+08:00")) / 3_600_000;

    it("A1: is caught up with, every firing with a limit of its own", async () => {
      const { engine, clock } = world;
      const id = await opened(engine, "beat");
      clock.set(months);
      // And what the schedules have opened meanwhile, each of which ends by itself.
      expect((await engine.tick()).fired).toBeGreaterThanOrEqual(Math.floor(hours));
      expect((await viewOf(engine, id)).data["count"]).toBe(Math.floor(hours));
    });

    it("A1: is caught up with by a command too, and the command is considered afterwards", async () => {
      const { engine, clock } = world;
      const id = await opened(engine, "beat");
      clock.set(months);
      expect(accepted(await sent(engine, id, "STOP", "ann")).state).toBe("still");
      expect((await viewOf(engine, id)).data["count"]).toBe(Math.floor(hours));
      expect((await viewOf(engine, id)).incidents).toEqual([]);
    });
  });

  it("A2: a light shows before the delay that falls due at the same instant", async () => {
    const { engine, clock } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    clock.set("2026-03-02T23:00:00+08:00");
    accepted(await sent(engine, id, "SUBMIT", "ann"));
    clock.set("2026-03-09T09:00:00+08:00");
    await engine.tick();
    const due = (await journalOf(engine, id))
      .slice(2)
      .map(({ kind, event, at }) => [kind, event.type.split(".").slice(0, 3).join("."), at]);
    expect(due[0]).toEqual(["light", "clock.handling.blue", "2026-03-04T16:00:00.000Z"]);
    expect(due.at(-1)?.[0]).toBe("delay");
  });

  describe("A3: refusals are decided in order", () => {
    it("A3: an unknown procedure or case comes before everything", async () => {
      const { engine } = world;
      expect(refused(await engine.open({ procedure: "nothing", by: "nobody" }))).toBe("unknown-procedure");
      expect(refused(await sent(engine, "nothing", "NOTHING", "nobody"))).toBe("unknown-case");
    });

    it("A3: an unknown event comes before a key that was used for something else", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await engine.send({ case: id, event: { type: "COUNT" }, by: "ann", key: "k" }));
      expect(refused(await engine.send({ case: id, event: { type: "NOTHING" }, by: "ann", key: "k" }))).toBe(
        "unknown-event",
      );
      expect(refused(await engine.send({ case: id, event: { type: "SUBMIT" }, by: "ann", key: "k" }))).toBe(
        "key-reused",
      );
    });

    it.each([
      "xstate.after.patience.errand.review",
      "clock.handling.red",
      "ballot.x.silent",
      "due.x.over",
      "case.open",
    ])("A3: %s is the engine's own and nobody's to send", async (type) => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      expect(refused(await sent(engine, id, type, admin))).toBe("unknown-event");
    });

    it("A3: a key used for something else comes before a case that has ended", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await engine.send({ case: id, event: { type: "STOP" }, by: "ann", key: "k" }));
      expect(refused(await engine.send({ case: id, event: { type: "COUNT" }, by: "ann", key: "k" }))).toBe(
        "key-reused",
      );
      expect(refused(await engine.send({ case: id, event: { type: "COUNT" }, by: "eve", revision: 1 }))).toBe(
        "case-closed",
      );
    });

    it("A3: suspended comes before a stale revision, and that before who may", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
      expect(refused(await engine.send({ case: id, event: { type: "COUNT" }, by: "eve", revision: 1 }))).toBe(
        "suspended",
      );
      accepted(await engine.resume({ case: id, by: admin }));
      expect(refused(await engine.send({ case: id, event: { type: "COUNT" }, by: "eve", revision: 1 }))).toBe(
        "stale-revision",
      );
      expect(refused(await engine.send({ case: id, event: { type: "COUNT" }, by: "eve", revision: 3 }))).toBe(
        "not-permitted",
      );
    });

    it("A3: who may comes before what was sent, and that before whether it is possible now", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      expect(refused(await sent(engine, id, "RETURN", "ann", { wrong: 1 }))).toBe("not-permitted");
      expect(refused(await sent(engine, id, "RETURN", "cho", { wrong: 1 }))).toBe("invalid-payload");
      expect(refused(await sent(engine, id, "RETURN", "cho", { note: "more" }))).toBe("not-now");
    });

    it("A3: a false guard is told last", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp", income: 5000 });
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      expect(refused(await sent(engine, id, "APPROVE", "cho"))).toBe("guard-refused");
    });

    it("A3: whoever nobody knows is refused where roles are asked for, whatever anyone may", async () => {
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      expect(refused(await engine.open({ procedure: "errand", by: "stranger", data: { about: "x" } }))).toBe(
        "not-permitted",
      );
      expect(refused(await sent(engine, id, "COUNT", "stranger"))).toBe("not-permitted");
      expect(refused(await sent(engine, id, "NOTHING", "stranger"))).toBe("unknown-event");
    });
  });

  it.each([
    ["the engine", person("system", "clerk")],
    ["with the engine's role", person("zed", "system", "clerk")],
    ["another case", person("case:c1")],
    ["a schedule", person("schedule:monthly")],
  ])("A9: nobody may say that they are %s", async (_who, by) => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    expect(refused(await sent(engine, id, "COUNT", by))).toBe("not-permitted");
    expect(refused(await engine.open({ procedure: "errand", by, data: { about: "x" } }))).toBe(
      "not-permitted",
    );
  });

  it("leaves nothing behind of what is refused", async () => {
    const { engine, store } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    const before = [await viewOf(engine, id), await engine.counts(), await store.reader.lastPosition()];
    refused(await engine.send({ case: id, event: { type: "APPROVE" }, by: "ann", key: "k" }));
    refused(await engine.open({ procedure: "errand", by: "ann", data: { about: "" }, key: "o" }));
    expect([await viewOf(engine, id), await engine.counts(), await store.reader.lastPosition()]).toEqual(
      before,
    );
    // The keys are free: a refusal is decided anew.
    accepted(await engine.send({ case: id, event: { type: "COUNT" }, by: "ann", key: "k" }));
  });

  it("A3: what is larger than an entry may be is refused last, and leaves nothing", async () => {
    const { engine, store } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    const large = { note: "x".repeat(4_000_001) };
    expect(refused(await sent(engine, id, "SUBMIT", "cho", large))).toBe("not-permitted");
    expect(refused(await sent(engine, id, "SUBMIT", "ann", large))).toBe("limit-exceeded");
    expect(await store.reader.lastPosition()).toBe(1);
  });

  it("throws for a programmer's mistake: a closed engine", async () => {
    const { engine } = await openWorld({ store: open(), packs: [trial()] });
    await engine.close();
    expect(() => engine.counts()).toThrow("closed");
  });
});
