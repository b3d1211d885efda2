import { administer, open } from "./administer.ts";
import { end } from "./children.ts";
import type { Runtime } from "./runtime.ts";
import type { Answer, Engine } from "./types.ts";

/** An administrator ends a case from outside. Nothing of it is left running; a parent that waits for it gets an error (A14). */
export function withdraw(
  runtime: Runtime,
  { case: id, by, reason }: Parameters<Engine["withdraw"]>[0],
): Promise<Answer> {
  return administer(runtime, {
    case: id,
    by,
    admit: open,
    act: (work, held, at, person) => end(work, held, { by: person, at, reason }),
  });
}
