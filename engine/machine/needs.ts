import type { ActionConfig, Json } from "../model/index.ts";
import { approverEvent, cards, initialStates, isWithin, lights } from "../model/index.ts";
import { appealReads } from "./appeals.ts";
import { firstDue } from "./happening.ts";
import { holdOf } from "./holding.ts";
import type { DelayPlan } from "./plan-delays.ts";
import type { Plan, TransitionPlan } from "./plan.ts";
import { readingOf, roleReads } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { rolesNamed } from "./roles.ts";
import type { CaseState, Needs, Stimulus } from "./types.ts";
import { ballotsTaking } from "./voting.ts";

/**
 * What has to be looked up before a step (A5): facts that a rule which it may reach names, and roles of the directory that are
 * the electors of a ballot which it may open. Which guards hold is not known, so everything that could follow counts; what
 * no transition from here leads to does not.
 */
export interface NeedsOf {
  of(state: CaseState | null, stimulus: Stimulus | { kind: "open" }): Needs;
  toView(state: CaseState): Needs;
}

const none: Needs = { facts: [], roles: [] };
const answersKept = 1_000;

export function planNeeds(plan: Plan): NeedsOf {
  const reading = readingOf(plan);
  const asksNothing =
    Object.keys(plan.procedure.facts ?? {}).length === 0 &&
    ![...reading.states.values()].some(({ roles }) => roles.length > 0);
  if (asksNothing) return { of: () => none, toView: () => none };
  const known = new Map<string, Needs>();
  const remembered = (key: string, find: () => Needs): Needs => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= answersKept) known.clear();
    const found = find();
    known.set(key, found);
    return found;
  };
  return {
    of(state, stimulus) {
      const active = state === null ? [] : Object.keys(state.entered);
      const first = state === null ? "open" : triggerOf(plan, state, stimulus as Stimulus);
      return remembered(`${first}\n${active.join("\n")}`, () => {
        const reached = reach(plan, reading, active, first);
        // Whose tasks there are is asked before an act.
        return first.startsWith("act") ? both(reached, viewed(plan, reading, active)) : reached;
      });
    },
    toView(state) {
      const active = Object.keys(state.entered);
      return remembered(`view\n${active.join("\n")}`, () => viewed(plan, reading, active));
    },
  };
}

function both(a: Needs, b: Needs): Needs {
  return {
    facts: [...new Set([...a.facts, ...b.facts])],
    roles: [...new Set([...a.roles, ...b.roles])].sort(),
  };
}

/** What sets a step off, as a text: `open`, `event:GO`, or the trigger of transitions with the state they belong to. */
function triggerOf(plan: Plan, state: CaseState, stimulus: Stimulus): string {
  return [triggerOfStimulus(plan, state, stimulus), ...causedByRelease(plan, state)].join(" ");
}

/** What may follow where the step ends the hold that stands: what it has kept back, and what stands still. */
function causedByRelease(plan: Plan, state: CaseState): string[] {
  if (state.hold === undefined) return [];
  return [
    ...state.hold.waiting.map(({ event }) => `event:${event.type}`),
    ...Object.values(state.invocations).flatMap(({ state: owner, id }) => [
      `${owner}|done:${id}`,
      `${owner}|error:${id}`,
    ]),
    ...(holdOf(plan, state)?.stops ?? []).flatMap(lightsOf),
  ];
}

