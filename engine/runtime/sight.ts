import { actingIn, planRoles, positionOf, type RolePlan } from "../machine/roles.ts";
import { administratorRole, appealOf, type Principal } from "../model/index.ts";
import type { CaseRecord, CaseSummary } from "../ports/index.ts";
import { createBudget } from "../rules/index.ts";
import type { Definition } from "./compiler.ts";
import { scopeOf, within } from "./facts.ts";

/** Roles of a procedure, made once: which of them see its cases, and how roles of the case are found. */
interface Roles {
  named: ReadonlySet<string>;
  plans: ReadonlyMap<string, RolePlan>;
}
const roles = new WeakMap<Definition, Roles>();

/** What of a case decides who sees it. */
export type Visible = Pick<CaseRecord, "openedBy"> &
  ({ state: CaseRecord["state"] } | Pick<CaseSummary, "data">);

/**
 * Whether a person may see a case; nobody may who is not named. Those are: whoever opened it, administrators, whoever has a
 * role of the directory that opens such cases, sends their events, appeals against their lights or decides that, or may supervise, reopen or archive them, whoever has a role in
 * this case, its electors, and whom a common act has named. Somebody's standing proxy sees what that person sees.
 */
export function maySee(definition: Definition, record: Visible, person: Principal, now: string): boolean {
  const by = positionOf(person);
  if (record.openedBy === by.id || by.roles.includes(administratorRole)) return true;
  const { named, plans } = rolesOf(definition);
  if (by.roles.some((role) => named.has(role))) return true;
  for (const [role, plan] of plans)
    if (plan.kind !== "directory" && hasCaseRole(definition, record, by, role, now)) return true;
  return "state" in record && (isElector(record.state, by.id) || isNamed(record.state, by.id));
}

/** Whether somebody has a role, of the directory or of this case. */
export function hasRole(
  definition: Definition,
  record: Visible,
  person: Principal,
  role: string,
  now: string,
): boolean {
  const by = positionOf(person);
  return by.roles.includes(role) || hasCaseRole(definition, record, by, role, now);
}

function hasCaseRole(
  definition: Definition,
  record: Visible,
  by: Principal,
  role: string,
  now: string,
): boolean {
  const plan = rolesOf(definition).plans.get(role);
  if (plan === undefined || plan.kind === "directory") return false;
  const rule = plan.kind === "is" ? plan.who : plan.rows;
  const state = "state" in record ? record.state : null;
  const data = "state" in record ? record.state.data : record.data;
  const { openedBy } = record;
  const asking = { state, data, event: { type: "" }, by, case: { openedBy }, now };
  return within(
    () => actingIn(role, plan, by, scopeOf(definition, asking, rule.reads), createBudget()) !== null,
  );
}

/** Whom a common act has named: who was informed, asked, added, or given a task (H5). */
function isNamed({ handovers }: CaseRecord["state"], id: string): boolean {
  return handovers !== undefined && Object.hasOwn(handovers.people, id);
}

function isElector({ ballots }: CaseRecord["state"], id: string): boolean {
  return Object.values(ballots).some(({ electors }) =>
    electors.some((elector) => elector.voters.includes(id)),
  );
}

/** Acts that exist only where they are declared: who may do one has to see what it is done to (H15). */
const declaredActs = ["supervise", "reopen", "archive"] as const;

/** Who may appeal against lights, and who decides, sees what about (D4). */
function appealing(procedure: Definition["procedure"]): string[] {
  return Object.keys(procedure.clocks ?? {}).flatMap((clock) => {
    const { by = [], to = [] } = appealOf(procedure, clock) ?? {};
    return [...by, ...to];
  });
}

/** Roles that may be asked besides those whom a stage asks, or instead of them (C14, H19). */
function standingIn({ timeouts = {}, approvers = {} }: Definition["procedure"]): string[] {
  const asked = [
    ...Object.values(timeouts).map(({ over = {} }) => Object.values(over)[0]),
    ...Object.values(approvers).map(({ self }) => (typeof self === "object" ? self.superior : null)),
  ];
  return asked.flatMap((to) => (Array.isArray(to) ? to.map(String) : []));
}

function rolesOf(definition: Definition): Roles {
  const known = roles.get(definition);
  if (known !== undefined) return known;
  const { procedure, pack, rules } = definition;
  const declared = { ...pack.roles, ...procedure.roles };
  const plans = planRoles(declared, (logic) => rules.compile(logic));
  const asked = [
    ...procedure.opening.by,
    ...Object.values(procedure.events).flatMap(({ by }) => by),
    ...standingIn(procedure),
    ...appealing(procedure),
    ...declaredActs.flatMap((act) => (procedure.common?.[act] || { by: [] }).by ?? []),
  ];
  // `anyone` may send, and is nobody in particular: that everybody may see a case has to be said by publishing it.
  const named = new Set(asked.filter((role) => plans.get(role)?.kind === "directory"));
  const made = { named, plans };
  roles.set(definition, made);
  return made;
}
