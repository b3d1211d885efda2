import { Conflict, type Transaction } from "../../ports/index.ts";
import { frozen } from "../plain.ts";
import { createReader, take } from "./reader.ts";
import { joined, type View, within } from "./table.ts";
import type { Numbered, Views } from "./tables.ts";

const firstPrev = "0".repeat(64);

/** Writes into `views`, which throws when the transaction has ended. `finish` says that the work has succeeded. */
export function createTransaction(views: () => Views): { tx: Transaction; finish: () => void } {
  const appended = new Set<string>();
  const finish = (): void => {
    for (const id of appended) {
      if (views().cases.get(id) === undefined) throw new Error(`there is no case ${id}, and entries of it`);
    }
  };
  const tx: Transaction = {
    ...createReader(views),
    insertCase: async (record) => insertNumbered(views().cases, record, record.id),
    async updateCase(record, expectedRevision) {
      const { cases } = views();
      const before = cases.get(record.id);
      if (before === undefined || before.record.revision !== expectedRevision) return false;
      cases.put({ n: before.n, record: frozen(record) });
      return true;
    },
    async appendEntries(entries) {
      const { journal } = views();
      for (const entry of entries.map(frozen)) {
        const before = journal.get(joined(entry.case, entry.seq - 1))?.entry;
        const isNext =
          journal.get(joined(entry.case, entry.seq)) === undefined &&
          (before !== undefined || entry.seq === 1);
        if (!isNext || entry.prev !== (before?.hash ?? firstPrev)) {
          throw new Conflict(`entry ${entry.seq} of ${entry.case} does not continue its journal`);
        }
        appended.add(entry.case);
        journal.put({ position: journal.size + 1, entry });
      }
    },
    async insertTasks(tasks) {
      for (const task of tasks) insert(views().tasks, frozen(task), task.id);
    },
    async updateTask(task) {
      existing(views().tasks, "task", task.id);
      views().tasks.put(frozen(task));
    },
    async insertEffects(effects) {
      for (const effect of effects) insertNumbered(views().effects, effect, effect.key);
    },
    async updateEffect(effect) {
      const { n } = existing(views().effects, "effect", effect.key);
      views().effects.put({ n, record: frozen(effect) });
    },
    async claimEffects(now, until, limit) {
      const { effects } = views();
      const due = take(effects.scan("due", ""), limit, undefined, ({ record }) => record.nextAt <= now);
      return due.map(({ n, record }) => {
        const claimed = frozen({
          ...record,
          status: "running" as const,
          attempts: record.attempts + 1,
          nextAt: until,
        });
        effects.put({ n, record: claimed });
        return claimed;
      });
    },
    insertKey: async (record) => insert(views().keys, frozen(record), joined(record.principal, record.key)),
    async insertPack(record) {
      const { packs } = views();
      packs.put({ n: packs.get(record.digest)?.n ?? packs.size + 1, record: frozen(record) });
    },
    setLive: async (procedure, digest) => views().live.put(frozen({ procedure, digest })),
    async enterRow(row) {
      const { rows } = views();
      if (take(rows.scan("holding", within(row.register, row.key)), 1).length > 0) {
        throw new Conflict(`a row ${row.key} of ${row.register} holds`);
      }
      rows.put({ n: rows.size + 1, record: frozen(row) });
    },
    async strikeRow(register, key, at, by) {
      const { rows } = views();
      const [row] = take(rows.scan("holding", within(register, key)), 1);
      if (row === undefined) return false;
      rows.put({ n: row.n, record: frozen({ ...row.record, to: at, struckBy: by }) });
      return true;
    },
    insertNotice: async (notice) => insertNumbered(views().notices, notice, notice.id),
    insertDraft: async (record) => insertNumbered(views().drafts, record, record.id),
    async updateDraft(record, expectedRevision) {
      const { drafts } = views();
      const before = drafts.get(record.id);
      if (before === undefined || before.record.revision !== expectedRevision) return false;
      drafts.put({ n: before.n, record: frozen(record) });
      return true;
    },
    async dueCases(now, limit) {
      const due = take(
        views().cases.scan("due", ""),
        limit,
        undefined,
        ({ record }) => record.due !== null && record.due <= now,
      );
      return due.map(({ record }) => ({ id: record.id, due: record.due ?? now }));
    },
    async scanCases(procedure, status, visit) {
      for (const { record } of views().cases.scan("procedure", within(procedure))) {
        if ((status === "any" || record.status === status) && !visit(record)) return;
      }
    },
    scheduleMark: async (schedule) => {
      const mark = views().marks.get(schedule);
      return mark === undefined ? null : { last: mark.last, count: mark.count };
    },
    setScheduleMark: async (schedule, mark) =>
      views().marks.put(frozen({ schedule, last: mark.last, count: mark.count })),
    setSetting: async (name, value) => views().settings.put(frozen({ name, value })),
  };
  return { tx, finish };
}

function insert<Row>(view: View<Row>, row: Row, key: string): void {
  if (view.get(key) !== undefined) throw new Conflict(`${key.replaceAll("\0", " ")} is there already`);
  view.put(row);
}
function insertNumbered<T>(view: View<Numbered<T>>, record: T, key: string): void {
  insert(view, { n: view.size + 1, record: frozen(record) }, key);
}
/** Changing what is not there is a mistake of the program, not a conflict. */
function existing<Row>(view: View<Row>, what: string, key: string): Row {
  const row = view.get(key);
  if (row === undefined) throw new Error(`there is no ${what} ${key}`);
  return row;
}
