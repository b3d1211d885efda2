import type { Language, TimeUnit } from "../../engine/model/types.ts";

const units: Record<TimeUnit, { one: string; many: string; "zh-CN": string }> = {
  minutes: { one: "minute", many: "minutes", "zh-CN": "分钟" },
  hours: { one: "hour", many: "hours", "zh-CN": "小时" },
  days: { one: "day", many: "days", "zh-CN": "天" },
  workingDays: { one: "working day", many: "working days", "zh-CN": "个工作日" },
  months: { one: "month", many: "months", "zh-CN": "个月" },
  years: { one: "year", many: "years", "zh-CN": "年" },
};

/** A unit after a number that is not known: “working days”, “个工作日”. */
export const unitInWords = (unit: TimeUnit, language: Language): string =>
  language === "en" ? units[unit].many : units[unit]["zh-CN"];

/** A length in words: “3 working days”, “3 个工作日”. */
export function lengthInWords(count: number, unit: TimeUnit, language: Language): string {
  if (language === "zh-CN") return `${count} ${units[unit]["zh-CN"]}`;
  return `${count} ${count === 1 ? units[unit].one : units[unit].many}`;
}
