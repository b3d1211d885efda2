import { refusal, type Instant, type JsonObject, type Principal, type Text } from "../model/index.ts";
import { positionOf } from "../machine/index.ts";
import { veilFor } from "./confidential.ts";
import { personBook, readBook, roleBook } from "./books.ts";
import { command } from "./command.ts";
import { principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, Message } from "./types.ts";
import { Refuse } from "./work.ts";

/** What `notify` tells people, as they find it on their desk (H17). A connector may tell them elsewhere besides. */

/** So many of the latest are shown: what is older stands in the journals of the cases. */
const mostMessages = 50;
/** The one row of a book of what was read. */
const until = "until";

/** The latest messages to a person, or to a role that they have, the newest first. */
export async function messages(
  runtime: Runtime,
  { by }: Parameters<Engine["messages"]>[0],
): ReturnType<Engine["messages"]> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [], unread: 0 };
  const { reader } = runtime.store;
  const { id, roles } = positionOf(person);
  const found = new Map<string, Kept>();
  for (const book of [personBook(id), ...roles.map(roleBook)])
    for (const { key, row } of (await reader.register(book, { limit: mostMessages })).items)
      found.set(key, row as JsonObject & Kept);
  const [read] = (await reader.register(readBook(person.id), { key: until })).items;
  const seen = read?.row["at"];
  const latest = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, mostMessages);
  const items = await Promise.all(
    latest.map(async ([, kept]): Promise<Message> => {
      const { case: of, procedure, at } = kept;
      const unread = typeof seen !== "string" || at > seen;
      return { case: of, procedure, at, text: await textFor(runtime, kept, person), unread };
    }),
  );
  return { items, unread: items.filter(({ unread }) => unread).length };
}

/** A message as it is kept. */
interface Kept {
  case: string;
  procedure: string;
  at: Instant;
  message: string;
  text: Text;
}

/** The text, unless it was made of what is confidential from this person: what derives from a field inherits its class. */
export async function textFor(
  { store: { reader }, definitions, clock }: Runtime,
  { case: of, message, text }: Pick<Kept, "case" | "message" | "text">,
  person: Principal,
): Promise<Text | null> {
  const record = await reader.case(of);
  if (record === null) return null;
  const definition = await definitions.of(reader, record);
  const declared = definition.procedure.messages?.[message];
  if (declared === undefined) return text;
  const veil = veilFor(definition, record, person, clock.now());
  const read = Object.values(declared).flatMap((words) =>
    [...words.matchAll(/\{([^{}]+)\}/g)].map(([, path = ""]) => path.trim()),
  );
  return read.every((path) => veil.shows(path)) ? text : null;
}

/** Marks what was told up to an instant as read; never back. */
export async function markMessagesRead(
  runtime: Runtime,
  { by, at }: Parameters<Engine["markMessagesRead"]>[0],
): ReturnType<Engine["markMessagesRead"]> {
  const person = await principalOf(runtime, by);
  const now = runtime.clock.now();
  return command(runtime, async (work) => {
    if (person === null) throw new Refuse(refusal("not-permitted", { roles: [] }));
    const place = { register: readBook(person.id), key: until };
    const [row] = (await work.tx.register(place.register, { key: until })).items;
    const upTo = at < now ? at : now;
    if (row !== undefined && String(row.row["at"]) >= upTo) return { ok: true as const };
    const reader = `person:${person.id}`;
    if (row !== undefined) await work.tx.strikeRow(place.register, until, now, reader);
    await work.tx.enterRow({
      ...place,
      row: { at: upTo },
      from: now,
      to: null,
      enteredBy: reader,
      struckBy: null,
    });
    return { ok: true as const };
  });
}
