import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Store } from "../../engine/ports/index.ts";
import { summary } from "../../engine/store/summary.ts";
import { countsOf, doneOf, dueOf, emptyModel, holding, inboxOf, type Model } from "./model.ts";
import { command, names, operations } from "./operations.ts";
import { allPages, hashOf, later } from "./records.ts";
import type { Subject } from "./store.ts";

/** Batches of commands that are sent at the same time, each of a few operations. */
const histories = fc.array(
  fc.array(fc.array(operations, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
  { minLength: 1, maxLength: 6 },
);

/** Whatever is done to it, a store holds and gives what the model does: so every two stores agree. */
export function agreesWithModel(make: () => Promise<Subject>): void {
  it(
    "gives at every moment what a simple model gives, whatever is done to both",
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          const { store, close } = await make();
          try {
            let model = emptyModel();
            for (const batch of history) {
              const done = batch.map((list) => {
                const result = command(model, list);
                model = result.model;
                return result;
              });
              const outcomes = await Promise.allSettled(done.map(({ work }) => store.transact(work)));
              expect(
                outcomes.map((one) => (one.status === "rejected" ? one.reason.name : undefined)),
              ).toEqual(done.map(({ fault }) => fault));
              await compare(store, model);
            }
          } finally {
            await close();
          }
        }),
        { numRuns: Number(process.env.GUICHENG_RUNS ?? 60) },
      );
    },
  );
}

async function compare({ reader, transact }: Store, model: Model): Promise<void> {
  const limit = 3;
  const newestFirst = model.cases.map(summary).toReversed();
  expect(await allPages((page) => reader.cases(page), limit)).toEqual(newestFirst);
  expect((await reader.changes(0, 10_000)).map(({ entry }) => entry)).toEqual(model.journal);
  expect(await reader.lastPosition()).toBe(model.journal.length);
  expect(await reader.counts()).toEqual(countsOf(model));
  for (const name of names) {
    const record = model.cases.find((one) => one.id === name) ?? null;
    expect(await reader.case(name)).toEqual(record);
    const chain = await allPages((page) => reader.journal(name, page), limit);
    expect(chain).toEqual(model.journal.filter((entry) => entry.case === name));
    expect(chain.map((entry) => entry.prev)).toEqual(chain.map((entry) => hashOf(name, entry.seq - 1)));
    for (const query of [
      { procedure: name },
      { openedBy: name, status: "active" as const },
      { parent: name },
    ]) {
      expect(await allPages((page) => reader.cases({ ...query, ...page }), limit)).toEqual(
        newestFirst.filter(
          (one) =>
            (query.procedure === undefined || one.procedure === query.procedure) &&
            (query.openedBy === undefined ||
              (one.openedBy === query.openedBy && one.status === query.status)) &&
            (query.parent === undefined || one.parent?.case === query.parent),
        ),
      );
    }
    expect(await allPages((page) => reader.inbox({ id: name, roles: ["r", "规"], ...page }), limit)).toEqual(
      inboxOf(model, name, ["r", "规"]),
    );
    expect(await allPages((page) => reader.done({ id: name, ...page }), limit)).toEqual(doneOf(model, name));
    expect(await reader.task(name)).toEqual(model.tasks.find((task) => task.id === name) ?? null);
    expect(new Set(await reader.tasksOf(name))).toEqual(
      new Set(model.tasks.filter((task) => task.case === name)),
    );
    expect(await reader.key(name, "a")).toEqual(
      model.keys.find((key) => key.principal === name && key.key === "a") ?? null,
    );
    expect(await allPages((page) => reader.notices({ case: name, ...page }), limit)).toEqual(
      model.notices.filter((notice) => notice.case === name).toReversed(),
    );
    expect(await allPages((page) => reader.effects({ case: name, ...page }), limit)).toEqual(
      model.effects.filter((effect) => effect.case === name).toReversed(),
    );
  }
  for (const at of [undefined, ...model.rows.map((row) => row.from)]) {
    expect(await allPages((page) => reader.register("list", { at, ...page }), limit)).toEqual(
      holding(model, "list", at),
    );
  }
  expect(await allPages((page) => reader.registerRows(page), limit)).toEqual(model.rows);
  const due = await transact((tx) => tx.dueCases(later(3), 100));
  expect(due).toEqual(dueOf(model, later(3)));
}
