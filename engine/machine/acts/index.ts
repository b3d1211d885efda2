import type { ActName, Principal, Refusal } from "../../model/index.ts";
import { refusal } from "../../model/index.ts";
import { refusalOf, StepFault } from "../fault.ts";
import type { Plan } from "../plan.ts";
import { positionOf } from "../roles.ts";
import { Run } from "../run.ts";
import type { ActOffer, CaseState, LightOffer, StepContext } from "../types.ts";
import { roleNames } from "../wording.ts";
import type { Act, ActEvent } from "./act.ts";
import { Scene } from "./act.ts";
import { appeal, decideAppeal } from "./appeal.ts";
import { archive } from "./archive.ts";
import { copy } from "./copy.ts";
import { answer, delegate, recall } from "./delegate.ts";
import { reopen, supervise } from "./linked.ts";
import { addSigners, removeSigners, sign } from "./signers.ts";
import { actTitles } from "./titles.ts";
import { transfer } from "./transfer.ts";
import { urge } from "./urge.ts";

export { personsNamed } from "./persons.ts";
export { actTitles } from "./titles.ts";
export { urging } from "./urge.ts";

/** All common acts, in the order in which they are offered. */
const acts: Record<ActName, Act> = {
  urge,
  copy,
  transfer,
  delegate,
  answer,
  recall,
  addSigners,
  removeSigners,
  sign,
  supervise,
  reopen,
  archive,
  appeal,
  decideAppeal,
};
const prefix = "case.";

/** The act of an event `case.transfer`; null for what is none. */
export function actNamed(type: string): ActName | null {
  const name = type.slice(prefix.length);
  return type.startsWith(prefix) && Object.hasOwn(acts, name) ? (name as ActName) : null;
}

/**
 * Does a common act, or throws why not, in the order of A3: the act is known, the case is in a state for it, the sender may,
 * what was said is as it should be, and it is possible now.
 */
export function performAct(run: Run, event: ActEvent, by: Principal): void {
  const name = actNamed(event.type);
  if (name === null) throw unknownAct(event.type);
  const scene = new Scene(run, by, name);
  admit(scene);
  const { type: _, ...payload } = event;
  const fault = run.plan.check(acts[name].payload(run.plan))(payload);
  if (fault !== null)
    throw new StepFault(
      refusal("invalid-payload", { event: actTitles[name], fault: fault.message }, { path: fault.path }),
    );
  acts[name].offered(scene);
  acts[name].perform(scene, event);
}

function unknownAct(type: string): StepFault {
  return new StepFault(
    refusal("unknown-event.act", { act: type.slice(prefix.length, 80), acts: Object.keys(acts) }),
  );
}

/** Whether the case is in a state for it, and the procedure lets the sender. */
function admit(scene: Scene): void {
  const { name, run } = scene;
  const why = actStanding(run.state, name) ?? declines(scene);
  if (why !== null) throw new StepFault(why);
}

/** Whether a case is in a state for an act: running, or ended, and not standing still. */
export function actStanding({ status }: Pick<CaseState, "status">, name: ActName): Refusal | null {
  const { on } = acts[name];
  if (on === "all") return null;
  if (status === "suspended") return refusal("suspended", {});
  if (on === "ended")
    return status === "active" ? refusal("not-now.running", { act: actTitles[name] }) : null;
  return status === "active" ? null : refusal("case-closed", {});
}

function declines(scene: Scene): Refusal | null {
  const { run, name, by } = scene;
  if (!isPossible(run.plan, name)) return refusal("not-permitted.forbidden", { act: actTitles[name] });
  const { by: roles } = scene.declared();
  // Who answers for running cases may always hand on what somebody has left behind.
  const answers = name === "transfer" && scene.isAdministrator();
  const asksItself = acts[name].has !== undefined;
  if (roles === undefined || answers || asksItself || scene.has(by, roles)) return null;
  return refusal("not-permitted", { roles: roleNames(run.plan, roles) }, { details: { roles: [...roles] } });
}

/** Whether the procedure has it at all. */
function isPossible(plan: Plan, name: ActName): boolean {
  const { has, declared: asksToBe } = acts[name];
  if (has !== undefined) return has(plan);
  const declared = name === "decideAppeal" ? undefined : plan.procedure.common?.[name];
  return declared === undefined ? asksToBe !== true : declared !== false;
}

/** Every act that the procedure has, with whether this person may do it now. */
export function actOffers(plan: Plan, state: CaseState, by: Principal, context: StepContext): ActOffer[] {
  const position = positionOf(by);
  return Object.entries(acts).flatMap(([key, act]): ActOffer[] => {
    const name = key as ActName;
    if (!isPossible(plan, name)) return [];
    const scene = new Scene(new Run(plan, state, position, context), position, name);
    const lights = act.lights?.(scene);
    const offer = {
      act: name,
      title: actTitles[name],
      payload: act.payload(plan),
      ...(lights === undefined ? {} : { lights }),
    };
    try {
      admit(scene);
      const tasks = act.offered(scene);
      if (lights?.every(({ allowed }) => !allowed) === true) throw new StepFault(whyNone(name, lights));
      return [{ ...offer, allowed: true, ...(tasks === null ? {} : { tasks }) }];
    } catch (thrown) {
      return [{ ...offer, allowed: false, refusal: refusalOf(thrown) }];
    }
  });
}

/** Why somebody can do it to no light: of the one that was shown last, where there is one. */
function whyNone(name: ActName, lights: readonly LightOffer[]): Refusal {
  return lights.at(-1)?.refusal ?? refusal(name === "appeal" ? "not-now.no-light" : "not-now.no-appeal", {});
}
