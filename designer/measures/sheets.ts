import { cellText, shownFigure } from "../../engine/model/figures.ts";
import type { MeasureReport } from "../api/types.ts";
import { rowsOf, type Told } from "./figures.ts";

export type Cell = string | number | null;
export interface SheetRows {
  /** As a spreadsheet program takes it: 31 characters, none of `[]/\:*?`, no two the same. */
  name: string;
  /** The first is the head. */
  rows: Cell[][];
}

export interface SheetWords {
  say(text: { en: string; "zh-CN": string } | string): string;
  period(told: Told): string;
  groups(report: MeasureReport, told: Told): string[];
  fields(report: MeasureReport): string[];
  head: { period: string; figure: string; part: string; whole: string };
  goal: string;
  withheld: string;
  source: string;
}

/** Measures as sheets of a workbook, one a measure, with the rows that its table shows and what belongs to them below. */
export function sheetsOf(reports: readonly MeasureReport[], words: SheetWords): SheetRows[] {
  const names = new Set<string>();
  return reports.map((report) => {
    const name = freeName(words.say(report.title), names);
    names.add(name.toLowerCase());
    return { name, rows: sheetRows(report, words).map((row) => row.map(guarded)) };
  });
}

function sheetRows(report: MeasureReport, words: SheetWords): Cell[][] {
  const { period, goal, baselines = [], withheld, unit } = report;
  const { head } = words;
  const dated = period !== undefined;
  const notes: Cell[][] = [
    ...(goal === undefined ? [] : [[words.goal, shownFigure(report, goal)]]),
    ...baselines.map(({ title, value, source }) => [
      words.say(title),
      shownFigure(report, value),
      ...(source === undefined ? [] : [`${words.source}${source}`]),
    ]),
    ...(withheld === 0 ? [] : [[words.withheld, withheld]]),
  ];
  return [
    [
      ...(dated ? [head.period] : []),
      ...words.fields(report),
      `${head.figure} (${words.say(unit)})`,
      head.part,
      head.whole,
    ],
    ...rowsOf(report).map((told): Cell[] => [
      ...(dated ? [words.period(told)] : []),
      ...words.groups(report, told),
      told.figure.value === null ? null : shownFigure(report, told.figure.value),
      told.figure.numerator,
      told.figure.denominator,
    ]),
    ...(notes.length === 0 ? [] : [[], [words.say(report.title)], ...notes]),
  ];
}

const guarded = (cell: Cell): Cell => (typeof cell === "string" ? cellText(cell) : cell);

function freeName(title: string, taken: ReadonlySet<string>): string {
  const plain =
    title
      .replaceAll(/[[\]/\\:*?]/g, " ")
      .replaceAll(/^'+|'+$/g, "")
      .trim() || "–";
  for (let count = 1; ; count++) {
    const end = count === 1 ? "" : ` ${count}`;
    const name = `${cut(plain, 31 - end.length)}${end}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** The head of a text that has so many UTF-16 units at most, no character cut in two. */
function cut(text: string, most: number): string {
  let head = "";
  for (const character of text) {
    if (head.length + character.length > most) break;
    head += character;
  }
  return head.trim();
}
