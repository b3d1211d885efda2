import type { CivilDate, Instant, Json, JsonObject } from "../model/index.ts";
import { canonical, refusal } from "../model/index.ts";
import { elapsedUnits, instant, isCivilDate, isElapsed, millis } from "../time/index.ts";
import type { Zone } from "../time/index.ts";
import { isObject, readAt } from "./data.ts";
import { StepFault } from "./fault.ts";
import type { ObligationPlan } from "./plan-obligations.ts";
import type { Plan } from "./plan.ts";
import type { Run } from "./run.ts";
import type { ChartEvent } from "./statechart.ts";
import { reckoned, timeOf } from "./timers.ts";
import type { CaseState, ObligationState, ObligationView } from "./types.ts";

/**
 * Obligations (C7 to C9): every open row of a list has a deadline of its own while a state of `in` is active. Rows are looked at
 * when a macrostep has come to rest; what fires is reckoned from what was found then.
 */

/** So many rows of one obligation may be open at once. */
export const mostRows = 500;
/** Of so many deadlines that stand no more it is remembered what was sent; the oldest are forgotten first. */
const mostRemembered = 5_000;

export type ObligationEvent = "soon" | "over";
/** A deadline of which something is to be sent. */
export interface RowDue {
  deadline: ObligationState;
  what: ObligationEvent;
}

export function isStanding({ index }: ObligationState): boolean {
  return index !== undefined;
}

/** Where a deadline is at an instant. */
export function statusOf({ due, soon }: ObligationState, now: Instant): ObligationView["status"] {
  if (due !== null && due <= now) return "over";
  return soon !== undefined && soon <= now ? "soon" : "pending";
}

// ------------------------------------------------------- following the data

/** Lets deadlines begin and end as the rows and the active states are now. A deadline that goes on stays as it was. */
export function followRows(run: Run, event: ChartEvent): void {
  const { obligations } = run.plan;
  const { data, entered } = run.state;
  if (obligations.length === 0) return;
  const seen = run.followed;
  const isSeen = seen?.data === data && seen.entered === entered;
  if (isSeen && obligations.every(({ isOfData }) => isOfData)) return;
  const before = run.state.obligations ?? [];
  const known = new Map(before.map((one) => [nameOf(one), one]));
  const standing = obligations.flatMap((obligation) =>
    openRows(run, obligation, event).map((row) => {
      const name = nameOf(row);
      const one = known.get(name);
      known.delete(name);
      return stands(run, obligation, row, one);
    }),
  );
  const remembered = [...known.values()]
    .filter(({ told }) => told.length > 0)
    .map(ended)
    .sort((a, b) => a.n - b.n)
    .slice(-mostRemembered);
  const after = [...standing, ...remembered];
  if (after.length !== before.length || after.some((one, place) => one !== before[place]))
    run.state.obligations = after;
  run.followed = { data, entered };
}

type OpenRow = Pick<ObligationState, "obligation" | "key" | "due"> & { index: number };

/** One for each key and date; rows that have both in common have one deadline. */
function openRows(run: Run, plan: ObligationPlan, event: ChartEvent): OpenRow[] {
  const { name, definition } = plan;
  const { data, entered } = run.state;
  if (definition.in?.every((path) => !Object.hasOwn(entered, path)) === true) return [];
  const scope = run.scope(data, event);
  const found = new Map<string, OpenRow>();
  listOf(plan.each.evaluate(scope, run.budget)).forEach((row, index) => {
    const inRow = { ...scope, row, index };
    if (!plan.open.holds(inRow, run.budget)) return;
    const date = plan.due.evaluate(inRow, run.budget);
    const due = date === null || date === "" ? null : endOf(timeOf(name, date), name, run.plan.zone);
    const open = { obligation: name, key: keyOf(row, plan.key), due, index };
    if (!found.has(nameOf(open))) found.set(nameOf(open), open);
  });
  if (found.size > mostRows) throw new StepFault(refusal("limit-exceeded.rows", { name, limit: mostRows }));
  return [...found.values()];
}

function stands(
  run: Run,
  plan: ObligationPlan,
  row: OpenRow,
  before: ObligationState | undefined,
): ObligationState {
  if (before !== undefined && isStanding(before))
    return before.index === row.index ? before : { ...before, index: row.index };
  const began = { index: row.index, from: run.now, n: run.next() };
  if (before !== undefined) return { ...before, ...began };
  const soon = row.due === null ? {} : reminder(plan, row.due, run.plan.zone);
  return { obligation: row.obligation, key: row.key, due: row.due, ...soon, ...began, told: [] };
}

function ended(deadline: ObligationState): ObligationState {
  if (!isStanding(deadline)) return deadline;
  const { index: _, ...kept } = deadline;
  return kept;
}

