import type { Instant } from "../../model/types.ts";
import type {
  CaseQuery,
  CaseRecord,
  DraftQuery,
  EffectStatus,
  InboxQuery,
  Page,
  PageRequest,
  Reader,
  Soon,
  TaskRecord,
  TaskStatus,
} from "../../ports/index.ts";
import { audiencesFor, doneBy, mergeInbox, undated } from "../inbox.ts";
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
  taskColumns,
  text,
  toDraft,
  toDraftSummary,
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

/** How the tables are reached. Each gives the connection when it may be read, and throws where it may not. */
export interface Access {
  ready(): Soon<Connection>;
  /** The same, with the rows of cases and the ends of their journals as they stand. */
  settled(): Soon<Connection>;
  case(connection: Connection, id: string): CaseRecord | null;
}

/** Reads the tables. */
export class TableReader implements Reader {
  private readonly access: Access;

  constructor(access: Access) {
    this.access = access;
  }

  async case(id: string) {
    const ready = this.access.ready();
    return this.access.case(ready instanceof Promise ? await ready : ready, id);
  }

  async cases({ procedure, status, openedBy, parent, ...page }: CaseQuery & PageRequest) {
    const filters = { parent_case: parent, opened_by: openedBy, procedure, status };
    return newestFirst(
      await this.access.settled(),
      "cases",
      `${caseColumns} FROM cases`,
      page,
      filters,
      toSummary,
    );
  }

  async journal(id: string, query: PageRequest) {
    const limit = pageLimit(query);
    const after = Number(readCursor("journal", query.after, ["count"])?.[0] ?? 0);
    const connection = await this.access.settled();
    // From the end of the case's journal back to the page, by leaps as long as they do not pass it.
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
    return mapped(
      toPage("journal", found, limit, (row) => [count(row, "seq")]),
      toEntry,
    );
  }

  async changes(after: number, limit: number) {
    const found = await this.rows(
      "SELECT position, entry FROM journal WHERE position > ?1 ORDER BY position LIMIT ?2",
      after,
      limit,
    );
    return found.map((row) => ({ position: count(row, "position"), entry: toEntry(row) }));
  }

  async lastPosition() {
    const [row] = await this.rows("SELECT coalesce(max(position), 0) AS n FROM journal");
    return row === undefined ? 0 : count(row, "n");
  }

  async task(id: string) {
    return this.one(toTask, `SELECT ${taskColumns} FROM tasks WHERE id = ?1`, id);
  }

  async inbox(query: InboxQuery & PageRequest) {
    const limit = pageLimit(query);
    const [due = "", task = ""] = readCursor("inbox", query.after, ["text", "text"]) ?? [];
    const connection = await this.access.ready();
    const found = audiencesFor(query).flatMap(({ audience, claimedBy }) =>
      connection.all(
        `SELECT due, task, n FROM task_audience WHERE audience = ?1 AND claimed_by = ?2 AND (due, task) > (?3, ?4)
         ORDER BY due, task LIMIT ?5`,
        audience,
        claimedBy,
        due,
        task,
        limit + 1,
      ),
    );
    const merged = mergeInbox(found.map(toPlace), limit, compareText);
    const page = toPage("inbox", merged, limit, (row) => [row.due, row.task]);
    return { ...page, items: page.items.flatMap((row) => taskAt(connection, row)) };
  }

  async done({ id, ...query }: { id: string } & PageRequest) {
    const limit = pageLimit(query);
    const { audience, claimedBy } = doneBy(id);
    const [at = undated, task = undated] = readCursor("done", query.after, ["text", "text"]) ?? [];
    const connection = await this.access.ready();
    const found = connection.all(
      `SELECT due, task, n FROM task_audience WHERE audience = ?1 AND claimed_by = ?2 AND (due, task) < (?3, ?4)
       ORDER BY due DESC, task DESC LIMIT ?5`,
      audience,
      claimedBy,
      at,
      task,
      limit + 1,
    );
    const page = toPage("done", found.map(toPlace), limit, (row) => [row.due, row.task]);
    return { ...page, items: page.items.flatMap((row) => taskAt(connection, row)) };
  }

  async tasksOf(id: string, status?: TaskStatus) {
    // Written out where it is the open ones, so that their index is used: cases that have lasted have closed many.
    const [filter, ...wanted] =
      status === undefined ? [""] : status === "open" ? ["AND status = 'open'"] : ["AND status = ?2", status];
    const found = await this.rows(
      `SELECT ${taskColumns} FROM tasks WHERE case_id = ?1 ${filter} ORDER BY id`,
      id,
      ...wanted,
    );
    return found.map(toTask);
  }

  async key(principal: string, key: string) {
    return this.one(toKey, "SELECT * FROM keys WHERE principal = ?1 AND key = ?2", principal, key);
  }

