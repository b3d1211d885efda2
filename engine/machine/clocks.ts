import type { CivilDate, ClockDefinition, Instant, Light, TimeUnit } from "../model/types.ts";
import { lights as lightsInOrder } from "../model/types.ts";
import { checkLimit, elapsedUnits, instant, isElapsed, millis, type Due, type Zone } from "../time/index.ts";
import type { ClockState, ClockView, Timer } from "./types.ts";

/**
 * Clocks (rules D1 to D3) and what is left of a time limit (C5), as pure functions over {@link ClockState}.
 *
 * A clock in days or working days looks at midnights only: a day counts if the clock runs at its first instant, and is used
 * up at its 24:00. A clock in months or years is one in days, as many as there are from its first day to the corresponding
 * day (Civil Code, article 202), and is read in days; a pause moves its end by the days of the pause. Minutes and hours are
 * elapsed running time. A run includes the instant at which it begins and not the one at which it ends.
 *
 * Suspension by an administrator is `pauseClock`, resumption `resumeClock`, for the clocks that ran (C5).
 */

export interface ClockStart {
  limit: number;
  unit: TimeUnit;
  roll?: boolean;
  lights?: ClockDefinition["lights"];
  /** An earlier beginning; a date is the day that is not counted. */
  from?: Instant | CivilDate;
}

/** Starts a clock for the first time. Throws TimeFault for a limit or beginning that cannot be reckoned with. */
export function startClock(start: ClockStart, now: Instant, zone: Zone): ClockState {
  const { limit, unit, roll, lights, from } = start;
  checkLimit(limit, unit);
  const state: ClockState = { limit, unit, light: "green", running: true, at: now, spans: [] };
  if (roll) state.roll = true;
  if (lights) state.lights = lights;
  return begin(state, from ?? now, zone);
}

/** Starts it anew from now, if it runs: nothing is used, the light is green, extensions are gone, the limit stays (D2). */
export function restartClock(state: ClockState, now: Instant, zone: Zone): ClockState {
  const { extended: _, ...kept } = state;
  const fresh = begin({ ...kept, light: "green", at: now }, now, zone);
  return state.running ? fresh : { ...fresh, spans: [] };
}

function begin(state: ClockState, from: Instant | CivilDate, zone: Zone): ClockState {
  const first = measureOf(state).beginning(from, zone);
  const begun: ClockState = { ...state, spans: [{ from: first }] };
  return inMonths(state.unit) ? { ...begun, origin: first } : begun;
}

/** Stops a running clock until it is resumed. In day units the day of the pause still counts (D1). */
export function pauseClock(state: ClockState, now: Instant, zone: Zone): ClockState {
  const open = state.spans.at(-1);
  if (!state.running || !open) return state;
  const end = measureOf(state).beginning(now, zone);
  const closed = { from: open.from, to: end > open.from ? end : open.from };
  return { ...state, running: false, at: now, spans: [...state.spans.slice(0, -1), closed] };
}

/** Lets a paused clock go on where it stopped. In day units the day of resuming does not count (D1). */
export function resumeClock(state: ClockState, now: Instant, zone: Zone): ClockState {
  if (state.running) return state;
  const measure = measureOf(state);
  return { ...state, running: true, at: now, spans: measure.goOn(state.spans, measure.beginning(now, zone)) };
}

/**
 * Adds to the limit, in the clock's unit; a negative number shortens it. The light goes back where the longer limit has not
 * reached it (D3); a light that a shorter limit has passed falls due at once. Throws TimeFault for what is no limit.
 */
export function extendClock(state: ClockState, by: number, now: Instant, zone: Zone): ClockState {
  const extended = (state.extended ?? 0) + checkLimit(by, state.unit);
  checkLimit(state.limit + extended, state.unit);
  const longer: ClockState = { ...state, extended, at: now };
  const stands = lightsInOrder.slice(0, lightsInOrder.indexOf(state.light) + 1);
  const reached = stands.filter((light) => {
    const due = whenLight(longer, light, zone);
    return due !== null && due.at <= now;
  });
  return { ...longer, light: reached.at(-1) ?? "green" };
}

/**
 * The light that a running clock shows next, and when; null while it pauses and after red. What has been passed already,
 * at the start or by a shorter limit, is due at once, in order (D1).
 */
