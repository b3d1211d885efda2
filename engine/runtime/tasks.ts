import { anyone, hasOpenAppeals, type StepContext, type TaskDraft } from "../machine/index.ts";
import type { Instant } from "../model/index.ts";
import type { TaskRecord } from "../ports/index.ts";
import { instant, millis } from "../time/index.ts";
import { viewContext, type Soon } from "./context.ts";
import { incident } from "./incidents.ts";
import { administrator } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { Held, Work } from "./work.ts";

/**
 * Brings a case's tasks in line with its state: those whose state was left are closed and kept, done by whoever sent one of
 * their events or else superseded; new ones are opened; those that go on keep their id and who has claimed them.
 */
export async function syncTasks(work: Work, held: Held): Promise<void> {
  const { record, stored } = held;
  const known = stored === null ? [] : openTasks(work, record.id, stored.hash);
  const before = known ?? (await work.tx.tasksOf(record.id, "open"));
  const found = draftsOf(work, held);
  const drafts = found instanceof Promise ? await found : found;
  const open: TaskRecord[] = [];
  for (const task of before) {
    const draft = drafts.find(({ key }) => key === task.key);
    const now = draft === undefined ? closed(task, held) : followed(task, draft);
    if (now !== task) await work.tx.updateTask(now);
    if (draft !== undefined) open.push(now);
  }
  const opened = drafts
    .filter(({ key }) => !before.some((task) => task.key === key))
    .map((draft, n) => newTask(held, draft, n));
  if (opened.length > 0) await work.tx.insertTasks(opened);
  work.tasks.set(record.id, { hash: record.hash, tasks: [...open, ...opened] });
  for (const { key, title, roles } of drafts)
    if (roles.includes(administrator) && !isTold(before.find((task) => task.key === key)))
      incident(work, { held, at: record.updatedAt }, "nobody", { task: title, roles: roles.slice(0, -1) });
}

const isTold = (task: TaskRecord | undefined): boolean => task?.roles.includes(administrator) === true;

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
  if (definition.procedure.common?.empty === false) return drafts;
  const now = work.runtime.clock.now();
  const blocking = Object.values(definition.procedure.approvers ?? {}).flatMap((one) =>
    one.empty === "block" ? one.in : [],
  );
  const waits = ({ state }: TaskDraft): boolean => blocking.includes(state);
  if (drafts.every((draft) => waits(draft) || isSomebodys(work.runtime, draft, now))) return drafts;
  return Promise.all(
    drafts.map(async (draft) =>
      !waits(draft) && (await isNobodys(work.runtime, draft))
        ? { ...draft, roles: [...draft.roles, administrator] }
        : draft,
    ),
  );
}

/** Somebody is asked by name, or one of the roles has had people a while ago. */
function isSomebodys({ staffed }: Runtime, { ids, roles }: TaskDraft, now: Instant): boolean {
  if (ids.length > 0 || roles.includes(anyone) || roles.includes(administrator)) return true;
  return roles.some((role) => (staffed.get(role) ?? "") > now);
}

/** Nobody is asked by name, and nobody has one of the roles: then it stands in the list of the administrators (H8). */
async function isNobodys(runtime: Runtime, draft: TaskDraft): Promise<boolean> {
  const { directory, clock, staffed } = runtime;
  const now = clock.now();
  // Directories may be slow: that a role has people is not asked again for a while.
  if (isSomebodys(runtime, draft, now)) return false;
  for (const role of draft.roles) {
    if ((await directory.inRole(role)).length === 0) continue;
    staffed.set(role, instant(millis(now) + staffedFor));
    return false;
  }
  // A directory that knows nobody leaves people to whoever embeds the engine.
  return (await directory.people({ limit: 1 })).length > 0;
}

const staffedFor = 600_000;

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
