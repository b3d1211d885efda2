import type {
  BallotDefinition,
  Chart,
  ChartTransition,
  ClockDefinition,
  DelayDefinition,
  EventDefinition,
  GuardConfig,
  InvokeConfig,
  Json,
  JsonObject,
  Logic,
  ObligationDefinition,
  Pack,
  Procedure,
  Template,
} from "../model/index.ts";
import {
  dataSchema,
  defaults,
  openingSchema,
  payloadSchema,
  procedureChart,
  stagePath,
  stagesOf,
  takenField,
} from "../model/index.ts";
import type { Budget, Rule, Scope } from "../rules/index.ts";
import { createRules } from "../rules/index.ts";
import type { Zone } from "../time/index.ts";
import { createZone } from "../time/index.ts";
import { own } from "./data.ts";
import { openingDataOf } from "./opening-data.ts";
import { planRoles } from "./roles.ts";
import type { RolePlan } from "./roles.ts";

/** Everything of a definition that a step needs, compiled once: a step looks nothing up in the text of the definition. */
export interface Plan {
  readonly pack: Pack;
  readonly procedure: Procedure;
  readonly parameters: JsonObject;
  readonly zone: Zone;
  readonly chart: Chart;
  readonly roles: ReadonlyMap<string, RolePlan>;
  readonly events: ReadonlyMap<string, EventPlan>;
  readonly delays: ReadonlyMap<string, DelayPlan>;
  /** In the order in which they are declared (A2). */
  readonly clocks: readonly ClockPlan[];
  readonly ballots: ReadonlyMap<string, BallotPlan>;
  /** In the order in which they are declared (A2). */
  readonly obligations: readonly ObligationPlan[];
  readonly returns: ReadonlyMap<string, ReturnPlan>;
  readonly opening: OpeningPlan;
  /** By id of the transition. */
  readonly transitions: ReadonlyMap<string, TransitionPlan>;
  /** Transitions on events of people, by event and by state, in written order. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, readonly TransitionPlan[]>>;
  /** By path of the state and id of the invocation. */
  readonly invocations: ReadonlyMap<string, InvocationPlan>;
  /** What separation of duties asks about: only this is remembered (B2). */
  /** What a new round is opened with (H15), where `common` says it. */
  readonly reopening: Rule | null;
  readonly watchedActs: ReadonlySet<string>;
  /** What any rule may read beside data and event: computed only if it is. */
  readonly reads: { clock: boolean; ballot: boolean; as: boolean };
  readonly schema: JsonObject;
  checkData(data: JsonObject): Fault | null;
  /** Compiles a check of what is said with a common act. */
  check(schema: JsonObject): Check;
  compile(logic: Logic): Rule;
  template(template: Template): Rule;
}

/** What is wrong with a value, at a JSON pointer into it. */
export interface Fault {
  path: string;
  message: { en: string; "zh-CN": string };
}
export type Check = (value: Json) => Fault | null;

