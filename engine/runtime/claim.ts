import { positionOf } from "../machine/index.ts";
import { refusal, type Principal, type Refusal } from "../model/index.ts";
import type { TaskRecord } from "../ports/index.ts";
import { commandAfterDue } from "./fire.ts";
import { idOf, isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import { laterOf, standing } from "./stimulate.ts";
import type { Engine, TaskRecordAnswer } from "./types.ts";
import { Refuse } from "./work.ts";

type TaskCommand = Parameters<Engine["claim"]>[0];

/** A person takes a task on, so that others see that it is in hand. Claiming one's own again changes nothing. */
export function claim(runtime: Runtime, { task, by }: TaskCommand): Promise<TaskRecordAnswer> {
  return change(runtime, task, by, "claim", (found, person) => {
    if (!mayDo(found, person)) return refusal("not-permitted", { roles: found.roles });
    if (found.claimedBy !== null && found.claimedBy !== positionOf(person).id)
      return refusal("already-claimed", { name: found.claimedBy });
    const { id } = positionOf(person);
    return found.claimedBy === id ? found : { ...found, claimedBy: id };
  });
}

/** Gives a task back: whoever has claimed it, or an administrator. */
export function release(runtime: Runtime, { task, by }: TaskCommand): Promise<TaskRecordAnswer> {
  return change(runtime, task, by, "release", (found, person) => {
    if (found.claimedBy === null) return found;
    if (found.claimedBy !== positionOf(person).id && !isAdministrator(person))
      return refusal("already-claimed", { name: found.claimedBy });
    return { ...found, claimedBy: null };
  });
}

async function change(
  runtime: Runtime,
  id: string,
  by: TaskCommand["by"],
  kind: "claim" | "release",
  decide: (task: TaskRecord, person: Principal) => TaskRecord | Refusal,
): Promise<TaskRecordAnswer> {
  const person = await principalOf(runtime, by, { task: id });
  const now = runtime.clock.now();
  return commandAfterDue<TaskRecordAnswer>(runtime, now, async (work, fireFirst) => {
    const known = await work.tx.task(id);
    if (known === null || person === null)
      throw new Refuse(refusal("unknown-task", { task: id || idOf(by) }));
    const held = await work.held(known.case);
    await fireFirst(held);
    await work.flush();
    const task = (await work.tx.task(id)) as TaskRecord;
    const barred = standing(held.record);
    if (barred !== null) throw new Refuse(barred);
    if (task.status !== "open") throw new Refuse(refusal("already-claimed.done", {}));
    const decided = decide(task, person);
    if ("code" in decided) throw new Refuse(decided);
    if (decided === task) return { ok: true, task };
    work.act(held, {
      kind,
      event: { type: `case.${kind}`, task: id },
      by: person,
      at: laterOf(now, held.record.updatedAt),
    });
    await work.flush();
    await work.changeTask(held, decided);
    return { ok: true, task: decided };
  });
}

/** Whether a task is for this person: by id, or by a role of the directory. */
export function mayDo({ ids, roles }: Pick<TaskRecord, "ids" | "roles">, by: Principal): boolean {
  const person = positionOf(by);
  return ids.includes(person.id) || roles.some((role) => role === "anyone" || person.roles.includes(role));
}
