import type { CaseRecord } from "../ports/index.ts";
import { childrenOf } from "./children.ts";
import type { Work } from "./work.ts";

/** People for whom a case waits in another: those of its open tasks. */
export interface Awaited {
  case: string;
  procedure: string;
  roles: string[];
  ids: string[];
}

/** Whom the cases that a case waits for wait for, and those that they wait for in turn (H4). Each case once. */
export async function awaitedElsewhere(
  work: Work,
  { record }: { record: CaseRecord },
  by: string,
): Promise<Awaited[]> {
  const found: Awaited[] = [];
  for (const { id, procedure, parent, status } of (await childrenOf(work, { record })).toReversed()) {
    const isAwaited = parent?.token !== undefined && Object.hasOwn(record.state.invocations, parent.token);
    if (!isAwaited || parent.answered === true || status !== "active") continue;
    const tasks = await work.tx.tasksOf(id, "open");
    const ids = new Set(tasks.flatMap(({ ids: owners, awaits }) => awaits ?? owners));
    ids.delete(by);
    const roles = [...new Set(tasks.flatMap((task) => task.roles))];
    found.push({ case: id, procedure, roles, ids: [...ids] });
    found.push(...(await awaitedElsewhere(work, await work.held(id), by)));
  }
  return found;
}
