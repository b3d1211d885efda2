import { refusal, type Instant, type Principal } from "../model/index.ts";
import { administer, open } from "./administer.ts";
import { answerHeld, childrenOf } from "./children.ts";
import { asCase } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { fireUntil, laterOf } from "./stimulate.ts";
import type { Answer, Engine } from "./types.ts";
import { Refuse, type Held, type Work } from "./work.ts";

/**
 * An administrator lets a suspended case go on, and the child cases that its suspension took along (C16): what was pending has the
 * time that it had left (C5), held answers arrive.
 */
export function resume(
  runtime: Runtime,
  { case: id, by, revision }: Parameters<Engine["resume"]>[0],
): Promise<Answer> {
  return administer(runtime, {
    case: id,
    by,
    revision,
    admit: (record) =>
      open(record) ??
      (record.status === "suspended" ? null : refusal("not-now.nothing", { event: "case.resume" })),
    async act(work, held, at, person) {
      const { parent } = held.record;
      const isAwaited = parent?.token !== undefined && parent.answered !== true;
      if (isAwaited && (await work.held(parent.case)).record.status === "suspended")
        throw new Refuse(refusal("suspended.parent", {}, { details: { case: parent.case } }));
      await goOn(work, held, at, { by: person });
    },
  });
}

/** Resumes a case and what it has taken along; what waits in it comes before what waits in those. */
async function goOn(
  work: Work,
  held: Held,
  at: Instant,
  { by, parent }: { by: Principal; parent?: string },
): Promise<void> {
  const { id, state } = held.record;
  const then = laterOf(at, held.record.updatedAt);
  const event = { type: "case.resume", ...(parent === undefined ? {} : { parent }) };
  work.act(held, { kind: "resume", event, by, at: then }, held.definition.machine.resume(state, then));
  for (const { id: below, status } of await childrenOf(work, held)) {
    if (status !== "suspended") continue;
    const child = await work.held(below);
    if (child.record.state.suspension?.parent === id)
      await goOn(work, child, then, { by: asCase(id), parent: id });
  }
  work.next(() => fireUntil(work, held, then));
  await answerHeld(work, held, then);
}
