import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Store } from "../../engine/ports/index.ts";
import { memory } from "../../engine/store/index.ts";
import { packWith } from "./fixtures/pack.ts";
import {
  accepted,
  admin,
  countingIds,
  journalOf,
  opened,
  openWorld,
  person,
  refused,
  sent,
  stores,
  viewOf,
  type World,
} from "./world.ts";

/** A case that an administrator suspends takes along the child cases that it waits for, and lets them go on with it (C16). */

const text = (en: string) => ({ en, "zh-CN": en });
const clerk = person("ann", "clerk");

/** Waits for cases of another procedure, one for each name, until all have answered; opens one beside that it does not wait for. */
const asking = (id: string, procedure: string, names: string[]) => ({
  id,
  title: text(id),
  opening: { by: ["clerk"] },
  data: { type: "object", properties: { output: { readOnly: true }, who: { type: "string" } } },
  events: { STOP: { title: text("Stop"), by: ["clerk"] } },
  delays: { patience: { limit: 10, unit: "hours" } },
  machine: {
    id,
    initial: "waiting",
    states: {
      waiting: {
        entry: { type: "openCase", params: { procedure: "inner", link: "beside", data: { who: "beside" } } },
        after: { patience: "late" },
        invoke: {
          src: "procedure",
          id: "children",
          input: { procedure, data: { who: { var: "row" } }, each: names },
          onDone: {
            target: "done",
            actions: { type: "assign", params: { output: { var: "event.output" } } },
          },
          onError: {
            target: "done",
            actions: { type: "assign", params: { output: { var: "event.error" } } },
          },
        },
        on: { STOP: "done" },
      },
      late: { on: { STOP: "done" } },
      done: { type: "final" },
    },
  },
});
const inner = {
  id: "inner",
  title: text("inner"),
  opening: { by: ["clerk"] },
  data: { type: "object", properties: { who: { type: "string" } } },
  events: { SAY: { title: text("Say"), by: ["clerk"] } },
  delays: { deadline: { limit: 2, unit: "hours" } },
  clocks: { handling: { title: text("Handling"), limit: 4, unit: "hours" } },
  machine: {
    id: "inner",
    initial: "asked",
    states: {
      asked: { tags: ["clock:handling"], after: { deadline: "over" }, on: { SAY: "over" } },
      over: { type: "final" },
    },
  },
};
const pack = () =>
  packWith({
    id: "suspension",
    roles: ["clerk"],
    people: { ann: ["clerk"] },
    procedures: [asking("outer", "middle", ["Li", "Wu"]), asking("middle", "inner", ["x"]), inner],
  });

interface Family {
  world: World;
  outer: string;
  li: string;
  wu: string;
  liInner: string;
  wuInner: string;
}
const childrenOf = async (world: World, id: string, link: string): Promise<string[]> =>
  (await viewOf(world.engine, id)).case.children
    .filter((child) => child.link === link)
    .map((child) => child.case)
    .toSorted();
async function family(store: Store): Promise<Family> {
  const world = await openWorld({ store, packs: [pack()], ids: countingIds() });
  const outer = await opened(world.engine, "outer", {}, clerk);
  const [li, wu] = (await childrenOf(world, outer, "children")) as [string, string];
  const [liInner] = (await childrenOf(world, li, "children")) as [string];
  const [wuInner] = (await childrenOf(world, wu, "children")) as [string];
  return { world, outer, li, wu, liInner, wuInner };
}
const statusOf = async ({ world }: Family, id: string) => (await viewOf(world.engine, id)).case.status;
const suspend = async ({ world }: Family, id: string) =>
  accepted(await world.engine.suspend({ case: id, by: admin, reason: "inspection" }));
const resume = async ({ world }: Family, id: string) =>
  accepted(await world.engine.resume({ case: id, by: admin }));

