import { refusal, type Instant, type Principal, type Refusal, type Refused } from "../model/index.ts";
import type { DraftRecord, DraftStatus, DraftSummary, Page, PageRequest, Reader } from "../ports/index.ts";
import { millis } from "../time/index.ts";
import { editorOf, onlyEditors } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import type { By, Draft, DraftContent } from "./types.ts";
import { Refuse } from "./work.ts";

/** For so long what was discarded can be brought back. */
const keptMillis = 30 * 24 * 60 * 60 * 1000;

/** Whether a draft was discarded, and not too long ago. */
export const canComeBack = ({ status, savedAt }: DraftSummary, now: Instant): boolean =>
  status === "discarded" && millis(now) - millis(savedAt) < keptMillis;

/** Drafts of one procedure or of all, newest first; of those that were discarded, those that can be brought back. */
export async function drafts(
  runtime: Runtime,
  { by, status = "open", ...query }: { by: By; procedure?: string; status?: DraftStatus } & PageRequest,
): Promise<({ ok: true } & Page<DraftSummary>) | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  const page = await runtime.store.reader.drafts({ status, ...query });
  if (status !== "discarded") return { ok: true, ...page };
  const now = runtime.clock.now();
  return { ok: true, ...page, items: page.items.filter((one) => canComeBack(one, now)) };
}

/** One draft, open or published. */
export async function draft(
  runtime: Runtime,
  { draft: id, by }: { draft: string; by: By },
): Promise<{ ok: true; draft: Draft } | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  const record = await runtime.store.reader.draft(id);
  if (record === null || !isThere(record)) return { ok: false, refusal: await notThere(runtime, id, record) };
  return { ok: true, draft: shown(record) };
}

/** Whether a draft was not discarded. */
const isThere = ({ status }: DraftRecord): boolean => status !== "discarded" && status !== "gone";

/** What is told to whoever asks for a draft that is not there; of one that was discarded, by whom, and that it can come back. */
async function notThere(runtime: Runtime, id: string, record: DraftRecord | null): Promise<Refusal> {
  if (record === null || !canComeBack(record, runtime.clock.now()))
    return refusal("unknown-draft", { draft: id });
  const { savedBy, savedAt } = record;
  const who = (await runtime.directory.person(savedBy))?.name ?? savedBy;
  const details = { discardedBy: savedBy, discardedAt: savedAt };
  return refusal("unknown-draft.discarded", { who }, { details });
}

/** A draft that a person may write, as the transaction has it. Throws {@link Refuse}. */
export async function writable(
  runtime: Runtime,
  reader: Reader,
  person: Principal | null,
  { draft: id, revision }: { draft: string; revision?: number },
): Promise<DraftRecord> {
  if (person === null) throw new Refuse(onlyEditors.refusal);
  const record = await reader.draft(id);
  if (record === null || !isThere(record)) throw new Refuse(await notThere(runtime, id, record));
  if (record.status === "published") throw new Refuse(refusal("draft-closed", {}));
  if (revision !== undefined && revision !== record.revision)
    throw new Refuse(await staleDraft(runtime, record, revision));
  return record;
}

/** What is told to somebody whose draft another has saved meanwhile. */
async function staleDraft(runtime: Runtime, record: DraftRecord, sent: number): Promise<Refusal> {
  const { revision: current, savedBy, savedAt } = record;
  const who = (await runtime.directory.person(savedBy))?.name ?? savedBy;
  const details = { revision: current, savedBy, savedAt };
  return refusal("stale-revision.draft", { who, sent, current }, { details });
}

export function summaryOf({ content: _content, ...summary }: DraftRecord): DraftSummary {
  return summary;
}
export function shown({ content, ...summary }: DraftRecord): Draft {
  return { ...summary, content: content as unknown as DraftContent };
}
