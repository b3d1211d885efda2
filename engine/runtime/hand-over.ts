import { refusal, type JsonObject, type Refusal } from "../model/index.ts";
import type { RegisterRow } from "../ports/index.ts";
import { act, tryAct } from "./act.ts";
import { copyKey, handOversBook } from "./books.ts";
import { command } from "./command.ts";
import { Subjects } from "./desk.ts";
import { isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, HandedOver, HandOver } from "./types.ts";

/** So many tasks are looked at in one call. */
const mostAtOnce = 50;
/** A hand-over that goes on is found among so many of the latest. */
const mostUnderWay = 20;

/**
 * 离职转办: what is with somebody by name, or was taken on by them, goes to another. What anybody with a role may do is left where
 * it is. A task that cannot go is told, and stays. On trial, the same is told and nothing is done.
 */
export async function handOver(
  runtime: Runtime,
  { from, to, by, reason, trial = false, after, limit = mostAtOnce }: Parameters<Engine["handOver"]>[0],
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
  const subjects = new Subjects(runtime);
  const done: HandedOver = { ok: true, moved: [], refused: [], ...(next === undefined ? {} : { next }) };
  for (const task of items) {
    if (!task.ids.includes(from) && task.claimedBy !== from) continue;
    const payload = { task: task.key, from, to, ...(reason === undefined ? {} : { reason }) };
    const { case: id, procedure, title } = task;
    const refused = await (trial ? tryAct : transfer)(runtime, {
      case: id,
      act: "transfer",
      payload,
      by: person,
    });
    const place = { case: id, task: task.id, procedure, title, subject: await subjects.of(id, person) };
    if (refused === null) done.moved.push(place);
    else done.refused.push({ ...place, refusal: refused });
  }
  const entry = { from, to, by: person.id, ...(reason === undefined ? {} : { reason }) };
  if (!trial) await enter(runtime, entry, after !== undefined, done);
  return done;
}

const transfer = async (...asked: Parameters<typeof act>): Promise<Refusal | null> => {
  const answer = await act(...asked);
  return answer.ok ? null : answer.refusal;
};

/** Hand-overs that were carried out, the latest first; for administrators. */
export async function handOvers(
  runtime: Runtime,
  { by, ...page }: Parameters<Engine["handOvers"]>[0],
): ReturnType<Engine["handOvers"]> {
  const person = await principalOf(runtime, by);
  if (!isAdministrator(person)) return { items: [] };
  const { items, next } = await runtime.store.reader.register(handOversBook, page);
  return { items: items.map(handOverOf), ...(next === undefined ? {} : { next }) };
}

const handOverOf = ({ row }: RegisterRow): HandOver => row as JsonObject as unknown as HandOver;

/** Enters what a call has done in the book; where the call went on with an earlier one, they stand there as one. */
async function enter(
  runtime: Runtime,
  entry: Pick<HandOver, "from" | "to" | "by" | "reason">,
  goesOn: boolean,
  { moved, refused }: HandedOver,
): Promise<void> {
  if (moved.length + refused.length === 0) return;
  const at = runtime.clock.now();
  await command(runtime, async ({ tx }) => {
    const latest = goesOn ? (await tx.register(handOversBook, { limit: mostUnderWay })).items : [];
    const earlier = latest.find((row) => {
      const { from, to, by } = handOverOf(row);
      return from === entry.from && to === entry.to && by === entry.by;
    });
    const enteredBy = `person:${entry.by}`;
    if (earlier !== undefined) await tx.strikeRow(handOversBook, earlier.key, at, enteredBy);
    const before = earlier === undefined ? { at, moved: 0, refused: 0 } : handOverOf(earlier);
    const row: HandOver = {
      ...entry,
      at: before.at,
      moved: before.moved + moved.length,
      refused: before.refused + refused.length,
    };
    await tx.enterRow({
      register: handOversBook,
      key: earlier?.key ?? copyKey(at, `${entry.from} ${runtime.ids.next()}`),
      row: { ...row },
      from: at,
      to: null,
      enteredBy,
      struckBy: null,
    });
    return { ok: true };
  });
}
