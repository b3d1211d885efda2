import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, Logic } from "../../engine/model/types.ts";
import { compileRule, createRules } from "../../engine/rules/index.ts";
import { shanghai } from "./setup/zone.ts";

const rules = createRules({ zone: shanghai });
const scope: { data: { [name: string]: Json; items: Json[] }; now: string } = {
  data: {
    limit: 10,
    cap: 100,
    present: ["zhang", "li"],
    items: [
      { id: "a", cost: 5, due: "2026-03-05", who: "zhang" },
      { id: "b", cost: 20, due: "2026-03-01", who: "wang" },
      { id: "c", cost: 12, due: null, who: "li" },
      { id: "a", who: "li" },
    ],
  },
  now: "2026-03-02T01:00:00.000Z",
};
const items: Logic = { var: "data.items" };

function evaluated(logic: Logic, given: Json | typeof scope = scope): Json {
  return rules.compile(logic).evaluate(given);
}

describe("inner logic of the standard list operators", () => {
  it.each(["filter", "map", "all", "some", "none"])(
    "B5: %s sees the item only, and the scope through outer",
    (operator) => {
      const under = (limit: Logic): Logic => ({ [operator]: [items, { "<": [{ var: "cost" }, limit] }] });
      expect(evaluated(under(100))).not.toEqual(evaluated(under(-1)));
      expect(evaluated(under({ outer: "data.cap" }))).toEqual(evaluated(under(100)));
      expect(evaluated(under({ var: ["data.cap", -1] }))).toEqual(evaluated(under(-1)));
    },
  );

  it("B5: reduce sees current and accumulator only, and the scope through outer", () => {
    const body: Logic = {
      "+": [{ var: "accumulator" }, { outer: "data.limit" }, { var: ["data.limit", 0] }],
    };
    expect(evaluated({ reduce: [items, body, 0] })).toBe(40);
  });

  it("B5: outer has defaults as var has, and reads everything", () => {
    expect(evaluated({ map: [[1], { outer: ["data.none", "default"] }] })).toEqual(["default"]);
    expect(evaluated({ map: [[1], { outer: "" }] }, { x: 1 })).toEqual([{ x: 1 }]);
    expect(evaluated({ outer: "data.limit" })).toBe(10);
  });

  it("B5: named rules and tables read the whole scope from there", () => {
    const { rule } = createRules({
      rules: {
        dear: { title: { en: "Dear", "zh-CN": "贵" }, when: { ">": [{ var: "data.limit" }, 5] } },
        any: { title: { en: "Any", "zh-CN": "任一" }, when: { some: [items, { rule: "dear" }] } },
      },
    });
    expect(rule("any").holds(scope)).toBe(true);
  });
});

