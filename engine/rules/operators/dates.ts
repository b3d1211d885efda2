import type { TimeUnit } from "../../model/types.ts";
import { timeUnits } from "../../model/types.ts";
import {
  TimeFault,
  checkLimit,
  elapsedUnits,
  instant,
  isCivilDate,
  isElapsed,
  millis,
} from "../../time/index.ts";
import { spend } from "../budget.ts";
import type { Call, Operators } from "../call.ts";
import { argument, argumentPath, writtenName } from "../call.ts";
import { noteRead } from "../environment.ts";
import { RuleFault } from "../fault.ts";
import type { Node } from "../node.ts";
import { node } from "../node.ts";
import type { RuleZone } from "../types.ts";

/** What one reckoning of dates costs. */
const dateCost = 8;

function zoneOf(call: Call): RuleZone {
  if (!call.compiler.zone) throw new RuleFault("no-zone", call.path, call.op);
  return call.compiler.zone;
}

function unitAt(call: Call, position: number): TimeUnit {
  const name = writtenName(call, position);
  const unit = timeUnits.find((known) => known === name);
  if (!unit) throw new RuleFault("unknown-unit", argumentPath(call, position), name);
  return unit;
}

/** Nothing where a value is no date or instant, or leads out of the years there are. */
export function reckoned<T>(reckon: () => T): T | undefined {
  try {
    return reckon();
  } catch (fault) {
    if (fault instanceof TimeFault) return undefined;
    throw fault;
  }
}

/** The date of an instant in the pack's time zone; a date is its own. */
function dateIn(zone: RuleZone, when: string): string {
  return isCivilDate(when) ? when : zone.dateOf(when);
}

/** `date.of` [instant]: nothing for what is no instant. */
function dateOf(call: Call): Node {
  const zone = zoneOf(call);
  const when = argument(call, 0);
  return node(call.op, [when], (d, scope, budget) => {
    spend(budget, dateCost);
    const value = when.run(d, scope, budget);
    return typeof value === "string" ? reckoned(() => dateIn(zone, value)) : undefined;
  });
}

/** `date.add` [date or instant, number, unit]: a date, for minutes and hours an instant; nothing for what cannot be added. */
function dateAdd(call: Call): Node {
  const zone = zoneOf(call);
  const unit = unitAt(call, 2);
  const [when, count] = [argument(call, 0), argument(call, 1)];
  const add = (from: string, n: number): string => {
    if (!isElapsed(unit)) return zone.add(dateIn(zone, from), n, unit);
    const start = millis(isCivilDate(from) ? zone.startOf(from) : from);
    return instant(start + Math.round(checkLimit(n, unit) * elapsedUnits[unit]));
  };
  return node(
    call.op,
    [when, count],
    (d, scope, budget) => {
      spend(budget, dateCost);
      const [from, n] = [when.run(d, scope, budget), count.run(d, scope, budget)];
      return typeof from === "string" && typeof n === "number" ? reckoned(() => add(from, n)) : undefined;
    },
    { name: unit },
  );
}

/**
 * `date.diff` [from, to, unit]: whole units towards zero, working days over (from, to] (rule C6). Where one of them is no date or
 * instant the result is no number, so that every comparison with it is false: a missing date is never early enough.
 */
function dateDiff(call: Call): Node {
  const zone = zoneOf(call);
  const unit = unitAt(call, 2);
  const [start, end] = [argument(call, 0), argument(call, 1)];
  return node(
    call.op,
    [start, end],
    (d, scope, budget) => {
      spend(budget, dateCost);
      const [from, to] = [start.run(d, scope, budget), end.run(d, scope, budget)];
      if (typeof from !== "string" || typeof to !== "string") return Number.NaN;
      return reckoned(() => zone.diff(from, to, unit)) ?? Number.NaN;
    },
    { name: unit },
  );
}

/** `date.next` ["MM-DD" or weekday, date?]: the next such date strictly after a date, after today where none is given. */
function dateNext(call: Call): Node {
  const zone = zoneOf(call);
  const which = argument(call, 0);
  const after = call.raw.length > 1 ? argument(call, 1) : null;
  if (!after) noteRead(call.env, "now");
  return node(call.op, after ? [which, after] : [which], (d, scope, budget) => {
    spend(budget, dateCost);
    const recurrence = which.run(d, scope, budget);
    const from = after ? after.run(d, scope, budget) : (scope as { now?: unknown } | null)?.now;
    if (typeof recurrence !== "string" || typeof from !== "string") return undefined;
    return reckoned(() => zone.next(dateIn(zone, from), recurrence));
  });
}

/**
 * Where a date or instant stands in time; null for what is neither. A date stands at its first instant in the zone, or in UTC
 * where there is no zone.
 */
export function placeInTime(value: unknown, zone: RuleZone | undefined): number | null {
  if (typeof value !== "string") return null;
  const place = reckoned(() => {
    if (!isCivilDate(value)) return millis(value);
    return millis(zone ? zone.startOf(value) : `${value}T00:00:00.000Z`);
  });
  return place ?? null;
}

export const dateOperators: Operators = {
  "date.of": dateOf,
  "date.add": dateAdd,
  "date.diff": dateDiff,
  "date.next": dateNext,
};
