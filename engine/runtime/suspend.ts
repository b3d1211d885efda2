import { administer } from "./administer.ts";
import type { Runtime } from "./runtime.ts";
import { standing } from "./stimulate.ts";
import type { Answer, Engine } from "./types.ts";

/**
 * An administrator lets a case stand still (C5): nothing of it fires, nobody can send it anything. Its children and the cases
 * that it has opened go on by themselves; what they answer waits for the resumption.
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
    act(work, held, at, person) {
      const state = held.definition.machine.suspend(held.record.state, at);
      work.act(held, { kind: "suspend", event: { type: "case.suspend", reason }, by: person, at }, state);
    },
  });
}
