import { plainTexts } from "../../engine/model/schema.ts";
import type { Json, JsonObject, Language, Schema, Text } from "../../engine/model/types.ts";
import { isText, say } from "./text.ts";

/** Words for values that many procedures share, where a schema lists them without titles of their own. */
const common: Record<string, Text> = {
  for: { en: "For", "zh-CN": "赞成" },
  against: { en: "Against", "zh-CN": "反对" },
  abstain: { en: "Abstain", "zh-CN": "弃权" },
  agree: { en: "Agree", "zh-CN": "同意" },
  disagree: { en: "Disagree", "zh-CN": "不同意" },
  support: { en: "Support", "zh-CN": "支持" },
  oppose: { en: "Oppose", "zh-CN": "反对" },
  approve: { en: "Approve", "zh-CN": "批准" },
  reject: { en: "Reject", "zh-CN": "不批准" },
  pass: { en: "Pass", "zh-CN": "通过" },
  fail: { en: "Fail", "zh-CN": "不通过" },
  passed: { en: "Passed", "zh-CN": "通过" },
  failed: { en: "Failed", "zh-CN": "未通过" },
  inquorate: { en: "Not enough people", "zh-CN": "未达法定人数" },
  closed: { en: "Closed", "zh-CN": "已结束" },
  question: { en: "Question", "zh-CN": "质询" },
  none: { en: "None", "zh-CN": "无" },
  yes: { en: "Yes", "zh-CN": "是" },
  no: { en: "No", "zh-CN": "否" },
  other: { en: "Other", "zh-CN": "其他" },
  ordinary: { en: "Ordinary", "zh-CN": "一般" },
  major: { en: "Major", "zh-CN": "重大" },
  rerun: { en: "Go through everything again", "zh-CN": "重新逐级办理" },
  back: { en: "Come straight back", "zh-CN": "办完直接返回" },
  deemed: { en: "Deemed", "zh-CN": "视为" },
};

/** A value of a list of choices: its title in the schema, a common word, or the value itself made readable. */
export function choiceInWords(value: Json, schema: Json | undefined, language: Language): string {
  return choiceTitle(value, schema, language) ?? wordOf(value, language);
}

/** The title that a schema gives to a value that is chosen; null where it gives none. */
export function choiceTitle(value: Json, schema: Json | undefined, language: Language): string | null {
  const one =
    isObject(schema) && Array.isArray(schema.oneOf)
      ? schema.oneOf.find((item) => isObject(item) && item.const === value)
      : undefined;
  if (!isObject(one)) return null;
  if (typeof one.title === "string") return one.title;
  return isText(one.title) ? say(one.title, language) : null;
}

/** A text of data that is one of the common values, in words; any other text as it is. */
export const commonInWords = (text: string, language: Language): string =>
  Object.hasOwn(common, text) ? common[text]![language] : text;

function wordOf(value: Json, language: Language): string {
  if (typeof value === "boolean") return common[value ? "yes" : "no"]![language];
  const text = String(value);
  if (Object.hasOwn(common, text)) return common[text]![language];
  return text.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/(?<=[a-z])[-_](?=[a-z])/g, " ");
}

/** A schema for a form: plain titles in one language, and lists of values as choices with words. */
export function namedChoices(schema: Schema, language: Language): JsonObject {
  return named(plainTexts(schema, language), language) as JsonObject;
}

function named(schema: Json, language: Language): Json {
  if (Array.isArray(schema)) return schema.map((item) => named(item, language));
  if (!isObject(schema)) return schema;
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(schema))
    result[key] = key === "default" || key === "const" || key === "required" ? value : named(value, language);
  if (Array.isArray(schema.enum)) {
    delete result.enum;
    result.oneOf ??= schema.enum.map((value) => ({ const: value, title: wordOf(value, language) }));
  }
  // A form needs to know what kind of value it asks for.
  const first = Array.isArray(result.oneOf) ? result.oneOf[0] : undefined;
  if (result.type === undefined && isObject(first) && Object.hasOwn(first, "const"))
    result.type =
      typeof first.const === "number" ? "number" : typeof first.const === "boolean" ? "boolean" : "string";
  return result;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
