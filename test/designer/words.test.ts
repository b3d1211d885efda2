import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import en from "../../designer/words/en.json" with { type: "json" };
import zh from "../../designer/words/zh-CN.json" with { type: "json" };

type Words = { [key: string]: string | Words };

/** Keys of all words; the plural forms of a language count as one. */
function keys(words: Words, above = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [above + key.replace(/_(one|other)$/, "")] : keys(value, `${above}${key}.`),
  );
}
const texts = (words: Words): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string"
      ? [[key, value]]
      : texts(value).map(([inner, text]) => [`${key}.${inner}`, text]),
  );
const unique = (list: string[]): string[] => [...new Set(list)].toSorted();
const placeholders = (text: string): string[] =>
  unique([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : /\.tsx?$/.test(entry.name)
        ? [readFileSync(join(folder, entry.name), "utf8")]
        : [],
  );
}

describe("the words of the page", () => {
  it("are the same in both languages, none missing and none empty", () => {
    expect(unique(keys(zh))).toEqual(unique(keys(en)));
    for (const [key, text] of [...texts(en), ...texts(zh)]) expect(text.trim(), key).not.toBe("");
  });

  it("have the same placeholders in both languages", () => {
    const chinese = new Map(texts(zh).map(([key, text]) => [key.replace(/_(one|other)$/, ""), text]));
    for (const [key, text] of texts(en)) {
      const other = chinese.get(key.replace(/_(one|other)$/, ""))!;
      expect(placeholders(other), key).toEqual(placeholders(text));
    }
  });

  it("are Chinese where Chinese is said: no word of more than one Latin letter but names of keys and formats", () => {
    const allowed = /Ctrl|English|Guicheng|Tab|Esc|PDF|CSV|XLSX|\{\{\w+\}\}/g;
    for (const [key, text] of texts(zh)) expect(text.replace(allowed, ""), key).not.toMatch(/[A-Za-z]{2,}/);
  });

  it("are all there that the page asks for", () => {
    const known = new Set(keys(en));
    const asked = sources("designer").flatMap((text) =>
      [...text.matchAll(/\bt\(\s*"([a-zA-Z.]+)"/g)].map(([, key]) => key!),
    );
    expect(asked.length).toBeGreaterThan(150);
    expect(asked.filter((key) => !known.has(key))).toEqual([]);
  });

  it("are all asked for: no word stands there for nothing", () => {
    const text = sources("designer").join("\n");
    const families = [...text.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map(([, family]) => family!);
    const idle = unique(keys(en)).filter(
      (key) => !text.includes(`"${key}"`) && !families.some((family) => key.startsWith(family)),
    );
    expect(idle).toEqual([]);
  });
});
