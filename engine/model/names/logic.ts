import { isWithin } from "../chart-relations.ts";
import { isObject } from "../is-object.ts";
import { nearest } from "../nearest.ts";
import {
  argumentKind,
  journalOperators,
  operators,
  shareComparisons,
  type OperatorDefinition,
} from "../operators.ts";
import { formats } from "../formats.ts";
import { pointer } from "../pointer.ts";
import { timeUnits, type Json, type JsonObject } from "../types.ts";
import { quote } from "../words.ts";
import { anyEvent } from "./events.ts";
import { shapeOfLogic } from "./logic-shape.ts";
import type { Report } from "./report.ts";
import { checkPath, trailOfPath, type LogicScope } from "./scope.ts";
import { itemsOf, recordOf, type Shape } from "./shape.ts";
import { provenBy, warnings } from "./warnings.ts";

interface Argument {
  value: Json;
  at: string;
  scope: LogicScope;
  report: Report;
  /** Paths that are known to have a value here, because a condition before it says so. */
  present: ReadonlySet<string>;
  operator: string;
  /** The first argument of the operator, and what its items are if it is a list. */
  first: Json;
  items: Shape;
}

/** Checks every name, path, operator and number of arguments in logic. */
export function checkLogic(
  value: Json,
  at: string,
  scope: LogicScope,
  report: Report,
  present: ReadonlySet<string> = new Set(),
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => checkLogic(item, at + pointer(index), scope, report, present));
    return;
  }
  if (!isObject(value)) return;
  const keys = Object.keys(value);
  const [name = ""] = keys;
  if (keys.length !== 1) {
    report.add("not-logic", at);
    return;
  }
  const known = scope.journal === true ? new Map([...operators, ...journalOperators]) : operators;
  const operator = known.get(name);
  if (operator === undefined) {
    report.add("unknown-operator", at + pointer(name), {
      name: quote(name),
      hint: nearest(name, known.keys()),
    });
    return;
  }
  checkOperator(operator, value[name] ?? null, at + pointer(name), scope, report, present);
}

/** Checks a template: an object with exactly one key that names an operator is logic, all else is built member by member. */
export function checkTemplate(value: Json, at: string, scope: LogicScope, report: Report): void {
  if (isLogic(value)) checkLogic(value, at, scope, report);
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value))
      checkTemplate(member, at + pointer(key), scope, report);
}

/** Whether a template is logic as it stands (B6). */
export function isLogic(value: Json): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && operators.has(keys[0] ?? "");
}

function checkOperator(
  operator: OperatorDefinition,
  written: Json,
  at: string,
  scope: LogicScope,
  report: Report,
  present: ReadonlySet<string>,
): void {
  const listed = Array.isArray(written);
  const values: Json[] = listed ? written : [written];
  if (operator.name !== "literal" && (values.length < operator.min || values.length > operator.max)) {
    const wanted =
      operator.min === operator.max
        ? String(operator.min)
        : operator.max === Number.POSITIVE_INFINITY
          ? `≥ ${operator.min}`
          : `${operator.min}–${operator.max}`;
    report.add("wrong-arity", at, { name: operator.name, wanted, found: values.length });
    return;
  }
  const items = itemsOf(shapeOfLogic(values[0] ?? null, scope, report));
  const sure = new Set(present);
  values.forEach((value, index) => {
    const place = listed ? at + pointer(index) : at;
    const check = argumentChecks[argumentKind(operator, index)] ?? argumentChecks["value"];
    const isBranch = (operator.name === "if" || operator.name === "?:") && index % 2 === 1;
    check?.({
      value,
      at: place,
      scope,
      report,
      present: isBranch ? joined(present, provenBy(values[index - 1] ?? null)) : sure,
      operator: operator.name,
      first: values[0] ?? null,
      items,
    });
    if (operator.name === "and") add(sure, provenBy(value));
  });
  warnings[operator.name]?.(values, at, scope, report, present);
}

function joined(known: ReadonlySet<string>, paths: readonly string[]): ReadonlySet<string> {
  const all = new Set(known);
  add(all, paths);
  return all;
}

/** So many paths are remembered as having a value. */
const mostRemembered = 50;

function add(known: Set<string>, paths: readonly string[]): void {
  for (const path of paths) if (known.size < mostRemembered) known.add(path);
}

