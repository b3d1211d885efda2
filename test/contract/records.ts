import type {
  CaseRecord,
  DraftRecord,
  EffectRecord,
  JournalEntry,
  KeyRecord,
  NoticeRecord,
  Page,
  PageRequest,
  RegisterRow,
  TaskRecord,
} from "../../engine/ports/index.ts";

/** Records to begin with; a test names only what it is about. */

export const noon = "2026-03-02T04:00:00.000Z";
/** `minutes` after noon. */
export function later(minutes: number): string {
  return new Date(Date.parse(noon) + minutes * 60_000).toISOString();
}

export function aCase(over: Partial<CaseRecord> & { id: string }): CaseRecord {
  return {
    procedure: "approval",
    version: "1.0.0",
    pack: "digest",
    parameters: {},
    status: "active",
    revision: 1,
    hash: hashOf(over.id, 1),
    state: {
      status: over.status ?? "active",
      value: "draft",
      history: {},
      data: {},
      began: 0,
      entered: {},
      timers: [],
      clocks: {},
      ballots: {},
      invocations: {},
      acts: {},
      links: {},
    },
    openedAt: noon,
    openedBy: "zhang",
    updatedAt: noon,
    depth: 0,
    due: null,
    parent: null,
    ...over,
  };
}

/** A stand-in for the hash of an entry: the store looks only at whether `prev` is the one before. */
export function hashOf(id: string, seq: number): string {
  return seq === 0 ? "0".repeat(64) : `hash of ${id} ${seq}`;
}
export function anEntry(id: string, seq: number, over: Partial<JournalEntry> = {}): JournalEntry {
  return {
    case: id,
    seq,
    kind: seq === 1 ? "open" : "event",
    at: noon,
    event: { type: seq === 1 ? "case.open" : "GO" },
    by: { id: "zhang", roles: [] },
    taken: [],
    value: "draft",
    set: {},
    unset: [],
    notes: [],
    effects: [],
    prev: hashOf(id, seq - 1),
    hash: hashOf(id, seq),
    ...over,
  };
}
/** Entries `from` to `to` of a case. */
export function entries(id: string, from: number, to: number): JournalEntry[] {
  return Array.from({ length: to - from + 1 }, (_, n) => anEntry(id, from + n));
}

export function aTask(over: Partial<TaskRecord> & { id: string }): TaskRecord {
  return {
    case: "c",
    procedure: "approval",
    key: "draft",
    kind: "state",
    state: "draft",
    title: { en: "Draft", "zh-CN": "起草" },
    roles: ["clerk"],
    ids: [],
    events: ["GO"],
    status: "open",
    openedAt: noon,
    due: null,
    claimedBy: null,
    closedAt: null,
    closedBy: null,
    ...over,
  };
}

export function anEffect(over: Partial<EffectRecord> & { key: string }): EffectRecord {
  return {
    case: "c",
    type: "call",
    connector: "mail",
    input: { to: "li" },
    token: null,
    status: "waiting",
    attempts: 0,
    nextAt: noon,
    createdAt: noon,
    lastError: null,
    ...over,
  };
}

export function aKey(over: Partial<KeyRecord> = {}): KeyRecord {
  return { principal: "zhang", key: "k", body: "b", answer: { ok: true }, at: noon, ...over };
}

export function aRow(over: Partial<RegisterRow> = {}): RegisterRow {
  return {
    register: "list",
    key: "k",
    row: { k: "k" },
    from: noon,
    to: null,
    enteredBy: "admin:li",
    struckBy: null,
    ...over,
  };
}

export function aNotice(over: Partial<NoticeRecord> & { id: string }): NoticeRecord {
  return {
    case: "c",
    procedure: "approval",
    notice: "result",
    title: { en: "Result", "zh-CN": "结果" },
    fields: {},
    publishedAt: noon,
    ...over,
  };
}

export function aDraft(over: Partial<DraftRecord> & { id: string }): DraftRecord {
  return {
    procedure: "approval",
    pack: "council",
    title: "Shorter notice",
    status: "open",
    base: "digest",
    revision: 1,
    madeAt: noon,
    madeBy: "zhang",
    savedAt: noon,
    savedBy: "zhang",
    content: { definition: { id: "approval" }, layout: { states: {} }, scenarios: null },
    ...over,
  };
}

/** All items of a list, page by page; and that no page is longer than asked for, and none but the last is shorter. */
export async function allPages<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  limit: number,
): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | undefined; ;) {
    const page: Page<T> = await read(after === undefined ? { limit } : { after, limit });
    if (page.items.length > limit)
      throw new Error(`a page of ${page.items.length} where ${limit} were asked for`);
    items.push(...page.items);
    if (page.next === undefined) return items;
    if (page.items.length < limit) throw new Error("a short page that is not the last");
    after = page.next;
  }
}
