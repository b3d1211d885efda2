import type { Effect } from "../machine/index.ts";
import type { Instant } from "../model/index.ts";
import type { NoticeRecord } from "../ports/index.ts";

/** The notice that an entry of a case publishes with the effect at a place in it. */
export function noticeOf(
  {
    case: id,
    procedure,
    seq,
    n,
    at,
  }: { case: string; procedure: string; seq: number; n: number; at: Instant },
  { notice, title, fields, states }: Extract<Effect, { type: "publish" }>,
): NoticeRecord {
  return {
    id: `${id}.${seq}.${n}`,
    case: id,
    procedure,
    notice,
    title,
    fields,
    ...(states === undefined ? {} : { states }),
    publishedAt: at,
  };
}
