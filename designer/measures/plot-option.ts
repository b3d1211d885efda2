import type { ComposeOption } from "echarts/core";
import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import type {
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
} from "echarts/components";
import { typeface } from "../chart/measure.ts";
import type { Chart } from "./series.ts";

export type Option = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

/** Colours are the page's own variables, so that dark, light and paper need no new drawing. */
const inks = ["var(--ink-2)", "var(--line-ink)", "var(--line-strong)", "var(--line)", "var(--ground)"];
const text = { fontFamily: typeface, fontSize: 12, color: "var(--ink-2)" };

/** A chart in the words of ECharts: ink, one accent, nothing that moves. */
export function optionOf(
  chart: Chart,
  { width, number }: { width: number; number: (value: number) => string },
): Option {
  const lying = chart.kind === "bars";
  const stacked = chart.series.length > 1;
  const top = (stacked ? 36 : 16) + (lying && chart.lines.length > 0 ? 8 + 16 * chart.lines.length : 0);
  const values = {
    type: "value" as const,
    ...axisOf(chart),
    minInterval: chart.kind === "line" ? 0 : 1,
    splitNumber: lying && width < 500 ? 3 : 4,
    axisLabel: {
      ...text,
      color: "var(--ink-3)",
      formatter: (value: number) => scaled(number(value), chart.unit),
    },
    splitLine: { lineStyle: { color: "var(--line-soft)" } },
  };
  const categories = {
    type: "category" as const,
    data: chart.categories,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: "var(--line-strong)" } },
    axisLabel: lying
      ? { ...text, width: Math.min(200, width * 0.32), overflow: "truncate" as const, interval: 0 }
      : { ...text, hideOverlap: true },
  };
  return {
    animation: false,
    textStyle: text,
    grid: {
      left: 4,
      right: lying ? 56 : chart.lines.length > 0 ? lineRoom(chart, width) : 12,
      top,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: {
      trigger: lying ? "item" : "axis",
      confine: true,
      backgroundColor: "var(--card)",
      borderColor: "var(--line-strong)",
      borderWidth: 1,
      padding: [6, 10],
      textStyle: { ...text, color: "var(--ink)" },
      extraCssText: "box-shadow: none",
      transitionDuration: 0,
      valueFormatter: (value) => (typeof value === "number" ? withUnit(number(value), chart.unit) : "–"),
      ...(lying ? {} : { axisPointer: { type: "shadow", shadowStyle: { color: "var(--container)" } } }),
    },
    ...(stacked
      ? {
          legend: {
            top: 0,
            left: 0,
            type: "plain" as const,
            selectedMode: false,
            itemWidth: 12,
            itemHeight: 12,
            icon: "rect",
            textStyle: text,
          },
        }
      : {}),
    ...(lying ? { xAxis: values, yAxis: categories } : { xAxis: categories, yAxis: values }),
    series: chart.series.map((series, place) => ({
      name: series.name,
      data: series.values.map((value, index) => ({
        value: value ?? "-",
        ...(stacked && value === 0 ? { itemStyle: { borderWidth: 0 } } : {}),
        ...(lying && index === 0 ? { itemStyle: { color: "var(--accent)", borderWidth: 0 } } : {}),
      })),
      silent: false,
      emphasis: { disabled: true },
      cursor: "pointer",
      ...(chart.kind === "line"
        ? {
            type: "line" as const,
            symbol: "circle",
            symbolSize: 7,
            showAllSymbol: true,
            lineStyle: { color: "var(--ink-2)", width: 1.5 },
            itemStyle: { color: "var(--ink-2)" },
          }
        : {
            type: "bar" as const,
            ...(stacked ? { stack: "all" } : {}),
            barMaxWidth: lying ? 18 : 36,
            barCategoryGap: "40%",
            itemStyle: {
              color: inks[place % inks.length],
              ...(stacked ? { borderColor: "var(--ink-3)", borderWidth: 0.75 } : {}),
            },
            label: {
              ...text,
              show: lying,
              position: "right" as const,
              formatter: ({ value }: { value: unknown }) => (typeof value === "number" ? number(value) : "–"),
            },
          }),
      ...(place === 0 && chart.lines.length > 0 ? { markLine: linesOf(chart, number, width) } : {}),
    })),
  };
}

/** Room at the right for the titles of lines. */
const lineRoom = (chart: Chart, width: number): number =>
  Math.min(width * 0.34, 28 + Math.max(...chart.lines.map(({ title }) => widthOf(title))));

/** How wide a text of 12 pixels is, at most. */
const widthOf = (words: string): number =>
  [...words].reduce(
    (sum, character) => sum + (/\p{Script=Han}|[（），。：]/u.test(character) ? 12.5 : 7),
    30,
  );

function linesOf(
  chart: Chart,
  number: (value: number) => string,
  width: number,
): BarSeriesOption["markLine"] {
  const lying = chart.kind === "bars";
  const room = lying ? width * 0.6 : lineRoom(chart, width) - 12;
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: chart.lines.map(({ title, value, kind }, place) => ({
      ...(lying ? { xAxis: value } : { yAxis: value }),
      lineStyle: {
        color: kind === "goal" ? "var(--accent)" : "var(--ink-3)",
        type: kind === "goal" ? ("solid" as const) : ("dashed" as const),
        width: 1.25,
      },
      label: {
        ...text,
        color: kind === "goal" ? "var(--accent-text)" : "var(--ink-2)",
        // Categories run downwards: a line begins above.
        position: lying ? ("start" as const) : ("end" as const),
        formatter: `${title} ${scaled(number(value), chart.unit)}`,
        ...(lying ? { distance: 4 + 16 * place } : { overflow: "break" as const, width: room }),
      },
    })),
  };
}

/** A number with its unit where that is a sign. */
const scaled = (number: string, unit: string): string => (unit === "%" ? `${number}%` : number);
const withUnit = (number: string, unit: string): string =>
  unit === "%" ? scaled(number, unit) : `${number} ${unit}`;

/**
 * Where the axis of values ends, where that is not left to the values: at a round number that is high enough for every line to
 * compare with, and at 100 for hundredths.
 */
function axisOf({ unit, lines, series, categories }: Chart): { max?: number; interval?: number } {
  const tops = categories.map((_, place) =>
    series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0),
  );
  const most = Math.max(0, ...tops);
  const highest = Math.max(0, ...lines.map(({ value }) => value));
  if (unit === "%" && Math.max(most, highest) <= 100) return { max: 100, interval: 25 };
  if (highest <= most) return {};
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power;
  return { max: Math.ceil(highest / step) * step, interval: step };
}
