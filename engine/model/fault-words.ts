import { segments } from "./pointer.ts";
import type { Json, Text } from "./types.ts";
import { fill, quote } from "./words.ts";

/** Words for each keyword that a value may offend; placeholders are Ajv's parameters and `name`, the place. */
const words: Record<string, Text> = {
  required: { en: "“{missingProperty}” is missing in {name}", "zh-CN": "{name}缺少“{missingProperty}”" },
  additionalProperties: {
    en: "“{additionalProperty}” does not belong in {name}",
    "zh-CN": "{name}中不应有“{additionalProperty}”",
  },
  unevaluatedProperties: {
    en: "“{unevaluatedProperty}” does not belong in {name}",
    "zh-CN": "{name}中不应有“{unevaluatedProperty}”",
  },
  dependentRequired: {
    en: "“{missingProperty}” is needed in {name} where “{property}” is given",
    "zh-CN": "{name}填写“{property}”时须同时填写“{missingProperty}”",
  },
  type: { en: "{name} must be {type}", "zh-CN": "{name}必须是{type}" },
  enum: { en: "{name} must be one of: {allowedValues}", "zh-CN": "{name}必须是以下之一：{allowedValues}" },
  const: { en: "{name} must be {allowedValue}", "zh-CN": "{name}必须是{allowedValue}" },
  format: { en: "{name} must be {format}", "zh-CN": "{name}必须是{format}" },
  pattern: {
    en: "{name} is not written as it should be ({pattern})",
    "zh-CN": "{name}的书写格式不符（{pattern}）",
  },
  minLength: { en: "{name} must have at least {limit} characters", "zh-CN": "{name}至少{limit}个字符" },
  maxLength: { en: "{name} must have at most {limit} characters", "zh-CN": "{name}最多{limit}个字符" },
  minimum: { en: "{name} must be at least {limit}", "zh-CN": "{name}不得小于{limit}" },
  maximum: { en: "{name} must be at most {limit}", "zh-CN": "{name}不得大于{limit}" },
  exclusiveMinimum: { en: "{name} must be more than {limit}", "zh-CN": "{name}必须大于{limit}" },
  exclusiveMaximum: { en: "{name} must be less than {limit}", "zh-CN": "{name}必须小于{limit}" },
  multipleOf: { en: "{name} must be a multiple of {multipleOf}", "zh-CN": "{name}必须是{multipleOf}的倍数" },
  minItems: { en: "{name} must have at least {limit} entries", "zh-CN": "{name}至少{limit}项" },
  maxItems: { en: "{name} must have at most {limit} entries", "zh-CN": "{name}最多{limit}项" },
  uniqueItems: { en: "{name} has the same entry twice", "zh-CN": "{name}中有重复项" },
  minProperties: { en: "{name} must have at least {limit} members", "zh-CN": "{name}至少{limit}个成员" },
  maxProperties: { en: "{name} must have at most {limit} members", "zh-CN": "{name}最多{limit}个成员" },
  contains: { en: "{name} lacks an entry that it must have", "zh-CN": "{name}缺少必须包含的项" },
  oneOf: {
    en: "{name} must be exactly one of the possible forms",
    "zh-CN": "{name}必须且只能符合一种可选形式",
  },
  anyOf: { en: "{name} is none of the possible forms", "zh-CN": "{name}不符合任何一种可选形式" },
  not: { en: "{name} is of a form that is not allowed", "zh-CN": "{name}为不允许的形式" },
  "false schema": { en: "{name} must not be there", "zh-CN": "不应有{name}" },
};
const otherwise: Text = { en: "{name} is not as it should be", "zh-CN": "{name}不符合要求" };

const types: Record<string, Text> = {
  string: { en: "a text", "zh-CN": "文本" },
  number: { en: "a number", "zh-CN": "数字" },
  integer: { en: "a whole number", "zh-CN": "整数" },
  boolean: { en: "yes or no (true or false)", "zh-CN": "是或否（true或false）" },
  object: { en: "a record", "zh-CN": "记录（对象）" },
  array: { en: "a list", "zh-CN": "列表" },
  null: { en: "empty (null)", "zh-CN": "空（null）" },
};
const formatNames: Record<string, Text> = {
  date: { en: "a date such as 2026-03-02", "zh-CN": "日期，如2026-03-02" },
  time: { en: "a time such as 09:30", "zh-CN": "时间，如09:30" },
  "date-time": {
    en: "an instant such as 2026-03-02T09:30:00+08:00",
    "zh-CN": "时刻，如2026-03-02T09:30:00+08:00",
  },
  email: { en: "an e-mail address", "zh-CN": "电子邮箱地址" },
  uri: { en: "a web address", "zh-CN": "网址" },
  uuid: { en: "a UUID", "zh-CN": "UUID" },
  "id-card": { en: "a valid identity card number of 18 characters", "zh-CN": "有效的18位公民身份号码" },
  "credit-code": {
    en: "a valid unified social credit code of 18 characters",
    "zh-CN": "有效的18位统一社会信用代码",
  },
  person: { en: "somebody by their id", "zh-CN": "人员编号" },
  phone: { en: "a telephone number", "zh-CN": "电话号码" },
  postcode: { en: "a postal code of six digits", "zh-CN": "六位邮政编码" },
  attachment: { en: "the reference of a stored file", "zh-CN": "已存文件的引用" },
};

/** Says in both languages what is wrong with a value, from the keyword it offends and the keyword's parameters. */
export function faultWords(keyword: string, path: string, params: object): Text {
  const values: Record<string, Text> = { name: placeWords(path) };
  for (const [key, value] of Object.entries(params)) values[key] = valueWords(key, value as Json);
  const template = Object.hasOwn(words, keyword) ? (words[keyword] ?? otherwise) : otherwise;
  return fill(template, values);
}

/** The place as a person would name it: `parties 2, name`. */
function placeWords(path: string): Text {
  const parts = segments(path).map((part) => (/^\d+$/.test(part) ? `#${Number(part) + 1}` : part));
  return parts.length === 0
    ? { en: "what was given", "zh-CN": "所填内容" }
    : { en: `“${parts.join(" › ")}”`, "zh-CN": `“${parts.join(" › ")}”` };
}

function valueWords(key: string, value: Json): Text {
  const plain = (text: string): Text => ({ en: text, "zh-CN": text });
  if (Array.isArray(value)) {
    const each = value.slice(0, 20).map((item) => valueWords(key, item));
    return { en: each.map((one) => one.en).join(", "), "zh-CN": each.map((one) => one["zh-CN"]).join("、") };
  }
  const named = key === "type" ? types : key === "format" ? formatNames : {};
  return (
    (typeof value === "string" && Object.hasOwn(named, value) ? named[value] : undefined) ??
    plain(quote(value))
  );
}
