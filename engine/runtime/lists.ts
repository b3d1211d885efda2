import { caseSubject, type Principal } from "../model/index.ts";
import type {
  CaseSummary,
  EffectRecord,
  NoticeRecord,
  Page,
  PageRequest,
  Reader,
  TaskRecord,
} from "../ports/index.ts";
import { positionOf } from "../machine/index.ts";
import { mayDo } from "./claim.ts";
import { veilFor } from "./confidential.ts";
import { isAdministrator, principalOf } from "./people.ts";
import { standsInFor, type Standing } from "./proxies.ts";
import { activePaths, isVisible } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import { maySee } from "./sight.ts";
import type { Engine, InboxTask } from "./types.ts";

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

/**
 * Tasks that wait for a person, the soonest due first. Those that anyone may do are asked of nobody in particular: they stand
 * with their case, not in everybody's inbox.
 */
export async function inbox(
  runtime: Runtime,
  { by, ...page }: Parameters<Engine["inbox"]>[0],
): Promise<Page<InboxTask>> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [] };
  const others = person.for === undefined ? await standsInFor(runtime, person.id) : [];
  const { items, ...rest } = await waiting(runtime, person, others, page);
  const subjects = new Map<string, Promise<string | null>>();
  const subjectOf = (task: TaskRecord): Promise<string | null> => {
    const whose = others.find(({ person: { id } }) => id === task.for)?.person ?? person;
    const name = JSON.stringify([task.case, whose.id]);
    const known = subjects.get(name) ?? subjectFor(runtime, runtime.store.reader, task.case, whose);
    subjects.set(name, known);
    return known;
  };
  const told = await Promise.all(items.map(async (task) => ({ ...task, subject: await subjectOf(task) })));
  return { items: told, ...rest };
}

/** What waits for a person, and for those whom they stand in for. */
async function waiting(
  { store: { reader } }: Runtime,
  person: Principal,
  others: Standing[],
  page: PageRequest,
): Promise<Page<TaskRecord>> {
  const { id, roles } = positionOf(person);
  const query = { id, roles };
  if (others.length === 0) return reader.inbox({ ...query, ...page });
  const also = others.map(({ person: { id: of, roles: has } }) => ({ id: of, roles: has }));
  return filtered(
    page,
    (part) => reader.inbox({ ...query, also, ...part }),
    async (task) => asProxy(task, person, others),
  );
}

/** What a case is about, as a person may see it; null where they may not see it, or it does not say. */
async function subjectFor(
  runtime: Runtime,
  reader: Reader,
  id: string,
  person: Principal,
): Promise<string | null> {
  const record = await reader.case(id);
  if (record === null) return null;
  const definition = await runtime.definitions.of(reader, record);
  const now = runtime.clock.now();
  if (!(await isVisible(reader, definition, record, person, now))) return null;
  return caseSubject(veilFor(definition, record, person, now).data(record.state.data));
}

/** A task in the inbox of somebody whose own it may be; where it is another's, the scope of the proxy decides. */
function asProxy(task: TaskRecord, person: Principal, others: Standing[]): TaskRecord | null {
  if (mayDo(task, person)) return task;
  const whose = others.find(
    ({ person: other, proxy }) =>
      mayDo(task, other) && (proxy.procedures === undefined || proxy.procedures.includes(task.procedure)),
  );
  return whose === undefined ? null : { ...task, for: whose.person.id };
}

/** Tasks that a person has done, the last first. */
export async function done(
  runtime: Runtime,
  { by, ...page }: Parameters<Engine["done"]>[0],
): Promise<Page<TaskRecord>> {
  const person = await principalOf(runtime, by);
  return person === null ? { items: [] } : runtime.store.reader.done({ id: person.id, ...page });
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
async function filtered<T>(
  { after, limit = 50 }: PageRequest,
  read: (page: PageRequest) => Promise<Page<T>>,
  show: (item: T) => Promise<T | null>,
): Promise<Page<T>> {
  const items: T[] = [];
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
