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
      closed: { title: { en: "Closed", "zh-CN": "已结" }, type: "boolean" },
    },
  },
  events: {},
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

  it("leaves nothing out in silence: what it does not know stands as JSON", () => {
    expect(en({ strange: [1, 2] })).toBe('{"strange":[1,2]}');
    expect(en({ constructor: [1] })).toBe('{"constructor":[1]}');
    expect(en({ and: [{ rule: "unknown-rule" }, { a: 1, b: 2 }] })).toBe('unknown-rule and {"a":1,"b":2}');
  });
});
