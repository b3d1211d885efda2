import type { Transaction } from "../../ports/index.ts";
import { frozen } from "../plain.ts";
import type { Connection } from "./connection.ts";
import { count, text } from "./rows.ts";

type Records =
  | "insertKey"
  | "insertPack"
  | "setLive"
  | "enterRow"
  | "strikeRow"
  | "insertNotice"
  | "scheduleMark"
  | "setScheduleMark"
  | "setSetting";

/** Writes what stands beside the cases: keys, packs, registers, notices, and what the engine keeps for itself. */
export function recordWriter(use: () => Connection): Pick<Transaction, Records> {
  return {
    async insertKey(record) {
      use().run(
        "INSERT INTO keys (principal, key, body, at, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
        record.principal,
        record.key,
        record.body,
        record.at,
        JSON.stringify(frozen(record.answer)),
      );
    },
    async insertPack(record) {
      const { digest, id, version, title, deployedAt, deployedBy, parameters, files } = frozen(record);
      use().run(
        `INSERT INTO packs (digest, id, version, title, deployed_at, deployed_by, parameters, files)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (digest) DO UPDATE SET id = excluded.id, version = excluded.version, title = excluded.title,
           deployed_at = excluded.deployed_at, deployed_by = excluded.deployed_by, parameters = excluded.parameters,
           files = excluded.files`,
        digest,
        id,
        version,
        JSON.stringify(title),
        deployedAt,
        deployedBy,
        JSON.stringify(parameters),
        JSON.stringify(files),
      );
    },
    async setLive(procedure, digest) {
      use().run(
        "INSERT INTO live (procedure, digest) VALUES (?1, ?2) ON CONFLICT (procedure) DO UPDATE SET digest = excluded.digest",
        procedure,
        digest,
      );
    },
    async enterRow(row) {
      const { register, key, from, to, enteredBy, struckBy, row: content } = frozen(row);
      use().run(
        `INSERT INTO register_rows (register, key, since, until, entered_by, struck_by, "row")
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
        register,
        key,
        from,
        to,
        enteredBy,
        struckBy,
        JSON.stringify(content),
      );
    },
    async strikeRow(register, key, at, by) {
      const connection = use();
      const holding = "FROM register_rows WHERE register = ?1 AND key = ?2 AND until IS NULL";
      const [row] = connection.all(`SELECT n ${holding}`, register, key);
      if (row === undefined) return false;
      connection.run(
        "UPDATE register_rows SET until = ?2, struck_by = ?3 WHERE n = ?1",
        count(row, "n"),
        at,
        by,
      );
      return true;
    },
    async insertNotice(notice) {
      const { id, case: of, procedure } = notice;
      use().run(
        "INSERT INTO notices (id, case_id, procedure, record) VALUES (?1, ?2, ?3, ?4)",
        id,
        of,
        procedure,
        JSON.stringify(frozen(notice)),
      );
    },
    async scheduleMark(schedule) {
      const [row] = use().all("SELECT last, count FROM schedule_marks WHERE schedule = ?1", schedule);
      return row === undefined ? null : { last: text(row, "last"), count: count(row, "count") };
    },
    async setScheduleMark(schedule, mark) {
      use().run(
        `INSERT INTO schedule_marks (schedule, last, count) VALUES (?1, ?2, ?3)
         ON CONFLICT (schedule) DO UPDATE SET last = excluded.last, count = excluded.count`,
        schedule,
        mark.last,
        mark.count,
      );
    },
    async setSetting(name, value) {
      use().run(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
      );
    },
  };
}
