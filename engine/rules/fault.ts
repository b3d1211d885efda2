import type { Text } from "../model/types.ts";

const words = {
  "limit-exceeded": {
    en: "The evaluation takes more steps than a rule may take.",
    "zh-CN": "规则求值的步骤超过了允许的上限。",
  },
  "too-deep": {
    en: "The logic is nested too deeply.",
    "zh-CN": "规则嵌套过深。",
  },
  "unknown-operator": { en: "There is no operator {value}.", "zh-CN": "没有运算符 {value}。" },
  "unknown-rule": { en: "There is no rule {value}.", "zh-CN": "没有规则 {value}。" },
  "circular-rule": {
    en: "The rule {value} names itself in a circle.",
    "zh-CN": "规则 {value} 循环引用了自身。",
  },
  "unknown-decision": { en: "There is no decision table {value}.", "zh-CN": "没有决策表 {value}。" },
  "unknown-format": { en: "There is no format {value}.", "zh-CN": "没有格式 {value}。" },
  "unknown-unit": { en: "There is no unit of time {value}.", "zh-CN": "没有时间单位 {value}。" },
  "unknown-comparison": {
    en: "A share is compared by >, >= or =, not by {value}.",
    "zh-CN": "份额只能用 >、>= 或 = 比较,不能用 {value}。",
  },
  "unknown-output": {
    en: "The decision table has no output {value}.",
    "zh-CN": "决策表没有输出项 {value}。",
  },
  "name-expected": {
    en: "A name written out is expected here, not {value}.",
    "zh-CN": "此处应直接写出名称,而不是 {value}。",
  },
  "forbidden-name": { en: "The name {value} may not be used.", "zh-CN": "不能使用名称 {value}。" },
  "invalid-table": { en: "The decision table is wrong: {value}.", "zh-CN": "决策表有误:{value}。" },
  "no-zone": {
    en: "{value} needs a time zone and calendar, and none was given.",
    "zh-CN": "{value} 需要时区和工作日历,但未提供。",
  },
} satisfies Record<string, Text>;

export type RuleFaultCode = keyof typeof words;

/**
 * Thrown where logic cannot be compiled, or has taken more steps than it may. A checked definition never causes any but
 * `limit-exceeded`, which the machine turns into a refusal or an incident.
 */
export class RuleFault extends Error {
  override name = "RuleFault";
  readonly code: RuleFaultCode;
  /** JSON pointer into the logic that was compiled; `""` where the fault lies in the evaluation. */
  readonly path: string;
  readonly text: Text;

  constructor(code: RuleFaultCode, path = "", value: unknown = "") {
    const shown = typeof value === "string" ? value.slice(0, 80) : typeof value;
    const { en, "zh-CN": zh } = words[code];
    super(en.replace("{value}", () => shown));
    this.code = code;
    this.path = path;
    this.text = { en: this.message, "zh-CN": zh.replace("{value}", () => shown) };
  }
}
