import { refusal } from "../model/index.ts";
import { act } from "./act.ts";
import { isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, HandedOver } from "./types.ts";

/** So many tasks are looked at in one call. */
const mostAtOnce = 50;

/**
 * 离职转办: what is with somebody by name, or was taken on by them, goes to another. What anybody with a role may do is left where
 * it is. A task that cannot go is told, and stays.
 */
export async function handOver(
  runtime: Runtime,
  { from, to, by, reason, after, limit = mostAtOnce }: Parameters<Engine["handOver"]>[0],
): ReturnType<Engine["handOver"]> {
  const person = await principalOf(runtime, by);
  if (!isAdministrator(person)) return { ok: false, refusal: refusal("not-permitted.administrator", {}) };
  if ((await runtime.directory.person(to)) === null)
    return { ok: false, refusal: refusal("invalid-payload.person", { person: to }) };
  const { roles = [] } = (await runtime.directory.person(from)) ?? {};
  const { items, next } = await runtime.store.reader.inbox({
    id: from,
    roles,
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const done: HandedOver = { ok: true, moved: [], refused: [], ...(next === undefined ? {} : { next }) };
  for (const task of items) {
    if (!task.ids.includes(from) && task.claimedBy !== from) continue;
    const payload = { task: task.key, from, to, ...(reason === undefined ? {} : { reason }) };
    const answer = await act(runtime, { case: task.case, act: "transfer", payload, by: person });
    const place = { case: task.case, task: task.id };
    if (answer.ok) done.moved.push(place);
    else done.refused.push({ ...place, refusal: answer.refusal });
  }
  return done;
}
