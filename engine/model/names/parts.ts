import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import { stagePath, stagesOf } from "../returns.ts";
import { isWithin } from "../chart-relations.ts";
import { takenField } from "../schema.ts";
import type { Json, JsonObject, Text } from "../types.ts";
import { quote } from "../words.ts";
import { checkTo } from "./actions.ts";
import { checkAppeals } from "./appeals.ts";
import { checkApprovers } from "./approvers.ts";
import { anyEvent, namedEvent } from "./events.ts";
import { checkBallot } from "./ballots.ts";
import { checkFact } from "./facts.ts";
import { checkField, checkOverlap, rowsAt } from "./fields.ts";
import { checkLogic, checkTemplate } from "./logic.ts";
import { checkApart, checkTrigger } from "./machine.ts";
import { checkOpening } from "./opening.ts";
import type { Report } from "./report.ts";
import { checkSchema } from "./schemas.ts";
import { checkPath, type LogicScope } from "./scope.ts";
import { reach, type Shape } from "./shape.ts";
import { checkTakeBacks } from "./take-backs.ts";
import { checkTimeouts } from "./timeouts.ts";
import { trailOf } from "./trail.ts";
import { builtInRoles, engineRole, obligationRow, type Vocabulary } from "./vocabulary.ts";

interface Part {
  words: Vocabulary;
  report: Report;
  /** Where any event may have happened. */
  scope: LogicScope;
}

/** Checks everything that stands beside the machine of a procedure, but its rules. */
export function checkParts(words: Vocabulary, report: Report): void {
  const part: Part = { words, report, scope: { words, event: anyEvent(words) } };
  for (const check of checks) check(part);
}

