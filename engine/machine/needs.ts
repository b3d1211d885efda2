import type { ActionConfig, ChartState, Json } from "../model/index.ts";
import { initialStates, isWithin } from "../model/index.ts";
import type { Rule } from "../rules/index.ts";
import { compileAction } from "./actions/index.ts";
import { firstDue } from "./happening.ts";
import { invocationKey } from "./plan.ts";
import type { DelayPlan, Plan, TransitionPlan } from "./plan.ts";
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
      return remembered(`${first}\n${active.join("\n")}`, () => reach(plan, reading, active, first));
    },
    toView(state) {
      const active = Object.keys(state.entered);
      return remembered(`view\n${active.join("\n")}`, () => viewed(plan, reading, active));
    },
  };
}

// ------------------------------------------------------------- what is read where

interface Reading {
  transitions: ReadonlyMap<string, readonly string[]>;
  states: ReadonlyMap<
    string,
    { entry: readonly string[]; exit: readonly string[]; roles: readonly string[] }
  >;
}

function readingOf(plan: Plan): Reading {
  return {
    transitions: new Map(
      [...plan.transitions].map(([id, { chart, guard }]) => [
        id,
        [...(guard?.reads ?? []), ...actionReads(plan, chart.actions), ...roleReads(plan, chart.by ?? [])],
      ]),
    ),
    states: new Map(
      plan.chart.states.map((state) => [
        state.path,
        {
          entry: [...actionReads(plan, state.entry), ...beginningReads(plan, state)],
          exit: actionReads(plan, state.exit),
          roles: electorRoles(plan, state),
        },
      ]),
    ),
  };
}

/** Compiles actions once more, to see what their logic and templates read. */
function actionReads(plan: Plan, actions: readonly ActionConfig[]): string[] {
  const reads: string[] = [];
  const noting = (rule: Rule): Rule => {
    reads.push(...rule.reads);
    return rule;
  };
  const watched: Plan = {
    ...plan,
    compile: (logic) => noting(plan.compile(logic)),
    template: (template) => noting(plan.template(template)),
  };
  for (const action of actions) compileAction(action, watched);
  return [
    ...reads,
    ...actions.flatMap(({ params }) => rolesNamed(params?.["to"])).flatMap((role) => roleReads(plan, [role])),
  ];
}

function rolesNamed(to: Json | undefined): string[] {
  return Array.isArray(to) ? to.filter((role) => typeof role === "string") : [];
}

function roleReads(plan: Plan, roles: readonly string[]): string[] {
  return roles.flatMap((name) => {
    const role = plan.roles.get(name);
    if (role === undefined || role.kind === "directory") return [];
    return [...(role.kind === "is" ? role.who : role.rows).reads];
  });
}

/** What begins when a state is entered: delays, clocks, ballots, children and calls; and what a final state gives. */
function beginningReads(plan: Plan, { path, config, tags, invokes }: ChartState): string[] {
  const rules: (Rule | null)[] = [];
  for (const name of Object.keys(config.after ?? {})) rules.push(...delayRules(plan.delays.get(name)));
  for (const { runs, limit, from } of plan.clocks) if (tags.includes(runs)) rules.push(limit, from);
  const reads: string[] = [];
  for (const { id, src } of invokes) {
    reads.push(...(plan.invocations.get(invocationKey(path, id))?.reads ?? []));
    const ballot = src === "ballot" ? plan.ballots.get(id) : undefined;
    if (ballot === undefined) continue;
    const { electors, weight, present, quorum, pass, definition } = ballot;
    rules.push(
      electors,
      weight,
      present,
      ...quorum,
      ...pass,
      ...delayRules(plan.delays.get(definition.close ?? "")),
    );
    if ("role" in definition.electors) reads.push(...roleReads(plan, [definition.electors.role]));
  }
  if (config.output !== undefined) rules.push(plan.template(config.output));
  return [...reads, ...rules.flatMap((rule) => rule?.reads ?? [])];
}

function delayRules(delay: DelayPlan | undefined): (Rule | null)[] {
  return delay === undefined ? [] : [delay.limit, delay.from, delay.until];
}

function electorRoles(plan: Plan, { invokes }: ChartState): string[] {
  return invokes.flatMap(({ id, src }) => {
    const electors = src === "ballot" ? plan.ballots.get(id)?.definition.electors : undefined;
    if (electors === undefined || !("role" in electors)) return [];
    const { role } = electors;
    return (plan.roles.get(role)?.kind ?? "directory") === "directory" ? [role] : [];
  });
}

// ------------------------------------------------------------- what is reached

