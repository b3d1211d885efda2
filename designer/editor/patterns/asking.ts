import type { DelayDefinition, JsonObject, Text } from "../../../engine/model/types.ts";
import type { Answers, Question } from "./types.ts";
import { patternWords as ask } from "./words.ts";

// Questions that many patterns ask, and what their answers become.

export const text = (en: string, zh: string): Text => ({ en, "zh-CN": zh });
export const after: Question = { id: "after", title: ask.after, kind: "stage" };
export const to: Question = { id: "to", title: ask.to, kind: "stage", mayBeNew: ask.newEnd };
export const otherwise: Question = {
  id: "otherwise",
  title: ask.otherwise,
  kind: "stage",
  mayBeNew: ask.newEnd,
};
export const starts: Question = { id: "starts", title: ask.starts, kind: "role" };
export const who: Question = { id: "who", title: ask.who, kind: "role" };
export const decides: Question = { id: "decides", title: ask.decides, kind: "role" };
export const stages: Question = { id: "stages", title: ask.stages, kind: "stages" };
export const named = (en: string, zh: string): Question => ({
  id: "name",
  title: ask.name,
  kind: "text",
  first: text(en, zh),
});
export const period = (limit: number, unit: "workingDays" | "days"): Question => ({
  id: "period",
  title: ask.period,
  kind: "length",
  first: { limit, unit },
});

export const success = { key: "approved", title: text("Approved", "通过") };
export const failure = { key: "rejected", title: text("Rejected", "未通过") };

export const choice = (value: string, title: Text): JsonObject => ({ const: value, title: { ...title } });
export const opinion = (title: Text, ...choices: JsonObject[]): JsonObject => ({
  title: { ...title },
  oneOf: choices,
});
export const reason: JsonObject = {
  title: { en: "Reason", "zh-CN": "理由" },
  type: "string",
  minLength: 1,
  maxLength: 2000,
};
export const agree = choice("agree", text("Agree", "同意"));
export const disagree = choice("disagree", text("Disagree", "不同意"));
export const passed = { type: "when" as const, params: { "==": [{ var: "event.output.result" }, "passed"] } };
export const role = (answer: Answers[string] | undefined): string => String(answer);
export const roles = (answer: Answers[string] | undefined): string[] =>
  Array.isArray(answer) ? answer.map(String) : [];
export const lengthOf = (answer: Answers[string] | undefined): DelayDefinition => ({
  ...(answer as { limit: number; unit: "days" }),
});

/** The schema of a payload, with the fields that have to be given. */
export function closed(properties: JsonObject, ...required: string[]): JsonObject {
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }) };
}
export { ask };