const argumentChecks: Record<string, (argument: Argument) => void> = {
  value: ({ value, at, scope, report, present }) => checkLogic(value, at, scope, report, present),
  path: ({ value, at, scope, report, operator }) => checkPaths(value, at, scope, report, operator),
  scopePath: ({ value, at, scope, report, operator }) =>
    checkPaths(value, at, { ...scope, item: undefined }, report, operator),
  item: ({ value, at, scope, report, items }) => checkLogic(value, at, { ...scope, item: items }, report),
  fold: ({ value, at, scope, report, items }) => {
    const current = items === "open" ? {} : items.schema;
    const fold: Shape =
      items === "open"
        ? recordOf({ current: {}, accumulator: {} })
        : { root: items.root, schema: { type: "object", properties: { current, accumulator: {} } } };
    checkLogic(value, at, { ...scope, item: fold }, report);
  },
  row: ({ value, at, scope, report, items }) => checkLogic(value, at, withRow(scope, items), report),
  template: ({ value, at, scope, report, operator, first }) => {
    checkTemplate(value, at, scope, report);
    if (operator === "decide" && typeof first === "string") noteInputs(value, at, first, scope, report);
  },
  rowTemplate: ({ value, at, scope, report, items }) =>
    checkTemplate(value, at, withRow(scope, items), report),
  rule: (argument) => checkName(argument, "rule", argument.scope.words.rules),
  decision: (argument) => checkName(argument, "decision", argument.scope.words.decisions),
  state: (argument) => checkName(argument, "state", argument.scope.words.states),
  event(argument) {
    const { words } = argument.scope;
    const clock = typeof argument.value === "string" ? clockOf(argument.value) : null;
    if (clock === null) checkName(argument, "event", words.events);
    else argument.report.name("clock", clock, words.clocks, argument.at);
  },
  format: (argument) => checkName(argument, "format", new Set(Object.keys(formats))),
  unit: (argument) => checkName(argument, "unit", new Set(timeUnits)),
  comparison: (argument) => checkName(argument, "operator", new Set(shareComparisons)),
  output: (argument) => {
    const tables = argument.scope.words.procedure.decisions ?? {};
    const table =
      typeof argument.first === "string" && Object.hasOwn(tables, argument.first)
        ? tables[argument.first]
        : undefined;
    const outputs = table?.outputs.map((output) => (typeof output === "string" ? output : output.name));
    if (outputs !== undefined) checkName(argument, "output", new Set(outputs));
  },
  quoted: () => undefined,
};

/** The clock of which an event of the engine tells that it shows a light, or that one was set aside. */
function clockOf(event: string): string | null {
  return /^clock\.([^.]+)\.(?:green|blue|yellow|red|setAside)$/.exec(event)?.[1] ?? null;
}

function checkName(
  argument: Argument,
  kind: "rule" | "decision" | "output" | "state" | "event" | "format" | "unit" | "operator",
  declared: ReadonlySet<string>,
): void {
  if (typeof argument.value === "string") argument.report.name(kind, argument.value, declared, argument.at);
  else argument.report.add("computed-name", argument.at);
}

/** `missing` takes its paths one by one or in a list. */
function checkPaths(value: Json, at: string, scope: LogicScope, report: Report, operator: string): void {
  if (Array.isArray(value) && operator !== "var")
    value.forEach((one, index) => checkPaths(one, at + pointer(index), scope, report, operator));
  else if (typeof value === "string" || typeof value === "number")
    checkPath(String(value), at, scope, report);
  else if (operator === "var" && value === null && scope.item !== undefined) return;
  else report.add("computed-path", at);
}

/** What is given to a table is named by the paths of its inputs, as a whole or member by member. */
function noteInputs(value: Json, at: string, table: string, scope: LogicScope, report: Report): void {
  const tables = scope.words.procedure.decisions ?? {};
  const inputs = Object.hasOwn(tables, table) ? (tables[table]?.inputs ?? []) : [];
  const anywhere = { words: scope.words, event: anyEvent(scope.words) };
  const visit = (built: Json, place: string, before: string): void => {
    if (!isObject(built) || isLogic(built)) return;
    for (const [key, inner] of Object.entries<Json>(built)) {
      const path = before + key;
      if (!inputs.some((input) => isWithin(input, path))) continue;
      report.use("member", key, place + pointer(key), () => ({
        key: true,
        fields: trailOfPath(path, anywhere).slice(-key.split(".").length),
      }));
      visit(inner, place + pointer(key), `${path}.`);
    }
  };
  if (report.notesFields) visit(value, at, "");
}

/** Inside operators of ours the whole scope is seen, and the row with it; inside an item there is no telling what that is. */
function withRow(scope: LogicScope, row: Shape): LogicScope {
  return scope.item === undefined ? { ...scope, row } : { ...scope, item: "open", row };
}

/** Names that stand as the argument of an operator anywhere inside logic, e.g. the rules that a rule names. */
export function namedBy(value: Json, operator: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => namedBy(item, operator));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "literal") return [];
    const first = Array.isArray(inner) ? inner[0] : inner;
    return key === operator && typeof first === "string"
      ? [first, ...namedBy(inner, operator)]
      : namedBy(inner, operator);
  });
}
