import { system } from "../machine/index.ts";
import { administratorRole, refusal, type Principal, type Refusal } from "../model/index.ts";
import { proxyFor, rolesWithin } from "./books.ts";
import type { Soon } from "../ports/index.ts";
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
export function principalOf(runtime: Runtime, by: By, about: About = {}): Soon<Principal | null> {
  if (typeof by === "string") return runtime.directory.person(by).then(positionAlone);
  const { for: of } = by;
  if (of === undefined || isEngine(by)) return positionAlone(by);
  const { for: _, proxy: __, ...self } = by;
  return inPlaceOf(runtime, self, of, about);
}

/** Somebody in their own place, whatever the record says of others'. */
function positionAlone(given: Principal | null): Principal | null {
  if (given === null || isEngine(given)) return null;
  if (!("for" in given || "proxy" in given)) return { ...given };
  const { for: _, proxy: __, ...self } = given;
  return self;
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

export const isAdministrator = (by: Principal | null): by is Principal =>
  by?.roles.includes(administratorRole) === true;

function isEngine({ id, roles }: Principal): boolean {
  return (
    id === system.id || /^(?:case|schedule):/.test(id) || roles.some((role) => system.roles.includes(role))
  );
}
