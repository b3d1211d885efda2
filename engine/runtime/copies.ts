import { refusal, type JsonObject } from "../model/index.ts";
import type { RegisterRow } from "../ports/index.ts";
import { copiesBook, copyKey } from "./books.ts";
import { command } from "./command.ts";
import { Subjects } from "./desk.ts";
import { principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Copy, Engine } from "./types.ts";
import { Refuse } from "./work.ts";

/** What people are informed of (抄送、知会). Whether they have read it is theirs, and no part of the case (H5). */

const copyOf = ({ row }: RegisterRow): Omit<Copy, "subject"> =>
  row as JsonObject as unknown as Omit<Copy, "subject">;

export async function copies(
  runtime: Runtime,
  { by, ...page }: Parameters<Engine["copies"]>[0],
): ReturnType<Engine["copies"]> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [] };
  const { items, next } = await runtime.store.reader.register(copiesBook(person.id), page);
  const subjects = new Subjects(runtime);
  const told = items
    .map(copyOf)
    .map(async (copy): Promise<Copy> => ({ ...copy, subject: await subjects.of(copy.case, person) }));
  return { items: await Promise.all(told), ...(next === undefined ? {} : { next }) };
}

export async function markRead(
  runtime: Runtime,
  { case: id, by }: Parameters<Engine["markRead"]>[0],
): ReturnType<Engine["markRead"]> {
  const person = await principalOf(runtime, by);
  const now = runtime.clock.now();
  return command(runtime, async (work) => {
    const held = await work.hold(id);
    const { copies: informed = {} } = held?.record.state.handovers ?? {};
    if (person === null || !Object.hasOwn(informed, person.id))
      throw new Refuse(refusal("unknown-case", { case: id }));
    const place = { register: copiesBook(person.id), key: copyKey(informed[person.id]!, id) };
    const [row] = (await work.tx.register(place.register, { key: place.key })).items;
    if (row === undefined || row.row["readAt"] !== undefined) return { ok: true as const };
    const reader = `person:${person.id}`;
    await work.tx.strikeRow(place.register, place.key, now, reader);
    const read = { ...row.row, readAt: now };
    await work.tx.enterRow({ ...place, row: read, from: now, to: null, enteredBy: reader, struckBy: null });
    return { ok: true as const };
  });
}
