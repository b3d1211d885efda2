import { hasOpenAppeals, type StepContext, type TaskDraft } from "../machine/index.ts";
import { administratorRole, type Instant } from "../model/index.ts";
import type { Soon, TaskRecord, Transaction } from "../ports/index.ts";
import { millis } from "../time/index.ts";
import type { Definition } from "./compiler.ts";
import { viewContext } from "./context.ts";
import { incident } from "./incidents.ts";
import type { Runtime } from "./runtime.ts";
import type { Held, Work } from "./work.ts";

/**
 * Brings a case's tasks in line with its state: those whose state was left are closed and kept, done by whoever sent one of
 * their events or else superseded; new ones are opened; those that go on keep their id and who has claimed them.
 */
export function syncTasks(work: Work, held: Held): Soon<void> {
  const { record, stored } = held;
  const before = stored === null ? [] : openTasks(work, record.id, stored.hash);
  return before === undefined
    ? work.tx.tasksOf(record.id, "open").then((read) => syncFrom(work, held, read))
    : syncFrom(work, held, before);
}

function syncFrom(work: Work, held: Held, before: readonly TaskRecord[]): Soon<void> {
  const drafts = draftsOf(work, held);
  return drafts instanceof Promise
    ? drafts.then((found) => sync(work, held, before, found))
    : sync(work, held, before, drafts);
}

function sync(work: Work, held: Held, before: readonly TaskRecord[], drafts: TaskDraft[]): Soon<void> {
  const { record } = held;
  const open: TaskRecord[] = [];
  const changed: TaskRecord[] = [];
  for (const task of before) {
    const draft = drafts.find(({ key }) => key === task.key);
    const now = draft === undefined ? closed(task, held) : followed(task, draft);
    if (now !== task) changed.push(now);
    if (draft !== undefined) open.push(now);
  }
  const opened: TaskRecord[] = [];
  for (const draft of drafts)
    if (!before.some(({ key }) => key === draft.key)) opened.push(newTask(held, draft, opened.length));
  work.tasks.set(record.id, { hash: record.hash, tasks: [...open, ...opened] });
  for (const { key, title, roles } of drafts)
    if (roles.includes(administratorRole) && !isTold(before.find((task) => task.key === key)))
      incident(work, { held, at: record.updatedAt }, "nobody", { task: title, roles: roles.slice(0, -1) });
  return writeTasks(work.tx, changed, opened);
}

function writeTasks(tx: Transaction, changed: readonly TaskRecord[], opened: TaskRecord[]): Soon<void> {
  let written = undefined as Soon<void>;
  for (const task of changed) {
    written = written instanceof Promise ? written.then(() => tx.updateTask(task)) : tx.updateTask(task);
  }
  if (opened.length === 0) return written;
  return written instanceof Promise ? written.then(() => tx.insertTasks(opened)) : tx.insertTasks(opened);
}

const isTold = (task: TaskRecord | undefined): boolean => task?.roles.includes(administratorRole) === true;

function openTasks(work: Work, id: string, hash: string): TaskRecord[] | undefined {
  const written = work.tasks.get(id);
  return written?.hash === hash ? written.tasks : work.runtime.tasks.get(id, hash);
}

function draftsOf(work: Work, held: Held): Soon<TaskDraft[]> {
  const { state, updatedAt } = held.record;
  const hasEnded = state.status === "done" || state.status === "withdrawn";
  if (hasEnded && !hasOpenAppeals(state)) return [];
  const context = viewContext(work, held, updatedAt);
  return context instanceof Promise
    ? context.then((known) => draftsIn(work, held, known))
    : draftsIn(work, held, context);
}

function draftsIn(work: Work, { record, definition }: Held, context: StepContext): Soon<TaskDraft[]> {
  const drafts = definition.machine.tasks(record.state, context);
  if (drafts.length === 0 || definition.procedure.common?.empty === false) return drafts;
  const { staffing, clock } = work.runtime;
  const now = clock.now();
  for (const draft of drafts)
    if (!staffing.isSomebodys(draft, now)) return withAdministrators(work.runtime, definition, drafts, now);
  return drafts;
}

