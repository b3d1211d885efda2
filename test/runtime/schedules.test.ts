import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsOf, occurrences } from "../../engine/runtime/schedules.ts";
import { createZone } from "../../engine/time/index.ts";
import { trial } from "./fixtures/trial.ts";
import { admin, openWorld, stores } from "./world.ts";

const calendar = trial().calendars["cn"];
if (calendar === undefined) throw new Error("no calendar");
const zone = createZone("Asia/Shanghai", calendar);
const at = (text: string) => new Date(text).toISOString();
const days = (rule: string, from: string, to: string, toWorkingDay?: "next" | "previous") =>
  occurrences({ rule, ...(toWorkingDay === undefined ? {} : { toWorkingDay }) }, zone, at(from), at(to));

describe("when a schedule asks for cases", () => {
  it("at the first instant of the local date", () => {
    expect(
      days("FREQ=MONTHLY;BYMONTHDAY=1", "2026-02-15T00:00:00+08:00", "2026-04-15T00:00:00+08:00"),
    ).toEqual([
      { name: "2026-03-01", at: at("2026-03-01T00:00:00+08:00") },
      { name: "2026-04-01", at: at("2026-04-01T00:00:00+08:00") },
    ]);
  });

  it("at the time of day that the rule names", () => {
    expect(
      days("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30", "2026-03-02T12:00:00+08:00", "2026-03-03T09:30:00+08:00"),
    ).toEqual([
      { name: "2026-03-02T17:30", at: at("2026-03-02T17:30:00+08:00") },
      { name: "2026-03-03T09:30", at: at("2026-03-03T09:30:00+08:00") },
    ]);
  });

  it("after one instant and up to another: the same one never twice", () => {
    const first = at("2026-03-01T00:00:00+08:00");
    const before = at("2026-02-28T23:59:59+08:00");
    expect(days("FREQ=MONTHLY;BYMONTHDAY=1", before, first)).toHaveLength(1);
    expect(days("FREQ=MONTHLY;BYMONTHDAY=1", first, at("2026-03-31T00:00:00+08:00"))).toHaveLength(0);
  });

  it("moves to the next or previous working day, and keeps its name", () => {
    // 1 May 2026 is a Friday of a holiday that ends on the 5th.
    const may = ["2026-04-20T00:00:00+08:00", "2026-05-20T00:00:00+08:00"] as const;
    expect(days("FREQ=MONTHLY;BYMONTHDAY=1", ...may, "next")).toEqual([
      { name: "2026-05-01", at: at("2026-05-06T00:00:00+08:00") },
    ]);
    expect(days("FREQ=MONTHLY;BYMONTHDAY=1", ...may, "previous")).toEqual([
      { name: "2026-05-01", at: at("2026-04-30T00:00:00+08:00") },
    ]);
  });

  it("finds a date that was moved over the edge of what is looked at", () => {
    expect(
      days("FREQ=MONTHLY;BYMONTHDAY=1", "2026-05-03T00:00:00+08:00", "2026-05-06T00:00:00+08:00", "next"),
    ).toHaveLength(1);
    expect(
      days("FREQ=MONTHLY;BYMONTHDAY=1", "2026-04-29T00:00:00+08:00", "2026-04-30T00:00:00+08:00", "previous"),
    ).toHaveLength(1);
  });

  it("counts every second week from the same Monday, whenever it is asked", () => {
    const whole = days(
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
      "2026-03-01T00:00:00+08:00",
      "2026-05-01T00:00:00+08:00",
    );
    const half = days(
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
      "2026-03-20T00:00:00+08:00",
      "2026-05-01T00:00:00+08:00",
    );
    expect(whole.slice(-half.length)).toEqual(half);
    expect(whole.length).toBeGreaterThan(half.length);
  });

  it("looks in pieces and finds what it finds in one look", () => {
    const day = fc.integer({ min: 0, max: 400 });
    const rule = fc.constantFrom(
      "FREQ=DAILY",
      "FREQ=WEEKLY;BYDAY=MO,TH",
      "FREQ=MONTHLY;BYMONTHDAY=1,-1",
      "FREQ=YEARLY",
    );
    const moved = fc.constantFrom(undefined, "next" as const, "previous" as const);
    const start = Date.parse("2026-01-01T00:00:00+08:00");
    const instant = (n: number) => new Date(start + n * 86_400_000 - 1).toISOString();
    fc.assert(
      fc.property(rule, moved, fc.tuple(day, day, day), (rule, toWorkingDay, found) => {
        const [a, b, c] = found.sort((x, y) => x - y).map(instant) as [string, string, string];
        const schedule = { rule, ...(toWorkingDay === undefined ? {} : { toWorkingDay }) };
        const look = (from: string, to: string) => occurrences(schedule, zone, from, to);
        expect([...look(a, b), ...look(b, c)]).toEqual(look(a, c));
      }),
      { numRuns: 60 },
    );
  });

  it.each(["FREQ=MINUTELY", "FREQ=HOURLY", "BYDAY=MO"])("refuses %s", (rule) => {
    expect(() => days(rule, "2026-03-01T00:00:00+08:00", "2026-03-02T00:00:00+08:00")).toThrow(
      "A schedule is daily",
    );
  });

  it("names the items of one occurrence by themselves, by their id or by their place", () => {
    expect(itemsOf(["ann", { id: "bob" }, { who: "cho" }]).map(({ name }) => name)).toEqual([
      "ann",
      "bob",
      "2",
    ]);
    expect(itemsOf(null)).toEqual([]);
  });
});

