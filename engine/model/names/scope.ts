import { nearest } from "../nearest.ts";
import type { JsonObject } from "../types.ts";
import { quote } from "../words.ts";
import type { EventShapes } from "./events.ts";
import type { Report } from "./report.ts";
import {
  isCertain,
  itemsOf,
  numberShape,
  reach,
  shapeOf,
  textsShape,
  textShape,
  type Shape,
} from "./shape.ts";
import { trailOf, type Trail } from "./trail.ts";
import { factShape, type Vocabulary } from "./vocabulary.ts";

/** What logic may read at a place. */
export interface LogicScope {
  words: Vocabulary;
  event: EventShapes;
  /** The row, inside list operators of ours and the conditions of lists and facts. */
  row?: Shape;
  /** The item, inside list operators of json-logic-js, where nothing else is seen (B5). */
  item?: Shape;
  /** Operators that read the journal are known: inside measures. */
  journal?: boolean;
}

type Head = (keys: string[], scope: LogicScope, report: Report, at: string) => Shape | null | "told";

const caseShape = shapeOf({
  type: "object",
  properties: {
    id: textShape,
    procedure: textShape,
    version: textShape,
    openedAt: textShape,
    openedBy: textShape,
    revision: numberShape,
    depth: numberShape,
  },
});
const clockShape = shapeOf({
  type: "object",
  properties: { used: numberShape, left: numberShape, light: { enum: ["green", "blue", "yellow", "red"] } },
});
const personMembers: JsonObject = { id: textShape, name: textShape, roles: textsShape, orgs: textsShape };

/** What the first part of a path may be, and what stands behind it. */
const heads: Record<string, Head> = {
  data: (keys, { words }) => reach(words.data, keys),
  event: (keys, { event }) => {
    if (keys.length === 0) return "open";
    if (keys[0] === "type") return keys.length === 1 ? shapeOf(textShape) : null;
    const found = event.map((shape) => reach(shape, keys)).filter((shape) => shape !== null);
    return found[0] ?? null;
  },
  by: (keys, { words }, report, at) => {
    const [member = "", role] = keys;
    if (member === "as" && role !== undefined)
      return report.name("role", role, words.roles, at) ? "open" : "told";
    return Object.hasOwn(personMembers, member)
      ? reach(shapeOf({ type: "object", properties: personMembers }), keys)
      : "open";
  },
  case: (keys) => reach(caseShape, keys),
  clock: ([name = "", ...keys], { words }, report, at) =>
    report.name("clock", name, words.clocks, at) ? reach(clockShape, keys) : "told",
  ballot: ([name = "", ...keys], { words }, report, at) => {
    if (!report.name("ballot", name, words.ballots, at)) return "told";
    const choices = words.procedure.ballots?.[name]?.choices ?? [];
    const counts = {
      type: "object",
      properties: Object.fromEntries(choices.map((one) => [one, numberShape])),
    };
    return reach(shapeOf({ type: "object", properties: { counts, base: numberShape } }), keys);
  },
  fact: ([name = "", ...keys], { words }, report, at) =>
    report.name("fact", name, words.facts, at) ? reach(factShape(words, name), keys) : "told",
  param: ([name = "", ...keys], { words }, report, at) => {
    if (!report.name("parameter", name, words.parameters, at)) return "told";
    const schema = words.pack.parameters[name];
    return schema === undefined ? "open" : reach(shapeOf(schema), keys);
  },
  now: (keys) => (keys.length === 0 ? shapeOf(textShape) : null),
  row: (keys, { row }) => (row === undefined ? null : reach(row, keys)),
  index: (keys, { row }) => (keys.length === 0 && row !== undefined ? shapeOf(numberShape) : null),
};

/** Checks a path that is read, and gives what stands there; null where that is a problem, which is then reported. */
export function checkPath(path: string, at: string, scope: LogicScope, report: Report): Shape | null {
  report.use(scope.item === undefined ? "path" : "member", path, at, () => ({
    fields: trailOfPath(path, scope),
  }));
  const found = resolve(path, at, scope, report);
  if (found === "told") return null;
  if (found === null && !report.full)
    report.add("unknown-path", at, { name: quote(path), hint: pathHint(path, scope) });
  return found;
}

