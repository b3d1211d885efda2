import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { beforeAll, describe, expect, it } from "vitest";
import { RegisterBook } from "../../engine/audit/registers.ts";
import { ajvValidator } from "../../engine/model/index.ts";
import type { RegisterRow } from "../../engine/ports/index.ts";
import { Compiler } from "../../engine/runtime/compiler.ts";
import { Definitions } from "../../engine/runtime/definitions.ts";
import { libsql } from "../../engine/store/index.ts";
import type { Verification } from "../../engine/runtime/index.ts";
import { accepted, admin, opened, openWorld, sent } from "../runtime/world.ts";
import { ledger } from "./ledger.ts";

/** Rows of registers and notices that were tampered with behind the engine's back, in the closed file. */
const folder = mkdtempSync(join(tmpdir(), "guicheng-forgery-"));
const original = join(folder, "original.db");
type Row = Record<string, string | number | null>;
let rows: Row[] = [];
let notices: Row[] = [];
const ids = { one: "", two: "" };

beforeAll(async () => {
  const { engine, clock } = await openWorld({ store: libsql({ path: original }), packs: [ledger()] });
  ids.one = await opened(engine, "keeper", { key: "a" });
  ids.two = await opened(engine, "keeper", { key: "b" });
  const acts = ["ENTER", "SWAP", "FLASH", "VAIN", "TWICE", "NEST", "TELL", "DEEP", "STRIKE", "TELL"];
  for (const act of acts) accepted(await sent(engine, ids.one, act, "ann", { key: "a" }));
  clock.set("2026-03-03T09:00:00+08:00");
  for (const act of ["ENTER", "TELL", "ENTER", "STRIKE"])
    accepted(await sent(engine, ids.two, act, "ann", { key: "b" }));
  accepted(await sent(engine, ids.two, "ENTER", "ann", { key: "a" }));
  // Deployed once more: the pack itself does not say any more when it filled its registers.
  await engine.deploy(ledger(), { by: admin, parameters: { pace: 2 } });
  await engine.close();
  rows = read("SELECT * FROM register_rows ORDER BY n");
  notices = read("SELECT * FROM notices ORDER BY n");
});

function onFile<T>(path: string, act: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return act(database);
  } finally {
    database.close();
  }
}
const read = (sql: string): Row[] =>
  onFile(original, (database) => database.prepare(sql).all() as unknown as Row[]);

type Statement = [sql: string, ...values: unknown[]];
let copies = 0;
/** A copy of the file in which somebody has run SQL. */
function tampered(...statements: Statement[]): string {
  const path = join(folder, `copy-${++copies}.db`);
  copyFileSync(original, path);
  onFile(path, (database) => {
    database.exec("DROP INDEX register_rows_that_hold");
    for (const [sql, ...values] of statements) database.prepare(sql).run(values);
  });
  return path;
}
/** What verification finds in it. */
async function after(...statements: Statement[]): Promise<Verification> {
  const { engine } = await openWorld({ store: libsql({ path: tampered(...statements) }) });
  try {
    return await engine.verify();
  } finally {
    await engine.close();
  }
}
const codes = ({ faults }: Verification) => [...new Set(faults.map(({ code }) => code))].sort();
const places = ({ faults }: Verification) =>
  faults.map(({ code, register, key, case: id, seq }) => [code, register, key, id, seq]);
const rowWhere = (wanted: (row: Row) => boolean): Row => rows.find(wanted) ?? {};
const partsOf = (by: unknown): [string, number] => {
  const [, id = "", seq = "0"] = /^case:(.*):(\d+)$/.exec(String(by)) ?? [];
  return [id, Number(seq)];
};

