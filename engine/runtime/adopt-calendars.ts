import { system } from "../machine/index.ts";
import { canonical, type Pack } from "../model/index.ts";
import type { Reader } from "../ports/index.ts";
import { calendarOf, latestCalendar, recalculated, yearsGrown } from "./calendars.ts";
import { commandAfterDue } from "./fire.ts";
import type { Runtime } from "./runtime.ts";
import { laterOf } from "./stimulate.ts";
import type { Work } from "./work.ts";

/** The setting that says how far running cases have been gone through for it; empty where all have. */
const progressOf = (pack: string) => `calendar-progress:${pack}`;

/** So many cases are gone through at a time, and so many times at one tick: what is due waits no longer than that. */
const atOnce = 64;
const mostPages = 20;
/** Suspended cases too: they count on from their resumption. */
const running = ["active", "suspended"] as const;

interface Progress {
  digest: string;
  status: (typeof running)[number];
  after?: string;
}

/** Notes, within a deployment, that running cases are to be gone through, where the pack brings another calendar than the last one. */
export async function noteCalendar({ tx, runtime }: Work, pack: Pack): Promise<void> {
  const known = await tx.setting(latestCalendar(pack.id));
  const last = known === null ? null : await runtime.definitions.pack(tx, known);
  if (last !== null && canonical(calendarOf(last).years) === canonical(calendarOf(pack).years)) return;
  await tx.setSetting(latestCalendar(pack.id), pack.digest);
  if (last === null) return;
  const begun: Progress = { digest: pack.digest, status: running[0] };
  await tx.setSetting(progressOf(pack.id), JSON.stringify(begun));
}

/** Goes on giving running cases the calendars that have grown. True where more is left than one tick does. */
export async function adoptCalendars(runtime: Runtime): Promise<boolean> {
  const { reader } = runtime.store;
  const ids = new Set((await reader.packs()).map(({ id }) => id));
  let pages = 0;
  for (const id of ids) {
    for (let left = await progress(reader, id); left !== null; left = await progress(reader, id)) {
      if (pages++ === mostPages) return true;
      // What cannot be written now is begun again at the next tick, from the same page on.
      if (!(await adoptPage(runtime, id, left))) break;
    }
  }
  return false;
}

async function progress(reader: Reader, pack: string): Promise<Progress | null> {
  const kept = await reader.setting(progressOf(pack));
  return kept === null || kept === "" ? null : (JSON.parse(kept) as Progress);
}

/** False where a case of the page could not be written: the page is gone through again. */
async function adoptPage(
  runtime: Runtime,
  pack: string,
  { digest, status, after }: Progress,
): Promise<boolean> {
  const page = await runtime.store.reader.cases({
    status,
    limit: atOnce,
    ...(after === undefined ? {} : { after }),
  });
  const settled = await Promise.all(page.items.map(({ id }) => adopt(runtime, id, pack, digest)));
  if (settled.includes(false)) return false;
  const following = running[running.indexOf(status) + 1];
  const next: Progress | null =
    page.next !== undefined
      ? { digest, status, after: page.next }
      : following === undefined
        ? null
        : { digest, status: following };
  await runtime.store.transact(async (tx) => {
    const kept = await tx.setting(progressOf(pack));
    // A later deployment begins anew, with its own calendar.
    if (kept === null || kept === "" || (JSON.parse(kept) as Progress).digest !== digest) return;
    await tx.setSetting(progressOf(pack), next === null ? "" : JSON.stringify(next));
  });
  return true;
}

/**
 * Gives one case the calendar of a pack, if that is its own, grown: what is provisional is computed again, and an entry says so.
 * False where the store cannot take it now.
 */
async function adopt(runtime: Runtime, id: string, pack: string, digest: string): Promise<boolean> {
  const now = runtime.clock.now();
  const done = await commandAfterDue(runtime, now, async (work, fireFirst) => {
    const held = await work.held(id);
    if (held.definition.pack.id !== pack) return { ok: true as const };
    const definition = await runtime.definitions.of(work.tx, { ...held.record, calendar: digest });
    const years = yearsGrown(calendarOf(held.definition.pack), calendarOf(definition.pack));
    if (years.length === 0) return { ok: true as const };
    await fireFirst(held);
    const { status } = held.record;
    if (status === "done" || status === "withdrawn") return { ok: true as const };
    const at = laterOf(now, held.record.updatedAt);
    const { state, notes } = recalculated(definition.machine, held.record.state, at);
    work.repin(held, definition);
    work.act(
      held,
      { kind: "calendar", event: { type: "case.calendar", pack: digest, years }, by: system, at, notes },
      state,
    );
    await work.run();
    return { ok: true as const };
  });
  if (!done.ok && done.refusal.code !== "unavailable")
    runtime.onError(new Error(`The case ${id} keeps its calendar: ${done.refusal.message.en}`));
  return done.ok || done.refusal.code !== "unavailable";
}
