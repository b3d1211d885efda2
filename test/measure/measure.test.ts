import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMeasuring, MeasureFault, type TraceEntry } from "../../engine/measure/index.ts";
import {
  readChart,
  type Json,
  type JsonObject,
  type Logic,
  type MeasureDefinition,
} from "../../engine/model/index.ts";
import { createRules } from "../../engine/rules/index.ts";
import { createZone } from "../../engine/time/index.ts";
import { procedureOf, title } from "../machine/host.ts";

const zone = createZone("Asia/Shanghai", {
  id: "cn",
  title: title("cn"),
  years: { 2026: { source: "test", holidays: ["2026-05-01/2026-05-05"], workingWeekends: [] } },
});
const machine = {
  initial: "draft",
  states: {
    draft: { on: { SUBMIT: "review" } },
    review: {
      initial: "first",
      on: { RETURN: "draft", APPROVE: "granted" },
      states: { first: { on: { NEXT: "second" } }, second: {} },
    },
    granted: { type: "final" as const },
  },
};
const measuringOf = (parts: Partial<MeasureDefinition>, more: { where?: Logic; period?: "year" } = {}) => {
  const measure = {
    title: title("M"),
    unit: "days",
    of: { var: "data.n" },
    give: "sum",
    ...parts,
  } as MeasureDefinition;
  const procedure = procedureOf(machine, {
    measures: { m: measure },
    data: {
      type: "object",
      properties: {
        n: { type: "number" },
        kind: { type: "string" },
        places: { type: "array", items: { type: "string" } },
      },
    },
  });
  return createMeasuring({ procedure, rules: createRules({ zone }), zone, ...more });
};
interface Case {
  n?: Json;
  kind?: string;
  places?: string[];
  openedAt?: string;
  within?: boolean;
}
const measured = (parts: Partial<MeasureDefinition>, cases: Case[], hidden: string[] = []) => {
  const measuring = measuringOf(parts);
  cases.forEach(({ openedAt = "2026-03-02T01:00:00.000Z", within = true, ...data }, place) =>
    measuring.add({
      id: `c${place}`,
      openedAt,
      within,
      scope: { data: data as JsonObject },
      journal: {},
      shows: (path) => !hidden.includes(path),
    }),
  );
  return measuring.reports()[0]!;
};
const figure = (give: MeasureDefinition["give"], values: Json[]) =>
  measured(
    { give },
    values.map((n) => ({ n })),
  ).groups[0]!;

