import { describe, expect, it } from "vitest";
import type { Logic, RuleDefinition } from "../../engine/model/types.ts";
import { createRules } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";
import { shanghai } from "./setup/zone.ts";

function named(when: Record<string, Logic>): Record<string, RuleDefinition> {
  return Object.fromEntries(
    Object.entries(when).map(([name, logic]) => [name, { title: { en: name, "zh-CN": name }, when: logic }]),
  );
}

describe("named rules", () => {
  it("B5: hold in the same scope, with the row that stands there", () => {
    const rules = createRules({ rules: named({ late: { "<": [{ var: "row.due" }, { var: "now" }] } }) });
    const late: Logic = { count: [{ var: "data.items" }, { rule: "late" }] };
    expect(
      rules
        .compile(late)
        .evaluate({ data: { items: [{ due: "2026-01-01" }, { due: "2026-09-01" }] }, now: "2026-03-02" }),
    ).toBe(1);
    expect(rules.rule("late").holds({ row: { due: "2026-01-01" }, now: "2026-03-02" })).toBe(true);
  });

  it("B3: count as their value does", () => {
    const rules = createRules({ rules: named({ tags: { var: "data.tags" } }) });
    expect(rules.rule("tags").holds({ data: { tags: [] } })).toBe(false);
    expect(rules.rule("tags").evaluate({ data: { tags: ["x"] } })).toEqual(["x"]);
    expect(rules.compile({ "!": { rule: "tags" } }).evaluate({ data: { tags: [] } })).toBe(true);
  });

  it("B5: may not name each other in a circle", () => {
    const rules = createRules({
      rules: named({ a: { "!": { rule: "b" } }, b: { and: [true, { rule: "c" }] }, c: { rule: "a" } }),
    });
    expect(faultOf(() => rules.rule("b"))).toMatchObject({ code: "circular-rule" });
    expect(faultOf(() => rules.rule("a"))).toMatchObject({ code: "circular-rule" });
    expect(faultOf(() => createRules({ rules: named({ me: { rule: "me" } }) }).rule("me"))?.code).toBe(
      "circular-rule",
    );
  });

  it("B5: may all name the same one", () => {
    const levels = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `r${i}`,
        { and: [{ rule: `r${i + 1}` }, { rule: `r${i + 1}` }] },
      ]),
    );
    const rules = createRules({ rules: named({ ...levels, r12: true }) });
    expect(rules.rule("r0").holds({})).toBe(true);
  });

  it.each(["none", "toString", "__proto__"])("B5: %s is no rule and no table", (name) => {
    expect(faultOf(() => createRules().compile({ if: [{ rule: name }] }))).toMatchObject({
      code: "unknown-rule",
      path: "/if/0/rule",
    });
    expect(faultOf(() => createRules().compile({ decide: [name] }))).toMatchObject({
      code: "unknown-decision",
      path: "/decide/0",
    });
    expect(faultOf(() => createRules().decision(name))?.code).toBe("unknown-decision");
  });

  it("B5: names are written out", () => {
    for (const operator of ["rule", "at", "decide"])
      expect(faultOf(() => createRules().compile({ [operator]: [{ var: "x" }] }))).toMatchObject({
        code: "name-expected",
        path: `/${operator}/0`,
      });
  });
});

describe("at", () => {
  it("A6: asks the scope whether a state is active", () => {
    const rule = createRules().compile({ some: [[1], { at: "meeting.voting" }] });
    expect(rule.holds({ at: (state: string) => state === "meeting.voting" })).toBe(true);
    expect(rule.holds({ at: () => false })).toBe(false);
    expect(rule.holds({ at: "meeting.voting" })).toBe(false);
    expect(rule.holds(null)).toBe(false);
  });
});

describe("what a rule reads", () => {
  const rules = createRules({
    zone: shanghai,
    rules: named({
      full: { ">=": [{ var: "fact.openOwned" }, { var: "param.most" }] },
      row: { var: "row.id" },
    }),
    decisions: {
      tier: {
        title: { en: "t", "zh-CN": "t" },
        inputs: ["data.amount", "fact.band"],
        outputs: ["level"],
        hit: "first",
        rows: [],
      },
    },
  });

  it.each<[string, Logic, string[]]>([
    [
      "paths, once each",
      { and: [{ var: "data.x" }, { "==": [{ var: ["data.x", { var: "data.y" }] }, { var: "by.id" }] }] },
      ["by.id", "data.x", "data.y"],
    ],
    ["keys that are looked for", { missing: ["data.a", ["data.b"]] }, ["data.a", "data.b"]],
    ["keys of missing_some", { missing_some: [1, ["data.a", "fact.b"]] }, ["data.a", "fact.b"]],
    ["what rules read", { "!": { rule: "full" } }, ["fact.openOwned", "param.most"]],
    ["what tables read", { decide: ["tier"] }, ["data.amount", "fact.band"]],
    [
      "what the inputs of a table read, instead",
      { decide: ["tier", { "data.amount": { var: "event.sum" } }] },
      ["event.sum"],
    ],
    [
      "the list, but not its items",
      { filter: [{ var: "data.list" }, { var: "fact.of-item" }] },
      ["data.list"],
    ],
    [
      "the scope from inside a list",
      { map: [{ var: "data.list" }, { outer: "fact.all" }] },
      ["data.list", "fact.all"],
    ],
    [
      "not the rows that an operator sets",
      { count: [{ var: "data.list" }, { "==": [{ var: "row.x" }, { rule: "row" }] }] },
      ["data.list"],
    ],
    ["but the row that is there already", { "==": [{ var: "row.x" }, { rule: "row" }] }, ["row.id", "row.x"]],
    ["anything, where a path is computed", { var: [{ cat: ["fact.", { var: "data.x" }] }] }, ["", "data.x"]],
    ["anything, where all is read", { size: { var: "" } }, [""]],
    ["anything, where keys are computed", { missing: { var: "data.keys" } }, ["", "data.keys"]],
    ["the present, where dates need it", { "date.next": "monday" }, ["now"]],
  ])("A5: %s", (_, logic, reads) => {
    expect(rules.compile(logic).reads).toEqual(reads);
    expect(rules.template({ x: [logic], y: 1 }).reads).toEqual(reads);
  });
});
