import { afterEach, describe, expect, it } from "vitest";
import type { CalendarYear, Pack } from "../../engine/model/index.ts";
import { StoreUnavailable } from "../../engine/ports/index.ts";
import { packWith } from "./fixtures/pack.ts";
import {
  accepted,
  admin,
  journalOf,
  opened,
  openWorld,
  person,
  sent,
  stores,
  viewOf,
  type World,
} from "./world.ts";

const text = (en: string, zh: string) => ({ en, "zh-CN": zh });
const clerk = person("ann", "clerk");
const plain: CalendarYear = { source: "none", holidays: [], workingWeekends: [] };
/** The New Year holiday of the year to come, which nobody knows before its notice. */
const newYear: CalendarYear = {
  source: "notice",
  holidays: ["2027-01-01/2027-01-03"],
  workingWeekends: [],
};

function procedure(id: string) {
  return {
    id,
    title: text("Paper", "文件"),
    opening: { by: ["clerk", "anyone"] },
    data: { type: "object", properties: {} },
    events: {
      WAIT: { title: text("Wait", "等待"), by: ["clerk"] },
      ASK: { title: text("Ask", "询问"), by: ["clerk"] },
    },
    delays: { patience: { limit: 3, unit: "workingDays" } },
    clocks: { handling: { title: text("Handling", "办理"), limit: 3, unit: "workingDays" } },
    machine: {
      id,
      initial: "idle",
      states: {
        idle: { on: { WAIT: "waiting", ASK: "asking" } },
        waiting: { tags: ["clock:handling"], after: { patience: "lapsed" } },
        asking: {
          invoke: { src: "procedure", id: "part", input: { procedure: "part", data: {} }, onDone: "lapsed" },
          on: { WAIT: "waiting" },
        },
        lapsed: { type: "final" },
      },
    },
  };
}

function pack(version: string, years: Record<string, CalendarYear>, ids = ["paper", "part"]): Pack {
  return packWith({
    id: "office",
    version,
    roles: ["clerk"],
    years,
    procedures: ids.map(procedure),
  });
}

const before = pack("1.0.0", { "2026": plain });
const grown = pack("1.1.0", { "2026": plain, "2027": newYear });
/** Three working days from Wednesday, 30 December: 31, and then two of the new year. */
const guessed = "2027-01-04T16:00:00.000Z";
const known = "2027-01-05T16:00:00.000Z";

