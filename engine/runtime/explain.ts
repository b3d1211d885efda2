import type { EventExplanation } from "../machine/index.ts";
import { refusal, type Refused } from "../model/index.ts";
import { command } from "./command.ts";
import { veilFor } from "./confidential.ts";
import { viewContext } from "./context.ts";
import { principalOf } from "./people.ts";
import { visibleCase } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { unknownEvent } from "./send.ts";
import { catchUp, laterOf, standing } from "./stimulate.ts";
import type { Engine } from "./types.ts";
import { Refuse } from "./work.ts";

/** Ends a transaction that only wanted to know, and hands out what it found. */
class Found extends Error {
  readonly value: { ok: true } & EventExplanation;
  constructor(value: { ok: true } & EventExplanation) {
    super("found");
    this.value = value;
  }
}

/**
 * Whether a person may send an event now, and why or why not: as if it were sent, with what is due before fired first (A1), and
 * nothing kept of it.
 */
export async function explain(
  runtime: Runtime,
  { case: id, event, by }: Parameters<Engine["explain"]>[0],
): Promise<({ ok: true } & EventExplanation) | Refused> {
  const asking = await principalOf(runtime, by, { case: id });
  try {
    return await command<{ ok: true } & EventExplanation>(runtime, async (work) => {
      const { held, person } = await visibleCase(work, id, asking);
      const unknown = unknownEvent(held.definition, event.type);
      if (unknown !== null) throw new Refuse(unknown);
      const at = laterOf(runtime.clock.now(), held.record.updatedAt);
      if (!(await catchUp(work, held, at))) throw new Refuse(refusal("unavailable", {}));
      await work.flush();
      const { record, definition } = held;
      const context = await viewContext(work, held, at, person, event);
      const told = definition.machine.explain(record.state, event, person, context);
      const barred = standing(record);
      const veiled = veilFor(definition, record, person, at).explanation(told);
      throw new Found({
        ok: true,
        ...veiled,
        ...(barred === null ? {} : { allowed: false, refusal: barred }),
      });
    });
  } catch (found) {
    if (found instanceof Found) return found.value;
    throw found;
  }
}
