import { BadValue } from "../ports/index.ts";

const deepest = 400;

/**
 * A frozen copy of plain JSON. What every database can keep is the measure: text is well-formed and holds no U+0000, numbers
 * are finite, objects are plain and not deeper than 400. Members that are undefined are left out and -0 becomes 0, as JSON does.
 * Throws {@link BadValue} with the JSON pointer of the first fault.
 */
export function frozen<T>(value: T): T {
  return copy(value, "", 0) as T;
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
      break;
    default:
      throw new BadValue(path, `is ${typeof value}, which JSON does not have`);
  }
  if (value === null) return null;
  if (depth >= deepest) throw new BadValue(path, `is nested deeper than ${deepest}`);
  if (Array.isArray(value)) {
    return Object.freeze(value.map((item, at) => copy(item, `${path}/${at}`, depth + 1)));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new BadValue(path, "is no plain object");
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const at = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (name === "__proto__") throw new BadValue(at, "has a name that is kept for prototypes");
    result[storableText(name, at)] = copy(member, at, depth + 1);
  }
  return Object.freeze(result);
}

/** The text itself; throws {@link BadValue} where a database would cut it (U+0000) or could not write it as UTF-8 (lone surrogates). */
export function storableText(text: string, path: string): string {
  // eslint-disable-next-line no-control-regex
  if (/\p{Surrogate}|\0/u.test(text)) throw new BadValue(path, "holds U+0000 or half of a surrogate pair");
  return text;
}

/** Freezes what was parsed from JSON of our own, in place. */
export function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFrozen(member);
  return Object.freeze(value);
}
