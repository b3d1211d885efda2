import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import type {
  Expectation,
  Json,
  JsonObject,
  Pack,
  Principal,
  Procedure,
  Scenario,
  ScenarioStep,
} from "../types.ts";
import { checkField } from "./fields.ts";
import { noteMembers } from "./members.ts";
import { Report, type Noted } from "./report.ts";
import { shapeOf } from "./shape.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks the names in the scenarios of a pack: procedures, events, people, states, fields, clocks, parameters, registers. */
export function checkScenarios(
  pack: Pack,
  words: ReadonlyMap<string, Vocabulary>,
  faulty: ReadonlySet<string | undefined>,
  noted?: Noted,
): Report[] {
  return Object.entries(pack.scenarios).flatMap(([id, file]) => {
    const report = new Report(`scenarios/${id}.json`, noted);
    if (faulty.has(report.file)) return [];
    const known = report.name(
      "procedure",
      file.procedure,
      new Set(Object.keys(pack.procedures)),
      "/procedure",
    );
    const own = known ? words.get(file.procedure) : undefined;
    if (own !== undefined)
      file.scenarios.forEach((scenario, index) =>
        checkScenario(scenario, pointer("scenarios", index), { pack, own, words, faulty, report }),
      );
    return [report];
  });
}

interface Telling {
  pack: Pack;
  /** Of the procedure that the scenario opens. */
  own: Vocabulary;
  words: ReadonlyMap<string, Vocabulary>;
  /** Files whose inside is not known, so that what is said of it is believed. */
  faulty: ReadonlySet<string | undefined>;
  report: Report;
}

function checkScenario(scenario: Scenario, at: string, telling: Telling): void {
  const { pack, own, report } = telling;
  checkPerson(scenario.by, `${at}/by`, telling, scenario.because !== undefined);
  for (const name of Object.keys(scenario.parameters ?? {}))
    report.name("parameter", name, own.parameters, at + pointer("parameters", name));
  for (const name of Object.keys(scenario.registers ?? {}))
    report.name("register", name, new Set(Object.keys(pack.registers)), at + pointer("registers", name));
  scenario.steps?.forEach((step, index) => checkStep(step, at + pointer("steps", index), telling));
  noteMembers(scenario.data ?? null, `${at}/data`, own.data, report, true);
  if (scenario.expect !== undefined) checkExpectation(scenario.expect, `${at}/expect`, own, telling);
}

function checkStep(step: ScenarioStep, at: string, telling: Telling): void {
  const { pack, own, words, report } = telling;
  if ("open" in step && step.open !== undefined) {
    const known = report.name("procedure", step.open, new Set(Object.keys(pack.procedures)), `${at}/open`);
    checkPerson(step.by, `${at}/by`, telling, false);
    const opened = known ? words.get(step.open) : undefined;
    if (opened !== undefined) noteMembers(step.data ?? null, `${at}/data`, opened.data, report, true);
    if (step.expect !== undefined && opened !== undefined)
      checkExpectation(step.expect, `${at}/expect`, opened, telling);
    return;
  }
  // A linked case may be of any procedure of the pack; which one is known when it runs.
  const procedures: Procedure[] =
    step.case === undefined ? [own.procedure] : [...words.values()].map((one) => one.procedure);
  const events = new Set(procedures.flatMap((one) => Object.keys(one.events)));
  if ("send" in step && step.send !== undefined) {
    report.name("event", step.send, events, `${at}/send`);
    noteSent(step.payload, step.send, at, own, report);
    checkPerson(step.by, `${at}/by`, telling, false);
  }
  if ("refused" in step && step.refused !== undefined) {
    if (step.because !== "unknown-event") report.name("event", step.refused, events, `${at}/refused`);
    noteSent(step.payload, step.refused, at, own, report);
    checkPerson(step.by, `${at}/by`, telling, true);
  }
  if ("act" in step && step.act !== undefined) {
    checkPerson(step.by, `${at}/by`, telling, step.because !== undefined);
    if (step.on !== undefined && step.case === undefined) checkTask(step.on, `${at}/on`, own, report);
    const isAppeal = step.act === "appeal" || step.act === "decideAppeal";
    const clock = isAppeal && step.case === undefined ? step.payload?.["clock"] : undefined;
    if (typeof clock === "string") report.name("clock", clock, own.clocks, `${at}/payload/clock`);
  }
  if (step.expect !== undefined)
    checkExpectation(step.expect, `${at}/expect`, step.case === undefined ? own : undefined, telling);
}

/** What is sent names the fields of the event's payload. */
function noteSent(
  payload: JsonObject | undefined,
  event: string,
  at: string,
  own: Vocabulary,
  report: Report,
): void {
  noteMembers(payload ?? null, `${at}/payload`, own.payloads.get(event) ?? "open", report, true);
}

/** A task is named by its ballot or obligation, or by its state. */
function checkTask(on: string, at: string, own: Vocabulary, report: Report): void {
  if (own.ballots.has(on)) report.name("ballot", on, own.ballots, at);
  else if (own.obligations.has(on)) report.name("obligation", on, own.obligations, at);
  else report.name("state", on, own.states, at);
}

/** A person who is refused may be a stranger to the directory; nobody else may. */
function checkPerson(by: string | Principal, at: string, telling: Telling, mayBeStranger: boolean): void {
  const { pack, own, words, faulty, report } = telling;
  if (typeof by === "string") {
    if (!mayBeStranger && !faulty.has("directory.json"))
      report.name("person", by, new Set(Object.keys(pack.directory)), at);
    return;
  }
  if (words.size < Object.keys(pack.procedures).length) return;
  by.roles.forEach((role, index) =>
    report.name("role", role, allRoles(telling, own), `${at}/roles/${index}`),
  );
}

function allRoles({ words }: Telling, own: Vocabulary): Set<string> {
  return new Set([...own.roles, ...[...words.values()].flatMap((one) => [...one.roles])]);
}

function checkExpectation(
  expect: Expectation,
  at: string,
  own: Vocabulary | undefined,
  telling: Telling,
): void {
  const { pack, report } = telling;
  if (own !== undefined) {
    if (expect.state !== undefined) checkState(expect.state, `${at}/state`, "", own, report);
    for (const [field, value] of Object.entries(expect.data ?? {})) {
      const place = at + pointer("data", field);
      const found = checkField(field, place, shapeOf(own.procedure.data), report);
      if (found !== null) noteMembers(value, place, found, report, true);
    }
    if (typeof expect.hold === "string")
      report.name("hold", expect.hold, new Set(Object.keys(own.procedure.holds ?? {})), `${at}/hold`);
    for (const clock of Object.keys(expect.clock ?? {}))
      report.name("clock", clock, own.clocks, at + pointer("clock", clock));
    for (const clock of Object.keys(expect.appeals ?? {}))
      report.name("clock", clock, own.clocks, at + pointer("appeals", clock));
    for (const name of Object.keys(expect.obligations ?? {}))
      report.name("obligation", name, own.obligations, at + pointer("obligations", name));
  }
  for (const register of Object.keys(expect.registers ?? {}))
    report.name(
      "register",
      register,
      new Set(Object.keys(pack.registers)),
      at + pointer("registers", register),
    );
}

/** A state value: `"a"` or `{ "a": { "b": … } }`. */
function checkState(value: Json, at: string, parent: string, own: Vocabulary, report: Report): void {
  const join = (key: string) => (parent === "" ? key : `${parent}.${key}`);
  if (typeof value === "string") report.name("state", join(value), own.states, at);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value))
      if (report.name("state", join(key), own.states, at + pointer(key)))
        checkState(inner, at + pointer(key), join(key), own, report);
}
