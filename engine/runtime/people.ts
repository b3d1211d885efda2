import { system } from "../machine/index.ts";
import { refusal, type Principal, type Refusal } from "../model/index.ts";
import { proxyFor, rolesWithin } from "./books.ts";
import type { Runtime } from "./runtime.ts";
import type { By } from "./types.ts";

/** A case that sends or opens; skips `by`, and is held to everything else (A9). */
export const asCase = (id: string): Principal => ({ id: `case:${id}`, roles: [] });
/** A schedule that opens. */
export const asSchedule = (id: string): Principal => ({ id: `schedule:${id}`, roles: [] });

/** What a command is about, so that a standing proxy can be held to its scope. */
export interface About {
  case?: string;
  task?: string;
  procedure?: string;
}

/**
 * The person meant by `by`; null for nobody that this engine knows, for who says to be the engine itself, and for a proxy who is
 * none (H11). Not inside of a transaction: a directory may be slow.
 */
export async function principalOf(runtime: Runtime, by: By, about: About = {}): Promise<Principal | null> {
  const given = typeof by === "string" ? await runtime.directory.person(by) : by;
  if (given === null || isEngine(given)) return null;
  if (!("for" in given || "proxy" in given)) return { ...given };
  const { for: of, proxy: _, ...self } = given;
  if (of === undefined || typeof by === "string") return self as Principal;
  return inPlaceOf(runtime, self as Principal, of, about);
}

/** The words for who says to act for somebody and may not. */
export const noProxy = (of: string): Refusal => refusal("not-permitted.proxy", { person: of });

/** Somebody in another's place: with that person's roles, as far as the proxy goes, and both in the record. */
async function inPlaceOf(
  runtime: Runtime,
  { id, name }: Principal,
  of: string,
  about: About,
): Promise<Principal | null> {
  const proxy = await proxyFor(runtime, id, of);
  const person = await runtime.directory.person(of);
  if (proxy === null || person === null) return null;
  if (proxy.procedures !== undefined && !proxy.procedures.includes(await procedureOf(runtime, about)))
    return null;
  const { name: _, ...position } = person;
  return {
    ...position,
    id,
    ...(name === undefined ? {} : { name }),
    roles: rolesWithin(proxy, person.roles),
    for: of,
  };
}

async function procedureOf({ store: { reader } }: Runtime, about: About): Promise<string> {
  if (about.procedure !== undefined) return about.procedure;
  if (about.case !== undefined) return (await reader.case(about.case))?.procedure ?? "";
  return about.task === undefined ? "" : ((await reader.task(about.task))?.procedure ?? "");
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