describe("C11: figures", () => {
  /** Hundredths as whole numbers, so that this reckoning is exact. */
  const hundredths = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1, maxLength: 40 });
  const values = hundredths.map((list) => ({ list, sorted: list.toSorted((a, b) => a - b) }));
  const given = (list: number[]) => list.map((one) => one / 100);
  const reduced = (top: number, below: number): string => {
    const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));
    const by = gcd(top, below) || 1;
    return below / by === 1 ? String(top / by) : `${top / by}/${below / by}`;
  };

  it("C11: each equals an independent count, exactly", () => {
    fc.assert(
      fc.property(values, ({ list, sorted }) => {
        const count = list.length;
        const total = list.reduce((sum, one) => sum + one, 0);
        const holding = list.filter((one) => one !== 0).length;
        const middle = sorted[(count - 1) >> 1]! + sorted[count >> 1]!;
        expect(figure("sum", given(list)).exact).toBe(reduced(total, 100));
        expect(figure("mean", given(list)).exact).toBe(reduced(total, 100 * count));
        expect(figure("share", given(list)).exact).toBe(reduced(holding, count));
        expect(figure("count", given(list))).toMatchObject({
          value: holding,
          numerator: holding,
          denominator: count,
        });
        expect(figure("median", given(list)).exact).toBe(reduced(middle, 200));
        const p90 = sorted.find((one) => sorted.filter((other) => other <= one).length * 10 >= count * 9)!;
        expect(figure("p90", given(list)).exact).toBe(reduced(p90, 100));
      }),
    );
  });
  it("C11: numbers are the decimals that they are written as", () => {
    expect(figure("mean", [0.1, 0.2, 0.3])).toMatchObject({
      value: 0.2,
      exact: "1/5",
      numerator: 0.6,
      denominator: 3,
    });
    expect(figure("sum", [0.1, 0.2]).value).toBe(0.3);
    expect(figure("sum", [9007199254740991, 2]).exact).toBe("9007199254740993");
    expect(figure("sum", [1e300, 1]).value).toBe(1e300);
  });
  it("C11: what is no number is left out; a share or mean of nothing is null", () => {
    expect(figure("mean", [1, null, "3", 2])).toMatchObject({
      exact: "3/2",
      denominator: 2,
      cases: ["c0", "c3"],
    });
    for (const give of ["mean", "median", "p90"] as const)
      expect(figure(give, [null])).toMatchObject({ value: null, exact: null, denominator: 0, cases: [] });
    expect(measured({ over: false }, [{ n: 1 }]).groups).toEqual([]);
  });
  it("C11: `over` chooses, `by` and `period` group, in order", () => {
    const report = measured(
      {
        give: "count",
        of: true,
        over: { ">": [{ var: "data.n" }, 0] },
        by: ["kind"],
        period: "quarter",
        goal: 2,
      },
      [
        { n: 1, kind: "b" },
        { n: 0, kind: "a" },
        { n: 1, kind: "a", openedAt: "2026-07-01T00:00:00.000Z" },
        { n: 2, kind: "a" },
        { n: 3 },
      ],
    );
    expect(report).toMatchObject({ measure: "m", goal: 2, by: ["kind"], period: "quarter", withheld: 0 });
    expect(
      report.groups.map(({ period, group, value, cases }) => [period, ...group, value, ...cases]),
    ).toEqual([
      ["2026-Q1", "a", 1, "c3"],
      ["2026-Q1", "b", 1, "c0"],
      ["2026-Q1", null, 1, "c4"],
      ["2026-Q3", "a", 1, "c2"],
    ]);
  });
  it("C11: a period begins at the first instant of its first date in the pack's time zone", () => {
    const at = (openedAt: string, period: MeasureDefinition["period"]) =>
      measured({ period: period! }, [{ n: 1, openedAt }]).groups[0]!.period;
    expect(at("2026-03-31T15:59:59.999Z", "month")).toBe("2026-03");
    expect(at("2026-03-31T16:00:00.000Z", "month")).toBe("2026-04");
    expect(at("2026-03-31T15:59:59.999Z", "quarter")).toBe("2026-Q1");
    expect(at("2026-03-31T16:00:00.000Z", "quarter")).toBe("2026-Q2");
    expect(at("2025-12-31T16:00:00.000Z", "year")).toBe("2026");
    const asked = measuringOf({ period: "month" }, { period: "year" });
    expect(asked.reports()[0]!.period).toBe("year");
  });
  it("C11: a case in which something hidden is read is withheld", () => {
    const cases = [{ n: 1, kind: "a" }];
    expect(measured({}, cases, ["data.n"])).toMatchObject({ groups: [], withheld: 1 });
    expect(measured({ by: ["kind"] }, cases, ["data.kind"])).toMatchObject({ groups: [], withheld: 1 });
    expect(measured({ over: { var: "data.kind" } }, cases, ["data.kind"])).toMatchObject({ withheld: 1 });
    expect(measured({}, cases, ["data.kind"])).toMatchObject({ withheld: 0 });
    const where = measuringOf({}, { where: { var: "data.kind" } });
    where.add({
      id: "c",
      openedAt: "2026-01-01T00:00:00.000Z",
      scope: { data: {} },
      journal: {},
      shows: () => false,
    });
    expect(where.reports()[0]).toMatchObject({ groups: [], withheld: 1 });
  });
  it("C11: names a hundred cases and says that there are more; more groups than are read are refused", () => {
    const many = Array.from({ length: 101 }, () => ({ n: 1 }));
    expect(measured({}, many).groups[0]).toMatchObject({ more: true, denominator: 101 });
    expect(measured({}, many).groups[0]!.cases).toHaveLength(100);
    const kinds = Array.from({ length: 2001 }, (_, n) => ({ n: 1, kind: `k${n}` }));
    expect(() => measured({ by: ["kind"] }, kinds)).toThrow(MeasureFault);
  });
});

