import { mkdtempSync, readFileSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import {
  ajvValidator,
  parsePack,
  type JsonObject,
  type Pack,
  type Principal,
} from "../../engine/model/index.ts";
import type { Clock, Connector, Directory, Ids, JournalEntry, Store } from "../../engine/ports/index.ts";
import { openEngine, type Answer, type By, type CaseView, type Engine } from "../../engine/runtime/index.ts";
import { libsql, memory } from "../../engine/store/index.ts";

/** A clock that stands until it is moved. What was to be woken is woken then. */
export interface ManualClock extends Clock {
  set(at: string): void;
}

export function manualClock(start: string): ManualClock {
  let now = new Date(start).toISOString();
  const waking = new Set<{ at: string; call: () => void }>();
  return {
    now: () => now,
    wake(at, call) {
      const one = { at, call };
      waking.add(one);
      if (at <= now) queueMicrotask(() => waking.delete(one) && call());
      return () => void waking.delete(one);
    },
    set(at) {
      now = new Date(at).toISOString();
      for (const one of [...waking].sort((a, b) => (a.at < b.at ? -1 : 1)))
        if (one.at <= now && waking.delete(one)) one.call();
    },
  };
}

/** Ids that count up, so that a test can be read. */
export function countingIds(prefix = "c"): Ids {
  let count = 0;
  return { next: () => `${prefix}${String(++count).padStart(6, "0")}` };
}

/** Reads the files of a pack's folder. */
export function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => path.endsWith(".json") && statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

/** A pack of files written out; throws what is wrong with it. */
export function packOf(files: Record<string, string | JsonObject>): Pack {
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === "string" ? file : JSON.stringify(file),
    ]),
  );
  const read = parsePack(texts);
  if (!read.ok) throw new Error(read.problems.map(({ path, message }) => `${path} ${message.en}`).join("\n"));
  return read.pack;
}

export const admin: Principal = { id: "admin", roles: ["administrator"] };
export const person = (id: string, ...roles: string[]): Principal => ({ id, roles });

export interface World {
  engine: Engine;
  clock: ManualClock;
  store: Store;
  errors: unknown[];
}

/** Schemas are compiled once for all tests of a file. */
const validator = ajvValidator();

export async function openWorld(options: {
  store: Store;
  packs?: Pack[];
  at?: string;
  ids?: Ids;
  connectors?: Record<string, Connector>;
  directory?: Directory;
  parameters?: JsonObject;
}): Promise<World> {
  const clock = manualClock(options.at ?? "2026-03-02T09:00:00+08:00");
  const errors: unknown[] = [];
  const engine = await openEngine({
    store: options.store,
    clock,
    ids: options.ids ?? countingIds(),
    validator,
    onError: (fault) => errors.push(fault),
    ...(options.connectors === undefined ? {} : { connectors: options.connectors }),
    ...(options.directory === undefined ? {} : { directory: options.directory }),
  });
  for (const pack of options.packs ?? []) {
    const deployed = await engine.deploy(pack, { by: admin, parameters: options.parameters ?? {} });
    if (!deployed.ok) throw new Error(deployed.problems.map(({ message }) => message.en).join("\n"));
  }
  return { engine, clock, store: options.store, errors };
}

/** The accepted answer; throws the words of a refusal. */
export function accepted(answer: Answer): Answer & { ok: true } {
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.message.en}`);
  return answer;
}
/** The code of a refusal; throws where it was accepted. */
export function refused(answer: { ok: boolean }): string {
  if (answer.ok) throw new Error("This was accepted");
  return (answer as { ok: false; refusal: { code: string } }).refusal.code;
}

/** Every store that the engine runs over; those with a file make it in a folder of their own. */
export const stores: [name: string, open: () => Store][] = [
  ["memory", () => memory()],
  ["libsql", () => libsql({ path: join(mkdtempSync(join(tmpdir(), "guicheng-")), "cases.db") })],
];

/** Every entry of a case, as somebody sees it. */
export async function journalOf(engine: Engine, id: string, by: By = admin): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (let after: string | undefined; ;) {
    const page = await engine.journal(id, { by, ...(after === undefined ? {} : { after }) });
    if (!page.ok) throw new Error(page.refusal.message.en);
    entries.push(...page.items);
    if (page.next === undefined) return entries;
    after = page.next;
  }
}

export async function viewOf(engine: Engine, id: string, by: By = admin): Promise<CaseView> {
  const view = await engine.read(id, { by });
  if (!view.ok) throw new Error(`${view.refusal.code}: ${view.refusal.message.en}`);
  return view;
}

/** Opens a case of the trial pack and gives its id. */
export async function opened(
  engine: Engine,
  procedure: string,
  data: JsonObject = {},
  by: By = "ann",
): Promise<string> {
  return accepted(await engine.open({ procedure, by, data })).id;
}

export function sent(
  engine: Engine,
  id: string,
  type: string,
  by: By,
  payload: JsonObject = {},
): Promise<Answer> {
  return engine.send({ case: id, event: { ...payload, type }, by });
}
