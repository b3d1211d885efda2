import { refusal, type Instant } from "../model/index.ts";
import type { DraftRecord, DraftSummary, Transaction } from "../ports/index.ts";
import { change } from "./change-draft.ts";
import { command } from "./command.ts";
import { canComeBack, summaryOf } from "./drafts.ts";
import { editorOf, onlyEditors } from "./editors.ts";
import type { Runtime } from "./runtime.ts";
import type { By, DraftAnswer } from "./types.ts";
import { Refuse } from "./work.ts";

/** Puts a draft away, as it was read. What was put away too long ago is emptied with it. */
export async function discardDraft(
  runtime: Runtime,
  { draft, by, revision }: { draft: string; by: By; revision: number },
): Promise<DraftAnswer> {
  const person = await editorOf(runtime, by);
  const now = runtime.clock.now();
  return change(
    runtime,
    person,
    { draft, revision },
    () => ({ status: "discarded" }),
    (tx) => emptyOld(tx, now),
  );
}

/** Of what is gone it is still known who discarded it and when. */
async function emptyOld(tx: Transaction, now: Instant): Promise<void> {
  let after: string | undefined;
  const old: DraftSummary[] = [];
  do {
    const page = await tx.drafts({
      status: "discarded",
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    old.push(...page.items.filter((one) => !canComeBack(one, now)));
    after = page.next;
  } while (after !== undefined);
  for (const one of old) {
    const record: DraftRecord = { ...one, status: "gone", revision: one.revision + 1, content: {} };
    if (!(await tx.updateDraft(record, one.revision)))
      throw new Error(`The draft ${one.id} has changed inside of a transaction`);
  }
}

/** Brings back a draft that was put away. Whoever still has it before them then saves over another revision, and is told so. */
export async function restoreDraft(
  runtime: Runtime,
  { draft: id, by }: { draft: string; by: By },
): Promise<DraftAnswer> {
  const person = await editorOf(runtime, by);
  if (person === null) return onlyEditors;
  const now = runtime.clock.now();
  return command(runtime, async ({ tx }) => {
    const record = await tx.draft(id);
    if (record?.status === "open") return { ok: true as const, draft: summaryOf(record) };
    if (record?.status === "published") throw new Refuse(refusal("draft-closed", {}));
    if (record === null || !canComeBack(record, now))
      throw new Refuse(refusal("unknown-draft", { draft: id }));
    const stamp = { revision: record.revision + 1, savedAt: now, savedBy: person.id };
    const restored: DraftRecord = { ...record, ...stamp, status: "open" };
    if (!(await tx.updateDraft(restored, record.revision)))
      throw new Error(`The draft ${id} has changed inside of a transaction`);
    return { ok: true as const, draft: summaryOf(restored) };
  });
}
