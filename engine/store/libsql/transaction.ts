import type { Instant } from "../../model/types.ts";
import type {
  CaseRecord,
  DraftRecord,
  EffectRecord,
  JournalEntry,
  KeyRecord,
  NoticeRecord,
  PackRecord,
  RegisterRow,
  TaskRecord,
  TaskStatus,
  Transaction,
} from "../../ports/index.ts";
import { claimEffects, insertEffect, updateEffect } from "./effects.ts";
import type { Part } from "./part.ts";
import { TableReader } from "./reader.ts";
import {
  enterRow,
  insertDraft,
  insertKey,
  insertNotice,
  insertPack,
  setLive,
  setScheduleMark,
  setSetting,
  strikeRow,
  updateDraft,
} from "./records.ts";
import { caseColumns, count, text, toCase } from "./rows.ts";
import { insertTask, openTasksOf, updateTask } from "./tasks.ts";

/** How many cases are read at once where all of them are asked for. */
const scanStep = 200;

/** What a command's work is given: reads and writes the tables within the open transaction, as long as its part lasts. */
export class TableTransaction extends TableReader implements Transaction {
  private readonly part: Part;

  constructor(part: Part) {
    super(part);
    this.part = part;
  }

  override async counts() {
    const counts = await super.counts();
    const { openTasks, waitingEffects, incidents } = this.part.progress;
    return {
      cases: counts.cases,
      openTasks: counts.openTasks + openTasks,
      waitingEffects: counts.waitingEffects + waitingEffects,
      incidents: counts.incidents + incidents,
    };
  }

  override async tasksOf(id: string, status?: TaskStatus) {
    return status === "open" ? openTasksOf(this.part, id) : super.tasksOf(id, status);
  }

  async insertCase(record: CaseRecord) {
    this.part.running().cases.insert(record);
  }
  updateCase(record: CaseRecord, expectedRevision: number) {
    return this.part.running().cases.update(record, expectedRevision);
  }
  appendEntries(entries: JournalEntry[], texts: readonly string[] = []) {
    const { cases, progress } = this.part.running();
    for (let n = 0; n < entries.length; n++) {
      cases.append(entries[n] as JournalEntry, progress.position + 1, texts[n]);
      progress.position++;
    }
  }
  insertTasks(tasks: TaskRecord[]) {
    for (const task of tasks) insertTask(this.part, task);
  }
  updateTask(task: TaskRecord) {
    updateTask(this.part, task);
  }
  async insertEffects(effects: EffectRecord[]) {
    for (const effect of effects) insertEffect(this.part, effect);
  }
  async updateEffect(effect: EffectRecord) {
    updateEffect(this.part, effect);
  }
  async claimEffects(now: Instant, until: Instant, limit: number) {
    return claimEffects(this.part, now, until, limit);
  }
  async insertKey(record: KeyRecord) {
    insertKey(this.part.connection, record);
  }
  async insertPack(record: PackRecord) {
    insertPack(this.part.connection, record);
  }
  async setLive(procedure: string, digest: string) {
    setLive(this.part.connection, procedure, digest);
  }
  async enterRow(row: RegisterRow) {
    enterRow(this.part.connection, row);
  }
  async strikeRow(register: string, key: string, at: Instant, by: string) {
    return strikeRow(this.part.connection, register, key, at, by);
  }
  async insertNotice(notice: NoticeRecord) {
    insertNotice(this.part.connection, notice);
  }
  async insertDraft(record: DraftRecord) {
    insertDraft(this.part.connection, record);
  }
  async updateDraft(record: DraftRecord, expectedRevision: number) {
    return updateDraft(this.part.connection, record, expectedRevision);
  }
  async dueCases(now: Instant, limit: number) {
    const found = this.part.settled().all(
      `SELECT id, due FROM cases INDEXED BY cases_by_due
       WHERE due IS NOT NULL AND due <= ?1 AND status = 'active' ORDER BY due, id LIMIT ?2`,
      now,
      limit,
    );
    return found.map((row) => ({ id: text(row, "id"), due: text(row, "due") }));
  }
  async scanCases(
    procedure: string,
    status: "active" | "done" | "any",
    visit: (record: CaseRecord) => boolean,
  ) {
    const [filter, ...statuses] = status === "any" ? [""] : ["AND status = ?4", status];
    for (let after = 0; ;) {
      const found = this.part
        .settled()
        .all(
          `SELECT ${caseColumns} FROM cases WHERE procedure = ?1 AND n > ?2 ${filter} ORDER BY n LIMIT ?3`,
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
  }
  async scheduleMark(schedule: string) {
    const [row] = this.part.connection.all(
      "SELECT last, count FROM schedule_marks WHERE schedule = ?1",
      schedule,
    );
    return row === undefined ? null : { last: text(row, "last"), count: count(row, "count") };
  }
  async setScheduleMark(schedule: string, mark: { last: Instant; count: number }) {
    setScheduleMark(this.part.connection, schedule, mark.last, mark.count);
  }
  async setSetting(name: string, value: string) {
    setSetting(this.part.connection, name, value);
  }
}