describe.each(stores)("schedules over %s", (_, open) => {
  const casesOf = async (engine: Awaited<ReturnType<typeof openWorld>>["engine"], procedure: string) =>
    (await engine.cases({ by: admin, procedure, limit: 200 })).items;

  it("open what was due since the deployment, as the schedule and at the schedule's time", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    expect(await engine.tick()).toMatchObject({ opened: 0 });
    clock.set("2026-04-02T09:00:00+08:00");
    const { opened } = await engine.tick();
    const [errand] = await casesOf(engine, "errand");
    expect(errand).toMatchObject({
      openedBy: "schedule:trial/monthly",
      openedAt: at("2026-04-01T00:00:00+08:00"),
      data: { about: "monthly round" },
    });
    // Two Mondays, as COUNT says, for each of two people.
    const opinions = await casesOf(engine, "opinion");
    expect(opinions.map(({ data, openedAt }) => [openedAt, data["who"]]).sort()).toEqual(
      ["2026-03-09", "2026-03-16"].flatMap((day) =>
        ["ann", "bob"].map((who) => [at(`${day}T00:00:00+08:00`), who]),
      ),
    );
    expect(opened).toBe(5);
    await engine.close();
  });

  it("open nothing twice, however often they are asked, and by however many", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    clock.set("2026-03-09T09:00:00+08:00");
    await Promise.all([engine.tick(), engine.tick(), engine.tick()]);
    expect(await engine.tick()).toMatchObject({ opened: 0 });
    expect(await casesOf(engine, "opinion")).toHaveLength(2);
    await engine.close();
  });

  it("open nothing twice where the mark was lost between opening and marking", async () => {
    const { engine, clock, store } = await openWorld({ store: open(), packs: [trial()] });
    const mark = await store.transact((tx) => tx.scheduleMark("trial/each"));
    if (mark === null) throw new Error("no mark");
    clock.set("2026-03-09T09:00:00+08:00");
    await engine.tick();
    await store.transact((tx) => tx.setScheduleMark("trial/each", mark));
    expect(await engine.tick()).toMatchObject({ opened: 0 });
    expect(await casesOf(engine, "opinion")).toHaveLength(2);
    await engine.close();
  });

  it("fire at once what is due in a case that was opened for a day gone by", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    clock.set("2026-03-09T09:00:00+08:00");
    await engine.tick();
    // Two hours after midnight the opinion's deadline has passed.
    expect((await casesOf(engine, "opinion")).map(({ status }) => status)).toEqual(["done", "done"]);
    await engine.close();
  });

  it("go on where the last version of the pack stopped", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    clock.set("2026-04-02T09:00:00+08:00");
    await engine.tick();
    expect(await engine.deploy(trial(), { by: admin, parameters: { patience: 4 } })).toMatchObject({
      ok: true,
    });
    expect(await engine.tick()).toMatchObject({ opened: 0 });
    await engine.close();
  });
});
