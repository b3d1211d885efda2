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
  return digest(entry.prev + hashedText(entry));
}

/**
 * Closes an entry with its hash, so that nothing in it or before it can be changed unseen. It is the caller's own, and no copy is
 * made. The text is the entry's JSON as a store may keep it: what was hashed, and the hash behind it.
 */
export function seal(
  entry: Omit<JournalEntry, "hash">,
  digest: Digest = sha256,
): { entry: JournalEntry; text: string } {
  const hashed = hashedText(entry);
  const hash = digest(entry.prev + hashed);
  return { entry: Object.assign(entry, { hash }), text: `${hashed.slice(0, -1)},"hash":"${hash}"}` };
}

function hashedText(entry: Omit<JournalEntry, "hash">): string {
  const text = canonical(entry);
  if (text.length > largestEntry) throw new EntryTooLarge(`${text.length} characters`);
  return text;
}
