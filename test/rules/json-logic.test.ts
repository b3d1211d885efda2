import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject, Logic } from "../../engine/model/types.ts";
import { compileRule } from "../../engine/rules/index.ts";
import { corpus } from "./setup/corpus.ts";
import { faultOf } from "./setup/faults.ts";
import { data, logic } from "./setup/logic.ts";
import { plain, reference } from "./setup/reference.ts";

function evaluated(written: Logic, given: Json = null): Json {
  return compileRule(written).evaluate(given);
}

describe("the operators of json-logic-js", () => {
  it("B10: give what json-logic-js gives, for any logic and any data", () => {
    let compared = 0;
    fc.assert(
      fc.property(logic, data, (written, given) => {
        const expected = reference(written, given);
        const rule = compileRule(written);
        const value = plain(rule.evaluate(given));
        if (expected === "throws") return;
        compared++;
        expect(value).toEqual(expected.value);
        expect(rule.holds(given)).toBe(expected.holds);
      }),
      { numRuns: 6000 },
    );
    expect(compared).toBeGreaterThan(5000);
  });

  const suite = corpus<(string | { rule: Logic; data?: Json; result: Json })[]>("json-logic/compatible.json");
  it.runIf(suite)("B10: pass the official suite of JSON-Logic", () => {
    const cases = (suite ?? []).filter((entry) => typeof entry !== "string");
    for (const { rule, data: given = null, result } of cases) {
      expect({ rule, result: evaluated(rule, given) }).toEqual({ rule, result });
      expect(reference(rule, given)).toMatchObject({ value: result });
    }
    console.log(`json-logic/compatible.json: ${cases.length} cases`);
    expect(cases.length).toBeGreaterThan(270);
  });

  interface National {
    id: string;
    logic: Logic;
    tests: { payload: Json; external: JsonObject; valueSets: string; jsonLogicJs: Json }[];
  }
  const national = corpus<National[]>("health-certificate-rules/rules.json");
  const valueSets = corpus<JsonObject>("health-certificate-rules/valuesets.json");
  it.runIf(national && valueSets)("B10: decide real national rules as json-logic-js does", () => {
    let ran = 0;
    for (const { id, logic: written, tests } of national ?? []) {
      const rule = compileRule(written);
      for (const { payload, external, valueSets: hash, jsonLogicJs } of tests) {
        const given = { payload, external: { ...external, valueSets: valueSets?.[hash] ?? null } };
        expect({ id, value: rule.evaluate(given) }).toEqual({ id, value: jsonLogicJs });
        expect({ id, value: rule.explain(given).value }).toEqual({ id, value: jsonLogicJs });
        ran++;
      }
    }
    console.log(`health-certificate-rules: ${ran} cases`);
    expect(ran).toBeGreaterThan(300);
  });
});

describe("what counts as true", () => {
  it.each<[Json, boolean]>([
    [[], false],
    [{}, true],
    ["0", true],
    ["", false],
    [0, false],
    [null, false],
    [[0], true],
  ])("B3: %j is %j, as a condition, in !!, in if and in a filter", (value, expected) => {
    const read: Logic = { var: "x" };
    expect(compileRule(read).holds({ x: value })).toBe(expected);
    expect(evaluated({ "!!": [read] }, { x: value })).toBe(expected);
    expect(evaluated({ "!": [read] }, { x: value })).toBe(!expected);
    expect(evaluated({ if: [read, true, false] }, { x: value })).toBe(expected);
    expect(evaluated({ filter: [{ var: "list" }, { var: "" }] }, { list: [value] })).toEqual(
      expected ? [value] : [],
    );
  });
});

