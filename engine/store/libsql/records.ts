import type { DraftRecord, KeyRecord, NoticeRecord, PackRecord, RegisterRow } from "../../ports/index.ts";
import { storableJson } from "../plain.ts";
import type { Connection } from "./connection.ts";
import { count } from "./rows.ts";

/** Writes what stands beside the cases: keys, packs, registers, notices, and what the engine keeps for itself. */

export function insertKey(connection: Connection, record: KeyRecord): void {
  connection.run(
    "INSERT INTO keys (principal, key, body, at, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
    record.principal,
    record.key,
    record.body,
    record.at,
    storableJson(record.answer, "/answer"),
  );
}

export function insertPack(connection: Connection, record: PackRecord): void {
  const { digest, id, version, title, deployedAt, deployedBy, note, parameters, files } = record;
  connection.run(
    `INSERT INTO packs (digest, id, version, title, deployed_at, deployed_by, parameters, files, note)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
     ON CONFLICT (digest) DO UPDATE SET id = excluded.id, version = excluded.version, title = excluded.title,
       deployed_at = excluded.deployed_at, deployed_by = excluded.deployed_by, parameters = excluded.parameters,
       files = excluded.files, note = excluded.note`,
    digest,
    id,
    version,
    storableJson(title, "/title"),
    deployedAt,
    deployedBy,
    storableJson(parameters, "/parameters"),
    storableJson(files, "/files"),
    note ?? null,
  );
}

export function setLive(connection: Connection, procedure: string, digest: string): void {
  connection.run(
    "INSERT INTO live (procedure, digest) VALUES (?1, ?2) ON CONFLICT (procedure) DO UPDATE SET digest = excluded.digest",
    procedure,
    digest,
  );
}

export function enterRow(connection: Connection, record: RegisterRow): void {
  const { register, key, from, to, enteredBy, struckBy, row } = record;
  connection.run(
    `INSERT INTO register_rows (register, key, since, until, entered_by, struck_by, "row")
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
    register,
    key,
    from,
    to,
    enteredBy,
    struckBy,
    storableJson(row, "/row"),
  );
}

export function strikeRow(
  connection: Connection,
  register: string,
  key: string,
  at: string,
  by: string,
): boolean {
  const [row] = connection.all(
    "SELECT n FROM register_rows WHERE register = ?1 AND key = ?2 AND until IS NULL",
    register,
    key,
  );
  if (row === undefined) return false;
  connection.run("UPDATE register_rows SET until = ?2, struck_by = ?3 WHERE n = ?1", count(row, "n"), at, by);
  return true;
}

export function insertNotice(connection: Connection, notice: NoticeRecord): void {
  connection.run(
    "INSERT INTO notices (id, case_id, procedure, record) VALUES (?1, ?2, ?3, ?4)",
    notice.id,
    notice.case,
    notice.procedure,
    storableJson(notice),
  );
}

export function insertDraft(connection: Connection, { content, ...summary }: DraftRecord): void {
  const { id, procedure, status, revision } = summary;
  connection.run(
    "INSERT INTO drafts (id, procedure, status, revision, summary, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    id,
    procedure,
    status,
    revision,
    storableJson(summary),
    storableJson(content, "/content"),
  );
}

export function updateDraft(
  connection: Connection,
  { content, ...summary }: DraftRecord,
  expectedRevision: number,
): boolean {
  const { id, procedure, status, revision } = summary;
  // Read first: how many rows an update has changed is nothing that the driver says reliably.
  const [row] = connection.all("SELECT n, revision FROM drafts WHERE id = ?1", id);
  if (row === undefined || row["revision"] !== expectedRevision) return false;
  connection.run(
    "UPDATE drafts SET procedure = ?2, status = ?3, revision = ?4, summary = ?5, content = ?6 WHERE n = ?1",
    count(row, "n"),
    procedure,
    status,
    revision,
    storableJson(summary),
    storableJson(content, "/content"),
  );
  return true;
}

export function setScheduleMark(connection: Connection, schedule: string, last: string, times: number): void {
  connection.run(
    `INSERT INTO schedule_marks (schedule, last, count) VALUES (?1, ?2, ?3)
     ON CONFLICT (schedule) DO UPDATE SET last = excluded.last, count = excluded.count`,
    schedule,
    last,
    times,
  );
}

export function setSetting(connection: Connection, name: string, value: string): void {
  connection.run(
    "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    name,
    value,
  );
}
