import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import type { JournalEntry } from "../../engine/ports/index.ts";
import { memory } from "../../engine/store/index.ts";
import { trial } from "./fixtures/trial.ts";
import { admin, countingIds, journalOf, openWorld, sent, stores, type World } from "./world.ts";

/** Random walks over all procedures of the trial pack: whoever, whatever, whenever. */
const people = ["ann", "ann", "bob", "cho", "cho", "dee", "m1", "m2", "m3", "eve", "stranger"];
const openings: [procedure: string, data: JsonObject][] = [
  ["errand", { about: "a lamp", helper: "dee", income: 10 }],
  ["errand", { about: "a bench", income: 5000 }],
  ["place", { who: "Li" }],
  ["place", { who: "Wu" }],
  ["panel", { how: "all", people: ["Li", "Wu"] }],
  ["panel", { how: "any", people: ["Li", "Wu", "nobody"] }],
  ["panel", { how: "single" }],
  ["panel", { how: "loose" }],
  ["office", { people: ["Li", "nobody"] }],
  ["lookup", { number: "7" }],
  ["vote", {}],
  ["vote", { secret: false }],
];
const payloads: Record<string, JsonObject> = {
  SUBMIT: { note: "please" },
  RETURN: { note: "more" },
  SAY: { says: "yes" },
  NEWS: { news: "some" },
};
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      open: fc.constantFrom(...openings),
      by: fc.constantFrom("ann", "bob", "ann", "eve"),
    }),
  },
  {
    weight: 24,
    arbitrary: fc.record({
      to: fc.nat(),
      which: fc.nat(),
      by: fc.constantFrom(...people),
      choice: fc.constantFrom("for", "against", "abstain"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ hours: fc.constantFrom(1, 1, 3, 24, 100) }) },
  { weight: 1, arbitrary: fc.record({ suspend: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ resume: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ withdraw: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ claim: fc.constantFrom(...people) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Does one thing, and gives a text of what came of it. */
async function take({ engine, clock }: World, ids: string[], one: Act): Promise<unknown> {
  const idOf = (n: number) => ids[n % Math.max(1, ids.length)] ?? "none";
  if ("open" in one) {
    const [procedure, data] = one.open;
    return engine.open({ procedure, data, by: one.by });
  }
  if ("which" in one) {
    const view = await engine.read(idOf(one.to), { by: admin });
    const declared = view.ok ? Object.keys(trial().procedures[view.case.procedure]?.events ?? {}) : [];
    const named = view.ok ? view.offers.map(({ event }) => event) : [];
    // Mostly something that the state names, now and then anything that the procedure knows.
    const from = one.which % 5 === 0 || named.length === 0 ? declared : named;
    const type = from[one.which % Math.max(1, from.length)] ?? "NOTHING";
    const payload = type === "VOTE" ? { choice: one.choice } : (payloads[type] ?? {});
    const [role = ""] = (view.ok && trial().procedures[view.case.procedure]?.events[type]?.by) || [];
    const able = { clerk: "ann", chief: "cho", helper: "dee", member: `m${(one.which % 4) + 1}` }[role];
    return sent(engine, idOf(one.to), type, one.to % 3 === 0 ? one.by : (able ?? one.by), payload);
  }
  if ("hours" in one) {
    clock.set(new Date(Date.parse(clock.now()) + one.hours * 3_600_000).toISOString());
    return engine.tick();
  }
  if ("suspend" in one) return engine.suspend({ case: idOf(one.suspend), by: admin, reason: "inspection" });
  if ("resume" in one) return engine.resume({ case: idOf(one.resume), by: admin });
  if ("withdraw" in one) return engine.withdraw({ case: idOf(one.withdraw), by: admin, reason: "a mistake" });
  const [task] = (await engine.inbox({ by: one.claim })).items;
  return task === undefined ? null : engine.claim({ task: task.id, by: one.claim });
}

/** Walks, and gives what came of each act, and all cases with their journals. */
async function walk(world: World, acts: Act[]) {
  const answers: unknown[] = [];
  let going: string[] = [];
  for (const one of acts) {
    answers.push(await take(world, going, one));
    const { items } = await world.engine.cases({ by: admin, limit: 200 });
    going = items.filter(({ status }) => status === "active" || status === "suspended").map(({ id }) => id);
  }
  const journals = new Map<string, JournalEntry[]>();
  for (const { id } of (await world.engine.cases({ by: admin, limit: 200 })).items)
    journals.set(id, (await world.store.reader.journal(id, { limit: 200 })).items);
  return { answers, journals };
}

const open = (store = memory()): Promise<World> =>
  openWorld({
    store,
    packs: [trial()],
    ids: countingIds(),
    connectors: {
      registry: {
        async perform({ key }) {
          if (key.length % 2 === 0) throw new Error("busy");
          return { key };
        },
      },
    },
  });

describe("random walks", () => {
  it("the fold of a journal is the case: value, data, status and revision", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
        const world = await open();
        const { journals } = await walk(world, acts);
        for (const [id, entries] of journals) {
          const record = await world.store.reader.case(id);
          const data: JsonObject = {};
          for (const { set, unset } of entries) {
            Object.assign(data, set);
            for (const name of unset) delete data[name];
          }
          expect(record?.state.data).toEqual(data);
          expect(record?.state.value).toEqual(entries.at(-1)?.value);
          expect(record?.revision).toBe(entries.length);
          expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, n) => n + 1));
          const times = entries.map(({ at }) => at);
          expect(times).toEqual(times.toSorted());
        }
        await world.engine.close();
      }),
      { numRuns: 40 },
    );
  });

  it("every record verifies, whatever was done", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
        const world = await open();
        await walk(world, acts);
        expect((await world.engine.verify()).faults).toEqual([]);
        expect(world.errors).toEqual([]);
        await world.engine.close();
      }),
      { numRuns: 40 },
    );
  });

  it("open tasks are those of the state, and closed ones are kept", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        const world = await open();
        const { journals } = await walk(world, acts);
        let openTasks = 0;
        for (const id of journals.keys()) {
          const tasks = await world.store.reader.tasksOf(id);
          const record = await world.store.reader.case(id);
          const standing = tasks.filter(({ status }) => status === "open");
          openTasks += standing.length;
          for (const { state } of standing) expect(Object.keys(record?.state.entered ?? {})).toContain(state);
          expect(new Set(standing.map(({ key }) => key)).size).toBe(standing.length);
          for (const { status, closedAt, closedBy } of tasks) {
            expect(closedAt === null).toBe(status === "open");
            expect(closedBy === null).toBe(status !== "done");
          }
        }
        expect((await world.engine.counts()).openTasks).toBe(openTasks);
        await world.engine.close();
      }),
      { numRuns: 30 },
    );
  });

  it("every store gives the same answers and the same journals, to the last hash", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
        const found = [];
        for (const [, openStore] of stores) {
          const world = await open(openStore() as ReturnType<typeof memory>);
          found.push(await walk(world, acts));
          await world.engine.close();
        }
        const [first, ...others] = found;
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 12 },
    );
  });

  it("walks somewhere", async () => {
    const world = await open();
    const acts = fc.sample(act, { numRuns: 500, seed: 1 });
    const { answers, journals } = await walk(world, acts);
    const done = answers.filter((answer) => (answer as { ok?: boolean } | null)?.ok === true);
    expect(done.length).toBeGreaterThan(60);
    const kinds = new Set([...journals.values()].flat().map(({ kind }) => kind));
    for (const kind of [
      "open",
      "event",
      "delay",
      "light",
      "ballot",
      "answer",
      "withdraw",
      "suspend",
      "incident",
    ])
      expect(kinds).toContain(kind);
    expect(await journalOf(world.engine, [...journals.keys()][0] ?? "")).not.toEqual([]);
    await world.engine.close();
  });
});
