import type { TaskRecord } from "../ports/index.ts";

/** So many cases' open tasks are kept in memory; what was written first goes first. */
const mostCases = 10_000;

/**
 * Open tasks of cases as they stand after a commit, known by the hash of the case's last entry: whoever else writes the case
 * gives it another hash, so that nothing stale is ever used.
 */
export class TaskCache {
  private readonly cases = new Map<string, { hash: string; tasks: TaskRecord[] }>();

  get(id: string, hash: string): TaskRecord[] | undefined {
    const known = this.cases.get(id);
    return known?.hash === hash ? known.tasks : undefined;
  }
  set(id: string, hash: string, tasks: TaskRecord[]): void {
    this.cases.delete(id);
    if (tasks.length === 0) return;
    if (this.cases.size >= mostCases) this.cases.delete(this.cases.keys().next().value ?? "");
    this.cases.set(id, { hash, tasks });
  }
}
