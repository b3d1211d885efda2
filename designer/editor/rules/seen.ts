import { procedureChart } from "../../../engine/model/procedure-chart.ts";
import { isObject } from "../../../engine/model/is-object.ts";
import { anyEvent, enteringEvents, namedEvent, transitionEvent } from "../../../engine/model/names/events.ts";
import { checkEach } from "../../../engine/model/names/actions.ts";
import { Report } from "../../../engine/model/names/report.ts";
import { checkPath, type LogicScope } from "../../../engine/model/names/scope.ts";
import { itemsOf, recordOf, reach, type Shape } from "../../../engine/model/names/shape.ts";
import { shapeOfLogic } from "../../../engine/model/names/logic-shape.ts";
import {
  factRow,
  obligationRow,
  vocabularyOf,
  type Vocabulary,
} from "../../../engine/model/names/vocabulary.ts";
import { segments } from "../../../engine/model/pointer.ts";
import type { Json, Pack, Procedure } from "../../../engine/model/types.ts";
import type { PackAround } from "../context.tsx";
import { valueAt } from "../document/place.ts";
import { isCall, partKind, readPathOf, writeTree, type NodePath, type RuleNode } from "./tree.ts";

/** What the checker knows that a procedure may name, in its pack. */
export function vocabulary(definition: Procedure, around: PackAround): Vocabulary {
  const known = vocabularies.get(definition);
  if (known?.around === around) return known.words;
  const procedures = { ...around.procedures, [definition.id]: definition };
  const pack: Pack = {
    id: "",
    version: "",
    title: { en: "", "zh-CN": "" },
    engine: "",
    calendar: "",
    schedules: [],
    scenarios: {},
    calendars: {},
    rows: {},
    layouts: {},
    digest: "",
    ...around,
    directory: around.directory ?? {},
    procedures,
  };
  const words = vocabularyOf(pack, definition, new Map(Object.entries(procedures)));
  vocabularies.set(definition, { around, words });
  return words;
}
const vocabularies = new WeakMap<Procedure, { around: PackAround; words: Vocabulary }>();

/** Problems are told where the document is checked; here they would be told again. */
const silent = (): Report => new Report("");

/**
 * What logic at a place of the definition may read: which events can lead there, and which row is seen, as the checker
 * understands it. `row` names the list whose row is seen, where the place itself does not tell.
 */
export function scopeAt(words: Vocabulary, at: string, row?: string): LogicScope {
  const seen = rowAt(words, at, row);
  return {
    words,
    event: eventsAt(words, at),
    ...(seen === undefined ? {} : { row: seen }),
    ...(at.startsWith("/measures/") ? { journal: true } : {}),
  };
}

function eventsAt(words: Vocabulary, at: string): LogicScope["event"] {
  const [section, name = ""] = segments(at);
  if (section === "opening") return [words.opening];
  if (section === "events") return [namedEvent(words, name)];
  if (section !== "machine") return anyEvent(words);
  const inside = at.slice("/machine".length);
  const holds = (pointer: string): boolean => inside === pointer || inside.startsWith(`${pointer}/`);
  const chart = procedureChart(words.procedure);
  const transition = chart.transitions.find((one) => holds(one.pointer));
  if (transition !== undefined) {
    const shape = transitionEvent(words, transition);
    return shape === null ? anyEvent(words) : [shape];
  }
  const state = chart.states.filter((one) => holds(one.pointer)).at(-1);
  const entering =
    state !== undefined && /^\/(?:entry|meta\/task)\b/.test(inside.slice(state.pointer.length));
  return entering ? enteringEvents(words, state.path) : anyEvent(words);
}

function rowAt(words: Vocabulary, at: string, row: string | undefined): Shape | undefined {
  const [section, name = "", ...rest] = segments(at);
  if (row !== undefined) {
    const list = reach(words.data, row.replace(/^data\./, "").split("."));
    return list === null ? "open" : itemsOf(list);
  }
  if (section === "obligations") return obligationRow(words, name);
  if (section === "facts") return factRow(words, words.procedure.facts?.[name]?.of ?? "");
  if (section === "ballots" && rest[0] === "weight") {
    const electors = words.procedure.ballots?.[name]?.electors;
    if (electors === undefined || !("rows" in electors)) return recordOf({ id: { type: "string" } });
    return rowAt(words, "", electors.rows);
  }
  return section === "machine" ? rowOfAction(words, at) : undefined;
}

