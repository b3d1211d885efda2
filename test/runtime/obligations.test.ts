import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runScenarios } from "../../engine/simulate/index.ts";
import { agreementPack } from "./fixtures/agreement.ts";
import { accepted, admin, journalOf, opened, openWorld, sent, stores, viewOf, type World } from "./world.ts";

const data = {
  items: [
    { no: "rent", due: "2026-03-09", who: "li" },
    { no: "door", due: "2026-03-20", who: "wu" },
  ],
  income: [{ no: "payslip", due: "2026-03-16" }],
};

describe.each(stores)("obligations, over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [agreementPack()] });
  });
  afterEach(() => world.engine.close());
  const inbox = async (id: string) => (await world.engine.inbox({ by: id })).items;
  const faults = async () => (await world.engine.verify()).faults;

  it("C7: each open row is a task of whom it names, and ends as done when they have closed it", async () => {
    const { engine, store } = world;
    const id = await opened(engine, "agreement", data);
    expect(await inbox("li")).toMatchObject([
      {
        kind: "obligation",
        obligation: "performance",
        title: { en: "Performance (rent)" },
        due: "2026-03-09T16:00:00.000Z",
      },
    ]);
    expect((await engine.read(id, { by: "li" })).ok).toBe(true);
    const [task] = await inbox("li");
    accepted(await sent(engine, id, "PERFORM", "li", { no: "rent" }));
    expect(await inbox("li")).toEqual([]);
    expect(await inbox("wu")).toHaveLength(1);
    const all = await store.reader.tasksOf(id);
    expect(all.find((one) => one.id === task!.id)).toMatchObject({ status: "done", closedBy: "li" });
    expect(await faults()).toEqual([]);
  });

  it("C7, C8: they fire by themselves, follow the data, are verified, and survive being stored", async () => {
    const { engine, clock } = world;
    const id = await opened(engine, "agreement", data);
    clock.set("2026-03-10T09:00:00+08:00");
    await engine.tick();
    accepted(await sent(engine, id, "POSTPONE", "med", { no: "door", due: "2026-03-06" }));
    clock.set("2026-04-10T09:00:00+08:00");
    await engine.tick();
    const told = (await journalOf(engine, id, "med")).filter(({ kind }) => kind === "obligation");
    expect(told.map(({ at, event }) => [at, event.type, (event["row"] as { no: string }).no])).toEqual(
      [
        ["2026-03-05T16:00:00.000Z", "due.performance.soon", "rent"],
        ["2026-03-09T16:00:00.000Z", "due.performance.over", "rent"],
        ["2026-03-10T01:00:00.000Z", "due.performance.over", "door"],
        ["2026-03-16T16:00:00.000Z", "due.proof.over", "payslip"],
      ].toSorted(),
    );
    expect((await viewOf(engine, id)).data["late"]).toEqual(["rent", "door"]);
    expect(await faults()).toEqual([]);
  });

  it("C7: the view lists them by date, and keeps a confidential list from whom it is not for", async () => {
    const { engine, clock } = world;
    const id = await opened(engine, "agreement", data);
    clock.set("2026-03-06T09:00:00+08:00");
    const seen = async (by: string) =>
      (await viewOf(engine, id, by)).obligations.map(({ obligation, key, status }) => [
        obligation,
        key,
        status,
      ]);
    expect(await seen("med")).toEqual([
      ["performance", "rent", "soon"],
      ["proof", "payslip", "pending"],
      ["performance", "door", "pending"],
    ]);
    expect(await seen("ann")).toEqual([
      ["performance", "rent", "soon"],
      ["performance", "door", "pending"],
    ]);
    const journal = JSON.stringify(await journalOf(engine, id, "ann"));
    expect(journal).not.toContain("payslip");
    expect(JSON.stringify((await viewOf(engine, id, "ann")).tasks)).not.toContain("payslip");
  });

  it("C5, C9: suspended nothing fires, and on resumption what fell due is sent; verify agrees", async () => {
    const { engine, clock } = world;
    const id = await opened(engine, "agreement", data);
    accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
    clock.set("2026-03-12T09:00:00+08:00");
    await engine.tick();
    expect((await viewOf(engine, id)).data["late"]).toEqual([]);
    accepted(await engine.resume({ case: id, by: admin }));
    expect((await viewOf(engine, id)).data["late"]).toEqual(["rent"]);
    expect(await faults()).toEqual([]);
  });

  describe("rounds of opinions", () => {
    const departments = ["d1", "d2", "d3"].map((id, n) => ({ id, officers: [`o${n + 1}`] }));
    const round = async (procedure: string) => {
      const { engine, clock } = world;
      const id = await opened(engine, procedure, { departments });
      accepted(await sent(engine, id, "OPINE", "o1", { value: "disagree" }));
      clock.set("2026-03-10T09:00:00+08:00");
      await engine.tick();
      return { id, data: (await viewOf(engine, id)).data };
    };

    it("E11: silence may be deemed a choice, and who was silent may still say otherwise until the state is left", async () => {
      const { engine } = world;
      const { id, data: told } = await round("deemed");
      expect(told["result"]).toMatchObject({
        result: "closed",
        counts: { agree: 2, disagree: 1 },
        ended: "expired",
        silent: ["d2", "d3"],
      });
      accepted(await sent(engine, id, "OPINE", "o2", { value: "disagree" }));
      expect((await viewOf(engine, id)).ballots).toMatchObject([
        { status: "ended", counts: { agree: 0, disagree: 2 } },
      ]);
      expect(await inbox("o2")).toEqual([]);
      expect(await inbox("o3")).toHaveLength(1);
      accepted(await sent(engine, id, "ON", "ann"));
      expect(await inbox("o3")).toEqual([]);
      expect(await faults()).toEqual([]);
    });
    it("E11: or each silence is told, and then the round is closed", async () => {
      const { data: told } = await round("escalated");
      expect(told).toMatchObject({
        silent: ["d2", "d3"],
        result: { result: "closed", counts: { disagree: 1 }, silent: ["d2", "d3"] },
      });
      expect(await faults()).toEqual([]);
    });
    it("E11: or it keeps the round open until everybody has spoken", async () => {
      const { engine } = world;
      const { id, data: told } = await round("blocked");
      expect(told).not.toHaveProperty("result");
      accepted(await sent(engine, id, "OPINE", "o2", { value: "agree" }));
      accepted(await sent(engine, id, "OPINE", "o3", { value: "agree" }));
      expect((await viewOf(engine, id)).data["result"]).toMatchObject({
        result: "closed",
        ended: "complete",
        counts: { agree: 2, disagree: 1 },
      });
      expect(await faults()).toEqual([]);
    });
  });
});

describe("scenarios with obligations", () => {
  it("F5: wait for them, and expect them and their tasks", async () => {
    const results = await runScenarios(agreementPack(), { procedures: ["agreement"] });
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    expect(results).toHaveLength(1);
  });
  it("say what is otherwise", async () => {
    const [first] = agreementPack().scenarios["agreement"]?.scenarios ?? [];
    const wrong = agreementPack({
      scenarios: [
        {
          ...first!,
          steps: [{ expect: { obligations: { performance: { rent: "over", nobody: "soon" }, proof: 2 } } }],
        },
      ],
    });
    const [result] = await runScenarios(wrong, { procedures: ["agreement"] });
    expect(result!.failures.map(({ message }) => message.en)).toEqual([
      "Of “performance” the deadline of rent was to be over and is pending.",
      "Of “performance” the deadline of nobody was to be soon and is –.",
      "Of “proof” 2 rows were to be open, and 0 are.",
    ]);
  });
  it("may not name an obligation that is none", () => {
    const [first] = agreementPack().scenarios["agreement"]?.scenarios ?? [];
    expect(() =>
      agreementPack({ scenarios: [{ ...first!, steps: [{ expect: { obligations: { performace: 1 } } }] }] }),
    ).toThrow("performace");
  });
});
