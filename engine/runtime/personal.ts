import type { JsonObject, Text } from "../model/index.ts";
import type { EffectRecord, PersonalNotice } from "../ports/index.ts";
import { textFor } from "./messages.ts";
import type { Runtime } from "./runtime.ts";
import { isSubscribed } from "./tell.ts";

/**
 * What `notify` tells, sent to people elsewhere (H18). A message is one effect; once it is delivered it becomes one effect for each
 * person and subscription, so that an address that fails lets nobody else be told twice.
 */

/** One message goes to so many people at most: what more people have is nobody's inbox. */
const mostPeople = 1000;

/** What `notify` asks for, as the effect keeps it. */
interface Told {
  roles: string[];
  ids: string[];
  message: string;
  text: Text;
}
/** The same for one person. */
interface ToldOne {
  person: string;
  attribute: string;
  message: string;
  text: Text;
}

/**
 * The effects that a message becomes, one for each person who has an address; null where nothing is subscribed to it. Not inside of
 * a transaction: a directory may be slow.
 */
export async function personalEffects(
  runtime: Runtime,
  effect: EffectRecord,
): Promise<EffectRecord[] | null> {
  const { roles, ids, message, text } = effect.input as unknown as Told;
  const procedure = (await runtime.store.reader.case(effect.case))?.procedure ?? "";
  const wanted = runtime.subscriptions.filter((one) => isSubscribed(one, procedure, message));
  if (wanted.length === 0) return null;
  const holders = await Promise.all(roles.map((role) => runtime.directory.inRole(role)));
  const people = [...new Set([...ids, ...holders.flat()])].slice(0, mostPeople);
  const made = new Map<string, EffectRecord>();
  for (const person of people)
    for (const { connector, attribute } of wanted) {
      if ((await addressOf(runtime, person, attribute)) === null) continue;
      const key = `${effect.key}:${connector}:${person}`;
      const input = { person, attribute, message, text: { ...text } };
      if (!made.has(key)) made.set(key, { ...effect, key, connector, input, status: "waiting", attempts: 0 });
    }
  return [...made.values()];
}

async function addressOf({ directory }: Runtime, id: string, attribute: string): Promise<string | null> {
  const address = (await directory.person(id))?.[attribute];
  return typeof address === "string" && address !== "" ? address : null;
}

/** Whether an effect tells one person, and not everybody whom a message is for. */
export function isPersonal({ type, input }: EffectRecord): boolean {
  return type === "notify" && typeof (input as JsonObject)["person"] === "string";
}

/**
 * What the connector is given, as it is now: a person who has left is told nothing (null), an address may have changed, and so may
 * what they may see.
 */
export async function personalNotice(runtime: Runtime, effect: EffectRecord): Promise<PersonalNotice | null> {
  const { person: id, attribute, message, text } = effect.input as unknown as ToldOne;
  const [record, person, to] = await Promise.all([
    runtime.store.reader.case(effect.case),
    runtime.directory.person(id),
    addressOf(runtime, id, attribute),
  ]);
  if (record === null || person === null || to === null) return null;
  const { procedure } = await runtime.definitions.of(runtime.store.reader, record);
  return {
    to,
    person: { id, ...(person.name === undefined ? {} : { name: person.name }) },
    case: record.id,
    procedure: record.procedure,
    title: procedure.title,
    message,
    text: await textFor(runtime, { case: record.id, message, text }, person),
  };
}
