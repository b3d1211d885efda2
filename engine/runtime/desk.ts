import { positionOf } from "../machine/index.ts";
import { caseSubject, type Principal } from "../model/index.ts";
import type { Page, TaskRecord } from "../ports/index.ts";
import { mayDo } from "./claim.ts";
import { veilFor } from "./confidential.ts";
import { filtered } from "./lists.ts";
import { principalOf } from "./people.ts";
import { standsInFor, type Standing } from "./proxies.ts";
import { isVisible } from "./read.ts";
import type { Runtime } from "./runtime.ts";
import type { Engine, InboxTask } from "./types.ts";

/**
 * Tasks that wait for a person, and for those whom they stand in for, the soonest due first. Those that anyone may do are asked
 * of nobody in particular: they stand with their case, not in everybody's inbox.
 */
export async function inbox(
  runtime: Runtime,
  { by, procedure, search, ...page }: Parameters<Engine["inbox"]>[0],
): Promise<Page<InboxTask>> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [] };
  const { id, roles } = positionOf(person);
  const others = person.for === undefined ? await standsInFor(runtime, person.id) : [];
  const also = others.map(({ person: { id: of, roles: has } }) => ({ id: of, roles: has }));
  const subjects = new Subjects(runtime);
  return filtered(
    page,
    (part) => runtime.store.reader.inbox({ id, roles, ...(also.length === 0 ? {} : { also }), ...part }),
    async (task) => {
      const shown = others.length === 0 ? task : asProxy(task, person, others);
      if (shown === null || (procedure !== undefined && shown.procedure !== procedure)) return null;
      const whose = others.find((other) => other.person.id === shown.for)?.person ?? person;
      const told = { ...shown, subject: await subjects.of(shown.case, whose) };
      return search === undefined || mentions(told, search) ? told : null;
    },
  );
}

/** Tasks that a person has done, the last first. */
export async function done(
  runtime: Runtime,
  { by, ...page }: Parameters<Engine["done"]>[0],
): Promise<Page<InboxTask>> {
  const person = await principalOf(runtime, by);
  if (person === null) return { items: [] };
  const subjects = new Subjects(runtime);
  return filtered(
    page,
    (part) => runtime.store.reader.done({ id: person.id, ...part }),
    async (task) => ({ ...task, subject: await subjects.of(task.case, person) }),
  );
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

/** Whether a task has the words of a search in its title, its subject or the id of its case, in either language. */
function mentions({ title, subject, case: id }: InboxTask, search: string): boolean {
  const text = [title.en, title["zh-CN"], subject ?? "", id].join("\n").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What cases are about, as people may see it; each is looked at once. */
export class Subjects {
  private readonly runtime: Runtime;
  private readonly known = new Map<string, Promise<string | null>>();

  constructor(runtime: Runtime) {
    this.runtime = runtime;
  }

  /** Null where the person may not see the case, or it does not say what it is about. */
  of(id: string, person: Principal): Promise<string | null> {
    const name = JSON.stringify([id, person.id]);
    const subject = this.known.get(name) ?? this.look(id, person);
    this.known.set(name, subject);
    return subject;
  }

  private async look(id: string, person: Principal): Promise<string | null> {
    const { definitions, clock, store } = this.runtime;
    const record = await store.reader.case(id);
    if (record === null) return null;
    const definition = await definitions.of(store.reader, record);
    const now = clock.now();
    if (!(await isVisible(store.reader, definition, record, person, now))) return null;
    return caseSubject(veilFor(definition, record, person, now).data(record.state.data));
  }
}
