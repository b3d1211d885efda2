/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import { describe, expect, it } from "vitest";
import type { DecisionTable, HitPolicy, Json, JsonObject } from "../../engine/model/types.ts";
import { createRules } from "../../engine/rules/index.ts";
import { corpus } from "./setup/corpus.ts";

const title = { en: "Table", "zh-CN": "表" };

interface Kit {
  model: string;
  hitPolicy: string;
  aggregation: string | null;
  inputs: { expr: string }[];
  outputs: { name: string; values: Json[] | null }[];
  rules: { when: Json[]; then: Json[] }[];
  cases: { id: string; inputs: JsonObject; results: { errorResult: boolean; expected: Json }[] }[];
}

/** The kit's unary tests were turned into JSON-Logic of four shapes; here they become cells. */
function cellOf(test: Json): Json {
  if (test === true) return null;
  const [[operator, args] = ["", []]] = Object.entries(test as JsonObject);
  if (operator === "===") return (args as Json[])[1] ?? null;
  if (operator === "or")
    return { in: (args as JsonObject[]).map((one) => (one["==="] as Json[])[1] ?? null) };
  const guarded = (args as JsonObject[])[1] ?? {};
  const [[comparison, sides] = ["", []]] = Object.entries(guarded);
  return { [comparison]: (sides as Json[])[1] ?? null };
}

const policyNames: Record<string, HitPolicy> = {
  UNIQUE: "unique",
  ANY: "any",
  FIRST: "first",
  PRIORITY: "priority",
  "RULE ORDER": "ruleOrder",
  "OUTPUT ORDER": "outputOrder",
  COLLECT: "collect",
};

describe("the tables of the DMN technology compatibility kit", () => {
  const kit = corpus<Kit[]>("decision-tables/tables.json");
  it.runIf(kit)("B7: decide as the kit says", () => {
    let ran = 0;
    for (const model of kit ?? []) {
      const aggregate = model.aggregation?.toLowerCase() as DecisionTable["aggregate"];
      const table: DecisionTable = {
        title,
        inputs: model.inputs.map(({ expr }) => expr),
        outputs: model.outputs.map(({ name, values }) => ({ name, priorities: values ?? [] })),
        hit: policyNames[model.hitPolicy] ?? "unique",
        ...(aggregate ? { aggregate } : {}),
        rows: model.rules.map(({ when, then }) => ({ when: when.map(cellOf), then })),
      };
      const decision = createRules({ decisions: { table } }).decision("table");
      const [only] = model.outputs.map(({ name }) => name);
      const bare = (outputs: Json) =>
        model.outputs.length === 1 ? ((outputs as JsonObject)[only ?? ""] ?? null) : outputs;
      for (const { id, inputs: given, results } of model.cases) {
        const outcome = decision.decide(given);
        const value = Array.isArray(outcome) ? outcome.map(bare) : bare(outcome);
        for (const { errorResult, expected } of results) {
          expect({ model: model.model, id, value }).toEqual({
            model: model.model,
            id,
            value: errorResult ? null : expected,
          });
          ran++;
        }
      }
    }
    console.log(`decision-tables/tables.json: ${ran} cases`);
    expect(ran).toBeGreaterThan(20);
  });
});
