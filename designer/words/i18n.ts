import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Language, Text } from "../../engine/model/types.ts";
import en from "./en.json" with { type: "json" };
import zh from "./zh-CN.json" with { type: "json" };
import { say } from "./text.ts";

const remembered = "guicheng.language";

/** The language last chosen here; else the browser's, which is Chinese unless it asks for English first. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(remembered);
  if (chosen === "en" || chosen === "zh-CN") return chosen;
  return navigator.languages
    .find((tag) => /^(zh|en)/i.test(tag))
    ?.toLowerCase()
    .startsWith("en")
    ? "en"
    : "zh-CN";
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  resources: { en: { translation: en }, "zh-CN": { translation: zh } },
  interpolation: { escapeValue: false },
});

export function changeLanguage(language: Language): void {
  localStorage.setItem(remembered, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** The words of the page (`t`), the language, and the right one of a bilingual text (`say`). */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return {
    t,
    language,
    say: (text: Text | string | undefined, otherwise = "") => say(text, language, otherwise),
  };
}
export type Words = ReturnType<typeof useWords>;
