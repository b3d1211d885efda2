import { pointer, segments } from "../../../engine/model/pointer.ts";
import type { Procedure } from "../../../engine/model/types.ts";

/**
 * Where in a definition stands what stood at a JSON pointer in it before: in the same place, or, where a name on the way is gone,
 * under the new name that has come in its stead: a rename keeps the order of names. Null for what is gone.
 *
 * @example followed(before, after, "/events/SUBMIT") // "/events/HAND_IN"
 */
export function followed(before: Procedure, after: Procedure, at: string): string | null {
  let old: unknown = before;
  let now: unknown = after;
  const way: string[] = [];
  for (const key of segments(at)) {
    if (!isRecord(old) || !isRecord(now)) return null;
    const name = Object.hasOwn(now, key) ? key : successor(Object.keys(old), Object.keys(now), key);
    if (name === null) return null;
    way.push(name);
    old = old[key];
    now = now[name];
  }
  return pointer(...way);
}

/** The name that has come in the stead of one that is gone: in the same place behind the last name before it that has stayed. */
function successor(before: readonly string[], after: readonly string[], name: string): string | null {
  const place = before.indexOf(name);
  const stayed = before.slice(0, place).findLastIndex((one) => after.includes(one));
  const behind = stayed < 0 ? 0 : after.indexOf(before[stayed]!) + 1;
  const fresh = after.slice(behind, behind + place - stayed);
  const found = fresh.every((one) => !before.includes(one)) ? fresh.at(-1) : undefined;
  return fresh.length === place - stayed ? (found ?? null) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