/** The row that the conditions and templates of an action on a list see. */
function rowOfAction(words: Vocabulary, at: string): Shape | undefined {
  const [, params, member] = /^(.*\/params)\/([^/]+)/.exec(at) ?? [];
  if (params === undefined) return undefined;
  const action = valueAt(words.procedure, params.slice(0, -"/params".length));
  const given = valueAt(words.procedure, params);
  if (!isObject(action) || !isObject(given)) return undefined;
  if (action["type"] === "update" || action["type"] === "remove")
    return member === "list" ? undefined : rowAt(words, "", String(given["list"]));
  return action["type"] === "openCase" && given["each"] !== undefined && member === "data"
    ? checkEach(given["each"], "", { words, event: anyEvent(words) }, silent())
    : undefined;
}

/** What a part of a node may read: the same as the node, or an item of its list. */
export function scopeOfPart(scope: LogicScope, node: RuleNode, place: number): LogicScope {
  const kind = partKind(node, place);
  if (kind === "scopePath") return { ...scope, item: undefined };
  if (kind !== "row" && kind !== "rowTemplate" && kind !== "item" && kind !== "fold") return scope;
  const items = itemsOf(shapeOfNode(node.parts[0], scope));
  if (kind === "item") return { ...scope, item: items };
  if (kind !== "fold")
    return scope.item === undefined ? { ...scope, row: items } : { ...scope, item: "open", row: items };
  const current = items === "open" ? {} : items.schema;
  const fold = recordOf({ current, accumulator: {} });
  return { ...scope, item: items === "open" || fold === "open" ? fold : { ...fold, root: items.root } };
}

/** What the node at a path may read. */
export function scopeOf(scope: LogicScope, tree: RuleNode, path: NodePath): LogicScope {
  let node = tree;
  let seen = scope;
  for (const place of path) {
    seen = scopeOfPart(seen, node, place);
    const part = node.parts[place];
    if (part === undefined) return seen;
    node = part;
  }
  return seen;
}

/** What is known of the value of a node. */
export function shapeOfNode(node: RuleNode | undefined, scope: LogicScope): Shape {
  if (!isCall(node)) return "open";
  const path = readPathOf(node);
  if (path !== null)
    return (
      checkPath(path, "", node.op === "outer" ? { ...scope, item: undefined } : scope, silent()) ?? "open"
    );
  const type = resultTypes[node.op];
  if (type !== undefined) return { root: type, schema: type };
  return shapeOfLogic(writeTree(node), scope, silent());
}

const number = { type: "number" };
const date = { type: "string", format: "date" };
const yesNo = { type: "boolean" };
/** What operators give, where that does not depend on what they are given. */
const resultTypes: Readonly<Record<string, { type: string; format?: string }>> = {
  size: number,
  count: number,
  sum: number,
  "+": number,
  "-": number,
  "*": number,
  "/": number,
  "%": number,
  "date.diff": number,
  "date.add": date,
  "date.of": date,
  "date.next": date,
  some: yesNo,
  all: yesNo,
  none: yesNo,
  "!": yesNo,
  "!!": yesNo,
  at: yesNo,
  matches: yesNo,
  share: yesNo,
  cat: { type: "string" },
  entered: { type: "string", format: "date-time" },
  times: number,
  between: number,
};

/** Whether there is something at a path for logic to read here. */
export function isKnownPath(path: string, scope: LogicScope): boolean {
  return checkPath(path, "", scope, silent()) !== null;
}

/**
 * What is known of the value that stands at a place beside others: what a field is compared with has the field's shape, what is
 * looked for in a list has that of its items.
 */
export function shapeBeside(node: RuleNode | undefined, place: number, scope: LogicScope): Shape {
  if (node === undefined) return "open";
  if (node.kind === "membership") {
    if (place === 0) return itemsOf(shapeOfNode(node.parts[1], scope));
    return listOf(shapeOfNode(node.parts[0], scope));
  }
  if (node.kind !== "comparison") return "open";
  for (const [other, part] of node.parts.entries()) {
    const shape = other === place ? "open" : shapeOfNode(part, scope);
    if (shape !== "open") return shape;
  }
  return "open";
}

function listOf(shape: Shape): Shape {
  return shape === "open"
    ? "open"
    : { root: shape.root, schema: { type: "array", items: shape.schema } as Record<string, Json> };
}