const checks: ((part: Part) => void)[] = [
  function roles({ words, report, scope }) {
    for (const [name, role] of Object.entries(words.procedure.roles ?? {})) {
      const at = pointer("roles", name);
      if (name === engineRole || builtInRoles.includes(name)) report.add("reserved-role", at, { name });
      if (Object.hasOwn(words.pack.roles, name)) report.add("declared-twice", at, { name });
      if (role.is !== undefined && role.rows !== undefined) report.add("role-of-both", at);
      if (role.is !== undefined) checkLogic(role.is, `${at}/is`, scope, report);
      if (role.rows === undefined) continue;
      const row = rowsAt(role.rows, `${at}/rows`, scope, report);
      if (role.id !== undefined) checkField(role.id, `${at}/id`, row, report);
      if (role.acting !== undefined) checkField(role.acting, `${at}/acting`, row, report);
    }
  },

  function opening({ words, report }) {
    const { by, where } = words.procedure.opening;
    checkRoles(by, "/opening/by", words, report);
    if (where !== undefined) checkLogic(where, "/opening/where", { words, event: [words.opening] }, report);
  },

  function data({ words, report }) {
    checkSchema(words.procedure.data, "/data", words.classes, report, { words, event: [] });
    const { type } = isObject(words.procedure.data["properties"]) ? words.procedure.data["properties"] : {};
    // Opening records what was given as the payload of its event, whose name it would hide.
    if (isObject(type) && type["readOnly"] !== true) report.add("payload-type", "/data/properties/type");
  },

  function confidential({ words, report, scope }) {
    for (const [name, one] of Object.entries(words.procedure.confidential ?? {})) {
      const at = pointer("confidential", name);
      checkRoles(one.to, `${at}/to`, words, report);
      if (one.where !== undefined) checkLogic(one.where, `${at}/where`, scope, report);
    }
  },

  function events({ words, report }) {
    for (const [name, event] of Object.entries(words.procedure.events)) {
      const at = pointer("events", name);
      checkRoles(event.by, `${at}/by`, words, report);
      if (event.where !== undefined)
        checkLogic(event.where, `${at}/where`, { words, event: [namedEvent(words, name)] }, report);
      if (event.apartFrom !== undefined) checkApart(event.apartFrom, `${at}/apartFrom`, words, report);
      if (event.payload !== undefined)
        checkSchema(event.payload, `${at}/payload`, words.classes, report, { words, event: [] });
      if (isObject(event.payload?.["properties"]) && Object.hasOwn(event.payload["properties"], "type"))
        report.add("payload-type", `${at}/payload/properties/type`);
      const taken = (event.takes ?? []).map((written) => takenField(written).path);
      taken.forEach((path, index) => {
        checkField(path, `${at}/takes/${index}`, words.data, report);
        if (path === "type" || path.startsWith("type.")) report.add("payload-type", `${at}/takes/${index}`);
      });
      checkOverlap(taken, (path) => `${at}/takes/${taken.indexOf(path)}`, report);
    }
  },

  function decisions({ words, report, scope }) {
    for (const [name, table] of Object.entries(words.procedure.decisions ?? {})) {
      const at = pointer("decisions", name);
      table.inputs.forEach((path, index) => checkPath(path, `${at}/inputs/${index}`, scope, report));
      const width = (values: Json[], place: string, wanted: number, of: string) => {
        if (values.length !== wanted) report.add("wrong-width", place, { wanted, found: values.length, of });
      };
      table.rows.forEach((row, index) => {
        width(row.when, `${at}/rows/${index}/when`, table.inputs.length, "inputs");
        width(row.then, `${at}/rows/${index}/then`, table.outputs.length, "outputs");
      });
      if (table.otherwise !== undefined)
        width(table.otherwise, `${at}/otherwise`, table.outputs.length, "outputs");
      if (table.aggregate !== undefined && table.hit !== "collect")
        report.add("aggregate-without-collect", `${at}/aggregate`);
      const ranks = table.hit === "priority" || table.hit === "outputOrder";
      if (ranks && table.outputs.every((output) => typeof output === "string"))
        report.add("missing-priorities", `${at}/outputs`, { name: table.hit });
    }
  },

  function facts({ words, report, scope }) {
    for (const [name, fact] of Object.entries(words.procedure.facts ?? {}))
      checkFact(fact as unknown as JsonObject, pointer("facts", name), scope, report);
  },

  function delays({ words, report, scope }) {
    for (const [name, delay] of Object.entries(words.procedure.delays ?? {}))
      checkMembers(delay, ["limit", "from", "until"], pointer("delays", name), scope, report);
  },

  function clocks({ words, report, scope }) {
    for (const [name, clock] of Object.entries(words.procedure.clocks ?? {}))
      checkMembers(clock, ["limit", "from"], pointer("clocks", name), scope, report);
  },

  function obligations({ words, report, scope }) {
    for (const [name, one] of Object.entries(words.procedure.obligations ?? {})) {
      const at = pointer("obligations", name);
      rowsAt(one.each, `${at}/each`, scope, report);
      const row = obligationRow(words, name);
      checkField(one.key, `${at}/key`, row, report);
      checkMembers(one, ["due", "open"], at, { ...scope, row }, report);
      if (one.to !== undefined) checkTo(one.to, `${at}/to`, { ...scope, row }, report);
      one.in?.forEach((state, index) => report.name("state", state, words.states, `${at}/in/${index}`));
    }
  },

  function ballots({ words, report, scope }) {
    for (const [name, ballot] of Object.entries(words.procedure.ballots ?? {}))
      checkBallot(ballot, pointer("ballots", name), words, scope, report);
  },

  function returns({ words, report }) {
    for (const [name, one] of Object.entries(words.procedure.returns ?? {})) {
      const at = pointer("returns", name);
      report.name("event", one.event, words.events, `${at}/event`);
      if (!report.name("state", one.in, words.states, `${at}/in`)) continue;
      const inside = words.chart.byPath.get(one.in)?.children ?? [];
      const known = new Set(inside.map((path) => path.slice(one.in.length + 1)));
      one.stages.forEach((stage, index) => {
        const path = stagePath(words.chart, one.in, stage);
        if (path === null) report.name("state", stage, known, `${at}/stages/${index}`);
        else report.use("state", path, `${at}/stages/${index}`);
        if (path === null) return;
        if (stagesOf(words.chart, one).some((other) => other !== path && isWithin(path, other)))
          report.add("stage-in-stage", `${at}/stages/${index}`, { name: stage });
      });
      for (const [stage, paths] of Object.entries(one.clear ?? {})) {
        if (report.name("state", stage, new Set(one.stages), `${at}/clear${pointer(stage)}`))
          report.use("state", stagePath(words.chart, one.in, stage) ?? stage, `${at}/clear${pointer(stage)}`);
        paths.forEach((path, index) =>
          checkField(path, `${at}/clear${pointer(stage, index)}`, words.data, report),
        );
      }
    }
  },

  function holds({ words, report }) {
    const used = new Map<string, string>();
    for (const [name, one] of Object.entries(words.procedure.holds ?? {})) {
      const at = pointer("holds", name);
      report.name("event", one.by, words.events, `${at}/by`);
      report.name("event", one.end, words.events, `${at}/end`);
      if (one.by === one.end || used.has(one.by)) report.add("event-twice", `${at}/by`, { name: one.by });
      used.set(one.by, name);
      one.in.forEach((state, index) => report.name("state", state, words.states, `${at}/in/${index}`));
      one.stops?.forEach((clock, index) => report.name("clock", clock, words.clocks, `${at}/stops/${index}`));
      one.allows?.forEach((event, index) => checkTrigger(event, `${at}/allows/${index}`, words, report));
    }
  },

  function timeouts({ words, report, scope }) {
    checkTimeouts(words, scope, report);
  },

  function approvers({ words, report, scope }) {
    checkApprovers(words, scope, report);
  },

  function takeBacks({ words, report }) {
    checkTakeBacks(words, report);
  },

  function appeals({ words, report, scope }) {
    checkAppeals(words, scope, report);
  },

  function common({ words, report, scope }) {
    for (const [name, one] of Object.entries(words.procedure.common ?? {})) {
      if (one === false || name === "appeal") continue;
      const at = pointer("common", name);
      checkRoles(one.by ?? [], `${at}/by`, words, report);
      checkRoles(one.to ?? [], `${at}/to`, words, report);
      for (const member of ["except", "free"] as const)
        one[member]?.forEach((event, index) =>
          report.name("event", event, words.events, `${at}/${member}/${index}`),
        );
      one.ballots?.forEach((ballot, index) =>
        report.name("ballot", ballot, words.ballots, `${at}/ballots/${index}`),
      );
      if (one.procedure !== undefined)
        report.name("procedure", one.procedure, words.procedures, `${at}/procedure`);
      if (one.data === undefined) continue;
      checkTemplate(one.data, `${at}/data`, scope, report);
      checkOpening(one.data, `${at}/data`, words.sound.get(one.procedure ?? ""), report);
    }
  },

  function messages({ words, report, scope }) {
    for (const [name, message] of Object.entries(words.procedure.messages ?? {}))
      for (const language of ["en", "zh-CN"] as const)
        checkPlaceholders(message, language, pointer("messages", name, language), scope, report);
  },

  function notices({ words, report }) {
    for (const [name, notice] of Object.entries(words.procedure.public ?? {})) {
      const at = pointer("public", name);
      notice.fields.forEach((path, index) => {
        const field = checkField(path, `${at}/fields/${index}`, words.data, report);
        if (isConfidential(words.data, path, field))
          report.add("confidential-published", `${at}/fields/${index}`, { name: quote(path) });
      });
      notice.states?.forEach((state, index) =>
        report.name("state", state, words.states, `${at}/states/${index}`),
      );
    }
  },

  function measures({ words, report, scope }) {
    for (const [name, measure] of Object.entries(words.procedure.measures ?? {})) {
      const at = pointer("measures", name);
      checkMembers(measure, ["over", "of"], at, { ...scope, journal: true }, report);
      measure.by?.forEach((path, index) => {
        if (reach(words.data, path.split(".")) === null) checkPath(path, `${at}/by/${index}`, scope, report);
        else
          report.use("field", path, `${at}/by/${index}`, () => ({
            fields: trailOf(path.split("."), [words.data]),
          }));
      });
    }
  },

  function properties({ words, report, scope }) {
    words.procedure.properties?.forEach((property, index) => {
      const at = pointer("properties", index);
      const point = (written: string, place: string) =>
        written.startsWith("event:")
          ? report.name("event", written.slice("event:".length), words.events, place)
          : report.name("state", written, words.states, place);
      checkMembers(property, ["never", "always"], at, scope, report);
      for (const kind of ["before", "leadsTo"] as const) {
        const pair: string[] =
          ((property as { [kind: string]: unknown })[kind] as string[] | undefined) ?? [];
        pair.forEach((one, place) => point(one, `${at}/${kind}/${place}`));
      }
      if ("within" in property) {
        point(property.within.from, `${at}/within/from`);
        point(property.within.to, `${at}/within/to`);
      }
    });
  },
];

