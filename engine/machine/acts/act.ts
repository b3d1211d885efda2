import type { ActName, CommonDefinition, JsonObject, Principal } from "../../model/index.ts";
import { administratorRole, refusal } from "../../model/index.ts";
import { StepFault } from "../fault.ts";
import { handoversOf } from "../handovers.ts";
import type { Plan } from "../plan.ts";
import type { Run } from "../run.ts";
import { actingAs } from "../run.ts";
import { tasks } from "../tasks.ts";
import type { Handovers, Holding, LightOffer, TaskDraft } from "../types.ts";

/** Common acts: what everybody may do in every case, as far as its procedure does not narrow it (H1–H16, D4). */
export interface Act {
  /** Done only where the procedure's `common` names it. */
  declared?: true;
  /** Whether the procedure has it, and that it says itself who may, where `common` alone does not tell. */
  has?(plan: Plan): boolean;
  /** In which cases: running ones, ended ones, or all. */
  on: "running" | "ended" | "all";
  /** Closed schema of what it says. */
  payload(plan: Plan): JsonObject;
  /** Keys of the tasks that it can be done to by this person; null where it is about the case. Throws {@link StepFault} why not. */
  offered(scene: Scene): string[] | null;
  /** The lights that it could be about, for this person. */
  lights?(scene: Scene): LightOffer[];
  /** Does it. Throws {@link StepFault} why not. */
  perform(scene: Scene, event: ActEvent): void;
}

export interface ActEvent extends JsonObject {
  type: string;
}

/** A case in which somebody is about to do something with work, not the work itself. */
export class Scene {
  readonly run: Run;
  /** In whose place the sender acts. */
  readonly by: Principal;
  readonly name: ActName;
  private found: TaskDraft[] | null = null;

  constructor(run: Run, by: Principal, name: ActName) {
    this.run = run;
    this.by = by;
    this.name = name;
  }

  get drafts(): TaskDraft[] {
    this.found ??= tasks(this.run.plan, this.run.state, this.run.context);
    return this.found;
  }

  get handovers(): Handovers {
    return handoversOf(this.run.state);
  }

  /** What the procedure says of this act, or of another. */
  declared(name: ActName = this.name): CommonDefinition {
    const common = name === "decideAppeal" ? undefined : this.run.plan.procedure.common?.[name];
    return common === undefined || common === false ? {} : common;
  }

  change(handovers: Partial<Handovers>): void {
    this.run.state.handovers = { ...this.handovers, ...handovers };
  }

  /** Puts a holding in the place of the one it was made of, or at the end. */
  keep(holding: Holding): void {
    const { held } = this.handovers;
    const known = held.some(({ task }) => task === holding.task);
    this.change({
      held: known ? held.map((one) => (one.task === holding.task ? holding : one)) : [...held, holding],
    });
  }

  holding(task: string): Holding | undefined {
    return this.handovers.held.find((one) => one.task === task);
  }

  isAdministrator(): boolean {
    return this.by.roles.includes(administratorRole);
  }

  /** Whether somebody has one of some roles, of the directory or of the case. */
  has(person: Principal, roles: readonly string[]): boolean {
    return actingAs(this.run, roles, person, nothingSent) !== null;
  }
}

/** What rules see as the event where nothing is being sent. */
export const nothingSent = { type: "case.viewed" };

/** A closed object. */
export function closed(properties: Record<string, JsonObject>, required: string[] = []): JsonObject {
  return { type: "object", properties, required, additionalProperties: false };
}
export const person: JsonObject = { type: "string", minLength: 1, maxLength: 200 };
export const people: JsonObject = {
  type: "array",
  items: person,
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
};
export const words: JsonObject = { type: "string", minLength: 1, maxLength: 2000 };
export const taskKey: JsonObject = { type: "string", minLength: 1, maxLength: 500 };

export function textIn(event: ActEvent, name: string): string | undefined {
  const value = event[name];
  return typeof value === "string" ? value : undefined;
}
export function idsIn(event: ActEvent, name: string): string[] {
  const value = event[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The one task that is meant: the one named, or the only one there is. */
export function chosen(event: ActEvent, keys: readonly string[]): string {
  const named = textIn(event, "task");
  if (named !== undefined && keys.includes(named)) return named;
  if (named === undefined && keys.length === 1) return keys[0]!;
  throw new StepFault(refusal("invalid-payload.task", { tasks: keys }, { path: "/task" }));
}
