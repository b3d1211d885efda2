import type { TaskRecord } from "../../ports/index.ts";
import { audiencesOf, undated } from "../inbox.ts";
import { frozen } from "../plain.ts";
import type { Part } from "./part.ts";
import { toTask } from "./rows.ts";

/** Writes a new task, and the inboxes that it stands in while it is open. */
export function insertTask(part: Part, given: TaskRecord): void {
  const task = frozen(given);
  part.connection.run(
    "INSERT INTO tasks (case_id, id, status, record) VALUES (?1, ?2, ?3, ?4)",
    task.case,
    task.id,
    task.status,
    JSON.stringify(task),
  );
  setAudience(part, task);
  if (task.status === "open") part.progress.openTasks++;
  part.tasks.set(task.id, task);
}

/** Writes a task over what it was, and moves it from the inboxes it stood in to those it stands in now. */
export function updateTask(part: Part, given: TaskRecord): void {
  const task = frozen(given);
  const before = taskBefore(part, task);
  part.connection.run(
    "UPDATE tasks SET status = ?3, record = ?4 WHERE case_id = ?1 AND id = ?2",
    task.case,
    task.id,
    task.status,
    JSON.stringify(task),
  );
  clearAudience(part, before);
  setAudience(part, task);
  part.progress.openTasks += Number(task.status === "open") - Number(before.status === "open");
  part.tasks.set(task.id, task);
}

function taskBefore(part: Part, { id, case: of }: TaskRecord): TaskRecord {
  const known = part.tasks.get(id) ?? part.cache.tasks.get(id);
  if (known?.case === of) return known;
  const [row] = part.connection.all("SELECT record FROM tasks WHERE case_id = ?1 AND id = ?2", of, id);
  if (row === undefined) throw new Error(`there is no task ${id} of ${of}`);
  return toTask(row);
}

function setAudience({ connection }: Part, task: TaskRecord): void {
  for (const { audience, claimedBy } of audiencesOf(task)) {
    connection.run(
      "INSERT INTO task_audience (audience, claimed_by, due, task, case_id) VALUES (?1, ?2, ?3, ?4, ?5)",
      audience,
      claimedBy,
      task.due ?? undated,
      task.id,
      task.case,
    );
  }
}

function clearAudience({ connection }: Part, task: TaskRecord): void {
  for (const { audience, claimedBy } of audiencesOf(task)) {
    connection.run(
      "DELETE FROM task_audience WHERE audience = ?1 AND claimed_by = ?2 AND due = ?3 AND task = ?4",
      audience,
      claimedBy,
      task.due ?? undated,
      task.id,
    );
  }
}
