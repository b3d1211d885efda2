import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { seal } from "../../engine/audit/index.ts";
import { sha256 } from "../../engine/model/index.ts";
import { libsql } from "../../engine/store/index.ts";
import type { Verification } from "../../engine/runtime/index.ts";
import { trial } from "../runtime/fixtures/trial.ts";
import { accepted, admin, opened, openWorld, sent, viewOf } from "../runtime/world.ts";

/** Records that were tampered with behind the engine's back: with the file in one's hands, nothing keeps one from writing into it. */
const folder = mkdtempSync(join(tmpdir(), "guicheng-audit-"));
const original = join(folder, "original.db");
const ids = { errand: "", panel: "", vote: "", child: "", still: "", along: "" };
let journal: { position: number; case: string; seq: number; entry: string }[] = [];

beforeAll(async () => {
  const { engine, clock } = await openWorld({ store: libsql({ path: original }), packs: [trial()] });
  ids.errand = await opened(engine, "errand", { about: "a lamp", income: 10 });
  accepted(await sent(engine, ids.errand, "SUBMIT", "ann", { note: "please" }));
  accepted(await sent(engine, ids.errand, "RETURN", "cho", { note: "more" }));
  accepted(await sent(engine, ids.errand, "SUBMIT", "ann", { note: "there" }));
  accepted(await engine.suspend({ case: ids.errand, by: admin, reason: "inspection" }));
  accepted(await engine.resume({ case: ids.errand, by: admin }));
  ids.panel = await opened(engine, "panel", { how: "any", people: ["Li", "Wu"] });
  ids.child = (await viewOf(engine, ids.panel)).case.children[0]?.case ?? "";
  accepted(await sent(engine, ids.child, "SAY", "ann", { says: "yes" }));
  ids.vote = await opened(engine, "vote");
  for (const [by, choice] of [
    ["m1", "for"],
    ["m2", "against"],
    ["m3", "for"],
  ] as const)
    accepted(await sent(engine, ids.vote, "VOTE", by, { choice }));
  // Suspended with the child that it waits for, and let go on; suspended again, and left so.
  ids.still = await opened(engine, "panel", { how: "all", people: ["Li"] });
  ids.along = (await viewOf(engine, ids.still)).case.children[0]?.case ?? "";
  accepted(await engine.suspend({ case: ids.still, by: admin, reason: "inspection" }));
  accepted(await engine.resume({ case: ids.still, by: admin }));
  accepted(await engine.suspend({ case: ids.still, by: admin, reason: "another" }));
  clock.set("2026-03-09T09:00:00+08:00");
  await engine.tick();
  await engine.close();
  journal = onFile(original, (database) =>
    (
      database.prepare("SELECT position, case_id, seq, entry FROM journal ORDER BY position").all() as Record<
        string,
        unknown
      >[]
    ).map((row) => ({
      position: Number(row["position"]),
      case: String(row["case_id"]),
      seq: Number(row["seq"]),
      entry: String(row["entry"]),
    })),
  );
});

function onFile<T>(path: string, act: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return act(database);
  } finally {
    database.close();
  }
}

let copies = 0;
/** What verification finds after somebody has run SQL on the closed file. */
async function after(...statements: [sql: string, ...values: unknown[]][]): Promise<Verification> {
  const path = join(folder, `copy-${++copies}.db`);
  copyFileSync(original, path);
  onFile(path, (database) => {
    for (const trigger of ["journal_is_not_changed", "journal_is_not_cut", "journal_is_dense"])
      database.exec(`DROP TRIGGER ${trigger}`);
    for (const [sql, ...values] of statements) database.prepare(sql).run(values);
  });
  const { engine } = await openWorld({ store: libsql({ path }) });
  try {
    return await engine.verify();
  } finally {
    await engine.close();
  }
}

