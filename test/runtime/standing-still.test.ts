import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEngine } from "../../engine/runtime/index.ts";
import { ajvValidator } from "../../engine/model/index.ts";
import type { Store } from "../../engine/ports/index.ts";
import { permissions } from "./fixtures/permission.ts";
import {
  accepted,
  admin,
  journalOf,
  opened,
  openWorld,
  refused,
  sent,
  stores,
  viewOf,
  type World,
} from "./world.ts";

describe.each(stores)("returns and holds, over %s", (_, open) => {
  let world: World;
  let store: Store;
  /** What the registry answers, once it is let. */
  let answer: (output: null) => void;
  beforeEach(async () => {
    store = open();
    const registry = { perform: () => new Promise<null>((resolve) => (answer = resolve)) };
    world = await openWorld({ store, packs: [permissions()], connectors: { registry } });
  });
  afterEach(() => world.engine.close());

  const examining = async () => {
    const id = await opened(world.engine, "permission", { about: "a fence" });
    accepted(await sent(world.engine, id, "SUBMIT", "ann"));
    const [child] = (await viewOf(world.engine, id)).case.children;
    return { id, child: child!.case };
  };
  const verified = async () => {
    const { ok, faults } = await world.engine.verify();
    expect([ok, faults]).toEqual([true, []]);
  };
  const openTasks = async (id: string) =>
    (await viewOf(world.engine, id)).tasks.map(({ events }) => events.join());

  it("F3: a return withdraws the child and the call of what it leaves; their requests are kept as superseded", async () => {
    const { engine } = world;
    const { id, child } = await examining();
    const back = { to: "drafting", reason: "incomplete", items: ["the plan"], resume: "back" };
    accepted(await sent(engine, id, "RETURN", "cho", back));
    expect((await viewOf(engine, child)).case.status).toBe("withdrawn");
    expect((await engine.effects({ by: admin })).items.map(({ status }) => status)).toEqual(["withdrawn"]);
    expect(await openTasks(id)).toEqual(["WITHDRAW", "SUBMIT"]);
    const kept = await store.reader.tasksOf(child);
    expect(kept.map(({ status }) => status)).toEqual(["superseded"]);
    expect((await journalOf(engine, id)).at(-1)).toMatchObject({
      event: { ...back, type: "RETURN" },
      notes: expect.arrayContaining([
        { note: "returned", name: "review", from: "open.examining", to: "open.drafting", resume: "back" },
      ]),
    });
    accepted(await sent(engine, id, "SUBMIT", "ann"));
    expect((await viewOf(engine, id)).case.children).toHaveLength(2);
    await verified();
  });

  it("F3: it is known after the engine was started anew who returned", async () => {
    const { id, child } = await examining();
    accepted(await sent(world.engine, child, "SAY", "eve", { says: "good" }));
    accepted(await world.engine.answer({ case: id, call: "look", by: admin, output: null }));
    for (const member of ["m1", "m2"])
      accepted(await sent(world.engine, id, "SIGN", member, { choice: "yes" }));
    accepted(await sent(world.engine, id, "RETURN", "cho", { to: "drafting", reason: "x", resume: "back" }));
    const again = await openEngine({
      store,
      clock: world.clock,
      validator: ajvValidator(),
      ids: { next: () => "n" },
    });
    accepted(await sent(again, id, "SUBMIT", "ann"));
    expect((await viewOf(again, id)).state).toEqual({ open: "deciding" });
    await verified();
  });

  it("F4: the case says that it stands still, and asks for nothing but to go on", async () => {
    const { engine, clock } = world;
    const { id } = await examining();
    clock.set("2026-03-03T09:00:00+08:00");
    accepted(await sent(engine, id, "SUSPEND", "cho", { ground: "a suit" }));
    const view = await viewOf(engine, id, "cho");
    expect(view.hold).toMatchObject({
      hold: "suspended",
      title: { en: "Suspend", "zh-CN": "中止" },
      since: "2026-03-03T01:00:00.000Z",
      end: { event: "RESUME" },
    });
    expect(view.case.status).toBe("active");
    expect(view.data["ground"]).toBe("a suit");
    expect(view.delays).toMatchObject([{ delay: "patience", still: "2026-03-03T01:00:00.000Z" }]);
    expect(view.offers.filter(({ allowed }) => allowed).map(({ event }) => event)).toEqual(["RESUME"]);
    expect(await openTasks(id)).toEqual(["WITHDRAW", "RESUME"]);
    clock.set("2026-03-04T09:00:00+08:00");
    accepted(await sent(engine, id, "RESUME", "cho"));
    expect((await viewOf(engine, id)).hold).toBeUndefined();
    await verified();
  });

  it("F4, A3: suspended comes before a stale revision, and that before who may", async () => {
    const { engine } = world;
    const { id } = await examining();
    accepted(await sent(engine, id, "SUSPEND", "cho", { ground: "a suit" }));
    const stale = { case: id, by: "eve", revision: 1 };
    expect(refused(await engine.send({ ...stale, event: { type: "RETURN" } }))).toBe("suspended");
    expect(refused(await engine.send({ ...stale, event: { type: "WITHDRAW" } }))).toBe("stale-revision");
    expect(refused(await sent(engine, id, "WITHDRAW", "eve"))).toBe("not-permitted");
    const told = await engine.explain({ case: id, event: { type: "RETURN" }, by: "cho" });
    expect(told).toMatchObject({ ok: true, allowed: false, refusal: { code: "suspended" } });
  });

  it("F4: what a child and a call answer while it stands arrives when it goes on; nothing fires before", async () => {
    const { engine, clock } = world;
    const { id, child } = await examining();
    const asked = engine.tick();
    await expect.poll(() => typeof answer).toBe("function");
    accepted(await sent(engine, id, "SUSPEND", "cho", { ground: "a suit" }));
    accepted(await sent(engine, child, "SAY", "eve", { says: "good" }));
    answer(null);
    await asked;
    clock.set("2026-03-20T09:00:00+08:00");
    await engine.tick();
    expect((await viewOf(engine, id)).state).toEqual({
      open: { examining: { expert: "asked", registry: "asked" } },
    });
    accepted(await sent(engine, id, "RESUME", "cho"));
    const view = await viewOf(engine, id);
    expect([view.state, view.data["checked"]]).toEqual([{ open: "signing" }, true]);
    // Red was shown on time, and the machine heard of it with the resumption.
    expect(view.data["ground"]).toBe("overdue");
    expect(view.clocks.map(({ clock, light }) => [clock, light])).toContainEqual(["whole", "red"]);
    const kinds = (await journalOf(engine, id)).map(({ kind }) => kind);
    expect(kinds.slice(2)).toEqual([
      "event",
      "answer",
      "answer",
      "light",
      "event",
      "light",
      "answer",
      "answer",
    ]);
    await verified();
  });

  it("F4: a hold that somebody has taken out of the record is found by doing the case again", async () => {
    const { engine } = world;
    const { id } = await examining();
    accepted(await sent(engine, id, "SUSPEND", "cho", { ground: "a suit" }));
    await store.transact(async (tx) => {
      const record = (await tx.case(id))!;
      const { hold: _, ...state } = record.state;
      await tx.updateCase({ ...record, state }, record.revision);
    });
    expect((await engine.verify()).ok).toBe(false);
  });

  it("F4: nobody forges what the engine tells a case", async () => {
    const { engine } = world;
    const { id } = await examining();
    accepted(await sent(engine, id, "SUSPEND", "cho", { ground: "a suit" }));
    for (const type of ["clock.whole.red", "case.resume", "xstate.done.actor.opinion"])
      expect(refused(await sent(engine, id, type, admin))).toBe("unknown-event");
  });
});