describe("C12: groups, periods and everything", () => {
  const kinds = fc.constantFrom("a", "b", "c");
  const cases = fc.array(
    fc.record({
      n: fc.integer({ min: -5, max: 5 }),
      kind: kinds,
      openedAt: fc.constantFrom("2026-01-05T00:00:00.000Z", "2026-02-05T00:00:00.000Z"),
    }),
    { maxLength: 30 },
  );
  it("C12: the figures over all groups and periods are those of the same measure without them", () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom<MeasureDefinition["give"]>("share", "count", "mean", "median", "p90", "sum"),
        (list, give) => {
          const { overall, byPeriod } = measured({ give, by: ["kind"], period: "month" }, list);
          const plain = measured({ give }, list);
          expect(overall).toEqual(plain.groups[0] ?? plain.overall);
          expect(byPeriod).toEqual(measured({ give, period: "month" }, list).groups);
        },
      ),
    );
  });
  it("C12: a list puts its case into the group of each item, once, and counts it once over all", () => {
    const { groups, overall } = measured({ give: "sum", by: ["places", "kind"] }, [
      { n: 2, places: ["east", "west", "east"], kind: "a" },
      { n: 3, places: ["west"], kind: "a" },
      { n: 4, places: [], kind: "a" },
    ]);
    expect(groups.map(({ group, value, cases }) => [...group, value, ...cases])).toEqual([
      ["east", "a", 2, "c0"],
      ["west", "a", 5, "c0", "c1"],
      [null, "a", 4, "c2"],
    ]);
    expect(overall).toMatchObject({ group: [], value: 9, denominator: 3, cases: ["c0", "c1", "c2"] });
  });
  it("C12: a case with more groups than a measure may have is refused before they are made", () => {
    const places = Array.from({ length: 2001 }, (_, n) => `p${n}`);
    expect(() => measured({ by: ["places"] }, [{ n: 1, places }])).toThrow(MeasureFault);
  });
  it("C12: a standing measure counts what was opened on other days too, and knows no periods", () => {
    const list = [{ n: 1, within: false }, { n: 2 }];
    expect(measured({ period: "month" }, list).overall).toMatchObject({ value: 2, cases: ["c1"] });
    const standing = measured({ standing: true }, list);
    expect(standing).toMatchObject({ standing: true, byPeriod: [], overall: { value: 3 } });
    expect(measuringOf({ standing: true }, { period: "year" }).reports()[0]).not.toHaveProperty("period");
    expect([
      measuringOf({ standing: true }).asksStanding,
      measuringOf({ period: "year" }).asksStanding,
    ]).toEqual([true, false]);
  });
  it("C12: tells its goal with its side, and its baselines", () => {
    const baselines = [{ title: title("Before"), value: 188 }];
    expect(measured({ goal: 0, aim: "atMost", baselines }, [])).toMatchObject({
      goal: 0,
      aim: "atMost",
      baselines,
      overall: { value: 0, denominator: 0, cases: [], more: false },
    });
    expect(measured({ goal: 1 }, [])).toMatchObject({ goal: 1, aim: "atLeast" });
    expect(measured({}, [])).not.toHaveProperty("aim");
  });
});

