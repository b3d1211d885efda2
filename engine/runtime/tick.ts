import type { Instant } from "../model/index.ts";
import { adoptCalendars } from "./adopt-calendars.ts";
import { command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { fireCase } from "./fire.ts";
import { runSchedules } from "./run-schedules.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine } from "./types.ts";

/** Cases that are fired side by side, so that they share commits. */
const atOnce = 64;
/** One round fires so many cases at most; what is left is due at the next. */
const mostRounds = 200;

/** Gives running cases calendars that have grown, fires what is due, opens what schedules ask for, and delivers what waits, once. */
export async function tick(runtime: Runtime): ReturnType<Engine["tick"]> {
  const now = runtime.clock.now();
  const left = await adoptCalendars(runtime);
  let fired = await fireDue(runtime, now);
  const opened = await runSchedules(runtime, now);
  // What was opened for a day gone by may be due already.
  if (opened > 0) fired += await fireDue(runtime, now);
  if (left) runtime.committed({ due: now, effects: false });
  return { fired, opened, delivered: await deliver(runtime) };
}

/** The cases that are due, the earliest first. Gives how many entries that made. */
async function fireDue(runtime: Runtime, now: Instant): Promise<number> {
  let entries = 0;
  for (let round = 0; round < mostRounds; round++) {
    const due = await dueCases(runtime, now, atOnce);
    if (due.length === 0) break;
    const made = await Promise.all(due.map(({ id }) => fireCase(runtime, id, now)));
    const sum = made.reduce((all, one) => all + one, 0);
    if (sum === 0) break;
    entries += sum;
  }
  return entries;
}

/** Cases that fall due up to an instant, the earliest first. */
export async function dueCases(
  runtime: Runtime,
  until: Instant,
  limit: number,
): Promise<{ id: string; due: Instant }[]> {
  const found = await command(runtime, async ({ tx }) => ({
    ok: true as const,
    due: await tx.dueCases(until, limit),
  }));
  return found.ok ? found.due : [];
}
