import type { JsonObject, Pack } from "../model/index.ts";
import { openingSchema } from "../model/index.ts";
import type { Budget, Rule, Scope } from "../rules/index.ts";
import { isObject, withoutNulls } from "./data.ts";

/** What a case of another procedure is opened with. */
export type OpeningData = (scope: Scope, budget: Budget) => JsonObject;

/** Members that are null where the schema of that procedure does not allow it are left out: they were meant to be absent. */
export function openingDataOf(pack: Pack, procedure: string, template: Rule): OpeningData {
  const schema = Object.hasOwn(pack.procedures, procedure)
    ? openingSchema(pack.procedures[procedure]!)
    : null;
  return (scope, budget) => {
    const data = withoutNulls(schema ?? {}, schema, template.evaluate(scope, budget));
    return isObject(data) ? data : {};
  };
}
