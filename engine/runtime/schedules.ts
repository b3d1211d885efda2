import * as library from "rrule";
import type { CivilDate, Instant, Json, JsonObject, Pack, ScheduleDefinition } from "../model/index.ts";
import { instant, millis, type Zone } from "../time/index.ts";

// Node sees the library as one default export, bundlers see its parts.
const { RRule, datetime } = (
  "RRule" in library ? library : Reflect.get(library, "default")
) as typeof library;

/** The name under which the store keeps how far a schedule has come. */
export const markOf = (pack: Pick<Pack, "id">, schedule: Pick<ScheduleDefinition, "id">): string =>
  `${pack.id}/${schedule.id}`;

/** One time at which a schedule asks for cases. `name` identifies it: the date that the rule gives, before it is moved. */
export interface Occurrence {
  name: string;
  at: Instant;
}

type When = Pick<ScheduleDefinition, "rule" | "toWorkingDay">;

/** Where rules that count from somewhere (every second week) begin: a Monday, and the first day of a year. */
const anchor = datetime(2001, 1, 1);
/** A day is moved by so many days at most when it is no working day. */
const furthest = 40;
/** One look into the calendar finds so many occurrences at most; the next one goes on from there. */
const mostOccurrences = 1000;

/**
 * When a schedule asks for cases after one instant and up to another, in order. The rule is a RRULE of RFC 5545, daily or
 * rarer, in the local time of the zone; without BYHOUR it means the first instant of the date. `toWorkingDay` moves a date
 * that is none. Throws for a rule that cannot be read.
 *
 * @example occurrences({ rule: "FREQ=MONTHLY;BYMONTHDAY=1" }, zone, "2026-02-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z")
 * // [{ name: "2026-03-01", at: "2026-02-28T16:00:00.000Z" }]
 */
export function occurrences(schedule: When, zone: Zone, after: Instant, until: Instant): Occurrence[] {
  const margin = schedule.toWorkingDay === undefined ? 1 : furthest;
  return readRule(schedule.rule)
    .between(
      floating(zone.add(zone.dateOf(after), -margin, "days")),
      floating(zone.add(zone.dateOf(until), margin, "days")),
      true,
      (_, count) => count < mostOccurrences,
    )
    .map((date) => occurrence(date.toISOString(), schedule, zone))
    .filter(({ at }) => at > after && at <= until)
    .sort((a, b) => compare(a.at, b.at) || compare(a.name, b.name));
}

/** Throws for a rule that cannot be read, or that is not daily or rarer. */
export function checkRule({ rule }: Pick<ScheduleDefinition, "rule">): void {
  readRule(rule);
}

/** `COUNT` of a rule: it is counted from the deployment on. Infinity where it has none. */
export function mostOf({ rule }: Pick<ScheduleDefinition, "rule">): number {
  return parse(rule).count ?? Infinity;
}

/** What the answer to `each` asks for: a case for each item. The name tells apart those of one occurrence. */
export function itemsOf(answer: Json): { name: string; row: Json }[] {
  const list = Array.isArray(answer) ? answer : answer === null ? [] : [answer];
  return list.map((row, index) => ({ name: nameOf(row) ?? String(index), row }));
}

function nameOf(row: Json): string | null {
  if (typeof row !== "object" || row === null) return String(row);
  const id = (row as JsonObject)["id"];
  return typeof id === "string" ? id : null;
}

function parse(rule: string): ReturnType<typeof RRule.parseString> {
  return RRule.parseString(rule.replace(/^RRULE:/, ""));
}

function readRule(rule: string): InstanceType<typeof RRule> {
  const { count: _, ...options } = parse(rule);
  if (options.freq === undefined || options.freq > RRule.DAILY)
    throw new RangeError(`A schedule is daily, weekly, monthly or yearly, not “${rule}”`);
  return new RRule({ byhour: 0, byminute: 0, bysecond: 0, ...options, dtstart: anchor, tzid: null });
}

/** A civil date as the library takes it: local time written as if it were UTC. */
function floating(date: CivilDate): ReturnType<typeof datetime> {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return datetime(year, month, day);
}

function occurrence(local: string, { toWorkingDay }: When, zone: Zone): Occurrence {
  const date = local.slice(0, 10);
  const timeOfDay = millis(local) - millis(`${date}T00:00:00.000Z`);
  const day =
    toWorkingDay === undefined ? date : workingDayFrom(date, toWorkingDay === "next" ? 1 : -1, zone);
  return {
    name: timeOfDay === 0 ? date : local.slice(0, 16),
    at: instant(millis(zone.startOf(day)) + timeOfDay),
  };
}

function workingDayFrom(date: CivilDate, step: 1 | -1, zone: Zone): CivilDate {
  let day = date;
  for (let moved = 0; !zone.isWorkingDay(day) && moved < furthest; moved++) day = zone.add(day, step, "days");
  return day;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
