import type {
  CaseRecord,
  EffectRecord,
  JournalEntry,
  KeyRecord,
  NoticeRecord,
  RegisterRow,
  TaskRecord,
} from "../../engine/ports/index.ts";

/** All that a store holds, as plain lists in the order of insertion: so simple that it is seen to be right. */
export interface Model {
  cases: CaseRecord[];
  journal: JournalEntry[];
  tasks: TaskRecord[];
  effects: EffectRecord[];
  keys: KeyRecord[];
  rows: RegisterRow[];
  notices: NoticeRecord[];
}
export function emptyModel(): Model {
  return { cases: [], journal: [], tasks: [], effects: [], keys: [], rows: [], notices: [] };
}

const bytes = (text: string): Buffer => Buffer.from(text);
export const byText = (a: string, b: string): number => Buffer.compare(bytes(a), bytes(b));
const dated = (due: string | null): string => due ?? "~";

export function inboxOf(model: Model, id: string, roles: string[]): TaskRecord[] {
  return model.tasks
    .filter(
      (task) =>
        task.status === "open" && (task.ids.includes(id) || task.roles.some((role) => roles.includes(role))),
    )
    .filter((task) => task.claimedBy === null || task.claimedBy === id)
    .toSorted((a, b) => byText(dated(a.due), dated(b.due)) || byText(a.id, b.id));
}

export function doneOf(model: Model, id: string): TaskRecord[] {
  return model.tasks
    .filter((task) => task.status === "done" && task.closedBy === id)
    .toSorted((a, b) => byText(dated(b.closedAt), dated(a.closedAt)) || byText(b.id, a.id));
}

export function dueOf(model: Model, now: string): { id: string; due: string }[] {
  return model.cases
    .flatMap(({ id, due, status }) =>
      due !== null && due <= now && status === "active" ? [{ id, due }] : [],
    )
    .toSorted((a, b) => byText(a.due, b.due) || byText(a.id, b.id));
}

export function holding(model: Model, register: string, at?: string): RegisterRow[] {
  return model.rows
    .filter((row) => row.register === register)
    .filter((row) =>
      at === undefined ? row.to === null : row.from <= at && (row.to === null || row.to > at),
    )
    .toSorted((a, b) => byText(a.key, b.key));
}

export function claimable(model: Model, now: string): EffectRecord[] {
  return model.effects
    .filter((effect) => (effect.status === "waiting" || effect.status === "running") && effect.nextAt <= now)
    .toSorted((a, b) => byText(a.nextAt, b.nextAt));
}

export function countsOf(model: Model) {
  return {
    cases: model.cases.length,
    openTasks: model.tasks.filter((task) => task.status === "open").length,
    waitingEffects: model.effects.filter(
      (effect) => effect.status === "waiting" || effect.status === "running",
    ).length,
    incidents: model.effects.filter((effect) => effect.status === "incident").length,
  };
}
