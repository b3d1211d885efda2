import type { formats } from "../../engine/model/formats.ts";
import type { Language, Text } from "../../engine/model/types.ts";

/** What the named formats of texts are called in the middle of a sentence: “a valid telephone number”. */
const words: Record<keyof typeof formats, Text> = {
  date: { en: "date", "zh-CN": "日期" },
  time: { en: "time of day", "zh-CN": "时刻" },
  "date-time": { en: "date and time", "zh-CN": "日期时间" },
  email: { en: "e-mail address", "zh-CN": "电子邮箱" },
  uri: { en: "web address", "zh-CN": "网址" },
  uuid: { en: "UUID", "zh-CN": "通用唯一标识（UUID）" },
  "id-card": { en: "resident identity number", "zh-CN": "居民身份证号码" },
  "credit-code": { en: "unified social credit code", "zh-CN": "统一社会信用代码" },
  integer: { en: "whole number in digits", "zh-CN": "数字写成的整数" },
  number: { en: "number in digits", "zh-CN": "数字写成的数值" },
  mobile: { en: "mobile number", "zh-CN": "手机号码" },
  phone: { en: "telephone number", "zh-CN": "电话号码" },
  postcode: { en: "postal code", "zh-CN": "邮政编码" },
  person: { en: "person", "zh-CN": "人员" },
  attachment: { en: "stored file", "zh-CN": "已存文件" },
};

/** A format in the middle of a sentence; its name where nobody has given it words. */
export const formatInWords = (format: string, language: Language): string =>
  Object.hasOwn(words, format) ? words[format as keyof typeof words][language] : format;

/** The same by itself, as the title of a choice. */
export function formatTitle(format: string, language: Language): string {
  const said = formatInWords(format, language);
  return Object.hasOwn(words, format) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}
