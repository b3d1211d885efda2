import type { Principal } from "../model/index.ts";
import type { CaseSummary, EffectRecord, NoticeRecord, Page, PageRequest, Reader } from "../ports/index.ts";
import { veilFor } from "./confidential.ts";
import { isAdministrator, principalOf } from "./people.ts";
import { activePaths } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { maySee } from "./sight.ts";
import type { Engine } from "./types.ts";

/** A list that shows only some of its items looks at so many pages of the store for one of its own; it may then be short. */
const mostLooks = 20;

/** Cases that a person may see, the newest first. */
export async function cases(
  runtime: Runtime,
  { by, after, limit, ...query }: Parameters<Engine["cases"]>[0],
): Promise<Page<CaseSummary>> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [] };
  const { reader } = runtime.store;
  return filtered(
    { after, limit },
    (page) => reader.cases({ ...query, ...page }),
    (summary) => visible(runtime, reader, summary, person),
  );
}

async function visible(
  runtime: Runtime,
  reader: Reader,
  summary: CaseSummary,
  person: Principal,
): Promise<CaseSummary | null> {
  const now = runtime.clock.now();
  const record = await reader.case(summary.id);
  if (record === null) return null;
  const definition = await runtime.definitions.of(reader, record);
  if (!maySee(definition, record, person, now)) return null;
  return { ...summary, data: veilFor(definition, record, person, now).data(summary.data) };
}

/** What was published and shows now: always, or while its case is in one of the states that the notice names. */
export async function notices(
  { store: { reader } }: Runtime,
  { after, limit, ...query }: NonNullable<Parameters<Engine["notices"]>[0]> = {},
): Promise<Page<NoticeRecord>> {
  return filtered(
    { after, limit },
    (page) => reader.notices({ ...query, ...page }),
    async (notice) => {
      if (notice.states === undefined) return notice;
      const record = await reader.case(notice.case);
      const active = activePaths(record?.state.value);
      return notice.states.some((state) => active.includes(state)) ? notice : null;
    },
  );
}

/** Requests to connectors, for administrators. */
export async function effects(
  runtime: Runtime,
  { by, ...query }: Parameters<Engine["effects"]>[0],
): Promise<Page<EffectRecord>> {
  const person = await principalOf(runtime, by);
  return isAdministrator(person) ? runtime.store.reader.effects(query) : { items: [] };
}

/** A page of what `show` lets through. It never takes more from the store than it gives, so that its position is the store's. */
export async function filtered<T, Shown>(
  { after, limit = 50 }: PageRequest,
  read: (page: PageRequest) => Promise<Page<T>>,
  show: (item: T) => Promise<Shown | null>,
): Promise<Page<Shown>> {
  const items: Shown[] = [];
  let position = after;
  for (let look = 0; look < mostLooks; look++) {
    const left = limit - items.length;
    const page = await read({ limit: left, ...(position === undefined ? {} : { after: position }) });
    for (const item of page.items) {
      const shown = await show(item);
      if (shown !== null) items.push(shown);
    }
    if (page.next === undefined) return { items };
    position = page.next;
    if (items.length === limit) break;
  }
  return { items, ...(position === undefined ? {} : { next: position }) };
}
