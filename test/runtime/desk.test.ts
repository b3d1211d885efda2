import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trial } from "./fixtures/trial.ts";
import { accepted, opened, openWorld, sent, stores, type World } from "./world.ts";

describe.each(stores)("the lists of a desk, over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [trial()] });
  });
  afterEach(() => world.engine.close());

  const submitted = async (about: string) => {
    const id = await opened(world.engine, "errand", { about });
    accepted(await sent(world.engine, id, "SUBMIT", "ann"));
    return id;
  };
  const todo = async (query: { procedure?: string; search?: string; limit?: number } = {}) => {
    const found: (string | null)[] = [];
    for (let after: string | undefined; ;) {
      const page = await world.engine.inbox({
        by: "cho",
        ...query,
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.items.map((task) => task.subject));
      if (page.next === undefined) return found.toSorted();
      after = page.next;
    }
  };

  it("what waits is found by words of its title, its subject or its case, in whatever order and case", async () => {
    const lamp = await submitted("A lamp at the gate");
    await submitted("A bench in the park");
    await submitted("一盏路灯");
    expect(await todo()).toEqual(["A bench in the park", "A lamp at the gate", "一盏路灯"]);
    expect(await todo({ search: "GATE lamp" })).toEqual(["A lamp at the gate"]);
    expect(await todo({ search: "路灯" })).toEqual(["一盏路灯"]);
    expect(await todo({ search: lamp })).toEqual(["A lamp at the gate"]);
    expect(await todo({ search: "a", limit: 1 })).toEqual(await todo({ search: "a" }));
    expect(await todo({ search: "fountain" })).toEqual([]);
  });

  it("what waits is of one procedure where one is asked for", async () => {
    await submitted("A lamp");
    expect(await todo({ procedure: "errand" })).toEqual(["A lamp"]);
    expect(await todo({ procedure: "another" })).toEqual([]);
  });

  it("what was done stands in the list of who did it, the last first, with what its case is about", async () => {
    const { engine, clock } = world;
    const first = await submitted("A lamp");
    clock.set("2026-03-02T09:30:00+08:00");
    const second = await submitted("A bench");
    clock.set("2026-03-02T10:00:00+08:00");
    accepted(await sent(engine, first, "APPROVE", "cho"));
    clock.set("2026-03-02T11:00:00+08:00");
    accepted(await sent(engine, second, "RETURN", "cho", { note: "where?" }));
    const { items } = await engine.done({ by: "cho" });
    expect(items.map((task) => [task.subject, task.status, task.closedAt])).toEqual([
      ["A bench", "done", "2026-03-02T03:00:00.000Z"],
      ["A lamp", "done", "2026-03-02T02:00:00.000Z"],
    ]);
    expect((await engine.done({ by: "ann" })).items.map((task) => task.subject)).toEqual([
      "A bench",
      "A lamp",
    ]);
    expect((await engine.done({ by: "nobody" })).items).toEqual([]);
  });
});
