import { describe, expect, it } from "vitest";
import { trialFiles, trialWorld } from "./fixtures/trial.ts";
import { accepted, admin, journalOf, opened, packOf, refused, sent, stores, viewOf } from "./world.ts";

describe.each(stores)("registers and facts, over %s", (_, open) => {
  const world = trialWorld(open);

  const rows = async (register = "places", at?: string) =>
    (await world.engine.register(register, at === undefined ? {} : { at })).items.map(({ row }) => row);

  it("enters and strikes rows from a time to a time, and says which case did it", async () => {
    const { engine, clock } = world;
    const id = await opened(engine, "place", { who: "Li" });
    accepted(await sent(engine, id, "TAKE", "ann"));
    expect(await rows()).toEqual([{ who: "Li", since: "2026-03-02" }]);
    clock.set("2026-03-05T09:00:00+08:00");
    accepted(await sent(engine, id, "LEAVE", "ann"));
    expect(await rows()).toEqual([]);
    expect(await rows("places", "2026-03-03T00:00:00.000Z")).toHaveLength(1);
    const [row] = (await engine.register("places", { at: "2026-03-03T00:00:00.000Z" })).items;
    expect(row).toMatchObject({
      from: "2026-03-02T01:00:00.000Z",
      to: "2026-03-05T01:00:00.000Z",
      enteredBy: `case:${id}:2`,
      struckBy: `case:${id}:3`,
    });
  });

  it("replaces a row of the same key: the earlier one held until then", async () => {
    const { engine, clock } = world;
    for (const day of ["02", "04"]) {
      clock.set(`2026-03-${day}T09:00:00+08:00`);
      accepted(await sent(engine, await opened(engine, "place", { who: "Li" }), "TAKE", "ann"));
    }
    expect(await rows()).toEqual([{ who: "Li", since: "2026-03-04" }]);
    expect(await rows("places", "2026-03-03T00:00:00.000Z")).toEqual([{ who: "Li", since: "2026-03-02" }]);
  });

  it("makes an incident of a row that the register does not take, and enters nothing", async () => {
    const { engine } = world;
    const id = await opened(engine, "place", { who: "Li" });
    accepted(await sent(engine, id, "TAKE", "ann"));
    accepted(await sent(engine, id, "BREAK", "ann"));
    expect((await journalOf(engine, id)).at(-1)).toMatchObject({
      kind: "incident",
      notes: [{ code: "invalid-row" }],
    });
    expect(await rows()).toHaveLength(1);
  });

  it("A5: facts are looked up in the transaction and recorded with the entry", async () => {
    const { engine } = world;
    for (const [n, who] of ["Li", "Wu"].entries()) {
      const id = await opened(engine, "place", { who });
      accepted(await sent(engine, id, "TAKE", "ann"));
      expect((await journalOf(engine, id))[1]?.facts).toEqual({ taken: n });
    }
    const late = await opened(engine, "place", { who: "Xu" });
    expect(refused(await sent(engine, late, "TAKE", "ann"))).toBe("guard-refused");
  });

  it("A5: two events cannot both rely on the same last place", async () => {
    const { engine } = world;
    const ids = await Promise.all(
      ["Li", "Wu", "Xu", "Yu", "Zu"].map((who) => opened(engine, "place", { who })),
    );
    const answers = await Promise.all(ids.map((id) => sent(engine, id, "TAKE", "ann")));
    expect(answers.map(({ ok }) => ok).filter(Boolean)).toHaveLength(2);
    expect(await rows()).toHaveLength(2);
  });

  it("gives counts, existence, first, rows, ids and sums, of cases, registers and roles", async () => {
    const facts = {
      count: { of: "cases:errand", give: "count" },
      active: { of: "cases:errand", status: "active", give: "count" },
      done: { of: "cases:errand", status: "done", give: "ids" },
      dear: {
        of: "cases:errand",
        where: { ">": [{ var: ["row.data.income", 0] }, { var: "data.above" }] },
        give: "exists",
      },
      sum: { of: "cases:errand", give: "sum", field: "data.income" },
      first: { of: "register:staff", give: "first" },
      rows: { of: "register:staff", where: { "==": [{ var: "row.id" }, { var: "by.id" }] }, give: "rows" },
      chiefs: { of: "role:chief", give: "ids" },
      named: { of: "role:clerk", where: { "==": [{ var: "row.name" }, "Ann"] }, give: "count" },
    };
    const names = Object.keys(facts);
    const survey = {
      id: "survey",
      title: { en: "Survey", "zh-CN": "调查" },
      opening: { by: ["clerk"] },
      data: {
        type: "object",
        properties: {
          above: { type: "integer", default: 100 },
          ...Object.fromEntries(names.map((name) => [name, { readOnly: true }])),
        },
      },
      events: { LOOK: { title: { en: "Look", "zh-CN": "看" }, by: ["clerk"] } },
      facts,
      machine: {
        id: "survey",
        initial: "on",
        states: {
          on: {
            on: {
              LOOK: {
                actions: {
                  type: "assign",
                  params: Object.fromEntries(names.map((name) => [name, { var: `fact.${name}` }])),
                },
              },
            },
          },
        },
      },
    };
    const { engine } = world;
    const pack = packOf({ ...trialFiles, "procedures/survey.json": survey });
    expect(await engine.deploy(pack, { by: admin })).toMatchObject({ ok: true });
    const errands = await Promise.all(
      [50, 70].map((income) => opened(engine, "errand", { about: "x", income })),
    );
    const [first = "", second = ""] = errands;
    accepted(await sent(engine, first, "STOP", "ann"));
    accepted(await engine.suspend({ case: second, by: admin, reason: "inspection" }));
    const id = await opened(engine, "survey");
    accepted(await sent(engine, id, "LOOK", "ann"));
    const view = await viewOf(engine, id);
    expect(view.data).toEqual({
      above: 100,
      count: 2,
      // A suspended case has not ended.
      active: 1,
      done: [first],
      dear: false,
      sum: 120,
      first: { id: "ann" },
      rows: [{ id: "ann" }],
      chiefs: ["cho"],
      named: 1,
    });
    expect((await engine.verify({ case: id })).faults).toEqual([]);
  });

  it("fills a register from the pack once, whatever later versions bring", async () => {
    const { engine } = world;
    expect(await rows("staff")).toEqual([{ id: "ann" }, { id: "bob" }]);
    const later = packOf({ ...trialFiles, "registers/staff.json": { rows: [{ id: "cho" }] } });
    expect(await engine.deploy(later, { by: admin })).toMatchObject({ ok: true });
    expect(await rows("staff")).toEqual([{ id: "ann" }, { id: "bob" }]);
  });

  it("shows of a register to anyone what its definition makes public, and of others nothing", async () => {
    const { engine } = world;
    accepted(await sent(engine, await opened(engine, "place", { who: "Li" }), "TAKE", "ann"));
    expect((await engine.publicRegister("places")).items).toEqual([{ who: "Li" }]);
    expect((await engine.publicRegister("staff")).items).toEqual([]);
    expect((await engine.registers()).map(({ register, pack }) => [register, pack])).toEqual([
      ["places", "trial"],
      ["staff", "trial"],
    ]);
  });
});