export function nextLight(
  state: ClockState,
  zone: Zone,
): { light: Light; at: Instant; provisional: boolean } | null {
  if (!state.running) return null;
  for (const light of lightsInOrder.slice(lightsInOrder.indexOf(state.light) + 1)) {
    const due = whenLight(state, light, zone);
    if (due) return { light, at: due.at > state.at ? due.at : state.at, provisional: due.provisional };
  }
  return null;
}

/** Records that a light is shown from an instant on. */
export function showLight(state: ClockState, light: Light, at: Instant): ClockState {
  return { ...state, light, at };
}

/** What a clock says, without its name and title. */
export type ClockReading = Omit<ClockView, "clock" | "title" | "source">;

/**
 * Reads a clock: `used` and `left` make up `limit`, all in `unit`, which is days for months and years. Past its limit `left`
 * is negative. `due` is the instant of red, as long as it runs; it may be past.
 */
export function clockView(state: ClockState, now: Instant, zone: Zone): ClockReading {
  const measure = measureOf(state);
  const limit = measure.limit(state, zone);
  const used = measure.used(state, now, zone);
  const reading: ClockReading = {
    light: state.light,
    running: state.running,
    unit: measure.unit(state),
    limit: limit / measure.scale(state),
    used: used / measure.scale(state),
    left: (limit - used) / measure.scale(state),
  };
  const red = state.running ? whenLight(state, "red", zone) : null;
  if (red) reading.due = red.at;
  if (red?.provisional) reading.provisional = true;
  return reading;
}

// ------------------------------------------------------- the two measures

type Span = ClockState["spans"][number];

/** How a kind of units counts what it uses: whole days, or milliseconds. */
interface Measure {
  /** Unit in which the clock is read, and how much of the measure is one of it. */
  unit(state: ClockState): TimeUnit;
  scale(state: ClockState): number;
  /** Where a span begins that runs from this time on; also where one ends. */
  beginning(from: Instant | CivilDate, zone: Zone): Instant | CivilDate;
  /** Spans of a clock that runs again. */
  goOn(spans: Span[], from: Instant | CivilDate): Span[];
  limit(state: ClockState, zone: Zone): number;
  used(state: ClockState, now: Instant, zone: Zone): number;
  /** When an amount of more than 0 is used up; null where the clock pauses before. */
  when(state: ClockState, amount: number, roll: boolean, zone: Zone): Due | null;
}

const days: Measure = {
  unit: dayUnit,
  scale: () => 1,
  beginning: (from, zone) => zone.startingDay(from),

  goOn(spans, from) {
    const last = spans.at(-1);
    if (last?.to === undefined) return [{ from }];
    // Paused and resumed on one day, or before it began to count: no midnight was missed.
    if (last.to >= from) return [...spans.slice(0, -1), { from: last.from }];
    return [...spans.filter((span) => span.from !== span.to), { from }];
  },

  limit(state, zone) {
    const limit = state.limit + (state.extended ?? 0);
    if (state.origin === undefined) return limit;
    return zone.diff(state.origin, zone.add(state.origin, limit, state.unit), "days");
  },

  used(state, now, zone) {
    const ended = zone.add(zone.dateOf(now), -1, "days");
    let used = 0;
    for (const { from, to } of state.spans) {
      const end = to !== undefined && to < ended ? to : ended;
      if (end > from) used += zone.diff(from, end, dayUnit(state));
    }
    return used;
  },

  when(state, amount, roll, zone) {
    const unit = dayUnit(state);
    let rest = amount;
    let provisional = false;
    for (const { from, to } of state.spans) {
      const counted = to === undefined ? Number.POSITIVE_INFINITY : zone.diff(from, to, unit);
      if (rest <= counted) {
        const due = zone.due(from, rest, unit, { roll });
        return { at: due.at, provisional: provisional || due.provisional };
      }
      if (counted > 0) provisional ||= zone.due(from, counted, unit).provisional;
      rest -= counted;
    }
    return null;
  },
};

