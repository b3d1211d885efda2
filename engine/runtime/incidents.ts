import { system } from "../machine/index.ts";
import { fill, type Instant, type JsonObject, type Text } from "../model/index.ts";
import type { Held, Work } from "./work.ts";

const incidentWords = {
  "unknown-register": {
    en: "There is no register “{register}”; nothing was entered.",
    "zh-CN": "没有名录“{register}”，未予列入。",
  },
  "invalid-row": {
    en: "The row for the register “{register}” is not as it should be and was not entered: {fault}.",
    "zh-CN": "名录“{register}”的条目不符合要求，未予列入：{fault}。",
  },
  "no-such-row": {
    en: "The register “{register}” holds no row “{key}”; nothing was struck.",
    "zh-CN": "名录“{register}”中没有条目“{key}”，未予移出。",
  },
  "opening-refused": {
    en: "A case of “{procedure}” was to be opened and was refused: {fault}",
    "zh-CN": "拟发起“{procedure}”案件，但被拒绝：{fault}",
  },
  "answer-refused": {
    en: "The answer of a case that this one waits for was refused: {fault}",
    "zh-CN": "本案所等待的案件已有答复，但未被接受：{fault}",
  },
  "nobody-to-send-to": {
    en: "“{event}” was to be sent to “{to}”, and there is no such case.",
    "zh-CN": "拟向“{to}”发送“{event}”，但没有对应的案件。",
  },
  "send-refused": {
    en: "“{event}” was sent to “{to}” and refused there: {fault}",
    "zh-CN": "已向“{to}”发送“{event}”，但对方拒绝：{fault}",
  },
  "unknown-connector": {
    en: "Nothing is connected here as “{connector}”. It is called once it is connected and an administrator tries again.",
    "zh-CN": "此处没有名为“{connector}”的连接器。接入后由管理员重试即可调用。",
  },
  "call-failed": {
    en: "“{connector}” was called {attempts} times without success: {fault}",
    "zh-CN": "已调用“{connector}”{attempts}次，均未成功：{fault}",
  },
  nobody: {
    en: "Nobody can do “{task}”: nobody has the role ({roles}). It waits with the administrators until somebody is given it.",
    "zh-CN": "“{task}”无人可办：没有人具有相应角色（{roles}）。在有人被授予该角色之前，由管理员跟进。",
  },
  stalled: {
    en: "What is due in this case cannot be carried out and waits for an administrator: {fault}",
    "zh-CN": "本案到期事项无法执行，等待管理员处理：{fault}",
  },
} satisfies Record<string, Text>;

/**
 * Records in the case that something it asked for could not be done, and which effect of which entry that was, where it was one.
 * The case stays as it is; what was accepted stays accepted.
 */
export function incident(
  work: Work,
  { held, at, seq, n }: { held: Held; at: Instant; seq?: number; n?: number },
  code: keyof typeof incidentWords,
  values: Record<string, string | number | Text | string[]>,
): void {
  const message = fill(incidentWords[code], values);
  work.act(held, {
    kind: "incident",
    event: { type: "case.incident" } satisfies JsonObject,
    by: system,
    at: at < held.record.updatedAt ? held.record.updatedAt : at,
    notes: [
      {
        note: "incident",
        code,
        message,
        ...(seq === undefined || n === undefined ? {} : { effect: { seq, n } }),
      },
    ],
  });
}
