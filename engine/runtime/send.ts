import { refusal, type EventDefinition, type Principal, type Refusal } from "../model/index.ts";
import type { CaseRecord } from "../ports/index.ts";
import { accepted } from "./command.ts";
import type { Definition } from "./compiler.ts";
import { commandAfterDue } from "./fire.ts";
import { earlierAnswer, keepAnswer, keyed } from "./idempotency.ts";
import { idOf, noProxy, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { happen, isDue, standing } from "./stimulate.ts";
import type { Answer, By, Engine } from "./types.ts";
import { Refuse } from "./work.ts";

/** Somebody sends an event to a case. Refusals are decided in the order of A3; from `not-permitted` on by the machine. */
export async function send(
  runtime: Runtime,
  { case: id, event, by, revision, key }: Parameters<Engine["send"]>[0],
): Promise<Answer> {
  const person = await principalOf(runtime, by, { case: id });
  const at = runtime.clock.now();
  return commandAfterDue<Answer>(runtime, at, async (work, fireFirst) => {
    const held = await work.hold(id);
    if (held === null) throw new Refuse(refusal("unknown-case", { case: id }));
    const unknown = unknownEvent(held.definition, event.type);
    if (unknown !== null) throw new Refuse(unknown);
    const again = keyed(runtime, idOf(by), key, { verb: "send", case: id, event });
    const earlier = again === null ? null : await earlierAnswer(work, again);
    if (earlier !== null) return earlier;
    if (isDue(held.record, at)) await fireFirst(held);
    await happen(work, {
      case: id,
      // Who is unknown is stopped by `admit`, at the place where the machine would ask for roles.
      stimulus: { kind: "event", event, by: person as Principal },
      at,
      admit(record) {
        const { machine } = held.definition;
        return (
          standing(record) ??
          machine.heldBack(record.state, event.type) ??
          stale(record, revision) ??
          stranger(person, by, held.definition, event.type)
        );
      },
      refused(reason) {
        throw new Refuse(reason);
      },
    });
    await work.run();
    await work.flush();
    const given = accepted(held);
    if (again !== null) await keepAnswer(work, again, given, at);
    return given;
  });
}

/** Events that the procedure declares, and no others; the engine's own are nobody's to send. */
export function unknownEvent({ procedure }: Definition, event: string): Refusal | null {
  if (Object.hasOwn(procedure.events, event)) return null;
  if (/^(?:xstate|clock|ballot|due|case)\./.test(event)) return refusal("unknown-event.reserved", { event });
  return refusal("unknown-event", { event, events: Object.keys(procedure.events) });
}

export function stale({ revision }: CaseRecord, sent: number | undefined): Refusal | null {
  if (sent === undefined || sent === revision) return null;
  return refusal("stale-revision", { sent, current: revision }, { details: { revision } });
}

function stranger(
  person: Principal | null,
  by: By,
  { procedure }: Definition,
  event: string,
): Refusal | null {
  if (person !== null) return null;
  if (typeof by === "object" && by.for !== undefined) return noProxy(by.for);
  const { by: roles } = procedure.events[event] as EventDefinition;
  return refusal("not-permitted", { roles }, { details: { roles } });
}
