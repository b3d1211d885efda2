import type { Pack, Problem, Procedure } from "../types.ts";
import { checkCircles } from "./circle.ts";
import { checkLayouts } from "./layouts.ts";
import { checkMachine } from "./machine.ts";
import { checkCalendars, checkDirectory, checkHead, checkRows } from "./pack.ts";
import { checkParts } from "./parts.ts";
import { Report } from "./report.ts";
import { checkRules } from "./rules.ts";
import { checkScenarios } from "./scenarios.ts";
import {
  administratorRole,
  builtInRoles,
  emptyProcedure,
  processOwnerRole,
  vocabularyOf,
  type Vocabulary,
} from "./vocabulary.ts";

/**
 * Checks that every name of a pack resolves (the third law of the language) and what follows from names alone. `faulty` are
 * the files that do not have the form of what they should be: they are not looked into, and what others say of their
 * inside is believed.
 */
export function checkNames(pack: Pack, faulty: ReadonlySet<string | undefined>): Problem[] {
  const sound = new Map<string, Procedure>(
    Object.entries(pack.procedures).filter(([id]) => !faulty.has(`procedures/${id}.json`)),
  );
  const words = new Map<string, Vocabulary>();
  const reports = new Map<string, Report>();
  for (const [id, procedure] of sound) {
    words.set(id, vocabularyOf(pack, procedure, sound));
    reports.set(id, new Report(`procedures/${id}.json`));
  }
  for (const [id, one] of words) {
    const report = reports.get(id) as Report;
    checkParts(one, report);
    checkRules(one, report);
    checkMachine(one, report);
  }
  checkCircles(words, reports);

  const head = new Report("pack.json");
  const whole = !faulty.has(head.file);
  if (whole) checkHead(pack, vocabularyOf(pack, emptyProcedure, sound), head);
  const roles = new Set([
    ...builtInRoles,
    administratorRole,
    processOwnerRole,
    ...Object.keys(pack.roles),
    ...[...words.values()].flatMap((one) => [...one.roles]),
  ]);
  const complete = sound.size === Object.keys(pack.procedures).length;
  return [
    head,
    ...reports.values(),
    ...checkCalendars(pack, faulty),
    ...(whole ? checkRows(pack, faulty) : []),
    ...(complete ? checkDirectory(pack, roles, faulty) : []),
    ...checkScenarios(pack, words, faulty),
    ...checkLayouts(pack, words, faulty),
  ].flatMap((report) => report.problems);
}
