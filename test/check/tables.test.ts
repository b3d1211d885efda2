/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DecisionTable, HitPolicy, Json } from "../../engine/model/types.ts";
import { tableFindings, type InputSchema, type TableFinding } from "../../engine/check/index.ts";
import { naiveHits } from "../rules/setup/naive-table.ts";

const title = { en: "T", "zh-CN": "表" };
const schemaOf = (schema: InputSchema["schema"], missing = false): InputSchema => ({
  root: schema,
  schema,
  missing,
});

/** Inputs whose every value can be tried. */
const kinds: { schema: InputSchema; values: Json[]; constants: Json[] }[] = [
  { schema: schemaOf({ enum: ["a", "b", "c"] }), values: ["a", "b", "c"], constants: ["a", "b", "c", "d"] },
  {
    schema: schemaOf({ type: "integer", minimum: 0, maximum: 6 }),
    values: [0, 1, 2, 3, 4, 5, 6],
    constants: [-1, 0, 1, 2.5, 3, 4, 6, 7],
  },
  { schema: schemaOf({ type: "boolean" }, true), values: [true, false, null], constants: [true, false] },
  {
    schema: schemaOf({ type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 4 }, true),
    values: [1, 2, 3, null],
    constants: [0, 1, 2, 3, 4],
  },
];

const cellOf = (constants: Json[]): fc.Arbitrary<Json> => {
  const constant = fc.constantFrom(...constants);
  return fc.oneof(
    fc.constant(null),
    constant,
    constant.map((one) => ({ "!=": one })),
    fc.subarray(constants).map((some) => ({ in: some })),
    fc.record({ ">=": constant, "<": constant }, { requiredKeys: [] }),
    constant.map((one) => ({ "<=": one })),
    constant.map((one) => ({ ">": one })),
    fc.constant({ "==": null }),
  );
};

const policies: HitPolicy[] = ["unique", "any", "first", "priority", "collect"];
const tables = fc
  .array(fc.constantFrom(...kinds.keys()), { minLength: 1, maxLength: 3 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      hit: fc.constantFrom(...policies),
      rows: fc.array(
        fc.record({
          when: fc.tuple(...columns.map((kind) => cellOf(kinds[kind]!.constants))) as fc.Arbitrary<Json[]>,
          then: fc.tuple(fc.constantFrom<Json>("x", "y", "z")) as fc.Arbitrary<Json[]>,
        }),
        { maxLength: 6 },
      ),
    }),
  )
  .map(({ columns, hit, rows }) => ({
    columns,
    table: {
      title,
      inputs: columns.map((_, at) => `data.i${at}`),
      outputs: [{ name: "o", priorities: ["y", "x"] }],
      hit,
      rows,
    } satisfies DecisionTable,
  }));

/** Every combination of values. */
const product = (lists: Json[][]): Json[][] =>
  lists.reduce<Json[][]>((all, list) => all.flatMap((one) => list.map((value) => [...one, value])), [[]]);

const rowsOf = (findings: TableFinding[], code: TableFinding["code"]) =>
  findings
    .filter((one) => one.code === code)
    .map(({ rows }) => rows.join())
    .sort();

