import type { Text } from "../../../../engine/model/types.ts";
import type { Edited, EditRefusalCode } from "../types.ts";

/** Refuses an edit, in both languages. */
export function refuse(code: EditRefusalCode, en: string, zh: string, places?: readonly string[]): Edited {
  const message: Text = { en, "zh-CN": zh };
  return { ok: false, refusal: { code, message, ...(places === undefined ? {} : { places }) } };
}

/** What was named is not there: it may have been changed elsewhere meanwhile. */
export function missing(name: string): Edited {
  return refuse("no-such-thing", `“${name}” is not there (any more).`, `“${name}”不存在（或已被删除）。`);
}
