import type { ClockDefinition, DelayDefinition, Language, Logic, Pack, Procedure, TimeUnit } from "../../engine/model/types.ts";
import { phraseLogic } from "./logic.ts";

const units: Record<TimeUnit, { one: string; many: string; "zh-CN": string }> = {
  minutes: { one: "minute", many: "minutes", "zh-CN": "分钟" },
  hours: { one: "hour", many: "hours", "zh-CN": "小时" },
  days: { one: "day", many: "days", "zh-CN": "天" },
  workingDays: { one: "working day", many: "working days", "zh-CN": "个工作日" },
  months: { one: "month", many: "months", "zh-CN": "个月" },
  years: { one: "year", many: "years", "zh-CN": "年" },
};

/** A length in words: “3 working days”, “3个工作日”. */
export function lengthInWords(count: number, unit: TimeUnit, language: Language): string {
  if (language === "zh-CN") return `${count} ${units[unit]["zh-CN"]}`;
  return `${count} ${count === 1 ? units[unit].one : units[unit].many}`;
}

/** The number that a limit is, where it is a number or a parameter with a default. */
export function knownLimit(limit: Logic, parameters: Pack["parameters"] = {}): number | null {
  if (typeof limit === "number") return limit;
  if (typeof limit !== "object" || limit === null || Array.isArray(limit)) return null;
  const path = limit.var;
  if (typeof path !== "string" || !path.startsWith("param.")) return null;
  const value = parameters[path.slice("param.".length)]?.default;
  return typeof value === "number" ? value : null;
}

/** What a delay or clock says of its length: “3 working days”, or what decides it. */
export function limitInWords(
  time: DelayDefinition | ClockDefinition,
  procedure: Procedure,
  language: Language,
  parameters: Pack["parameters"] = {},
): string {
  if ("until" in time) return (language === "en" ? "until " : "至") + phraseLogic(time.until, procedure, language, parameters);
  const count = knownLimit(time.limit, parameters);
  if (count !== null) return lengthInWords(count, time.unit, language);
  const unit = language === "en" ? units[time.unit].many : units[time.unit]["zh-CN"];
  return `${phraseLogic(time.limit, procedure, language, parameters)} ${unit}`;
}
