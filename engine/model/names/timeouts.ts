import type { ChartTransition } from "../chart-types.ts";
import { isWithin } from "../chart-relations.ts";
import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import { procedureChart } from "../procedure-chart.ts";
import { policyOf } from "../timeouts.ts";
import { payloadSchema } from "../schema.ts";
import type { Json, TimeoutDefinition } from "../types.ts";
import { quote } from "../words.ts";
import { checkTo } from "./actions.ts";
import { checkLogic, checkTemplate } from "./logic.ts";
import { noteMembers } from "./members.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks what `timeouts` say: names, that each state has what is to be taken, and that nothing legal is decided by lapse of time. */
export function checkTimeouts(words: Vocabulary, scope: LogicScope, report: Report): void {
  const { timeouts = {} } = words.procedure;
  for (const [name, one] of Object.entries(timeouts))
    checkTimeout(one, pointer("timeouts", name), words, scope, report);
}

function checkTimeout(
  one: TimeoutDefinition,
  at: string,
  words: Vocabulary,
  scope: LogicScope,
  report: Report,
): void {
  const states = one.in.filter((state, index) => {
    if (!report.name("state", state, words.states, `${at}/in/${index}`)) return false;
    const { type } = words.chart.byPath.get(state)!;
    if (type !== "final") return true;
    report.add("misplaced", `${at}/in/${index}`, { name: "timeouts", type });
    return false;
  });
  checkDue(one, at, words, scope, report);
  const message = (name: string | undefined, place: string) =>
    name === undefined || report.name("message", name, words.messages, place);
  one.remind?.forEach((reminder, index) => {
    const place = `${at}/remind/${index}`;
    message(reminder.message, `${place}/message`);
    if (reminder.to !== undefined) checkTo(reminder.to, `${place}/to`, scope, report);
  });
  const { over } = one;
  if (over === undefined) return;
  const { does, what } = policyOf(over);
  const place = `${at}/over`;
  if (does === "escalate" || does === "transfer") {
    checkTo(what, `${place}/${does}`, scope, report);
    if ("message" in over) message(over.message, `${place}/message`);
    return;
  }
  const event = String(what);
  if ("with" in over && over.with !== undefined) checkTemplate(over.with, `${place}/with`, scope, report);
  if (!report.name("event", event, words.events, `${place}/${does}`)) return;
  checkSent("with" in over ? over.with : undefined, event, place, words, report);
  const all = procedureChart({ ...words.procedure, timeouts: {}, takeBacks: {} }).transitions;
  for (const state of states) {
    const taken = all.filter((other) => other.source === state && other.event === event && !other.forbidden);
    if (taken.length === 0) report.add("nothing-to-take", `${place}/${does}`, { state, name: event });
    if (taken.some((transition) => passesLegal(words, transition))) report.add("legal-by-lapse", place);
  }
}

/** A reminder before the time is over needs a number to count back from, and must lie after the beginning. */
function checkDue(
  { due, remind = [] }: TimeoutDefinition,
  at: string,
  words: Vocabulary,
  scope: LogicScope,
  report: Report,
): void {
  const place = `${at}/due`;
  if (typeof due !== "string") checkLogic(due.limit, `${place}/limit`, scope, report);
  else if (!report.name("delay", due, words.delays, place)) return;
  const definition = typeof due === "string" ? words.procedure.delays?.[due] : due;
  if (definition === undefined) return;
  remind.forEach((one, index) => {
    if (!("limit" in definition)) report.add("reminder-without-unit", `${at}/remind/${index}`);
    else if ("before" in one && typeof definition.limit === "number" && one.before >= definition.limit)
      report.add("reminder-too-early", `${at}/remind/${index}/before`, { limit: definition.limit });
  });
}

/** What is sent with an event has all that its payload requires, and nothing else. */
export function checkSent(
  sent: Json | undefined,
  event: string,
  at: string,
  words: Vocabulary,
  report: Report,
): void {
  const { properties, required } = payloadSchema(words.procedure, event);
  const members = isObject(sent) ? Object.keys(sent) : [];
  const known = isObject(properties) ? Object.keys(properties) : [];
  for (const name of Array.isArray(required) ? required : [])
    if (!members.includes(String(name))) report.add("missing-payload", at, { name: quote(name), event });
  for (const name of members)
    if (!known.includes(name)) report.name("field", name, new Set(known), `${at}/with${pointer(name)}`);
  noteMembers(sent ?? null, `${at}/with`, words.payloads.get(event) ?? "open", report);
}

/**
 * Whether a transition leads out of a legal decision, so that it passes it: out of the state itself, or into a final state of it
 * by which it is done. What the law says of lapse of time is named by the state.
 */
export function passesLegal(words: Vocabulary, { source, targets }: ChartTransition): boolean {
  return words.chart.states.some(
    ({ path, meta }) =>
      meta.decision === "legal" &&
      meta.lapse === undefined &&
      (isWithin(path, source) || isWithin(source, path)) &&
      targets.some((target) => !isWithin(target, path) || isDone(words, path, target)),
  );
}

/** Whether a state is done once a final state of it is entered, and leads on then. */
function isDone({ chart }: Vocabulary, path: string, target: string): boolean {
  const final = chart.byPath.get(target);
  return (
    final?.type === "final" &&
    isWithin(final.path, path) &&
    final.parent !== null &&
    isWithin(final.parent, path) &&
    chart.byPath.get(final.parent)?.config.onDone !== undefined
  );
}
