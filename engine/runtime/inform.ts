import type { Instant, Principal } from "../model/index.ts";
import { copiesBook, copyKey } from "./books.ts";
import type { Held, Work } from "./work.ts";

/** Puts a case on people's lists; part of the commit of the act. */
export async function keepCopies(
  work: Work,
  { held, at, by }: { held: Held; at: Instant; by: Principal },
  enteredBy: string,
  ids: string[],
  text: string | undefined,
): Promise<void> {
  const { id, procedure } = held.record;
  for (const person of ids) {
    const row = { case: id, procedure, by: by.id, at, ...(text === undefined ? {} : { text }) };
    const place = { register: copiesBook(person), key: copyKey(at, id) };
    await work.tx.enterRow({ ...place, row, from: at, to: null, enteredBy, struckBy: null });
  }
}
