import { refusal, type Principal, type Refusal, type Refused } from "../model/index.ts";
import type { DraftRecord, DraftStatus, DraftSummary, Page, PageRequest, Reader } from "../ports/index.ts";
import { editorOf, onlyEditors } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import type { By, Draft, DraftContent } from "./types.ts";
import { Refuse } from "./work.ts";

/** Drafts of one procedure or of all, newest first. */
export async function drafts(
  runtime: Runtime,
  { by, status = "open", ...query }: { by: By; procedure?: string; status?: DraftStatus } & PageRequest,
): Promise<({ ok: true } & Page<DraftSummary>) | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  return { ok: true, ...(await runtime.store.reader.drafts({ status, ...query })) };
}

/** One draft, open or published. */
export async function draft(
  runtime: Runtime,
  { draft: id, by }: { draft: string; by: By },
): Promise<{ ok: true; draft: Draft } | Refused> {
  if ((await editorOf(runtime, by)) === null) return onlyEditors;
  const record = await standing(runtime.store.reader, id);
  if (record === null) return { ok: false, refusal: refusal("unknown-draft", { draft: id }) };
  return { ok: true, draft: shown(record) };
}

/** A draft that was not discarded. */
export async function standing(reader: Reader, id: string): Promise<DraftRecord | null> {
  const record = await reader.draft(id);
  return record === null || record.status === "discarded" ? null : record;
}

/** A draft that a person may write, as the transaction has it. Throws {@link Refuse}. */
export async function writable(
  runtime: Runtime,
  reader: Reader,
  person: Principal | null,
  { draft: id, revision }: { draft: string; revision?: number },
): Promise<DraftRecord> {
  if (person === null) throw new Refuse(onlyEditors.refusal);
  const record = await standing(reader, id);
  if (record === null) throw new Refuse(refusal("unknown-draft", { draft: id }));
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
