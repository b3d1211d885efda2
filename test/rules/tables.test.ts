/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import { describe, expect, it } from "vitest";
import type { DecisionTable, HitPolicy, Json, JsonObject, Logic } from "../../engine/model/types.ts";
import { createRules } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";

const title = { en: "Table", "zh-CN": "表" };

function decided(table: Omit<DecisionTable, "title">, data: JsonObject): Json {
  return createRules({ decisions: { t: { title, ...table } } })
    .decision("t")
    .decide({ data });
}

/** One input, and rows that all match an amount of 10. */
function overlapping(
  hit: HitPolicy,
  levels: Json[],
  more: Partial<DecisionTable> = {},
): Omit<DecisionTable, "title"> {
  return {
    inputs: ["data.amount"],
    outputs: [{ name: "level", priorities: ["head", "team"] }],
    hit,
    rows: levels.map((level) => ({ when: [{ ">": 5 }], then: [level] })),
    ...more,
  };
}

describe("cells", () => {
  const missing = { some: "other" };
  it.each<[string, Json, JsonObject, boolean]>([
    ["any", null, missing, true],
    ["a value", "major", { x: "major" }, true],
    ["a value of another type", 1, { x: "1" }, false],
    ["a number and a limit", { ">=": 5 }, { x: 5 }, true],
    ["several operators, all of which hold", { ">=": 5, "<": 10 }, { x: 7 }, true],
    ["several operators, one of which does not", { ">=": 5, "<": 10 }, { x: 10 }, false],
    ["a list", { in: ["a", "b"] }, { x: "b" }, true],
    ["a list without it", { in: ["a", "b"] }, { x: "c" }, false],
    ["another value", { "!=": "a" }, { x: "b" }, true],
    ["a date before another", { "<": "2026-03-02" }, { x: "2026-03-01" }, true],
    ["a number, where a text is", { "<": 5 }, { x: "3" }, false],
    ["a list of values, as a value", [1, [2]], { x: [1, [2]] }, true],
    ["a missing value below a limit", { "<": 5 }, missing, false],
    ["a missing value at most at a limit", { "<=": 0 }, missing, false],
    ["a missing value that differs", { "!=": "a" }, missing, false],
    ["null below a limit", { "<": 5 }, { x: null }, false],
    ["a missing value, asked for", { "==": null }, missing, true],
    ["any value at all", { "!=": null }, { x: 0 }, true],
    ["any value at all, missing", { "!=": null }, missing, false],
    ["a missing value in a list with null", { in: [null, 1] }, missing, true],
  ])("B7: %s", (_, cell, data, matches) => {
    const table = {
      inputs: ["data.x"],
      outputs: ["hit"],
      hit: "first" as const,
      rows: [{ when: [cell], then: [true] }],
    };
    expect(decided(table, data)).toEqual({ hit: matches ? true : null });
  });
});

describe("hit policies", () => {
  it("B7: no row and no otherwise: null outputs", () => {
    for (const hit of ["unique", "any", "first", "priority"] as const)
      expect(decided(overlapping(hit, ["team"]), {})).toEqual({ level: null });
    for (const hit of ["ruleOrder", "outputOrder", "collect"] as const)
      expect(decided(overlapping(hit, ["team"]), {})).toEqual([]);
  });

  it("B7: no row: otherwise", () => {
    expect(decided(overlapping("first", ["team"], { otherwise: ["head"] }), {})).toEqual({ level: "head" });
    expect(decided(overlapping("collect", ["team"], { otherwise: ["head"] }), {})).toEqual([
      { level: "head" },
    ]);
    expect(decided(overlapping("collect", [1], { otherwise: [0], aggregate: "sum" }), {})).toEqual({
      level: 0,
    });
  });

  it.each<[HitPolicy, Json[], Json]>([
    ["unique", ["team"], { level: "team" }],
    ["unique", ["team", "team"], { level: null }],
    ["any", ["team", "team"], { level: "team" }],
    ["any", ["team", "head"], { level: null }],
    ["first", ["team", "head"], { level: "team" }],
    ["priority", ["team", "other", "head"], { level: "head" }],
    ["priority", ["other", "team"], { level: "team" }],
    ["ruleOrder", ["team", "head", "team"], [{ level: "team" }, { level: "head" }, { level: "team" }]],
    [
      "outputOrder",
      ["other", "team", "head", "team"],
      [{ level: "head" }, { level: "team" }, { level: "team" }, { level: "other" }],
    ],
    ["collect", ["team", "head"], [{ level: "team" }, { level: "head" }]],
  ])("B7: %s of %j", (hit, levels, expected) => {
    expect(decided(overlapping(hit, levels), { amount: 10 })).toEqual(expected);
  });

  it("B7: a broken policy does not fall back on otherwise", () => {
    expect(decided(overlapping("unique", ["a", "b"], { otherwise: ["c"] }), { amount: 10 })).toEqual({
      level: null,
    });
    expect(decided(overlapping("any", ["a", "b"], { otherwise: ["c"] }), { amount: 10 })).toEqual({
      level: null,
    });
  });

  it("B7: priorities count for the first output first", () => {
    const table: Omit<DecisionTable, "title"> = {
      inputs: ["data.x"],
      outputs: [
        { name: "a", priorities: ["high", "low"] },
        { name: "b", priorities: [1, 2] },
      ],
      hit: "priority",
      rows: [
        { when: [null], then: ["low", 1] },
        { when: [null], then: ["high", 2] },
        { when: [null], then: ["high", 1] },
      ],
    };
    expect(decided(table, {})).toEqual({ a: "high", b: 1 });
    expect(decided({ ...table, hit: "outputOrder" }, {})).toEqual([
      { a: "high", b: 1 },
      { a: "high", b: 2 },
      { a: "low", b: 1 },
    ]);
  });

  it.each<["count" | "sum" | "min" | "max", Json[], Json]>([
    ["count", [1, 1, "x"], 3],
    ["sum", [0.1, 0.2, null], 0.3],
    ["min", [3, 1, 2], 1],
    ["max", ["2026-01-02", "2026-03-01"], "2026-03-01"],
    ["max", [1, "2"], null],
  ])("B7: collect with %s of %j gives %j", (aggregate, values, expected) => {
    expect(decided(overlapping("collect", values, { aggregate }), { amount: 10 })).toEqual({
      level: expected,
    });
  });

  it("B7: with an aggregate and no row, count is 0 and the others null", () => {
    const none = (aggregate: "count" | "sum" | "min" | "max") =>
      decided(overlapping("collect", [1], { aggregate }), {});
    expect([none("count"), none("sum"), none("min"), none("max")]).toEqual([
      { level: 0 },
      { level: null },
      { level: null },
      { level: null },
    ]);
  });
});

