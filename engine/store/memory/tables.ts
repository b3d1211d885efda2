import type {
  CaseRecord,
  DraftRecord,
  EffectRecord,
  JournalEntry,
  KeyRecord,
  NoticeRecord,
  PackRecord,
  RegisterRow,
  TaskRecord,
} from "../../ports/index.ts";
import { audiencesOf, orderOf } from "../inbox.ts";
import { joined, Table, View } from "./table.ts";

/** A row with its place in the order of insertion, from 1. */
export interface Numbered<T> {
  n: number;
  record: T;
}

/** All that a store holds, once for each way of looking at it: committed, or as a transaction sees it. */
export function createTables() {
  return {
    cases: new Table<Numbered<CaseRecord>>({
      key: (row) => row.record.id,
      orders: {
        opening: ({ n }) => [joined(n)],
        procedure: ({ n, record }) => [joined(record.procedure, n)],
        opener: ({ n, record }) => [joined(record.openedBy, n)],
        parent: ({ n, record }) => (record.parent === null ? [] : [joined(record.parent.case, n)]),
        due: ({ record }) =>
          record.status === "active" && record.due !== null ? [joined(record.due, record.id)] : [],
      },
    }),
    journal: new Table<{ position: number; entry: JournalEntry }>({
      key: ({ entry }) => joined(entry.case, entry.seq),
      orders: { position: ({ position }) => [joined(position)] },
    }),
    tasks: new Table<TaskRecord>({
      key: (task) => task.id,
      orders: {
        case: (task) => [joined(task.case, task.id)],
        audience: (task) =>
          audiencesOf(task).map(({ audience, claimedBy }) =>
            joined(audience, claimedBy, orderOf(task), task.id),
          ),
        open: (task) => (task.status === "open" ? [task.id] : []),
      },
    }),
    effects: new Table<Numbered<EffectRecord>>({
      key: (row) => row.record.key,
      orders: {
        recorded: ({ n }) => [joined(n)],
        status: ({ n, record }) => [joined(record.status, n)],
        case: ({ n, record }) => [joined(record.case, n)],
        due: ({ n, record }) =>
          record.status === "waiting" || record.status === "running" ? [joined(record.nextAt, n)] : [],
      },
    }),
    keys: new Table<KeyRecord>({ key: (row) => joined(row.principal, row.key), orders: {} }),
    packs: new Table<Numbered<PackRecord>>({
      key: (row) => row.record.digest,
      orders: { deployed: ({ n }) => [joined(n)] },
    }),
    live: new Table<{ procedure: string; digest: string }>({
      key: (row) => row.procedure,
      orders: { procedure: (row) => [row.procedure] },
    }),
    rows: new Table<Numbered<RegisterRow>>({
      key: ({ n }) => joined(n),
      orders: {
        entered: ({ n }) => [joined(n)],
        key: ({ n, record }) => [joined(record.register, record.key, record.from, n)],
        holding: ({ record }) => (record.to === null ? [joined(record.register, record.key)] : []),
      },
    }),
    notices: new Table<Numbered<NoticeRecord>>({
      key: (row) => row.record.id,
      orders: {
        published: ({ n }) => [joined(n)],
        procedure: ({ n, record }) => [joined(record.procedure, n)],
        case: ({ n, record }) => [joined(record.case, n)],
      },
    }),
    drafts: new Table<Numbered<DraftRecord>>({
      key: (row) => row.record.id,
      orders: {
        procedure: ({ n, record }) => [joined(record.procedure, record.status, n)],
        status: ({ n, record }) => [joined(record.status, n)],
      },
    }),
    marks: new Table<{ schedule: string; last: string; count: number }>({
      key: (row) => row.schedule,
      orders: {},
    }),
    settings: new Table<{ name: string; value: string }>({ key: (row) => row.name, orders: {} }),
  };
}
export type Tables = ReturnType<typeof createTables>;

export function viewTables(tables: Tables) {
  return {
    cases: new View(tables.cases),
    journal: new View(tables.journal),
    tasks: new View(tables.tasks),
    effects: new View(tables.effects),
    keys: new View(tables.keys),
    packs: new View(tables.packs),
    live: new View(tables.live),
    rows: new View(tables.rows),
    notices: new View(tables.notices),
    drafts: new View(tables.drafts),
    marks: new View(tables.marks),
    settings: new View(tables.settings),
  };
}
export type Views = ReturnType<typeof viewTables>;
