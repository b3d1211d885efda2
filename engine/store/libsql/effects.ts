import type { EffectRecord, EffectStatus, Transaction } from "../../ports/index.ts";
import { frozen } from "../plain.ts";
import type { Connection } from "./connection.ts";
import { effectColumns, text, toEffect } from "./rows.ts";
import type { Progress } from "./transaction.ts";

/** Writes effects, and counts those that wait and those that failed for good. */
export function effectWriter(
  use: () => Connection,
  progress: Progress,
): Pick<Transaction, "insertEffects" | "updateEffect" | "claimEffects"> {
  const countEffect = (status: EffectStatus, by: 1 | -1): void => {
    if (status === "waiting" || status === "running") progress.waitingEffects += by;
    if (status === "incident") progress.incidents += by;
  };
  const replaceEffect = (before: EffectStatus, effect: EffectRecord): void => {
    use().run(
      `UPDATE effects SET case_id = ?2, type = ?3, connector = ?4, token = ?5, status = ?6, attempts = ?7, next_at = ?8,
         created_at = ?9, last_error = ?10, input = ?11 WHERE key = ?1`,
      ...effectValues(effect),
    );
    countEffect(before, -1);
    countEffect(effect.status, 1);
  };

  return {
    async insertEffects(effects) {
      for (const effect of effects.map(frozen)) {
        use().run(
          `INSERT INTO effects (key, case_id, type, connector, token, status, attempts, next_at, created_at, last_error, input)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)`,
          ...effectValues(effect),
        );
        countEffect(effect.status, 1);
      }
    },
    async updateEffect(effect) {
      const [row] = use().all("SELECT status FROM effects WHERE key = ?1", effect.key);
      if (row === undefined) throw new Error(`there is no effect ${effect.key}`);
      replaceEffect(text(row, "status") as EffectStatus, frozen(effect));
    },
    async claimEffects(at, until, limit) {
      const due = use().all(
        `SELECT ${effectColumns} FROM effects WHERE status IN ('waiting', 'running') AND next_at <= ?1
         ORDER BY next_at, n LIMIT ?2`,
        at,
        limit,
      );
      return due.map((row) => {
        const before = toEffect(row);
        const claimed = frozen({
          ...before,
          status: "running" as const,
          attempts: before.attempts + 1,
          nextAt: until,
        });
        replaceEffect(before.status, claimed);
        return claimed;
      });
    },
  };
}

function effectValues(effect: EffectRecord) {
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
    JSON.stringify(effect.input),
  ];
}
