import type { Json, JsonObject, Language } from "../../../engine/model/types.ts";
import { timeUnits } from "../../../engine/model/types.ts";
import { isText, titleOf } from "../../words/text.ts";
import { lengthInWords } from "../../words/units.ts";
import { stateName } from "./side.ts";
import { duration, inWords } from "./times.ts";
import { asEvent, asRole } from "./transitions.ts";
import type { Compare, Show, Side } from "./types.ts";
import { asLogic, isRecord, list, members, names, own, plainly, value } from "./values.ts";
import { labelOf, quoted, tell } from "./words.ts";

const title = value(labelOf("title"));

export const asStage: Show = (path, side, language) =>
  typeof path === "string" ? stateName(side, path, language) : plainly(path, side, language);

/** Who is told or asked: roles by their titles, or what says who it is. */
const asPeople: Show = (to, side, language) =>
  Array.isArray(to)
    ? to.map((one) => asRole(one, side, language)).join(tell(language, ", ", "、"))
    : asLogic(to, side, language);

/** A time limit that the procedure has, with its length, or a length of its own. */
const asDue: Show = (due, side, language) => {
  if (isRecord(due)) return inWords(due, side, language);
  const length = delayNamed(side, due);
  if (typeof due !== "string" || length === null) return plainly(due, side, language);
  return tell(
    language,
    `${quoted(due)} (${inWords(length, side, language)})`,
    `${quoted(due)}（${inWords(length, side, language)}）`,
  );
};

/** What is sent with an event, by the titles of its fields. */
const asPayload =
  (event: Json | undefined): Show =>
  (payload, side, language) => {
    if (!isRecord(payload)) return plainly(payload, side, language);
    const schema = typeof event === "string" ? side.procedure.events?.[event]?.payload : undefined;
    const properties = isRecord(schema) ? schema["properties"] : undefined;
    return Object.entries(payload)
      .map(([key, given]) => {
        const field = isRecord(properties) ? own(properties, key) : undefined;
        const called = titleOf(field, language, key);
        return `${called}${tell(language, ": ", "：")}${asLogic(given, side, language)}`;
      })
      .join(tell(language, "; ", "；"));
  };

const policies: Record<string, (who: string, language: Language) => string> = {
  escalate: (who, language) => tell(language, `${who} is asked besides`, `同时请${who}办理`),
  transfer: (who, language) => tell(language, `${who} is asked instead`, `转给${who}办理`),
  pass: (event, language) => tell(language, `it passes by itself with ${event}`, `以${event}自动通过`),
  reject: (event, language) =>
    tell(language, `it is sent back by itself with ${event}`, `以${event}自动退回`),
  end: (event, language) => tell(language, `it ends by itself with ${event}`, `以${event}自动结束`),
};

/** What is done when time is over; as it is written where it is none of what can be. */
const asPolicy: Show = (policy, side, language) => {
  const asWritten = () => plainly(policy, side, language);
  if (!isRecord(policy)) return asWritten();
  const { message, with: payload, ...rest } = policy;
  const [[kind, subject] = ["", null], ...more] = Object.entries(rest);
  const phrase = Object.hasOwn(policies, kind) ? policies[kind] : undefined;
  if (phrase === undefined || more.length > 0) return asWritten();
  const asks = kind === "escalate" || kind === "transfer";
  const words = phrase((asks ? asPeople : asEvent)(subject, side, language), language);
  return [
    words,
    ...said(message, side, language),
    ...(payload === undefined
      ? []
      : [
          tell(
            language,
            `sent with it is ${asPayload(subject)(payload, side, language)}`,
            `随附${asPayload(subject)(payload, side, language)}`,
          ),
        ]),
  ].join(tell(language, ", ", "，"));
};

/** With which words people are told. */
function said(message: Json | undefined, side: Side, language: Language): string[] {
  if (message === undefined) return [];
  const text = typeof message === "string" ? side.procedure.messages?.[message] : undefined;
  const words = isText(text) ? quoted(text[language]) : plainly(message, side, language);
  return [tell(language, `in the words ${words}`, `消息为${words}`)];
}

/** A reminder of a timeout: so long before it is due, or after it, to whom and in which words. */
const asReminder =
  (timeout: JsonObject): Show =>
  (reminder, side, language) => {
    if (!isRecord(reminder)) return plainly(reminder, side, language);
    const { before, after, times, to, message, ...rest } = reminder;
    const count = before ?? after;
    if (typeof count !== "number" || Object.keys(rest).length > 0) return plainly(reminder, side, language);
    const due = timeout["due"] ?? null;
    const unit = (isRecord(due) ? due : delayNamed(side, due))?.["unit"];
    const known = timeUnits.find((one) => one === unit);
    const length = known === undefined ? String(count) : lengthInWords(count, known, language);
    const when =
      before === undefined
        ? tell(language, `${length} after it is due`, `逾期 ${length}后`)
        : tell(language, `${length} before it is due`, `到期前 ${length}`);
    return [
      when,
      ...(times === undefined
        ? []
        : [
            tell(
              language,
              `${asLogic(times, side, language)} times at that distance`,
              `按此间隔提醒${asLogic(times, side, language)}次`,
            ),
          ]),
      ...(to === undefined
        ? []
        : [tell(language, `to ${asPeople(to, side, language)}`, `提醒${asPeople(to, side, language)}`)]),
      ...said(message, side, language),
    ].join(tell(language, ", ", "，"));
  };

