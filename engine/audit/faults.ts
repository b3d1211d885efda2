import { fill, type Text } from "../model/index.ts";
import type { Verification } from "../runtime/types.ts";

type Fault = Verification["faults"][number];

const words = {
  unreadable: {
    en: "This case cannot be read: {fault}",
    "zh-CN": "无法读取本案件：{fault}",
  },
  "missing-case": {
    en: "The journal has entries of this case, and the case itself is gone.",
    "zh-CN": "日志中有本案件的记录，但案件本身已不存在。",
  },
  "missing-entry": {
    en: "Entry {seq} is not where it should be; the journal has a gap.",
    "zh-CN": "第{seq}条记录缺失，日志不连续。",
  },
  "broken-chain": {
    en: "Entry {seq} does not follow from the one before it.",
    "zh-CN": "第{seq}条记录与前一条不衔接。",
  },
  "changed-entry": {
    en: "Entry {seq} was changed after it was written: its hash is another.",
    "zh-CN": "第{seq}条记录在写入后被改动：哈希值不符。",
  },
  "unknown-definition": {
    en: "The definition by which this was done cannot be had: {fault}",
    "zh-CN": "无法取得所依据的规程定义：{fault}",
  },
  "not-reproduced": {
    en: "What entry {seq} tells does not come about when it is done again: {fault}",
    "zh-CN": "重新执行第{seq}条记录，结果与记载不符：{fault}",
  },
  miscounted: {
    en: "The secret ballot “{ballot}” counts {counted} votes, and {cast} were cast.",
    "zh-CN": "无记名表决“{ballot}”计票{counted}张，实际投票{cast}张。",
  },
  "changed-state": {
    en: "The case is not as its journal says: {fault} differs.",
    "zh-CN": "案件现状与日志不一致：{fault}不符。",
  },
  "missing-notice": {
    en: "Entry {seq} published the notice {notice}, and it is gone.",
    "zh-CN": "第{seq}条记录发布了公示{notice}，但该公示已不存在。",
  },
  "unknown-notice": {
    en: "The notice {notice} was published by no entry.",
    "zh-CN": "公示{notice}没有任何记录发布。",
  },
  "changed-notice": {
    en: "The notice {notice} is not as entry {seq} published it: {fault} differs.",
    "zh-CN": "公示{notice}与第{seq}条记录发布的内容不一致：{fault}不符。",
  },
  "unreadable-notices": {
    en: "The notices cannot be read: {fault}",
    "zh-CN": "无法读取公示：{fault}",
  },
  "missing-row": {
    en: "The register “{register}” has lost a row “{key}” that {by} entered.",
    "zh-CN": "名录“{register}”缺少{by}登记的条目“{key}”。",
  },
  "unknown-row": {
    en: "The register “{register}” has a row “{key}” that names {by} and was not entered there.",
    "zh-CN": "名录“{register}”的条目“{key}”注明由{by}登记，但并无此登记。",
  },
  "changed-row": {
    en: "The row “{key}” of the register “{register}” is not as {by} entered it: {fault} differs.",
    "zh-CN": "名录“{register}”的条目“{key}”与{by}登记的内容不一致：{fault}不符。",
  },
  "missing-strike": {
    en: "A row “{key}” of the register “{register}” was struck by {by} and does not show it.",
    "zh-CN": "名录“{register}”的条目“{key}”已由{by}注销，但名录中没有体现。",
  },
  "unfounded-strike": {
    en: "A row “{key}” of the register “{register}” is marked as struck, and {by} did not strike it so.",
    "zh-CN": "名录“{register}”的条目“{key}”标为已注销，但{by}并未如此注销。",
  },
  "disordered-rows": {
    en: "The rows “{key}” of the register “{register}” do not follow one another as the journal has it: what {by} did comes too late.",
    "zh-CN": "名录“{register}”的条目“{key}”先后次序与日志不符：{by}的变更排得过晚。",
  },
  "unfilled-register": {
    en: "The register “{register}” was to be filled with its first rows, and nothing says that it was.",
    "zh-CN": "名录“{register}”应已填入初始条目，但没有填入的记载。",
  },
  "unreadable-registers": {
    en: "The registers cannot be read: {fault}",
    "zh-CN": "无法读取名录：{fault}",
  },
} satisfies Record<string, Text>;

export type FaultCode = keyof typeof words;

/** What does not agree, with the words for it. */
export function faultOf(
  id: string,
  seq: number,
  code: FaultCode,
  values: Record<string, string | number> = {},
): Fault {
  return { case: id, seq, code, message: fill(words[code], { seq, ...values }) };
}

/** What does not agree in a register, by whose doing; of a case's entry it is told which. */
export function rowFaultOf(
  place: { register: string; key?: string },
  by: string,
  code: FaultCode,
  values: Record<string, string> = {},
): Fault {
  const [, id = "", seq = "0"] = /^case:(.*):(\d+)$/s.exec(by) ?? [];
  return { ...faultOf(id, Number(seq), code, { ...place, by, ...values }), ...place };
}

export const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

/** Found at an entry, while a case is looked through. */
export class Disagreement extends Error {
  readonly seq: number;
  readonly code: FaultCode;
  readonly values: Record<string, string | number>;
  constructor(seq: number, code: FaultCode, values: Record<string, string | number> = {}) {
    super(`${code} at ${seq}`);
    this.seq = seq;
    this.code = code;
    this.values = values;
  }
}
