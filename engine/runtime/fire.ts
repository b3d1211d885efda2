import { refusal, type Instant, type Refused } from "../model/index.ts";
import { command } from "./command.ts";
import { incident } from "./incidents.ts";
import type { Runtime } from "./runtime.ts";
import { catchUp, isDue, laterOf } from "./stimulate.ts";
import type { Held, Work } from "./work.ts";

/** A case has so many transactions' worth of things due at most; beyond that it waits for the next look. */
const mostRounds = 1000;

/** Fires everything of a case that is due at or before an instant, in transactions of its own. Gives how many entries that made. */
export async function fireCase(runtime: Runtime, id: string, at: Instant): Promise<number> {
  let entries = 0;
  for (let round = 0; round < mostRounds; round++) {
    const fired = await command(runtime, async (work) => {
      const held = await work.held(id);
      const before = held.record.revision;
      const all = await catchUp(work, held, at);
      return { ok: true as const, all, entries: held.record.revision - before };
    });
    if (!fired.ok) {
      if (fired.refusal.code === "limit-exceeded") await stall(runtime, id, at, fired.refusal.message);
      break;
    }
    entries += fired.entries;
    if (fired.all) break;
  }
  return entries;
}

/** More of a case is due than one transaction takes. */
class Backlog extends Error {
  override name = "Backlog";
}

/** Fires what is due of a case before a command (A1), in the command's own transaction. */
export type FireFirst = (held: Held) => Promise<void>;

/**
 * A command on a case before which what is due fires (A1). That has happened even where the command is refused: else whoever read
 * a revision that is gone could never send. A case that was left alone for long is caught up with before, in transactions of its own.
 */
export async function commandAfterDue<T extends { ok: boolean }>(
  runtime: Runtime,
  now: Instant,
  begin: (work: Work, fireFirst: FireFirst) => Promise<T>,
): Promise<T | Refused> {
  for (;;) {
    const seen: { due: { id: string; at: Instant } | null } = { due: null };
    let answer: T | Refused | null = null;
    try {
      answer = await command(runtime, (work) =>
        begin(work, async (held) => {
          const at = laterOf(now, held.record.updatedAt);
          seen.due = isDue(held.record, at) ? { id: held.record.id, at } : null;
          if (!(await catchUp(work, held, at))) throw new Backlog();
        }),
      );
    } catch (fault) {
      if (!(fault instanceof Backlog)) throw fault;
    }
    if (answer?.ok === true) return answer;
    const fired = seen.due === null ? 0 : await fireCase(runtime, seen.due.id, seen.due.at);
    if (answer !== null) return answer;
    if (fired === 0) return { ok: false, refusal: refusal("unavailable", {}) };
  }
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
