import type { Page, PageRequest, Reader } from "../../ports/index.ts";
import { audiencesFor, doneBy, mergeInbox, orderOf, undated } from "../inbox.ts";
import { compareText } from "../order.ts";
import { pageLimit, readCursor, toPage } from "../page.ts";
import { summary } from "../summary.ts";
import { joined, type View, within } from "./table.ts";
import type { Numbered, Views } from "./tables.ts";

/** Reads what `views` gives at the moment of each call; that throws where nothing may be read any more. */
export function createReader(views: () => Views): Reader {
  return {
    case: async (id) => views().cases.get(id)?.record ?? null,
    async cases(query) {
      const { procedure, status, openedBy, parent } = query;
      const place = (parent !== undefined && { order: "parent", of: parent }) ||
        (openedBy !== undefined && { order: "opener", of: openedBy }) ||
        (procedure !== undefined && { order: "procedure", of: procedure }) || { order: "opening" };
      const page = newestFirst("cases", views().cases, query, place, (record) => {
        if (procedure !== undefined && record.procedure !== procedure) return false;
        if (status !== undefined && record.status !== status) return false;
        return openedBy === undefined || record.openedBy === openedBy;
      });
      return { ...page, items: page.items.map(summary) };
    },
    async journal(id, query) {
      const limit = pageLimit(query);
      const after = Number(readCursor("journal", query.after, ["count"])?.[0] ?? 0);
      const entries = [];
      for (let seq = after + 1; entries.length <= limit; seq++) {
        const row = views().journal.get(joined(id, seq));
        if (row === undefined) break;
        entries.push(row.entry);
      }
      return toPage("journal", entries, limit, (entry) => [entry.seq]);
    },
    changes: async (after, limit) => take(views().journal.scan("position", "", joined(after)), limit),
    lastPosition: async () => views().journal.size,
    task: async (id) => views().tasks.get(id) ?? null,
    async inbox(query) {
      const { tasks } = views();
      const limit = pageLimit(query);
      const after = readCursor("inbox", query.after, ["text", "text"]);
      const found = audiencesFor(query).flatMap(({ audience, claimedBy }) => {
        const edge = after === null ? undefined : joined(audience, claimedBy, ...after);
        return take(tasks.scan("audience", within(audience, claimedBy), edge), limit + 1);
      });
      const merged = mergeInbox(
        found.map((row) => ({ due: row.due ?? undated, task: row.id, row })),
        limit,
        compareText,
      );
      const page = toPage("inbox", merged, limit, ({ due, task }) => [due, task]);
      return { ...page, items: page.items.map(({ row }) => row) };
    },
    async done({ id, ...query }) {
      const { audience, claimedBy } = doneBy(id);
      const limit = pageLimit(query);
      const after = readCursor("done", query.after, ["text", "text"]);
      const edge = after === null ? undefined : joined(audience, claimedBy, ...after);
      const found = take(views().tasks.scan("audience", within(audience, claimedBy), edge, true), limit + 1);
      return toPage("done", found, limit, (task) => [orderOf(task), task.id]);
    },
    tasksOf: async (id, status) =>
      [...views().tasks.scan("case", within(id))].filter(
        (task) => status === undefined || task.status === status,
      ),
    key: async (principal, key) => views().keys.get(joined(principal, key)) ?? null,
    packs: async () =>
      [...views().packs.scan("deployed", "")].map(
        ({ record: { files: _files, parameters: _parameters, ...rest } }) => rest,
      ),
    pack: async (digest) => views().packs.get(digest)?.record ?? null,
    live: async (procedure) => views().live.get(procedure)?.digest ?? null,
    liveProcedures: async () => [...views().live.scan("procedure", "")],
    async register(id, query) {
      const limit = pageLimit(query);
      const after = readCursor("register", query.after, ["text"]);
      const { at, key } = query;
      const holds = ({ record: { from, to } }: Numbered<{ from: string; to: string | null }>) =>
        at === undefined || (from <= at && (to === null || to > at));
      const order = at === undefined ? "holding" : "key";
      const prefix = key === undefined ? within(id) : within(id, key);
      const rows = views().rows.scan(order, prefix, after === null ? undefined : joined(id, ...after));
      const records = take(rows, limit + 1, holds).map(({ record }) => record);
      return toPage("register", records, limit, (record) => [record.key]);
    },
    async registerRows(query) {
      const limit = pageLimit(query);
      const after = readCursor("registerRows", query.after, ["count"]);
      const found = take(
        views().rows.scan("entered", "", after === null ? undefined : joined(...after)),
        limit + 1,
      );
      const page = toPage("registerRows", found, limit, ({ n }) => [n]);
      return { ...page, items: page.items.map(({ record }) => record) };
    },
    async casesByPack(procedure) {
      const counts = new Map<string, { pack: string; running: number; all: number }>();
      for (const { record } of views().cases.scan("procedure", within(procedure))) {
        const of = counts.get(record.pack) ?? { pack: record.pack, running: 0, all: 0 };
        of.all++;
        if (record.status === "active" || record.status === "suspended") of.running++;
        counts.set(record.pack, of);
      }
      return [...counts.values()].toSorted((a, b) => compareText(a.pack, b.pack));
    },
    async drafts({ status, procedure, ...query }) {
      const place =
        procedure === undefined
          ? { order: "status", of: [status] }
          : { order: "procedure", of: [procedure, status] };
      const page = newestFirst("drafts", views().drafts, query, place, () => true);
      return { ...page, items: page.items.map(({ content: _content, ...summary }) => summary) };
    },
    draft: async (id) => views().drafts.get(id)?.record ?? null,
    async notices(query) {
      const { procedure } = query;
      const place = (query.case !== undefined && { order: "case", of: query.case }) ||
        (procedure !== undefined && { order: "procedure", of: procedure }) || { order: "published" };
      const wanted = (record: { procedure: string }) =>
        procedure === undefined || record.procedure === procedure;
      return newestFirst("notices", views().notices, query, place, wanted);
    },
    async effects(query) {
      const { status } = query;
      const place = (query.case !== undefined && { order: "case", of: query.case }) ||
        (status !== undefined && { order: "status", of: status }) || { order: "recorded" };
      const wanted = (record: { status: string }) => status === undefined || record.status === status;
      return newestFirst("effects", views().effects, query, place, wanted);
    },
    async counts() {
      const { cases, tasks, effects } = views();
      return {
        cases: cases.size,
        openTasks: count(tasks.scan("open", "")),
        waitingEffects: count(effects.scan("due", "")),
        incidents: count(effects.scan("status", within("incident"))),
      };
    },
    setting: async (name) => views().settings.get(name)?.value ?? null,
  };
}

