import type { Budget } from "./budget.ts";
import { spend, textCost } from "./budget.ts";
import type { Primitive } from "./values.ts";
import { text } from "./values.ts";

/**
 * Reading by path. Only own properties are ever read. For most names that needs no test: a name that no prototype of a
 * JSON value has cannot be inherited, and which names are inherited is known when the logic is compiled.
 */

const inherited: ReadonlySet<string> = new Set(
  [Object, Array, String, Number, Boolean].flatMap((kind) => Object.getOwnPropertyNames(kind.prototype)),
);

/** One name of a path. Positions of a list are numbers, which are read faster than their texts. */
export type Segment = string | number;

/** The names of a path as json-logic-js takes them: `a.0.b`. */
export function segmentsOf(path: string): Segment[] {
  return path.split(".").map((name) => (/^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : name));
}

/** What a value has under a name, undefined where it has nothing of its own. The value is not null or undefined. */
export type Read = (value: unknown) => unknown;

type Indexable = Record<Segment, unknown>;

function readOwn(value: unknown, segment: Segment): unknown {
  return Object.hasOwn(value as object, segment) ? (value as Indexable)[segment] : undefined;
}

function isPlain(segment: Segment): boolean {
  return typeof segment === "number" || !inherited.has(segment);
}

/** Reads a path that is known: `missing` where there is nothing, or null on the way. */
export function reader(path: string, missing: Primitive): Read {
  const segments = segmentsOf(path);
  const [a, b, c] = segments as [Segment, Segment, Segment];
  if (!segments.every(isPlain)) {
    return (value) => {
      const found = readAlong(value, segments);
      return found === undefined ? missing : found;
    };
  }
  switch (segments.length) {
    case 1:
      return (value) => {
        if (value === null || value === undefined) return missing;
        const found = (value as Indexable)[a];
        return found === undefined ? missing : found;
      };
    case 2:
      return (value) => {
        if (value === null || value === undefined) return missing;
        const first = (value as Indexable)[a];
        if (first === null || first === undefined) return missing;
        const found = (first as Indexable)[b];
        return found === undefined ? missing : found;
      };
    case 3:
      return (value) => {
        if (value === null || value === undefined) return missing;
        const first = (value as Indexable)[a];
        if (first === null || first === undefined) return missing;
        const second = (first as Indexable)[b];
        if (second === null || second === undefined) return missing;
        const found = (second as Indexable)[c];
        return found === undefined ? missing : found;
      };
    default:
      return (value) => {
        let at = value;
        for (let i = 0; i < segments.length; i++) {
          if (at === null || at === undefined) return missing;
          at = (at as Indexable)[segments[i] as Segment];
        }
        return at === undefined ? missing : at;
      };
  }
}

function readAlong(value: unknown, segments: readonly Segment[]): unknown {
  let at = value;
  for (const segment of segments) {
    if (at === null || at === undefined) return undefined;
    at = readOwn(at, segment);
  }
  return at;
}

/** Whether a path means all of what is read, as `{ "var": "" }` does. */
export function isWhole(path: unknown): boolean {
  return path === "" || path === null || path === undefined;
}

/** Reads a path that was computed; gives the fallback, or null, where nothing is there. */
export function readComputed(value: unknown, path: unknown, fallback: unknown, budget: Budget): unknown {
  if (isWhole(path)) return value;
  const written = text(path, budget);
  spend(budget, textCost(written.length));
  const found = readAlong(value, written.split("."));
  return found === undefined ? (fallback ?? null) : found;
}
