import { EntryTooLarge, largestEntry } from "../audit/chain.ts";
import { refusal, type Refused } from "../model/index.ts";
import { BadValue, Conflict, OutcomeUnknown, StoreUnavailable, type Reader } from "../ports/index.ts";
import type { Runtime } from "./runtime.ts";
import { settle } from "./settle.ts";
import { syncTasks } from "./tasks.ts";
import type { Accepted } from "./types.ts";
import { Refuse, Work, type Held } from "./work.ts";

/** So often a command is tried again that met another writer or a store that could not take it. */
const mostAttempts = 5;

interface Ran<T> {
  work: Work;
  answer: T;
}

/**
 * Carries out a command in one transaction: `begin` puts the first job, the work runs to its end and is written, `answer` says
 * what came of it. Nothing is answered before it is durable. A refusal leaves nothing.
 *
 * Where another writer was first, or nothing was committed, it is tried again; where the outcome of a commit is unknown, the
 * journal is asked whether it took place before anything is said.
 */
export async function command<T extends object>(
  runtime: Runtime,
  begin: (work: Work) => Promise<T>,
): Promise<T | Refused> {
  for (let attempt = 1; ; attempt++) {
    // What the transaction did is kept outside of it: where its outcome is unknown, it may be what is to be answered.
    const done: { ran: Ran<T> | null } = { ran: null };
    try {
      await runtime.store.transact(async (tx) => {
        const work = new Work(runtime, tx, { settle, syncTasks });
        const answer = await begin(work);
        const written = work.flush();
        if (written !== undefined) await written;
        done.ran = { work, answer };
      });
    } catch (fault) {
      if (fault instanceof Refuse) return { ok: false, refusal: fault.refusal };
      if (fault instanceof EntryTooLarge)
        return { ok: false, refusal: refusal("limit-exceeded.size", { limit: largestEntry }) };
      if (fault instanceof BadValue)
        return { ok: false, refusal: refusal("invalid-request", { fault: fault.message }) };
      const verdict = await judge(runtime, fault, done.ran?.work.evidence ?? null);
      if (verdict === "unknown") return { ok: false, refusal: refusal("unavailable.unknown", {}) };
      if (verdict === "nothing" && attempt < mostAttempts) continue;
      if (verdict === "nothing") return { ok: false, refusal: refusal("unavailable", {}) };
    }
    if (done.ran === null) throw new Error("The store has not done its work");
    done.ran.work.done();
    return done.ran.answer;
  }
}

/** What became of a transaction that failed. Throws what is no fault of the store. */
async function judge(
  runtime: Runtime,
  fault: unknown,
  evidence: Work["evidence"],
): Promise<"done" | "nothing" | "unknown"> {
  if (fault instanceof Conflict || fault instanceof StoreUnavailable) return "nothing";
  if (!(fault instanceof OutcomeUnknown)) throw fault;
  if (evidence === null) return "nothing";
  try {
    return (await isCommitted(runtime.store.reader, evidence)) ? "done" : "nothing";
  } catch (unreadable) {
    runtime.onError(unreadable);
    return "unknown";
  }
}

/** Whether the journal has exactly this entry. */
async function isCommitted(reader: Reader, evidence: NonNullable<Work["evidence"]>): Promise<boolean> {
  const record = await reader.case(evidence.case);
  if (record === null || record.revision < evidence.seq) return false;
  if (record.revision === evidence.seq) return record.hash === evidence.hash;
  for (let after: string | undefined; ;) {
    const page = await reader.journal(evidence.case, {
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    const entry = page.items.find(({ seq }) => seq === evidence.seq);
    if (entry !== undefined) return entry.hash === evidence.hash;
    if (page.next === undefined) return false;
    after = page.next;
  }
}

/** The answer to an accepted command on a case. */
export function accepted({ record: { id, revision, status, state } }: Held): Accepted {
  return { ok: true, id, revision, status, state: state.value };
}
