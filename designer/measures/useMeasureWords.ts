import { useMemo } from "react";
import { withCode } from "../../engine/model/choices.ts";
import { isChosenElsewhere, valueTitle } from "../../engine/model/figures.ts";
import { schemaAt } from "../../engine/model/schema-places.ts";
import type { Json, Schema } from "../../engine/model/types.ts";
import type { MeasureGroup, MeasureReport } from "../api/types.ts";
import { choiceInWords } from "../words/choices.ts";
import { useWords } from "../words/i18n.ts";
import { titleOf } from "../words/text.ts";
import { numberInWords, numberOf, type Told } from "./figures.ts";
import { periodInWords } from "./times.ts";

/** Figures of a procedure's measures in words. `data` is its schema, which has titles for fields and values. */
export function useMeasureWords(data: Schema) {
  const { t, language, say } = useWords();
  return useMemo(() => {
    const fieldSchema = (path: string) => schemaAt(data, path.replace(/^data\./, "")) ?? undefined;
    const value = (path: string, one: Json): string => {
      if (one === null || one === "") return t("measures.notStated");
      const title = valueTitle(data, path, one);
      if (isChosenElsewhere(data, path)) return title === null ? String(one) : withCode(say(title), one);
      return title === null ? choiceInWords(one, fieldSchema(path), language) : say(title);
    };
    const groups = ({ by }: MeasureReport, { figure, allGroups }: Told): string[] =>
      by.map((path, place) => (allGroups ? t("measures.all") : value(path, figure.group[place] ?? null)));
    /** A number by itself, such as `93.3%` or `12`. */
    const number = (report: MeasureReport, value: number | null): string => {
      const shown = numberOf(report, value);
      if (shown === null) return t("measures.noFigure");
      return numberInWords(shown, language) + (report.unit === "%" ? "%" : "");
    };
    /** The same with its unit, such as `12 items`. */
    const figure = (report: MeasureReport, value: number | null): string =>
      value === null || report.unit === "%"
        ? number(report, value)
        : `${number(report, value)} ${say(report.unit)}`;
    const period = ({ figure: { period: when }, allPeriods }: Told): string =>
      allPeriods || when === undefined ? t("measures.all") : periodInWords(when, language);
    return {
      say,
      number,
      figure,
      groups,
      period,
      group: (report: MeasureReport, one: MeasureGroup): string =>
        groups(report, { figure: one, allGroups: false, allPeriods: false }).join(
          language === "en" ? ", " : "、",
        ),
      fields: ({ by }: MeasureReport): string[] =>
        by.map((path) => titleOf(fieldSchema(path), language, path)),
      /** Of which part of a measure a figure is. */
      place: (report: MeasureReport, told: Told): string =>
        [
          ...(report.period === undefined ? [] : [period(told)]),
          ...(told.allGroups ? [] : groups(report, told)),
        ].join(" · "),
      /** What a figure rests on. */
      basis: ({ give }: MeasureReport, { numerator, denominator }: MeasureGroup): string => {
        if (give === "count") return "";
        if (give === "share") return t("measures.part", { part: numerator, whole: denominator });
        return t("measures.values", { count: denominator });
      },
    };
    // `t` and `say` follow the language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, language]);
}
export type MeasureWords = ReturnType<typeof useMeasureWords>;
