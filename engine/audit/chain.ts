import { canonical, sha256 } from "../model/index.ts";
import type { Digest, JournalEntry } from "../ports/index.ts";

/** `prev` of the first entry of a case. */
export const noHash = "0".repeat(64);

/** An entry has so many characters at most: what is larger belongs into a store of files. */
export const largestEntry = 4_000_000;

/** Thrown for an entry beyond {@link largestEntry}. */
export class EntryTooLarge extends RangeError {
  override name = "EntryTooLarge";
}

/** The hash of an entry: `sha256(prev + RFC 8785 JSON of the entry without its hash)`, lower-case hex. */
export function hashOf(entry: Omit<JournalEntry, "hash">, digest: Digest = sha256): string {
  const text = canonical(entry);
  if (text.length > largestEntry) throw new EntryTooLarge(`${text.length} characters`);
  return digest(entry.prev + text);
}

/** Closes an entry with its hash, so that nothing in it or before it can be changed unseen. It is the caller's own, and no copy is made. */
export function seal(entry: Omit<JournalEntry, "hash">, digest: Digest = sha256): JournalEntry {
  return Object.assign(entry, { hash: hashOf(entry, digest) });
}
