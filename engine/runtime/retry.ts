import { refusal, type Refused } from "../model/index.ts";
import type { EffectRecord } from "../ports/index.ts";
import { everyOf } from "./children.ts";
import { command } from "./command.ts";
import { isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine } from "./types.ts";
import { Refuse, type Work } from "./work.ts";

/** An administrator has an incident tried again, with as many attempts as at first. */
export async function retry(
  runtime: Runtime,
  { effect: key, by }: Parameters<Engine["retry"]>[0],
): Promise<{ ok: true } | Refused> {
  const person = await principalOf(runtime, by);
  if (!isAdministrator(person)) return { ok: false, refusal: refusal("not-permitted.administrator", {}) };
  const done = await command(runtime, async (work) => {
    const effect = await incidentOf(work, key);
    if (effect === null)
      throw new Refuse(refusal("invalid-request", { fault: `no incident has the key ${key}` }));
    await work.tx.updateEffect({ ...effect, status: "waiting", attempts: 0, nextAt: runtime.clock.now() });
    return { ok: true as const };
  });
  if (done.ok) runtime.committed({ due: null, effects: true });
  return done;
}

async function incidentOf({ tx }: Work, key: string): Promise<EffectRecord | null> {
  const [id = ""] = key.split(":");
  for await (const effect of everyOf((page) => tx.effects({ case: id, status: "incident", ...page })))
    if (effect.key === key) return effect;
  return null;
}
