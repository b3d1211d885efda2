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
  return copy(value, "", 0) as T;
}

/** The text of plain JSON, under the same conditions. `path` is where it stands in its record; `plain` what {@link isPlain} says. */
export function storableJson(value: unknown, path = "", plain = isPlain(value)): string {
  if (!plain) return JSON.stringify(copy(value, path, 0));
  const text = JSON.stringify(value);
  if (!isStorableJson(text)) copy(value, path, 0);
  return text;
}

/** Whether JSON text is good without a look at each text in it: what is no good is escaped there, and so are some good characters. */
export function isStorableJson(text: string): boolean {
  return !text.includes("\\u") && !text.includes("__proto__");
}

/** Whether all is plain JSON as reading its text would give it again, apart from what texts hold. */
export function isPlain(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth >= deepest) return false;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (!isPlain(value[at], depth + 1)) return false;
    return true;
  }
  if (!isPlainObject(value)) return false;
  // Without a list of the names, which every write would make anew; names that are inherited, if there are any, do no harm.
  for (const name in value) {
    if (!isPlain((value as Record<string, unknown>)[name], depth + 1)) return false;
  }
  return true;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function copy(value: unknown, path: string, depth: number): unknown {
  switch (typeof value) {
    case "string":
      return storableText(value, path);
    case "number":
      if (!Number.isFinite(value)) throw new BadValue(path, "is no finite number");
      return value === 0 ? 0 : value;
    case "boolean":
      return value;
    case "object":
      return value === null || made.has(value) ? value : copyObject(value, path, depth);
    default:
      throw new BadValue(path, `is ${typeof value}, which JSON does not have`);
  }
}

function copyObject(value: object, path: string, depth: number): object {
  if (depth >= deepest) throw new BadValue(path, `is nested deeper than ${deepest}`);
  const result = Array.isArray(value)
    ? Array.from(value, (item, at) => copy(item, `${path}/${at}`, depth + 1))
    : copyMembers(value, path, depth);
  if (depth < remembered) made.add(result);
  return Object.freeze(result);
}

function copyMembers(value: object, path: string, depth: number): object {
  if (!isPlainObject(value)) throw new BadValue(path, "is no plain object");
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member: unknown = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    const at = `${path}/${/[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name}`;
    if (name === "__proto__") throw new BadValue(at, "has a name that is kept for prototypes");
    result[storableText(name, at)] = copy(member, at, depth + 1);
  }
  return result;
}

/** The text itself; throws {@link BadValue} where a database would cut it (U+0000) or could not write it as UTF-8 (lone surrogates). */
export function storableText(text: string, path: string): string {
  if (!isStorable(text)) {
    throw new BadValue(path, "holds U+0000 or half of a surrogate pair");
  }
  return text;
}

/** Whether a database keeps a text as it is. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
