/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Logic } from "../../engine/model/types.ts";
import type { Explanation } from "../../engine/rules/index.ts";
import { compileRule, createBudget, createRules } from "../../engine/rules/index.ts";
import { data, logic } from "./setup/logic.ts";
import { isJson } from "./setup/reference.ts";

/** Every explanation in a tree. */
function* all(explanation: Explanation): Generator<Explanation> {
  yield explanation;
  for (const part of explanation.parts ?? []) yield* all(part);
}

function parts(
  written: Logic,
  given: Parameters<ReturnType<typeof compileRule>["explain"]>[0],
): (string | undefined)[] {
  return (compileRule(written).explain(given).parts ?? []).map(
    ({ op, name, value }) => `${name ?? op}=${JSON.stringify(value)}`,
  );
}

describe("explain", () => {
  it("B10: its root is what evaluate gives, for any logic and data", () => {
    fc.assert(
      fc.property(logic, data, (written, given) => {
        const rule = compileRule(written);
        expect(rule.explain(given).value).toEqual(rule.evaluate(given));
      }),
      { numRuns: 2000 },
    );
  });

  it("B10: every value that it shows is JSON", () => {
    fc.assert(
      fc.property(logic, data, (written, given) => {
        for (const { value } of all(compileRule(written).explain(given))) expect(isJson(value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("shows each comparison with the facts that it read", () => {
    const guard: Logic = {
      and: [{ ">=": [{ var: "data.amount" }, 5000] }, { "==": [{ var: "data.kind" }, "major"] }],
    };
    expect(compileRule(guard).explain({ data: { amount: 7200, kind: "minor" } })).toEqual({
      op: "and",
      value: false,
      parts: [
        {
          op: ">=",
          value: true,
          parts: [
            { op: "var", name: "data.amount", value: 7200 },
            { op: "literal", value: 5000 },
          ],
        },
        {
          op: "==",
          value: false,
          parts: [
            { op: "var", name: "data.kind", value: "minor" },
            { op: "literal", value: "major" },
          ],
        },
      ],
    });
  });

  it("B3: shows what was evaluated, and not what was passed over", () => {
    const x = (name: string): Logic => ({ var: name });
    const given = { t: 1, f: 0, a: "A", b: "B" };
    expect(parts({ and: [x("t"), x("f"), x("a")] }, given)).toEqual(["t=1", "f=0"]);
    expect(parts({ or: [x("f"), x("t"), x("a")] }, given)).toEqual(["f=0", "t=1"]);
    expect(parts({ if: [x("f"), x("a"), x("t"), x("b"), x("a")] }, given)).toEqual(["f=0", "t=1", 'b="B"']);
    expect(parts({ if: [x("f"), x("a")] }, given)).toEqual(["f=0"]);
    expect(parts({ some: [[1, 5, 9], { ">": [x(""), 3] }] }, given)).toEqual([
      "list=[1,5,9]",
      "0=false",
      "1=true",
    ]);
    expect(parts({ find: [[1, 5, 9], { ">": [x("row"), 3] }] }, given)).toEqual([
      "list=[1,5,9]",
      "0=false",
      "1=true",
    ]);
  });

  it("B5: shows what inner logic saw of each item", () => {
    const due = compileRule({
      count: [{ var: "data.items" }, { "<": [{ var: "row.due" }, { var: "data.on" }] }],
    });
    const { value, parts: shown } = due.explain({
      data: { on: "2026-03-02", items: [{ due: "2026-03-01" }, { due: "2026-03-05" }] },
    });
    expect(value).toBe(1);
    expect(shown?.[2]).toEqual({
      op: "item",
      name: "1",
      value: false,
      parts: [
        {
          op: "<",
          value: false,
          parts: [
            { op: "var", name: "row.due", value: "2026-03-05" },
            { op: "var", name: "data.on", value: "2026-03-02" },
          ],
        },
      ],
    });
    expect(parts({ reduce: [[3, 4], { "+": [{ var: "accumulator" }, { var: "current" }] }, 1] }, {})).toEqual(
      ["list=[3,4]", "literal=1", "0=4", "1=8"],
    );
  });

  it("B7: names rules and tables with their titles, the inputs of a table and the rows that match", () => {
    const rules = createRules({
      rules: {
        collective: {
          title: { en: "Collective", "zh-CN": "集体" },
          when: { "==": [{ decide: ["tier", null, "level"] }, "collective"] },
        },
      },
      decisions: {
        tier: {
          title: { en: "Tier", "zh-CN": "级别" },
          inputs: ["data.amount"],
          outputs: ["level"],
          hit: "first",
          rows: [
            { when: [{ "<": 5000 }], then: ["team"] },
            { when: [null], then: ["collective"] },
          ],
        },
      },
    });
    const shown = [...all(rules.rule("collective").explain({ data: { amount: 7200 } }))];
    expect(shown[0]).toMatchObject({
      op: "rule",
      name: "collective",
      title: { en: "Collective", "zh-CN": "集体" },
      value: true,
    });
    expect(shown.find(({ op }) => op === "decide")).toEqual({
      op: "decide",
      name: "tier",
      title: { en: "Tier", "zh-CN": "级别" },
      value: "collective",
      parts: [
        { op: "input", name: "data.amount", value: 7200 },
        { op: "row", name: "1", value: { level: "collective" } },
      ],
    });
  });

  it("B6: shows templates by member", () => {
    const { parts: shown } = createRules()
      .template({ id: { var: "event.id" }, n: 1 })
      .explain({ event: { id: 7 } });
    expect(shown).toEqual([
      { op: "var", name: "event.id", value: 7 },
      { op: "literal", name: "n", value: 1 },
    ]);
  });

  it("B10: leaves parts out where they would cost too much, and keeps the result", () => {
    const list = Array.from({ length: 500 }, (_, i) => i);
    const rule = compileRule({
      some: [{ filter: [{ var: "list" }, { ">=": [{ var: "" }, 0] }] }, { "==": [{ var: "" }, 400] }],
    });
    const { value, parts: shown } = rule.explain({ list }, createBudget(4000));
    expect(value).toBe(true);
    expect(shown).toBeUndefined();
    expect(rule.explain({ list }).parts?.length).toBe(51);
  });
});
