import type { Json, Language, Text } from "../../engine/model/types.ts";

/** A text in the reader's language; plain texts stand as they are. */
export function say(text: Text | string | undefined, language: Language, otherwise = ""): string {
  if (text === undefined) return otherwise;
  return typeof text === "string" ? text : text[language] || text.en || otherwise;
}

/** Whether a value is a text in both languages, as titles inside schemas may be. */
export function isText(value: unknown): value is Text {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Text).en === "string" &&
    typeof (value as Text)["zh-CN"] === "string"
  );
}

/** The title of a schema, field or option, plain or bilingual. */
export function titleOf(schema: Json | undefined, language: Language, otherwise: string): string {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return otherwise;
  const title = schema.title;
  if (typeof title === "string" && title !== "") return title;
  return isText(title) ? say(title, language, otherwise) : otherwise;
}
