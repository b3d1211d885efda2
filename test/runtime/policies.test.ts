import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Pack } from "../../engine/model/index.ts";
import { packWith } from "./fixtures/pack.ts";
import {
  journalOf,
  opened,
  openWorld,
  refused,
  sent,
  accepted,
  stores,
  viewOf,
  type World,
} from "./world.ts";

const text = (en: string) => ({ en, "zh-CN": en });

/** A paper is reviewed by an officer, who may be slow, and then approved by the head. */
function office(empty: "admin" | "block" = "admin"): Pack {
  const paper = {
    id: "paper",
    title: text("Paper"),
    opening: { by: ["clerk"] },
    confidential: { means: { to: ["officer"] } },
    data: {
      type: "object",
      properties: {
        deputy: { type: "string" },
        income: { type: "integer", confidential: "means", default: 7 },
      },
    },
    events: {
      PASS: {
        title: text("Pass"),
        by: ["officer"],
        payload: { type: "object", properties: { note: { type: "string" } } },
      },
      FILE: { title: text("File"), by: ["vacant"] },
    },
    timeouts: {
      slow: {
        in: ["review"],
        due: { limit: 2, unit: "workingDays" },
        over: { transfer: { var: "data.deputy" } },
      },
      stuck: {
        in: ["review"],
        due: { limit: 4, unit: "workingDays" },
        over: { pass: "PASS", with: { note: { cat: ["income ", { var: "data.income" }] } } },
      },
    },
    approvers: {
      all: { in: ["review", "approval"], event: "PASS", with: {}, repeated: "all" },
      filing: { in: ["filing"], event: "FILE", empty },
    },
    machine: {
      id: "paper",
      initial: "review",
      states: {
        review: { on: { PASS: "approval" } },
        approval: { on: { PASS: "filing" } },
        filing: { on: { FILE: "done" } },
        done: { type: "final" },
      },
    },
  };
  return packWith({
    id: "office",
    roles: ["clerk", "officer", "head", "chief", "vacant"],
    people: { ann: ["clerk"], olga: ["officer", "head"], carl: ["chief"], wang: [] },
    procedures: [paper],
  });
}

describe.each(stores)("timeouts and approvers over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [office()] });
  });
  afterEach(async () => {
    // Whatever was done: the journal makes the very state again.
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });
  const until = async (at: string) => {
    world.clock.set(at);
    await world.engine.tick();
  };
  const inbox = async (by: string) => (await world.engine.inbox({ by })).items.map(({ state }) => state);

  it("C14: whom a timeout asks instead sees the case and has the task; whoever had it has it no more", async () => {
    const id = await opened(world.engine, "paper", { deputy: "wang" }, "ann");
    expect([await inbox("olga"), await inbox("wang")]).toEqual([["review"], []]);
    expect(refused(await sent(world.engine, id, "PASS", "wang"))).toBe("not-permitted");
    await until("2026-03-05T09:00:00+08:00");
    expect([await inbox("olga"), await inbox("wang")]).toEqual([[], ["review"]]);
    expect(refused(await sent(world.engine, id, "PASS", "olga"))).toBe("not-permitted");
    expect((await viewOf(world.engine, id, "wang")).state).toBe("review");
    accepted(await sent(world.engine, id, "PASS", "wang"));
    expect((await viewOf(world.engine, id, "wang")).state).toBe("approval");
  });

  it("C13: what a timeout sends is not told to whoever may not see what it is made of", async () => {
    const id = await opened(world.engine, "paper", {}, "ann");
    await until("2026-03-09T09:00:00+08:00");
    const passed = async (by: string) =>
      (await journalOf(world.engine, id, by)).find(({ taken }) => taken.join().includes("timeout:stuck"))!
        .event;
    expect(await passed("olga")).toMatchObject({ note: "income 7" });
    expect(await passed("ann")).not.toHaveProperty("note");
  });

  it("H19: who has approved before, and alone is asked again, need not again", async () => {
    const id = await opened(world.engine, "paper", {}, "ann");
    accepted(await sent(world.engine, id, "PASS", "olga"));
    expect((await viewOf(world.engine, id)).state).toBe("filing");
    expect((await journalOf(world.engine, id)).map(({ kind }) => kind)).toContain("approver");
  });

  it("H19: where nobody is there, the administrators are told, unless it is to wait", async () => {
    const filed = async (pack: Pack) => {
      const { engine } = await openWorld({ store: open(), packs: [pack] });
      const id = await opened(engine, "paper", {}, "ann");
      accepted(await sent(engine, id, "PASS", "olga"));
      const { incidents } = await viewOf(engine, id);
      await engine.close();
      return incidents.length;
    };
    expect(await filed(office("admin"))).toBe(1);
    expect(await filed(office("block"))).toBe(0);
  });
});