describe.each(stores)("suspending a case with its children, over %s", (_, open) => {
  it("C16: stand still with it: the cases that it waits for, and theirs; none that it does not wait for", async () => {
    const all = await family(open());
    const { world, outer, li, wu, liInner, wuInner } = all;
    await suspend(all, outer);
    for (const id of [outer, li, wu, liInner, wuInner]) expect(await statusOf(all, id)).toBe("suspended");
    const beside = [
      ...(await childrenOf(world, outer, "beside")),
      ...(await childrenOf(world, li, "beside")),
    ];
    expect(beside).toHaveLength(2);
    for (const id of beside) expect(await statusOf(all, id)).toBe("active");
    expect(refused(await sent(world.engine, liInner, "SAY", clerk))).toBe("suspended");
    expect((await viewOf(world.engine, liInner)).suspension).toEqual({
      since: world.clock.now(),
      parent: li,
    });
    expect((await viewOf(world.engine, outer)).suspension).toEqual({ since: world.clock.now() });
    await world.engine.close();
  });

  it("C16: each has an entry of its own, which names the case that has taken it along", async () => {
    const all = await family(open());
    const { world, outer, li, liInner } = all;
    await suspend(all, outer);
    await resume(all, outer);
    const told = async (id: string) =>
      (await journalOf(world.engine, id))
        .slice(-2)
        .map(({ kind, event, by }) => ({ kind, event, by: by.id }));
    for (const [id, parent] of [
      [li, outer],
      [liInner, li],
    ] as const)
      expect(await told(id)).toEqual([
        {
          kind: "suspend",
          event: { type: "case.suspend", reason: "inspection", parent },
          by: `case:${parent}`,
        },
        { kind: "resume", event: { type: "case.resume", parent }, by: `case:${parent}` },
      ]);
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });

  it("C16, C5: their delays and clocks stand still too, and go on with what they had left", async () => {
    const all = await family(open());
    const { world, outer, liInner } = all;
    world.clock.set("2026-03-02T10:00:00+08:00");
    await suspend(all, outer);
    world.clock.set("2026-03-05T10:00:00+08:00");
    await world.engine.tick();
    expect(await statusOf(all, liInner)).toBe("suspended");
    await resume(all, outer);
    const { delays, clocks } = await viewOf(world.engine, liInner);
    expect(delays).toMatchObject([{ delay: "deadline", due: "2026-03-05T03:00:00.000Z" }]);
    expect(clocks).toMatchObject([{ clock: "handling", running: true, due: "2026-03-05T05:00:00.000Z" }]);
    world.clock.set("2026-03-05T11:00:00+08:00");
    await world.engine.tick();
    expect(await statusOf(all, outer)).toBe("done");
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });

  it("C16: resumed are exactly those that it has suspended: what stands still for a reason of its own goes on doing so", async () => {
    const all = await family(open());
    const { world, outer, li, wu, liInner, wuInner } = all;
    await suspend(all, li);
    await suspend(all, wuInner);
    await suspend(all, outer);
    expect((await viewOf(world.engine, li)).suspension?.parent).toBeUndefined();
    await resume(all, outer);
    const statuses = await Promise.all([outer, li, liInner, wu, wuInner].map((id) => statusOf(all, id)));
    expect(statuses).toEqual(["active", "suspended", "suspended", "active", "suspended"]);
    await resume(all, li);
    await resume(all, wuInner);
    for (const id of [li, liInner, wuInner]) expect(await statusOf(all, id)).toBe("active");
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });

  it("C16: a child goes on with the case that waits for it, and not before", async () => {
    const all = await family(open());
    const { world, outer, li, wuInner } = all;
    await suspend(all, wuInner);
    await suspend(all, outer);
    for (const id of [li, wuInner]) {
      const answer = await world.engine.resume({ case: id, by: admin });
      expect(answer).toMatchObject({ ok: false, refusal: { code: "suspended" } });
    }
    expect(refused(await world.engine.suspend({ case: li, by: admin, reason: "x" }))).toBe("suspended");
    await world.engine.close();
  });

  it("C16, A1: what is due of a child fires before it stands still, and may end the case", async () => {
    const all = await family(open());
    const { world, outer, liInner } = all;
    world.clock.set("2026-03-02T11:00:00+08:00");
    expect(refused(await world.engine.suspend({ case: outer, by: admin, reason: "late" }))).toBe(
      "case-closed",
    );
    await world.engine.tick();
    expect([await statusOf(all, liInner), await statusOf(all, outer)]).toEqual(["done", "done"]);
    await world.engine.close();
  });

  it("C16: a child that has answered goes its own way; one that is ended meanwhile is told of when the case goes on", async () => {
    const all = await family(open());
    const { world, outer, li } = all;
    await suspend(all, outer);
    accepted(await world.engine.withdraw({ case: li, by: admin, reason: "a mistake" }));
    expect(await statusOf(all, outer)).toBe("suspended");
    await resume(all, outer);
    expect(await statusOf(all, outer)).toBe("done");
    expect((await viewOf(world.engine, outer)).data["output"]).toMatchObject({ code: "withdrawn" });
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });

  it("C16, A14: ending a suspended case ends what stands still with it", async () => {
    const all = await family(open());
    const { world, outer, li, liInner } = all;
    await suspend(all, outer);
    accepted(await world.engine.withdraw({ case: outer, by: admin, reason: "a mistake" }));
    for (const id of [outer, li, liInner]) expect(await statusOf(all, id)).toBe("withdrawn");
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });
});

describe("any number of suspensions and resumptions", () => {
  const acts = fc.array(
    fc.record({
      what: fc.constantFrom("suspend", "suspend", "resume", "resume", "say", "pass", "withdraw"),
      which: fc.nat(4),
    }),
    { minLength: 1, maxLength: 14 },
  );

  it("C16: what a case waits for never acts while it stands still, and every record verifies", async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (steps) => {
        const all = await family(memory());
        const { world, outer, li, wu, liInner, wuInner } = all;
        const { engine, clock } = world;
        const below: Record<string, string> = { [li]: outer, [wu]: outer, [liInner]: li, [wuInner]: wu };
        const ids = [outer, li, wu, liInner, wuInner];
        for (const { what, which } of steps) {
          const id = ids[which]!;
          if (what === "suspend") await engine.suspend({ case: id, by: admin, reason: "inspection" });
          else if (what === "resume") await engine.resume({ case: id, by: admin });
          else if (what === "withdraw") await engine.withdraw({ case: id, by: admin, reason: "a mistake" });
          else if (what === "say") await sent(engine, id, "SAY", clerk);
          else {
            clock.set(new Date(Date.parse(clock.now()) + 1_500_000).toISOString());
            await engine.tick();
          }
          for (const [child, parent] of Object.entries(below)) {
            const [one, above] = [await engine.read(child, { by: admin }), await statusOf(all, parent)];
            if (!one.ok || above !== "suspended") continue;
            expect(one.case.status).not.toBe("active");
          }
        }
        expect((await engine.verify()).faults).toEqual([]);
        expect(world.errors).toEqual([]);
        await engine.close();
      }),
      { numRuns: 40 },
    );
  });
});
