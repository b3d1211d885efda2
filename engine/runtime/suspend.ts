import { refusal, type Instant } from "../model/index.ts";
import { administer } from "./administer.ts";
import { invoked, invokedBelow } from "./children.ts";
import { asCase } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { catchUp, isDue, laterOf, standing } from "./stimulate.ts";
import type { Answer, Engine } from "./types.ts";
import { Refuse, type Held, type Work } from "./work.ts";

/**
 * An administrator lets a case stand still (C5), and with it the open child cases that it waits for, and theirs (C16): nothing of
 * them fires, nobody can send them anything. Cases that it has opened and does not wait for go on by themselves.
 */
export function suspend(
  runtime: Runtime,
  { case: id, by, reason, revision }: Parameters<Engine["suspend"]>[0],
): Promise<Answer> {
  return administer(runtime, {
    case: id,
    by,
    revision,
    admit: standing,
    async act(work, held, at, person) {
      await fireBelow(work, held, at);
      // What has fired below may have ended the case.
      const barred = standing(held.record);
      if (barred !== null) throw new Refuse(barred);
      const then = laterOf(at, held.record.updatedAt);
      const state = held.definition.machine.suspend(held.record.state, then);
      work.act(
        held,
        { kind: "suspend", event: { type: "case.suspend", reason }, by: person, at: then },
        state,
      );
      await suspendBelow(work, held, then, reason);
    },
  });
}

/** What is due of the children fires before they stand still (A1), and may answer the case, or begin others. */
async function fireBelow(work: Work, held: Held, at: Instant): Promise<void> {
  for (;;) {
    const due = (await invokedBelow(work, held)).find(({ record }) => isDue(record, at));
    if (due === undefined) return;
    if (!(await catchUp(work, due, at))) throw new Refuse(refusal("unavailable", {}));
  }
}

async function suspendBelow(work: Work, held: Held, at: Instant, reason: string): Promise<void> {
  const { id } = held.record;
  for (const child of await invoked(work, held)) {
    // One that stands still for a reason of its own goes on doing so, with what it has taken along.
    if (child.record.status !== "active") continue;
    const then = laterOf(at, child.record.updatedAt);
    const state = child.definition.machine.suspend(child.record.state, then, id);
    const event = { type: "case.suspend", reason, parent: id };
    work.act(child, { kind: "suspend", event, by: asCase(id), at: then }, state);
    await suspendBelow(work, child, then, reason);
  }
}