function triggerOfStimulus(plan: Plan, state: CaseState, stimulus: Stimulus): string {
  if (stimulus.kind === "event") {
    const { type } = stimulus.event;
    if (!plan.events.has(type)) return "nothing";
    const ballots = ballotsTaking(state, plan, type).map(({ token }) => state.invocations[token]!);
    return [`event:${type}`, ...ballots.map(({ state: owner, id }) => `${owner}|done:${id}`)].join(" ");
  }
  if (stimulus.kind === "act") return actTriggers(plan, state);
  if (stimulus.kind === "due") {
    const due = firstDue(plan, state);
    if (due === null) return "nothing";
    if ("light" in due) return `event:clock.${due.light.clock}.${due.light.light}`;
    if ("row" in due) return `event:due.${due.row.deadline.obligation}.${due.row.what}`;
    const { kind, id, state: owner, delay } = due.timer;
    if (kind === "delay") return `${owner}|after:${delay}`;
    const token = id.slice("ballot:".length);
    const name = state.ballots[token]?.ballot ?? "";
    return `event:ballot.${name}.silent ${owner}|done:${state.invocations[token]?.id ?? ""}`;
  }
  const invocation = Object.hasOwn(state.invocations, stimulus.token)
    ? state.invocations[stimulus.token]!
    : undefined;
  if (invocation === undefined) return "nothing";
  const { state: owner, id } = invocation;
  return `event:case.${id}.answered ${owner}|done:${id} ${owner}|error:${id}`;
}

/** An act may let go what was sent before it, change a ballot, and set a light aside. */
function actTriggers(plan: Plan, { handovers, ballots, invocations }: CaseState): string {
  const sent = (handovers?.held ?? []).flatMap(({ signers }) => signers?.sent?.event.type ?? []);
  const open = Object.keys(ballots).flatMap((token) => invocations[token] ?? []);
  return [
    "act",
    ...sent.map((event) => `event:${event}`),
    ...open.map(({ state: owner, id }) => `${owner}|done:${id}`),
    ...setAsides(plan),
  ].join(" ");
}

/** Goes through everything that may follow, until nothing new is found. */
function reach(plan: Plan, reading: Reading, active: readonly string[], first: string): Needs {
  const reads = new Set<string>();
  const roles = new Set<string>();
  const triggers = new Set(first.split(" "));
  const states = new Set(active);
  /** What is active may be left and entered again. */
  const begun = new Set<string>();
  const taken = new Set<TransitionPlan>();
  const note = (paths: readonly string[]) => paths.forEach((path) => reads.add(path));
  const cause = (caused: readonly string[]) => caused.forEach((trigger) => triggers.add(trigger));
  const enter = (path: string): void => {
    if (begun.has(path)) return;
    begun.add(path);
    states.add(path);
    const { entry, roles: electors } = reading.states.get(path)!;
    note(entry);
    electors.forEach((role) => roles.add(role));
    cause([...causedByEntering(plan, path), ...causedByActions(plan, plan.chart.byPath.get(path)!.entry)]);
  };
  const take = (transition: TransitionPlan): void => {
    const { id, actions, targets } = transition.chart;
    const domain = domainOf(transition);
    if (!taken.has(transition)) {
      taken.add(transition);
      note(reading.transitions.get(id)!);
      cause(causedByActions(plan, actions));
      for (const target of targets) entered(plan, target, domain).forEach(enter);
    }
    if (targets.length === 0) return;
    for (const path of states) {
      if (!isWithin(path, domain)) continue;
      note(reading.states.get(path)!.exit);
      cause([...causedByLeaving(plan, path), ...causedByActions(plan, plan.chart.byPath.get(path)!.exit)]);
    }
  };

  for (const trigger of triggers)
    if (trigger.startsWith("event:")) note(senderReads(plan, trigger.slice("event:".length)));
  if (first === "open") {
    note([...(plan.opening.where?.reads ?? []), ...roleReads(plan, plan.opening.by)]);
    initialStates(plan.chart, "").forEach(enter);
  }
  // Whatever changes the data or the states may give a row a date that has passed.
  for (const { name, each, due, open } of plan.obligations) {
    note([...each.reads, ...due.reads, ...open.reads]);
    cause([`event:due.${name}.soon`, `event:due.${name}.over`]);
  }
  const found = () => taken.size + begun.size + triggers.size;
  for (let before = -1; before !== found();) {
    before = found();
    for (const transition of plan.transitions.values())
      if (states.has(transition.chart.source) && isTriggered(plan, transition, triggers, states))
        take(transition);
  }
  // Who answers for a clock is looked at when it shows a light that they may appeal against.
  const isCard = ({ name, appeal }: Plan["clocks"][number]) =>
    appeal !== null &&
    appeal.definition.by === undefined &&
    cards.some((card) => triggers.has(`event:clock.${name}.${card}`));
  if (plan.clocks.some(isCard)) note([...viewReads(plan, reading, states)]);
  return needsOf(plan, reads, roles);
}