describe("decide", () => {
  const rules = createRules({
    decisions: {
      tier: {
        title,
        inputs: ["data.amount", "data.kind"],
        outputs: ["level", "days"],
        hit: "unique",
        rows: [
          { when: [{ "<": 5000 }, null], then: ["team", 5] },
          { when: [{ ">=": 5000 }, { in: ["major", "serious"] }], then: ["collective", 20] },
        ],
        otherwise: ["head", 10],
      },
    },
  });
  const scope = { data: { amount: 7200, kind: "major", items: [{ sum: 10 }, { sum: 9000 }] } };

  it("B7: reads its inputs from the scope, also from inside a list", () => {
    expect(rules.compile({ decide: ["tier"] }).evaluate(scope)).toEqual({ level: "collective", days: 20 });
    expect(rules.compile({ decide: "tier" }).evaluate({ data: { amount: 5000 } })).toEqual({
      level: "head",
      days: 10,
    });
    expect(rules.compile({ map: [[1], { decide: ["tier"] }] }).evaluate(scope)).toEqual([
      { level: "collective", days: 20 },
    ]);
  });

  it("B7: takes inputs from a template, by name or path", () => {
    const levels: Logic = {
      each: [
        { var: "data.items" },
        { decide: ["tier", { "data.amount": { var: "row.sum" }, "data.kind": "minor" }, "level"] },
      ],
    };
    expect(rules.compile(levels).evaluate(scope)).toEqual(["team", "head"]);
    expect(rules.compile({ decide: ["tier", { data: { amount: 1 } }] }).evaluate({})).toEqual({
      level: "team",
      days: 5,
    });
    expect(
      rules.compile({ decide: ["tier", { "data.amount": { "/": [1, 0] } }, "level"] }).evaluate({}),
    ).toBe("head");
  });

  it("B7: gives one output by its name, and refuses any other", () => {
    expect(rules.compile({ "<=": [{ decide: ["tier", null, "days"] }, 20] }).holds(scope)).toBe(true);
    expect(faultOf(() => rules.compile({ decide: ["tier", null, "toString"] }))).toMatchObject({
      code: "unknown-output",
      path: "/decide/2",
    });
  });

  it("B7: outputs are new each time, and may be changed", () => {
    const decision = rules.decision("tier");
    const first = decision.decide(scope) as JsonObject;
    first["level"] = "changed";
    expect(decision.decide(scope)).toEqual({ level: "collective", days: 20 });
    expect(decision.hits(scope)).toEqual([1]);
  });

  it.each<[string, Partial<DecisionTable>, string]>([
    [
      "an operator that cells do not have",
      { rows: [{ when: [{ matches: "date" }], then: [1] }] },
      "/rows/0/when/0/matches",
    ],
    ["in without a list", { rows: [{ when: [{ in: "abc" }], then: [1] }] }, "/rows/0/when/0/in"],
    ["a row with a cell too many", { rows: [{ when: [1, 2], then: [1] }] }, "/rows/0/when"],
    ["a row without its output", { rows: [{ when: [1], then: [] }] }, "/rows/0/then"],
    ["an unknown policy", { hit: "toString" as HitPolicy }, "/hit"],
    ["an aggregate without collect", { aggregate: "sum" }, "/aggregate"],
    ["an otherwise of another length", { otherwise: [1, 2] }, "/otherwise"],
  ])("B7: refuses %s", (_, wrong, path) => {
    const table: DecisionTable = { title, inputs: ["x"], outputs: ["y"], hit: "first", rows: [], ...wrong };
    expect(faultOf(() => createRules({ decisions: { t: table } }).decision("t"))).toMatchObject({
      code: "invalid-table",
      path,
    });
  });
});
