import type { ChartState, ChartTransition } from "../chart-types.ts";
import { isWithin } from "../chart-relations.ts";
import { nearest } from "../nearest.ts";
import { pointer } from "../pointer.ts";
import { isObject } from "../is-object.ts";
import type { GuardConfig, Json } from "../types.ts";
import { quote } from "../words.ts";
import { checkAction, checkTo } from "./actions.ts";
import { anyEvent, enteringEvents, transitionEvent, type EventShapes } from "./events.ts";
import { checkField } from "./fields.ts";
import { checkInvocationsTogether, checkInvoke } from "./invocations.ts";
import { checkLogic, checkTemplate } from "./logic.ts";
import { checkRaces } from "./races.ts";
import { checkReachable } from "./reachable.ts";
import type { Report } from "./report.ts";
import { checkRuleEvents } from "./rules.ts";
import { passesLegal } from "./timeouts.ts";
import { allActions, type Vocabulary } from "./vocabulary.ts";

/** A machine with more states than this is not run; a child case, or several procedures, say the same more plainly. */
const mostStates = 5000;

/** Checks the names, targets and shapes of the machine of a procedure. */
export function checkMachine(words: Vocabulary, report: Report): void {
  const { chart, procedure } = words;
  const at = "/machine";
  if (chart.states.length > mostStates) {
    report.add("too-many-states", at, { found: chart.states.length, limit: mostStates });
    return;
  }
  if (procedure.machine.id !== procedure.id) report.add("machine-id", `${at}/id`, { expected: procedure.id });
  for (const fault of chart.faults) {
    const inside = chart.states.filter((state) => state.parent === fault.state).map((state) => state.key);
    if (fault.code === "unknown-initial")
      report.add("unknown-initial", at + fault.pointer, {
        name: quote(fault.target),
        hint: nearest(fault.target, inside),
      });
    else
      report.add("unknown-target", at + fault.pointer, {
        name: quote(fault.target),
        machine: chart.id,
        hint: nearest(fault.target, targetNames(words, fault.state)),
      });
  }
  const any = anyEvent(words);
  for (const state of chart.states) checkState(state, words, report);
  checkTransitions(words, report, any);
  for (const { action, pointer: place, state, when, transition } of allActions(chart)) {
    const event =
      when === "entry"
        ? enteringEvents(words, state.path)
        : when === "exit"
          ? any
          : eventsOf(words, transition, any);
    checkAction(action, at + place, { words, event }, report);
  }
  if (procedure.machine.output !== undefined)
    checkTemplate(procedure.machine.output, `${at}/output`, { words, event: any }, report);
  checkInvocationsTogether(words, report);
  checkRaces(words, report);
  // Where a target is none, what it was to reach is not known.
  if (chart.faults.length === 0) checkReachable(words, report);
}

function eventsOf(words: Vocabulary, transition: ChartTransition | undefined, any: EventShapes): EventShapes {
  const shape = transition === undefined ? null : transitionEvent(words, transition);
  return shape === null ? any : [shape];
}

/** What could be written as a target in a state. */
function targetNames(words: Vocabulary, path: string): string[] {
  const { chart } = words;
  const state = chart.byPath.get(path);
  const siblings = chart.states
    .filter((one) => one.parent !== null && one.parent === state?.parent)
    .map((one) => one.key);
  return [
    ...siblings,
    ...chart.states.filter((one) => one.path !== "").map((one) => `#${chart.id}.${one.path}`),
  ];
}

function checkState(state: ChartState, words: Vocabulary, report: Report): void {
  const at = `/machine${state.pointer}`;
  const { config } = state;
  if (state.type === "compound" && config.initial === undefined)
    report.add("missing-initial", at, {
      hint: nearest(
        "",
        state.children.map((child) => child.split(".").at(-1) ?? ""),
      ),
    });
  for (const key of misplaced[state.type])
    if (Object.hasOwn(config, key))
      report.add("misplaced", at + pointer(key), { name: key, type: state.type });
  state.tags.forEach((tag, index) => {
    const name = tag.split(":")[1] ?? "";
    report.name(
      "clock",
      name,
      words.clocks,
      at + pointer("tags") + (Array.isArray(config.tags) ? pointer(index) : ""),
    );
  });
  for (const delay of Object.keys(config.after ?? {}))
    report.name("delay", delay, words.delays, at + pointer("after", delay));
  for (const event of Object.keys(config.on ?? {}))
    checkTrigger(event, at + pointer("on", event), words, report);
  state.invokes.forEach((invoke, index) =>
    checkInvoke(
      invoke,
      at + pointer("invoke") + (Array.isArray(config.invoke) ? pointer(index) : ""),
      state,
      words,
      report,
    ),
  );
  checkSilence(state, words, report);
  const { task } = state.meta;
  if (task !== undefined && task !== false) {
    if (task.to !== undefined)
      checkTo(task.to, `${at}/meta/task/to`, { words, event: enteringEvents(words, state.path) }, report);
    task.form?.forEach((path, index) =>
      checkField(path, `${at}/meta/task/form/${index}`, words.data, report),
    );
  }
}

/** Silence that counts as the choice by which a ballot passes is lapse of time, too. */
function checkSilence(state: ChartState, words: Vocabulary, report: Report): void {
  const isLegal = words.chart.states.some(
    ({ path, meta }) => meta.decision === "legal" && meta.lapse === undefined && isWithin(state.path, path),
  );
  if (!isLegal) return;
  for (const { src, id } of state.invokes) {
    const ballot = src === "ballot" ? words.procedure.ballots?.[id] : undefined;
    const { silence, pass = [] } = ballot ?? {};
    if (typeof silence === "object" && [pass].flat().some((one) => one.for === silence.deemed))
      report.add("legal-by-lapse", `${pointer("ballots", id)}/silence`);
  }
}

