import type { JsonObject, Logic, ObligationDefinition, Procedure } from "../model/index.ts";
import type { Rule } from "../rules/index.ts";
import { own } from "./data.ts";

export interface ObligationPlan {
  name: string;
  definition: ObligationDefinition;
  each: Rule;
  /** Path of the key inside a row. */
  key: readonly string[];
  due: Rule;
  open: Rule;
  /** Logic that gives ids; null where `to` names roles or is not there. */
  to: Rule | null;
  /** Nothing but the data decides which rows are open and when they are due. */
  isOfData: boolean;
  /** The list keeps something from somebody: its keys are told to nobody in passing. */
  isConfidential: boolean;
}

export function planObligation(
  name: string,
  definition: ObligationDefinition,
  { data }: Procedure,
  compile: (logic: Logic) => Rule,
): ObligationPlan {
  const each = compile({ var: definition.each });
  const [due, open] = [compile(definition.due), compile(definition.open)];
  const top = own((own(data, "properties") ?? {}) as JsonObject, definition.each.split(".")[1] ?? "");
  const list = JSON.stringify(top ?? data);
  return {
    name,
    definition,
    each,
    key: definition.key.split("."),
    due,
    open,
    to: definition.to === undefined || Array.isArray(definition.to) ? null : compile(definition.to),
    isOfData: [each, due, open].every(({ reads }) =>
      reads.every((path) => /^(data|row|index|param|case)(\.|$)/.test(path) && path !== "case.revision"),
    ),
    isConfidential: /"confidential":/.test(list.includes('"$ref":') ? JSON.stringify(data) : list),
  };
}