/** A date means its 24:00. */
function endOf(time: Instant | CivilDate, name: string, zone: Zone): Instant {
  return isCivilDate(time) ? reckoned(name, () => zone.endOf(time)) : time;
}

/** So many whole days, working days by the calendar, lie between the reminder and the date; or so much time (C9). */
function reminder(
  { name, definition: { remind } }: ObligationPlan,
  due: Instant,
  zone: Zone,
): Pick<ObligationState, "soon" | "provisional"> {
  if (remind === undefined) return {};
  const { before, unit } = remind;
  return reckoned(name, () => {
    if (isElapsed(unit)) return { soon: instant(millis(due) - before * elapsedUnits[unit]) };
    const last = zone.add(zone.dateOf(due), -1, "days");
    if (unit !== "workingDays") return { soon: zone.endOf(zone.add(last, -before, unit)) };
    const worked = zone.isWorkingDay(last) ? last : zone.add(last, -1, "workingDays");
    const day = zone.add(worked, -before, "workingDays");
    const provisional = !zone.covers(day) || !zone.covers(last);
    return { soon: zone.endOf(day), ...(provisional ? { provisional } : {}) };
  });
}

/** Provisional reminders with the calendar as it is now; never earlier than now, because they have not been sent. Null where none moves. */
export function recalculated(plan: Plan, state: CaseState, now: Instant): ObligationState[] | null {
  let moved = false;
  const obligations = state.obligations?.map((one) => {
    const declared = plan.obligations.find(({ name }) => name === one.obligation);
    if (one.provisional !== true || one.due === null || declared === undefined) return one;
    const { soon: _soon, provisional: _provisional, ...kept } = one;
    const next = reminder(declared, one.due, plan.zone);
    if (next.soon === one.soon && next.provisional === true) return one;
    moved = true;
    return { ...kept, ...next, ...(one.told.includes("soon") || one.from >= now ? {} : { from: now }) };
  });
  return moved ? obligations! : null;
}

// ----------------------------------------------------------- what is due

/** What is sent next; several at one instant: reminders first, obligations as declared, rows in the order in which they began (A2). */
export function nextOfRows(
  { obligations }: Plan,
  state: CaseState,
  isMeant: (n: number, at: Instant) => boolean = () => true,
): (RowDue & { at: Instant }) | null {
  if (state.obligations === undefined) return null;
  let next: (RowDue & { at: Instant; place: number }) | null = null;
  for (const deadline of state.obligations) {
    const one = nextOf(deadline);
    if (one === null || !isMeant(deadline.n, one.at)) continue;
    const place = obligations.findIndex(({ name }) => name === deadline.obligation);
    const candidate = { deadline, ...one, place };
    if (next === null || comesBefore(candidate, next)) next = candidate;
  }
  return next;
}

type Candidate = RowDue & { at: Instant; place: number };

function comesBefore(a: Candidate, b: Candidate): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.what !== b.what) return a.what === "soon";
  return a.place === b.place ? a.deadline.n < b.deadline.n : a.place < b.place;
}

/** What a deadline sends next, and when. A reminder of what is over by then reminds nobody, and is left out (C8). */
function nextOf(deadline: ObligationState): { what: ObligationEvent; at: Instant } | null {
  const { due, soon, from, told } = deadline;
  if (!isStanding(deadline) || due === null || told.includes("over")) return null;
  const later = (time: Instant): Instant => (time > from ? time : from);
  if (soon !== undefined && due > from && !told.includes("soon")) return { what: "soon", at: later(soon) };
  return { what: "over", at: later(due) };
}

/** Notes that it is sent: once for each key and date. */
export function tell(run: Run, deadline: ObligationState, what: ObligationEvent): void {
  const name = nameOf(deadline);
  run.state.obligations = run.state.obligations?.map((one) =>
    nameOf(one) === name ? { ...one, told: [...one.told, what] } : one,
  );
}

/** The row of a deadline that stands, as it is now. */
export function rowOf(run: Run, { obligation, key, index = -1 }: ObligationState): Json {
  const plan = run.plan.obligations.find(({ name }) => name === obligation);
  if (plan === undefined) return null;
  const list = listOf(run.evaluate(plan.each, run.state.data, { type: `due.${obligation}` }));
  const row = list[index];
  if (row !== undefined && keyOf(row, plan.key) === key) return row;
  return list.find((one) => keyOf(one, plan.key) === key) ?? null;
}

/** Tells one deadline from another: no name of an obligation and no instant has a space. */
function nameOf({ obligation, due, key }: Pick<ObligationState, "obligation" | "due" | "key">): string {
  return `${obligation} ${due ?? "-"} ${key}`;
}

function keyOf(row: Json, path: readonly string[]): string {
  const key = readAt(row, path) ?? null;
  return typeof key === "string" ? key : canonical(key);
}

function listOf(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
