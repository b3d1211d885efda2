/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operators } from "../../engine/model/operators.ts";
import type { DecisionTable, Json, JsonObject, Logic, RuleDefinition } from "../../engine/model/types.ts";
import { compileRule, createBudget, createRules } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";
import { isJson } from "./setup/reference.ts";
import { shanghai } from "./setup/zone.ts";

/** Something nested so deep, the innermost first. */
function nested(levels: number, innermost: Json, wrap: (inner: Json) => Json): Json {
  let value = innermost;
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
}

const odd = fc.oneof(
  fc.constantFrom<Json>(
    "\ud800",
    "\u0000",
    "NaN",
    "Infinity",
    "-0",
    "__proto__",
    "constructor",
    "a.".repeat(50),
    "9".repeat(400),
  ),
  fc.constantFrom<Json>(
    2 ** 53 + 2,
    -0,
    1e308,
    5e-324,
    "9007199254740993",
    "9999-12-31",
    "0001-01-01",
    "2026-02-30T99:00:00Z",
  ),
  fc.json().map((text) => JSON.parse(text) as Json),
);
const names = [...operators.keys(), "__proto__", "constructor", "unknown"];

/** JSON that looks like logic of every operator, ours included, and mostly is none. */
const anything: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6, depthSize: "medium" },
    odd,
    fc.constantFrom<Json>(
      { var: "list" },
      { var: "" },
      { var: "row" },
      { outer: "" },
      { rule: "r" },
      { var: "now" },
    ),
    fc.array(tie("any"), { maxLength: 4 }),
    fc
      .tuple(fc.constantFrom(...names), tie("any"))
      .map(([name, value]) => JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as Json),
    fc
      .tuple(fc.constantFrom(...operators.keys()), fc.array(tie("any"), { maxLength: 4 }))
      .map(([name, args]): Json => ({ [name]: name === "share" ? [args[0] ?? 1, ">=", ...args] : args })),
    fc
      .tuple(fc.constantFrom("date.add", "date.diff"), tie("any"), tie("any"))
      .map(([name, a, b]): Json => ({ [name]: [a, b, "days"] })),
  ),
})).any;

