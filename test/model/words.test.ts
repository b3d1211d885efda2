import { describe, expect, it } from "vitest";
import { fill, refusal, refusalCodes, refusalWords, type RefusalWords } from "../../engine/model/index.ts";
import { nearest } from "../../engine/model/nearest.ts";
import { problemWords } from "../../engine/model/problem-words.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe("words", () => {
  it("fill their placeholders by language: texts, numbers, lists", () => {
    const template = { en: "{who} of {all}: {list}", "zh-CN": "{all}中的{who}：{list}" };
    expect(fill(template, { who: { en: "one", "zh-CN": "一" }, all: 3, list: ["a", "b"] })).toEqual({
      en: "one of 3: a, b",
      "zh-CN": "3中的一：a、b",
    });
  });

  it("put nothing into what was filled in", () => {
    expect(fill({ en: "{a}", "zh-CN": "{a}" }, { a: "{b}", b: "x" }).en).toBe("{b}");
  });

  it("throw where a value is missing, an inherited one included", () => {
    for (const name of ["missing", "constructor", "toString"])
      expect(() => fill({ en: `{${name}}`, "zh-CN": "" }, {})).toThrow(name);
  });

  it("have the same placeholders in both languages, and Chinese in Chinese", () => {
    for (const one of [...Object.values(problemWords), ...Object.values(refusalWords)]) {
      expect(placeholders(one["zh-CN"])).toEqual(placeholders(one.en));
      expect(one["zh-CN"]).toMatch(/\p{Script=Han}/u);
      expect(one.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe("refusals", () => {
  it("A3: have words for every code, and a code that is the part before the dot", () => {
    const codes = Object.keys(refusalWords).map((key) => key.split(".")[0]);
    expect([...new Set(codes)].sort()).toEqual([...refusalCodes].sort());
    const all = Object.values(refusalWords).flatMap((one) => placeholders(one.en));
    const values = Object.fromEntries(all.map((name) => [name, "x"])) as Parameters<
      typeof refusal<RefusalWords>
    >[1];
    for (const key of Object.keys(refusalWords) as RefusalWords[])
      expect(refusal(key, values).code).toBe(key.split(".")[0]);
  });

  it("carry a place and what they rest on", () => {
    expect(
      refusal("not-permitted", { roles: ["clerk"] }, { path: "/by", details: { roles: ["clerk"] } }),
    ).toEqual({
      code: "not-permitted",
      path: "/by",
      details: { roles: ["clerk"] },
      message: {
        en: "You may not do this. It is for: clerk.",
        "zh-CN": "您无权进行此操作。可由以下角色办理：clerk。",
      },
    });
  });
});

describe("a suggestion", () => {
  it("is the declared name that is most like it, or a list of what there is", () => {
    expect(nearest("quorat", ["isMajor", "quorate"]).en).toBe("Did you mean “quorate”?");
    expect(nearest("QUORATE", ["isMajor", "quorate"]).en).toBe("Did you mean “quorate”?");
    expect(nearest("x", ["alpha", "beta"])).toEqual({
      en: "Possible here: alpha, beta.",
      "zh-CN": "可用的有：alpha、beta。",
    });
    expect(nearest("x", []).en).toBe("None is declared.");
  });

  it("lists twelve names at most", () => {
    const many = Array.from({ length: 40 }, (_, n) => `long-name-${n}`);
    expect(nearest("other", many).en).toMatch(/long-name-11, …$/);
    expect(nearest("other", many).en).not.toContain("long-name-12");
  });
});