const delayNamed = ({ procedure }: Side, name: Json): JsonObject | null => {
  const delays: unknown = procedure.delays;
  const found = typeof name === "string" && isRecord(delays) ? own(delays, name) : undefined;
  return isRecord(found) ? found : null;
};

/** What comes of a stage in which nobody acts in time. */
export const timeout: Compare = (comparison, before, after, place) => {
  const reminder: Show = (one, side, language) => {
    const whole = side === comparison.before ? before : after;
    return asReminder(isRecord(whole) ? whole : {})(one, side, language);
  };
  return members({
    title,
    in: names(labelOf("in"), asStage),
    due: (one, a, b, at) =>
      isRecord(a) && isRecord(b)
        ? duration(one, a, b, at)
        : value({ en: "the time", "zh-CN": "期限" }, asDue)(one, a, b, at),
    remind: list({ en: "the reminders", "zh-CN": "提醒" }, reminder, undefined, {
      en: "reminder",
      "zh-CN": "条提醒",
    }),
    over: value({ en: "what is done when time is over", "zh-CN": "到期后的处理" }, asPolicy),
  })(comparison, before, after, place);
};

/** A new one, or one that is gone, in short. */
export function timeoutInShort(timeout: JsonObject, side: Side, language: Language): string {
  const stages = Array.isArray(timeout["in"]) ? timeout["in"] : [];
  return [
    stages.map((one) => asStage(one, side, language)).join(tell(language, ", ", "、")),
    ...(timeout["due"] === undefined ? [] : [asDue(timeout["due"], side, language)]),
    ...(timeout["over"] === undefined ? [] : [asPolicy(timeout["over"], side, language)]),
  ]
    .filter((part) => part !== "")
    .join(tell(language, ", ", "，"));
}

const chosen =
  (words: Record<string, [string, string]>): Show =>
  (value, side, language) => {
    const known = typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
    return known === undefined ? plainly(value, side, language) : tell(language, ...known);
  };

const asSelf: Show = (self, side, language) => {
  if (!isRecord(self) || self["superior"] === undefined)
    return chosen({
      allow: ["they may approve", "可自行审批"],
      refuse: ["they may not approve", "不得自行审批"],
      skip: ["the stage is passed over", "跳过该环节"],
    })(self, side, language);
  const { superior, message, ...rest } = self;
  if (Object.keys(rest).length > 0) return plainly(self, side, language);
  const who = asPeople(superior!, side, language);
  return [tell(language, `${who} approves instead`, `${who}审批`), ...said(message, side, language)].join(
    tell(language, ", ", "，"),
  );
};

/** What holds where an approver is nobody, the applicant, or one who has approved before. */
export const approver: Compare = (comparison, before, after, place) => {
  const payload: Show = (one, side, language) => {
    const whole = side === comparison.before ? before : after;
    return asPayload(isRecord(whole) ? whole["event"] : undefined)(one, side, language);
  };
  return members({
    title,
    in: names(labelOf("in"), asStage),
    event: value({ en: "the event that passes them", "zh-CN": "通过的事项" }, asEvent),
    with: value(labelOf("with"), payload),
    of: value({ en: "whose case it is", "zh-CN": "以谁为本人" }, asWhose),
    repeated: value(
      labelOf("repeated"),
      chosen({
        none: ["they approve again", "须再次审批"],
        adjacent: ["it counts from the stage before", "与前一环节重复的自动通过"],
        all: ["it counts from any stage before", "与此前任一环节重复的自动通过"],
      }),
    ),
    self: value(labelOf("self"), asSelf),
    empty: value(
      labelOf("empty"),
      chosen({
        admin: ["administrators are told", "通知管理员"],
        block: ["it waits", "等待"],
        auto: ["it passes by itself", "自动通过"],
      }),
    ),
  })(comparison, before, after, place);
};

const asWhose: Show = (event, side, language) =>
  event === "case.open"
    ? tell(language, "whoever opened the case", "案件发起人")
    : typeof event !== "string"
      ? plainly(event, side, language)
      : tell(
          language,
          `whoever sent ${asEvent(event, side, language)}`,
          `办理${asEvent(event, side, language)}的人`,
        );
