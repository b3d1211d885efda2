import { meetsGoal, shownFigure } from "../../engine/model/figures.ts";
import type { Language } from "../../engine/model/types.ts";
import type { MeasureGroup, MeasureReport } from "../api/types.ts";
import type { Period } from "./times.ts";

/** A figure of a measure, and what it is of. */
export interface Told {
  figure: MeasureGroup;
  /** Over all groups, of a measure that has some; over all periods, of one that is told by periods. */
  allGroups: boolean;
  allPeriods: boolean;
}

/** The rows of a measure's table: each group of each period, then everything together where that is not one and the same. */
export function rowsOf({ by, period, groups, overall }: MeasureReport): Told[] {
  const all = { figure: overall, allGroups: by.length > 0, allPeriods: period !== undefined };
  if (!all.allGroups && !all.allPeriods) return [all];
  return [...groups.map((figure) => ({ figure, allGroups: false, allPeriods: false })), all];
}

/** The figure that a measure is told by first: that of the last period, or the one over everything. */
export function currentOf({ period, byPeriod, by, overall }: MeasureReport): Told {
  const last = byPeriod.at(-1);
  return last === undefined
    ? { figure: overall, allGroups: by.length > 0, allPeriods: period !== undefined }
    : { figure: last, allGroups: by.length > 0, allPeriods: false };
}

/** How a figure is named in an address. */
export function keyOf(measure: string, { figure, allGroups, allPeriods }: Told): string {
  return JSON.stringify([
    measure,
    allPeriods ? null : (figure.period ?? null),
    allGroups ? null : figure.group,
  ]);
}

/** The figure of that name, if there is one. */
export function findFigure(
  reports: readonly MeasureReport[],
  key: string,
): { report: MeasureReport; told: Told } | null {
  for (const report of reports) {
    const over = report.byPeriod.map((figure) => ({
      figure,
      allGroups: report.by.length > 0,
      allPeriods: false,
    }));
    const told = [...rowsOf(report), ...over, currentOf(report)].find(
      (one) => keyOf(report.measure, one) === key,
    );
    if (told !== undefined) return { report, told };
  }
  return null;
}

/** Whether the figure of a period can be held against goal and baselines: a sum over a year is not to reach the goal of a month. */
export function isComparable({ give, period }: MeasureReport, declared: Period | undefined): boolean {
  return period === declared || (give !== "count" && give !== "sum");
}

/** Whether a figure meets the goal of its measure; null where there is nothing to judge. */
export function isMet({ goal, aim }: MeasureReport, { value }: MeasureGroup): boolean | null {
  return goal === undefined || value === null ? null : meetsGoal(value, goal, aim);
}

/** The number that is shown, with at most two decimals (one, of hundredths); null where there is none. */
export function numberOf(report: Pick<MeasureReport, "give" | "unit">, value: number | null): number | null {
  if (value === null) return null;
  const digits = report.unit === "%" ? 1 : 2;
  return Number(shownFigure(report, value).toFixed(digits));
}

/** A number as it is read: `1,234.5`. */
export function numberInWords(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
}
