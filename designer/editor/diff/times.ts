import type {
  ClockDefinition,
  DelayDefinition,
  Json,
  JsonObject,
  Language,
  Text,
} from "../../../engine/model/types.ts";
import { timeUnits } from "../../../engine/model/types.ts";
import { limitInWords } from "../../words/durations.ts";
import { lengthInWords } from "../../words/units.ts";
import type { Compare, Comparison, Place, Show, Side } from "./types.ts";
import { asRole } from "./transitions.ts";
import {
  asLogic,
  changeAt,
  follows,
  inside,
  isRecord,
  members,
  names,
  own,
  plainly,
  same,
  value,
} from "./values.ts";
import { labelOf, said, sound, tell } from "./words.ts";

/** Length and unit of a time are one thing: “grows from 3 to 5 working days”. */
export const duration: Compare = (comparison, before, after, place) => {
  if (!isRecord(before) || !isRecord(after)) return members({})(comparison, before, after, place);
  const rest = members({
    limit: () => [],
    unit: () => [],
    until: value(labelOf("until"), asLogic),
    from: value(labelOf("from"), asLogic),
    source: value(labelOf("source")),
    lights: members({}),
    appeal: appeals,
  })(comparison, before, after, place);
  return [...length(comparison, before, after, place), ...rest];
};

/** Who may appeal against a light, who decides, and in what time. */
const appeals: Compare = (comparison, before, after, place) =>
  isRecord(before) && isRecord(after)
    ? members({
        by: names({ en: "who may appeal", "zh-CN": "可申诉者" }, asRole),
        to: names({ en: "who decides", "zh-CN": "裁定者" }, asRole),
        within: limitOf(labelOf("within")),
        due: limitOf({ en: "how long the decision may take", "zh-CN": "裁定期限" }),
      })(comparison, before, after, { ...place, called: inside(place.called, labelOf("appeal")) })
    : value(labelOf("appeal"), asAppeal)(comparison, before, after, place);

const asAppeal: Show = (appeal, side, language) => {
  if (!isRecord(appeal) || !Array.isArray(appeal["to"])) return tell(language, "none", "不得申诉");
  const roles = appeal["to"].map((role) => asRole(role, side, language));
  const who = roles.join(tell(language, ", ", "、"));
  return tell(language, `decided by ${who}`, `由${who}裁定`);
};

function limitOf(called: Text): Compare {
  const asLength: Show = (length, side, language) =>
    isRecord(length) ? inWords(length, side, language) : plainly(length, side, language);
  return (comparison, before, after, place) =>
    isRecord(before) && isRecord(after)
      ? duration(comparison, before, after, { ...place, called: inside(place.called, called) })
      : value(called, asLength)(comparison, before, after, place);
}

function length(comparison: Comparison, before: JsonObject, after: JsonObject, place: Place) {
  const changed = ["limit", "unit"].filter((key) => !same(own(before, key), own(after, key)));
  const [first] = changed;
  if (first === undefined) return [];
  const pick = ({ limit = null, unit = null }: JsonObject): Json => ({ limit, unit });
  const at = { ...place, before: `${place.before}/${first}`, after: `${place.after}/${first}` };
  if (follows(comparison, pick(before), pick(after), at)) return [];
  const words = said(place.called, (language) => {
    const grown = measured(before, after, language);
    if (grown !== null) return grown;
    const old = inWords(before, comparison.before, language);
    const now = inWords(after, comparison.after, language);
    return tell(language, `the length changes from ${old} to ${now}`, `时长由 ${old}改为 ${now}`);
  });
  const also = changed
    .slice(1)
    .map((key) => ({ before: `${place.before}/${key}`, after: `${place.after}/${key}` }));
  return [
    changeAt(at, own(before, first), own(after, first), { about: place.about, words, kind: "changed", also }),
  ];
}

function measured(before: JsonObject, after: JsonObject, language: Language): string | null {
  const [from, to, unit] = [before["limit"], after["limit"], after["unit"]];
  const known = timeUnits.find((one) => one === unit);
  if (typeof from !== "number" || typeof to !== "number" || known === undefined || before["unit"] !== unit)
    return null;
  const [old, now] = [lengthInWords(from, known, language), lengthInWords(to, known, language)];
  if (language === "en") return `it ${to > from ? "grows" : "shrinks"} from ${from} to ${now}`;
  return `由 ${old}${to > from ? "延长" : "缩短"}至 ${now}`;
}

/** A length as one reads it; as it is written where it is none. */
export function inWords(
  time: JsonObject,
  { procedure }: Pick<Side, "procedure">,
  language: Language,
): string {
  const known = timeUnits.some((unit) => unit === time["unit"]) || "until" in time;
  const asWritten = () => JSON.stringify({ limit: time["limit"] ?? null, unit: time["unit"] ?? null });
  if (!known) return asWritten();
  return sound(
    limitInWords(time as unknown as DelayDefinition | ClockDefinition, procedure, language),
    asWritten,
  );
}
