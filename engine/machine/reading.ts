import type { ActionConfig, ChartState, ChartTransition } from "../model/index.ts";
import { policyOf } from "../model/index.ts";
import type { Rule } from "../rules/index.ts";
import { compileAction } from "./actions/index.ts";
import { invocationKey } from "./plan-invocations.ts";
import { directoryRoles, superiorOf } from "./plan-approvers.ts";
import type { DelayPlan } from "./plan-delays.ts";
import type { Plan } from "./plan.ts";
import { rolesNamed } from "./roles.ts";
import { compileTakeBack } from "./taking-back.ts";
import { compileLapse } from "./timeouts.ts";

/** What every transition and state of a machine may read, as paths of the scope, and the roles whose people it asks for. */
export interface Reading {
  transitions: ReadonlyMap<string, readonly string[]>;
  states: ReadonlyMap<
    string,
    { entry: readonly string[]; exit: readonly string[]; roles: readonly string[] }
  >;
}

export function readingOf(plan: Plan): Reading {
  return {
    transitions: new Map(
      [...plan.transitions].map(([id, { chart, guard }]) => [
        id,
        [
          ...(guard?.reads ?? []),
          ...actionReads(plan, chart.actions),
          ...roleReads(plan, chart.by ?? []),
          ...lapseReads(plan, chart),
          ...readsOf(plan, (watched) => void compileTakeBack(chart, watched)),
        ],
      ]),
    ),
    states: new Map(
      plan.chart.states.map((state) => [
        state.path,
        {
          entry: [
            ...actionReads(plan, state.entry),
            ...beginningReads(plan, state),
            ...approverReads(plan, state.path),
          ],
          exit: actionReads(plan, state.exit),
          roles: [
            ...electorRoles(plan, state),
            ...directoryRoles(plan.approvers.get(state.path) ?? [], plan.roles),
          ],
        },
      ]),
    ),
  };
}

function actionReads(plan: Plan, actions: readonly ActionConfig[]): string[] {
  return [
    ...readsOf(plan, (watched) => actions.forEach((action) => compileAction(action, watched))),
    ...actions.flatMap(({ params }) => rolesNamed(params?.["to"])).flatMap((role) => roleReads(plan, [role])),
  ];
}

/** What a timeout does reads the case for whom it tells, what it says and what it sends; and whoever is asked in its state. */
function lapseReads(plan: Plan, chart: ChartTransition): string[] {
  const { lapsing, delay, source } = chart;
  if (lapsing === undefined) return [];
  const { remind, over } = plan.procedure.timeouts![lapsing.name]!;
  const to = lapsing.does === "remind" ? remind![lapsing.reminder]!.to : policyOf(over!).what;
  const asked = [...plan.named.values()].flatMap((states) => states.get(source) ?? []);
  return [
    ...readsOf(plan, (watched) => void compileLapse(chart, watched)),
    ...(plan.delays.get(delay ?? "")?.payload?.reads ?? []),
    ...roleReads(plan, rolesNamed(to)),
    ...asked.flatMap(({ chart: { event, by } }) =>
      roleReads(plan, by ?? plan.events.get(event!)?.definition.by ?? []),
    ),
  ];
}

/** Whether a stage has an approver of its own is looked at when it is entered. */
function approverReads(plan: Plan, path: string): string[] {
  return (plan.approvers.get(path) ?? []).flatMap(({ roles, payload, definition }) => {
    const to = superiorOf(definition) ?? undefined;
    const reads =
      to === undefined || Array.isArray(to) ? roleReads(plan, rolesNamed(to)) : plan.compile(to).reads;
    return [...roleReads(plan, roles), ...(payload?.reads ?? []), ...reads];
  });
}

/** Compiles something once more, to see what its logic and templates read. */
function readsOf(plan: Plan, compile: (watched: Plan) => void): string[] {
  const reads: string[] = [];
  const noting = (rule: Rule): Rule => {
    reads.push(...rule.reads);
    return rule;
  };
  compile({
    ...plan,
    compile: (logic) => noting(plan.compile(logic)),
    template: (template) => noting(plan.template(template)),
  });
  return reads;
}

/** What deciding who has some roles may read. */
export function roleReads(plan: Plan, roles: readonly string[]): string[] {
  return roles.flatMap((name) => {
    const role = plan.roles.get(name);
    if (role === undefined || role.kind === "directory") return [];
    return [...(role.kind === "is" ? role.who : role.rows).reads];
  });
}

/** What begins when a state is entered: delays, clocks, ballots, children and calls; and what a final state gives. */
function beginningReads(plan: Plan, { path, config, tags, invokes }: ChartState): string[] {
  const rules: (Rule | null)[] = [];
  for (const name of plan.delaysOf.get(path) ?? []) rules.push(...delayRules(plan.delays.get(name)));
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
