import { refusal } from "../model/index.ts";
import { administer, open } from "./administer.ts";
import { answerHeld } from "./children.ts";
import type { Runtime } from "./runtime.ts";
import { fireUntil } from "./stimulate.ts";
import type { Answer, Engine } from "./types.ts";

/** An administrator lets a suspended case go on: what was pending has the time that it had left (C5), held answers arrive. */
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
      const state = held.definition.machine.resume(held.record.state, at);
      work.act(held, { kind: "resume", event: { type: "case.resume" }, by: person, at }, state);
      work.next(() => fireUntil(work, held, at));
      await answerHeld(work, held, at);
    },
  });
}