  async packs() {
    return (await this.rows(`SELECT ${packSummaryColumns} FROM packs ORDER BY n`)).map(toPackSummary);
  }
  async pack(digest: string) {
    return this.one(toPack, "SELECT * FROM packs WHERE digest = ?1", digest);
  }
  async live(procedure: string) {
    return this.one((row) => text(row, "digest"), "SELECT digest FROM live WHERE procedure = ?1", procedure);
  }
  async liveProcedures() {
    const found = await this.rows("SELECT procedure, digest FROM live ORDER BY procedure");
    return found.map((row) => ({ procedure: text(row, "procedure"), digest: text(row, "digest") }));
  }

  async register(id: string, query: { at?: Instant; key?: string } & PageRequest) {
    const limit = pageLimit(query);
    const after = readCursor("register", query.after, ["text"])?.[0];
    const { at, key } = query;
    const from = key !== undefined ? "key = ?2" : after === undefined ? "key >= ?2" : "key > ?2";
    const order = key === undefined ? "ORDER BY key" : "";
    const holds = at === undefined ? "until IS NULL" : "since <= ?4 AND (until IS NULL OR until > ?4)";
    const found = await this.rows(
      `SELECT ${registerColumns} FROM register_rows WHERE register = ?1 AND ${from} AND ${holds} ${order} LIMIT ?3`,
      id,
      key ?? after ?? "",
      limit + 1,
      ...(at === undefined ? [] : [at]),
    );
    return toPage("register", found.map(toRegisterRow), limit, (row) => [row.key]);
  }

  async registerRows(query: PageRequest) {
    const limit = pageLimit(query);
    const after = readCursor("registerRows", query.after, ["count"])?.[0] ?? 0;
    const found = await this.rows(
      `SELECT n, ${registerColumns} FROM register_rows WHERE n > ?1 ORDER BY n LIMIT ?2`,
      after,
      limit + 1,
    );
    return mapped(
      toPage("registerRows", found, limit, (row) => [count(row, "n")]),
      toRegisterRow,
    );
  }

  async casesByPack(procedure: string) {
    const connection = await this.access.settled();
    const found = connection.all(
      `SELECT pack, count(*) AS n, sum(status IN ('active', 'suspended')) AS running FROM cases
       WHERE procedure = ?1 GROUP BY pack ORDER BY pack`,
      procedure,
    );
    return found.map((row) => ({
      pack: text(row, "pack"),
      running: count(row, "running"),
      all: count(row, "n"),
    }));
  }

  async drafts({ status, procedure, ...page }: DraftQuery & PageRequest) {
    return newestFirst(
      await this.access.ready(),
      "drafts",
      "n, summary FROM drafts",
      page,
      { procedure, status },
      toDraftSummary,
    );
  }
  async draft(id: string) {
    return this.one(toDraft, "SELECT summary, content FROM drafts WHERE id = ?1", id);
  }

  async notices({ procedure, case: of, ...page }: { procedure?: string; case?: string } & PageRequest) {
    const filters = { case_id: of, procedure };
    return newestFirst(
      await this.access.ready(),
      "notices",
      "n, record FROM notices",
      page,
      filters,
      toNotice,
    );
  }

  async effects({ status, case: of, ...page }: { status?: EffectStatus; case?: string } & PageRequest) {
    const filters = { case_id: of, status };
    return newestFirst(
      await this.access.ready(),
      "effects",
      `${effectColumns} FROM effects`,
      page,
      filters,
      toEffect,
    );
  }

  async counts() {
    const connection = await this.access.settled();
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
  }

  async setting(name: string) {
    return this.one((row) => text(row, "value"), "SELECT value FROM settings WHERE name = ?1", name);
  }

  private async rows(sql: string, ...values: Parameter[]): Promise<Row[]> {
    return (await this.access.ready()).all(sql, ...values);
  }
  private async one<T>(map: (row: Row) => T, sql: string, ...values: Parameter[]): Promise<T | null> {
    const [row] = await this.rows(sql, ...values);
    return row === undefined ? null : map(row);
  }
}

/** Where a task stands in a list. */
interface Place {
  due: string;
  task: string;
  n: number;
}
const toPlace = (row: Row): Place => ({
  due: text(row, "due"),
  task: text(row, "task"),
  n: count(row, "n"),
});
const taskAt = (connection: Connection, place: Place): TaskRecord[] =>
  connection.all(`SELECT ${taskColumns} FROM tasks WHERE n = ?1`, place.n).map(toTask);

/** A page of a table that is numbered as it was written, the last first. */
function newestFirst<T>(
  connection: Connection,
  list: string,
  from: string,
  query: PageRequest,
  filters: Record<string, string | undefined>,
  map: (row: Row) => T,
): Page<T> {
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
  return mapped(
    toPage(list, found, limit, (row) => [count(row, "n")]),
    map,
  );
}

function mapped<Row, Item>({ items, ...rest }: Page<Row>, map: (row: Row) => Item): Page<Item> {
  return { items: items.map(map), ...rest };
}