/** Opening, `where` and roles are asked before the machine is. */
function senderReads(plan: Plan, event: string): string[] {
  const known = plan.events.get(event);
  return known === undefined ? [] : [...(known.where?.reads ?? []), ...roleReads(plan, known.definition.by)];
}

function isTriggered(
  plan: Plan,
  { chart }: TransitionPlan,
  triggers: Set<string>,
  states: Set<string>,
): boolean {
  const { kind, event, delay, invoke, source } = chart;
  if (kind === "always") return true;
  if (kind === "event") return triggers.has(`event:${event}`);
  if (kind === "done") return [...states].some((path) => isFinalChild(plan, path, source));
  return triggers.has(
    `${source}|${kind === "after" ? `after:${delay}` : kind === "invoke-done" ? `done:${invoke}` : `error:${invoke}`}`,
  );
}

function isFinalChild(plan: Plan, path: string, parent: string): boolean {
  return plan.chart.byPath.get(path)!.type === "final" && isWithin(path, parent);
}

/** What may happen at once because a state is entered: delays that may have passed, lights, and what ends as it begins or is found again. */
function causedByEntering(plan: Plan, path: string): string[] {
  const { tags, invokes } = plan.chart.byPath.get(path)!;
  const delays = (plan.delaysOf.get(path) ?? []).filter((name) => mayBeOver(plan.delays.get(name)));
  return [
    ...(plan.approvers.get(path) ?? []).flatMap(({ name }) =>
      (["repeated", "self", "empty"] as const).map((why) => `event:${approverEvent(name, why)}`),
    ),
    ...delays.map((name) => `${path}|after:${name}`),
    ...plan.clocks.filter(({ runs }) => tags.includes(runs)).flatMap(({ name }) => lightsOf(name)),
    ...invokes.flatMap(({ id, src, input }) => {
      const kept = input?.["keep"] === true;
      const endsAtOnce = src === "ballot" || (src === "procedure" && input?.["each"] !== undefined);
      return [
        ...(endsAtOnce || kept ? [`${path}|done:${id}`] : []),
        ...(kept ? [`${path}|error:${id}`] : []),
        ...(src === "ballot" ? [`event:ballot.${id}.silent`] : []),
      ];
    }),
  ];
}

/** A clock goes on when a state is left that has stopped it. */
function causedByLeaving(plan: Plan, path: string): string[] {
  const { tags } = plan.chart.byPath.get(path)!;
  return plan.clocks.filter(({ stops }) => tags.includes(stops)).flatMap(({ name }) => lightsOf(name));
}

/** Some actions move clocks and ballots, of which something may come at once. */
function causedByActions(plan: Plan, actions: readonly ActionConfig[]): string[] {
  return actions.flatMap(({ params }) => {
    const [clock, ballot] = [params?.["clock"], params?.["ballot"]];
    return [
      ...(typeof clock === "string" ? lightsOf(clock) : []),
      ...(typeof ballot === "string"
        ? [...plan.invocations.values()]
            .filter(({ src, id }) => src === "ballot" && id === ballot)
            .map(({ state, id }) => `${state}|done:${id}`)
        : []),
    ];
  });
}

function lightsOf(clock: string): string[] {
  return lights.map((light) => `event:clock.${clock}.${light}`);
}

