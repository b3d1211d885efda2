import { pointer, segments } from "../../../engine/model/pointer.ts";
import type { Json, JsonObject } from "../../../engine/model/types.ts";

/** What stands at a JSON pointer; undefined where nothing does. Own properties only. */
export function valueAt(root: unknown, at: string): Json | undefined {
  let value: unknown = root;
  for (const key of segments(at)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value as Json | undefined;
}

/**
 * The same JSON with another value at a pointer (undefined: without it), sharing everything that is not on the way. Members
 * keep their order; what is new comes last, and containers on the way that are missing are made. An index at the end of a list appends.
 *
 * @example withValue({ a: { b: 1 } }, "/a/b", 2) // { a: { b: 2 } }
 */
export function withValue<T>(root: T, at: string, value: Json | undefined): T {
  return changed(root as Json, segments(at), value) as T;
}

function changed(container: Json | undefined, way: string[], value: Json | undefined): Json | undefined {
  const [key, ...rest] = way;
  if (key === undefined) return value;
  if (Array.isArray(container)) {
    const index = Number(key);
    const inner = changed(container[index], rest, value);
    return inner === undefined
      ? container.filter((_, place) => place !== index)
      : index < container.length
        ? container.map((item, place) => (place === index ? inner : item))
        : [...container, inner];
  }
  const record: JsonObject = typeof container === "object" && container !== null ? container : {};
  const own = Object.hasOwn(record, key) ? record[key] : undefined;
  const inner = changed(own, rest, value);
  if (inner === own) return container;
  if (inner !== undefined) return { ...record, [key]: inner };
  const { [key]: _, ...others } = record;
  return others;
}

/** The same record with a member under another name, in the same place. */
export function withKey<T>(record: Readonly<Record<string, T>>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key === from ? to : key, value]));
}

/** The same record with a new member behind another one; last where that is not there. */
export function withMember<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
  behind?: string,
): Record<string, T> {
  const entries = Object.entries(record).filter(([name]) => name !== key);
  const at = behind === undefined ? -1 : entries.findIndex(([name]) => name === behind);
  entries.splice(at < 0 ? entries.length : at + 1, 0, [key, value]);
  return Object.fromEntries(entries);
}

/** The pointer, inside the definition, of the state at a dotted path. */
export function statePointer(path: string): string {
  return path === ""
    ? "/machine"
    : `/machine${path
        .split(".")
        .map((key) => pointer("states", key))
        .join("")}`;
}

/** The dotted path of what a state stands in; null for the root. */
export function parentPath(path: string): string | null {
  return path === "" ? null : path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
}

/** The last key of a dotted path. */
export function lastKey(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** A name that is not taken: the wish itself, or with the first number that makes it free. */
export function freeName(wish: string, taken: (name: string) => boolean): string {
  if (!taken(wish)) return wish;
  for (let number = 2; ; number++) if (!taken(`${wish}${number}`)) return `${wish}${number}`;
}
