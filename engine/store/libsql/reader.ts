import type { Page, PageRequest, Reader } from "../../ports/index.ts";
import { audiencesFor, mergeInbox } from "../inbox.ts";
import { compareText } from "../order.ts";
import { pageLimit, readCursor, toPage } from "../page.ts";
import { stride } from "./cases.ts";
import type { Connection, Row } from "./connection.ts";
import type { Parameter } from "./parameters.ts";
import {
  caseColumns,
  count,
  effectColumns,
  packSummaryColumns,
  registerColumns,
  text,
  toEffect,
  toEntry,
  toKey,
  toNotice,
  toPack,
  toPackSummary,
  toRegisterRow,
  toSummary,
  toTask,
} from "./rows.ts";

/** How the tables are reached. Each gives the connection as soon as it may be read, and throws when it may not. */
export interface Access {
  ready: () => Promise<Connection>;
  /** The same, with the rows of cases and the ends of their journals as they stand. */
  settled: () => Promise<Connection>;
  case: Reader["case"];
}

/** Reads the tables. */
export function createReader({ ready, settled, case: readCase }: Access): Reader {
  const rows = async (sql: string, ...values: Parameter[]) => (await ready()).all(sql, ...values);
  const one = async <T>(map: (row: Row) => T, sql: string, ...values: Parameter[]): Promise<T | null> => {
    const [row] = await rows(sql, ...values);
    return row === undefined ? null : map(row);
  };

  /** A page of a table that is numbered as it was written, the last first. */
  const newestFirst = async <T>(
    connection: Connection,
    list: string,
    from: string,
    query: PageRequest,
    filters: Record<string, string | undefined>,
    map: (row: Row) => T,
  ): Promise<Page<T>> => {
    const limit = pageLimit(query);
    const after = readCursor(list, query.after, ["count"]);
    const given = Object.entries(filters).filter(
      (filter): filter is [string, string] => filter[1] !== undefined,
    );
    const where = given.map(([column], at) => `${column} = ?${at + 3} AND`).join(" ");
    const found = connection.all(
      `SELECT ${from} WHERE ${where} n < ?1 ORDER BY n DESC LIMIT ?2`,
      after?.[0] ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
      ...given.map(([, value]) => value),
    );
    const page = toPage(list, found, limit, (row) => [count(row, "n")]);
    return { ...page, items: page.items.map(map) };
  };

  return {
    case: readCase,
    cases: async ({ procedure, status, openedBy, parent, ...page }) =>
      newestFirst(
        await settled(),
        "cases",
        `${caseColumns} FROM cases`,
        page,
        { parent_case: parent, opened_by: openedBy, procedure, status },
        toSummary,
      ),
    async journal(id, query) {
      const limit = pageLimit(query);
      const after = Number(readCursor("journal", query.after, ["count"])?.[0] ?? 0);
      // From the end of the case's journal back to the page, by leaps as long as they do not pass it.
      const connection = await settled();
      const found = connection.all(
        `WITH RECURSIVE walk (position) AS (
           SELECT tail FROM cases WHERE id = ?1 AND tail IS NOT NULL
           UNION ALL
           SELECT CASE WHEN (j.seq - 1) / ${stride} * ${stride} >= ?3 THEN j.leap ELSE j.before END
           FROM walk CROSS JOIN journal j ON j.position = walk.position WHERE j.seq > ?2 + 1
         )
         SELECT j.seq, j.entry FROM walk CROSS JOIN journal j ON j.position = walk.position
         WHERE j.seq > ?2 AND j.seq <= ?3 ORDER BY j.seq`,
        id,
        after,
        after + limit + 1,
      );
      const page = toPage("journal", found, limit, (row) => [count(row, "seq")]);
      return { ...page, items: page.items.map(toEntry) };
    },
    async changes(after, limit) {
      const found = await rows(
        "SELECT position, entry FROM journal WHERE position > ?1 ORDER BY position LIMIT ?2",
        after,
        limit,
      );
      return found.map((row) => ({ position: count(row, "position"), entry: toEntry(row) }));
    },
    async lastPosition() {
      const [row] = await rows("SELECT coalesce(max(position), 0) AS n FROM journal");
      return row === undefined ? 0 : count(row, "n");
    },
    task: (id) => one(toTask, "SELECT record FROM tasks WHERE id = ?1", id),
    async inbox(query) {
      const limit = pageLimit(query);
      const [due, task] = readCursor("inbox", query.after, ["text", "text"]) ?? ["", ""];
      const connection = await ready();
      const found = audiencesFor(query).flatMap(({ audience, claimedBy }) =>
        connection.all(
          `SELECT due, task, case_id FROM task_audience WHERE audience = ?1 AND claimed_by = ?2 AND (due, task) > (?3, ?4)
           ORDER BY due, task LIMIT ?5`,
          audience,
          claimedBy,
          due ?? "",
          task ?? "",
          limit + 1,
        ),
      );
      const merged = mergeInbox(
        found.map((row) => ({ due: text(row, "due"), task: text(row, "task"), case: text(row, "case_id") })),
        limit,
        compareText,
      );
      const page = toPage("inbox", merged, limit, (row) => [row.due, row.task]);
      const items = page.items.flatMap((row) =>
        connection
          .all("SELECT record FROM tasks WHERE case_id = ?1 AND id = ?2", row.case, row.task)
          .map(toTask),
      );
      return { ...page, items };
    },
    async tasksOf(id, status) {
      const found = await rows("SELECT status, record FROM tasks WHERE case_id = ?1 ORDER BY id", id);
      return found.filter((row) => status === undefined || row.status === status).map(toTask);
    },
    key: (principal, key) =>
      one(toKey, "SELECT * FROM keys WHERE principal = ?1 AND key = ?2", principal, key),
    packs: async () => (await rows(`SELECT ${packSummaryColumns} FROM packs ORDER BY n`)).map(toPackSummary),
    pack: (digest) => one(toPack, "SELECT * FROM packs WHERE digest = ?1", digest),
    live: (procedure) =>
      one((row) => text(row, "digest"), "SELECT digest FROM live WHERE procedure = ?1", procedure),
    liveProcedures: async () =>
      (await rows("SELECT procedure, digest FROM live ORDER BY procedure")).map((row) => ({
        procedure: text(row, "procedure"),
        digest: text(row, "digest"),
      })),
    async register(id, query) {
      const limit = pageLimit(query);
      const after = readCursor("register", query.after, ["text"]);
      const { at, key } = query;
      const byKey = key === undefined ? (after === null ? "key >= ?2" : "key > ?2") : "key = ?2";
      const found = await rows(
        `SELECT ${registerColumns} FROM register_rows WHERE register = ?1 AND ${byKey}
           AND ${at === undefined ? "until IS NULL" : "since <= ?4 AND (until IS NULL OR until > ?4)"}
         ORDER BY key LIMIT ?3`,
        id,
        key ?? after?.[0] ?? "",
        limit + 1,
        ...(at === undefined ? [] : [at]),
      );
      return toPage("register", found.map(toRegisterRow), limit, (row) => [row.key]);
    },
    notices: async ({ procedure, case: of, ...page }) =>
      newestFirst(
        await ready(),
        "notices",
        "n, record FROM notices",
        page,
        { case_id: of, procedure },
        toNotice,
      ),
    effects: async ({ status, case: of, ...page }) =>
      newestFirst(
        await ready(),
        "effects",
        `${effectColumns} FROM effects`,
        page,
        { case_id: of, status },
        toEffect,
      ),
    async counts() {
      const connection = await settled();
      const [row] = connection.all(
        "SELECT (SELECT coalesce(max(n), 0) FROM cases) AS cases, open_tasks, waiting_effects, incidents FROM store",
      );
      if (row === undefined) throw new Error("the store has lost its counts");
      return {
        cases: count(row, "cases"),
        openTasks: count(row, "open_tasks"),
        waitingEffects: count(row, "waiting_effects"),
        incidents: count(row, "incidents"),
      };
    },
    setting: (name) => one((row) => text(row, "value"), "SELECT value FROM settings WHERE name = ?1", name),
  };
}
