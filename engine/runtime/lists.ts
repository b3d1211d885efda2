import type { Principal } from "../model/index.ts";
import type {
  CaseRecord,
  CaseSummary,
  EffectRecord,
  NoticeRecord,
  Page,
  PageRequest,
  Reader,
} from "../ports/index.ts";
import { veilFor } from "./confidential.ts";
import { isAdministrator, principalOf } from "./people.ts";
import { activePaths } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { maySee } from "./sight.ts";
import type { Engine } from "./types.ts";

/** As many cases are asked for by their ids at most. */
const mostIds = 100;

/** A list that shows only some of its items looks at so many pages of the store for one of its own; it may then be short. */
const mostLooks = 20;

/** Cases that a person may see, the newest first; or those of some ids, in their order. */
export async function cases(
  runtime: Runtime,
  { by, ids, after, limit, ...query }: Parameters<Engine["cases"]>[0],
): Promise<Page<CaseSummary>> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [] };
  const { reader } = runtime.store;
  if (ids !== undefined) {
    const found = await Promise.all(
      ids.slice(0, mostIds).map(async (id) => visible(runtime, reader, await reader.case(id), person)),
    );
    return { items: found.filter((one) => one !== null) };
  }
  return filtered(
    { after, limit },
    (page) => reader.cases({ ...query, ...page }),
    async ({ id }) => visible(runtime, reader, await reader.case(id), person),
  );
}

async function visible(
  runtime: Runtime,
  reader: Reader,
  record: CaseRecord | null,
  person: Principal,
): Promise<CaseSummary | null> {
  if (record === null) return null;
  const now = runtime.clock.now();
  const definition = await runtime.definitions.of(reader, record);
  if (!maySee(definition, record, person, now)) return null;
  const { state, hash: _hash, parameters: _parameters, ...rest } = record;
  return { ...rest, value: state.value, data: veilFor(definition, record, person, now).data(state.data) };
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
