import type {
  BallotDefinition,
  Chart,
  ChartTransition,
  ClockDefinition,
  EventDefinition,
  GuardConfig,
  Json,
  JsonObject,
  Logic,
  Pack,
  Procedure,
  Template,
} from "../model/index.ts";
import {
  appealOf,
  dataSchema,
  defaults,
  openingSchema,
  payloadSchema,
  procedureChart,
  stagesOf,
  takenField,
} from "../model/index.ts";
import type { Rule } from "../rules/index.ts";
import { createRules } from "../rules/index.ts";
import type { Zone } from "../time/index.ts";
import { createZone } from "../time/index.ts";
import { planAppeal } from "./plan-appeals.ts";
import type { AppealPlan } from "./plan-appeals.ts";
import { planApprovers } from "./plan-approvers.ts";
import type { StagePlan } from "./plan-approvers.ts";
import { delaysOf, planDelays } from "./plan-delays.ts";
import type { DelayPlan } from "./plan-delays.ts";
import { planInvocations } from "./plan-invocations.ts";
import type { InvocationPlan } from "./plan-invocations.ts";
import { planObligation } from "./plan-obligations.ts";
import type { ObligationPlan } from "./plan-obligations.ts";
import { planTakeBacks } from "./plan-take-backs.ts";
import type { TakeBackPlan } from "./plan-take-backs.ts";
import { planRoles } from "./roles.ts";
import type { RolePlan } from "./roles.ts";
import { refuseUnknownNames } from "./unknown-names.ts";

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
  /** Names of the delays that begin in a state, by its path. */
  readonly delaysOf: ReadonlyMap<string, readonly string[]>;
  /** In the order in which they are declared (A2). */
  readonly clocks: readonly ClockPlan[];
  readonly ballots: ReadonlyMap<string, BallotPlan>;
  /** In the order in which they are declared (A2). */
  readonly obligations: readonly ObligationPlan[];
  readonly returns: ReadonlyMap<string, ReturnPlan>;
  /** Stages of `approvers` by path. */
  readonly approvers: ReadonlyMap<string, readonly StagePlan[]>;
  readonly takeBacks: TakeBackPlan;
  readonly opening: OpeningPlan;
  /** By id of the transition. */
  readonly transitions: ReadonlyMap<string, TransitionPlan>;
  /** Transitions on events of people, by event and by state, in written order. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, readonly TransitionPlan[]>>;
  /** By path of the state and id of the invocation. */
  readonly invocations: ReadonlyMap<string, InvocationPlan>;
  /** What a new round is opened with (H15), where `common` says it. */
  readonly reopening: Rule | null;
  /** What separation of duties asks about: only this is remembered (B2). */
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
export interface ClockPlan {
  name: string;
  definition: ClockDefinition;
  limit: Rule;
  from: Rule | null;
  runs: string;
  stops: string;
  /** Null where its lights cannot be appealed against. */
  appeal: AppealPlan | null;
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
    delays: planDelays(procedure, chart, { compile, template }),
    delaysOf: delaysOf(chart),
    clocks: Object.entries(procedure.clocks ?? {}).map(([name, definition]): ClockPlan => ({
      name,
      definition,
      limit: compile(definition.limit),
      from: optional(definition.from),
      runs: `clock:${name}`,
      stops: `clock:${name}:stop`,
      appeal: planAppeal(appealOf(procedure, name), compile),
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
    approvers: planApprovers(procedure, chart, template),
    takeBacks: planTakeBacks(procedure, chart),
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
      ...Object.values(procedure.approvers ?? {}).map(({ of = "case.open" }) => of),
    ]),
    reads,
    schema,
    checkData: first(schema),
    check: first,
    compile,
    template,
  };
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

function mapOf<T, U>(
  record: Record<string, T> | undefined,
  plan: (definition: T, name: string) => U,
): Map<string, U> {
  return new Map(Object.entries(record ?? {}).map(([name, definition]) => [name, plan(definition, name)]));
}
