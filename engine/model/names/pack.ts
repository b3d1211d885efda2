import { pointer } from "../pointer.ts";
import { hasFormat } from "../formats.ts";
import type { JsonObject, Pack } from "../types.ts";
import { quote } from "../words.ts";
import { checkConstant, checkField } from "./fields.ts";
import { checkTemplate } from "./logic.ts";
import { checkOpening } from "./opening.ts";
import { checkFact } from "./facts.ts";
import { Report } from "./report.ts";
import { checkSchema } from "./schemas.ts";
import type { LogicScope } from "./scope.ts";
import { shapeOf } from "./shape.ts";
import { builtInRoles, engineRole, factRow, type Vocabulary } from "./vocabulary.ts";

const noClasses: ReadonlySet<string> = new Set();

/** Checks `pack.json`. `words` are those of a procedure without anything of its own. */
export function checkHead(pack: Pack, words: Vocabulary, report: Report): void {
  const scope: LogicScope = { words, event: [] };
  if (!isTimeZone(pack.timeZone))
    report.add("unknown-time-zone", "/timeZone", { name: quote(pack.timeZone) });
  report.name("calendar", pack.calendar, new Set(Object.keys(pack.calendars)), "/calendar");
  for (const [name, role] of Object.entries(pack.roles)) {
    const at = pointer("roles", name);
    if (name === engineRole || builtInRoles.includes(name)) report.add("reserved-role", at, { name });
    if (role.is !== undefined && role.rows !== undefined) report.add("role-of-both", at);
  }
  for (const [name, schema] of Object.entries(pack.parameters)) {
    const at = pointer("parameters", name);
    checkSchema(schema, at, noClasses, report);
    const isNumber = schema["type"] === "integer" || schema["type"] === "number";
    const bounded =
      ("minimum" in schema || "exclusiveMinimum" in schema) &&
      ("maximum" in schema || "exclusiveMaximum" in schema);
    if (isNumber && !bounded && !("enum" in schema)) report.add("unbounded-parameter", at);
  }
  for (const [name, register] of Object.entries(pack.registers)) {
    const at = pointer("registers", name);
    checkSchema(register.row, `${at}/row`, noClasses, report);
    const row = shapeOf(register.row);
    checkField(register.key, `${at}/key`, row, report);
    register.public?.forEach((path, index) => checkField(path, `${at}/public/${index}`, row, report));
  }
  const ids = new Set<string>();
  pack.schedules.forEach((schedule, index) => {
    const at = pointer("schedules", index);
    if (ids.has(schedule.id)) report.add("schedule-twice", `${at}/id`, { name: schedule.id });
    ids.add(schedule.id);
    const known = report.name("procedure", schedule.procedure, words.procedures, `${at}/procedure`);
    if (schedule.each !== undefined)
      checkFact(schedule.each as unknown as JsonObject, `${at}/each`, scope, report);
    const row = schedule.each === undefined ? undefined : factRow(words, schedule.each.of);
    checkTemplate(schedule.data ?? null, `${at}/data`, row === undefined ? scope : { ...scope, row }, report);
    if (known) checkOpening(schedule.data ?? null, `${at}/data`, words.sound.get(schedule.procedure), report);
  });
}

/** Checks the days of the calendars: that they are dates, of their year, in order. */
export function checkCalendars(pack: Pack, faulty: ReadonlySet<string | undefined>): Report[] {
  return Object.entries(pack.calendars).flatMap(([id, calendar]) => {
    const report = new Report(`calendars/${id}.json`);
    if (faulty.has(report.file)) return [];
    for (const [year, days] of Object.entries(calendar.years)) {
      const check = (written: string, at: string) => {
        const [from = "", to = from, ...more] = written.split("/");
        const good = [from, to].every(
          (date) => hasFormat(date, "date") === true && date.startsWith(`${year}-`),
        );
        if (!good || from > to || more.length > 0) report.add("bad-days", at, { name: quote(written), year });
      };
      days.holidays.forEach((one, index) => check(one, pointer("years", year, "holidays", index)));
      days.workingWeekends.forEach((one, index) =>
        check(one, pointer("years", year, "workingWeekends", index)),
      );
    }
    return [report];
  });
}

/** Checks the first rows of registers against the form that the pack gives them. */
export function checkRows(pack: Pack, faulty: ReadonlySet<string | undefined>): Report[] {
  return Object.entries(pack.rows).flatMap(([id, rows]) => {
    const report = new Report(`registers/${id}.json`);
    if (faulty.has(report.file)) return [];
    const register = Object.hasOwn(pack.registers, id) ? pack.registers[id] : undefined;
    if (register === undefined) report.name("register", id, new Set(Object.keys(pack.registers)), "");
    else {
      const base = pack.files[report.file]?.trimStart().startsWith("[") === true ? "" : "/rows";
      const keys = new Set<string>();
      rows.forEach((row, index) => {
        const at = base + pointer(index);
        checkConstant(row, at, shapeOf(register.row), report);
        const key = row[register.key];
        if (key === undefined) report.add("missing-key", at, { key: register.key });
        else if (keys.has(JSON.stringify(key)))
          report.add("twice", at + pointer(register.key), { found: quote(key) });
        keys.add(JSON.stringify(key));
      });
    }
    return [report];
  });
}

/** Checks that the roles of the example people are declared. */
export function checkDirectory(
  pack: Pack,
  roles: ReadonlySet<string>,
  faulty: ReadonlySet<string | undefined>,
): Report[] {
  const report = new Report("directory.json");
  if (faulty.has(report.file)) return [];
  for (const [id, person] of Object.entries(pack.directory))
    person.roles.forEach((role, index) => {
      if (role === engineRole) report.add("reserved-role", pointer(id, "roles", index), { name: role });
      else report.name("role", role, roles, pointer(id, "roles", index));
    });
  return [report];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
