import type { Plan } from "./plan.ts";
import type { CaseState, Needs, Stimulus } from "./types.ts";

/** What has to be looked up before a step: facts that a rule it may reach names, and roles whose people a ballot it may open asks for (A5). */
export function planNeeds(plan: Plan): {
  of(state: CaseState | null, stimulus: Stimulus | { kind: "open" }): Needs;
  toView(state: CaseState): Needs;
} {
  const facts = Object.keys(plan.procedure.facts ?? {});
  const roles = [...plan.ballots.values()].flatMap(({ definition: { electors } }) =>
    "role" in electors && (plan.roles.get(electors.role)?.kind ?? "directory") === "directory"
      ? [electors.role]
      : [],
  );
  const all = { facts, roles: [...new Set(roles)] };
  return { of: () => all, toView: () => all };
}
