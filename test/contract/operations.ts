import * as fc from "fast-check";
import type {
  CaseStatus,
  Conflict,
  EffectStatus,
  Soon,
  TaskStatus,
  Transaction,
} from "../../engine/ports/index.ts";
import { claimable, type Model } from "./model.ts";
import { aCase, aKey, anEffect, anEntry, aNotice, aRow, aTask, hashOf, later } from "./records.ts";

/** What a command of the agreement test does, once to the model and once to a store. */
export type Operation = { op: string; id: string; other: string; n: number; flag: boolean };

/** Identities in which orders by UTF-16 unit and by code point differ. */
export const names = ["a", "b", "规", "～", "😀", "\ue000", ""];
const operationNames = [
  "open",
  "step",
  "stale",
  "fork",
  "task",
  "close",
  "claim",
  "move",
  "effect",
  "deliver",
  "claimEffects",
  "key",
  "enter",
  "strike",
  "notice",
  "throw",
] as const;
type OperationName = (typeof operationNames)[number];

export const operations: fc.Arbitrary<Operation> = fc.record({
  op: fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom(...operationNames.filter((name) => name !== "throw")) },
    { weight: 1, arbitrary: fc.constant("throw") },
  ),
  id: fc.constantFrom(...names),
  other: fc.constantFrom(...names),
  n: fc.integer({ min: 0, max: 5 }),
  flag: fc.boolean(),
});

/** Thrown by the model where the store has to reject. */
export class Rejected extends Error {}

type Act = (operation: Operation, model: Model) => ((tx: Transaction) => Soon<unknown>) | "conflict";

const statuses: readonly CaseStatus[] = ["active", "active", "suspended", "done", "withdrawn", "active"];
const taskStatuses: readonly TaskStatus[] = ["done", "superseded"];
const effectStatuses: readonly EffectStatus[] = [
  "waiting",
  "running",
  "done",
  "incident",
  "withdrawn",
  "done",
];

/** Does an operation to the model, and says how it is done to a store, or that the store has to refuse it as a conflict. */
const acts: Record<OperationName, Act> = {
  open({ id, other, n, flag }, model) {
    const record = aCase({
      id,
      procedure: other,
      due: flag ? later(n) : null,
      openedBy: other,
      parent: n === 0 ? { case: other } : null,
    });
    if (model.cases.some((one) => one.id === id)) return "conflict";
    const entry = anEntry(id, 1);
    model.cases.push(record);
    model.journal.push(entry);
    return async (tx) => {
      // A store may be given the case and its first entry in either order.
      if (flag) await tx.insertCase(record);
      await tx.appendEntries([entry]);
      if (!flag) await tx.insertCase(record);
    };
  },
  step({ id, n, flag }, model) {
    const at = model.cases.findIndex((one) => one.id === id);
    const before = model.cases[at];
    if (before === undefined) return async () => undefined;
    const steps = Array.from({ length: n + 1 }, (_, step) =>
      anEntry(id, before.revision + 1 + step, { set: { n } }),
    );
    const revision = before.revision + steps.length;
    const status = statuses[n] ?? "active";
    const after = {
      ...before,
      revision,
      hash: hashOf(id, revision),
      status,
      due: flag ? later(n) : before.due,
    };
    model.cases[at] = after;
    model.journal.push(...steps);
    return async (tx) => {
      if (flag) await tx.appendEntries(steps);
      if (!(await tx.updateCase(after, before.revision))) throw new Error("the store has another revision");
      if (!flag) await tx.appendEntries(steps);
    };
  },
  stale({ id, n }, model) {
    const before = model.cases.find((one) => one.id === id);
    const expected = (before?.revision ?? 0) + n + 1;
    return async (tx) => {
      if (await tx.updateCase(aCase({ id, revision: 99 }), expected))
        throw new Error("a stale update was accepted");
    };
  },
  fork: ({ id, n }, model) =>
    model.journal.some((entry) => entry.case === id) || n > 0 ? "conflict" : async () => undefined,
  task({ id, other, n, flag }, model) {
    if (model.tasks.some((task) => task.id === id)) return "conflict";
    const task = aTask({
      id,
      case: other,
      roles: flag ? ["r"] : ["r", other],
      ids: n > 3 ? [other] : [],
      due: n > 2 ? later(n) : null,
    });
    model.tasks.push(task);
    return (tx) => tx.insertTasks([task]);
  },
  close: ({ id, n }, model) =>
    changeTask(model, id, {
      status: taskStatuses[n % 2] ?? "done",
      closedAt: later(n),
      closedBy: names[n % names.length] ?? null,
    }),
  claim: ({ id, other, flag }, model) => changeTask(model, id, { claimedBy: flag ? other : null }),
  move: ({ id, other, n, flag }, model) =>
    changeTask(model, id, { due: flag ? later(n) : null, roles: [other, "r"] }),
  effect({ id, other, n }, model) {
    if (model.effects.some((effect) => effect.key === id)) return "conflict";
    const effect = anEffect({
      key: id,
      case: other,
      nextAt: later(n),
      status: effectStatuses[n] ?? "waiting",
    });
    model.effects.push(effect);
    return (tx) => tx.insertEffects([effect]);
  },
  deliver({ id, n }, model) {
    const at = model.effects.findIndex((effect) => effect.key === id);
    const before = model.effects[at];
    if (before === undefined) return async () => undefined;
    const after = { ...before, status: effectStatuses[n] ?? "done", lastError: id, nextAt: later(n) };
    model.effects[at] = after;
    return (tx) => tx.updateEffect(after);
  },
  claimEffects({ n }, model) {
    const claimed = claimable(model, later(n)).slice(0, n + 1);
    const after = claimed.map((effect) => ({
      ...effect,
      status: "running" as const,
      attempts: effect.attempts + 1,
      nextAt: later(n + 2),
    }));
    model.effects = model.effects.map((effect) => after.find((one) => one.key === effect.key) ?? effect);
    return async (tx) => {
      const given = await tx.claimEffects(later(n), later(n + 2), n + 1);
      if (JSON.stringify(given.map((one) => one.key)) !== JSON.stringify(after.map((one) => one.key))) {
        throw new Error("other effects were claimed");
      }
    };
  },
  key({ id, other, n }, model) {
    if (model.keys.some((key) => key.principal === id && key.key === other)) return "conflict";
    const key = aKey({ principal: id, key: other, answer: { n } });
    model.keys.push(key);
    return (tx) => tx.insertKey(key);
  },
  enter({ id, n }, model) {
    if (model.rows.some((row) => row.key === id && row.to === null)) return "conflict";
    const row = aRow({ key: id, row: { n }, from: later(model.rows.length) });
    model.rows.push(row);
    return (tx) => tx.enterRow(row);
  },
  strike({ id, other }, model) {
    const at = model.rows.findIndex((row) => row.key === id && row.to === null);
    const before = model.rows[at];
    const time = later(model.rows.length);
    if (before !== undefined) model.rows[at] = { ...before, to: time, struckBy: other };
    return async (tx) => {
      if ((await tx.strikeRow("list", id, time, other)) !== (before !== undefined))
        throw new Error("struck otherwise");
    };
  },
  notice({ id, other }, model) {
    if (model.notices.some((notice) => notice.id === id)) return "conflict";
    const notice = aNotice({ id, case: other, procedure: other });
    model.notices.push(notice);
    return (tx) => tx.insertNotice(notice);
  },
  throw() {
    throw new Rejected();
  },
};