describe("registers in a file that somebody has written into", () => {
  it("agree as long as nobody has", async () => {
    expect((await after()).faults).toEqual([]);
    // There is something to find: replaced and struck rows, those that hold, and first rows of a pack.
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.filter(({ until }) => until === null).length).toBeGreaterThan(1);
    expect(rows.filter(({ entered_by: by }) => String(by).startsWith("pack:"))).toHaveLength(3);
    expect(notices.length).toBeGreaterThan(4);
  });

  it.each<[column: string, value: string]>([
    ["register", "other"],
    ["key", "zz"],
    ["since", "2026-03-02T01:00:00.001Z"],
    ["until", "2026-03-02T01:00:00.001Z"],
    ["struck_by", "admin:eve"],
    ["entered_by", "admin:eve"],
    ["row", '{"key":"a","note":"forged"}'],
  ])("tell of another %s of any row", { timeout: 60_000 }, async (column, value) => {
    for (const { n } of rows) {
      const found = await after([`UPDATE register_rows SET "${column}" = ? WHERE n = ?`, value, n]);
      expect(found.ok).toBe(false);
      expect(found.faults.every(({ register }) => register !== undefined)).toBe(true);
    }
  });

  it("tell of any member of any row that is as in any other row", { timeout: 60_000 }, async () => {
    const store = libsql({ path: tampered() });
    const validator = ajvValidator();
    const definitions = new Definitions(new Compiler(validator));
    const { items } = await store.reader.registerRows({ limit: 200 });
    const book = new RegisterBook(store.reader, definitions, validator);
    for (const { entry } of await store.reader.changes(0, 1000)) await book.take(entry);
    const told: unknown[] = [];
    await book.takePacks((fault) => told.push(fault));
    book.judge(items, (fault) => told.push(fault));
    expect(told).toEqual([]);
    const passed: unknown[] = [];
    for (const [n, row] of items.entries())
      for (const member of Object.keys(row) as (keyof RegisterRow)[])
        for (const value of new Set(items.map((one) => JSON.stringify(one[member])))) {
          if (value === JSON.stringify(row[member])) continue;
          let found = 0;
          const changed = { ...row, [member]: JSON.parse(value) as never };
          book.judge(items.with(n, changed), () => (found += 1));
          if (found === 0) passed.push([n, member, row[member], value]);
        }
    expect(passed).toEqual([]);
    await store.close();
  });

  it("tell of a row that was taken out, put in twice, or is said not to have been struck", async () => {
    for (const { n, register, key, entered_by: by, until } of rows.slice(-12)) {
      const gone = await after(["DELETE FROM register_rows WHERE n = ?", n]);
      expect(places(gone)).toContainEqual(["missing-row", register, key, ...partsOf(by)]);
      const twice = await after([
        `INSERT INTO register_rows SELECT 100 + n, register, key, since, until, entered_by, struck_by, "row"
         FROM register_rows WHERE n = ?`,
        n,
      ]);
      expect(places(twice)).toContainEqual(["unknown-row", register, key, ...partsOf(by)]);
      if (until === null) continue;
      const held = await after(["UPDATE register_rows SET until = NULL, struck_by = NULL WHERE n = ?", n]);
      expect(codes(held)).toEqual(["missing-strike"]);
    }
  });

  it("tell of a row that was put in, whoever it names, and of one that is marked as struck", async () => {
    const forged = (by: string): Statement => [
      "INSERT INTO register_rows VALUES (100, 'list', 'c', ?, NULL, ?, NULL, ?)",
      String(rows[1]?.["since"]),
      by,
      '{"key":"c","note":"forged"}',
    ];
    for (const by of [`case:${ids.one}:2`, "case:nobody:1", "admin:eve", `pack:${"0".repeat(64)}`])
      expect(places(await after(forged(by)))).toEqual([["unknown-row", "list", "c", ...partsOf(by)]]);
    const holds = rowWhere((row) => row["until"] === null && row["register"] === "list");
    const struck = await after([
      "UPDATE register_rows SET until = since, struck_by = entered_by WHERE n = ?",
      holds["n"],
    ]);
    expect(codes(struck)).toEqual(["unfounded-strike"]);
  });

  it("tell of a register that is said never to have been filled, or by another pack", async () => {
    const never = await after(["DELETE FROM settings WHERE name = 'filled:first'"]);
    expect(codes(never)).toEqual(["unfilled-register", "unknown-row"]);
    const another = await after(["UPDATE settings SET value = 'another' WHERE name = 'filled:first'"]);
    expect(codes(another)).toEqual(["unknown-row"]);
  });

  it("name the register, the row, the case and the entry, in both languages", async () => {
    const row = rowWhere(({ key }) => key === "b");
    const { faults } = await after([
      `UPDATE register_rows SET "row" = replace("row", 'one', 'two') WHERE n = ?`,
      row["n"],
    ]);
    expect(faults).toEqual([
      {
        case: ids.two,
        seq: 2,
        code: "changed-row",
        register: "list",
        key: "b",
        message: {
          en: `The row “b” of the register “list” is not as case:${ids.two}:2 entered it: row differs.`,
          "zh-CN": `名录“list”的条目“b”与case:${ids.two}:2登记的内容不一致：row不符。`,
        },
      },
    ]);
  });

  it("that cannot be read are told as such", async () => {
    const found = await after([`UPDATE register_rows SET "row" = '{' WHERE n = 1`]);
    expect(codes(found)).toEqual(["unreadable-registers"]);
  });
});