function resolve(path: string, at: string, scope: LogicScope, report: Report): Shape | null | "told" {
  const keys = path.split(".");
  if (scope.item !== undefined) return path === "" ? scope.item : reach(scope.item, keys);
  const [head = "", ...rest] = keys;
  const known = Object.hasOwn(heads, head) ? heads[head] : undefined;
  return known === undefined ? null : known(rest, scope, report, at);
}

/** The fields that a path names, wherever it begins. */
export function trailOfPath(path: string, scope: LogicScope): Trail {
  const keys = path.split(".");
  if (scope.item !== undefined) return trailOf(keys, [scope.item]);
  const { length, shapes } = readFrom(keys, scope);
  return [...keys.slice(0, length).map(() => []), ...trailOf(keys.slice(length), shapes)];
}

/** How many parts of a path say what it is read from, and what that is. */
function readFrom(keys: readonly string[], scope: LogicScope): { length: number; shapes: readonly Shape[] } {
  const { words } = scope;
  const [head, name = "", role = ""] = keys;
  if (head === "data") return { length: 1, shapes: [words.data] };
  if (head === "event") return { length: 1, shapes: scope.event };
  if (head === "row") return { length: 1, shapes: scope.row === undefined ? [] : [scope.row] };
  if (head === "fact") return { length: 2, shapes: [factShape(words, name)] };
  const roles = words.procedure.roles ?? {};
  const rows = head === "by" && name === "as" && Object.hasOwn(roles, role) ? roles[role]?.rows : undefined;
  if (rows === undefined) return { length: keys.length, shapes: [] };
  const list = reach(words.data, rows.split(".").slice(1));
  return { length: 3, shapes: [list === null ? "open" : itemsOf(list)] };
}

function pathHint(path: string, scope: LogicScope) {
  const keys = path.split(".");
  const [head = ""] = keys;
  if (scope.item !== undefined) return nearest(path, membersOf(scope.item, keys));
  if (head === "data") return nearest(path, prefixed(keys, membersOf(scope.words.data, keys.slice(1))));
  if (head === "event")
    return nearest(
      path,
      scope.event.flatMap((shape) => prefixed(keys, membersOf(shape, keys.slice(1)))),
    );
  if (head === "row" && scope.row !== undefined)
    return nearest(path, prefixed(keys, membersOf(scope.row, keys.slice(1))));
  const visible = Object.keys(heads).filter(
    (one) => scope.row !== undefined || (one !== "row" && one !== "index"),
  );
  return nearest(head, visible);
}

/** Names of the members where a path leaves what is known. */
function membersOf(shape: Shape, keys: string[]): string[] {
  const parent = reach(shape, keys.slice(0, -1));
  const properties = parent === null || parent === "open" ? undefined : parent.schema["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function prefixed(keys: string[], members: string[]): string[] {
  return members.map((member) => [...keys.slice(0, -1), member].join("."));
}

/** Whether what stands at a path may be missing when the path is read (B4). */
export function mayBeMissing(path: string, scope: LogicScope): boolean {
  const keys = path.split(".");
  if (scope.item !== undefined) return path !== "" && !isCertain(scope.item, keys);
  const [head, ...rest] = keys;
  if (head === "data") return !isCertain(scope.words.data, rest);
  // Where several events lead here, those that do not have the field at all are judged at the use of the rule.
  if (head === "event")
    return (
      rest[0] !== "type" &&
      scope.event.some((shape) => reach(shape, rest) !== null && !isCertain(shape, rest))
    );
  if (head === "row") return scope.row === undefined || (rest.length > 0 && !isCertain(scope.row, rest));
  if (head === "fact") return scope.words.procedure.facts?.[rest[0] ?? ""]?.give === "first";
  return head === "by" && !["id", "roles"].includes(rest[0] ?? "");
}
