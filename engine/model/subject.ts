import type { Json, JsonObject } from "./types.ts";

/** What a case is about, in its own words: the first text of its data that reads like a title. */
export function caseSubject(data: JsonObject): string | null {
  const text = (value: Json | undefined): value is string => typeof value === "string" && value.length > 1;
  if (text(data["title"])) return data["title"];
  for (const [key, value] of Object.entries(data)) {
    if (!text(value) || /^\d{4}-\d{2}-\d{2}/.test(value)) continue;
    // A single short word in Latin letters is a choice or an id rather than a title, and so is a code such as R-03.
    if (/^(?:[a-z][A-Za-z0-9_-]*|[A-Z]+[-_]?\d[\w-]*)$/.test(value) || /(id|no)$/i.test(key)) continue;
    return value;
  }
  return null;
}
