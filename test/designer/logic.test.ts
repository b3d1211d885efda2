import { describe, expect, it } from "vitest";
import type { Json, Procedure } from "../../engine/model/types.ts";
import { phraseLogic } from "../../designer/words/logic.ts";

const procedure: Procedure = {
  id: "p",
  title: { en: "P", "zh-CN": "规程" },
  opening: { by: ["clerk"] },
  data: {
    type: "object",
    properties: {
      kind: {
        title: { en: "Kind", "zh-CN": "类别" },
        oneOf: [{ const: "major", title: { en: "A major matter", "zh-CN": "重大事项" } }],
      },
      present: {
        title: { en: "those present", "zh-CN": "到会成员" },
        type: "array",
        items: { type: "string" },
      },
      items: {
        title: { en: "items", "zh-CN": "事项" },
        type: "array",
        items: {
          type: "object",
          properties: {
            state: {
              title: { en: "state", "zh-CN": "状态" },
              oneOf: [{ const: "open", title: { en: "Still open", "zh-CN": "未完成" } }],
            },
            cost: { title: { en: "cost", "zh-CN": "费用" }, type: "number" },
          },
        },
      },
      closed: { title: { en: "Closed", "zh-CN": "已结" }, type: "boolean" },
    },
  },
  events: {},
  facts: {
    row: {
      title: { en: "The item in the catalogue", "zh-CN": "目录事项" },
      of: "register:items",
      give: "first",
    },
    matters: { of: "register:matters", give: "rows" },
  },
  rules: { quorate: { title: { en: "Enough are present", "zh-CN": "到会人数足够" }, when: true } },
  machine: { id: "p", initial: "a", states: { a: {} } },
};
const parameters = { quorum: { type: "integer", title: { en: "the quorum", "zh-CN": "法定人数" } } };
const en = (logic: Json) => phraseLogic(logic, procedure, "en", parameters);
const zh = (logic: Json) => phraseLogic(logic, procedure, "zh-CN", parameters);

describe("logic in words", () => {
  it("calls fields, choices and parameters by their titles", () => {
    const logic = { "==": [{ var: "data.kind" }, "major"] };
    expect(en(logic)).toBe("Kind is “A major matter”");
    expect(zh(logic)).toBe("类别为“重大事项”");
    expect(en({ ">=": [{ size: { var: "data.present" } }, { var: "param.quorum" }] })).toBe(
      "number of those present is at least the quorum",
    );
    expect(zh({ ">=": [{ size: { var: "data.present" } }, { var: "param.quorum" }] })).toBe(
      "到会成员的数量不少于法定人数",
    );
  });

  it("says rules by their titles, and what is denied as denied", () => {
    expect(en({ and: [{ rule: "quorate" }, { "!": [{ var: "data.closed" }] }] })).toBe(
      "Enough are present and no Closed",
    );
    expect(zh({ or: [{ rule: "quorate" }, { and: [true, false] }] })).toBe("到会人数足够，或（是，且否）");
  });

  it("calls facts by their titles, or after what they look up, and does not leave out what is read of them", () => {
    expect(zh({ var: "fact.row" })).toBe("目录事项");
    expect(en({ "==": [{ var: "fact.row.days" }, 5] })).toBe("The item in the catalogue’s days is 5");
    expect(zh({ var: "fact.row.days" })).toBe("目录事项的days");
    expect(en({ var: "fact.matters" })).toBe("rows of the register (matters) “matters”");
  });

  it("says results of ballots, shares and dates", () => {
    expect(zh({ "==": [{ var: "event.output.result" }, "passed"] })).toBe("结果为“通过”");
    expect(en({ share: [{ var: "data.present" }, ">=", "2/3", 21] })).toBe(
      "those present is at least 2/3 of 21",
    );
    expect(en({ "date.add": [{ "date.of": { var: "now" } }, 3, "workingDays"] })).toBe(
      "3 working days after today",
    );
    expect(zh({ "date.add": [{ "date.of": { var: "now" } }, 3, "workingDays"] })).toBe("当日后3 个工作日");
  });

  it("goes through lists, and calls the fields and choices of their items by their titles", () => {
    const open = { "==": [{ var: "state" }, "open"] };
    const items = { var: "data.items" };
    expect(en({ some: [items, open] })).toBe("for some of items, state is “Still open”");
    expect(zh({ none: [items, open] })).toBe("事项中没有一项状态为“未完成”");
    expect(zh({ all: [{ var: ["data.items", []] }, open] })).toBe("事项中每一项均状态为“未完成”");
    expect(en({ count: [items, { "==": [{ var: "row.state" }, "open"] }] })).toBe(
      "number of items where state is “Still open”",
    );
    expect(zh({ sum: [items, { var: "row.cost" }] })).toBe("事项中费用的合计");
    expect(en({ each: [items, { var: "row.cost" }] })).toBe("cost of each of items");
    expect(en({ filter: [items, { outer: "data.closed" }] })).toBe("those of items where Closed");
  });

  it("leaves nothing out in silence: what it does not know stands as JSON", () => {
    expect(en({ strange: [1, 2] })).toBe('{"strange":[1,2]}');
    expect(en({ constructor: [1] })).toBe('{"constructor":[1]}');
    expect(en({ and: [{ rule: "unknown-rule" }, { a: 1, b: 2 }] })).toBe('unknown-rule and {"a":1,"b":2}');
  });
});