export interface EventPlan {
  name: string;
  definition: EventDefinition;
  schema: JsonObject;
  check: Check;
  /** Nothing has to be sent with it. */
  takesNothing: boolean;
  /** Some transition on it narrows who may take it. */
  isNarrowed: boolean;
  where: Rule | null;
  /** Paths that `saves` copies; empty where it does not. */
  saved: readonly { path: readonly string[]; optional: boolean }[];
}
export interface DelayPlan {
  name: string;
  definition: DelayDefinition;
  limit: Rule | null;
  from: Rule | null;
  until: Rule | null;
}
export interface ClockPlan {
  name: string;
  definition: ClockDefinition;
  limit: Rule;
  from: Rule | null;
  runs: string;
  stops: string;
}
export interface BallotPlan {
  name: string;
  definition: BallotDefinition;
  electors: Rule | null;
  weight: Rule | null;
  present: Rule | null;
  /** Minimums of the thresholds, in written order. */
  quorum: readonly (Rule | null)[];
  pass: readonly (Rule | null)[];
}
export interface ObligationPlan {
  name: string;
  definition: ObligationDefinition;
  each: Rule;
  /** Path of the key inside a row. */
  key: readonly string[];
  due: Rule;
  open: Rule;
  /** Logic that gives ids; null where `to` names roles or is not there. */
  to: Rule | null;
  /** Nothing but the data decides which rows are open and when they are due. */
  isOfData: boolean;
  /** The list keeps something from somebody: its keys are told to nobody in passing. */
  isConfidential: boolean;
}
export interface ReturnPlan {
  inside: string;
  /** Paths, in order. */
  stages: readonly string[];
}
export interface OpeningPlan {
  by: readonly string[];
  where: Rule | null;
  check: Check;
  fill(data: JsonObject): JsonObject;
}
export interface TransitionPlan {
  chart: ChartTransition;
  guard: Rule | null;
  /** The named rules that the guard asks, for the words of a refusal; none of a guard written in place. */
  rules: readonly NamedRule[];
  /** Whether one of these rules is enough. */
  any: boolean;
}
export interface NamedRule {
  name: string;
  rule: Rule;
}
export interface InvocationPlan {
  state: string;
  id: string;
  src: InvokeConfig["src"];
  input: JsonObject;
  /** What a child is opened with, or what a call is sent; null for a ballot. */
  body: ((scope: Scope, budget: Budget) => Json) | null;
  reads: readonly string[];
  each: Rule | null;
  keep: boolean;
}

/** Compiles checks of values; the engine's own rules of what a schema means stay outside. */
export interface PlanValidator {
  compile(schema: JsonObject): (value: Json) => Fault[];
}

/** @throws for a definition that cannot be run; the checker has said so before, with a place. */
export function planProcedure(
  pack: Pack,
  procedure: Procedure,
  parameters: JsonObject,
  validator: PlanValidator,
): Plan {
  const calendar = pack.calendars[pack.calendar];
  if (calendar === undefined) throw new Error(`The pack ${pack.id} has no calendar ${pack.calendar}`);
  const zone = createZone(pack.timeZone, calendar);
  const rules = createRules({
    ...(procedure.rules === undefined ? {} : { rules: procedure.rules }),
    ...(procedure.decisions === undefined ? {} : { decisions: procedure.decisions }),
    zone,
  });
  const reads = { clock: false, ballot: false, as: false };
  const noted = (rule: Rule): Rule => {
    for (const path of rule.reads) {
      reads.clock ||= path === "" || path.startsWith("clock");
      reads.ballot ||= path === "" || path.startsWith("ballot");
      reads.as ||= path === "" || path === "by" || path.startsWith("by.as");
    }
    return rule;
  };
  const compile = (logic: Logic): Rule => noted(rules.compile(logic));
  const template = (written: Template): Rule => noted(rules.template(written));
  const optional = (logic: Logic | undefined): Rule | null => (logic === undefined ? null : compile(logic));
  const optionalTemplate = (written: Template | undefined): Rule | null =>
    written === undefined ? null : template(written);
  const reopening = procedure.common?.reopen;
  const first = (schema: JsonObject): Check => {
    const check = validator.compile(schema);
    return (value) => check(value)[0] ?? null;
  };

  const chart = procedureChart(procedure);
  refuseUnknownNames(procedure, chart);
  const events = mapOf(procedure.events, (definition, name): EventPlan => {
    const schema = payloadSchema(procedure, name);
    const check = first(schema);
    return {
      name,
      definition,
      schema,
      check,
      takesNothing: check({}) === null,
      isNarrowed: chart.transitions.some(
        (one) => one.event === name && (one.by ?? one.apartFrom) !== undefined,
      ),
      where: optional(definition.where),
      saved:
        definition.saves === true
          ? (definition.takes ?? [])
              .map(takenField)
              .map(({ path, ...rest }) => ({ path: path.split("."), ...rest }))
          : [],
    };
  });
  const transitions = new Map(
    chart.transitions.map((transition): [string, TransitionPlan] => [
      transition.id,
      { chart: transition, ...planGuard(transition.guard, compile) },
    ]),
  );
  const schema = dataSchema(procedure);
  const openingCheck = first(openingSchema(procedure));
  return {
    pack,
    procedure,
    parameters,
    zone,
    chart,
    roles: planRoles({ ...pack.roles, ...procedure.roles }, compile),
    events,
    delays: mapOf(procedure.delays, (definition, name): DelayPlan => {
      const { limit, from, until } = definition as { limit?: Logic; from?: Logic; until?: Logic };
      return { name, definition, limit: optional(limit), from: optional(from), until: optional(until) };
    }),
    clocks: Object.entries(procedure.clocks ?? {}).map(([name, definition]): ClockPlan => ({
      name,
      definition,
      limit: compile(definition.limit),
      from: optional(definition.from),
      runs: `clock:${name}`,
      stops: `clock:${name}:stop`,
    })),
    ballots: mapOf(procedure.ballots, (definition, name): BallotPlan => {
      const { electors, quorum, pass } = definition;
      return {
        name,
        definition,
        electors:
          "from" in electors
            ? compile(electors.from)
            : "rows" in electors
              ? compile({ var: electors.rows })
              : null,
        weight: optional(definition.weight),
        present: optional(definition.present),
        quorum: [quorum ?? []].flat().map(({ minimum }) => optional(minimum)),
        pass: [pass ?? []].flat().map(({ minimum }) => optional(minimum)),
      };
    }),
    obligations: Object.entries(procedure.obligations ?? {}).map(([name, definition]) =>
      planObligation(name, definition, procedure, compile),
    ),
    returns: mapOf(procedure.returns, (one): ReturnPlan => ({
      inside: one.in,
      stages: stagesOf(chart, one),
    })),
    opening: {
      by: procedure.opening.by,
      where: optional(procedure.opening.where),
      check: openingCheck,
      fill: (data) => defaults(procedure.data, data),
    },
    transitions,
    named: byEvent(transitions.values()),
    invocations: planInvocations(pack, chart, compile, template),
    reopening: reopening === undefined || reopening === false ? null : optionalTemplate(reopening.data),
    watchedActs: new Set([
      ...Object.values(procedure.events).flatMap(({ apartFrom }) => apartFrom ?? []),
      ...chart.transitions.flatMap(({ apartFrom }) => apartFrom ?? []),
    ]),
    reads,
    schema,
    checkData: first(schema),
    check: first,
    compile,
    template,
  };
}

