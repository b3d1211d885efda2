import type { MeasureGroup, MeasureReport } from "../api/types.ts";
import { isComparable, keyOf, numberOf, type Told } from "./figures.ts";
import { periodOf, periodsFrom, type Period, type Range } from "./times.ts";

/** What a plot shows, before it is drawn. Every number is as it is read; `key` names the figure behind it. */
export interface Chart {
  kind: "columns" | "line" | "bars";
  categories: string[];
  series: { name: string; values: (number | null)[]; keys: (string | null)[]; whole?: boolean }[];
  /** Goal and baselines. */
  lines: { title: string; value: number; kind: "goal" | "baseline" }[];
  unit: string;
  /** Periods or groups that there is no place for. */
  left: number;
}

export interface Words {
  period(period: string): string;
  /** The values of a group in words. */
  group(report: MeasureReport, figure: MeasureGroup): string;
  all: string;
  rest: string;
  goal: string;
  say(text: { en: string; "zh-CN": string } | string): string;
}

const mostPeriods = 60;
const mostStacked = 4;
const mostBars = 16;

/** The plot of a measure; null where its figure alone says it all. */
export function chartOf(
  report: MeasureReport,
  { declared, range, words }: { declared: Period | undefined; range: Range; words: Words },
): Chart | null {
  const shared = { unit: words.say(report.unit), lines: linesOf(report, declared, words) };
  if (report.period !== undefined)
    return report.byPeriod.length === 0
      ? null
      : { ...overTime(report, report.period, range, words), ...shared };
  return report.groups.length > (report.by.length > 0 ? 0 : 1) || shared.lines.length > 0
    ? { ...byGroup(report, words), ...shared }
    : null;
}

function linesOf(report: MeasureReport, declared: Period | undefined, words: Words): Chart["lines"] {
  if (!isComparable(report, declared)) return [];
  const { goal, baselines = [] } = report;
  const value = (number: number): number => numberOf(report, number) ?? number;
  return [
    ...(goal === undefined ? [] : [{ title: words.goal, value: value(goal), kind: "goal" as const }]),
    ...baselines.map((one) => ({
      title: words.say(one.title),
      value: value(one.value),
      kind: "baseline" as const,
    })),
  ];
}

function overTime(report: MeasureReport, kind: Period, range: Range, words: Words) {
  const { byPeriod, give, by } = report;
  const [first, last] = [byPeriod[0]!.period!, byPeriod.at(-1)!.period!];
  const begin = range.from === undefined ? first : periodOf[kind](range.from);
  const end = range.to === undefined ? last : periodOf[kind](range.to);
  const shown = periodsFrom(begin, end, kind, mostPeriods);
  const isAmount = give === "count" || give === "sum";
  const across = (name: string, figures: Told[], whole?: boolean) => {
    const known = new Map(figures.map((told) => [told.figure.period, told]));
    return {
      ...seriesOf(
        name,
        report,
        shown.map((period) => known.get(period) ?? null),
        // A period in which nothing was opened has no share, but an amount of nothing.
        isAmount ? 0 : null,
      ),
      ...(whole === undefined ? {} : { whole }),
    };
  };
  const plain = byPeriod.map((figure) => ({ figure, allGroups: by.length > 0, allPeriods: false }));
  const parts = isAmount && isDivided(report) ? partsOf(report, words) : [];
  return {
    kind: isAmount ? ("columns" as const) : ("line" as const),
    categories: shown.map(words.period),
    series:
      parts.length > 1
        ? parts.map(({ name, figures, rest }) => {
            const series = across(name, figures);
            return rest === true ? { ...series, keys: series.keys.map(() => null) } : series;
          })
        : [across(words.all, plain, true)],
    left: byPeriod.filter(({ period }) => period! < shown[0]!).length,
  };
}

/** Whether the groups of each period add up to it: not where a case stands in several. */
function isDivided({ by, byPeriod, groups }: MeasureReport): boolean {
  const sum = new Map<string, number>();
  for (const { period = "", denominator } of groups) sum.set(period, (sum.get(period) ?? 0) + denominator);
  return by.length > 0 && byPeriod.every(({ period = "", denominator }) => sum.get(period) === denominator);
}

/** Groups by their weight, the heaviest first; those for which there is no place of their own together. */
function partsOf(report: MeasureReport, words: Words): { name: string; figures: Told[]; rest?: true }[] {
  const parts = new Map<string, { name: string; figures: Told[]; weight: number }>();
  for (const figure of report.groups) {
    const name = words.group(report, figure);
    const part = parts.get(name) ?? { name, figures: [], weight: 0 };
    part.figures.push({ figure, allGroups: false, allPeriods: false });
    part.weight += Math.abs(figure.value ?? 0);
    parts.set(name, part);
  }
  const sorted = [...parts.values()].toSorted((a, b) => b.weight - a.weight);
  if (sorted.length <= mostStacked + 1) return sorted;
  const rest = new Map<string, MeasureGroup>();
  for (const { figure } of sorted.slice(mostStacked).flatMap(({ figures }) => figures)) {
    const { period = "", value } = figure;
    const known = rest.get(period);
    rest.set(period, known === undefined ? figure : { ...known, value: (known.value ?? 0) + (value ?? 0) });
  }
  const figures = [...rest.values()].map((figure) => ({ figure, allGroups: false, allPeriods: false }));
  return [...sorted.slice(0, mostStacked), { name: words.rest, figures, rest: true }];
}

function byGroup(report: MeasureReport, words: Words) {
  const grouped = report.by.length > 0;
  const figures = (grouped ? report.groups : []).toSorted(
    (a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity),
  );
  const shown = [
    { figure: report.overall, allGroups: grouped, allPeriods: false },
    ...figures.slice(0, mostBars).map((figure) => ({ figure, allGroups: false, allPeriods: false })),
  ];
  return {
    kind: "bars" as const,
    categories: shown.map((told, place) => (place === 0 ? words.all : words.group(report, told.figure))),
    series: [seriesOf(words.all, report, shown)],
    left: Math.max(0, figures.length - mostBars),
  };
}

function seriesOf(
  name: string,
  report: MeasureReport,
  told: (Told | null)[],
  nothing: number | null = null,
): Chart["series"][number] {
  return {
    name,
    values: told.map((one) => (one === null ? nothing : numberOf(report, one.figure.value))),
    keys: told.map((one) => (one === null ? null : keyOf(report.measure, one))),
  };
}
