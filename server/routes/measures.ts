import type { Measurement } from "../../engine/runtime/index.ts";
import type { MeasureGroup } from "../../engine/measure/index.ts";
import {
  isChosenElsewhere,
  shownFigure,
  valueTitle,
  withChoices,
  withCode,
  type Json,
  type Language,
  type Text,
} from "../../engine/model/index.ts";
import { csv } from "../csv.ts";
import { accepted, type Asked, type Given, type Route } from "../route.ts";
import { ref } from "../shapes.ts";

const date = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const query = {
  type: "object",
  properties: { from: date, to: date, period: { enum: ["month", "quarter", "year"] } },
  additionalProperties: false,
};

export const measureRoutes: Route[] = [
  {
    method: "get",
    path: "/procedures/:id/measures",
    tag: "procedures",
    summary: "The measures of a procedure over the cases that you may see; as a table with Accept: text/csv",
    open: "person",
    query,
    answers: { 200: { description: "Each measure with its figures", schema: ref("Measurement") } },
    handle: async (asked) => {
      const measured = await measure(asked);
      return /\btext\/csv\b/i.test(asked.accept)
        ? table(asked, measured)
        : { status: 200, body: measured, headers: varies };
    },
  },
  {
    method: "get",
    path: "/procedures/:id/measures.csv",
    tag: "procedures",
    summary: "The same as a table for spreadsheet programs",
    open: "person",
    query,
    answers: { 200: { description: "Comma-separated values, one row a figure" } },
    handle: async (asked) => table(asked, await measure(asked)),
  },
];

const varies = { Vary: "Accept" };

async function measure({ engine, params, query, person }: Asked): Promise<Measurement> {
  const { from, to, period } = query as { from?: string; to?: string; period?: "month" | "quarter" | "year" };
  return accepted(
    await engine.measures({
      procedure: params["id"] ?? "",
      by: person,
      pause: () => new Promise((go) => setImmediate(go)),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(period === undefined ? {} : { period }),
    }),
  );
}

const head: Record<Language, string[]> = {
  en: ["Id", "Measure", "Period", "Group", "Figure", "Numerator", "Denominator", "Unit", "Goal", "Withheld"],
  "zh-CN": ["标识", "指标", "期间", "分组", "数值", "分子", "分母", "单位", "目标", "未计入"],
};
const all: Text = { en: "All", "zh-CN": "全部" };
const nothing: Text = { en: "Not stated", "zh-CN": "未填写" };

/** A row a figure: each group of each period, and then all of them together, where that is not one and the same. */
async function table(
  { engine, language, params }: Asked,
  { measures, titles = {} }: Measurement,
): Promise<Given> {
  const procedure = params["id"] ?? "";
  const pack = await engine.pack({ procedure });
  const data = withChoices(pack?.procedures[procedure]?.data ?? {}, titles);
  const say = (text: Text | string): string => (typeof text === "string" ? text : text[language]);
  const words = (path: string, value: Json): string => {
    const title = valueTitle(data, path, value);
    if (title !== null) return isChosenElsewhere(data, path) ? withCode(say(title), value) : say(title);
    return value === null || value === "" ? say(nothing) : plain(value);
  };
  const rows = measures.flatMap((report) => {
    const { measure, title, unit, goal, by, period, overall, groups, withheld } = report;
    const row = (when: string, group: string, { value, numerator, denominator }: MeasureGroup) => [
      measure,
      say(title),
      when,
      group,
      value === null ? null : shownFigure(report, value),
      numerator,
      denominator,
      say(unit),
      goal === undefined ? null : shownFigure(report, goal),
      withheld,
    ];
    const isOne = by.length === 0 && period === undefined;
    return [
      ...(isOne ? [] : groups).map((one) =>
        row(one.period ?? "", one.group.map((value, place) => words(by[place]!, value)).join(" / "), one),
      ),
      row(period === undefined ? "" : say(all), by.length === 0 ? "" : say(all), overall),
    ];
  });
  const name = procedure.replaceAll(/[^A-Za-z0-9_-]/g, "_");
  return {
    status: 200,
    type: "text/csv; charset=utf-8",
    body: csv([head[language], ...rows]),
    headers: { ...varies, "Content-Disposition": `attachment; filename="${name}-measures.csv"` },
  };
}

function plain(value: Json): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
