import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Database from "libsql";
import type { Store } from "../../engine/ports/index.ts";
import { libsql } from "../../engine/store/index.ts";
import { aCase, aTask, later } from "../contract/records.ts";
import { figure, median, type Figure } from "./figure.ts";

const Driver = createRequire(import.meta.url)("libsql") as typeof Database;
const [few, many] = [1_000, 1_000_000];
/** Open tasks are for twenty roles, so that even with few cases every page is full. */
const roles = 20;
const rounds = 10;
const readsOfRound = 100;
const pagesOfRound = 10;

const idOf = (n: number): string => `case-${String(n).padStart(8, "0")}`;

/** A store of so many cases with an open task each, made by copying one; their tasks fall due in no order. */
async function filled(path: string, cases: number): Promise<Store> {
  const store = libsql({ path });
  await store.transact(async (tx) => {
    const record = aCase({ id: idOf(1), procedure: "paper" });
    const fields = Array.from({ length: 12 }, (_, n) => [`field${n}`, `value ${n}`.repeat(4)]);
    await tx.insertCase({ ...record, state: { ...record.state, data: Object.fromEntries(fields) } });
    await tx.insertTasks([aTask({ id: "task-00000001", case: idOf(1), roles: ["role-0"], due: later(1) })]);
  });
  await store.close();
  const database = new Driver(path);
  database.exec(`
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -262144;
    BEGIN;
    CREATE TEMP TABLE numbers (k INTEGER PRIMARY KEY, name TEXT, role TEXT, due TEXT);
    INSERT INTO numbers WITH RECURSIVE counting (k) AS (SELECT 2 UNION ALL SELECT k + 1 FROM counting WHERE k < ${cases})
      SELECT k, printf('%08d', k), 'role-' || (k % ${roles}), strftime('%Y-%m-%dT%H:%M:00.000Z', 1800000000 + (k * 7919 % 1000003) * 60, 'unixepoch')
      FROM counting;
    INSERT INTO cases SELECT k, 'case-' || name, procedure, version, pack, parameters, status, revision, hash, opened_at, 'opener-' || (k % 997),
      updated_at, depth, numbers.due, parent, parent_case, tail, state, calendar FROM numbers, (SELECT * FROM cases WHERE n = 1);
    INSERT INTO tasks SELECT k, 'task-' || name, 'case-' || name, status, closed_at, closed_by,
      json_set(record, '$.id', 'task-' || name, '$.case', 'case-' || name, '$.roles', json_array(role), '$.due', due)
      FROM numbers, (SELECT * FROM tasks WHERE id = 'task-00000001');
    INSERT INTO task_audience SELECT 'role:' || role, '', due, 'task-' || name, k FROM numbers ORDER BY role, due, k;
    UPDATE store SET open_tasks = ${cases};
    COMMIT`);
  database.close();
  return libsql({ path });
}

/** Milliseconds of a piece of work. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Cases that were never read before, so that none comes from memory: the first time of each is what grows with the file. */
async function readCases({ reader }: Store, cases: number, round: number): Promise<void> {
  for (let n = 0; n < readsOfRound; n++) {
    const id = idOf(1 + (((round * readsOfRound + n) * 7919) % cases));
    if ((await reader.case(id)) === null) throw new Error(`${id} is not there`);
  }
}

async function readInboxes({ reader }: Store, round: number): Promise<void> {
  for (let n = 0; n < pagesOfRound; n++) {
    const of = [0, 7, 13].map((step) => `role-${(round * pagesOfRound + n + step) % roles}`);
    const { items } = await reader.inbox({ id: "li", roles: of });
    if (items.length !== 50) throw new Error(`a page of ${items.length}`);
  }
}

/** What it costs to read when the store has grown: a case by its id, and the first page of a person's inbox. */
export async function storeFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "guicheng-bench-"));
  try {
    const small = await filled(join(folder, "small.db"), few);
    const large = await filled(join(folder, "large.db"), many);
    const cases: number[] = [];
    const inboxes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const ofSmall = await timed(() => readCases(small, few, round));
      cases.push((await timed(() => readCases(large, many, round))) / ofSmall);
      const ofFew = await timed(() => readInboxes(small, round));
      inboxes.push((await timed(() => readInboxes(large, round))) / ofFew);
    }
    await Promise.all([small.close(), large.close()]);
    return [
      figure("store: reading a case, 1,000,000 cases against 1,000", median(cases), "times", { atMost: 3 }),
      figure("store: one inbox page, 1,000,000 cases against 1,000", median(inboxes), "times", { atMost: 3 }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
