import type { JsonObject } from "../types.ts";
import { checkField } from "./fields.ts";
import { checkLogic } from "./logic.ts";
import type { Report } from "./report.ts";
import type { LogicScope } from "./scope.ts";
import { reach } from "./shape.ts";
import { trailOf } from "./trail.ts";
import { factRow } from "./vocabulary.ts";

/** Checks a fact, of a procedure or of a schedule. */
export function checkFact(fact: JsonObject, at: string, scope: LogicScope, report: Report): void {
  const [kind = "", name = ""] = String(fact["of"]).split(":");
  const { words } = scope;
  if (kind === "cases") report.name("procedure", name, words.procedures, `${at}/of`);
  else if (kind === "register") report.name("register", name, words.registers, `${at}/of`);
  else report.name("role", name, words.roles, `${at}/of`);
  const row = factRow(words, String(fact["of"]));
  if (fact["where"] !== undefined) checkLogic(fact["where"], `${at}/where`, { ...scope, row }, report);
  if (typeof fact["field"] !== "string") return;
  const keys = fact["field"].split(".");
  const data = reach(row, ["data"]);
  if (data === null || reach(data, keys) === null) checkField(fact["field"], `${at}/field`, row, report);
  else report.use("member", fact["field"], `${at}/field`, () => ({ fields: trailOf(keys, [data]) }));
}