/** XState notices a missing name when it comes to it, or never; so that a case never does, they are looked up here. */
function refuseUnknownNames(
  { id, delays = {}, ballots = {}, events, clocks = {}, returns = {}, holds = {} }: Procedure,
  chart: Chart,
): void {
  const unknown = (what: string, name: string, where: string): never => {
    throw new Error(`The machine of ${id} names the ${what} “${name}” at ${where}, and there is none`);
  };
  for (const { target, pointer } of chart.faults) unknown("state", target, pointer);
  for (const { pointer, config, invokes } of chart.states) {
    for (const name of Object.keys(config.after ?? {}))
      if (!Object.hasOwn(delays, name)) unknown("delay", name, pointer);
    for (const { src, id: name } of invokes) {
      if (!Object.hasOwn(bodies, src)) unknown("actor", src, pointer);
      if (src === "ballot" && !Object.hasOwn(ballots, name)) unknown("ballot", name, pointer);
    }
  }
  for (const [name, { close }] of Object.entries(ballots))
    if (close !== undefined && !Object.hasOwn(delays, close)) unknown("delay", close, `the ballot ${name}`);
  for (const [name, one] of Object.entries(returns)) {
    const where = `the return ${name}`;
    if (!Object.hasOwn(events, one.event)) unknown("event", one.event, where);
    for (const stage of one.stages)
      if (stagePath(chart, one.in, stage) === null) unknown("stage", stage, where);
  }
  for (const [name, { by, end, in: states, stops = [] }] of Object.entries(holds)) {
    const where = `the hold ${name}`;
    for (const event of [by, end]) if (!Object.hasOwn(events, event)) unknown("event", event, where);
    for (const state of states) if (!chart.byPath.has(state)) unknown("state", state, where);
    for (const clock of stops) if (!Object.hasOwn(clocks, clock)) unknown("clock", clock, where);
  }
}

