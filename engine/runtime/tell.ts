import type { Effect } from "../machine/index.ts";
import type { Instant, JsonObject } from "../model/index.ts";
import { copyKey, personBook, roleBook } from "./books.ts";
import type { Subscription } from "./types.ts";
import type { Work } from "./work.ts";

/** Where a notice comes from: the case and the place of the effect in its journal. */
interface Origin {
  case: string;
  procedure: string;
  seq: number;
  n: number;
  at: Instant;
  /** The case that tells it, where that is another than the one that it is about. */
  from?: string;
}

/** Puts a message where each role and each person will find it. */
export async function keepMessage(
  { tx }: Work,
  { case: of, procedure, seq, n, at, from }: Origin,
  { roles, ids, message, text }: Extract<Effect, { type: "notify" }>,
): Promise<void> {
  const row = { case: of, procedure, at, message, text: { ...text } } as JsonObject;
  const key = copyKey(at, `${from === undefined ? of : `${from}>${of}`} ${seq} ${n}`);
  const enteredBy = `case:${from ?? of}:${seq}`;
  const entered = { key, row, from: at, to: null, enteredBy, struckBy: null };
  for (const book of new Set([...roles.map(roleBook), ...ids.map(personBook)]))
    await tx.enterRow({ ...entered, register: book });
}

/** Whether a subscription is for a message of a procedure. */
export function isSubscribed({ messages }: Subscription, procedure: string, message: string): boolean {
  return (
    messages === undefined || messages.includes(procedure) || messages.includes(`${procedure}/${message}`)
  );
}
