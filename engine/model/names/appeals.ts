import { pointer } from "../pointer.ts";
import type { AppealDefinition, CommonDefinition } from "../types.ts";
import { checkLogic } from "./logic.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Checks what clocks and `common` say of appeals against lights: names, and that somebody else can decide them. */
export function checkAppeals(words: Vocabulary, scope: LogicScope, report: Report): void {
  const { clocks = {}, common = {} } = words.procedure;
  if (common.appeal !== undefined && common.appeal !== false) {
    const at = pointer("common", "appeal");
    checkAppeal(common.appeal, at, words, scope, report);
    const isUsed = Object.values(clocks).some(({ appeal }) => appeal === undefined);
    if (!isUsed) report.add("appeal-without-clock", at);
  }
  for (const [name, { appeal }] of Object.entries(clocks)) {
    if (appeal === undefined || appeal === false) continue;
    const at = pointer("clocks", name, "appeal");
    if (common.appeal === false) report.add("appeal-forbidden", at);
    checkAppeal(appeal, at, words, scope, report);
  }
}

function checkAppeal(
  one: AppealDefinition | CommonDefinition,
  at: string,
  words: Vocabulary,
  scope: LogicScope,
  report: Report,
): void {
  const { by = [], to = [], within, due } = one;
  for (const [member, roles] of Object.entries({ by, to }))
    roles.forEach((role, index) => report.name("role", role, words.roles, at + pointer(member, index)));
  for (const [member, duration] of Object.entries({ within, due }))
    if (duration !== undefined) checkLogic(duration.limit, at + pointer(member, "limit"), scope, report);
  if (isOnePerson(by, words) && by.length === to.length && to.every((role) => by.includes(role)))
    report.add("appeal-by-deciders", at + pointer("to"));
}

/** Roles that the case gives to one person: where the same are to decide, nobody can. */
function isOnePerson(roles: readonly string[], { procedure, pack }: Vocabulary): boolean {
  const declared = { ...pack.roles, ...procedure.roles };
  return (
    roles.length > 0 &&
    roles.every((role) => Object.hasOwn(declared, role) && declared[role]!.is !== undefined)
  );
}
