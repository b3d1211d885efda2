import type { Json, Text } from "./types.ts";

/** What fills a placeholder: a text of both languages is filled in by language, a list is joined. */
export type WordValue = string | number | Text | readonly (string | number)[];

/** The names of the placeholders in a template. */
export type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/**
 * Fills the placeholders `{name}` of a bilingual template. Throws where a value is missing, which is a programmer's mistake.
 *
 * @example fill({ en: "No {what}.", "zh-CN": "没有{what}。" }, { what: "delay" }).en // "No delay."
 */
export function fill(template: Text, values: Readonly<Record<string, WordValue>>): Text {
  const inLanguage = (language: keyof Text) =>
    template[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      if (!Object.hasOwn(values, name)) throw new Error(`No value for {${name}} in “${template.en}”`);
      const value = values[name] as WordValue;
      if (typeof value === "string" || typeof value === "number") return String(value);
      if (Array.isArray(value)) return value.join(language === "en" ? ", " : "、");
      return (value as Text)[language];
    });
  return { en: inLanguage("en"), "zh-CN": inLanguage("zh-CN") };
}

/** A short piece of what was written, for words that quote it. */
export function quote(value: Json | undefined): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