describe("inner logic of our list operators", () => {
  it("B5: sees row, index and the whole scope", () => {
    expect(evaluated({ count: [items, { ">": [{ var: "row.cost" }, { var: "data.limit" }] }] })).toBe(2);
    expect(
      evaluated({ each: [items, { n: { var: "index" }, id: { var: "row.id" }, of: { var: "data.limit" } }] }),
    ).toEqual([
      { n: 0, id: "a", of: 10 },
      { n: 1, id: "b", of: 10 },
      { n: 2, id: "c", of: 10 },
      { n: 3, id: "a", of: 10 },
    ]);
  });

  it("B5: sees the inner row where lists are nested, and outer reads that row from a standard operator", () => {
    const lists = {
      data: {
        rows: [
          { tags: ["x", "y"], want: "y" },
          { tags: ["x"], want: "y" },
        ],
      },
    };
    const wanted: Logic = { some: [{ var: "row.tags" }, { "==": [{ var: "" }, { outer: "row.want" }] }] };
    expect(evaluated({ count: [{ var: "data.rows" }, wanted] }, lists)).toBe(1);
    const nested: Logic = {
      each: [
        { var: "data.rows" },
        { each: [{ var: "row.tags" }, { cat: [{ var: "index" }, { var: "row" }] }] },
      ],
    };
    expect(evaluated(nested, lists)).toEqual([["0x", "1y"], ["0x"]]);
  });

  it("B5: sees the scope again inside filter, not the item", () => {
    const logic: Logic = {
      filter: [
        items,
        { "==": [{ count: [{ outer: "data.present" }, { "==": [{ var: "row" }, "li"] }] }, 1] },
      ],
    };
    expect(evaluated(logic)).toEqual(scope.data.items);
  });

  it("B5: each item has a scope of its own where that is handed on", () => {
    const kept = evaluated({ each: [[1, 2], { var: "" }] }, { x: 1 });
    expect(kept).toEqual([
      { x: 1, row: 1, index: 0 },
      { x: 1, row: 2, index: 1 },
    ]);
    expect(
      evaluated({ reduce: [[1, 2], { merge: [{ var: "accumulator.seen" }, { var: "" }] }, null] }),
    ).toEqual([null, { current: 2, accumulator: [null, { current: 1, accumulator: null }] }]);
  });

  it("B5: count and find take a condition, and count without one counts all", () => {
    expect(evaluated({ count: items })).toBe(4);
    expect(evaluated({ find: [items, { "==": [{ var: "row.who" }, "li"] }] })).toEqual(scope.data.items[2]);
    expect(evaluated({ find: [items, false] })).toBeNull();
  });

  it("B5: sum takes a value, and what is no number does not count", () => {
    expect(evaluated({ sum: [items, { var: "row.cost" }] })).toBe(37);
    expect(evaluated({ sum: [["5", true, null, 2, { "/": [1, 0] }]] })).toBe(2);
    expect(evaluated({ sum: [[0.1, 0.2]] })).toBe(0.3);
    expect(evaluated({ sum: [[2 ** 53, 1, -(2 ** 53)]] })).toBe(1);
  });

  it("B5: sum is exact: it does not depend on the order, and hundredths are whole cents", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (cents) => {
        const amounts = cents.map((cent) => cent / 100);
        const total = cents.reduce((sum, cent) => sum + cent, 0) / 100;
        expect(evaluated({ sum: [amounts] })).toBe(total + 0);
        expect(evaluated({ sum: [amounts.toReversed()] })).toBe(total + 0);
      }),
    );
  });

  it("B5: unique takes the key and keeps the first item of each", () => {
    expect(evaluated({ size: { unique: [items, { var: "row.id" }] } })).toBe(3);
    expect(
      evaluated({ unique: [[1, "1", 1, null, { a: 1, b: [2] }, { b: [2], a: 1 }, [1], [1], true, "true"]] }),
    ).toEqual([1, "1", null, { a: 1, b: [2] }, [1], true, "true"]);
  });

  it("B5: earliest and latest take a date or instant, and pass over what is none", () => {
    expect(evaluated({ earliest: [items, { var: "row.due" }] })).toBe("2026-03-01");
    expect(evaluated({ latest: [items, { var: "row.due" }] })).toBe("2026-03-05");
    expect(evaluated({ latest: [["later", null, 5]] })).toBeNull();
    expect(
      evaluated({ earliest: [["2026-03-02", "2026-03-01T23:00:00+08:00", "2026-03-01T16:30:00.000Z"]] }),
    ).toBe("2026-03-01T23:00:00+08:00");
  });

  it("B5: what is no list is an empty one", () => {
    for (const list of [null, 5, "abc", { length: 2 }]) {
      expect(
        evaluated([{ count: { var: "x" } }, { sum: { var: "x" } }, { unique: { var: "x" } }], { x: list }),
      ).toEqual([0, 0, []]);
      expect(evaluated([{ each: [{ var: "x" }, 1] }, { latest: { var: "x" } }], { x: list })).toEqual([
        [],
        null,
      ]);
    }
  });

  it("B5: the scope itself is not changed", () => {
    const before = structuredClone(scope);
    evaluated({ each: [items, { sum: [items, { var: "row.cost" }] }] });
    expect(scope).toEqual(before);
  });
});

describe("compileRule", () => {
  it("B5: refuses nothing that our operators need", () => {
    expect(compileRule({ earliest: [["2026-03-02", "2026-03-01"]] }).evaluate({})).toBe("2026-03-01");
  });
});
