import { isObject } from "../../../engine/model/is-object.ts";
import {
  argumentKind,
  journalOperators,
  operators,
  type ArgumentKind,
  type OperatorDefinition,
} from "../../../engine/model/operators.ts";
import type { Json } from "../../../engine/model/types.ts";

/**
 * A rule as a tree that people edit. Nothing is lost by reading and writing it: a node keeps how it was written, and what the
 * builder does not know is a leaf of JSON as it stands.
 */
export type RuleNode = Call | Leaf | Sequence | Members;

/** An operator with its arguments. */
export interface Call {
  readonly kind: CallKind;
  readonly op: string;
  /** One argument, written without a list around it. */
  readonly bare: boolean;
  readonly parts: readonly RuleNode[];
}
/** A value that stands for itself, a name or path that an operator takes, or JSON that the builder does not know. */
export interface Leaf {
  readonly kind: "constant" | "name" | "raw";
  readonly value: Json;
  readonly parts: readonly RuleNode[];
}
/** A list whose members are logic. */
export interface Sequence {
  readonly kind: "sequence";
  readonly parts: readonly RuleNode[];
}
/** An object of a template, built member by member. */
export interface Members {
  readonly kind: "record";
  readonly keys: readonly string[];
  readonly parts: readonly RuleNode[];
}

/** What operators are to a person who builds a rule. */
export type CallKind =
  | "all"
  | "any"
  | "not"
  | "comparison"
  | "membership"
  | "presence"
  | "rule"
  | "decision"
  | "state"
  | "items"
  | "share"
  | "date"
  | "arithmetic"
  | "text"
  | "path"
  | "branches"
  | "lists"
  | "journal"
  | "literal";

/** Where a node stands: the places of parts from the root down. */
export type NodePath = readonly number[];

/** How JSON is read: logic, or a template, in which other objects are built member by member (B6). */
export type Reading = "logic" | "template";

const named = (kind: CallKind, ...names: string[]): [string, CallKind][] => names.map((name) => [name, kind]);

/** The kind of every operator. */
export const callKinds: ReadonlyMap<string, CallKind> = new Map([
  ...named("all", "and"),
  ...named("any", "or"),
  ...named("not", "!"),
  ...named("comparison", "==", "===", "!=", "!==", "<", "<=", ">", ">="),
  ...named("membership", "in"),
  ...named("presence", "!!", "missing", "missing_some"),
  ...named("rule", "rule"),
  ...named("decision", "decide"),
  ...named("state", "at"),
  ...named("items", "some", "all", "none", "filter", "map", "reduce"),
  ...named("items", "count", "sum", "unique", "find", "earliest", "latest", "each"),
  ...named("share", "share"),
  ...named("date", "date.add", "date.diff", "date.of", "date.next"),
  ...named("arithmetic", "+", "-", "*", "/", "%", "min", "max"),
  ...named("text", "cat", "substr", "matches", "size"),
  ...named("path", "var", "outer"),
  ...named("branches", "if", "?:"),
  ...named("lists", "merge"),
  ...named("journal", ...journalOperators.keys()),
  ...named("literal", "literal"),
]);

/** An operator of logic, or of measures. */
export function operatorOf(op: string): OperatorDefinition | undefined {
  return operators.get(op) ?? journalOperators.get(op);
}

/** Nothing that is deeper can be compiled; it stands as JSON. */
const deepest = 200;

/**
 * Reads logic as a tree. Any JSON can be read, and {@link writeTree} gives back the same text.
 *
 * @example readTree({ "!": { var: "data.closed" } }) // { kind: "not", op: "!", bare: true, parts: [{ kind: "path", … }] }
 */
export function readTree(json: Json, as: Reading = "logic", depth = 0): RuleNode {
  if (typeof json !== "object" || json === null) return constant(json);
  if (depth > deepest) return raw(json);
  if (Array.isArray(json))
    return { kind: "sequence", parts: json.map((item) => readTree(item, as, depth + 1)) };
  const keys = Object.keys(json);
  const [op = ""] = keys;
  const operator = keys.length === 1 ? operatorOf(op) : undefined;
  if (operator !== undefined) return readCall(operator, json[op] ?? null, depth);
  if (as === "logic") return raw(json);
  return { kind: "record", keys, parts: keys.map((key) => readTree(json[key] ?? null, as, depth + 1)) };
}

function readCall(operator: OperatorDefinition, written: Json, depth: number): RuleNode {
  const { name } = operator;
  const bare = !Array.isArray(written) || name === "literal";
  const args = bare ? [written] : written;
  const parts = args.map((arg, place) => readArgument(arg, argumentKind(operator, place), depth + 1));
  return { kind: callKinds.get(name)!, op: name, bare, parts };
}

const templates: ReadonlySet<ArgumentKind> = new Set(["template", "rowTemplate"]);
const logical: ReadonlySet<ArgumentKind> = new Set(["value", "item", "fold", "row"]);

function readArgument(json: Json, kind: ArgumentKind, depth: number): RuleNode {
  if (templates.has(kind)) return readTree(json, "template", depth);
  if (logical.has(kind)) return readTree(json, "logic", depth);
  // A path may be computed, or a list of paths; a name is written out.
  const isPath = kind === "path" || kind === "scopePath";
  return isPath && isObject(json) ? readTree(json, "logic", depth) : name(json);
}

/** Writes a tree as JSON. */
export function writeTree(node: RuleNode): Json {
  switch (node.kind) {
    case "constant":
    case "name":
    case "raw":
      return node.value;
    case "sequence":
      return node.parts.map(writeTree);
    case "record":
      return Object.fromEntries(node.keys.map((key, place) => [key, writeTree(node.parts[place]!)]));
    default: {
      const args = node.parts.map(writeTree);
      // Without a list around it, an argument that is a list would be taken for several.
      const bare = node.bare && args.length === 1 && (node.op === "literal" || !Array.isArray(args[0]));
      return { [node.op]: bare ? args[0]! : args };
    }
  }
}

/** Whether a node is an operator with arguments. */
export function isCall(node: RuleNode | undefined): node is Call {
  return node !== undefined && "op" in node;
}

export const constant = (value: Json): Leaf => ({ kind: "constant", value, parts: [] });
export const name = (value: Json): Leaf => ({ kind: "name", value, parts: [] });
const raw = (value: Json): Leaf => ({ kind: "raw", value, parts: [] });

/** An operator with arguments, written in a list. */
export function call(op: string, ...parts: RuleNode[]): Call {
  return { kind: callKinds.get(op)!, op, bare: false, parts };
}

/** Reads a path of the scope. */
export function pathNode(path: string, op: "var" | "outer" = "var"): Call {
  return { kind: "path", op, bare: true, parts: [name(path)] };
}

/** The path that a node reads, where it is written out and has no default. */
export function pathOf(node: RuleNode | undefined): string | null {
  return isCall(node) && node.parts.length === 1 ? readPathOf(node) : null;
}

/** The path that a node reads, where it is written out, whatever it gives where nothing is stored. */
export function readPathOf(node: RuleNode | undefined): string | null {
  if (!isCall(node) || node.kind !== "path") return null;
  const [path] = node.parts;
  return path?.kind === "name" && typeof path.value === "string" ? path.value : null;
}

/** What stands at a position of an operator's arguments. */
export function partKind(node: RuleNode, place: number): ArgumentKind {
  const operator = isCall(node) ? operatorOf(node.op) : undefined;
  return operator === undefined ? "value" : argumentKind(operator, place);
}
