import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operators } from "../../engine/model/operators.ts";
import type { Json, JsonObject } from "../../engine/model/types.ts";
import { createRules } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";
import { data } from "./setup/logic.ts";

const rules = createRules();

function built(template: Json, scope: Json = {}): Json {
  return rules.template(template).evaluate(scope);
}

describe("templates", () => {
  it("B6: an object with exactly one key that names an operator is logic, all else is built member by member", () => {
    const template = {
      id: { var: "event.id" },
      tags: ["new", { cat: ["kind-", { var: "data.kind" }] }],
      nested: { deep: { sum: [[1, 2]] } },
      two: { var: "data.kind", default: 1 },
      unknown: { plus: { var: "data.kind" } },
      none: {},
    };
    expect(built(template, { event: { id: 7 }, data: { kind: "major" } })).toEqual({
      id: 7,
      tags: ["new", "kind-major"],
      nested: { deep: 3 },
      two: { var: "data.kind", default: 1 },
      unknown: { plus: "major" },
      none: {},
    });
  });

  it("B6: literal builds an object whose one key happens to be an operator", () => {
    expect(built({ literal: { var: "x" } }, { x: 1 })).toEqual({ var: "x" });
    expect(built({ where: { literal: [{ "==": [1, 1] }] } })).toEqual({ where: [{ "==": [1, 1] }] });
    expect(rules.compile({ literal: { rule: "none" } }).evaluate({})).toEqual({ rule: "none" });
  });

  it("B6: values read from data are never logic", () => {
    const stored = { "+": [1, 2] };
    const scope = { data: { stored, list: [{ var: "data.secret" }], secret: "s" } };
    expect(built({ copy: { var: "data.stored" }, all: { var: "data.list" } }, scope)).toEqual({
      copy: stored,
      all: [{ var: "data.secret" }],
    });
    expect(built({ each: [{ var: "data.list" }, { copy: { var: "row" } }] }, scope)).toEqual([
      { copy: { var: "data.secret" } },
    ]);
  });

  it("B6: what names no operator is built as it stands, and anew each time", () => {
    fc.assert(
      fc.property(data, (value) => {
        const rule = rules.template(value);
        const [first, second] = [rule.evaluate({}), rule.evaluate({})];
        expect(first).toEqual(value);
        expect(first === second).toBe(typeof value !== "object" || value === null);
        expect(rule.reads).toEqual([]);
      }),
    );
  });

  it("B10: a member that is no JSON is null", () => {
    expect(built({ a: { "/": [1, 0] }, b: [{ and: [] }], c: { var: "none" } })).toEqual({
      a: null,
      b: [null],
      c: null,
    });
  });

  it("B6: members may have any name but __proto__", () => {
    const template = JSON.parse('{"constructor":1,"prototype":{"var":"x"},"toString":2}') as JsonObject;
    expect(built(template, { x: 3 })).toEqual(JSON.parse('{"constructor":1,"prototype":3,"toString":2}'));
    const hostile = JSON.parse('{"a":{"__proto__":{"admin":true}}}') as Json;
    expect(faultOf(() => rules.template(hostile))).toMatchObject({
      code: "forbidden-name",
      path: "/a/__proto__",
    });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe("the list of operators", () => {
  it("B6: is the list that is interpreted: each of its names is logic in a template", () => {
    for (const name of operators.keys()) {
      const read = faultOf(() => rules.template({ [name]: [] }))?.code;
      const isLogic =
        read !== undefined || JSON.stringify(built({ [name]: [] })) !== JSON.stringify({ [name]: [] });
      expect({ name, isLogic }).toEqual({ name, isLogic: true });
      expect({ name, read }).not.toEqual({ name, read: "unknown-operator" });
    }
    expect(operators.size).toBe(53);
  });
});
