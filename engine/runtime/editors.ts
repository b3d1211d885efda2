import { refusal, type Principal, type Refused } from "../model/index.ts";
import { isAdministrator, principalOf } from "./people.ts";
import type { Runtime } from "./runtime.ts";
import type { By } from "./types.ts";

/** The role of those who edit procedures and publish them. */
export const processOwner = "process-owner";

export const onlyEditors: Refused = { ok: false, refusal: refusal("not-permitted.owner", {}) };

/** Whoever asks, where they may edit procedures: as a process owner or an administrator. */
export async function editorOf(runtime: Runtime, by: By): Promise<Principal | null> {
  const person = await principalOf(runtime, by);
  const may = person?.roles.includes(processOwner) === true || isAdministrator(person);
  return may ? person : null;
}