/** A page of what was numbered as it came, the last first. */
function newestFirst<T>(
  list: string,
  view: View<Numbered<T>>,
  query: PageRequest,
  { order, of }: { order: string; of?: string | string[] },
  wanted: (record: T) => boolean,
): Page<T> {
  const limit = pageLimit(query);
  const after = readCursor(list, query.after, ["count"]);
  const parts = of === undefined ? [] : [of].flat();
  const rows = view.scan(
    order,
    within(...parts),
    after === null ? undefined : joined(...parts, ...after),
    true,
  );
  const found = take(rows, limit + 1, ({ record }) => wanted(record));
  const page = toPage(list, found, limit, ({ n }) => [n]);
  return { ...page, items: page.items.map(({ record }) => record) };
}

/** Up to `limit` rows that are wanted, up to the first that `inside` does not hold for. */
export function take<Row>(
  rows: Iterable<Row>,
  limit: number,
  wanted: (row: Row) => boolean = () => true,
  inside: (row: Row) => boolean = () => true,
): Row[] {
  const result: Row[] = [];
  for (const row of rows) {
    if (result.length >= limit || !inside(row)) break;
    if (wanted(row)) result.push(row);
  }
  return result;
}

function count(rows: Iterable<unknown>): number {
  return [...rows].length;
}
