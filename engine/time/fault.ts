import type { Text } from "../model/types.ts";

const words = {
  "invalid-date": {
    en: "This is no date of the form YYYY-MM-DD: {value}",
    "zh-CN": "这不是 YYYY-MM-DD 形式的日期:{value}",
  },
  "invalid-instant": {
    en: "This is no instant with a time zone offset: {value}",
    "zh-CN": "这不是带时区偏移的时刻:{value}",
  },
  "date-out-of-range": {
    en: "The date lies outside the years 1 to 9999.",
    "zh-CN": "日期超出公元 1 年至 9999 年的范围。",
  },
  "limit-not-a-number": {
    en: "A time limit must be a number, not {value}",
    "zh-CN": "期限必须是数字,而不是 {value}",
  },
  "limit-not-whole": {
    en: "A limit in days, working days, months or years must be a whole number, not {value}",
    "zh-CN": "以日、工作日、月或年计的期限必须是整数,而不是 {value}",
  },
  "limit-out-of-range": {
    en: "A time limit may be at most 100,000, not {value}",
    "zh-CN": "期限最多为 100000,而不是 {value}",
  },
  "unit-has-no-date": {
    en: "A date and some {value} do not make a date.",
    "zh-CN": "日期不能按 {value} 推算。",
  },
  "invalid-recurrence": {
    en: "This is neither a day of the year (MM-DD) nor a weekday (monday … sunday): {value}",
    "zh-CN": "这既不是月日(MM-DD),也不是星期(monday … sunday):{value}",
  },
  "unknown-time-zone": { en: "No such time zone is known: {value}", "zh-CN": "未知的时区:{value}" },
  "invalid-calendar": { en: "The working-day calendar is wrong: {value}", "zh-CN": "工作日历有误:{value}" },
} satisfies Record<string, Text>;

export type TimeFaultCode = keyof typeof words;

/**
 * Thrown where a value that came from data, a rule or a calendar is no time that can be reckoned with.
 * Whoever evaluates such values catches it and refuses the step (rule C4) or reports a problem, with `text` as its words.
 */
export class TimeFault extends Error {
  override name = "TimeFault";
  readonly code: TimeFaultCode;
  readonly text: Text;

  constructor(code: TimeFaultCode, value?: unknown) {
    const shown = typeof value === "string" ? value.slice(0, 80) : String(value);
    const { en, "zh-CN": zh } = words[code];
    super(en.replace("{value}", () => shown));
    this.code = code;
    this.text = { en: this.message, "zh-CN": zh.replace("{value}", () => shown) };
  }
}
