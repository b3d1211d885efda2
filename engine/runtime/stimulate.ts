import type { StepContext, Stimulus } from "../machine/index.ts";
import { refusal, type Instant, type Refusal } from "../model/index.ts";
import type { CaseRecord, JournalEntry, Soon } from "../ports/index.ts";
import { stepContext } from "./context.ts";
import { actsOf, Refuse, type Held, type Work } from "./work.ts";

/** What happens to a case, and what becomes of its refusal. */
export interface Happening {
  case: string;
  stimulus: Stimulus;
  /** When. A case that has an entry of later has it then, so that its record never goes back. */
  at: Instant;
  /** Looks at the case before the step; by default it must not have ended or be suspended. */
  admit?: (record: CaseRecord, held: Held) => Refusal | null;
  /** Hears of a refusal. What it throws ends the transaction. */
  refused: (refusal: Refusal) => Soon<void>;
}

/**
 * Lets something happen to a case: what is due at or before fires first, each at its own instant (A1); then the step, its
 * entries, and what they ask for, all in this transaction.
 */
export function happen(work: Work, happening: Happening): Soon<void> {
  const held = work.inHand(happening.case);
  return held === undefined
    ? work.held(happening.case).then((found) => happenTo(work, found, happening))
    : happenTo(work, held, happening);
}

function happenTo(work: Work, held: Held, happening: Happening): Soon<void> {
  const at = laterOf(happening.at, held.record.updatedAt);
  if (isDue(held.record, at)) {
    work.next(
      () => fire(work, held),
      () => happen(work, happening),
    );
    return;
  }
  const barred = (happening.admit ?? standing)(held.record, held);
  if (barred !== null) return happening.refused(barred);
  // A limit of nothing, or in the past, is due at once after the step (C4) and what it asks for.
  work.next(() => fireUntil(work, held, at));
  const stepped = step(work, held, happening.stimulus, at);
  return stepped instanceof Promise
    ? stepped.then((refused) => tell(happening, refused))
    : tell(happening, stepped);
}

function tell({ refused }: Happening, refusal: Refusal | null): Soon<void> {
  return refusal === null ? undefined : refused(refusal);
}

/** So many things fire in one transaction at most: a case that has been left alone for long takes several. */
const mostFired = 200;

/**
 * Fires what is due of a case at or before an instant, one thing after another, each with all that it causes and with a limit of
 * its own (A10). False where more is left than one transaction takes.
 */
export async function catchUp(work: Work, held: Held, at: Instant): Promise<boolean> {
  for (let fired = 0; isDue(held.record, at); fired++) {
    if (fired === mostFired) return false;
    work.renew();
    await fire(work, held);
    await work.run();
  }
  work.renew();
  return true;
}

/** The same as a job among others: within the limit of what has set it off. */
export function fireUntil(work: Work, held: Held, at: Instant): void {
  if (!isDue(held.record, at)) return;
  work.next(
    () => fire(work, held),
    () => fireUntil(work, held, at),
  );
}

/** A case that has ended or stands still takes no events (A3). */
export function standing({ id, status }: Pick<CaseRecord, "id" | "status">): Refusal | null {
  if (status === "done" || status === "withdrawn")
    return refusal("case-closed", {}, { details: { case: id } });
  if (status === "suspended") return refusal("suspended", {}, { details: { case: id } });
  return null;
}

export const isDue = ({ due }: Pick<CaseRecord, "due">, at: Instant): boolean => due !== null && due <= at;
export const laterOf = (a: Instant, b: Instant): Instant => (a < b ? b : a);

/** Fires the next thing that is due, at its own instant. */
async function fire(work: Work, held: Held): Promise<void> {
  const { due } = held.record;
  if (due === null) return;
  const refused = await step(work, held, { kind: "due" }, due);
  // The machine turns what an engine event may not do into an incident (A7); what it refuses altogether has no end.
  if (refused !== null) throw new Refuse(refused);
}

function step(work: Work, held: Held, stimulus: Stimulus, at: Instant): Soon<Refusal | null> {
  const context = stepContext(work, held, stimulus, at);
  return context instanceof Promise
    ? context.then((known) => stepKnowing(work, held, stimulus, known))
    : stepKnowing(work, held, stimulus, context);
}

function stepKnowing(work: Work, held: Held, stimulus: Stimulus, context: StepContext): Refusal | null {
  work.count();
  const result = held.definition.machine.step(held.record.state, stimulus, context);
  if (!result.ok) return result.refusal;
  held.acts.push(...actsOf(stimulus, result.entries));
  const entries = work.append(held, result.state, result.entries, originOf(stimulus));
  work.settle(held, entries);
  return null;
}

/** What of the stimulus the entry has to tell for the step to be done again. */
function originOf(stimulus: Stimulus): Pick<JournalEntry, "answers"> {
  return stimulus.kind === "answer" || stimulus.kind === "failure" ? { answers: stimulus } : {};
}
