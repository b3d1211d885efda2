import { join } from "node:path";
import { libsql } from "../../engine/store/index.ts";
import { openEngine, type Engine } from "../../engine/runtime/index.ts";
import type { JournalEntry } from "../../engine/ports/index.ts";
import type { Oracle } from "./harness.ts";
import type { World } from "./clients.ts";

const inspector = { id: "inspector", roles: ["administrator", "clerk"] };

async function all<T>(
  page: (after: string | undefined) => Promise<{ items: T[]; next?: string }>,
): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | undefined; ;) {
    const { items: more, next } = await page(after);
    items.push(...more);
    if (next === undefined) return items;
    after = next;
  }
}

/** Every promise that the crash suite checks, over the database that the killed servers left. Gives the broken ones in words. */
export async function broken(
  folder: string,
  world: World,
  oracle: Oracle,
): Promise<{ faults: string[]; entries: number; cases: number; acknowledged: number }> {
  const engine: Engine = await openEngine({ store: libsql({ path: join(folder, "guicheng.db") }) });
  const faults: string[] = [];
  let entries = 0;
  try {
    const verified = await engine.verify();
    for (const fault of verified.faults)
      faults.push(`verify: ${fault.case}#${fault.seq} ${fault.code} ${fault.message.en}`);
    const cases = await all((after) =>
      engine.cases({ by: inspector, limit: 200, ...(after === undefined ? {} : { after }) }),
    );
    const journals = new Map<string, JournalEntry[]>();
    for (const one of cases) {
      const journal = await all(async (after) => {
        const page = await engine.journal(one.id, {
          by: inspector,
          limit: 200,
          ...(after === undefined ? {} : { after }),
        });
        if (!page.ok) throw new Error(page.refusal.message.en);
        return page;
      });
      journals.set(one.id, journal);
      entries += journal.length;
      if (journal.some((entry, index) => entry.seq !== index + 1))
        faults.push(`${one.id}: the sequence has a gap`);
      if (one.revision !== journal.length)
        faults.push(`${one.id}: revision ${one.revision} after ${journal.length} entries`);
      const fold: Record<string, unknown> = {};
      for (const entry of journal) {
        Object.assign(fold, entry.set);
        for (const name of entry.unset) delete fold[name];
      }
      if (JSON.stringify(sorted(fold)) !== JSON.stringify(sorted(one.data)))
        faults.push(`${one.id}: the state is no fold of the journal`);
      delays(one.id, journal, faults);
    }
    commands(world, journals, faults);
    schedules(cases, faults);
    effects(journals, oracle, faults);
    return {
      faults,
      entries,
      cases: cases.length,
      acknowledged: world.sent.filter((one) => one.outcome === "accepted").length + world.opened.length,
    };
  } finally {
    await engine.close();
  }
}

const sorted = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Every acknowledged command is in the journal exactly once, at the revision it was told; nothing refused left a trace. */
function commands(world: World, journals: Map<string, JournalEntry[]>, faults: string[]): void {
  const found = new Map<string, { case: string; seq: number }[]>();
  for (const [id, journal] of journals) {
    for (const entry of journal) {
      const token = entry.event["token"];
      if (entry.kind === "event" && typeof token === "string")
        found.set(token, [...(found.get(token) ?? []), { case: id, seq: entry.seq }]);
    }
  }
  for (const { token, outcome, code, case: id, revision, type } of world.sent) {
    const places = found.get(token) ?? [];
    if (outcome === "accepted" && (places.length !== 1 || places[0]?.case !== id))
      faults.push(`${token} (${type}) was acknowledged and is there ${places.length} times`);
    if (outcome === "accepted" && revision !== undefined && (places[0]?.seq ?? 0) > revision)
      faults.push(`${token} stands behind the revision it was told`);
    if (outcome === "refused" && places.length > 0)
      faults.push(`${token} was refused (${code}) and left a trace`);
    if (outcome === "unknown" && places.length > 1) faults.push(`${token} is there ${places.length} times`);
  }
  for (const { key, case: id } of world.opened)
    if (!journals.has(id)) faults.push(`${key} was opened and is gone`);
  const ids = world.opened.map((one) => one.case);
  if (new Set(ids).size !== ids.length) faults.push("two openings were given one case");
}

/** No delay fires early or twice: each firing stands at the due time that its entry wrote down, and once for each. */
function delays(id: string, journal: JournalEntry[], faults: string[]): void {
  const due: string[] = [];
  for (const entry of journal) {
    if (entry.kind === "delay") {
      const index = due.indexOf(entry.at);
      if (index < 0) faults.push(`${id}#${entry.seq}: a delay fired at ${entry.at}, which nothing had set`);
      else due.splice(index, 1);
    }
    for (const note of entry.notes) if (note.note === "delay") due.push(note.due);
  }
}

/** A schedule opens one case for each of its times. */
function schedules(cases: { procedure: string; data: Record<string, unknown> }[], faults: string[]): void {
  const times = cases.filter((one) => one.procedure === "beat").map((one) => String(one.data["due"]));
  if (new Set(times).size !== times.length) faults.push("a schedule opened two cases for one time");
  if (times.length === 0) faults.push("the schedule never opened a case");
}

/** Each effect keeps its one key, however often it was tried; and the case and token under a key are always the same. */
function effects(journals: Map<string, JournalEntry[]>, oracle: Oracle, faults: string[]): void {
  const expected = new Map<string, string>();
  for (const [id, journal] of journals) {
    for (const entry of journal) {
      for (const [n, effect] of entry.effects.entries()) {
        if (effect.type === "call")
          expected.set(`${id}:${entry.seq}:${n}`, (effect.input as { token: string }).token);
      }
    }
  }
  for (const { key, token } of oracle.asked) {
    if (expected.get(key) !== token) faults.push(`the effect ${key} for ${token} is not in the journal`);
  }
  if (oracle.asked.length === 0) faults.push("no effect was ever delivered");
}
