import type { ApproverDefinition, Chart, Logic, Procedure, Template } from "../model/index.ts";
import type { Rule } from "../rules/index.ts";
import type { RolePlan } from "./roles.ts";

/** A stage of `approvers`, at one place of its list. */
export interface StagePlan {
  name: string;
  definition: ApproverDefinition;
  stage: string;
  /** Place among the stages of the definition, from 0. */
  place: number;
  /** Act of the one whose case it is. */
  of: string;
  /** Who may pass it, and whom separation of duties keeps from it, that act apart. */
  roles: readonly string[];
  apartFrom: readonly string[];
  /** What the engine sends with the event. */
  payload: Rule | null;
}

/** By path of the stage. */
export function planApprovers(
  { approvers = {}, events }: Procedure,
  chart: Chart,
  template: (written: Template) => Rule,
): ReadonlyMap<string, readonly StagePlan[]> {
  const found = new Map<string, StagePlan[]>();
  for (const [name, definition] of Object.entries(approvers))
    definition.in.forEach((stage, place) => {
      const named = chart.transitions.filter(
        (one) => one.source === stage && one.event === definition.event && !one.forbidden,
      );
      const event = events[definition.event];
      const { of = "case.open" } = definition;
      const roles = named.flatMap(({ by }) => by ?? event?.by ?? []);
      const apartFrom = [...(event?.apartFrom ?? []), ...named.flatMap((one) => one.apartFrom ?? [])];
      const plan: StagePlan = {
        name,
        definition,
        stage,
        place,
        of,
        roles: [...new Set(roles)],
        apartFrom: apartFrom.filter((act) => act !== of),
        payload: definition.with === undefined ? null : template(definition.with),
      };
      found.set(stage, [...(found.get(stage) ?? []), plan]);
    });
  return found;
}

/** Roles of the directory whose people have to be known when a stage is entered. */
export function directoryRoles(stages: readonly StagePlan[], roles: ReadonlyMap<string, RolePlan>): string[] {
  return stages
    .flatMap((stage) => stage.roles)
    .filter((role) => (roles.get(role)?.kind ?? "directory") === "directory" && role !== "anyone");
}

/** Logic of who is asked in the place of the one whose case it is. */
export function superiorOf({ self }: ApproverDefinition): Logic | null {
  return typeof self === "object" ? self.superior : null;
}
