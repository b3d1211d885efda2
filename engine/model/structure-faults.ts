import { nearest } from "./nearest.ts";
import type { ProblemCode } from "./problems.ts";
import type { Json, JsonObject, Text } from "./types.ts";
import { quote, type WordValue } from "./words.ts";

/** Something that does not have the form that a schema gives it. */
export interface Fault {
  path: string;
  code: ProblemCode;
  /** What fills the words of the problem; looked for only when it is told. */
  values: () => Record<string, WordValue>;
  /** For `wrong-type`: the types that would have been right. */
  types?: Text[];
  /** For `wrong-value`: the values that would have been right, and the one that is there. */
  allowed?: string[];
  found?: Json;
}

export function wrongType(types: Text[], found: Json, path: string): Fault {
  const different = types.filter((one, index) => types.findIndex((other) => other.en === one.en) === index);
  const expected = (): Text => ({
    en: different.map((one) => one.en).join(" or "),
    "zh-CN": different.map((one) => one["zh-CN"]).join("或"),
  });
  return { path, code: "wrong-type", values: () => ({ expected: expected() }), types: different, found };
}

export function wrongValue(allowed: string[], found: Json, path: string): Fault {
  const values = () => ({ found: quote(found), hint: nearest(quote(found), allowed) });
  return { path, code: "wrong-value", values, allowed, found };
}

export function other(code: ProblemCode, path: string, values: Record<string, WordValue>): Fault {
  return { path, code, values: () => values };
}

export const bothLanguages: Text = {
  en: 'a text in both languages, { "en": …, "zh-CN": … }',
  "zh-CN": '双语文本{ "en": …, "zh-CN": … }',
};
const typeNames: Record<string, Text> = {
  string: { en: "a text", "zh-CN": "文本" },
  number: { en: "a number", "zh-CN": "数字" },
  integer: { en: "a whole number", "zh-CN": "整数" },
  boolean: { en: "true or false", "zh-CN": "true或false" },
  object: { en: "an object { … }", "zh-CN": "对象{ … }" },
  array: { en: "a list [ … ]", "zh-CN": "列表[ … ]" },
  null: { en: "null", "zh-CN": "null" },
};

export function typeWords(type: string): Text {
  return typeNames[type] ?? { en: type, "zh-CN": type };
}

/** What a schema says of itself. */
export function describe(schema: JsonObject): Text {
  const en = schema["description"];
  const chinese = schema["x-zh-CN"];
  return typeof en === "string" && typeof chinese === "string"
    ? { en, "zh-CN": chinese }
    : {
        en: String(schema["pattern"] ?? schema["format"]),
        "zh-CN": String(schema["pattern"] ?? schema["format"]),
      };
}
