import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packWith } from "./fixtures/pack.ts";
import { accepted, admin, openWorld, person, refused, sent, stores, type World } from "./world.ts";

const text = (en: string, zh: string) => ({ en, "zh-CN": zh });
const clerk = person("ann", "clerk");
const chief = person("cho", "chief");
const guard = person("gu", "guard");

const visit = {
  id: "visit",
  title: text("Visit", "来访"),
  opening: { by: ["clerk"] },
  confidential: { person: { to: ["clerk", "chief"] } },
  data: {
    type: "object",
    properties: { gate: { type: "string" }, name: { type: "string", confidential: "person" } },
    required: ["gate", "name"],
  },
  events: { CALL: { title: text("Call", "呼叫"), by: ["clerk"] } },
  messages: {
    came: text("{data.name} is at the {data.gate} gate", "{data.name}已到{data.gate}门"),
    open: text("Open the {data.gate} gate", "请开{data.gate}门"),
  },
  machine: {
    id: "visit",
    initial: "here",
    states: {
      here: {
        entry: { type: "notify", params: { to: ["chief", "guard"], message: "came" } },
        on: { CALL: { actions: { type: "notify", params: { to: ["guard"], message: "open" } } } },
      },
    },
  },
};

const pack = packWith({ id: "office", roles: ["clerk", "chief", "guard"], procedures: [visit] });

describe.each(stores)("H17: what people are told, over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [pack] });
  });
  afterEach(() => world.engine.close());
  const visit = async (gate: string) =>
    accepted(await world.engine.open({ procedure: "visit", by: clerk, data: { gate, name: "Li" } })).id;
  const told = async (by: typeof clerk) =>
    (await world.engine.messages({ by })).items.map(({ text: words }) => words?.en ?? null);

  it("stands on the desk of everybody who has the role, the latest first, and of nobody else", async () => {
    await visit("north");
    world.clock.set("2026-03-02T10:00:00+08:00");
    const south = await visit("south");
    expect(await told(chief)).toEqual(["Li is at the south gate", "Li is at the north gate"]);
    expect(await told(clerk)).toEqual([]);
    expect((await world.engine.messages({ by: chief })).items[0]).toMatchObject({
      case: south,
      procedure: "visit",
      at: "2026-03-02T02:00:00.000Z",
      unread: true,
    });
  });

  it("is not said to whoever may not see what it was made of; that they were told is", async () => {
    const id = await visit("north");
    world.clock.set("2026-03-02T10:00:00+08:00");
    accepted(await sent(world.engine, id, "CALL", clerk));
    expect(await told(guard)).toEqual(["Open the north gate", null]);
  });

  it("is unread until it is marked as read, by each for themselves, and never marked back", async () => {
    const { engine, clock } = world;
    await visit("north");
    const first = engine.now();
    clock.set("2026-03-02T10:00:00+08:00");
    await visit("south");
    const unread = async (by: typeof clerk) => (await engine.messages({ by })).unread;
    expect(await unread(chief)).toBe(2);
    expect(await engine.markMessagesRead({ by: chief, at: first })).toEqual({ ok: true });
    expect(await unread(chief)).toBe(1);
    expect(await unread(guard)).toBe(2);
    await engine.markMessagesRead({ by: chief, at: engine.now() });
    await engine.markMessagesRead({ by: chief, at: first });
    expect(await unread(chief)).toBe(0);
    clock.set("2026-03-02T11:00:00+08:00");
    await visit("east");
    expect(await unread(chief)).toBe(1);
    expect(refused(await engine.markMessagesRead({ by: "nobody", at: first }))).toBe("not-permitted");
    expect(await engine.verify()).toMatchObject({ ok: true, faults: [] });
  });

  it("shows the latest fifty", async () => {
    for (let n = 0; n < 60; n++) await visit(`gate ${n}`);
    const { items, unread } = await world.engine.messages({ by: chief });
    expect([items.length, unread]).toEqual([50, 50]);
    expect(await world.engine.register("messages:role:chief", {})).toEqual({ items: [] });
    expect((await world.engine.cases({ by: admin })).items).not.toEqual([]);
  });
});