/** What sets a step off, as a text: `open`, `event:GO`, or the trigger of transitions with the state they belong to. */
function triggerOf(plan: Plan, state: CaseState, stimulus: Stimulus): string {
  if (stimulus.kind === "event") {
    const { type } = stimulus.event;
    if (!plan.events.has(type)) return "nothing";
    const ballots = ballotsTaking(state, plan, type).map(({ token }) => state.invocations[token]!);
    return [`event:${type}`, ...ballots.map(({ state: owner, id }) => `${owner}|done:${id}`)].join(" ");
  }
  if (stimulus.kind === "due") {
    const due = firstDue(plan, state);
    if (due === null) return "nothing";
    if ("light" in due) return `event:clock.${due.light.clock}.${due.light.light}`;
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
  return `${invocation.state}|done:${invocation.id} ${invocation.state}|error:${invocation.id}`;
}

/** Goes through everything that may follow, until nothing new is found. */
function reach(plan: Plan, reading: Reading, active: readonly string[], first: string): Needs {
  const reads = new Set<string>();
  const roles = new Set<string>();
  const states = new Set(active);
  const taken = new Set<TransitionPlan>();
  const triggers = new Set(first.split(" "));

  const enter = (path: string): void => {
    if (states.has(path)) return;
    states.add(path);
    for (const read of reading.states.get(path)!.entry) reads.add(read);
    for (const role of reading.states.get(path)!.roles) roles.add(role);
    for (const trigger of causedBy(plan, path)) triggers.add(trigger);
  };
  const take = (transition: TransitionPlan): void => {
    if (taken.has(transition)) return;
    taken.add(transition);
    for (const read of reading.transitions.get(transition.chart.id)!) reads.add(read);
    const domain = domainOf(transition);
    for (const path of states)
      if (transition.chart.targets.length > 0 && isWithin(path, domain))
        for (const read of reading.states.get(path)!.exit) reads.add(read);
    for (const target of transition.chart.targets) entered(plan, target, domain).forEach(enter);
  };

  for (const trigger of triggers)
    if (trigger.startsWith("event:"))
      for (const read of senderReads(plan, trigger.slice("event:".length))) reads.add(read);
  if (first === "open") {
    for (const read of [...(plan.opening.where?.reads ?? []), ...roleReads(plan, plan.opening.by)])
      reads.add(read);
    initialStates(plan.chart, "").forEach(enter);
  }
  for (let before = -1; before !== taken.size + states.size;) {
    before = taken.size + states.size;
    for (const transition of plan.transitions.values())
      if (states.has(transition.chart.source) && isTriggered(plan, transition, triggers, states))
        take(transition);
  }
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

/** What may happen at once because a state is entered: delays that may have passed, lights, ballots and lists that end as they begin. */
function causedBy(plan: Plan, path: string): string[] {
  const { config, tags, invokes } = plan.chart.byPath.get(path)!;
  const delays = Object.keys(config.after ?? {}).filter((name) => mayBeOver(plan.delays.get(name)));
  const clocks = plan.clocks.filter(
    ({ runs, definition }) => tags.includes(runs) && mayHavePassed(definition),
  );
  return [
    ...delays.map((name) => `${path}|after:${name}`),
    ...clocks.flatMap(({ name }) => ["blue", "yellow", "red"].map((light) => `event:clock.${name}.${light}`)),
    ...invokes
      .filter(({ src, input }) => src === "ballot" || (src === "procedure" && input?.["each"] !== undefined))
      .map(({ id }) => `${path}|done:${id}`),
    ...invokes.filter(({ src }) => src === "ballot").map(({ id }) => `event:ballot.${id}.silent`),
  ];
}

function mayBeOver(delay: DelayPlan | undefined): boolean {
  const definition = delay?.definition as { limit?: Json; from?: Json } | undefined;
  return mayHavePassed({
    limit: definition?.limit ?? null,
    ...(definition?.from === undefined ? {} : { from: definition.from }),
  });
}

function mayHavePassed({ limit, from }: { limit: Json; from?: Json }): boolean {
  return from !== undefined || typeof limit !== "number" || limit <= 0;
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
  const reads = new Set<string>();
  const note = (paths: readonly string[]) => paths.forEach((path) => reads.add(path));
  const states = new Set(active);
  for (const { chart } of plan.transitions.values())
    if (chart.event !== undefined && states.has(chart.source)) {
      note(reading.transitions.get(chart.id)!);
      note(senderReads(plan, chart.event));
    }
  for (const path of active) {
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
  return needsOf(plan, reads, new Set());
}

function needsOf(plan: Plan, reads: ReadonlySet<string>, roles: ReadonlySet<string>): Needs {
  const all = Object.keys(plan.procedure.facts ?? {});
  const named = (fact: string) =>
    [...reads].some(
      (path) => path === "" || path === "fact" || path === `fact.${fact}` || path.startsWith(`fact.${fact}.`),
    );
  return { facts: all.filter(named), roles: [...roles].sort() };
}
