import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonical, refusal, type Instant, type Json, type JsonObject } from "../model/index.ts";
import type { Runtime } from "./runtime.ts";
import type { Accepted } from "./types.ts";
import { Refuse, type Work } from "./work.ts";

/** A command that may come again under the same key. The key belongs to the principal. */
export interface Keyed {
  principal: string;
  key: string;
  /** Keyed hash of what was asked: what is secret in it (a vote) cannot be guessed from the record. */
  body: string;
}

/** Null where the command has no key. `body` says what is asked, and of what. Throws {@link Refuse} for what is no JSON. */
export function keyed(
  runtime: Runtime,
  principal: string,
  key: string | undefined,
  body: object,
): Keyed | null {
  if (key === undefined) return null;
  return { principal, key, body: bytesToHex(hmac(sha256, runtime.secret, utf8ToBytes(textOf(body)))) };
}

function textOf(body: object): string {
  try {
    return canonical(body);
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    throw new Refuse(refusal("invalid-request", { fault: fault.message }));
  }
}

/** The first answer to this command, if it was accepted before. Throws {@link Refuse} `key-reused` where the key stood for another. */
export async function earlierAnswer(work: Work, command: Keyed): Promise<Accepted | null> {
  const known = await work.tx.key(command.principal, command.key);
  if (known === null) return null;
  if (known.body !== command.body) throw new Refuse(refusal("key-reused", {}));
  return { ...(known.answer as Json as unknown as Accepted), repeated: true };
}

/** Keeps the first answer. */
export async function keepAnswer(work: Work, command: Keyed, answer: Accepted, at: Instant): Promise<void> {
  await work.tx.insertKey({ ...command, answer: { ...answer } as JsonObject, at });
}
