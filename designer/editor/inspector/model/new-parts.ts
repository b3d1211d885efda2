import type { Json, JsonObject, Text } from "../../../../engine/model/types.ts";
import { isPartName } from "../../document/edits/parts.ts";
import { withValue } from "../../document/place.ts";
import type { Section } from "../../document/types.ts";

/** A new part of a section: valid in its form, and to be filled in. Called as somebody wished, where that can be a name. */
export function newPart(section: Section, wish = ""): { name: string; value: Json } {
  const { name, value } = made[section];
  const title = wish.trim();
  const named = isPartName(title) ? title : name;
  const text: Text = title === "" ? newTitles[section] : { en: title, "zh-CN": title };
  return { name: named, value: value({ ...text }) };
}

type Made = { name: string; value: (title: Json) => Json };
const made: Record<Section, Made> = {
  roles: { name: "role", value: (title) => ({ title }) },
  events: { name: "EVENT", value: (title) => ({ title, by: [] }) },
  rules: { name: "rule", value: (title) => ({ title, when: true }) },
  decisions: {
    name: "decision",
    value: (title) => ({
      title,
      inputs: ["data.input"],
      outputs: ["output"],
      hit: "unique",
      rows: [withValue<JsonObject>({ when: [null] }, "/then", [null])],
    }),
  },
  facts: { name: "fact", value: () => ({ of: "role:anyone", give: "count" }) },
  delays: { name: "delay", value: (title) => ({ title, limit: 5, unit: "workingDays" }) },
  clocks: {
    name: "clock",
    value: (title) => ({ title, limit: 20, unit: "workingDays", lights: { blue: 0.75, yellow: 0.9 } }),
  },
  obligations: {
    name: "obligation",
    value: (title) => ({ title, each: "data.items", key: "id", due: { var: "row.due" }, open: true }),
  },
  ballots: {
    name: "ballot",
    value: (title) => ({
      title,
      electors: { role: "anyone" },
      cast: "VOTE",
      choice: "choice",
      choices: ["for", "against", "abstain"],
      pass: { for: "for", of: "electors", share: ">1/2" },
    }),
  },
  returns: {
    name: "back",
    value: () => ({ event: "RETURN", in: "", stages: [], resume: ["rerun", "back"] }),
  },
  takeBacks: { name: "own", value: () => ({ event: "TAKE_BACK", of: [] }) },
  holds: { name: "hold", value: () => ({ by: "SUSPEND", end: "RESUME", in: [] }) },
  timeouts: {
    name: "timeout",
    value: (title) => ({ title, in: [], due: { limit: 5, unit: "workingDays" }, over: { escalate: [] } }),
  },
  approvers: { name: "approvers", value: () => ({ in: [], event: "APPROVE" }) },
  confidential: { name: "internal", value: () => ({ to: [] }) },
  messages: { name: "message", value: (title) => title },
  public: { name: "notice", value: (title) => ({ title, fields: [] }) },
  measures: {
    name: "measure",
    value: (title) => ({ title, unit: { en: "cases", "zh-CN": "件" }, of: true, give: "count" }),
  },
};

const newTitles: Record<Section, Text> = {
  roles: { en: "New role", "zh-CN": "新角色" },
  events: { en: "New event", "zh-CN": "新事件" },
  rules: { en: "New rule", "zh-CN": "新条件" },
  decisions: { en: "New decision table", "zh-CN": "新决策表" },
  facts: { en: "New fact", "zh-CN": "新查询" },
  delays: { en: "New time limit", "zh-CN": "新期限" },
  clocks: { en: "New clock", "zh-CN": "新计时" },
  obligations: { en: "New obligation", "zh-CN": "新逐项期限" },
  ballots: { en: "New ballot", "zh-CN": "新表决" },
  returns: { en: "New return", "zh-CN": "新退回" },
  takeBacks: { en: "New taking back", "zh-CN": "新拿回" },
  holds: { en: "New suspension", "zh-CN": "新中止" },
  timeouts: { en: "New timeout", "zh-CN": "新超时处理" },
  approvers: { en: "New rule for approvers", "zh-CN": "新审批人规定" },
  confidential: { en: "New class", "zh-CN": "新保密类别" },
  messages: { en: "New message", "zh-CN": "新通知" },
  public: { en: "New publication", "zh-CN": "新公开事项" },
  measures: { en: "New measure", "zh-CN": "新指标" },
};
