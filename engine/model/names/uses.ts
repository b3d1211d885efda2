import { segments } from "../pointer.ts";
import type { Pack, Procedure, ScenarioFile } from "../types.ts";
import { checkMachine } from "./machine.ts";
import { checkParts } from "./parts.ts";
import { Report, type Use } from "./report.ts";
import { checkRules } from "./rules.ts";
import { checkScenarios } from "./scenarios.ts";
import { noteOrigin, notePayload } from "./trail.ts";
import { vocabularyOf, type Vocabulary } from "./vocabulary.ts";

/**
 * Every place of a procedure, and of its scenarios, that uses a name: found by the same walk that checks the names, so that
 * nothing is renamed, or said to be unused, otherwise than the checker understands it. States are given by their whole path; targets of transitions are not
 * among them (the chart has those). What is said of other procedures (events sent to another case, fields of a child) is left out. With
 * `fields`, each path tells the fields that its parts name, and members of items, rows and built values are among the uses.
 *
 * @example namesUsed(procedure).filter(({ kind, name }) => kind === "rule" && name === "quorate")
 */
export function namesUsed(
  procedure: Procedure,
  scenarios: ScenarioFile | null = null,
  { fields = false }: { fields?: boolean } = {},
): Use[] {
  const uses: Use[] = [];
  const noted = { uses, fields };
  const pack = alone(procedure, scenarios);
  const words = vocabularyOf(pack, procedure, new Map([[procedure.id, procedure]]));
  if (fields) noteOrigins(words);
  const report = new Report(`procedures/${procedure.id}.json`, noted);
  checkParts(words, report);
  checkRules(words, report);
  checkMachine(words, report);
  if (scenarios === null) return uses;
  const own = uses.length;
  checkScenarios(
    { ...pack, procedures: { [procedure.id]: procedure } },
    new Map([[procedure.id, words]]),
    new Set(["directory.json"]),
    noted,
  );
  return [...uses.slice(0, own), ...uses.slice(own).filter((use) => !isOfLinkedCase(scenarios, use))];
}

/** What may be given at opening and with events is made of what the definition declares: in the event itself, or as fields of the data. */
export function noteOrigins({ procedure, opening, payloads }: Vocabulary): void {
  if (opening !== "open") noteOrigin(opening.schema, procedure.data);
  for (const [event, shape] of payloads) notePayload(procedure, event, shape);
}

/** A pack in which the names of other procedures are not known, so that what is said of them is not taken for ours. */
function alone(procedure: Procedure, scenarios: ScenarioFile | null): Pack {
  return {
    id: "",
    version: "",
    title: { en: "", "zh-CN": "" },
    engine: "",
    timeZone: "",
    calendar: "",
    roles: {},
    parameters: {},
    registers: {},
    schedules: [],
    procedures: { [procedure.id]: procedure, "": procedure },
    scenarios: scenarios === null ? {} : { [procedure.id]: { ...scenarios, procedure: procedure.id } },
    layouts: {},
    calendars: {},
    rows: {},
    directory: {},
    files: {},
    digest: "",
  };
}

/** A step that says in which case it happens may speak of another procedure, unless the scenario has opened that case as one of ours. */
function isOfLinkedCase({ procedure, scenarios }: ScenarioFile, use: Use): boolean {
  const [, scenario = "", member, step = ""] = segments(use.path);
  const steps = (member === "steps" ? scenarios[Number(scenario)]?.steps : undefined) as
    { case?: string; open?: string; as?: string }[] | undefined;
  const found = steps?.[Number(step)];
  if (found === undefined) return false;
  if (found.case === undefined) return found.open !== undefined && found.open !== procedure;
  return !steps?.some((one) => one.as === found.case && one.open === procedure);
}
