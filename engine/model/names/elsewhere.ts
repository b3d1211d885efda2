import { isObject } from "../is-object.ts";
import { pointer } from "../pointer.ts";
import type { Json, Pack, Procedure, ScenarioFile, ScenarioStep } from "../types.ts";
import { checkMachine } from "./machine.ts";
import { checkHead } from "./pack.ts";
import { checkParts } from "./parts.ts";
import { Report, type NameKind, type Use } from "./report.ts";
import { checkRules } from "./rules.ts";
import { checkScenarios } from "./scenarios.ts";
import { noteOrigins } from "./uses.ts";
import { emptyProcedure, vocabularyOf, type Vocabulary } from "./vocabulary.ts";

/** A place in another file of a pack that names something of a procedure. */
export interface OuterUse {
  /** File of the pack, and the JSON pointer in it. */
  file: string;
  path: string;
  /** What is named: a field by the JSON pointer of its schema in the procedure's definition, a state by its whole path. */
  kind: NameKind;
  name: string;
}

/**
 * Every place of a pack's other files that names something of a procedure: events that its cases are sent, states at which they
 * answer, fields that they are opened with, give, or are looked up by, in other procedures, their worked examples and the schedules of the pack.
 * Found by the walk that checks the names, so that what is not found here breaks nowhere when it is renamed. What is told of
 * other cases as plain text (the state of a case that a fact looks up) is no name.
 *
 * @example namesUsedElsewhere(pack, "department-opinion").filter(({ kind, name }) => kind === "event" && name === "REQUEST")
 */
export function namesUsedElsewhere(pack: Pack, id: string): OuterUse[] {
  const own = pack.procedures[id];
  if (own === undefined) return [];
  // A copy: each schema must be told from every other.
  const copy = JSON.parse(JSON.stringify(own)) as Procedure;
  const procedures = { ...pack.procedures, [id]: copy };
  const within: Pack = { ...pack, procedures };
  const sound = new Map(Object.entries(procedures));
  const uses: Use[] = [];
  const noted = { uses, fields: true };
  const words = new Map<string, Vocabulary>();
  for (const [name, procedure] of sound) words.set(name, vocabularyOf(within, procedure, sound));
  noteOrigins(words.get(id)!);
  for (const [name, one] of words) {
    if (name === id) continue;
    const report = new Report(`procedures/${name}.json`, noted);
    checkParts(one, report);
    checkRules(one, report);
    checkMachine(one, report);
  }
  checkHead(within, vocabularyOf(within, emptyProcedure, sound), new Report("pack.json", noted));
  const fields = fieldsOf(copy);
  const ofFields = ({ fields: trail = [], file, path }: Use): OuterUse[] =>
    trail.flatMap((part) =>
      part.flatMap((schema): OuterUse[] => {
        const name = fields.get(schema);
        return name === undefined ? [] : [{ file, path, kind: "field", name }];
      }),
    );
  const found = uses.flatMap((use): OuterUse[] => [
    ...(use.of?.includes(id) === true ? [outer(use)] : []),
    ...ofFields(use),
  ]);
  const examples = scenariosOf(within, id, words);
  const told: Use[] = [];
  checkScenarios(
    { ...within, scenarios: examples },
    new Map([...words].filter(([name]) => name === id)),
    new Set(["directory.json"]),
    { uses: told, fields: true },
  );
  for (const use of told)
    if (use.kind === "field" || use.kind === "member") found.push(...ofFields(use));
    else if (declared.has(use.kind)) found.push(outer(use));
  return distinct(found);
}

/** What steps and expectations of a worked example name of a procedure, beside fields. */
const declared: ReadonlySet<Use["kind"]> = new Set([
  "event",
  "state",
  "ballot",
  "obligation",
  "clock",
  "hold",
]);

const outer = ({ file, path, kind, name }: Use): OuterUse => ({
  file,
  path,
  kind: kind === "member" ? "field" : kind,
  name,
});

function distinct(uses: readonly OuterUse[]): OuterUse[] {
  const seen = new Map(uses.map((use) => [`${use.file} ${use.path} ${use.kind} ${use.name}`, use]));
  return [...seen.values()];
}

/** Every schema of a field that a procedure declares, with where it stands. */
function fieldsOf({ data, events }: Procedure): ReadonlyMap<object, string> {
  const found = new Map<object, string>();
  const visit = (value: Json, at: string, isField: boolean): void => {
    if (typeof value !== "object" || value === null) return;
    if (isField) found.set(value, at);
    for (const [key, inner] of Object.entries(value)) {
      const place = at + pointer(key);
      if (key === "properties" && !Array.isArray(value) && isObject(inner))
        for (const [name, schema] of Object.entries(inner)) visit(schema, place + pointer(name), true);
      else visit(inner, place, false);
    }
  };
  visit(data, "/data", false);
  for (const [event, { payload }] of Object.entries(events))
    if (payload !== undefined) visit(payload, pointer("events", event, "payload"), false);
  return found;
}

/**
 * The worked examples of other procedures as far as they speak of cases of this one, as if they were its own: what speaks of
 * other cases is left empty, so that every step stays in its place.
 */
function scenariosOf(
  pack: Pack,
  id: string,
  words: ReadonlyMap<string, Vocabulary>,
): Record<string, ScenarioFile> {
  const found: Record<string, ScenarioFile> = {};
  for (const [file, { procedure, scenarios }] of Object.entries(pack.scenarios)) {
    const own = words.get(procedure);
    if (procedure === id || own === undefined) continue;
    found[file] = {
      procedure: id,
      scenarios: scenarios.map(({ name, at, by, steps = [] }) => {
        const named = new Map(steps.flatMap((step) => caseNamed(step, own)));
        const isOurs = (step: ScenarioStep): boolean =>
          "open" in step && step.open !== undefined
            ? step.open === id
            : step.case !== undefined && procedureOf(step.case, named, own, words) === id;
        return { name, at, by, steps: steps.map((step) => (isOurs(step) ? alone(step) : {})) };
      }),
    };
  }
  return found;
}

/** The case that a step opens beside the scenario's own: its name there, and its procedure. */
function caseNamed(step: ScenarioStep, { procedure }: Vocabulary): [string, string][] {
  if ("open" in step && step.open !== undefined) return [[step.as, step.open]];
  if (!("act" in step) || step.act === undefined || step.as === undefined) return [];
  const act = (procedure.common as Readonly<Record<string, { procedure?: string } | false>> | undefined)?.[
    step.act
  ];
  return typeof act === "object" && act.procedure !== undefined ? [[step.as, act.procedure]] : [];
}

/** Of which procedure the case is that a step names: by its name in the scenario, or from link to link. */
function procedureOf(
  written: string,
  named: ReadonlyMap<string, string>,
  own: Vocabulary,
  words: ReadonlyMap<string, Vocabulary>,
): string | undefined {
  const [first = "", ...links] = written.split("/");
  let found = named.get(first) ?? own.links.get(first);
  for (const link of links) found = words.get(found ?? "")?.links.get(link);
  return found;
}

/** A step as one of the case itself. */
function alone(step: ScenarioStep): ScenarioStep {
  const { case: _, ...own } = step;
  return own as ScenarioStep;
}
