import type { Instant } from "../../model/types.ts";
import type { EffectRecord, EffectStatus } from "../../ports/index.ts";
import { storableJson } from "../plain.ts";
import type { Part } from "./part.ts";
import { effectColumns, text, toEffect } from "./rows.ts";

export function insertEffect(part: Part, effect: EffectRecord): void {
  part.connection.run(
    `INSERT INTO effects (key, case_id, type, connector, token, status, attempts, next_at, created_at, last_error, input)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
    ...values(effect),
  );
  countEffect(part, effect.status, 1);
}

export function updateEffect(part: Part, effect: EffectRecord): void {
  const [row] = part.connection.all("SELECT status FROM effects WHERE key = ?1", effect.key);
  if (row === undefined) throw new Error(`there is no effect ${effect.key}`);
  replace(part, text(row, "status") as EffectStatus, effect);
}

/** Takes up to `limit` effects that are due until `until`, counting the attempt. */
export function claimEffects(part: Part, now: Instant, until: Instant, limit: number): EffectRecord[] {
  const due = part.connection.all(
    `SELECT ${effectColumns} FROM effects INDEXED BY effects_by_time WHERE status IN ('waiting', 'running') AND next_at <= ?1
     ORDER BY next_at, n LIMIT ?2`,
    now,
    limit,
  );
  return due.map((row) => {
    const before = toEffect(row);
    const claimed = {
      ...before,
      status: "running" as const,
      attempts: before.attempts + 1,
      nextAt: until,
    };
    replace(part, before.status, claimed);
    return claimed;
  });
}

function replace(part: Part, before: EffectStatus, effect: EffectRecord): void {
  part.connection.run(
    `UPDATE effects SET case_id = ?2, type = ?3, connector = ?4, token = ?5, status = ?6, attempts = ?7, next_at = ?8,
       created_at = ?9, last_error = ?10, input = ?11 WHERE key = ?1`,
    ...values(effect),
  );
  countEffect(part, before, -1);
  countEffect(part, effect.status, 1);
}

/** Keeps count of those that wait and of those that failed for good. */
function countEffect({ progress }: Part, status: EffectStatus, by: 1 | -1): void {
  if (status === "waiting" || status === "running") progress.waitingEffects += by;
  if (status === "incident") progress.incidents += by;
}

function values(effect: EffectRecord) {
  return [
    effect.key,
    effect.case,
    effect.type,
    effect.connector,
    effect.token,
    effect.status,
    effect.attempts,
    effect.nextAt,
    effect.createdAt,
    effect.lastError,
    storableJson(effect.input, "/input"),
  ];
}
