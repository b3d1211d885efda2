import type { Instant } from "../model/index.ts";
import { command } from "./command.ts";
import { incident } from "./incidents.ts";
import type { Runtime } from "./runtime.ts";
import { fireUntil, isDue } from "./stimulate.ts";

/** Fires everything of a case that is due at or before an instant, in a transaction of its own. Gives how many entries that made. */
export async function fireCase(runtime: Runtime, id: string, at: Instant): Promise<number> {
  const fired = await command<{ ok: true; entries: number }>(runtime, async (work) => {
    const held = await work.held(id);
    const before = held.record.revision;
    fireUntil(work, held, at);
    await work.run();
    return { ok: true, entries: held.record.revision - before };
  });
  if (fired.ok) return fired.entries;
  if (fired.refusal.code === "limit-exceeded") await stall(runtime, id, at, fired.refusal.message);
  return 0;
}

/**
 * What is due sets off work without end: the case is told so, and is not asked again before somebody acts in it. Nothing that it
 * would have done is kept.
 */
async function stall(
  runtime: Runtime,
  id: string,
  at: Instant,
  fault: { en: string; "zh-CN": string },
): Promise<void> {
  await command(runtime, async (work) => {
    const held = await work.held(id);
    if (isDue(held.record, at)) {
      incident(work, { held, at }, "stalled", { fault });
      held.record = { ...held.record, due: null };
    }
    return { ok: true };
  });
}
