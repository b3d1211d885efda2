import { isObject } from "../../../../engine/model/is-object.ts";
import type { Json, Language } from "../../../../engine/model/types.ts";

/** The paths that stand in braces in a text. */
export function placeholdersIn(text: Json | undefined): string[] {
  return typeof text === "string" ? [...text.matchAll(/\{([^{}]*)\}/g)].map(([, path]) => path!) : [];
}

/** The placeholders of a message in both languages: each once, with the languages that have it. */
export function placeholdersOf(message: Json | undefined): { path: string; in: Language[] }[] {
  if (!isObject(message)) return [];
  const languages: Language[] = ["en", "zh-CN"];
  const all = [...new Set(languages.flatMap((one) => placeholdersIn(message[one])))];
  return all.map((path) => ({
    path,
    in: languages.filter((one) => placeholdersIn(message[one]).includes(path)),
  }));
}

/** A message with a placeholder at the end of both its texts. */
export function withPlaceholder(message: Json | undefined, path: string): Json {
  const texts = isObject(message) ? message : {};
  const text = (one: Language): string => `${typeof texts[one] === "string" ? texts[one] : ""}{${path}}`;
  return { ...texts, en: text("en"), "zh-CN": text("zh-CN") };
}
