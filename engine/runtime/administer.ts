import { refusal, type Instant, type Principal, type Refusal } from "../model/index.ts";
import type { CaseRecord } from "../ports/index.ts";
import { accepted } from "./command.ts";
import { commandAfterDue } from "./fire.ts";
import { isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { stale } from "./send.ts";
import { laterOf } from "./stimulate.ts";
import type { Answer, By } from "./types.ts";
import { Refuse, type Held, type Work } from "./work.ts";

/** An administrator's act on a case. */
export interface Administration {
  case: string;
  by: By;
  revision?: number;
  /** Whether the case is in a state for it. */
  admit: (record: CaseRecord) => Refusal | null;
  act: (work: Work, held: Held, at: Instant, by: Principal) => Promise<void> | void;
}

/**
 * Carries out an administrator's act: what is due before fires first (A1), and refusals keep their order (A3): the case, its
 * standing, the revision, who asks.
 */
export async function administer(
  runtime: Runtime,
  { case: id, by, revision, admit, act }: Administration,
): Promise<Answer> {
  const person = await principalOf(runtime, by);
  const now = runtime.clock.now();
  return commandAfterDue<Answer>(runtime, now, async (work, fireFirst) => {
    const held = await work.hold(id);
    if (held === null) throw new Refuse(refusal("unknown-case", { case: id }));
    await fireFirst(held);
    const barred = admit(held.record) ?? stale(held.record, revision);
    if (barred !== null) throw new Refuse(barred);
    if (!isAdministrator(person)) throw new Refuse(refusal("not-permitted.administrator", {}));
    await act(work, held, laterOf(now, held.record.updatedAt), person);
    await work.run();
    await work.flush();
    return accepted(held);
  });
}

/** The case must not have ended. */
export function open({ id, status }: CaseRecord): Refusal | null {
  const ended = status === "done" || status === "withdrawn";
  return ended ? refusal("case-closed", {}, { details: { case: id } }) : null;
}
