import type { TFunction } from "i18next";
import type { StateValue } from "../../engine/machine/types.ts";
import type { JournalEntry } from "../api/types.ts";
import { leaves, type ProcedureWords } from "../words/procedure.ts";

/** What an entry is called: what was done, or what happened. */
export function titleOfEntry(entry: JournalEntry, words: ProcedureWords, t: TFunction): string {
  const titles: Record<JournalEntry["kind"], () => string> = {
    open: () => t("entry.open"),
    event: () => words.event(entry.event.type),
    act: () => t(`act.${entry.event.type.slice("case.".length)}`),
    delay: () => t("entry.delay", { delay: delayOf(entry, words) }),
    light: () => words.event(entry.event.type),
    obligation: () => words.event(entry.event.type),
    ballot: () => t("entry.ballot"),
    approver: () => t("entry.approver"),
    answer: () => t("entry.answer"),
    failure: () => t("entry.failure"),
    incident: () => t("entry.incident"),
    suspend: () => t(isTakenAlong(entry) ? "entry.suspendWith" : "entry.suspend"),
    resume: () => t(isTakenAlong(entry) ? "entry.resumeWith" : "entry.resume"),
    withdraw: () => t("entry.withdraw"),
    link: () => t("entry.link"),
    calendar: () => t("entry.calendar"),
    migrate: () => t("entry.migrate"),
    claim: () => t("entry.claim"),
    release: () => t("entry.release"),
  };
  return titles[entry.kind]?.() ?? words.event(entry.event.type);
}

/** Whether an administrator has done it to the case that waits for this one. */
const isTakenAlong = ({ event }: JournalEntry): boolean => event["parent"] !== undefined;

/** Name of the delay whose end an entry tells: that of the transition it took, or of the timer. */
function delayOf(entry: JournalEntry, words: ProcedureWords): string {
  for (const id of entry.taken) {
    const taken = words.chart.transitions.find((transition) => transition.id === id);
    if (taken?.kind === "after" && taken.delay !== undefined) return words.delay(taken.delay);
  }
  const name = /^xstate\.after\.([^.]+)\./.exec(entry.event.type)?.[1];
  return name === undefined ? "" : words.delay(name);
}

/** The stages that were left and that were reached; neither where nothing moved. */
export function moved(
  before: StateValue | undefined,
  after: StateValue,
  words: ProcedureWords,
): { from: string; to: string } {
  const old = before === undefined ? [] : leaves(before);
  const now = leaves(after);
  const left = old.filter((path) => !now.includes(path)).map(words.state);
  const reached = now.filter((path) => !old.includes(path)).map(words.state);
  return { from: left.join(" · "), to: reached.join(" · ") };
}
