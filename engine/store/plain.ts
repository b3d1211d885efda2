import { BadValue } from "../ports/index.ts";

declare global {
  /** ES2024; in Node 20 and every current browser. */
  interface String {
    isWellFormed(): boolean;
  }
}

const deepest = 400;

/** What {@link frozen} has made: it need not be looked at again when it comes back as a part of something else. */
const made = new WeakSet<object>();
/** Parts further down than this are not remembered one by one. */
const remembered = 4;

/**
 * A frozen copy of plain JSON. What every database can keep is the measure: text is well-formed and holds no U+0000, numbers
 * are finite, objects are plain and not deeper than 400. Members that are undefined are left out and -0 becomes 0, as JSON does.
 * Throws {@link BadValue} with the JSON pointer of the first fault.
 */
export function frozen<T>(value: T): T {
  return admitted(value, "", true);
}

/** The text of plain JSON, under the same conditions. `path` is where it stands in its record. */
export function storableJson(value: unknown, path = ""): string {
  return JSON.stringify(admitted(value, path, false));
}

/** `keep` says whether a copy is wanted, or only that the value may be stored. */
function admitted<T>(value: T, path: string, keep: boolean): T {
  try {
    return walk(value, null, 0, keep) as T;
  } catch (error) {
    // Only now is it worth the time to keep account of where one is.
    if (error instanceof BadValue) return walk(value, path, 0, keep) as T;
    throw error;
  }
}

function walk(value: unknown, path: string | null, depth: number, keep: boolean): unknown {
  switch (typeof value) {
    case "string":
      return storableText(value, path ?? "");
    case "number":
      if (!Number.isFinite(value)) throw new BadValue(path ?? "", "is no finite number");
      return value === 0 ? 0 : value;
    case "boolean":
      return value;
    case "object":
      return value === null || made.has(value) ? value : walkObject(value, path, depth, keep);
    default:
      throw new BadValue(path ?? "", `is ${typeof value}, which JSON does not have`);
  }
}

function walkObject(value: object, path: string | null, depth: number, keep: boolean): object {
  if (depth >= deepest) throw new BadValue(path ?? "", `is nested deeper than ${deepest}`);
  const copy = Array.isArray(value)
    ? walkList(value, path, depth, keep)
    : walkMembers(value, path, depth, keep);
  if (!keep) return value;
  if (depth < remembered) made.add(copy);
  return Object.freeze(copy);
}

function walkList(list: readonly unknown[], path: string | null, depth: number, keep: boolean): unknown[] {
  const copy: unknown[] = [];
  for (let at = 0; at < list.length; at++) {
    const item = walk(list[at], path === null ? null : `${path}/${at}`, depth + 1, keep);
    if (keep) copy.push(item);
  }
  return copy;
}

function walkMembers(value: object, path: string | null, depth: number, keep: boolean): object {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new BadValue(path ?? "", "is no plain object");
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member: unknown = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    const at = path === null ? null : `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (name === "__proto__") throw new BadValue(at ?? "", "has a name that is kept for prototypes");
    const item = walk(member, at, depth + 1, keep);
    if (keep) copy[storableText(name, at ?? "")] = item;
    else storableText(name, at ?? "");
  }
  return copy;
}

/** The text itself; throws {@link BadValue} where a database would cut it (U+0000) or could not write it as UTF-8 (lone surrogates). */
export function storableText(text: string, path: string): string {
  if (text.includes("\0") || !text.isWellFormed()) {
    throw new BadValue(path, "holds U+0000 or half of a surrogate pair");
  }
  return text;
}

/** Freezes what was parsed from JSON of our own, in place. */
export function deepFrozen<T>(value: T): T {
  return freezeAll(value, 0);
}

function freezeAll<T>(value: T, depth: number): T {
  if (typeof value !== "object" || value === null || made.has(value)) return value;
  for (const name of Object.keys(value)) freezeAll((value as Record<string, unknown>)[name], depth + 1);
  if (depth < remembered) made.add(value);
  return Object.freeze(value);
}