function changeTask(model: Model, id: string, change: object): (tx: Transaction) => Soon<unknown> {
  const at = model.tasks.findIndex((task) => task.id === id);
  const before = model.tasks[at];
  if (before === undefined) return async () => undefined;
  const after = { ...before, ...change };
  model.tasks[at] = after;
  return (tx) => tx.updateTask(after);
}

/**
 * A command of several operations. Gives the model after it and the work that does the same to a store; `fault` says how the
 * store has to reject it, and then the model is as it was.
 */
export function command(
  model: Model,
  list: readonly Operation[],
): { model: Model; fault?: typeof Conflict.name; work: (tx: Transaction) => Promise<void> } {
  const next = structuredClone(model);
  const steps: ((tx: Transaction) => Soon<unknown>)[] = [];
  const work = async (tx: Transaction): Promise<void> => {
    for (const step of steps) await step(tx);
  };
  for (const operation of list) {
    if (operation.op === "throw") {
      steps.push(async () => {
        throw new Rejected();
      });
      return { model, fault: "Error", work };
    }
    const snapshot = structuredClone(next);
    const step = acts[operation.op as OperationName](operation, next);
    if (step === "conflict") {
      steps.push(conflicting(operation, snapshot));
      return { model, fault: "Conflict", work };
    }
    steps.push(step);
  }
  return { model: next, work };
}

/** The same operation as it would have been done had nothing stood in its way. */
function conflicting(operation: Operation, model: Model): (tx: Transaction) => Soon<unknown> {
  const { op, id, other, n } = operation;
  const last = model.journal.findLast((entry) => entry.case === id)?.seq ?? 0;
  const free: Record<string, (tx: Transaction) => Soon<unknown>> = {
    open: (tx) => tx.insertCase(aCase({ id })),
    fork: (tx) => tx.appendEntries([anEntry(id, n === 0 ? last : last + 1 + n)]),
    task: (tx) => tx.insertTasks([aTask({ id, case: other })]),
    effect: (tx) => tx.insertEffects([anEffect({ key: id })]),
    key: (tx) => tx.insertKey(aKey({ principal: id, key: other })),
    enter: (tx) => tx.enterRow(aRow({ key: id })),
    notice: (tx) => tx.insertNotice(aNotice({ id })),
  };
  const step = free[op];
  if (step === undefined) throw new Error(`${op} has no conflict`);
  return step;
}