function checkRoles(roles: string[], at: string, words: Vocabulary, report: Report): void {
  roles.forEach((role, index) => report.name("role", role, words.roles, at + pointer(index)));
}

/** Those members of a definition that are logic. */
function checkMembers(of: object, members: string[], at: string, scope: LogicScope, report: Report): void {
  for (const [key, value] of Object.entries(of))
    if (members.includes(key)) checkLogic(value as Json, `${at}/${key}`, scope, report);
}

function checkPlaceholders(
  message: Text,
  language: keyof Text,
  at: string,
  scope: LogicScope,
  report: Report,
): void {
  for (const [written, path = ""] of message[language].matchAll(/\{([^{}]*)\}/g)) {
    if (/^[A-Za-z][\w-]*(?:\.[\w-]+)*$/.test(path)) checkPath(path, at, scope, report);
    else report.add("bad-placeholder", at, { name: quote(written), example: "{data.motion}" });
  }
}

/** Whether a field, or one that it lies inside, has a class of confidentiality. */
function isConfidential(data: Shape, path: string, field: Shape | null): boolean {
  const keys = path.split(".");
  const outer = keys.map((_, index) => reach(data, keys.slice(0, index + 1)));
  return [...outer, field].some(
    (one) => one !== null && one !== "open" && one.schema["confidential"] !== undefined,
  );
}