/** A task that nobody can do stands in the list of the administrators (H8), unless its stage is to wait for people. */
function withAdministrators(
  { staffing }: Runtime,
  { procedure }: Definition,
  drafts: TaskDraft[],
  now: Instant,
): Promise<TaskDraft[]> {
  const waiting = new Set(
    Object.values(procedure.approvers ?? {}).flatMap((one) => (one.empty === "block" ? one.in : [])),
  );
  return Promise.all(
    drafts.map(async (draft) =>
      !waiting.has(draft.state) && (await staffing.isNobodys(draft, now))
        ? { ...draft, roles: [...draft.roles, administratorRole] }
        : draft,
    ),
  );
}

/** A task that goes on, with what of it has changed; itself where nothing has. That of an obligation may pass from one of its states to another. */
function followed(task: TaskRecord, draft: TaskDraft): TaskRecord {
  const { state } = draft;
  if (task.state === state && contentText(task) === contentText(draft)) return task;
  const { form: _, holder, chain: __, awaits: ___, acts: ____, ...rest } = task;
  // Whoever had taken it on has not, once it is with somebody else.
  const claimedBy = holder === draft.holder ? task.claimedBy : null;
  return { ...rest, state, ...contentOf(draft), claimedBy };
}

function closed(task: TaskRecord, { acts, record }: Held): TaskRecord {
  // Requests are of people by name; an appeal is decided by whoever has one of the roles.
  const doer = acts.find(
    ({ event, of }) =>
      task.events.includes(event) ||
      ((task.kind === "appeal" || task.ids.includes(of)) &&
        task.acts?.includes(event.slice("case.".length)) === true),
  );
  // Copied and then changed: both at once takes several times as long.
  const done = { ...task };
  done.status = doer === undefined ? "superseded" : "done";
  done.closedAt = record.updatedAt;
  done.closedBy = doer?.by ?? null;
  return done;
}

/** What only some tasks have. */
const optional = ["ballot", "obligation", "form", "holder", "chain", "awaits", "acts"] as const;

function newTask({ record }: Held, draft: TaskDraft, n: number): TaskRecord {
  const { key, kind, state, title, roles, ids, events, due } = draft;
  const task: TaskRecord = {
    id: taskId(record, n),
    case: record.id,
    procedure: record.procedure,
    key,
    kind,
    state,
    title,
    roles,
    ids,
    events,
    due: due ?? null,
    status: "open",
    openedAt: record.updatedAt,
    claimedBy: null,
    closedAt: null,
    closedBy: null,
  };
  for (const part of optional) if (draft[part] !== undefined) Object.assign(task, { [part]: draft[part] });
  return task;
}

/**
 * Derived, so that the same journal makes the same tasks; in the order of making, so that a database adds them at one end.
 */
function taskId({ id, revision, updatedAt }: Held["record"], n: number): string {
  return `${millis(updatedAt).toString(36).padStart(9, "0")}.${id}.${revision}.${n}`;
}

/** What of a task may change while its state is active. */
interface Content extends Pick<
  TaskRecord,
  "title" | "roles" | "ids" | "events" | "form" | "holder" | "chain" | "awaits" | "acts"
> {
  due: Instant | null;
}
function contentOf({
  title,
  roles,
  ids,
  events,
  form,
  holder,
  chain,
  awaits,
  acts,
  due,
}: TaskDraft): Content {
  return {
    title,
    roles,
    ids,
    events,
    ...(form === undefined ? {} : { form }),
    ...(holder === undefined ? {} : { holder }),
    ...(chain === undefined ? {} : { chain }),
    ...(awaits === undefined ? {} : { awaits }),
    ...(acts === undefined ? {} : { acts }),
    due: due ?? null,
  };
}
function contentText(task: TaskRecord | TaskDraft): string {
  const { title, roles, ids, events, form, holder, chain, awaits, acts, due } = task;
  const handed = holder === undefined ? [] : [holder, chain, awaits, acts];
  return JSON.stringify([title.en, title["zh-CN"], roles, ids, events, form, due ?? null, ...handed]);
}
