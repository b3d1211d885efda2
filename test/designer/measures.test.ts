import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeasureGroup, MeasureReport } from "../../designer/api/types.ts";
import {
  currentOf,
  findFigure,
  isComparable,
  isMet,
  keyOf,
  numberOf,
  rowsOf,
} from "../../designer/measures/figures.ts";
import { chartOf, type Words } from "../../designer/measures/series.ts";
import { sheetsOf, type SheetWords } from "../../designer/measures/sheets.ts";
import {
  periodInWords,
  periodOf,
  periods,
  periodsFrom,
  spans,
  todayIn,
} from "../../designer/measures/times.ts";
import type { Json } from "../../engine/model/index.ts";
import { createMeasuring } from "../../engine/measure/index.ts";
import { createRules } from "../../engine/rules/index.ts";
import { createZone } from "../../engine/time/index.ts";
import { procedureOf, title } from "../machine/host.ts";

const figure = (value: number | null, of: Partial<MeasureGroup> = {}): MeasureGroup => ({
  group: [],
  value,
  exact: value === null ? null : String(value),
  numerator: value,
  denominator: 1,
  cases: ["c"],
  more: false,
  ...of,
});
const report = (parts: Partial<MeasureReport> = {}): MeasureReport => ({
  measure: "m",
  title: title("M"),
  unit: title("items"),
  give: "count",
  by: [],
  overall: figure(3),
  byPeriod: [],
  groups: [figure(3)],
  withheld: 0,
  ...parts,
});
/** Counts by period and group, as the engine tells them. */
const counted = (rows: [period: string, group: string, value: number][]): MeasureReport => {
  const sums = new Map<string, number>();
  for (const [period, , value] of rows) sums.set(period, (sums.get(period) ?? 0) + value);
  const told = (value: number, of: Partial<MeasureGroup>) => figure(value, { denominator: value, ...of });
  return report({
    by: ["kind"],
    period: "month",
    groups: rows.map(([period, group, value]) => told(value, { period, group: [group] })),
    byPeriod: [...sums].map(([period, value]) => told(value, { period })),
    overall: told(
      rows.reduce((sum, [, , value]) => sum + value, 0),
      {},
    ),
  });
};
const words: Words = {
  period: (period) => period,
  group: (_, { group }) => group.join(),
  all: "All",
  rest: "Others",
  goal: "Goal",
  say: (text) => (typeof text === "string" ? text : text.en),
};
const chart = (of: MeasureReport, range = {}, declared = of.period) =>
  chartOf(of, { declared, range, words });

describe("times", () => {
  const date = fc
    .date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((one) => one.toISOString().slice(0, 10));

  it("today is the date of the place, whatever the clock of the reader says", () => {
    const now = Date.parse("2026-03-31T16:00:00.000Z");
    expect(todayIn("Asia/Shanghai", now)).toBe("2026-04-01");
    expect(todayIn("UTC", now)).toBe("2026-03-31");
  });
  it("the last twelve months are this one and eleven before it; a year begins on its first day", () => {
    expect(spans.months("2026-04-20")).toEqual({ from: "2025-05-01", to: "2026-04-20" });
    expect(spans.months("2026-12-31")).toEqual({ from: "2026-01-01", to: "2026-12-31" });
    expect(spans.year("2026-04-20")).toEqual({ from: "2026-01-01", to: "2026-04-20" });
    expect(spans.before("2026-04-20")).toEqual({ from: "2025-01-01", to: "2025-12-31" });
    expect(spans.all("2026-04-20")).toEqual({});
  });
  it("the last twelve months are told by twelve months", () => {
    fc.assert(
      fc.property(date, (today) => {
        const { from, to } = spans.months(today);
        expect(periodsFrom(periodOf.month(from!), periodOf.month(to!), "month", 100)).toHaveLength(12);
      }),
    );
  });
  it("periods follow one another without a gap, from the first to the last", () => {
    fc.assert(
      fc.property(date, date, fc.constantFrom(...periods), (one, other, kind) => {
        const [first, last] = [one, other].toSorted();
        const found = periodsFrom(periodOf[kind](first!), periodOf[kind](last!), kind, 2000);
        expect([found[0], found.at(-1)]).toEqual([periodOf[kind](first!), periodOf[kind](last!)]);
        expect(found).toEqual([...new Set(found)].toSorted());
        const years = Number(last!.slice(0, 4)) - Number(first!.slice(0, 4));
        const perYear = { month: 12, quarter: 4, year: 1 }[kind];
        expect(found.length).toBeGreaterThan((years - 1) * perYear);
        expect(found.length).toBeLessThanOrEqual((years + 1) * perYear);
      }),
    );
  });
  it("of too many the last are taken", () => {
    expect(periodsFrom("2020-01", "2026-03", "month", 3)).toEqual(["2026-01", "2026-02", "2026-03"]);
    expect(periodsFrom("2026-03", "2026-01", "month", 3)).toEqual([]);
  });
  it("periods are read in both languages", () => {
    expect(["2026-03", "2026-Q1", "2026"].map((one) => periodInWords(one, "en"))).toEqual([
      "Mar 2026",
      "Q1 2026",
      "2026",
    ]);
    expect(["2026-03", "2026-Q1", "2026"].map((one) => periodInWords(one, "zh-CN"))).toEqual([
      "2026年3月",
      "2026年第1季度",
      "2026年",
    ]);
  });
  it("periods are named as the engine names them", () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...periods), (day, period) => {
        const measure = { title: title("M"), unit: "x", of: 1, give: "count" as const };
        const procedure = procedureOf({ initial: "a", states: { a: {} } }, { measures: { m: measure } });
        const zone = createZone("UTC", { id: "plain", title: title("plain"), years: {} });
        const measuring = createMeasuring({ procedure, rules: createRules({ zone }), zone, period });
        const scope = { data: {} as Record<string, Json> };
        measuring.add({ id: "c", openedAt: `${day}T12:00:00.000Z`, scope, journal: {}, shows: () => true });
        expect(measuring.reports()[0]!.groups[0]!.period).toBe(periodOf[period](day));
      }),
    );
  });
});

