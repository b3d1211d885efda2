import { pointer } from "../pointer.ts";
import { payloadSchema } from "../schema.ts";
import type { ActionConfig, Json, JsonObject, Procedure } from "../types.ts";
import { checkConstant, checkField, checkList, checkOverlap } from "./fields.ts";
import { checkLogic, checkTemplate } from "./logic.ts";
import { checkMembersOf, noteMembers } from "./members.ts";
import { checkOpening } from "./opening.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import { itemsOf, reach, shapeOf, type Shape } from "./shape.ts";
import { notePayload } from "./trail.ts";
import type { Vocabulary } from "./vocabulary.ts";

interface Acting {
  params: JsonObject;
  /** Pointer to the params. */
  at: string;
  scope: LogicScope;
  report: Report;
}

/** Checks the names, paths and logic of one action. */
export function checkAction(action: ActionConfig, at: string, scope: LogicScope, report: Report): void {
  const check = Object.hasOwn(checks, action.type) ? checks[action.type] : undefined;
  check?.({ params: action.params ?? {}, at: `${at}/params`, scope, report });
}

const checks: Record<string, (acting: Acting) => void> = {
  assign: ({ params, at, scope, report }) => checkWriting(params, at, scope.words.data, scope, report),
  append: ({ params, at, scope, report }) => {
    const list = checkList(text(params["list"]), `${at}/list`, scope.words.data, report);
    const row = params["row"] ?? null;
    checkTemplate(row, `${at}/row`, scope, report);
    if (list === null) return;
    checkConstant(row, `${at}/row`, itemsOf(list), report);
    noteMembers(row, `${at}/row`, itemsOf(list), report);
  },
  update: ({ params, at, scope, report }) => {
    const row = checkRows(params, at, scope, report);
    checkWriting(params["set"] as JsonObject, `${at}/set`, row, { ...scope, row }, report);
  },
  remove: ({ params, at, scope, report }) => {
    checkRows(params, at, scope, report);
  },
  enter: ({ params, at, scope, report }) => {
    const row = params["row"] ?? null;
    checkTemplate(row, `${at}/row`, scope, report);
    const register = text(params["register"]);
    if (!report.name("register", register, scope.words.registers, `${at}/register`)) return;
    checkConstant(row, `${at}/row`, shapeOf(scope.words.pack.registers[register]?.row ?? {}), report);
  },
  strike: ({ params, at, scope, report }) => {
    report.name("register", text(params["register"]), scope.words.registers, `${at}/register`);
    checkTemplate(params["key"] ?? null, `${at}/key`, scope, report);
  },
  notify: ({ params, at, scope, report }) => {
    checkTo(params["to"] ?? null, `${at}/to`, scope, report);
    report.name("message", text(params["message"]), scope.words.messages, `${at}/message`);
  },
  publish: ({ params, at, scope, report }) => {
    report.name("notice", text(params["notice"]), scope.words.notices, `${at}/notice`);
  },
  openCase: ({ params, at, scope, report }) => {
    const inner =
      params["each"] === undefined
        ? scope
        : { ...scope, row: checkEach(params["each"], `${at}/each`, scope, report) };
    checkTemplate(params["data"] ?? null, `${at}/data`, inner, report);
    const procedure = text(params["procedure"]);
    if (report.name("procedure", procedure, scope.words.procedures, `${at}/procedure`))
      checkOpening(params["data"] ?? null, `${at}/data`, scope.words.sound.get(procedure), report);
  },
  send: checkSend,
  call: ({ params, at, scope, report }) =>
    checkTemplate(params["input"] ?? null, `${at}/input`, scope, report),
  extend: ({ params, at, scope, report }) => {
    report.name("clock", text(params["clock"]), scope.words.clocks, `${at}/clock`);
    checkLogic(params["by"] ?? null, `${at}/by`, scope, report);
  },
  restart: ({ params, at, scope, report }) => {
    report.name("clock", text(params["clock"]), scope.words.clocks, `${at}/clock`);
  },
  addElectors: checkElectors,
  removeElectors: checkElectors,
};

