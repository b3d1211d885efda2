import type { Text } from "../../../engine/model/types.ts";
import type { Section } from "../document/types.ts";

/** Words of finding things in a procedure. */
export const searchWords = {
  find: { en: "Find in this procedure", "zh-CN": "在本规程中查找" },
  placeholder: {
    en: "Words, or is:unused  is:problem  event:  role:  field:applicant.name  rule:  > for actions",
    "zh-CN":
      "输入文字，或 is:unused  is:problem  event:  role:  field:applicant.name  rule:  ，输入 > 查找操作",
  },
  nothing: { en: "Nothing found.", "zh-CN": "没有找到。" },
  state: { en: "stage", "zh-CN": "环节" },
  transition: { en: "way on", "zh-CN": "流转" },
  field: { en: "field", "zh-CN": "字段" },
  procedure: { en: "procedure", "zh-CN": "规程" },
  action: { en: "action", "zh-CN": "操作" },
} satisfies Record<string, Text>;

/** What a thing of each section is called. */
export const sectionWords: Readonly<Record<Section, Text>> = {
  roles: { en: "role", "zh-CN": "角色" },
  events: { en: "event", "zh-CN": "事件" },
  rules: { en: "condition", "zh-CN": "条件" },
  decisions: { en: "decision table", "zh-CN": "决策表" },
  facts: { en: "outside fact", "zh-CN": "外部事实" },
  delays: { en: "delay", "zh-CN": "期限" },
  clocks: { en: "time limit", "zh-CN": "时限" },
  obligations: { en: "obligation", "zh-CN": "履行事项" },
  ballots: { en: "vote", "zh-CN": "表决" },
  returns: { en: "return", "zh-CN": "退回" },
  takeBacks: { en: "taking back", "zh-CN": "拿回" },
  holds: { en: "hold", "zh-CN": "中止" },
  timeouts: { en: "timeout", "zh-CN": "超时处理" },
  approvers: { en: "approvers", "zh-CN": "审批人规则" },
  confidential: { en: "confidential class", "zh-CN": "保密类别" },
  messages: { en: "message", "zh-CN": "通知" },
  public: { en: "publication", "zh-CN": "公开" },
  measures: { en: "measure", "zh-CN": "指标" },
};
