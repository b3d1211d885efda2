import type { Principal } from "../model/index.ts";
import { without } from "./data.ts";
import { handoversOf } from "./handovers.ts";
import { anyone } from "./roles.ts";
import type { Run } from "./run.ts";
import type { CaseState, StandIn } from "./types.ts";

/** People who are asked besides those whom a state asks, or instead of them, until it is left (C14). */

/** Lets others do what an active state asks. Alone they take the place of everybody, also of who holds it by name. */
export function letStandIn(
  run: Run,
  path: string,
  { alone, roles, ids }: Pick<StandIn, "alone" | "roles" | "ids">,
): void {
  const { state, now } = run;
  const before = standInFor(state, path);
  const added = alone || before === undefined ? none : before;
  const standIn: StandIn = {
    entry: state.entered[path]!.n,
    at: now,
    alone: alone || added.alone,
    roles: [...new Set([...added.roles, ...roles])],
    ids: [...new Set([...added.ids, ...ids])],
  };
  state.standIns = { ...state.standIns, [path]: standIn };
  // Who is named sees the case from then on (H5).
  const { people, held, ...handovers } = handoversOf(state);
  const unnamed = ids.filter((id) => !Object.hasOwn(people, id));
  if (unnamed.length === 0 && (!alone || held.length === 0)) return;
  state.handovers = {
    ...handovers,
    people: { ...people, ...Object.fromEntries(unnamed.map((id) => [id, id])) },
    held: alone ? held.filter((one) => one.state !== path) : held,
  };
}

const none = { alone: false, roles: [], ids: [] };

/** Who stands in for a state: of its own, or of the next state around it that has somebody. */
export function standInFor({ standIns }: CaseState, path: string): StandIn | undefined {
  if (standIns === undefined) return undefined;
  for (let around = path; around !== ""; around = around.slice(0, Math.max(0, around.lastIndexOf("."))))
    if (Object.hasOwn(standIns, around)) return standIns[around];
  return undefined;
}

export function isStandIn({ roles, ids }: StandIn, by: Principal): boolean {
  return ids.includes(by.id) || roles.some((role) => role === anyone || by.roles.includes(role));
}

/** Who is asked in a state, where `usual` are those whom the definition means. */
export function askedWith(
  state: CaseState,
  path: string,
  usual: { roles: string[]; ids: string[] },
): { roles: string[]; ids: string[] } {
  const standIn = standInFor(state, path);
  if (standIn === undefined) return usual;
  const { alone, roles, ids } = standIn;
  if (alone) return { roles, ids };
  return { roles: [...new Set([...usual.roles, ...roles])], ids: [...new Set([...usual.ids, ...ids])] };
}

/** Nobody stands in for a state that has been left, also where it was entered again. */
export function dismissLeft(state: CaseState): void {
  const { standIns, entered } = state;
  if (standIns === undefined) return;
  for (const path of Object.keys(standIns))
    if (entered[path]?.n !== standIns[path]!.entry) dismiss(state, path);
}

function dismiss(state: CaseState, path: string): void {
  const rest = without(state.standIns!, path);
  if (Object.keys(rest).length > 0) state.standIns = rest;
  else delete state.standIns;
}
