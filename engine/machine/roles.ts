import type { Json, JsonObject, Logic, Principal, RoleDefinition } from "../model/index.ts";
import type { Budget, Rule, Scope } from "../rules/index.ts";
import { isObject, own } from "./data.ts";

/** A role of the directory, or one that the case itself gives: to a person it names, or to those in a list of its data. */
export type RolePlan =
  | { kind: "directory" }
  | { kind: "is"; who: Rule }
  | { kind: "rows"; rows: Rule; id: string; acting: string | null };

/** In which role somebody acts. `ids` are both persons where one acts for another (B2); `as` is what rules read as `by.as.<role>`. */
export interface Acting {
  role: string;
  ids: string[];
  as: Json;
}

/** Everybody has this role; nobody declares it. */
export const anyone = "anyone";

/** Who acts when the engine itself does (A9). */
export const system: Principal = Object.freeze({
  id: "system",
  roles: Object.freeze(["system"]) as unknown as string[],
});

/** Roles that something is addressed to. */
export function rolesNamed(to: Json | undefined): string[] {
  return Array.isArray(to) ? to.filter((role) => typeof role === "string") : [];
}

/** The person in whose place somebody acts: themselves, or the one whose standing proxy they are (H11). */
export function positionOf(by: Principal): Principal {
  if (by.for === undefined) return by;
  const { for: of, ...self } = by;
  return { ...self, id: of, proxy: by.id };
}

/** Both persons where one acts for another (B2). */
export function withProxy(ids: readonly string[], { proxy }: Principal): string[] {
  return typeof proxy === "string" && !ids.includes(proxy) ? [...ids, proxy] : [...ids];
}

/** Events that another case or a schedule sends carry its name and skip the roles (A9). */
export function isCaseOrSchedule(by: Principal): boolean {
  return by.id.startsWith("case:") || by.id.startsWith("schedule:");
}

export function planRoles(
  definitions: Record<string, RoleDefinition>,
  compile: (logic: Logic) => Rule,
): ReadonlyMap<string, RolePlan> {
  return new Map(
    Object.entries(definitions).map(([name, { is, rows, id = "id", acting = null }]): [string, RolePlan] => {
      if (is !== undefined) return [name, { kind: "is", who: compile(is) }];
      if (rows !== undefined) return [name, { kind: "rows", rows: compile({ var: rows }), id, acting }];
      return [name, { kind: "directory" }];
    }),
  );
}

/** How a person has a role, or null. Their own row counts before one for which they act. */
export function actingIn(
  name: string,
  plan: RolePlan | undefined,
  by: Principal,
  scope: Scope,
  budget: Budget,
): Acting | null {
  if (name === anyone) return alone(name, by, true);
  if (plan === undefined || plan.kind === "directory")
    return by.roles.includes(name) ? alone(name, by, true) : null;
  if (plan.kind === "is")
    return idsIn(plan.who.evaluate(scope, budget)).includes(by.id) ? alone(name, by, { id: by.id }) : null;
  const rows = listOf(plan.rows.evaluate(scope, budget)).filter(isObject);
  const own = rows.find((row) => idOf(row, plan.id) === by.id);
  if (own !== undefined) return alone(name, by, own);
  const represented = rows.find((row) => actorsOf(row, plan.acting).includes(by.id));
  const id = represented === undefined ? null : idOf(represented, plan.id);
  return represented === undefined
    ? null
    : { role: name, ids: id === null ? [by.id] : [by.id, id], as: represented };
}

function alone(role: string, { id }: Principal, as: Json): Acting {
  return { role, ids: [id], as };
}

/** People who have a role of the case: ids by elector, where others may act for one. Null for a role of the directory. */
export function peopleInCase(
  plan: RolePlan | undefined,
  scope: Scope,
  budget: Budget,
): { id: string; voters: string[]; row: JsonObject }[] | null {
  if (plan === undefined || plan.kind === "directory") return null;
  if (plan.kind === "is")
    return idsIn(plan.who.evaluate(scope, budget)).map((id) => ({ id, voters: [id], row: { id } }));
  return listOf(plan.rows.evaluate(scope, budget))
    .filter(isObject)
    .flatMap((row) => {
      const id = idOf(row, plan.id);
      return id === null ? [] : [{ id, voters: [id, ...actorsOf(row, plan.acting)], row }];
    });
}

/** Ids written as one text or a list of them; what is neither names nobody. */
export function idsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

function idOf(row: JsonObject, field: string): string | null {
  const id = own(row, field);
  return typeof id === "string" && id !== "" ? id : null;
}

function actorsOf(row: JsonObject, field: string | null): string[] {
  return field === null ? [] : idsIn(own(row, field));
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}
