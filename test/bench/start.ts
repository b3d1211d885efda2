import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type Database from "libsql";
import { openEngine } from "../../engine/runtime/index.ts";
import { libsql, readPack } from "../../engine/store/index.ts";
import { figure, median, type Figure } from "./figure.ts";
import { launch } from "./launch.ts";

const Driver = createRequire(import.meta.url)("libsql") as typeof Database;
const many = 1_000_000;
const due = 10_000;
const clerk = { id: "clerk-1", roles: ["clerk"] };
const administrator = { id: "operator", roles: ["administrator"] };

/** A database with 10,000 cases whose delay has run out meanwhile, and as many copies of a quiet case as make a million. */
async function fill(folder: string): Promise<void> {
  const path = join(folder, "guicheng.db");
  const read = await readPack(join(import.meta.dirname, "../crash/pack"));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { pack } = read;
  delete pack.procedures["beat"];
  pack.schedules = [];
  // A time long past, so that every delay is due when the measured program starts.
  const clock = { now: () => "2026-01-05T00:00:00.000Z", wake: () => () => undefined };
  const engine = await openEngine({ store: libsql({ path }), clock });
  await engine.deploy(pack, { by: administrator });
  const opened = await engine.open({ procedure: "counter", by: clerk });
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  for (let done = 0; done < due; done += 500) {
    await Promise.all(
      Array.from({ length: 500 }, async (_none, index) => {
        const one = await engine.open({ procedure: "counter", by: clerk });
        if (!one.ok) throw new Error(one.refusal.message.en);
        const sent = await engine.send({
          case: one.id,
          event: { type: "WAIT", token: `t-${done + index}` },
          by: clerk,
        });
        if (!sent.ok) throw new Error(sent.refusal.message.en);
      }),
    );
  }
  await engine.close();
  const database = new Driver(path);
  database.exec(`
    PRAGMA synchronous = OFF;
    INSERT INTO cases
    WITH RECURSIVE copies (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < ${many - due})
    SELECT 1000000 + k, 'copy-' || k, procedure, version, pack, parameters, status, revision, hash, opened_at, opened_by, updated_at,
      depth, due, parent, parent_case, tail, state, calendar
    FROM copies, (SELECT * FROM cases WHERE due IS NULL LIMIT 1)`);
  database.close();
}

/** Milliseconds from the launch of the server until it says that it is ready, on a folder as it is. */
async function untilReady(folder: string): Promise<number> {
  const begun = performance.now();
  const server = await launch("guicheng", folder);
  while (!(await fetch(`${server.url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 5));
  const taken = performance.now() - begun;
  await server.kill();
  return taken;
}

/** Start to ready on a million cases with ten thousand due delays, against an empty database. */
export async function startFigures(): Promise<Figure[]> {
  const folders = [
    mkdtempSync(join(tmpdir(), "guicheng-bench-")),
    mkdtempSync(join(tmpdir(), "guicheng-bench-")),
  ];
  const [full = "", empty = ""] = folders;
  try {
    await fill(full);
    await untilReady(empty);
    const [first = 0, ...others] = [
      await untilReady(full),
      await untilReady(empty),
      await untilReady(empty),
      await untilReady(empty),
    ];
    return [
      figure(
        "start to ready, 1,000,000 cases and 10,000 due delays, beyond an empty start",
        (first - median(others)) / 1000,
        "s",
        { atMost: 3 },
      ),
    ];
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}