describe("reading", () => {
  it("B3: a default replaces what is missing, not a stored null", () => {
    const read: Logic = { var: ["data.x", "default"] };
    expect(evaluated(read, { data: {} })).toBe("default");
    expect(evaluated(read, { data: { x: null } })).toBeNull();
    expect(evaluated({ var: "data.x" }, { data: {} })).toBeNull();
    const computed: Logic = { var: [{ cat: ["data.", "x"] }, "default"] };
    expect(evaluated(computed, { data: {} })).toBe("default");
    expect(evaluated(computed, { data: { x: null } })).toBeNull();
    expect(evaluated({ missing: [[["data.x", "default"]]] }, { data: { x: null } })).toEqual([
      ["data.x", "default"],
    ]);
    expect(evaluated({ missing: [[["data.x", "default"]]] }, { data: {} })).toEqual([]);
  });

  it("B4: a missing value counts as 0 in a comparison, a part of a text is in it, and all of nothing is false", () => {
    expect(evaluated({ "<": [{ var: "data.x" }, 1] }, {})).toBe(true);
    expect(evaluated({ in: ["or", "major"] })).toBe(true);
    expect(evaluated({ all: [[], true] })).toBe(false);
  });

  it.each([
    "constructor",
    "__proto__",
    "toString",
    "data.constructor.name",
    "data.__proto__.x",
    "list.map",
    "text.at",
  ])("B10: %s is inherited, and reads as missing", (path) => {
    const given = { data: {}, list: [1], text: "abc" };
    expect(evaluated({ var: [path, "missing"] }, given)).toBe("missing");
    expect(evaluated({ var: [{ cat: [path] }, "missing"] }, given)).toBe("missing");
    expect(evaluated({ missing: [path] }, given)).toEqual([path]);
  });

  it("B10: a name of one's own is read, whatever it is called", () => {
    const given = JSON.parse('{"__proto__":{"x":1},"constructor":2,"at":3,"map":{"length":4}}') as Json;
    expect(
      evaluated(
        [{ var: "__proto__.x" }, { var: "constructor" }, { var: "at" }, { var: "map.length" }],
        given,
      ),
    ).toEqual([1, 2, 3, 4]);
  });

  it("B6: keys that missing is given by the data are paths, never logic", () => {
    const given = { keys: [{ cat: ["se", "cret"] }], secret: 1, "[object Object]": 1 };
    expect(evaluated({ missing: { var: "keys" } }, given)).toEqual([]);
  });

  it("B10: data may be called as the methods that conversions would call", () => {
    const odd = { toString: 1, valueOf: 2, indexOf: 3, length: 4 };
    expect(evaluated({ cat: [{ var: "odd" }] }, { odd })).toBe("[object Object]");
    expect(evaluated({ "<": [{ var: "odd" }, 1] }, { odd })).toBe(false);
    expect(evaluated({ in: [1, { var: "odd" }] }, { odd })).toBe(false);
  });
});

describe("results", () => {
  it("B10: what is no JSON is null in the end, and itself on the way", () => {
    expect(evaluated({ "/": [1, 0] })).toBeNull();
    expect(evaluated({ "<": [{ "/": [1, 0] }, 5] })).toBe(false);
    expect(evaluated([{ "/": [1, 0] }, { and: [] }, { "+": ["x"] }])).toEqual([null, null, null]);
    expect(evaluated({ map: [[0, 2], { "/": [1, { var: "" }] }] })).toEqual([null, 0.5]);
    expect(evaluated({ each: [[{ "/": [1, 0] }], { var: "row" }] })).toEqual([null]);
    expect(evaluated({ map: [[1], { find: [[{ "+": ["x"] }], true] }] })).toEqual([null]);
  });

  it("B10: minus zero is 0 in the end, as it would be after a journey through JSON", () => {
    expect(evaluated({ "-": [0] })).toBe(0);
    expect(evaluated([{ "*": [0, -1] }, { "-": [{ var: "x" }] }], { x: 0 })).toEqual([0, 0]);
    expect(evaluated({ "<": [{ "/": [1, { "-": [0] }] }, 0] })).toBe(true);
    const throughText: Logic = { "<": [{ "/": [1, { "*": [{ var: "x" }, 5] }] }, 0] };
    expect(evaluated(throughText, { x: -0 })).toBe(false);
    expect(reference(throughText, { x: -0 })).toMatchObject({ value: false });
  });

  it("B10: a list that is written out is a new one each time", () => {
    const rule = compileRule([1, [2]]);
    expect(rule.evaluate({})).not.toBe(rule.evaluate({}));
  });

  it("have nothing where json-logic-js throws", () => {
    expect(reference({ "*": [] }, null)).toBe("throws");
    expect([evaluated({ "*": [] }), evaluated({ missing_some: [1] })]).toEqual([null, null]);
  });
});

describe("logic that is none", () => {
  it.each<[string, Logic, string]>([
    ["an unknown operator", { "==": [{ plus: [1, 2] }, 3] }, "/==/0/plus"],
    ["log, which would write somewhere (B5)", { log: "secret" }, "/log"],
    ["an inherited name", JSON.parse('{"constructor":[1]}') as Logic, "/constructor"],
    ["a name with a slash", { if: [true, { "a/b": 1 }] }, "/if/1/a~1b"],
  ])("B5: refuses %s, at its place", (_, written, path) => {
    const fault = faultOf(() => compileRule(written));
    expect(fault).toMatchObject({ code: "unknown-operator", path });
    expect(fault?.text["zh-CN"]).toMatch(/[一-鿿]/);
  });
});
