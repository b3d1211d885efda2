import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MeasureGroup } from "../../engine/index.ts";
import { agreementPack } from "./fixtures/agreement.ts";
import { accepted, admin, opened, openWorld, refused, sent, stores, type World } from "./world.ts";

const days = (date: string, n: number) => new Date(Date.parse(date) + n * 86_400_000).toISOString();
const begin = "2026-03-30T15:00:00.000Z";

describe.each(stores)("measures, over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [agreementPack()], at: begin });
  });
  afterEach(() => world.engine.close());

  type Query = Partial<Parameters<World["engine"]["measures"]>[0]>;
  const measured = async (query: Query = {}) => {
    const answer = await world.engine.measures({ procedure: "agreement", by: admin, ...query });
    if (!answer.ok) throw new Error(answer.refusal.message.en);
    return new Map(answer.measures.map((one) => [one.measure, one]));
  };
  const figures = (groups: MeasureGroup[] = []) =>
    groups.map(({ period, numerator, denominator, exact }) => [period, numerator, denominator, exact]);

  /** Cases opened a day apart, each with its own story, and what an independent count makes of them. */
  async function stories(count: number) {
    const { engine, clock } = world;
    const told = [];
    for (let n = 0; n < count; n++) {
      const openedAt = days(begin, n);
      clock.set(openedAt);
      const isLate = n % 3 === 0;
      const who = n % 2 === 0 ? "li" : "wu";
      const due = (isLate ? openedAt : days(openedAt, 90)).slice(0, 10);
      const income = Array.from({ length: n % 4 }, (_, no) => ({ no: `p${no}`, due: "2027-01-01" }));
      const id = await opened(engine, "agreement", { items: [{ no: "a", due, who }], income });
      told.push({ id, openedAt, isLate, who, takes: n % 5 === 4 ? null : 1 + ((n * 7) % 11), proofs: n % 4 });
    }
    const ends = told.flatMap(({ id, openedAt, takes }) =>
      takes === null ? [] : [{ id, at: days(openedAt, takes + count) }],
    );
    for (const { id, at } of ends.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
      clock.set(at);
      await engine.tick();
      accepted(await sent(engine, id, "PERFORM", "li", { no: "a" }));
      accepted(await sent(engine, id, "CLOSE", "med"));
    }
    return told;
  }

  it("C11: equal an independent count of what the cases are and of what happened in them", async () => {
    const count = 20;
    const told = await stories(count);
    const all = await measured();
    const month = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 7);
    const inMonth = (period: string) => told.filter(({ openedAt }) => month(openedAt) === period);
    expect(all.get("late")!.groups).toHaveLength(2);
    for (const { period, numerator, denominator, cases } of all.get("late")!.groups) {
      const there = inMonth(period!);
      expect([numerator, denominator]).toEqual([there.filter(({ isLate }) => isLate).length, there.length]);
      expect(cases).toEqual(there.map(({ id }) => id).toReversed());
    }
    const taken = told
      .flatMap(({ takes }) => (takes === null ? [] : [takes + count]))
      .toSorted((a, b) => a - b);
    const middle = (taken[(taken.length - 1) >> 1]! + taken[taken.length >> 1]!) / 2;
    expect(all.get("duration")!.groups).toMatchObject([{ value: middle, denominator: taken.length }]);
    expect(all.get("performed")!.groups).toMatchObject([{ value: taken.length, denominator: count }]);
    expect((await measured({ by: "med" })).get("proofs")!.groups).toMatchObject([
      { value: told.reduce((sum, { proofs }) => sum + proofs, 0) },
    ]);
  });

  it("C11: count the cases opened from one date to another in the pack's time zone, both included", async () => {
    const told = await stories(4);
    // Opened at 23:00 of 30 March, 31 March, 1 April and 2 April, in Shanghai.
    const cases = async (query: Query) =>
      (await measured(query))
        .get("performed")!
        .groups.flatMap((group) => group.cases)
        .toReversed();
    const ids = told.map(({ id }) => id);
    expect(await cases({ from: "2026-03-31" })).toEqual(ids.slice(1));
    expect(await cases({ to: "2026-03-31" })).toEqual(ids.slice(0, 2));
    expect(await cases({ from: "2026-03-31", to: "2026-04-01" })).toEqual(ids.slice(1, 3));
    expect(await cases({ where: { "==": [{ entered: "closed" }, null] } })).toEqual([]);
    expect(await cases({ where: { "==": [{ var: "case.openedAt" }, told[2]!.openedAt] } })).toEqual([ids[2]]);
    expect(figures((await measured({ period: "year" })).get("late")!.groups)).toEqual([
      ["2026", 2, 4, "1/2"],
    ]);
  });

  it("C12: how things stand is told whatever days and periods are asked for", async () => {
    const told = await stories(5);
    const running = told.filter(({ takes }) => takes === null).map(({ id }) => id);
    for (const query of [{}, { from: "2030-01-01" }, { to: "2020-01-01", period: "month" as const }])
      expect((await measured(query)).get("standing")).toMatchObject({
        standing: true,
        baselines: [{ value: 12 }],
        byPeriod: [],
        overall: { value: running.length, cases: running },
      });
    expect((await measured({ from: "2030-01-01" })).get("performed")!.groups).toEqual([]);
  });

  it("gives the cases behind a figure by their ids, to whoever may see them", async () => {
    const told = await stories(5);
    const { cases } = (await measured()).get("performed")!.overall;
    const ids = [...cases].reverse();
    const list = (by: typeof admin | string) => world.engine.cases({ by, ids: [...ids, "unknown"] });
    const seen = await list(admin);
    expect(seen.items.map(({ id }) => id)).toEqual(ids);
    expect(seen.next).toBeUndefined();
    expect(seen.items).toEqual((await world.engine.cases({ by: admin })).items.toReversed());
    const own = told.filter(({ who }) => who === "wu").map(({ id }) => id);
    expect((await list("wu")).items.map(({ id }) => id)).toEqual(ids.filter((id) => own.includes(id)));
  });

  it("C11: a person's figures count the cases that they may see", async () => {
    const told = await stories(5);
    const seen = async (by: string) =>
      (await measured({ by })).get("performed")!.groups.flatMap(({ cases }) => cases);
    expect((await seen("ann")).toSorted()).toEqual(told.map(({ id }) => id).toSorted());
    expect((await seen("wu")).toSorted()).toEqual(
      told
        .filter(({ who }) => who === "wu")
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(await seen("o1")).toEqual([]);
    const stranger = await world.engine.measures({ procedure: "agreement", by: "nobody" });
    expect(refused(stranger)).toBe("not-permitted");
  });

  it("C11: what reads something confidential leaves the cases out, and says how many", async () => {
    await stories(3);
    expect((await measured({ by: "med" })).get("proofs")).toMatchObject({
      withheld: 0,
      groups: [{ value: 3 }],
    });
    for (const by of ["ann", admin]) {
      const all = await measured({ by });
      expect(all.get("proofs")).toMatchObject({ withheld: 3, groups: [] });
      expect(all.get("performed")).toMatchObject({ withheld: 0 });
      const probing = await measured({ by, where: { ">": [{ size: { var: "data.income" } }, 1] } });
      expect(probing.get("performed")).toMatchObject({ withheld: 3, groups: [] });
      const whole = await measured({ by, where: { "!!": { var: "" } } });
      expect(whole.get("performed")).toMatchObject({ withheld: 3, groups: [] });
    }
  });

  it("let others come in between", async () => {
    for (let n = 0; n < 100; n++) await opened(world.engine, "agreement", { items: [] });
    let pauses = 0;
    const pause = async () => void (pauses += 1);
    expect((await measured({ pause })).get("performed")!.groups).toMatchObject([{ denominator: 100 }]);
    expect(pauses).toBe(1);
  });

  it("refuse what they cannot reckon", async () => {
    const ask = (query: Query) => world.engine.measures({ procedure: "agreement", by: admin, ...query });
    expect(refused(await ask({ procedure: "none" }))).toBe("unknown-procedure");
    expect(refused(await ask({ from: "2026-02-30" }))).toBe("invalid-request");
    expect(refused(await ask({ where: { nonsense: [] } }))).toBe("invalid-request");
  });
});