describe("hostile logic and data", () => {
  it("B10: throw RuleFault or give JSON, in every way of evaluating", () => {
    const definition: RuleDefinition = { title: { en: "r", "zh-CN": "r" }, when: { "!": { var: "data" } } };
    const rules = createRules({ zone: shanghai, rules: { r: definition } });
    let ran = 0;
    fc.assert(
      fc.property(anything, anything, odd, (written, list, data) => {
        const scope = { list, data, now: "2026-03-02T01:00:00.000Z" } as JsonObject;
        for (const make of [rules.compile, rules.template]) {
          const fault = faultOf(() => {
            const rule = make(written);
            const value = rule.evaluate(scope);
            expect(isJson(value)).toBe(true);
            expect(rule.evaluate(scope)).toEqual(value);
            expect(rule.explain(scope).value).toEqual(value);
            expect(typeof rule.holds(scope)).toBe("boolean");
          });
          if (!fault) ran++;
        }
      }),
      { numRuns: 4000 },
    );
    expect(ran).toBeGreaterThan(2000);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("B10: tables throw RuleFault or give JSON", () => {
    const cell = fc.oneof(
      odd,
      fc
        .tuple(fc.constantFrom("<", ">=", "==", "in", "x"), odd)
        .map(([operator, value]): Json => ({ [operator]: value })),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, odd), { maxLength: 5 }),
        fc.constantFrom("any", "outputOrder", "priority", "collect"),
        odd,
        (rows, hit, x) => {
          const table = {
            title: { en: "t", "zh-CN": "t" },
            inputs: ["x"],
            outputs: ["y"],
            hit,
            rows: rows.map(([when, then]) => ({ when: [when], then: [then] })),
          };
          const fault = faultOf(() => {
            const outcome = createRules({ decisions: { t: table as DecisionTable } })
              .decision("t")
              .decide({ x } as Json);
            expect(isJson(outcome)).toBe(true);
          });
          expect([undefined, "invalid-table"]).toContain(fault?.code);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each<[string, (inner: Json) => Json]>([
    ["operators", (inner) => ({ "!": inner })],
    ["lists", (inner) => [inner]],
    ["loops", (inner) => ({ map: [[1], inner] })],
    ["our loops", (inner) => ({ each: [[1], { x: inner, y: 1 }] })],
    ["template members", (inner) => ({ x: inner, y: 1 })],
  ])("B10: refuses %s nested 100,000 deep, at a place", (_, wrap) => {
    const deep = nested(100_000, 1, wrap);
    const fault = faultOf(() => createRules().template(deep));
    expect(fault?.code).toBe("too-deep");
    expect(fault?.path.length).toBeGreaterThan(100);
  });

  it("B10: takes logic nested 150 deep", () => {
    expect(compileRule(nested(150, true, (inner) => ({ "!": inner }))).evaluate({})).toBe(true);
  });

  it("B5: refuses rules that name each other in too long a chain", () => {
    const rule = (when: Logic): RuleDefinition => ({ title: { en: "r", "zh-CN": "r" }, when });
    const chain = (length: number, wrap: (inner: Json) => Json) =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [
          `r${i}`,
          rule(wrap(i + 1 < length ? { rule: `r${i + 1}` } : true)),
        ]),
      );
    expect(
      createRules({ rules: chain(100, (inner) => ({ "!": inner })) })
        .rule("r0")
        .evaluate({}),
    ).toBe(true);
    const long = chain(10_000, (inner) => ({ "!": inner }));
    expect(faultOf(() => createRules({ rules: long }).rule("r0"))?.code).toBe("too-deep");
    const thick = createRules({ rules: chain(4, (inner) => nested(180, inner, (one) => ({ "!": one }))) });
    expect(faultOf(() => thick.rule("r0"))?.code).toBe("too-deep");
    const [last, middle] = [faultOf(() => thick.rule("r3")), faultOf(() => thick.rule("r2"))];
    expect([last, middle]).toEqual([null, null]);
    expect(faultOf(() => thick.rule("r0"))?.code).toBe("too-deep");
  });

  it("B10: hands on data however deep it is", () => {
    const deep = nested(20_000, 1, (inner) => [inner]);
    expect(compileRule({ var: "deep" }).evaluate({ deep })).toBe(deep);
    expect(
      compileRule({ "==": [{ var: "deep" }, 1] }).holds({ deep: nested(900, 1, (inner) => [inner]) }),
    ).toBe(true);
    const printing: Logic[] = [
      { cat: { var: "deep" } },
      { "+": { var: "deep" } },
      { "<": [{ var: "deep" }, 1] },
      { unique: [[{ var: "deep" }]] },
    ];
    for (const written of printing)
      expect(faultOf(() => compileRule(written).evaluate({ deep }))?.code).toBe("limit-exceeded");
  });
});

describe("the budget of steps", () => {
  const items = Array.from({ length: 3000 }, (_, i) => i);
  const twice = (op: string): Logic => ({
    reduce: [{ var: "items" }, { [op]: [{ var: "accumulator" }, { var: "accumulator" }] }, [{ cat: "xy" }]],
  });

  it.each<[string, Logic]>([
    ["loops within loops", { map: [{ var: "items" }, { map: [{ outer: "items" }, { outer: "items" }] }] }],
    [
      "our loops within loops",
      { count: [{ var: "items" }, { count: [{ var: "items" }, { sum: [{ var: "items" }] }] }] },
    ],
    ["a text that doubles", twice("cat")],
    ["a list that doubles", twice("merge")],
    [
      "a value that holds itself twice, printed",
      { cat: { reduce: [{ var: "items" }, [{ var: "accumulator" }, { var: "accumulator" }], 1] } },
    ],
    [
      "a value that holds itself twice, as a result",
      { reduce: [{ var: "items" }, [{ var: "accumulator" }, { var: "accumulator" }], 1] },
    ],
    [
      "a value that holds itself twice, as a key",
      { unique: [[{ reduce: [{ var: "items" }, [{ var: "accumulator" }, { var: "accumulator" }], 1] }]] },
    ],
    ["a list that nests in itself", { reduce: [{ var: "items" }, [{ var: "accumulator" }], 1] }],
    [
      "long texts compared again and again",
      { all: [{ var: "items" }, { "==": [{ outer: "long" }, { outer: "same" }] }] },
    ],
    [
      "long texts ordered again and again",
      { all: [{ var: "items" }, { "<=": [{ outer: "long" }, { outer: "same" }] }] },
    ],
    [
      "long texts looked for again and again",
      { all: [{ var: "items" }, { in: [{ outer: "long" }, { outer: "longs" }] }] },
    ],
    [
      "a path of a million names",
      { all: [{ var: "items" }, { "==": [{ var: [{ outer: "dots" }] }, null] }] },
    ],
  ])("A10: ends %s", (_, written) => {
    const long = "x".repeat(500_000);
    const scope = {
      items,
      long,
      same: "x".repeat(500_000),
      longs: [`${long}y`, long],
      dots: ".".repeat(1_000_000),
    };
    expect(faultOf(() => compileRule(written).evaluate(scope))).toMatchObject({ code: "limit-exceeded" });
  });

  it("A10: ends rules that call each other twice each", () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, i): [string, RuleDefinition] => [
        `r${i}`,
        {
          title: { en: "r", "zh-CN": "r" },
          when: i < 59 ? { and: [{ rule: `r${i + 1}` }, { rule: `r${i + 1}` }] } : true,
        },
      ]),
    );
    expect(faultOf(() => createRules({ rules: doubling }).rule("r0").evaluate({}))?.code).toBe(
      "limit-exceeded",
    );
  });

  it("A10: is shared by all evaluations that are given it", () => {
    const rule = compileRule({ count: { var: "items" } });
    const budget = createBudget(10_000);
    const counts = [1, 2, 3, 4, 5].map(
      () => faultOf(() => rule.evaluate({ items }, budget))?.code ?? "counted",
    );
    expect(counts).toEqual(["counted", "counted", "counted", "limit-exceeded", "limit-exceeded"]);
    expect(rule.evaluate({ items })).toBe(3000);
  });

  it("A10: is spent alike by a table, whatever it was asked before", () => {
    const table: DecisionTable = {
      title: { en: "t", "zh-CN": "t" },
      inputs: ["a"],
      outputs: ["b"],
      hit: "first",
      rows: [{ when: [{ "<": 5 }], then: [1] }],
    };
    const decision = createRules({ decisions: { table } }).decision("table");
    const spent = [1, 1, 7, 1].map((a) => {
      const budget = createBudget(100);
      decision.decide({ a } as Json, budget);
      return 100 - budget.left;
    });
    expect(new Set(spent).size).toBe(1);
  });
});