function planGuard(
  guard: GuardConfig | undefined,
  compile: (logic: Logic) => Rule,
): Omit<TransitionPlan, "chart"> {
  if (guard === undefined) return { guard: null, rules: [], any: false };
  if (typeof guard === "string") {
    const rule = compile({ rule: guard });
    return { guard: rule, rules: [{ name: guard, rule }], any: false };
  }
  if (guard.type === "when") return { guard: compile(guard.params), rules: [], any: false };
  const all = "all" in guard.params;
  const names = "all" in guard.params ? guard.params.all : guard.params.any;
  const parts = names.map((name) => ({ rule: name }));
  return {
    guard: compile(parts.length === 0 ? all : { [all ? "and" : "or"]: parts }),
    rules: parts.map((part) => ({ name: part.rule, rule: compile(part) })),
    any: !all,
  };
}

function planObligation(
  name: string,
  definition: ObligationDefinition,
  { data }: Procedure,
  compile: (logic: Logic) => Rule,
): ObligationPlan {
  const each = compile({ var: definition.each });
  const [due, open] = [compile(definition.due), compile(definition.open)];
  const top = own((own(data, "properties") ?? {}) as JsonObject, definition.each.split(".")[1] ?? "");
  const list = JSON.stringify(top ?? data);
  return {
    name,
    definition,
    each,
    key: definition.key.split("."),
    due,
    open,
    to: definition.to === undefined || Array.isArray(definition.to) ? null : compile(definition.to),
    isOfData: [each, due, open].every(({ reads }) =>
      reads.every((path) => /^(data|row|index|param|case)(\.|$)/.test(path) && path !== "case.revision"),
    ),
    isConfidential: /"confidential":/.test(list.includes('"$ref":') ? JSON.stringify(data) : list),
  };
}

function byEvent(transitions: Iterable<TransitionPlan>): Map<string, Map<string, TransitionPlan[]>> {
  const found = new Map<string, Map<string, TransitionPlan[]>>();
  for (const transition of transitions) {
    const { event, source } = transition.chart;
    if (event === undefined) continue;
    const states = found.get(event) ?? new Map<string, TransitionPlan[]>();
    states.set(source, [...(states.get(source) ?? []), transition]);
    found.set(event, states);
  }
  return found;
}

function planInvocations(
  pack: Pack,
  chart: Chart,
  compile: (logic: Logic) => Rule,
  template: (template: Template) => Rule,
): ReadonlyMap<string, InvocationPlan> {
  const found = new Map<string, InvocationPlan>();
  for (const { path, invokes } of chart.states)
    for (const { id, src, input = {} } of invokes) {
      const body =
        src === "ballot" ? null : template(own(input, src === "procedure" ? "data" : "input") ?? {});
      const list = own(input, "each");
      const each = list === undefined ? null : compile(list);
      found.set(invocationKey(path, id), {
        state: path,
        id,
        src,
        input,
        body: body === null ? null : bodies[src](pack, input, body),
        each,
        keep: input["keep"] === true,
        reads: [...(body?.reads ?? []), ...(each?.reads ?? [])],
      });
    }
  return found;
}

const bodies: Record<
  InvokeConfig["src"],
  (pack: Pack, input: JsonObject, template: Rule) => NonNullable<InvocationPlan["body"]>
> = {
  ballot: () => () => null,
  procedure: (pack, input, template) => openingDataOf(pack, String(own(input, "procedure")), template),
  call: (_pack, _input, template) => (scope, budget) => template.evaluate(scope, budget),
};

/** Name of an invocation in a plan: the same id may stand in several states. */
export function invocationKey(state: string, id: string): string {
  return `${state}|${id}`;
}

function mapOf<T, U>(
  record: Record<string, T> | undefined,
  plan: (definition: T, name: string) => U,
): Map<string, U> {
  return new Map(Object.entries(record ?? {}).map(([name, definition]) => [name, plan(definition, name)]));
}
