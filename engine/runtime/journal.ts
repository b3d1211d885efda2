import type { Refused } from "../model/index.ts";
import type { JournalEntry, Page } from "../ports/index.ts";
import { command } from "./command.ts";
import { veilFor } from "./confidential.ts";
import { principalOf } from "./people.ts";
import { visibleCase } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { maySee } from "./sight.ts";
import type { Engine } from "./types.ts";

/** What happened in a case, in order, as a person may see it. */
export async function journal(
  runtime: Runtime,
  id: string,
  { by, ...page }: Parameters<Engine["journal"]>[1],
): Promise<({ ok: true } & Page<JournalEntry>) | Refused> {
  const person = await principalOf(runtime, by, { case: id });
  return command(runtime, async (work) => {
    const { definition, record } = (await visibleCase(work, id, person)).held;
    const veil = veilFor(definition, record, person, runtime.clock.now());
    const { items, next } = await work.tx.journal(id, page);
    return { ok: true as const, items: items.map(veil.entry), ...(next === undefined ? {} : { next }) };
  });
}

/** So many changes are read at a time. */
const batch = 200;

/** Follows the journal, for ever or until the signal aborts. The store's hint wakes it; without one nothing was written. */
export async function* changes(
  runtime: Runtime,
  { after, signal, by }: NonNullable<Parameters<Engine["changes"]>[0]> = {},
  closed: AbortSignal,
): ReturnType<Engine["changes"]> {
  const { reader } = runtime.store;
  const person = by === undefined ? null : await principalOf(runtime, by);
  if (by !== undefined && person === null) return;
  const ended = AbortSignal.any(signal === undefined ? [closed] : [closed, signal]);
  let position = after ?? (await reader.lastPosition());
  while (!ended.aborted) {
    const woken = new AbortController();
    // Listening begins before reading, so that nothing is committed unheard in between.
    const news = runtime.store.committed(AbortSignal.any([ended, woken.signal]));
    const found = await reader.changes(position, batch);
    if (found.length === 0) await news;
    woken.abort();
    for (const change of found) {
      if (ended.aborted) return;
      position = change.position;
      const record = await reader.case(change.entry.case);
      if (record === null) continue;
      const definition = await runtime.definitions.of(reader, record);
      const now = runtime.clock.now();
      if (person !== null && !maySee(definition, record, person, now)) continue;
      const entry = veilFor(definition, record, person, now).entry(change.entry);
      yield { position, procedure: record.procedure, entry };
    }
  }
}