/** Deciding an appeal may set a light aside. */
function setAsides({ clocks }: Plan): string[] {
  return clocks.filter(({ appeal }) => appeal !== null).map(({ name }) => `event:clock.${name}.setAside`);
}

function mayBeOver(delay: DelayPlan | undefined): boolean {
  const { limit, from, resume } = (delay?.definition ?? {}) as {
    limit?: Json;
    from?: Json;
    resume?: boolean;
  };
  return resume === true || from !== undefined || typeof limit !== "number" || limit <= 0;
}

/** The innermost state around a transition that is neither left nor entered by it, at most. */
function domainOf({ chart: { source, targets } }: TransitionPlan): string {
  const parts = source === "" ? [] : source.split(".");
  for (let length = parts.length - 1; length > 0; length--) {
    const around = parts.slice(0, length).join(".");
    if (targets.every((target) => target !== around && isWithin(target, around))) return around;
  }
  return "";
}

/** All states that may be entered on the way to a target: those around it, regions beside it, what it begins with, what a history may remember. */
function entered(plan: Plan, target: string, domain: string): string[] {
  const state = plan.chart.byPath.get(target)!;
  const within =
    state.type === "history"
      ? plan.chart.states
          .filter(({ path, type }) => type !== "history" && isWithin(path, state.parent!))
          .map(({ path }) => path)
      : initialStates(plan.chart, target);
  const found = [
    ...within,
    ...(state.type === "history"
      ? state.historyTargets.flatMap((path) => initialStates(plan.chart, path))
      : []),
  ];
  for (
    let around = state.parent;
    around !== null && isWithin(around, domain);
    around = plan.chart.byPath.get(around)!.parent
  ) {
    found.push(around);
    if (plan.chart.byPath.get(around)!.type === "parallel") found.push(...initialStates(plan.chart, around));
  }
  return found;
}

/** Facts and roles that what a person is shown may ask for. */
function viewed(plan: Plan, reading: Reading, active: readonly string[]): Needs {
  const reads = viewReads(plan, reading, new Set(active));
  appealReads(plan, (roles) => roleReads(plan, roles)).forEach((path) => reads.add(path));
  return needsOf(plan, reads, new Set());
}

/** Paths that the tasks and offers of some states may read. */
function viewReads(plan: Plan, reading: Reading, states: ReadonlySet<string>): Set<string> {
  const reads = new Set<string>();
  const note = (paths: readonly string[]) => paths.forEach((path) => reads.add(path));
  for (const { chart } of plan.transitions.values())
    if (chart.event !== undefined && states.has(chart.source)) {
      note(reading.transitions.get(chart.id)!);
      note(senderReads(plan, chart.event));
    }
  for (const path of states) {
    const { meta, invokes } = plan.chart.byPath.get(path)!;
    const to = typeof meta.task === "object" ? meta.task.to : undefined;
    if (to !== undefined) note(Array.isArray(to) ? roleReads(plan, rolesNamed(to)) : plan.compile(to).reads);
    for (const { id, src } of invokes) {
      const ballot = src === "ballot" ? plan.ballots.get(id)?.definition : undefined;
      for (const event of [ballot?.cast, ballot?.recusal])
        if (event !== undefined) note(senderReads(plan, event));
      if (ballot?.casting !== undefined) note(roleReads(plan, [ballot.casting]));
    }
  }
  for (const { each, to, definition } of plan.obligations)
    note([...each.reads, ...(to?.reads ?? []), ...roleReads(plan, rolesNamed(definition.to))]);
  return reads;
}

function needsOf(plan: Plan, reads: ReadonlySet<string>, roles: ReadonlySet<string>): Needs {
  const all = Object.keys(plan.procedure.facts ?? {});
  const named = (fact: string) =>
    [...reads].some(
      (path) => path === "" || path === "fact" || path === `fact.${fact}` || path.startsWith(`fact.${fact}.`),
    );
  return { facts: all.filter(named), roles: [...roles].sort() };
}
