/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DecisionTable, Json } from "../../engine/model/types.ts";
import { createRules } from "../../engine/rules/index.ts";
import { naiveHits } from "./setup/naive-table.ts";

const title = { en: "Table", "zh-CN": "表" };

const constants = fc.constantFrom<Json>(
  0,
  1,
  2,
  3,
  -1,
  0.5,
  1e300,
  "",
  "a",
  "ab",
  "b",
  "\u0000",
  "名",
  true,
  false,
);
const cells: fc.Arbitrary<Json> = fc.oneof(
  fc.constant(null),
  constants,
  fc.dictionary(
    fc.constantFrom("==", "!=", "===", "!==", "<", "<=", ">", ">="),
    fc.oneof(constants, fc.constantFrom<Json>(null, [1], [])),
    { maxKeys: 3 },
  ),
  fc.record({ in: fc.array(fc.oneof(constants, fc.constantFrom<Json>(null, [1])), { maxLength: 4 }) }),
  fc.record({ ">=": fc.integer({ min: -2, max: 3 }), "<": fc.integer({ min: 0, max: 5 }) }),
);
const inputs: fc.Arbitrary<Json> = fc.oneof(
  constants,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 3 }),
  fc.constantFrom<Json>(null, [1], [], {}, [1, 2], "a\u0000", 1.0000000000000002, 5e-324),
);

describe("the index of a table", () => {
  it("B7: finds the rows that reading cell by cell finds", () => {
    const tables = fc
      .integer({ min: 1, max: 3 })
      .chain((width) =>
        fc.tuple(
          fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 70 }),
          fc.array(fc.array(inputs, { minLength: width, maxLength: width }), { minLength: 5, maxLength: 20 }),
        ),
      );
    let hits = 0;
    fc.assert(
      fc.property(tables, ([rows, questions]) => {
        const names = (questions[0] ?? []).map((_, i) => `x${i}`);
        const table: DecisionTable = {
          title,
          inputs: names,
          outputs: ["row"],
          hit: "ruleOrder",
          rows: rows.map((when, i) => ({ when, then: [i] })),
        };
        const decision = createRules({ decisions: { t: table } }).decision("t");
        for (const values of [...questions, ...questions]) {
          const scope = Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]));
          const expected = naiveHits(table, values);
          expect(decision.hits(scope)).toEqual(expected);
          expect(decision.decide(scope)).toEqual(expected.map((row) => ({ row })));
          hits += expected.length;
        }
      }),
      { numRuns: 300 },
    );
    expect(hits).toBeGreaterThan(1000);
  });

  it("B7: a table that is too large for an index is read all the same", () => {
    const rows = Array.from({ length: 6000 }, (_, i) => ({
      when: [{ ">=": i, "<": i + 1 }, null],
      then: [i],
    }));
    const large: DecisionTable = { title, inputs: ["x", "y"], outputs: ["row"], hit: "unique", rows };
    const decision = createRules({ decisions: { large } }).decision("large");
    expect([0, 17, 5999, 6000].map((x) => decision.decide({ x } as Json))).toEqual([
      { row: 0 },
      { row: 17 },
      { row: 5999 },
      { row: null },
    ]);
  });

  it("B7: remembers no more combinations than it may, and decides the others as well", () => {
    const steps = Array.from({ length: 40 }, (_, i) => ({
      when: [{ ">=": i }, { ">=": i }, { ">=": i }],
      then: [i],
    }));
    const table: DecisionTable = {
      title,
      inputs: ["a", "b", "c"],
      outputs: ["row"],
      hit: "collect",
      aggregate: "max",
      rows: steps,
    };
    const decision = createRules({ decisions: { table } }).decision("table");
    const between = fc.integer({ min: 0, max: 45 });
    fc.assert(
      fc.property(between, between, between, (a, b, c) => {
        expect(decision.decide({ a, b, c } as Json)).toEqual({ row: Math.min(a, b, c, 39) });
      }),
      { numRuns: 20_000 },
    );
  });
});
