import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { libsql } from "../../engine/store/index.ts";
import type { Store } from "../../engine/ports/index.ts";
import { versions } from "../../engine/store/libsql/schema.ts";
import { writeCursor } from "../../engine/store/page.ts";
import { aCase, aDraft, anEffect, aRow, aTask, entries, noon } from "../contract/records.ts";
import { temporaryFolder } from "./folder.ts";

describe("the file itself", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  let database: Database.Database;
  beforeEach(async () => {
    folder = temporaryFolder();
    path = folder.file("cases.db");
    const store = libsql({ path });
    await store.transact(async (tx) => {
      await tx.appendEntries(entries("c", 1, 3));
      await tx.insertCase(aCase({ id: "c", revision: 3 }));
      await tx.appendEntries(entries("d", 1, 1));
      await tx.insertCase(aCase({ id: "d" }));
    });
    await store.close();
    database = new Database(path);
  });
  afterEach(() => {
    database.close();
    folder.remove();
  });

  it.each([
    ["changes an entry", "UPDATE journal SET entry = '{}' WHERE position = 2"],
    ["moves an entry", "UPDATE journal SET position = 9 WHERE position = 4"],
    ["removes an entry", "DELETE FROM journal WHERE position = 4"],
    ["removes all", "DELETE FROM journal"],
    ["replaces an entry", "INSERT OR REPLACE INTO journal VALUES (4, 'd', 1, NULL, NULL, 'h', '{}')"],
    ["leaves a gap", "INSERT INTO journal VALUES (6, 'd', 2, 4, NULL, 'h', '{}')"],
    ["skips a number", "INSERT INTO journal VALUES (5, 'd', 3, 4, NULL, 'h', '{}')"],
    ["continues another case", "INSERT INTO journal VALUES (5, 'd', 4, 3, NULL, 'h', '{}')"],
    ["begins in the middle", "INSERT INTO journal VALUES (5, 'e', 2, NULL, NULL, 'h', '{}')"],
    ["continues what is not there", "INSERT INTO journal VALUES (5, 'e', 1, 99, NULL, 'h', '{}')"],
  ])("refuses, whoever writes to it, what %s", (_, sql) => {
    expect(() => database.exec(sql)).toThrow(/append-only|does not continue/);
    expect(database.prepare("SELECT case_id, seq FROM journal ORDER BY position").all()).toEqual([
      { case_id: "c", seq: 1 },
      { case_id: "c", seq: 2 },
      { case_id: "c", seq: 3 },
      { case_id: "d", seq: 1 },
    ]);
    database.exec("INSERT INTO journal VALUES (5, 'd', 2, 4, NULL, 'h', '{}')");
  });

  it("says what it is, and holds tables that take nothing but what they declare", () => {
    expect(database.pragma("application_id")).toEqual([{ application_id: 0x47636865 }]);
    expect(database.pragma("user_version")).toEqual([{ user_version: 4 }]);
    const loose = database
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0",
      )
      .all();
    expect(loose).toEqual([]);
  });

  it("is brought up to date where an earlier program has made it, and keeps what it holds", async () => {
    database.close();
    for (const version of versions.keys()) {
      const older = folder.file(`version-${version}.db`);
      const made = new Database(older);
      for (const sql of versions.slice(0, version)) made.exec(sql);
      if (version > 0) {
        made.exec(`PRAGMA application_id = 0x47636865; PRAGMA user_version = ${version}`);
        made.exec("INSERT INTO settings VALUES ('kept', 'since then')");
      }
      made.close();
      const store = libsql({ path: older });
      await store.transact(async (tx) => {
        await tx.appendEntries(entries("c", 1, 1));
        await tx.insertCase(aCase({ id: "c", calendar: "digest" }));
        await tx.insertDraft(aDraft({ id: "d" }));
      });
      expect(await store.reader.draft("d")).toEqual(aDraft({ id: "d" }));
      expect(await store.reader.case("c")).toEqual(aCase({ id: "c", calendar: "digest" }));
      expect(await store.reader.setting("kept")).toBe(version > 0 ? "since then" : null);
      await store.close();
    }
    database = new Database(path);
  });

  it("keeps the tasks of a file from before they were numbered, in the inboxes and lists in which they stood", async () => {
    database.close();
    const older = folder.file("tasks.db");
    const made = new Database(older);
    for (const sql of versions.slice(0, 2)) made.exec(sql);
    made.exec("PRAGMA application_id = 0x47636865; PRAGMA user_version = 2");
    const tasks = [
      aTask({ id: "b", case: "c" }),
      aTask({ id: "a", case: "d", due: noon }),
      aTask({ id: "z", case: "c", status: "done", closedAt: noon, closedBy: "li" }),
    ];
    const task = made.prepare("INSERT INTO tasks VALUES (?, ?, ?, ?)");
    const audience = made.prepare("INSERT INTO task_audience VALUES (?, '', ?, ?, ?)");
    for (const one of tasks) {
      task.run([one.case, one.id, one.status, JSON.stringify(one)]);
      const list = one.status === "open" ? "role:clerk" : "done:li";
      audience.run([list, one.closedAt ?? one.due ?? "~", one.id, one.case]);
    }
    made.exec("UPDATE store SET open_tasks = 2");
    made.close();
    const store = libsql({ path: older });
    const ids = (list: readonly { id: string }[]) => list.map((one) => one.id);
    const inbox = async () => ids((await store.reader.inbox({ id: "wang", roles: ["clerk"] })).items);
    expect(await inbox()).toEqual(["a", "b"]);
    expect(ids((await store.reader.done({ id: "li" })).items)).toEqual(["z"]);
    expect(await store.reader.tasksOf("c")).toEqual([tasks[0], tasks[2]]);
    expect(ids(await store.reader.tasksOf("c", "open"))).toEqual(["b"]);
    await store.transact(async (tx) => {
      await tx.updateTask(aTask({ id: "b", case: "c", status: "done", closedAt: noon, closedBy: "li" }));
      await tx.insertTasks([aTask({ id: "n", case: "c" })]);
    });
    expect(await inbox()).toEqual(["a", "n"]);
    expect(ids((await store.reader.done({ id: "li" })).items)).toEqual(["z", "b"]);
    expect(ids(await store.reader.tasksOf("c", "open"))).toEqual(["n"]);
    expect((await store.reader.counts()).openTasks).toBe(2);
    await store.close();
    database = new Database(path);
  });

  it("is one file once it is closed", () => {
    expect(database.pragma("journal_mode")).toEqual([{ journal_mode: "delete" }]);
    expect(database.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });

  it("is read by indexes in every query of the store, and nothing that grows is scanned or sorted", async () => {
    database.close();
    const { prepare } = Database.prototype;
    const queries = new Set<string>();
    Database.prototype.prepare = function (this: Database.Database, sql: string) {
      if (/^\s*(SELECT|WITH|UPDATE|DELETE)/.test(sql) && !sql.includes("sqlite_master")) queries.add(sql);
      return prepare.call(this, sql);
    } as typeof prepare;
    const store = libsql({ path });
    try {
      await useAll(store);
    } finally {
      Database.prototype.prepare = prepare;
    }
    await store.close();
    database = new Database(path);
    const plans = [...queries].map((sql) => ({
      sql,
      plan: (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(
        (step) => step.detail,
      ),
    }));
    expect(queries.size).toBeGreaterThan(30);
    // Small by nature: what is deployed, the one row of counts, and the way back through one case's journal.
    const small =
      /^(SEARCH|SCAN (packs|live|store|walk)\b|SCAN CONSTANT ROW|CO-ROUTINE walk|SETUP|RECURSIVE STEP|SCALAR SUBQUERY)/;
    expect(plans.filter(({ plan }) => plan.some((step) => !small.test(step)))).toEqual([
      // The entries of one page, found from the last to the first.
      {
        sql: expect.stringContaining("WITH RECURSIVE walk"),
        plan: expect.arrayContaining(["USE TEMP B-TREE FOR ORDER BY"]),
      },
      // What is closed of a case is looked for by nobody who is in a hurry.
      {
        sql: expect.stringContaining("FROM tasks WHERE case_id = ?1  ORDER BY id"),
        plan: ["SCAN tasks USING INDEX sqlite_autoindex_tasks_1"],
      },
    ]);
  });
});

