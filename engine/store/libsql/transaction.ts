import type { Transaction } from "../../ports/index.ts";
import { type CaseCache, CaseDrafts } from "./cases.ts";
import type { Connection } from "./connection.ts";
import { effectWriter } from "./effects.ts";
import { createReader } from "./reader.ts";
import { recordWriter } from "./records.ts";
import { caseColumns, count, text, toCase } from "./rows.ts";
import { taskWriter } from "./tasks.ts";

/** Where the journal ends, and what the commands of a group have so far added to the counts of the store. */
export interface Progress {
  position: number;
  openTasks: number;
  waitingEffects: number;
  incidents: number;
}

/** One command's part of a group's transaction. */
export interface Part {
  tx: Transaction;
  /** Writes what was put off, once the work has succeeded, and says where it has left off. */
  finish(): Progress;
  /** Makes what it wrote known to the commands that follow. */
  publish(): void;
  /** Lets the transaction be used no more. */
  end(): void;
}

/** How many cases are read at once where all of them are asked for. */
const scanStep = 200;

/** Begins a command's part. `before` is where the commands before it have left off; it is not changed. */
export function createPart(connection: Connection, cache: CaseCache, before: Progress): Part {
  const drafts = new CaseDrafts(connection, cache);
  const progress = { ...before };
  let ended = false;
  const use = (): Connection => {
    if (ended) throw new Error("the transaction has ended");
    return connection;
  };
  const settle = (): Connection => {
    use();
    drafts.flush();
    return connection;
  };
  const reader = createReader({
    ready: async () => use(),
    settled: async () => settle(),
    case: async (id) => {
      use();
      return drafts.get(id);
    },
  });

  const tx: Transaction = {
    ...reader,
    ...taskWriter(use, progress),
    ...effectWriter(use, progress),
    ...recordWriter(use),
    async counts() {
      const counts = await reader.counts();
      return {
        cases: counts.cases,
        openTasks: counts.openTasks + progress.openTasks,
        waitingEffects: counts.waitingEffects + progress.waitingEffects,
        incidents: counts.incidents + progress.incidents,
      };
    },
    async insertCase(record) {
      use();
      drafts.insert(record);
    },
    async updateCase(record, expectedRevision) {
      use();
      return drafts.update(record, expectedRevision);
    },
    async appendEntries(entries) {
      use();
      for (const entry of entries) {
        drafts.append(entry, progress.position + 1);
        progress.position++;
      }
    },
    async dueCases(at, limit) {
      const found = settle().all(
        `SELECT id, due FROM cases WHERE due IS NOT NULL AND due <= ?1 AND status = 'active' ORDER BY due, id LIMIT ?2`,
        at,
        limit,
      );
      return found.map((row) => ({ id: text(row, "id"), due: text(row, "due") }));
    },
    async scanCases(procedure, status, visit) {
      const statuses = status === "any" ? [] : [status];
      for (let after = 0; ;) {
        const found = settle().all(
          `SELECT ${caseColumns} FROM cases WHERE procedure = ?1 ${status === "any" ? "" : "AND status = ?4"} AND n > ?2
           ORDER BY n LIMIT ?3`,
          procedure,
          after,
          scanStep,
          ...statuses,
        );
        for (const row of found) {
          if (!visit(toCase(row))) return;
          after = count(row, "n");
        }
        if (found.length < scanStep) return;
      }
    },
  };

  return {
    tx,
    finish() {
      drafts.flush();
      return progress;
    },
    publish: () => drafts.publish(),
    end() {
      ended = true;
    },
  };
}