const elapsed: Measure = {
  unit: (state) => state.unit,
  scale: (state) => (isElapsed(state.unit) ? elapsedUnits[state.unit] : 1),
  beginning: (from, zone) => (from.length === 10 ? zone.endOf(from) : instant(millis(from))),

  goOn(spans, from) {
    const last = spans.at(-1);
    if (last?.to === undefined) return [{ from }];
    if (last.to > from) return [{ from: last.from }];
    return [{ from: instant(millis(from) - (millis(last.to) - millis(last.from))) }];
  },

  limit: (state) => Math.round((state.limit + (state.extended ?? 0)) * elapsed.scale(state)),

  used(state, now) {
    const span = state.spans.at(-1);
    return span ? Math.max(0, millis(span.to ?? now) - millis(span.from)) : 0;
  },

  when(state, amount) {
    const span = state.spans.at(-1);
    if (!span) return null;
    const at = instant(millis(span.from) + amount);
    return span.to !== undefined && at > span.to ? null : { at, provisional: false };
  },
};

function measureOf(state: ClockState): Measure {
  return isElapsed(state.unit) ? elapsed : days;
}

function inMonths(unit: TimeUnit): boolean {
  return unit === "months" || unit === "years";
}

function dayUnit({ unit }: { unit?: TimeUnit }): "days" | "workingDays" {
  return unit === "workingDays" ? "workingDays" : "days";
}

// ------------------------------------------------------------- the lights

/**
 * What has to be used until a light shows, in the clock's measure; null for a light that it does not have. No light waits
 * longer than the one that comes after it, so that they show in order whatever the shares are.
 */
function amountOf(state: ClockState, light: Light, zone: Zone): number | null {
  const limit = measureOf(state).limit(state, zone);
  const { blue, yellow } = state.lights ?? {};
  const untilYellow = yellow === undefined ? limit : Math.min(roundedUp(yellow, limit), limit);
  if (light === "green") return 0;
  if (light === "blue") return blue === undefined ? null : Math.min(roundedUp(blue, limit), untilYellow);
  if (light === "yellow") return yellow === undefined ? null : untilYellow;
  return limit;
}

function whenLight(state: ClockState, light: Light, zone: Zone): Due | null {
  const amount = amountOf(state, light, zone);
  if (amount === null) return null;
  // Nothing has to be used for it (C4).
  if (amount <= 0) return { at: state.at, provisional: false };
  return measureOf(state).when(state, amount, light === "red" && state.roll === true, zone);
}

/** `ceil(share × whole)` of the decimal number as it is written: nine tenths of ten are nine, which floating point denies. */
function roundedUp(share: number, whole: number): number {
  const [mantissa = "", exponent = "0"] = String(share).split("e");
  const [integer = "", fraction = ""] = mantissa.split(".");
  const power = fraction.length - Number(exponent);
  const product = BigInt(integer + fraction) * BigInt(whole) * 10n ** BigInt(Math.max(-power, 0));
  const divisor = 10n ** BigInt(Math.max(power, 0));
  const floor = product / divisor;
  return Number(product % divisor > 0n ? floor + 1n : floor);
}

// ---------------------------------------------------------- what is left

/** What a time limit had left when it was stopped (C5). Plain JSON, to be kept in the state of the case. */
export type Left = {
  count: number;
  unit: "days" | "workingDays" | "milliseconds";
  roll: boolean;
  /** When it would have ended. */
  due: Instant;
};

/**
 * What a pending delay has left. In date units the days still to be counted after the day of `now`: that day counts for the
 * limit, as for a clock. Otherwise, and for a delay `until` an instant, the time.
 */
export function leftOf(timer: Pick<Timer, "due" | "unit" | "roll">, now: Instant, zone: Zone): Left {
  const { due, unit, roll = false } = timer;
  if (unit === undefined || isElapsed(unit))
    return { count: Math.max(0, millis(due) - millis(now)), unit: "milliseconds", roll, due };
  const counted = dayUnit(timer);
  const count = Math.max(0, zone.diff(zone.startingDay(now), zone.startingDay(due), counted));
  return { count, unit: counted, roll, due };
}

/** When a limit ends that goes on now with what it had left; never earlier than it would have ended without the stop. */
export function dueAfter(left: Left, now: Instant, zone: Zone): Due {
  if (left.count === 0) return { at: left.due > now ? left.due : now, provisional: false };
  if (left.unit === "milliseconds") return { at: instant(millis(now) + left.count), provisional: false };
  return zone.due(now, left.count, left.unit, { roll: left.roll });
}