/** Calls everything that reads or changes rows. */
async function useAll({ reader, transact }: Store): Promise<void> {
  const page = { limit: 2 };
  for (const status of [undefined, "active" as const]) {
    for (const procedure of [undefined, "approval"]) {
      await reader.cases({ ...page, status, procedure });
      await reader.cases({ ...page, status, procedure, openedBy: "zhang" });
      await reader.cases({ ...page, status, procedure, parent: "c" });
    }
  }
  await reader.journal("c", page);
  await reader.changes(0, 5);
  await reader.inbox({ id: "li", roles: ["clerk"], ...page });
  await reader.done({ id: "li", ...page });
  await reader.packs();
  await reader.pack("d");
  await reader.liveProcedures();
  for (const key of [undefined, "k"]) {
    await reader.register("list", { key, ...page });
    await reader.register("list", { key, at: noon, ...page });
  }
  await reader.casesByPack("approval");
  await reader.draft("d");
  await reader.drafts({ status: "open", ...page });
  await reader.drafts({ status: "open", procedure: "approval", ...page });
  const afterKey = writeCursor("register", ["k"]);
  await reader.register("list", { after: afterKey });
  await reader.register("list", { after: afterKey, at: noon });
  for (const of of [undefined, "c"]) {
    await reader.notices({ case: of, ...page });
    await reader.notices({ case: of, procedure: "approval", ...page });
    await reader.effects({ case: of, ...page });
    await reader.effects({ case: of, status: "waiting", ...page });
  }
  await transact(async (tx) => {
    await tx.insertTasks([aTask({ id: "t" })]);
    await tx.insertEffects([anEffect({ key: "c:1:0" })]);
    await tx.enterRow(aRow());
    await tx.insertDraft(aDraft({ id: "d" }));
    await tx.updateDraft(aDraft({ id: "d", revision: 2 }), 1);
  });
  await transact(async (tx) => {
    await tx.tasksOf("c");
    await tx.tasksOf("c", "open");
    await tx.task("t");
    await tx.updateTask(aTask({ id: "t", due: noon }));
    await tx.claimEffects(noon, noon, 5);
    await tx.updateEffect(anEffect({ key: "c:1:0" }));
    await tx.strikeRow("list", "k", noon, "admin:li");
    await tx.key("zhang", "k");
    await tx.live("approval");
    await tx.setting("a");
    await tx.scheduleMark("s");
    await tx.dueCases(noon, 5);
    for (const status of ["any", "active", "done"] as const)
      await tx.scanCases("approval", status, () => true);
    const before = await tx.case("c");
    if (before !== null)
      await tx.updateCase({ ...before, revision: 4, status: "done", due: noon, depth: 3 }, 3);
    await tx.counts();
    await tx.lastPosition();
  });
}