describe("what is found in a decision table", () => {
  it("B7: is what trying every value finds", () => {
    fc.assert(
      fc.property(tables, ({ columns, table }) => {
        const findings = tableFindings(table, (input) => kinds[columns[Number(input.slice(6))]!]!.schema);
        expect(findings.filter(({ code }) => code === "undecided" || code === "invalid")).toEqual([]);
        const inputs = product(columns.map((kind) => kinds[kind]!.values));
        const hits = inputs.map((values) => naiveHits(table, values));

        const rank = (row: number) => ["y", "x"].indexOf(String(table.rows[row]!.then[0])) >>> 0;
        const counts = (fired: number[]): number[] => {
          if (table.hit === "first") return fired.slice(0, 1);
          if (table.hit === "priority")
            return fired.toSorted((a, b) => rank(a) - rank(b) || a - b).slice(0, 1);
          return fired;
        };
        const counting = new Set(hits.flatMap(counts));
        const never = [...table.rows.keys()].filter((row) => !counting.has(row)).map(String);
        expect(rowsOf(findings, "never")).toEqual(never.sort());

        const pairs = new Set<string>();
        if (table.hit === "unique" || table.hit === "any")
          for (const fired of hits)
            for (const one of fired)
              for (const other of fired)
                if (
                  one < other &&
                  (table.hit === "unique" || table.rows[one]!.then[0] !== table.rows[other]!.then[0])
                )
                  pairs.add(`${one},${other}`);
        expect(rowsOf(findings, "overlap")).toEqual([...pairs].sort());

        const open = inputs.filter((_, at) => hits[at]!.length === 0 && table.hit !== "collect");
        const whole = open.some((values) => !values.includes(null));
        expect(findings.some(({ code }) => code === "gap")).toBe(whole);
        expect(findings.some(({ code }) => code === "gap-missing")).toBe(!whole && open.length > 0);

        for (const { code, rows, example } of findings) {
          if (example === undefined) continue;
          const values = inputs.find((one) => JSON.stringify(one) === JSON.stringify(example));
          expect(values, `${code} ${JSON.stringify(example)}`).toBeDefined();
          const fired = naiveHits(table, [...example]);
          if (code === "overlap") expect(fired).toEqual(expect.arrayContaining([...rows]));
          else expect(fired).toEqual([]);
        }
      }),
      { numRuns: 600 },
    );
  });

  const table = (rows: DecisionTable["rows"], more: Partial<DecisionTable> = {}): DecisionTable => ({
    title,
    inputs: ["data.amount"],
    outputs: ["level"],
    hit: "unique",
    rows,
    ...more,
  });

  it("B7: a gap between two limits is told with a value that lies in it, in both languages", () => {
    const findings = tableFindings(
      table([
        { when: [{ "<": 5000 }], then: ["team"] },
        { when: [{ ">": 5000 }], then: ["head"] },
      ]),
      () => schemaOf({ type: "number", minimum: 0 }),
    );
    expect(findings).toEqual([
      {
        code: "gap",
        rows: [],
        example: [5000],
        message: { en: "No row fires for 5000.", "zh-CN": "5000时没有命中任何行。" },
      },
    ]);
  });

  it("B7: dates have no gap between two days in a row, and one where a day is left out", () => {
    const days = (...rows: Json[]) =>
      tableFindings(table(rows.map((cell) => ({ when: [cell], then: ["x"] }))), () =>
        schemaOf({ type: "string", format: "date" }),
      ).map(({ code, example }) => [code, example]);
    expect(days({ "<=": "2026-02-28" }, { ">=": "2026-03-01" })).toEqual([]);
    expect(days({ "<": "2026-02-28" }, { ">=": "2026-03-01" })).toEqual([["gap", ["2026-02-28"]]]);
  });

  it("B7: says so where a schema demands more than is looked at", () => {
    const [gap] = tableFindings(table([{ when: [{ "!=": "x" }], then: [1] }]), () =>
      schemaOf({ type: "string", pattern: "^[y]$" }),
    );
    expect(gap?.message.en).toContain("not decided");
  });

  it("B7: a value that may be missing is a gap of its own, and of no concern where something is given otherwise", () => {
    const rows = [
      { when: [true], then: [1] },
      { when: [false], then: [2] },
    ];
    const missing = () => schemaOf({ type: "boolean" }, true);
    expect(tableFindings(table(rows), missing).map(({ code }) => code)).toEqual(["gap-missing"]);
    expect(tableFindings(table(rows, { otherwise: [3] }), missing)).toEqual([]);
  });

  it("B7: an input of which nothing is known may be anything", () => {
    const findings = tableFindings(table([{ when: [{ "<": 1 }], then: [1] }]), () => null);
    expect(findings[0]?.code).toBe("gap");
    expect(tableFindings(table([{ when: [null], then: [1] }]), () => null)).toEqual([]);
  });

  it("B7: gives up, and says so, where there are too many combinations", () => {
    const inputs = Array.from({ length: 40 }, (_, at) => `data.i${at}`);
    const cells = (which: number, value: Json): Json[] =>
      inputs.map((_, at) => (at === which ? value : null));
    // Every input is covered by the last two rows, which shows in the last column only.
    const rows = [
      ...inputs.slice(2).map((_, at) => cells(at, true).with(38, true)),
      cells(39, true),
      cells(39, false),
    ].map((when) => ({ when, then: ["x"] as Json[] }));
    const findings = tableFindings({ title, inputs, outputs: ["o"], hit: "any", rows }, () =>
      schemaOf({ type: "boolean" }),
    );
    expect(findings.map(({ code }) => code)).toEqual(["undecided"]);
  });

  it("B7: a table that cannot be read is said to be one", () => {
    expect(
      tableFindings(table([{ when: [{ "~": 1 }], then: [1] }]), () => null).map(({ code }) => code),
    ).toEqual(["invalid"]);
  });
});