describe("what logic asks of the journal", () => {
  const chart = readChart({ id: "tested", ...machine });
  const answers = (of: Logic, entries: TraceEntry[]): Json => {
    const measuring = measuringOf({ of: { if: [true, of] }, give: "sum" });
    expect(measuring.asksJournal).toBe(true);
    const trace = measuring.trace(chart);
    entries.forEach((entry) => trace.read(entry));
    return Object.values(trace.answers())[0]!;
  };
  const day = (date: string) => `${date}T01:00:00.000Z`;
  const entry = (
    at: string,
    type: string,
    value: TraceEntry["value"],
    taken: string[] = [],
    kind = "event",
  ) => ({
    at: day(at),
    event: { type },
    value,
    taken,
    kind,
  });
  const story: TraceEntry[] = [
    entry("2026-04-28", "case.open", "draft", [], "open"),
    entry("2026-04-29", "SUBMIT", { review: "first" }, ["draft|on:SUBMIT|0"]),
    entry("2026-04-30", "RETURN", "draft", ["review|on:RETURN|0"]),
    entry("2026-05-06", "SUBMIT", { review: "first" }, ["draft|on:SUBMIT|0"]),
    entry("2026-05-06", "SUBMIT", { review: "first" }, [], "incident"),
    entry("2026-05-07", "NEXT", { review: "second" }, ["review.first|on:NEXT|0"]),
    entry("2026-05-08", "APPROVE", "granted", ["review|on:APPROVE|0"]),
  ];
  it("C11: when a state was entered first, how often an event was accepted, how long it took", () => {
    expect(answers({ entered: "review" }, story)).toBe(day("2026-04-29"));
    expect(answers({ entered: "review.second" }, story)).toBe(day("2026-05-07"));
    expect(answers({ entered: "granted" }, story.slice(0, -1))).toBeNull();
    expect(answers({ times: "SUBMIT" }, story)).toBe(2);
    expect(answers({ between: ["draft", "granted", "days"] }, story)).toBe(10);
    // 29 and 30 April, 6, 7 and 8 May: the holidays are not worked.
    expect(answers({ between: ["draft", "granted", "workingDays"] }, story)).toBe(5);
    expect(answers({ between: ["review", "draft", "days"] }, story)).toBe(1);
    expect(answers({ between: ["granted", "draft", "days"] }, story)).toBeNull();
  });
  it("D4: a light counts as often as its entries tell of it, without those that were set aside; told again after a hold it is no other", () => {
    const light = (at: string, colour: string) => ({
      ...entry(at, `clock.work.${colour}`, "draft", [], "light"),
      notes: [{ note: "light", clock: "work", light: colour }],
    });
    const decided = (at: string, change: string) => ({
      ...entry(at, "case.decideAppeal", "draft", [], "act"),
      notes: [{ note: "appeal", clock: "work", light: "red", change }],
    });
    const course: TraceEntry[] = [
      light("2026-04-28", "yellow"),
      light("2026-04-29", "red"),
      entry("2026-04-30", "clock.work.red", "draft", [], "light"),
      { ...light("2026-05-06", "red"), kind: "incident" },
      decided("2026-05-07", "made"),
      decided("2026-05-07", "setAside"),
      decided("2026-05-08", "upheld"),
    ];
    expect(answers({ times: "clock.work.red" }, course)).toBe(1);
    expect(answers({ times: "clock.work.yellow" }, course)).toBe(1);
    expect(answers({ times: "clock.work.green" }, course)).toBe(0);
    expect(answers({ times: "clock.work.setAside" }, course)).toBe(1);
    expect(answers({ times: "clock.other.red" }, course)).toBe(0);
  });
  it("C11: a state that is left in the same step was entered too", () => {
    const passed = entry("2026-05-01", "SUBMIT", "granted", ["draft|on:SUBMIT|0", "review|on:APPROVE|0"]);
    expect(answers({ entered: "review" }, [story[0]!, passed])).toBe(day("2026-05-01"));
  });
  it("C11: any way through the states is told as a plain walk over it tells it", () => {
    const next: Record<string, [string, string][]> = {
      draft: [["SUBMIT", "review.first"]],
      "review.first": [
        ["RETURN", "draft"],
        ["NEXT", "review.second"],
        ["APPROVE", "granted"],
      ],
      "review.second": [
        ["RETURN", "draft"],
        ["APPROVE", "granted"],
      ],
      granted: [],
    };
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(...Object.keys(next)),
        (choices, wanted) => {
          let here = "draft";
          const entries = [entry("2026-03-01", "case.open", "draft", [], "open")];
          const visits: [string, string][] = [["draft", day("2026-03-01")]];
          const sent: string[] = [];
          choices.forEach((choice, place) => {
            const ways = next[here]!;
            if (ways.length === 0) return;
            const [event, to] = ways[choice % ways.length]!;
            const from = event === "NEXT" ? here : here.split(".")[0]!;
            const date = `2026-03-${String(place + 2).padStart(2, "0")}`;
            const value = to.includes(".") ? { review: to.split(".")[1]! } : to;
            entries.push(entry(date, event, value, [`${from}|on:${event}|0`]));
            visits.push([to, day(date)]);
            sent.push(event);
            here = to;
          });
          const first = visits.find(([state]) => state === wanted)?.[1] ?? null;
          const after = visits.slice(1).find(([state]) => state === wanted)?.[1] ?? null;
          const days = (at: string | null) =>
            at === null ? null : (Date.parse(at) - Date.parse(day("2026-03-01"))) / 86_400_000;
          expect(answers({ entered: wanted }, entries)).toBe(first);
          expect(answers({ times: "RETURN" }, entries)).toBe(sent.filter((one) => one === "RETURN").length);
          expect(answers({ between: ["draft", wanted, "days"] }, entries)).toBe(
            days(wanted === "draft" ? first : after),
          );
        },
      ),
    );
  });
  it("asks each question once, also from inside of lists, and leaves what is quoted alone", () => {
    const asks = { ">": [{ times: "SUBMIT" }, { times: ["SUBMIT"] }] };
    const trace = measuringOf({ of: { and: [asks, { some: [[1], { times: "SUBMIT" }] }] } }).trace(chart);
    expect(Object.keys(trace.answers())).toHaveLength(1);
    expect(measuringOf({ of: { literal: { times: "SUBMIT" } } }).asksJournal).toBe(false);
    const inside = measuringOf({ of: { some: [[1], { "==": [{ times: "SUBMIT" }, 2] }] }, give: "count" });
    inside.add({ id: "c", openedAt: day("2026-03-01"), scope: {}, journal: { q0: 2 }, shows: () => true });
    expect(inside.reports()[0]!.groups[0]!.value).toBe(1);
  });
});