describe.each(stores)("a calendar that has grown, over %s", (_, open) => {
  let world: World;
  afterEach(() => world.engine.close());
  const begin = async () => {
    world = await openWorld({ store: open(), packs: [before], at: "2026-12-30T09:00:00+08:00" });
    return world;
  };
  const waiting = async (procedure = "paper") => {
    const id = await opened(world.engine, procedure, {}, clerk);
    accepted(await sent(world.engine, id, "WAIT", clerk));
    return id;
  };
  const deploy = async (one: Pack) =>
    expect(await world.engine.deploy(one, { by: admin })).toMatchObject({ ok: true });
  const clean = async () => expect(await world.engine.verify()).toMatchObject({ ok: true, faults: [] });

  it("C10: gives running cases their limits again, with an entry, and the verifier comes to the same", async () => {
    const { engine } = await begin();
    const id = await waiting();
    expect((await viewOf(engine, id)).delays).toMatchObject([{ due: guessed, provisional: true }]);
    await deploy(grown);
    await engine.tick();
    const view = await viewOf(engine, id);
    expect(view.delays).toMatchObject([{ due: known }]);
    expect(view.delays[0]).not.toHaveProperty("provisional");
    expect(view.clocks).toMatchObject([{ due: known }]);
    expect((await journalOf(engine, id)).at(-1)).toMatchObject({
      kind: "calendar",
      event: { type: "case.calendar", pack: grown.digest, years: ["2027"] },
      by: { id: "system" },
      notes: [{ note: "delay", delay: "patience", due: known }],
    });
    await clean();
    world.clock.set(guessed);
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("waiting");
    world.clock.set(known);
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("lapsed");
    await clean();
  });

  it("C10: is told once, and a case that has ended is left alone", async () => {
    const { engine } = await begin();
    const ended = await waiting();
    const id = await waiting();
    accepted(await engine.withdraw({ case: ended, by: admin, reason: "a mistake" }));
    const [was] = [(await journalOf(engine, ended)).length];
    await deploy(grown);
    await engine.tick();
    await engine.tick();
    await deploy(pack("1.2.0", { "2026": plain, "2027": newYear }));
    await engine.tick();
    expect((await journalOf(engine, ended)).length).toBe(was);
    expect((await journalOf(engine, id)).filter(({ kind }) => kind === "calendar")).toHaveLength(1);
    await clean();
  });

  it("C10: grows again and again, and what begins later counts with what is known then", async () => {
    const { engine, clock } = await begin();
    const id = await opened(engine, "paper", {}, clerk);
    await deploy(grown);
    await engine.tick();
    await deploy(pack("2.0.0", { "2026": plain, "2027": newYear, "2028": plain }));
    await engine.tick();
    accepted(await sent(engine, id, "WAIT", clerk));
    expect((await viewOf(engine, id)).delays).toMatchObject([{ due: known }]);
    expect((await journalOf(engine, id)).filter(({ kind }) => kind === "calendar")).toHaveLength(2);
    await clean();
    clock.set(known);
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("lapsed");
    await clean();
  });

  it("C10: another calendar for a year that was known is for new cases alone", async () => {
    const { engine } = await begin();
    const id = await waiting();
    await deploy(pack("1.1.0", { "2026": { ...plain, holidays: ["2026-12-31"] }, "2027": newYear }));
    await engine.tick();
    expect((await viewOf(engine, id)).delays).toMatchObject([{ due: guessed, provisional: true }]);
    expect((await viewOf(engine, await waiting())).delays).toMatchObject([
      { due: "2027-01-06T16:00:00.000Z" },
    ]);
    await clean();
  });

  it("C10: a suspended case counts with it from its resumption", async () => {
    const { engine, clock } = await begin();
    const id = await waiting();
    accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
    await deploy(grown);
    await engine.tick();
    clock.set("2026-12-31T09:00:00+08:00");
    accepted(await engine.resume({ case: id, by: admin }));
    const [delay] = (await viewOf(engine, id)).delays;
    // The 31st, on which it was resumed, does not count; the first three of January are free.
    expect(delay).toMatchObject({ due: "2027-01-06T16:00:00.000Z" });
    expect(delay).not.toHaveProperty("provisional");
    await clean();
  });

  it("C10: children, and cases of a procedure that the later pack has no more, count with it too", async () => {
    const { engine } = await begin();
    const asking = await opened(engine, "paper", {}, clerk);
    await deploy(pack("1.1.0", { "2026": plain, "2027": newYear }, ["part"]));
    await engine.tick();
    accepted(await sent(engine, asking, "ASK", clerk));
    const { items } = await engine.cases({ by: admin, procedure: "part" });
    const [child] = items;
    accepted(await sent(engine, child!.id, "WAIT", clerk));
    expect((await viewOf(engine, child!.id)).delays).toMatchObject([{ due: known }]);
    expect((await viewOf(engine, await waiting("paper"))).delays).toMatchObject([{ due: known }]);
    await clean();
  });

  it("C10: leaves out no case that could not be written at first", async () => {
    const { engine, store } = await begin();
    const ids = [await waiting(), await waiting()];
    await deploy(grown);
    const { transact } = store;
    // As often as two commands are tried; what is written after them goes well.
    let refusals = 10;
    store.transact = (work) =>
      refusals-- > 0 ? Promise.reject(new StoreUnavailable("for a while")) : transact(work);
    await engine.tick();
    expect(refusals).toBeLessThan(1);
    await engine.tick();
    for (const id of ids) expect((await viewOf(engine, id)).delays).toMatchObject([{ due: known }]);
    await clean();
  });

  it("C10: reaches more cases than one page has", async () => {
    const { engine } = await begin();
    const ids = await Promise.all(Array.from({ length: 150 }, () => waiting()));
    await deploy(grown);
    await engine.tick();
    for (const id of ids) expect((await viewOf(engine, id)).delays).toMatchObject([{ due: known }]);
    await clean();
  });
});
