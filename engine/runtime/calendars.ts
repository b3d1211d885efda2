import type { CaseState, Machine } from "../machine/index.ts";
import { canonical, type CalendarDefinition, type Instant, type Pack } from "../model/index.ts";
import type { JournalEntry } from "../ports/index.ts";

/** The calendar by which a pack counts. Packs that were read have it. */
export const calendarOf = (pack: Pack): CalendarDefinition =>
  pack.calendars[pack.calendar] as CalendarDefinition;

/**
 * The years that a calendar knows more than another, of whose years it says the same. None where it has not grown: a calendar
 * that says something else of a year is another calendar, and cases that were begun with the first one keep to it.
 */
export function yearsGrown(before: CalendarDefinition, after: CalendarDefinition): string[] {
  const same = Object.entries(before.years).every(
    ([year, told]) =>
      Object.hasOwn(after.years, year) && canonical(told) === canonical(after.years[year] ?? {}),
  );
  return same ? Object.keys(after.years).filter((year) => !Object.hasOwn(before.years, year)) : [];
}

/** The setting that says which pack of an id has brought the latest calendar: its digest. */
export const latestCalendar = (pack: string) => `calendar:${pack}`;
/** What a case comes to under a calendar, and what its entry says of the delays that moved. */
export function recalculated(
  machine: Machine,
  state: CaseState,
  at: Instant,
): { state: CaseState; notes: JournalEntry["notes"] } {
  const after = machine.recalculate(state, at) ?? state;
  return {
    state: after,
    notes: after.timers
      .filter((timer) => !state.timers.includes(timer))
      .map(({ state: of, delay, due, provisional }) => ({
        note: "delay",
        state: of,
        delay,
        due,
        ...(provisional === true ? { provisional } : {}),
      })),
  };
}
