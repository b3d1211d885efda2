import type { TaskRecord } from "../../ports/index.ts";
import { type Audience, audiencesOf, orderOf } from "../inbox.ts";
import { storableJson } from "../plain.ts";
import type { Part } from "./part.ts";
import type { Standing } from "./recent.ts";
import { count, taskColumns, toTask } from "./rows.ts";

/** Writes a new task, and the inboxes that it stands in while it is open. */
export function insertTask(part: Part, task: TaskRecord): void {
  const n = part.connection.run(
    "INSERT INTO tasks (id, case_id, status, closed_at, closed_by, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    task.id,
    task.case,
    task.status,
    task.closedAt,
    task.closedBy,
    storableJson(task),
  );
  move(part, task.id, null, standingOf(task, n));
}

/** What closing a task changes; the rest of its record is not written for it. */
const closing: ReadonlySet<string> = new Set(["status", "closedAt", "closedBy"]);

/** Whether nothing but what closing changes is other than it was. A list or text that was put together anew counts as other. */
function onlyCloses(task: TaskRecord, before: TaskRecord): boolean {
  const names = Object.keys(task) as (keyof TaskRecord)[];
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => task[name] === before[name] || closing.has(name))
  );
}

/** Writes a task over what it was, and moves it from the inboxes it stood in to those it stands in now. */
export function updateTask(part: Part, task: TaskRecord): void {
  const before = standingBefore(part, task);
  const { status, closedAt, closedBy } = task;
  const closes = "UPDATE tasks SET status = ?2, closed_at = ?3, closed_by = ?4";
  if (onlyCloses(task, before.record))
    part.connection.run(`${closes} WHERE n = ?1`, before.n, status, closedAt, closedBy);
  else
    part.connection.run(
      `${closes}, record = ?5 WHERE n = ?1`,
      before.n,
      status,
      closedAt,
      closedBy,
      storableJson(task),
    );
  move(part, task.id, before, standingOf(task, before.n));
}

/** The open tasks of a case, by id. Whoever asks is about to change them: how they stand is kept, so that they are not read again for it. */
export function openTasksOf(part: Part, of: string): TaskRecord[] {
  const found = part.connection.all(
    `SELECT n, ${taskColumns} FROM tasks WHERE case_id = ?1 AND status = 'open' ORDER BY id`,
    of,
  );
  return found.map((row) => {
    const task = toTask(row);
    // What this command has written is known to it alone until it ends.
    if (!part.tasks.has(task.id)) part.cache.tasks.set(task.id, standingOf(task, count(row, "n")));
    return task;
  });
}

function standingOf(task: TaskRecord, n: number): Standing {
  return {
    n,
    record: task,
    case: task.case,
    open: task.status === "open",
    due: orderOf(task),
    audiences: audiencesOf(task),
  };
}

function standingBefore(part: Part, { id, case: of }: TaskRecord): Standing {
  const known = part.tasks.get(id) ?? part.cache.tasks.get(id);
  if (known?.case === of) return known;
  const [row] = part.connection.all(
    `SELECT n, ${taskColumns} FROM tasks WHERE id = ?1 AND case_id = ?2`,
    id,
    of,
  );
  if (row === undefined) throw new Error(`there is no task ${id} of ${of}`);
  return standingOf(toTask(row), count(row, "n"));
}

/** Takes a task out of the inboxes that it stands in no more, and puts it into those that are new. */
function move(part: Part, id: string, before: Standing | null, now: Standing): void {
  const { connection, progress, tasks } = part;
  const sameDue = before?.due === now.due;
  for (const one of before?.audiences ?? []) {
    if (sameDue && isAmong(one, now)) continue;
    connection.run(
      "DELETE FROM task_audience WHERE audience = ?1 AND claimed_by = ?2 AND due = ?3 AND task = ?4",
      one.audience,
      one.claimedBy,
      before?.due ?? "",
      id,
    );
  }
  for (const one of now.audiences) {
    if (sameDue && isAmong(one, before)) continue;
    connection.run(
      "INSERT INTO task_audience (audience, claimed_by, due, task, n) VALUES (?1, ?2, ?3, ?4, ?5)",
      one.audience,
      one.claimedBy,
      now.due,
      id,
      now.n,
    );
  }
  progress.openTasks += Number(now.open) - Number(before?.open === true);
  tasks.set(id, now);
}

function isAmong({ audience, claimedBy }: Audience, standing: Standing | null): boolean {
  return standing?.audiences.some((one) => one.audience === audience && one.claimedBy === claimedBy) === true;
}
