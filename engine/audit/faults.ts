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
    en: "The definition that the case runs by cannot be had: {fault}",
    "zh-CN": "无法取得本案件所依据的规程定义：{fault}",
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
