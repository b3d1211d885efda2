import type { InboxQuery, TaskRecord } from "../ports/index.ts";

/** Undated tasks come last: every instant is less than this as text. */
export const undated = "~";

/** One of those whom an open task is for. `claimedBy` is empty while nobody has claimed it; claimed, it is seen by the claimer (`id:…`) alone. */
export interface Audience {
  audience: string;
  claimedBy: string;
}

/** The list of what a person has done, which is kept like an inbox. No role and no person is called so. */
export const doneBy = (id: string): Audience => ({ audience: `done:${id}`, claimedBy: "" });

/** Whose inboxes a task stands in: nobody's once it is closed; done, in the list of whoever did it. */
export function audiencesOf(
  task: Pick<TaskRecord, "status" | "roles" | "ids" | "claimedBy" | "closedBy">,
): Audience[] {
  if (task.status === "done" && task.closedBy !== null) return [doneBy(task.closedBy)];
  if (task.status !== "open") return [];
  return named(task.roles, task.ids).map((audience) => ({
    audience,
    claimedBy: task.claimedBy === null ? "" : `id:${task.claimedBy}`,
  }));
}

/** By what its lists are ordered: when it is due, and once it is closed, when that was. */
export function orderOf(task: Pick<TaskRecord, "status" | "due" | "closedAt">): string {
  return (task.status === "open" ? task.due : task.closedAt) ?? undated;
}

/** What a person's inbox is made of. */
export function audiencesFor(query: InboxQuery): Audience[] {
  const found = [query, ...(query.also ?? [])].flatMap(({ id, roles }) =>
    named(roles, [id]).flatMap((audience) => [
      { audience, claimedBy: "" },
      { audience, claimedBy: `id:${id}` },
    ]),
  );
  const unique = new Map(found.map((one) => [JSON.stringify(one), one]));
  return [...unique.values()];
}

function named(roles: readonly string[], ids: readonly string[]): string[] {
  return [...new Set([...ids.map((id) => `id:${id}`), ...roles.map((role) => `role:${role}`)])];
}

/** Takes a page's tasks out of what each audience has: every task once, the soonest due first, then by id. */
export function mergeInbox<T extends { due: string; task: string }>(
  found: readonly T[],
  limit: number,
  compare: (a: string, b: string) => number,
): T[] {
  const unique = new Map(found.map((row) => [row.task, row]));
  return [...unique.values()]
    .sort((a, b) => compare(a.due, b.due) || compare(a.task, b.task))
    .slice(0, limit + 1);
}
