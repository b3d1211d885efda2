import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admin, journalOf, opened, openWorld, sent, stores, type World } from "../runtime/world.ts";
import { ledger, ledgerActs } from "./ledger.ts";

/** Whatever the engine itself does to registers verifies: several changes at one instant, in nested cases, late, in vain. */
const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      send: fc.constantFrom(...ledgerActs),
      keeper: fc.nat({ max: 2 }),
      key: fc.constantFrom("a", "b", "a:1"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ hours: fc.constantFrom(1, 2), tick: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ deploy: fc.constantFrom("1.0.0", "2.0.0"), pace: fc.nat(3) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

async function take({ engine, clock }: World, keepers: string[], one: Act): Promise<void> {
  if ("send" in one) await sent(engine, keepers[one.keeper] ?? "", one.send, "ann", { key: one.key });
  else if ("deploy" in one)
    await engine.deploy(ledger(one.deploy), { by: admin, parameters: { pace: one.pace } });
  else {
    clock.set(new Date(Date.parse(clock.now()) + one.hours * 3_600_000).toISOString());
    if (one.tick) await engine.tick();
  }
}

async function begin(open: (typeof stores)[number][1]): Promise<{ world: World; keepers: string[] }> {
  const world = await openWorld({ store: open(), packs: [ledger()] });
  const keepers: string[] = [];
  for (const key of ["a", "b", "a"]) keepers.push(await opened(world.engine, "keeper", { key }));
  return { world, keepers };
}

describe.each(stores)("registers and notices of any life verify, over %s", (name, open) => {
  it("whatever was entered, replaced and struck, at one instant, in nested cases, late and in vain", async () => {
    const seen = { rows: 0, struck: 0, incidents: 0, notices: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const { world, keepers } = await begin(open);
        const { engine, store } = world;
        for (const one of acts) await take(world, keepers, one);
        const { faults } = await engine.verify();
        for (const row of (await store.reader.registerRows({ limit: 200 })).items) {
          seen.rows += 1;
          if (row.to !== null) seen.struck += 1;
        }
        seen.notices += (await store.reader.notices({ limit: 200 })).items.length;
        for (const id of keepers)
          seen.incidents += (await journalOf(engine, id)).filter(({ kind }) => kind === "incident").length;
        await engine.close();
        expect(faults).toEqual([]);
      }),
      { numRuns: name === "memory" ? 120 : 15 },
    );
    // The lives are worth something.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });

  it("where what fired late has an instant before that of what it replaced", async () => {
    const { world, keepers } = await begin(open);
    const { engine, clock, store } = world;
    const [first = "", second = ""] = keepers;
    await sent(engine, first, "WAIT", "ann", { key: "a" });
    clock.set("2026-03-02T12:00:00+08:00");
    await sent(engine, second, "ENTER", "ann", { key: "a" });
    await engine.tick();
    const { items } = await store.reader.registerRows({});
    expect(items.map(({ from, to }) => [from, to]).slice(-2)).toEqual([
      ["2026-03-02T04:00:00.000Z", "2026-03-02T02:00:00.000Z"],
      ["2026-03-02T02:00:00.000Z", null],
    ]);
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("where a pack was deployed again with other parameters after its registers were filled", async () => {
    const { world } = await begin(open);
    const { engine, clock } = world;
    clock.set("2026-03-03T12:00:00+08:00");
    for (const pace of [2, 3])
      expect(await engine.deploy(ledger(), { by: admin, parameters: { pace } })).toMatchObject({ ok: true });
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("while the engine goes on", async () => {
    const { world, keepers } = await begin(open);
    const { engine } = world;
    const stop = new AbortController();
    const busy = (async () => {
      for (let n = 0; !stop.signal.aborted; n++)
        await take(world, keepers, { send: ledgerActs[n % 8] ?? "TELL", keeper: n % 3, key: "a" });
    })();
    for (let n = 0; n < 8; n++) expect((await engine.verify()).faults).toEqual([]);
    stop.abort();
    await busy;
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });
});