/** What is sent to another case is an event that it knows, with what that event takes. */
function checkSend({ params, at, scope, report }: Acting): void {
  const payload = params["payload"] ?? null;
  checkTemplate(payload, `${at}/payload`, scope, report);
  const { words } = scope;
  const to = text(params["to"]);
  const event = text(params["event"]);
  const known =
    to === "parent" || report.name("link", to, new Set([...words.links.keys(), "parent"]), `${at}/to`);
  const linked = words.links.get(to);
  const meant = linked === undefined ? openersOf(words) : [linked];
  const receivers = meant.length === 0 ? [...words.sound.keys()] : meant;
  const events = receivers.flatMap((one) => Object.keys(words.sound.get(one)?.events ?? {}));
  const complete =
    linked === undefined ? words.sound.size === words.procedures.size : words.sound.has(linked);
  if (known && complete)
    report.name("event", event, new Set(events), `${at}/event`, othersOf(words, receivers));
  for (const one of meant) {
    const receiver = words.sound.get(one);
    if (receiver === undefined || !Object.hasOwn(receiver.events, event)) continue;
    const shape =
      receiver === words.procedure
        ? words.payloads.get(event)
        : shapeOf(payloadSchema(receiver, event, null));
    if (shape === undefined) continue;
    if (receiver !== words.procedure && report.notesFields) notePayload(receiver, event, shape);
    checkMembersOf(payload, `${at}/payload`, shape, report);
    // Which of several procedures the parent is of, the definition of one alone does not tell.
    if (linked !== undefined || receiver !== words.procedure)
      noteMembers(payload, `${at}/payload`, shape, report);
  }
}

/** Absent where the procedure itself is the only one. */
function othersOf({ procedure }: Vocabulary, receivers: readonly string[]): readonly string[] | undefined {
  return receivers.length === 1 && receivers[0] === procedure.id ? undefined : receivers;
}

/** Procedures that may open cases of this one: what one of them is sent as the parent, it has to know. */
function openersOf({ procedure, sound }: Vocabulary): string[] {
  return [...sound.values()].filter((one) => openedBy(one).has(procedure.id)).map(({ id }) => id);
}

const opened = new WeakMap<Procedure, ReadonlySet<string>>();
/** Procedures that a machine, or an act that every case has, names as those of the cases that it opens. */
function openedBy(procedure: Procedure): ReadonlySet<string> {
  let found = opened.get(procedure);
  if (found !== undefined) return found;
  const named = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value))
      if (key === "procedure" && typeof inner === "string") named.add(inner);
      else visit(inner);
  };
  visit(procedure.machine);
  visit(procedure.common);
  opened.set(procedure, (found = named));
  return found;
}

function checkElectors({ params, at, scope, report }: Acting): void {
  report.name("ballot", text(params["ballot"]), scope.words.ballots, `${at}/ballot`);
  checkLogic(params["ids"] ?? null, `${at}/ids`, scope, report);
}

/** Paths and templates of `assign` and of the `set` of an `update`. */
function checkWriting(written: JsonObject, at: string, into: Shape, scope: LogicScope, report: Report): void {
  const paths = Object.keys(written);
  checkOverlap(paths, (path) => at + pointer(path), report);
  for (const path of paths) {
    const value = written[path] ?? null;
    checkTemplate(value, at + pointer(path), scope, report);
    const field = checkField(path, at + pointer(path), into, report);
    if (field === null) continue;
    checkConstant(value, at + pointer(path), field, report);
    noteMembers(value, at + pointer(path), field, report);
  }
}

/** `list` and `where` of an action on rows; gives the shape of a row. */
function checkRows(params: JsonObject, at: string, scope: LogicScope, report: Report): Shape {
  const list = checkList(text(params["list"]), `${at}/list`, scope.words.data, report);
  const row = list === null ? "open" : itemsOf(list);
  checkLogic(params["where"] ?? null, `${at}/where`, { ...scope, row }, report);
  return row;
}

/** Roles by name, or logic that gives ids. */
export function checkTo(to: Json, at: string, scope: LogicScope, report: Report): void {
  if (Array.isArray(to) && to.every((role) => typeof role === "string"))
    to.forEach((role, index) => report.name("role", role, scope.words.roles, at + pointer(index)));
  else checkLogic(to, at, scope, report);
}

/** Logic that gives a list; gives the shape of its items. */
export function checkEach(each: Json, at: string, scope: LogicScope, report: Report): Shape {
  checkLogic(each, at, scope, report);
  const path = typeof each === "object" && each !== null && !Array.isArray(each) ? each["var"] : undefined;
  if (typeof path !== "string" || !path.startsWith("data.")) return "open";
  const list = reach(scope.words.data, path.slice("data.".length).split("."));
  return list === null ? "open" : itemsOf(list);
}

function text(value: Json | undefined): string {
  return String(value ?? "");
}
