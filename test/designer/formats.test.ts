import { describe, expect, it } from "vitest";
import { formats } from "../../engine/model/formats.ts";
import { formatInWords, formatTitle } from "../../designer/words/formats.ts";
import { phraseLogic } from "../../designer/words/logic.ts";
import type { Procedure } from "../../engine/model/types.ts";

const languages = ["en", "zh-CN"] as const;

describe("formats of texts", () => {
  it.each(Object.keys(formats))("have words in both languages, each its own: %s", (format) => {
    for (const language of languages) {
      const others = Object.keys(formats).filter((one) => one !== format);
      expect(others.map((one) => formatTitle(one, language))).not.toContain(formatTitle(format, language));
      expect(formatTitle(format, language)).not.toBe(format);
    }
    expect(formatTitle(format, "zh-CN")).toMatch(/\p{Script=Han}/u);
    expect(formatTitle(format, "en")).toMatch(/^[A-Z]/);
  });

  it("are told by their names where nobody has given them words", () => {
    for (const name of ["house-style", "toString"]) expect(formatTitle(name, "en")).toBe(name);
  });

  it("stand in sentences as people say them", () => {
    const procedure = { data: {}, events: {} } as unknown as Procedure;
    const logic = { matches: [{ var: "data.phone" }, "phone"] };
    expect(phraseLogic(logic, procedure, "en")).toContain("is a valid telephone number");
    expect(phraseLogic(logic, procedure, "zh-CN")).toContain("为有效的电话号码");
    expect(formatInWords("phone", "en")).toBe("telephone number");
  });
});
