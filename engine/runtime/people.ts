import { system } from "../machine/index.ts";
import type { Principal } from "../model/index.ts";
import type { Runtime } from "./runtime.ts";
import type { By } from "./types.ts";

/** A case that sends or opens; skips `by`, and is held to everything else (A9). */
export const asCase = (id: string): Principal => ({ id: `case:${id}`, roles: [] });
/** A schedule that opens. */
export const asSchedule = (id: string): Principal => ({ id: `schedule:${id}`, roles: [] });

/**
 * The person meant by `by`; null for nobody that this engine knows, and for who says to be the engine itself. Not inside of a
 * transaction: a directory may be slow.
 */
export async function principalOf(runtime: Runtime, by: By): Promise<Principal | null> {
  const person = typeof by === "string" ? await runtime.directory.person(by) : by;
  return person === null || isEngine(person) ? null : person;
}

/** The id under which an unknown person's command is looked at, so that refusals keep their order (A3). */
export const idOf = (by: By): string => (typeof by === "string" ? by : by.id);

/** The role of those who deploy packs and answer for running cases. */
export const administrator = "administrator";
export const isAdministrator = (by: Principal | null): by is Principal =>
  by?.roles.includes(administrator) === true;

function isEngine({ id, roles }: Principal): boolean {
  return (
    id === system.id || /^(?:case|schedule):/.test(id) || roles.some((role) => system.roles.includes(role))
  );
}
