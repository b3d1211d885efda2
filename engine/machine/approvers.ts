import type { ChartTransition, Json } from "../model/index.ts";
import { approverEvent, refusal } from "../model/index.ts";
import type { Action } from "./actions/index.ts";
import { addresseesOf, whoHas } from "./actions/outward.ts";
import { actedBefore } from "./admission.ts";
import { StepFault } from "./fault.ts";
import type { Happening } from "./happening.ts";
import type { StagePlan } from "./plan-approvers.ts";
import { superiorOf } from "./plan-approvers.ts";
import type { Plan } from "./plan.ts";
import { anyone } from "./roles.ts";
import type { Run } from "./run.ts";
import { letStandIn, standInFor } from "./stand-ins.ts";
import type { ChartEvent } from "./statechart.ts";
import { handingTo, telling } from "./timeouts.ts";

/** What holds where a stage has no approver of its own: nobody, the one whose case it is, or who has approved before (H19). */

/** A stage is entered: what was passed from there on is passed no more, and it is looked at once the step has come to rest. */
export function enterStage(run: Run, stages: readonly StagePlan[]): void {
  for (const { name, definition, place, stage } of stages) {
    const before = run.state.passed?.[name];
    if (before !== undefined) {
      const kept = Object.entries(before).filter(([path]) => definition.in.indexOf(path) < place);
      run.state.passed = { ...run.state.passed, [name]: Object.fromEntries(kept) };
    }
    run.touch("stage", stage);
  }
}

/** Remembers who has passed a stage by what was taken. */
export function rememberPassed(run: Run, ids: readonly string[]): void {
  const { plan } = run;
  if (plan.approvers.size === 0) return;
  for (const id of run.draft.taken) {
    const { source, event } = plan.transitions.get(id)!.chart;
    for (const stage of plan.approvers.get(source) ?? [])
      if (stage.definition.event === event) pass(run, stage, ids);
  }
}

function pass(run: Run, { name, stage }: StagePlan, ids: readonly string[]): void {
  const { passed } = run.state;
  run.state.passed = { ...passed, [name]: { ...passed?.[name], [stage]: [...ids] } };
}

/** What comes of a stage that has just been entered; null where it waits for its approver. */
export function stageWaits(run: Run, path: string): Happening | null {
  if (!Object.hasOwn(run.state.entered, path) || standInFor(run.state, path) !== undefined) return null;
  for (const stage of run.plan.approvers.get(path) ?? []) {
    const asked = askedIn(run, stage);
    const found = asked === null ? null : decided(run, stage, asked);
    if (found !== null) return found;
  }
  return null;
}

function decided(run: Run, stage: StagePlan, asked: readonly string[]): Happening | null {
  const { self = "allow", empty, repeated = "none" } = stage.definition;
  if (asked.length === 0) return empty === "auto" ? passing(stage, "empty") : null;
  const own = run.state.acts[stage.of] ?? [];
  if (self === "skip" && asked.every((id) => own.includes(id))) return passing(stage, "self");
  const left = others(run, stage, asked);
  if (left.length === 0) return superiorOf(stage.definition) === null ? null : handing(run, stage);
  if (repeated === "none") return null;
  const before = passedBefore(run, stage);
  return left.every((id) => before.includes(id)) ? passing(stage, "repeated") : null;
}

/** Those who are asked without the one whose case it is, where that is refused to them. */
function others({ state }: Run, { definition, of }: StagePlan, asked: readonly string[]): string[] {
  const { self = "allow" } = definition;
  const own = state.acts[of] ?? [];
  return asked.filter((id) => self === "allow" || self === "skip" || !own.includes(id));
}

/** Ids of those who may pass a stage; null where they cannot be told, as where anybody may. */
function askedIn(run: Run, { roles, apartFrom }: StagePlan): string[] | null {
  const { plan, state, context, budget } = run;
  const found = whoHas(roles, plan, run.scope(state.data, waiting), budget);
  if (found.roles.some((role) => role === anyone || !Object.hasOwn(context.people, role))) return null;
  const ids = new Set([...found.ids, ...found.roles.flatMap((role) => context.people[role]!)]);
  return [...ids].filter((id) => actedBefore(state, apartFrom, [id]) === null);
}

const waiting: ChartEvent = { type: "case.approver" };

/** Who has passed the stage before, or any before it. */
function passedBefore({ state }: Run, { name, definition, place }: StagePlan): string[] {
  const earlier =
    definition.repeated === "adjacent"
      ? definition.in.slice(Math.max(0, place - 1), place)
      : definition.in.slice(0, place);
  return earlier.flatMap((path) => state.passed?.[name]?.[path] ?? []);
}

function passing(stage: StagePlan, why: "repeated" | "self" | "empty"): Happening {
  const event: ChartEvent = { type: approverEvent(stage.name, why) };
  const { payload } = stage;
  return {
    kind: "approver",
    event,
    shown: event,
    spend: () => undefined,
    ...(payload === null
      ? {}
      : {
          fill(run) {
            const sent = run.evaluate(payload, run.state.data, event);
            return { ...(sent as object), type: event.type };
          },
        }),
  };
}

/** Others are asked in the place of the one whose case it is. */
function handing(run: Run, { name, stage, definition, of }: StagePlan): Happening {
  const shown: ChartEvent = { type: `case.approver.${name}.superior` };
  const own = run.state.acts[of] ?? [];
  const { plan } = run;
  const { message } = definition.self as { message?: string };
  return {
    kind: "approver",
    event: null,
    shown,
    spend(later) {
      const found = addresseesOf(superiorOf(definition)!, plan)(later, later.state.data, shown);
      const audience = { roles: found.roles, ids: found.ids.filter((id) => !own.includes(id)) };
      if (audience.roles.length + audience.ids.length === 0) return nobody(later, stage);
      letStandIn(later, stage, { alone: true, ...audience });
      telling(message, handingTo(stage, plan), plan)(later, later.state.data, shown, audience);
      later.note({ note: "approver", name, state: stage, why: "superior", ...audience });
    },
  };
}

function nobody(run: Run, stage: string): void {
  const { chart, procedure } = run.plan;
  const { en, "zh-CN": zh } = chart.byPath.get(stage)?.title ?? procedure.title;
  run.note({
    note: "incident",
    code: "nobody-to-ask",
    message: {
      en: `“${en}” is for nobody but the one whose case it is, and nobody is there in their place.`,
      "zh-CN": `“${zh}”的办理人即申请人本人，且没有可代替其办理的人员。`,
    },
  });
}

/** What goes before the actions of a transition by which the engine passes a stage; null for any other. */
export function compileApproval({ approving, source }: ChartTransition, plan: Plan): Action | null {
  if (approving === undefined) return null;
  const { name, why } = approving;
  const event = plan.events.get(approving.event)!;
  const stage = plan.approvers.get(source)!.find((one) => one.name === name)!;
  return (run, data, sent) => {
    const { type: _, ...payload } = sent;
    const fault = event.check(payload as Json);
    if (fault !== null)
      throw new StepFault(
        refusal("invalid-payload", { event: event.definition.title, fault: fault.message }),
      );
    const ids = others(run, stage, askedIn(run, stage) ?? []);
    pass(run, stage, ids);
    run.note({ note: "approver", name, state: source, why, ids });
    return data;
  };
}
