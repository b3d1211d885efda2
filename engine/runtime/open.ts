import { refusal, type Instant, type JsonObject, type Principal } from "../model/index.ts";
import { openNested } from "./children.ts";
import { accepted, command } from "./command.ts";
import { earlierAnswer, keepAnswer, keyed } from "./idempotency.ts";
import { idOf, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Answer, Engine } from "./types.ts";
import { Refuse } from "./work.ts";

interface Opening {
  procedure: string;
  data?: JsonObject;
  key?: string;
  at: Instant;
}

/** Somebody opens a case, with what is live of its procedure. */
export async function open(
  runtime: Runtime,
  { by, procedure, data, key }: Parameters<Engine["open"]>[0],
): Promise<Answer> {
  const person = await principalOf(runtime, by, { procedure });
  return openAs(runtime, idOf(by), person, { procedure, data, key, at: runtime.clock.now() });
}

/** The same for a person found in the directory (or not), or a schedule. */
export async function openAs(
  runtime: Runtime,
  id: string,
  by: Principal | null,
  { procedure, data = {}, key, at }: Opening,
): Promise<Answer> {
  return command<Answer>(runtime, async (work) => {
    const definition = await runtime.definitions.live(work.tx, procedure);
    if (definition === null) throw new Refuse(refusal("unknown-procedure", { procedure }));
    const again = keyed(runtime, id, key, { verb: "open", procedure, data });
    const earlier = again === null ? null : await earlierAnswer(work, again);
    if (earlier !== null) return earlier;
    if (by === null)
      throw new Refuse(refusal("not-permitted.opening", { roles: definition.procedure.opening.by }));
    const opened = await openNested(work, { definition, procedure, data, parent: null, by, depth: 0, at });
    if (!opened.ok) throw new Refuse(opened.refusal);
    await work.run();
    await work.flush();
    const answer = accepted(await work.held(opened.id));
    if (again !== null) await keepAnswer(work, again, answer, at);
    return answer;
  });
}
