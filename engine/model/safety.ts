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
export function unsafeJson(value: Json): SchemaFault | null {
  // Where one is has to be known only for a fault, and there is hardly ever one.
  return isSafe(value, 1) ? null : faultIn(value, "", 1);
}

function isSafe(value: Json, depth: number): boolean {
  if (typeof value === "string") return isSafeText(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth > deepest) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isSafe(item ?? null, depth + 1)) return false;
    return true;
  }
  for (const key of Object.keys(value))
    if (forbiddenKeys.includes(key) || !isSafeText(key) || !isSafe(value[key] ?? null, depth + 1))
      return false;
  return true;
}

function faultIn(value: Json, path: string, depth: number): SchemaFault | null {
  if (typeof value === "string") return isSafeText(value) ? null : fault(path, "text");
  if (typeof value === "number") return Number.isFinite(value) ? null : fault(path, "number");
  if (typeof value !== "object" || value === null) return null;
  if (depth > deepest) return fault(path, "depth");
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.includes(key)) return fault(path, "key", key);
    if (!isSafeText(key)) return fault(path, "text");
    const member = (value as { [key: string]: Json })[key] ?? null;
    const found = faultIn(member, path + pointer(key), depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function fault(path: string, kind: string, key = ""): SchemaFault {
  const text = words[kind] as Text;
  return {
    path,
    message: { en: text.en.replace("{key}", key), "zh-CN": text["zh-CN"].replace("{key}", key) },
  };
}