describe("figures", () => {
  it("are rows of groups and periods, and then of everything, unless that is one and the same", () => {
    expect(rowsOf(report()).map(({ figure: { value } }) => value)).toEqual([3]);
    const rows = rowsOf(
      counted([
        ["2026-01", "a", 1],
        ["2026-02", "b", 2],
      ]),
    );
    expect(rows.map((told) => [told.figure.value, told.allGroups, told.allPeriods])).toEqual([
      [1, false, false],
      [2, false, false],
      [3, true, true],
    ]);
  });
  it("are told first by the last period, or over everything where there is none", () => {
    expect(
      currentOf(
        counted([
          ["2026-01", "a", 1],
          ["2026-02", "a", 2],
          ["2026-02", "b", 4],
        ]),
      ).figure.value,
    ).toBe(6);
    expect(currentOf(report()).figure.value).toBe(3);
  });
  it("are found again by the name that their links have, each its own", () => {
    const one = counted([
      ["2026-01", "a", 1],
      ["2026-01", "b", 1],
      ["2026-02", "a", 2],
    ]);
    const told = [...rowsOf(one), currentOf(one)];
    const keys = told.map((each) => keyOf("m", each));
    expect(new Set(keys).size).toBe(told.length);
    keys.forEach((key, place) =>
      expect(findFigure([report({ measure: "x" }), one], key)?.told).toEqual(told[place]),
    );
    for (const key of ["", "nonsense", '["m","1999",null]', '["none",null,null]'])
      expect(findFigure([one], key)).toBeNull();
  });
  it("meet a goal on its side, and are judged only where the goal is one of such periods", () => {
    expect(isMet(report({ goal: 3 }), figure(3))).toBe(true);
    expect(isMet(report({ goal: 3 }), figure(2))).toBe(false);
    expect(isMet(report({ goal: 3, aim: "atMost" }), figure(4))).toBe(false);
    expect(isMet(report({ goal: 3 }), figure(null))).toBeNull();
    expect(isMet(report(), figure(3))).toBeNull();
    expect(isComparable(report({ period: "month" }), "month")).toBe(true);
    expect(isComparable(report({ period: "year" }), "month")).toBe(false);
    expect(isComparable(report({ period: "year", give: "share" }), "month")).toBe(true);
  });
  it("are rounded once, after a share has become hundredths", () => {
    expect(numberOf({ give: "share", unit: "%" }, 2 / 3)).toBe(66.7);
    expect(numberOf({ give: "mean", unit: title("days") }, 2 / 3)).toBe(0.67);
    expect(numberOf({ give: "mean", unit: "x" }, null)).toBeNull();
  });
});

