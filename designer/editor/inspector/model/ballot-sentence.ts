import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, Language, Text } from "../../../../engine/model/types.ts";
import { choiceInWords } from "../../../words/choices.ts";
import { itemsOf, readShare } from "./change.ts";

/** How a number that is computed is called: given by the caller, who knows the words of rules. */
type Phrase = (logic: Json) => string;

const bases: Record<string, Text> = {
  electors: { en: "all who may vote", "zh-CN": "全体参加者" },
  present: { en: "those present", "zh-CN": "到会者" },
  cast: { en: "the votes cast", "zh-CN": "有效票" },
};
const signs: Record<string, Text> = {
  ">": { en: "more than", "zh-CN": "超过" },
  ">=": { en: "at least", "zh-CN": "不少于" },
  "=": { en: "exactly", "zh-CN": "恰为" },
};

/**
 * What the numbers of a ballot mean, as a sentence: “It takes at least 11 people to be present. It passes with at least 2/3 of those
 * present for it, and at least 11.”
 */
export function ballotInWords(ballot: Json | undefined, language: Language, phrase: Phrase): string {
  if (!isObject(ballot)) return "";
  const en = language === "en";
  const quorum = itemsOf(ballot["quorum"]).map((one) => threshold(one, language, phrase, "人"));
  const pass = itemsOf(ballot["pass"]).map((one) => {
    const words = threshold(one, language, phrase, "票");
    const choice =
      isObject(one) && typeof one["for"] === "string" ? choiceInWords(one["for"], undefined, language) : "";
    return en ? `${words}, for “${choice}”` : `“${choice}”须${words}`;
  });
  const parts: string[] = [];
  if (quorum.length > 0)
    parts.push(en ? `It needs ${quorum.join(", and ")} to be there.` : `到会须${quorum.join("，且")}。`);
  if (pass.length > 0)
    parts.push(en ? `It passes with ${pass.join("; and with ")}.` : `${pass.join("，且")}，方为通过。`);
  if (ballot["decide"] === "none")
    parts.push(en ? "Nothing is decided: opinions are gathered." : "仅征求意见，不作决定。");
  return parts.join(en ? " " : "");
}

function threshold(written: Json, language: Language, phrase: Phrase, counted: string): string {
  if (!isObject(written)) return "";
  const en = language === "en";
  const share = typeof written["share"] === "string" ? readShare(written["share"]) : null;
  const base = bases[String(written["of"] ?? "electors")]?.[language] ?? String(written["of"]);
  const weighed = written["by"] === "weight" ? (en ? " by weight" : "（按权重）") : "";
  const words: string[] = [];
  if (share !== null) {
    const sign = signs[share.sign]![language];
    const part = fraction(share.part, share.whole, language);
    words.push((en ? `${sign} ${part} of ${base}` : `${sign}${base}的${part}`) + weighed);
  }
  const { minimum } = written;
  if (typeof minimum === "number") words.push(en ? `at least ${minimum}` : `不少于${minimum}${counted}`);
  else if (minimum !== undefined)
    words.push(en ? `at least “${phrase(minimum)}”` : `不少于“${phrase(minimum)}”`);
  return words.join(en ? ", and " : "，且");
}

/** Small numbers as they are read in Chinese. */
const numeral = (digits: string): string => "零一二三四五六七八九十"[Number(digits)] ?? digits;

const halves: Record<string, Text> = {
  "1/2": { en: "half", "zh-CN": "半数" },
  "1/1": { en: "all", "zh-CN": "全部" },
};
function fraction(part: string, whole: string, language: Language): string {
  const text = `${part}/${whole}`;
  if (Object.hasOwn(halves, text)) return halves[text]![language];
  return language === "en" ? text : `${numeral(whole)}分之${numeral(part)}`;
}
