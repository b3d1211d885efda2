import type { Json, Language } from "../../../engine/model/types.ts";
import { eventName } from "./side.ts";
import type { Compare, Show } from "./types.ts";
import { asLogic, isRecord, list, members, names, plainly, unknown, value } from "./values.ts";
import { labelOf, quoted, tell } from "./words.ts";

const bases: Record<string, [string, string]> = {
  electors: ["all electors", "全体表决人"],
  present: ["those present", "出席者"],
  cast: ["the votes cast", "所投票数"],
};

/** A threshold in words: at least 2/3 of those present for “agree”. */
const threshold: Show = (value, side, language) => {
  if (Array.isArray(value))
    return value.map((one) => threshold(one, side, language)).join(tell(language, "; ", "；"));
  if (!isRecord(value)) return plainly(value, side, language);
  const { for: choice, share, of, minimum, by, ...rest } = value;
  const isOdd = [choice, share, of, by].some((one) => one !== undefined && typeof one !== "string");
  if (isOdd || Object.keys(rest).length > 0) return plainly(value, side, language);
  const base = bases[String(of ?? "cast")];
  const parts = [
    ...(typeof share === "string"
      ? [
          tell(
            language,
            `${shareInWords(share, language)} of ${base?.[0] ?? String(of)}`,
            `占${base?.[1] ?? String(of)}${shareInWords(share, language)}`,
          ),
        ]
      : of === undefined
        ? []
        : [tell(language, `of ${base?.[0] ?? String(of)}`, `以${base?.[1] ?? String(of)}计`)]),
    ...(minimum === undefined
      ? []
      : [
          tell(
            language,
            `at least ${asLogic(minimum, side, language)}`,
            `不少于${asLogic(minimum, side, language)}`,
          ),
        ]),
    ...(by === undefined
      ? []
      : [by === "weight" ? tell(language, "by weight", "按权重") : tell(language, "by heads", "按人数")]),
  ].join(tell(language, ", ", "，"));
  return choice === undefined
    ? parts
    : tell(language, `${parts} for ${quoted(String(choice))}`, `${quoted(String(choice))}${parts}`);
};

/** `">=2/3"`: “at least 2/3”. */
function shareInWords(share: string, language: Language): string {
  const [, sign = "", figure = share] = /^(>=|>|=)?(.*)$/.exec(share) ?? [];
  const words: Record<string, [string, string]> = {
    ">=": ["at least ", "不少于"],
    ">": ["more than ", "超过"],
    "=": ["exactly ", "恰为"],
  };
  const [en, zh] = words[sign] ?? ["", ""];
  return tell(language, en, zh) + figure;
}

const event: Show = (value: Json, side, language) =>
  typeof value === "string" ? eventName(side, value, language) : plainly(value, side, language);

export const ballot: Compare = members({
  title: value(labelOf("title")),
  quorum: value(labelOf("quorum"), threshold),
  pass: value(labelOf("pass"), threshold),
  choices: names(labelOf("choices")),
  neutral: names(labelOf("neutral")),
  weight: value(labelOf("weight"), asLogic),
  present: value(labelOf("present"), asLogic),
  electors: value(labelOf("electors")),
  silence: value(labelOf("silence")),
  cast: value(labelOf("cast"), event),
  recusal: value(labelOf("recusal"), event),
});

/** Rows of a decision table by their number, from 1. */
export const decision: Compare = members({
  title: value(labelOf("title")),
  inputs: list(labelOf("inputs")),
  outputs: list(labelOf("outputs")),
  rows: list(
    { en: "rows", "zh-CN": "各行" },
    rowInWords,
    members({ when: value({ en: "the conditions", "zh-CN": "条件" }, cells) }, (key) =>
      key === "then" ? value({ en: "the result", "zh-CN": "结果" }, cells) : unknown(key),
    ),
    { en: "row", "zh-CN": "行" },
  ),
  otherwise: value(labelOf("otherwise"), cells),
});

function rowInWords(row: Json, side: Parameters<Show>[1], language: Language): string {
  if (!isRecord(row)) return plainly(row, side, language);
  return `${cells(row["when"] ?? [], side, language)} → ${cells(row["then"] ?? [], side, language)}`;
}

/** Cells one beside the other; what may be anything is a dash. */
function cells(row: Json, side: Parameters<Show>[1], language: Language): string {
  if (!Array.isArray(row)) return plainly(row, side, language);
  return `(${row.map((cell) => (cell === null ? "–" : plainly(cell, side, language))).join(", ")})`;
}