describe("plots", () => {
  it("tell amounts of groups as columns that stand on one another, with nothing where nothing was", () => {
    const drawn = chart(
      counted([
        ["2026-01", "a", 1],
        ["2026-03", "a", 2],
        ["2026-03", "b", 4],
      ]),
    )!;
    expect(drawn.kind).toBe("columns");
    expect(drawn.categories).toEqual(["2026-01", "2026-02", "2026-03"]);
    expect(drawn.series.map(({ name, values }) => [name, ...values])).toEqual([
      ["b", 0, 0, 4],
      ["a", 1, 0, 2],
    ]);
  });
  it("reach over the whole time that is asked for", () => {
    const drawn = chart(counted([["2026-02", "a", 1]]), { from: "2025-12-15", to: "2026-03-01" })!;
    expect(drawn.categories).toEqual(["2025-12", "2026-01", "2026-02", "2026-03"]);
  });
  it("put together what there is no place for, and lose nothing of it", () => {
    const rows = Array.from({ length: 9 }, (_, n): [string, string, number] => ["2026-01", `g${n}`, n + 1]);
    const { series } = chart(counted(rows))!;
    expect(series.map(({ name, values }) => [name, ...values])).toEqual([
      ["g8", 9],
      ["g7", 8],
      ["g6", 7],
      ["g5", 6],
      ["Others", 15],
    ]);
    expect(series.at(-1)!.keys).toEqual([null]);
  });
  it("are not stacked where a case stands in several groups", () => {
    const one = counted([
      ["2026-01", "a", 2],
      ["2026-01", "b", 2],
    ]);
    const both = { ...one, byPeriod: [figure(3, { period: "2026-01", denominator: 3 })] };
    expect(chart(both)!.series.map(({ name, values }) => [name, ...values])).toEqual([["All", 3]]);
  });
  it("of shares and means leave a gap where there is no figure", () => {
    const share = report({
      give: "share",
      unit: "%",
      period: "month",
      byPeriod: [figure(0.5, { period: "2026-01" }), figure(1, { period: "2026-03" })],
    });
    expect(chart(share)).toMatchObject({ kind: "line", series: [{ values: [50, null, 100] }] });
  });
  it("show the goal and the baselines as lines, unless the figures are of other periods", () => {
    const baselines = [{ title: title("Before"), value: 188 }];
    const one = report({ goal: 4, period: "month", byPeriod: [figure(1, { period: "2026-01" })], baselines });
    expect(chart(one)!.lines).toEqual([
      { title: "Goal", value: 4, kind: "goal" },
      { title: "Before", value: 188, kind: "baseline" },
    ]);
    expect(chart(one, {}, "year")!.lines).toEqual([]);
    expect(chart(report({ give: "share", unit: "%", goal: 0.9 }))!.lines[0]!.value).toBe(90);
  });
  it("of groups alone lie, all together first and then the largest, so many of them", () => {
    const groups = Array.from({ length: 20 }, (_, n) => figure(n, { group: [`g${n}`] }));
    const drawn = chart(report({ by: ["kind"], groups, overall: figure(190) }))!;
    expect([drawn.kind, drawn.left, ...drawn.categories.slice(0, 3)]).toEqual([
      "bars",
      4,
      "All",
      "g19",
      "g18",
    ]);
  });
  it("are left out where a figure alone says it all, but not what it is to be compared with", () => {
    expect(chart(report())).toBeNull();
    expect(chart(report({ by: ["kind"], groups: [], overall: figure(0) }))).toBeNull();
    const baselines = [{ title: title("Before"), value: 188 }];
    expect(chart(report({ groups: [], overall: figure(0), baselines }))).toMatchObject({
      categories: ["All"],
      series: [{ values: [0] }],
    });
  });
  it("name the figure behind every column", () => {
    const one = counted([
      ["2026-01", "a", 1],
      ["2026-02", "b", 1],
    ]);
    for (const { keys, values } of chart(one)!.series)
      keys.forEach((key, place) => {
        if (key === null) expect(values[place]).toBe(0);
        else expect(findFigure([one], key)!.told.figure.value).toBe(values[place]);
      });
  });
});

describe("sheets", () => {
  const sheetWords: SheetWords = {
    say: words.say,
    period: ({ figure: one, allPeriods }) => (allPeriods ? "All" : (one.period ?? "")),
    groups: ({ by }, { figure: one, allGroups }) =>
      by.map((_, n) => (allGroups ? "All" : String(one.group[n]))),
    fields: ({ by }) => by,
    head: { period: "Period", figure: "Figure", part: "Of these", whole: "Cases" },
    goal: "Goal",
    withheld: "Not counted",
    source: "Source: ",
  };
  const sheets = (...reports: MeasureReport[]) => sheetsOf(reports, sheetWords);

  it("hold the rows of the table, as numbers, with what belongs to them below", () => {
    const baselines = [{ title: title("Before"), value: 188, source: "report" }];
    expect(
      sheets({
        ...counted([
          ["2026-01", "a", 1],
          ["2026-02", "b", 2],
        ]),
        goal: 4,
        baselines,
        withheld: 7,
      })[0]!.rows,
    ).toEqual([
      ["Period", "kind", "Figure (items)", "Of these", "Cases"],
      ["2026-01", "a", 1, 1, 1],
      ["2026-02", "b", 2, 2, 2],
      ["All", "All", 3, 3, 3],
      [],
      ["M"],
      ["Goal", 4],
      ["Before", 188, "Source: report"],
      ["Not counted", 7],
    ]);
    const share = report({ give: "share", unit: "%", overall: figure(0.07), goal: 0.9 });
    expect(sheets(share)[0]!.rows.flat()).toEqual(expect.arrayContaining([7, 90]));
  });
  it("hold no text that a spreadsheet program would take for a formula", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("=", "+", "-", "@", "\t=", " =", "＝"), (rest, begin) => {
        const text = begin + rest;
        const one = counted([["2026-01", text, 1]]);
        const rows = sheets({ ...one, title: { en: text, "zh-CN": text }, withheld: 1 })[0]!.rows;
        for (const cell of rows.flat())
          if (typeof cell === "string") expect(cell).not.toMatch(/^\s*[=+\-@＝]/);
      }),
    );
  });
  it("have names that spreadsheet programs take, no two the same", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 50 }), { maxLength: 6 }), (titles) => {
        const named = sheets(...titles.map((en) => report({ title: { en, "zh-CN": en } })));
        const names = named.map(({ name }) => name);
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[[\]/\\:*?]|^'|'$/);
        }
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      }),
    );
  });
});