describe("notices in a file that somebody has written into", () => {
  it("are found changed in any member, with the case and the entry", async () => {
    for (const { id, record } of notices.slice(-2)) {
      const notice = JSON.parse(String(record)) as Record<string, unknown>;
      const [of, seq] = String(id).split(".");
      const changes: Record<string, unknown> = { ...notice, states: ["on"] };
      for (const member of Object.keys(changes)) {
        const value = { ...notice, [member]: member === "states" ? ["on"] : "forged" };
        const found = await after(["UPDATE notices SET record = ? WHERE id = ?", JSON.stringify(value), id]);
        expect(found.faults.map((fault) => [fault.case, fault.seq])).toContainEqual([of, Number(seq)]);
      }
    }
  });

  it("are found under another case or procedure, taken out and put in", async () => {
    const [{ id, record, procedure } = {}] = notices;
    const [of = "", seq = ""] = String(id).split(".");
    const put = (at: string): Statement => [
      "INSERT INTO notices VALUES (100, 'forged', ?, ?, ?)",
      at,
      procedure,
      JSON.stringify({ ...(JSON.parse(String(record)) as object), id: "forged", case: at }),
    ];
    const found: [Statement, unknown[]][] = [
      [
        ["UPDATE notices SET procedure = 'elsewhere' WHERE id = ?", id],
        ["changed-notice", of, Number(seq)],
      ],
      [
        ["UPDATE notices SET case_id = 'nobody' WHERE id = ?", id],
        ["missing-notice", of, Number(seq)],
      ],
      [
        ["UPDATE notices SET case_id = ? WHERE id = ?", ids.two, id],
        ["missing-notice", of, Number(seq)],
      ],
      [
        ["DELETE FROM notices WHERE id = ?", id],
        ["missing-notice", of, Number(seq)],
      ],
      [put(ids.two), ["unknown-notice", ids.two, 0]],
      [put("nobody"), ["unknown-notice", "nobody", 0]],
    ];
    for (const [statement, wanted] of found) {
      const { faults } = await after(statement);
      expect(faults.map((fault) => [fault.code, fault.case, fault.seq])).toContainEqual(wanted);
    }
  });

  it("of one case are verified with it, and those of others are not", async () => {
    const path = tampered(["DELETE FROM notices WHERE case_id = ?", ids.one]);
    const { engine } = await openWorld({ store: libsql({ path }) });
    const { faults } = await engine.verify({ case: ids.one });
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(["missing-notice"]));
    expect((await engine.verify({ case: ids.two })).faults).toEqual([]);
    await engine.close();
  });

  it("that cannot be read are told as such", async () => {
    const found = await after(["UPDATE notices SET record = '{' WHERE id = ?", notices[0]?.["id"]]);
    expect(codes(found)).toEqual(["unreadable-notices"]);
  });
});
