import type { TaskRecord, Transaction } from "../../ports/index.ts";
import { audiencesOf, undated } from "../inbox.ts";
import { frozen } from "../plain.ts";
import type { Connection } from "./connection.ts";
import type { Progress } from "./transaction.ts";
import { toTask } from "./rows.ts";

/** Writes tasks, and the inboxes that open ones stand in. */
export function taskWriter(
  use: () => Connection,
  progress: Progress,
): Pick<Transaction, "insertTasks" | "updateTask"> {
  const setAudience = (task: TaskRecord): void => {
    for (const { audience, claimedBy } of audiencesOf(task)) {
      use().run(
        "INSERT INTO task_audience (audience, claimed_by, due, task, case_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        audience,
        claimedBy,
        task.due ?? undated,
        task.id,
        task.case,
      );
    }
  };
  const clearAudience = (task: TaskRecord): void => {
    for (const { audience, claimedBy } of audiencesOf(task)) {
      use().run(
        "DELETE FROM task_audience WHERE audience = ?1 AND claimed_by = ?2 AND due = ?3 AND task = ?4",
        audience,
        claimedBy,
        task.due ?? undated,
        task.id,
      );
    }
  };
  return {
    async insertTasks(tasks) {
      const connection = use();
      for (const task of tasks.map(frozen)) {
        connection.run(
          "INSERT INTO tasks (case_id, id, status, record) VALUES (?1, ?2, ?3, ?4)",
          task.case,
          task.id,
          task.status,
          JSON.stringify(task),
        );
        setAudience(task);
        if (task.status === "open") progress.openTasks++;
      }
    },
    async updateTask(task) {
      const connection = use();
      const after = frozen(task);
      const [row] = connection.all(
        "SELECT record FROM tasks WHERE case_id = ?1 AND id = ?2",
        task.case,
        task.id,
      );
      if (row === undefined) throw new Error(`there is no task ${task.id} of ${task.case}`);
      const before = toTask(row);
      connection.run(
        "UPDATE tasks SET status = ?3, record = ?4 WHERE case_id = ?1 AND id = ?2",
        after.case,
        after.id,
        after.status,
        JSON.stringify(after),
      );
      clearAudience(before);
      setAudience(after);
      progress.openTasks += Number(after.status === "open") - Number(before.status === "open");
    },
  };
}