/** What has no meaning in a state of a type. */
const misplaced: Record<ChartState["type"], readonly string[]> = {
  atomic: ["initial", "onDone", "history", "target"],
  compound: ["history", "target"],
  parallel: ["initial", "history", "target"],
  final: ["initial", "states", "on", "after", "always", "onDone", "invoke", "history", "target"],
  history: ["initial", "states", "on", "after", "always", "onDone", "invoke", "entry", "exit", "tags"],
};

/** An event of the procedure, or one that the engine itself sends. */
export function checkTrigger(event: string, at: string, words: Vocabulary, report: Report): void {
  const [kind, name = ""] = event.split(".");
  if (!event.includes(".")) report.name("event", event, words.events, at);
  else if (kind === "clock") report.name("clock", name, words.clocks, at);
  else if (kind === "ballot") report.name("ballot", name, words.ballots, at);
  else if (kind === "due") report.name("event", event, new Set(dueEvents(words)), at);
  else if (kind === "case") report.name("event", event, new Set(answerEvents(words)), at);
}

/** What several cases that a state waits for tell, each by itself (F1). */
function answerEvents({ chart }: Vocabulary): string[] {
  return chart.states
    .flatMap(({ invokes }) => invokes)
    .filter(({ src, input }) => src === "procedure" && input?.["each"] !== undefined)
    .map(({ id }) => `case.${id}.answered`);
}

function dueEvents(words: Vocabulary): string[] {
  return [...words.obligations].flatMap((name) => [`due.${name}.soon`, `due.${name}.over`]);
}

function checkTransitions(words: Vocabulary, report: Report, any: EventShapes): void {
  const { chart } = words;
  const open = new Map<string, ChartTransition>();
  for (const transition of chart.transitions) {
    const at = `/machine${transition.pointer}`;
    const trigger = transition.id.slice(0, transition.id.lastIndexOf("|"));
    if (open.has(trigger)) report.add("never-taken", at);
    else if (transition.guard === undefined) open.set(trigger, transition);

    if (transition.kind === "always" && transition.guard === undefined && transition.targets.length === 0)
      report.add("always-without-end", at);
    const events = eventsOf(words, transition, any);
    if (transition.guard !== undefined) checkGuard(transition.guard, `${at}/guard`, events, words, report);
    transition.by?.forEach((role, index) => report.name("role", role, words.roles, `${at}/meta/by/${index}`));
    if (transition.apartFrom !== undefined)
      checkApart(transition.apartFrom, `${at}/meta/apartFrom`, words, report);
    checkLapse(transition, at, words, report);
  }
}

function checkGuard(
  guard: GuardConfig,
  at: string,
  event: EventShapes,
  words: Vocabulary,
  report: Report,
): void {
  const useRule = (rule: string, place: string) => {
    if (report.name("rule", rule, words.rules, place)) checkRuleEvents(rule, place, { words, event }, report);
  };
  if (typeof guard === "string") useRule(guard, at);
  else if (guard.type === "when") checkLogic(guard.params, `${at}/params`, { words, event }, report);
  else
    for (const [kind, rules] of Object.entries(guard.params) as [string, string[]][])
      rules.forEach((rule, index) => useRule(rule, `${at}/params/${kind}/${index}`));
}

/** `EVENT`, `EVENT@state` or `case.open`. */
export function checkApart(apart: string[], at: string, words: Vocabulary, report: Report): void {
  apart.forEach((written, index) => checkAct(written, at + pointer(index), words, report));
}

/** What somebody did: `EVENT`, `EVENT@state`, or `case.open`. */
export function checkAct(written: string, at: string, words: Vocabulary, report: Report): void {
  if (written === "case.open") return;
  const [event = "", ...state] = written.split("@");
  report.name("event", event, words.events, at);
  if (state.length > 0) report.name("state", state.join("@"), words.states, at);
}

/** Whether a condition looks at the time that has passed: it is then what decides. */
function readsTime(guard: GuardConfig | undefined, words: Vocabulary): boolean {
  const seen = new Set<string>();
  const looks = (value: Json | undefined): boolean => {
    if (Array.isArray(value)) return value.some(looks);
    if (!isObject(value)) return false;
    return Object.entries(value).some(([key, inner]) => {
      if (key === "var" || key === "outer") return /^(?:now$|clock\.)/.test(String([inner].flat()[0]));
      return key === "rule" && typeof inner === "string" ? looksNamed(inner) : looks(inner);
    });
  };
  const looksNamed = (rule: string): boolean => {
    if (seen.has(rule)) return false;
    seen.add(rule);
    return looks(words.procedure.rules?.[rule]?.when);
  };
  if (guard === undefined) return false;
  if (typeof guard === "string") return looksNamed(guard);
  if (guard.type === "when") return looks(guard.params);
  return Object.values(guard.params).flat().some(looksNamed);
}

/** Nothing passes a legal decision by lapse of time, unless the law says so. */
function checkLapse(transition: ChartTransition, at: string, words: Vocabulary, report: Report): void {
  const { kind, event = "", guard } = transition;
  const byTime =
    kind === "after" || /^(?:clock|due)\./.test(event) || (kind === "always" && readsTime(guard, words));
  if (!byTime) return;
  if (passesLegal(words, transition)) report.add("legal-by-lapse", at);
}
