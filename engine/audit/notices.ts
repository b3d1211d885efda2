import type { Json } from "../model/index.ts";
import type { JournalEntry, NoticeRecord, Reader } from "../ports/index.ts";
import { noticeOf } from "../runtime/notices.ts";
import type { Verification } from "../runtime/types.ts";
import { faultOf } from "./faults.ts";
import { everyItem } from "./pages.ts";
import { textOf } from "./replay.ts";

type Tell = (fault: Verification["faults"][number]) => void;

/**
 * The notices of a case against those that its entries published: the very same, each once, and found under its procedure. Gives
 * the ids of those that are there.
 */
export async function verifyNotices(
  reader: Reader,
  id: string,
  entries: JournalEntry[],
  tell: Tell,
): Promise<string[]> {
  const procedure = entries[0]?.opening?.procedure ?? "";
  const published = new Map(entries.flatMap((entry) => publishedBy(entry, procedure)));
  const filed = new Set<string>();
  if (published.size > 0)
    for await (const notice of everyItem((page) => reader.notices({ case: id, procedure, ...page })))
      filed.add(notice.id);
  const there: string[] = [];
  for await (const notice of everyItem((page) => reader.notices({ case: id, ...page }))) {
    there.push(notice.id);
    const told = published.get(notice.id);
    // What is met once is not expected again.
    published.delete(notice.id);
    if (told === undefined) {
      tell(faultOf(id, 0, "unknown-notice", { notice: notice.id }));
      continue;
    }
    const fault = difference(told.notice, notice) ?? (filed.has(notice.id) ? null : "procedure");
    if (fault !== null) tell(faultOf(id, told.seq, "changed-notice", { notice: notice.id, fault }));
  }
  for (const [notice, { seq }] of published) tell(faultOf(id, seq, "missing-notice", { notice }));
  return there;
}

/** The notices of an entry, by id. */
export function publishedBy(
  { case: id, seq, at, effects }: JournalEntry,
  procedure: string,
): [id: string, published: { seq: number; notice: NoticeRecord }][] {
  return effects.flatMap((effect, n) => {
    if (effect.type !== "publish") return [];
    const notice = noticeOf({ case: id, procedure, seq, n, at }, effect);
    return [[notice.id, { seq, notice }]];
  });
}

/** Notices that stand in the list of all and in that of no case which was looked through. */
export async function strangeNotices(reader: Reader, known: ReadonlySet<string>): Promise<NoticeRecord[]> {
  const strange: NoticeRecord[] = [];
  for await (const notice of everyItem((page) => reader.notices(page)))
    if (!known.has(notice.id)) strange.push(notice);
  return strange;
}

/** The first member in which they differ. */
function difference(told: NoticeRecord, there: NoticeRecord): string | null {
  const [a, b] = [told, there] as unknown as Record<string, Json>[];
  const members = new Set([...Object.keys(told), ...Object.keys(there)]);
  return [...members].find((member) => textOf(a?.[member]) !== textOf(b?.[member])) ?? null;
}
