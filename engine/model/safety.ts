import { pointer } from "./pointer.ts";
import type { Json, SchemaFault, Text } from "./types.ts";

/** Keys that JavaScript gives a meaning of its own. They are refused everywhere, in definitions and in data. */
export const forbiddenKeys: readonly string[] = ["__proto__", "prototype", "constructor"];
/** JSON nested deeper than this is refused. */
export const deepest = 64;

const words: Record<string, Text> = {
  key: { en: "The name “{key}” may not be used", "zh-CN": "不得使用名称“{key}”" },
  depth: { en: "This is nested too deeply (more than 64 levels)", "zh-CN": "嵌套过深（超过64层）" },
  text: { en: "This text has characters that cannot be stored", "zh-CN": "文本含有无法保存的字符" },
  number: { en: "This is no number that can be stored", "zh-CN": "不是可以保存的数字" },
};

/** Whether a text can be stored and compared: no NUL character, no half of a surrogate pair. */
export function isSafeText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/**
 * The first place of a value that no part of the engine may be given, whatever a schema says: a key that names a prototype,
 * a text with NUL or a lone surrogate, a number that is none, nesting deeper than 64. Null where there is none.
 */
export function unsafeJson(value: Json, path = "", depth = 1): SchemaFault | null {
  const fault = (kind: string, key = ""): SchemaFault => {
    const text = words[kind] as Text;
    return {
      path,
      message: { en: text.en.replace("{key}", key), "zh-CN": text["zh-CN"].replace("{key}", key) },
    };
  };
  if (typeof value === "string") return isSafeText(value) ? null : fault("text");
  if (typeof value === "number") return Number.isFinite(value) ? null : fault("number");
  if (typeof value !== "object" || value === null) return null;
  if (depth > deepest) return fault("depth");
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.includes(key)) return fault("key", key);
    if (!isSafeText(key)) return fault("text");
    const found = unsafeJson((value as { [key: string]: Json })[key] ?? null, path + pointer(key), depth + 1);
    if (found !== null) return found;
  }
  return null;
}