type Entry = Parameters<typeof seal>[0];
type Forge = (entry: Entry) => Partial<Entry>;
/** Writes one entry of a case anew, and the chain after it, so that each follows from the one before. */
function forged(id: string, at: number, change: Forge): [sql: string, ...values: unknown[]][] {
  let prev = "0".repeat(64);
  const written = journal
    .filter((row) => row.case === id)
    .map((row): [sql: string, ...values: unknown[]] => {
      const { hash: _, ...told } = JSON.parse(row.entry) as Entry & { hash: string };
      const { entry, text } = seal({ ...told, ...(told.seq === at ? change(told) : {}), prev });
      prev = entry.hash;
      return ["UPDATE journal SET entry = ?, hash = ? WHERE position = ?", text, prev, row.position];
    });
  return [...written, ["UPDATE cases SET hash = ? WHERE id = ?", prev, id]];
}

const places = ({ faults }: Verification) => faults.map((fault) => [fault.case, fault.seq, fault.code]);
const positionOf = (id: string, seq: number) =>
  journal.find((row) => row.case === id && row.seq === seq)?.position;
const changeEntry = "UPDATE journal SET entry = ? WHERE position = ?";

describe("verification", () => {
  it("agrees with what nobody has touched, and says how much that is", async () => {
    const found = await after();
    expect(found.faults).toEqual([]);
    expect(found).toMatchObject({ ok: true, entries: journal.length });
    expect(found.cases).toBe(new Set(journal.map((row) => row.case)).size);
  });

  it("finds on the file the very text that was hashed, with the hash behind it", () => {
    const rows = onFile(
      original,
      (database) => database.prepare("SELECT entry FROM journal").all() as { entry: string }[],
    );
    expect(rows).toHaveLength(journal.length);
    for (const { entry } of rows) {
      const { hash, prev } = JSON.parse(entry) as { hash: string; prev: string };
      const end = `,"hash":"${hash}"}`;
      expect(entry.endsWith(end)).toBe(true);
      expect(sha256(`${prev}${entry.slice(0, -end.length)}}`)).toBe(hash);
    }
  });

  it("tells its progress", async () => {
    const path = join(folder, `copy-${++copies}.db`);
    copyFileSync(original, path);
    const { engine } = await openWorld({ store: libsql({ path }) });
    const told: [number, number][] = [];
    const { cases } = await engine.verify({ progress: (done, all) => told.push([done, all]) });
    await engine.close();
    expect(told.at(-1)).toEqual([cases, cases]);
    expect(told).toHaveLength(cases);
  });

  it("finds any byte of any entry that was changed, and names the case and the entry", async () => {
    const change = fc.record({
      row: fc.nat(),
      at: fc.nat(),
      to: fc.constantFrom(...'abcXYZ0189 "{}[],:.\\é议'),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ row, at, to }) => {
        const { position, case: id, seq, entry } = journal[row % journal.length] as (typeof journal)[number];
        const place = at % entry.length;
        fc.pre(entry[place] !== to);
        const changed = entry.slice(0, place) + to + entry.slice(place + 1);
        const found = await after([changeEntry, changed, position]);
        expect(found.ok).toBe(false);
        expect(found.faults.map((fault) => [fault.case, fault.seq])).toContainEqual([id, seq]);
      }),
      { numRuns: 60 },
    );
  });

  it("finds an entry that was taken out, at the end or in between", async () => {
    const end = journal.filter((row) => row.case === ids.errand).length;
    expect(
      places(await after(["DELETE FROM journal WHERE position = ?", positionOf(ids.errand, end)])),
    ).toContainEqual([ids.errand, expect.any(Number), expect.any(String)]);
    const inside = await after(["DELETE FROM journal WHERE position = ?", positionOf(ids.errand, 3)]);
    expect(inside.faults.map((fault) => fault.case)).toContain(ids.errand);
  });

  it("finds a case that was taken out of the list of cases", async () => {
    const found = await after(["DELETE FROM cases WHERE id = ?", ids.vote]);
    expect(places(found).map(([id, , code]) => [id, code])).toContainEqual([ids.vote, "missing-case"]);
  });

  it.each([
    ["state", "UPDATE cases SET state = replace(state, '\"there\"', '\"their\"') WHERE id = ?"],
    ["state", "UPDATE cases SET state = replace(state, '\"began\"', '\"begun\"') WHERE id = ?"],
    ["hash", "UPDATE cases SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE id = ?"],
    ["status", "UPDATE cases SET status = 'suspended' WHERE id = ?"],
    ["due", "UPDATE cases SET due = '2026-01-01T00:00:00.000Z' WHERE id = ?"],
    ["openedBy", "UPDATE cases SET opened_by = 'eve' WHERE id = ?"],
    ["openedAt", "UPDATE cases SET opened_at = '2025-03-02T01:00:00.000Z' WHERE id = ?"],
    ["updatedAt", "UPDATE cases SET updated_at = '2027-03-02T01:00:00.000Z' WHERE id = ?"],
    ["depth", "UPDATE cases SET depth = 4 WHERE id = ?"],
    ["version", "UPDATE cases SET version = '9.0.0' WHERE id = ?"],
    ["parameters", "UPDATE cases SET parameters = '{\"patience\":9}' WHERE id = ?"],
    ["pack", "UPDATE cases SET pack = 'another' WHERE id = ?"],
  ])("finds that the %s of a case was changed", async (what, sql) => {
    const { faults } = await after([sql, ids.errand]);
    expect(faults).toMatchObject([{ case: ids.errand, code: "changed-state" }]);
    expect(faults[0]?.message.en).toContain(what);
  });

  it("finds an act that was forged with a chain made to fit: doing it again gives something else", async () => {
    const found = await after(
      ...forged(ids.errand, 3, ({ event }) => ({ event: { ...event, note: "forged" } })),
    );
    expect(places(found)).toEqual([[ids.errand, 3, "not-reproduced"]]);
  });

  const namesAnother: Forge = ({ event, by }) => ({
    event: { ...event, parent: ids.errand },
    by: { ...by, id: `case:${ids.errand}` },
  });
  const asItsOwn: Forge = ({ event }) => {
    const { parent: _, ...rest } = event;
    return { event: rest, by: admin };
  };
  /** Entries of the child: it is opened, taken along, let go on, and taken along again. */
  const [suspended, resumed] = [2, 3];
  it.each<[what: string, of: keyof typeof ids, seq: number, change: Forge]>([
    ["another case than the one that waits for it", "along", suspended, namesAnother],
    [
      "another in its event alone",
      "along",
      suspended,
      ({ event }) => ({ event: { ...event, parent: ids.errand } }),
    ],
    ["another as who has done it", "along", suspended, ({ by }) => ({ by: { ...by, id: "admin" } })],
    ["another when it goes on", "along", resumed, namesAnother],
    ["none when it goes on", "along", resumed, asItsOwn],
    [
      "one that does not wait for it",
      "errand",
      5,
      ({ event, by }) => ({ event: { ...event, parent: ids.still }, by: { ...by, id: `case:${ids.still}` } }),
    ],
  ])(
    "C16: finds that a suspension was forged to name %s, with a chain made to fit",
    async (_, of, seq, change) => {
      const found = await after(...forged(ids[of], seq, change));
      expect(found.faults).toMatchObject([{ case: ids[of], seq, code: "not-reproduced" }]);
      expect(found.faults[0]?.message.en).toContain("parent");
    },
  );

  it("C16: finds a suspension that was forged to be the case's own: it stands still for another", async () => {
    expect(places(await after(...forged(ids.along, 4, asItsOwn)))).toMatchObject([
      [ids.along, expect.anything(), "changed-state"],
    ]);
    const moved = `UPDATE cases SET state = replace(state, '"${ids.still}"', '"${ids.errand}"') WHERE id = ?`;
    expect(places(await after([moved, ids.along]))).toMatchObject([
      [ids.along, expect.anything(), "changed-state"],
    ]);
  });

  it("finds that the definition was changed behind the cases' back", async () => {
    const found = await after(["UPDATE packs SET files = replace(files, '1000', '9999')"]);
    expect(found.ok).toBe(false);
    expect(new Set(found.faults.map(({ code }) => code))).toEqual(new Set(["unknown-definition"]));
  });

  it("says what it cannot read, and goes on with the other cases", async () => {
    const found = await after(["UPDATE cases SET state = '{' WHERE id = ?", ids.panel]);
    expect(found.faults).toMatchObject([{ case: ids.panel, code: "unreadable" }]);
    expect(found.cases).toBe(new Set(journal.map((row) => row.case)).size);
  });
});
