import {
  canBeActiveTogether,
  initialStates,
  isWithin,
  readChart,
  type ChartState,
  type ChartTransition,
} from "../chart.ts";
import { nearest } from "../nearest.ts";
import { pointer } from "../pointer.ts";
import type { GuardConfig, InvokeConfig, Json } from "../types.ts";
import { quote } from "../words.ts";
import { checkAction, checkEach, checkTo } from "./actions.ts";
import { anyEvent, enteringEvents, transitionEvent, type EventShapes } from "./events.ts";
import { checkField } from "./fields.ts";
import { checkLogic, checkTemplate } from "./logic.ts";
import { checkOpening } from "./opening.ts";
import { checkRuleEvents } from "./rules.ts";
import type { Report } from "./report.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { allActions, stateNames, type Vocabulary } from "./vocabulary.ts";

/** Checks the names, targets and shapes of the machine of a procedure. */
export function checkMachine(words: Vocabulary, report: Report): void {
  const { chart, procedure } = words;
  const at = "/machine";
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
  // Where a target is none, what it was to reach is not known.
  if (chart.faults.length === 0) checkReachable(words, report);
}

function eventsOf(words: Vocabulary, id: string | undefined, any: EventShapes): EventShapes {
  const transition = words.chart.transitions.find((one) => one.id === id);
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
  const { task } = state.meta;
  if (task !== undefined && task !== false) {
    if (task.to !== undefined)
      checkTo(task.to, `${at}/meta/task/to`, { words, event: enteringEvents(words, state.path) }, report);
    task.form?.forEach((path, index) =>
      checkField(path, `${at}/meta/task/form/${index}`, words.data, report),
    );
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

function checkTrigger(event: string, at: string, words: Vocabulary, report: Report): void {
  const [kind, name = ""] = event.split(".");
  if (!event.includes(".")) report.name("event", event, words.events, at);
  else if (kind === "clock") report.name("clock", name, words.clocks, at);
  else if (kind === "ballot") report.name("ballot", name, words.ballots, at);
  else if (kind === "due") report.name("event", event, new Set(dueEvents(words)), at);
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
    const events = eventsOf(words, transition.id, any);
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
  apart.forEach((written, index) => {
    if (written === "case.open") return;
    const [event = "", ...state] = written.split("@");
    report.name("event", event, words.events, at + pointer(index));
    if (state.length > 0) report.name("state", state.join("@"), words.states, at + pointer(index));
  });
}

/** Nothing passes a legal decision by lapse of time, unless the law says so. */
function checkLapse(transition: ChartTransition, at: string, words: Vocabulary, report: Report): void {
  const byTime = transition.kind === "after" || /^(?:clock|due)\./.test(transition.event ?? "");
  if (!byTime) return;
  const passed = words.chart.states.some(
    (state) =>
      state.meta.decision === "legal" &&
      state.meta.lapse === undefined &&
      (isWithin(state.path, transition.source) || isWithin(transition.source, state.path)) &&
      transition.targets.some((target) => !isWithin(target, state.path)),
  );
  if (passed) report.add("legal-by-lapse", at);
}

function checkInvoke(
  invoke: InvokeConfig,
  at: string,
  state: ChartState,
  words: Vocabulary,
  report: Report,
): void {
  const input: { [member: string]: Json } = invoke.input ?? {};
  if (invoke.src === "ballot") {
    report.name("ballot", invoke.id, words.ballots, `${at}/id`);
    return;
  }
  const scope = { words, event: enteringEvents(words, state.path) };
  if (invoke.src === "call") {
    checkTemplate(input["input"] ?? null, `${at}/input/input`, scope, report);
    return;
  }
  const row: Shape | undefined =
    input["each"] === undefined ? undefined : checkEach(input["each"], `${at}/input/each`, scope, report);
  checkTemplate(
    input["data"] ?? null,
    `${at}/input/data`,
    row === undefined ? scope : { ...scope, row },
    report,
  );
  const procedure = String(input["procedure"]);
  if (!report.name("procedure", procedure, words.procedures, `${at}/input/procedure`)) return;
  const child = words.sound.get(procedure);
  if (child === undefined) return;
  checkOpening(input["data"] ?? null, `${at}/input/data`, child, report);
  const states = stateNames(readChart(child.machine));
  list(input["answerAt"]).forEach((one, index) =>
    report.name("state", one, states, `${at}/input/answerAt/${index}`),
  );
  list(input["gives"]).forEach((one, index) =>
    checkField(one, `${at}/input/gives/${index}`, shapeOf(child.data), report),
  );
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** One answer must not end two invocations, nor one vote go to two ballots (E7). */
function checkInvocationsTogether(words: Vocabulary, report: Report): void {
  const { chart } = words;
  const placed = chart.states.flatMap((state) =>
    state.invokes.map((invoke, index) => ({
      invoke,
      state: state.path,
      at: `/machine${state.pointer}/invoke${Array.isArray(state.config.invoke) ? `/${index}` : ""}`,
    })),
  );
  placed.forEach((one, index) => {
    for (const other of placed.slice(0, index)) {
      if (!canBeActiveTogether(chart, one.state, other.state)) continue;
      if (one.invoke.id === other.invoke.id)
        report.add("invoked-twice", `${one.at}/id`, { name: one.invoke.id, other: other.state });
      else if (one.invoke.src === "ballot" && other.invoke.src === "ballot") {
        const cast = words.procedure.ballots?.[one.invoke.id]?.cast;
        if (cast !== undefined && cast === words.procedure.ballots?.[other.invoke.id]?.cast)
          report.add("ballots-collide", `${one.at}/id`, { other: other.invoke.id, event: cast });
      }
    }
  });
}

/** States to which nothing leads, as far as targets tell; of nested ones the outermost. */
function checkReachable(words: Vocabulary, report: Report): void {
  const { chart } = words;
  const reached = new Set<string>();
  const entered = new Set<string>();
  const enter = (path: string): void => {
    if (entered.has(path)) return;
    entered.add(path);
    initialStates(chart, path).forEach((inner) => reached.add(inner));
    for (
      let outer = chart.byPath.get(path);
      outer !== undefined;
      outer = outer.parent === null ? undefined : chart.byPath.get(outer.parent)
    ) {
      reached.add(outer.path);
      if (outer.type === "parallel") outer.children.filter((child) => !isWithin(path, child)).forEach(enter);
    }
    const state = chart.byPath.get(path);
    if (state?.type !== "history") return;
    (state.historyTargets.length === 0 ? [state.parent ?? ""] : state.historyTargets).forEach(enter);
  };
  enter("");
  for (const one of Object.values(words.procedure.returns ?? {}))
    for (const stage of one.stages) enter(stagePath(words, one.in, stage) ?? "");
  let size = -1;
  while (size < reached.size) {
    size = reached.size;
    for (const { source, targets } of chart.transitions) if (reached.has(source)) targets.forEach(enter);
  }
  for (const state of chart.states)
    if (!reached.has(state.path) && state.type !== "history" && reached.has(state.parent ?? ""))
      report.add("unreachable-state", `/machine${state.pointer}`, { name: state.path });
}

/** A stage of a return: a state inside `in`, by its name there or by its whole path. */
export function stagePath(words: Pick<Vocabulary, "chart">, inside: string, stage: string): string | null {
  const inner = `${inside}.${stage}`;
  if (words.chart.byPath.has(inner)) return inner;
  return words.chart.byPath.has(stage) && isWithin(stage, inside) ? stage : null;
}
