import { refusal, type JsonObject, type Principal } from "../model/index.ts";
import type { DraftRecord, Transaction } from "../ports/index.ts";
import { command } from "./command.ts";
import { contentRefusal } from "./draft-content.ts";
import { summaryOf, writable } from "./drafts.ts";
import { editorOf } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import type { By, DraftAnswer, DraftContent } from "./types.ts";
import { Refuse } from "./work.ts";

/** A draft is called by so many characters at most. */
const longestTitle = 200;

/**
 * Saves what is in a draft over the revision that its writer has read. Where somebody else has saved it since, nothing is
 * overwritten: the refusal says who and when, and at which revision it is.
 */
export async function saveDraft(
  runtime: Runtime,
  { draft, by, revision, content }: { draft: string; by: By; revision: number; content: DraftContent },
): Promise<DraftAnswer> {
  const fault = contentRefusal(content);
  const person = await editorOf(runtime, by);
  return change(runtime, person, { draft, revision }, () => {
    if (fault !== null) throw new Refuse(fault);
    return { content: content as unknown as JsonObject };
  });
}

/** Calls a draft by another name. Its content is nobody's business here, so that this meets no revision. */
export async function renameDraft(
  runtime: Runtime,
  { draft, by, title }: { draft: string; by: By; title: string },
): Promise<DraftAnswer> {
  const person = await editorOf(runtime, by);
  return change(runtime, person, { draft }, (record) => ({
    title: titleOf(title),
    savedAt: record.savedAt,
    savedBy: record.savedBy,
    revision: record.revision,
  }));
}

/**
 * Changes a draft in one transaction; unless `to` says otherwise it is saved by this person, now, as the next revision. `besides`
 * belongs to the same transaction.
 */
export async function change(
  runtime: Runtime,
  person: Principal | null,
  which: { draft: string; revision?: number },
  to: (record: DraftRecord) => Partial<DraftRecord>,
  besides: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<DraftAnswer> {
  const now = runtime.clock.now();
  return command(runtime, async ({ tx }) => {
    const record = await writable(runtime, tx, person, which);
    const saved: DraftRecord = {
      ...record,
      revision: record.revision + 1,
      savedAt: now,
      savedBy: person!.id,
      ...to(record),
    };
    if (!(await tx.updateDraft(saved, record.revision)))
      throw new Error(`The draft ${record.id} has changed inside of a transaction`);
    await besides(tx);
    return { ok: true as const, draft: summaryOf(saved) };
  });
}

/** A name for a draft. Throws {@link Refuse} where it is none. */
export function titleOf(given: string): string {
  const title = given.trim();
  if (title === "" || title.length > longestTitle)
    throw new Refuse(refusal("invalid-request.title", { limit: longestTitle }, { path: "/title" }));
  return title;
}
