import type {
  CaseRecord,
  CaseStatus,
  CaseSummary,
  DraftRecord,
  DraftSummary,
  EffectRecord,
  EffectStatus,
  JournalEntry,
  KeyRecord,
  NoticeRecord,
  PackRecord,
  PackSummary,
  RegisterRow,
  TaskRecord,
  TaskStatus,
} from "../../ports/index.ts";
import { storableJson } from "../plain.ts";
import { summary } from "../summary.ts";
import type { Row } from "./connection.ts";

/** From rows of the tables to the records of the port. What is read was written by us: it is not validated again. */

export const caseColumns =
  "n, id, procedure, version, pack, parameters, status, revision, hash, opened_at, opened_by, updated_at, depth, due, parent, parent_case, tail, calendar, state";
export function toCase(row: Row): CaseRecord {
  return {
    id: text(row, "id"),
    procedure: text(row, "procedure"),
    version: text(row, "version"),
    pack: text(row, "pack"),
    parameters: json(row, "parameters"),
    ...(optional(row, "calendar") === null ? {} : { calendar: text(row, "calendar") }),
    status: text(row, "status") as CaseStatus,
    revision: count(row, "revision"),
    hash: text(row, "hash"),
    state: json(row, "state"),
    openedAt: text(row, "opened_at"),
    openedBy: text(row, "opened_by"),
    updatedAt: text(row, "updated_at"),
    depth: count(row, "depth"),
    due: optional(row, "due"),
    parent: optional(row, "parent") === null ? null : json(row, "parent"),
  };
}
/** The other way round; `plain` says whether the record is plain JSON throughout. Throws `BadValue` for what cannot be stored. */
export function fromCase(record: CaseRecord, plain: boolean): Row {
  return {
    id: record.id,
    procedure: record.procedure,
    version: record.version,
    pack: record.pack,
    parameters: storableJson(record.parameters, "/parameters", plain),
    calendar: record.calendar ?? null,
    status: record.status,
    revision: record.revision,
    hash: record.hash,
    opened_at: record.openedAt,
    opened_by: record.openedBy,
    updated_at: record.updatedAt,
    depth: record.depth,
    due: record.due,
    parent: record.parent === null ? null : storableJson(record.parent, "/parent", plain),
    parent_case: record.parent?.case ?? null,
    state: storableJson(record.state, "/state", plain),
  };
}
export function toSummary(row: Row): CaseSummary {
  return summary(toCase(row));
}

export function toEntry(row: Row): JournalEntry {
  return json<JournalEntry>(row, "entry");
}
export const taskColumns = "status, closed_at, closed_by, record";
/** Of what closing changes the record says how it was when it was written last. */
export function toTask(row: Row): TaskRecord {
  return {
    ...json<TaskRecord>(row, "record"),
    status: text(row, "status") as TaskStatus,
    closedAt: optional(row, "closed_at"),
    closedBy: optional(row, "closed_by"),
  };
}
export function toNotice(row: Row): NoticeRecord {
  return json<NoticeRecord>(row, "record");
}

export const effectColumns =
  "n, key, case_id, type, connector, token, status, attempts, next_at, created_at, last_error, input";
export function toEffect(row: Row): EffectRecord {
  return {
    key: text(row, "key"),
    case: text(row, "case_id"),
    type: text(row, "type") as EffectRecord["type"],
    connector: text(row, "connector"),
    input: json(row, "input"),
    token: optional(row, "token"),
    status: text(row, "status") as EffectStatus,
    attempts: count(row, "attempts"),
    nextAt: text(row, "next_at"),
    createdAt: text(row, "created_at"),
    lastError: optional(row, "last_error"),
  };
}

export function toKey(row: Row): KeyRecord {
  return {
    principal: text(row, "principal"),
    key: text(row, "key"),
    body: text(row, "body"),
    answer: json(row, "answer"),
    at: text(row, "at"),
  };
}

export const packSummaryColumns = "digest, id, version, title, deployed_at, deployed_by, note";
export function toPackSummary(row: Row): PackSummary {
  return {
    digest: text(row, "digest"),
    id: text(row, "id"),
    version: text(row, "version"),
    title: json(row, "title"),
    deployedAt: text(row, "deployed_at"),
    deployedBy: text(row, "deployed_by"),
    ...(optional(row, "note") === null ? {} : { note: text(row, "note") }),
  };
}
export function toPack(row: Row): PackRecord {
  return {
    ...toPackSummary(row),
    files: json(row, "files"),
    parameters: json(row, "parameters"),
  };
}

/** What of a draft is shown in lists stands apart from its content, which may be large. */
export function toDraftSummary(row: Row): DraftSummary {
  return json<DraftSummary>(row, "summary");
}
export function toDraft(row: Row): DraftRecord {
  return { ...toDraftSummary(row), content: json(row, "content") };
}

export const registerColumns = 'register, key, since, until, entered_by, struck_by, "row"';
export function toRegisterRow(row: Row): RegisterRow {
  return {
    register: text(row, "register"),
    key: text(row, "key"),
    row: json(row, "row"),
    from: text(row, "since"),
    to: optional(row, "until"),
    enteredBy: text(row, "entered_by"),
    struckBy: optional(row, "struck_by"),
  };
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`column ${column} is no text`);
  return value;
}
export function count(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new TypeError(`column ${column} is no number`);
  return value;
}
export function optional(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}
function json<T>(row: Row, column: string): T {
  return JSON.parse(text(row, column)) as T;
}
