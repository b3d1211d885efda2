/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeOf } from "../../../engine/model/names/shape.ts";
import type { DecisionTable, Json } from "../../../engine/model/types.ts";
import {
  cellText,
  outputText,
  readCellText,
  readOutputText,
} from "../../../designer/editor/decisions/cell-text.ts";
import {
  cellAt,
  readTsv,
  withBlock,
  withCell,
  withInput,
  withoutInput,
  withoutOutput,
  withoutRow,
  withOutput,
  withRow,
  withRowMoved,
  withRowTwice,
  writeTsv,
} from "../../../designer/editor/decisions/table-edits.ts";
import { documents } from "./shipped.ts";

const number = shapeOf({ type: "number" });
const risk = shapeOf({
  oneOf: [
    { const: "major", title: { en: "Major risk", "zh-CN": "重大风险" } },
    { const: "serious", title: { en: "Serious, and soon", "zh-CN": "较大风险" } },
  ],
});

describe("a cell as a short text", () => {
  it.each<[Json, string]>([
    [null, "any"],
    [{ ">=": 5000 }, "≥ 5000"],
    [{ ">=": 5, "<": 10 }, "≥ 5 & < 10"],
    [5000, "5000"],
    [{ in: [1, 2] }, "1, 2"],
    [{ "==": null }, "missing"],
    [{ "!=": null }, "present"],
    [true, "yes"],
  ])("%j is told as %s", (cell, text) => {
    expect(cellText(cell, shapeOf({}), "en")).toBe(text);
    expect(readCellText(text, shapeOf({}))).toEqual({ ok: true, value: cell });
  });

  it("calls choices by their titles, in quotes or by value where a title would be read as several", () => {
    expect(cellText("major", risk, "zh-CN")).toBe("重大风险");
    expect(cellText({ in: ["major", "serious"] }, risk, "zh-CN")).toBe("重大风险、较大风险");
    expect(cellText("serious", risk, "en")).toBe("serious");
    expect(readCellText("较大风险", risk)).toEqual({ ok: true, value: "serious" });
    expect(readCellText("≠ Major risk", risk)).toEqual({ ok: true, value: { "!=": "major" } });
  });

  it("takes what people type: signs of either form, spaces, thousands", () => {
    const typed: [string, Json][] = [
      [">=5000", { ">=": 5000 }],
      ["≤ 3.5", { "<=": 3.5 }],
      ["", null],
      ["任意", null],
      ["-", null],
      ["= 4", { "==": 4 }],
    ];
    for (const [text, cell] of typed) expect(readCellText(text, number)).toEqual({ ok: true, value: cell });
    expect(readCellText("much", number)).toEqual({ ok: false });
    expect(readCellText("≥", number)).toEqual({ ok: false });
    expect(readCellText('{"~":1}', number)).toEqual({ ok: false });
  });

  const constant = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constantFrom("major", "any", "missing", "≥ 5", "a, b", "=1+1", "yes", "5"),
  );
  const cells: fc.Arbitrary<Json> = fc.oneof(
    fc.constant(null),
    constant,
    fc.array(constant, { maxLength: 3 }).map((list) => ({ in: list })),
    fc
      .uniqueArray(fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "===", "in"), {
        minLength: 1,
        maxLength: 3,
      })
      .chain((operators) =>
        fc
          .tuple(...operators.map((op) => (op === "in" ? fc.array(constant) : constant)))
          .map((values) => Object.fromEntries(operators.map((op, at) => [op, values[at] as Json]))),
      ),
    fc.jsonValue() as fc.Arbitrary<Json>,
  );

  it("is never read as another cell than it was written from", () => {
    for (const shape of [
      number,
      risk,
      shapeOf({ type: "string" }),
      shapeOf({ type: "boolean" }),
      "open" as const,
    ])
      for (const language of ["en", "zh-CN"] as const)
        fc.assert(
          fc.property(cells, (cell) => {
            const read = readCellText(cellText(cell, shape, language), shape);
            // What no table may have cannot be typed either.
            if (read.ok) expect(JSON.stringify(read.value)).toBe(JSON.stringify(cell));
          }),
        );
  });

  it("tells every cell of the shipped tables in a way that is read as the same", () => {
    for (const { definition } of documents)
      for (const table of Object.values(definition.decisions ?? {}))
        for (const row of table.rows) {
          for (const cell of row.when)
            expect(readCellText(cellText(cell, "open", "zh-CN"), "open")).toEqual({ ok: true, value: cell });
          for (const value of row.then)
            expect(readOutputText(outputText(value, "en"))).toEqual({ ok: true, value });
        }
  });

  it("never begins as a formula of a spreadsheet does", () => {
    fc.assert(
      fc.property(cells, (cell) => {
        expect(cellText(cell, "open", "en")).not.toMatch(/^(?:[=+@]|-(?!\d))/);
      }),
    );
  });
});

describe("text of spreadsheets", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), { minLength: 1 }),
        (rows) => {
          expect(readTsv(writeTsv(rows))).toEqual(rows);
        },
      ),
    );
  });
  it("is taken with either line end, and with quotes as spreadsheets set them", () => {
    expect(readTsv('a\t"b ""c""\nd"\r\n1\t2\r\n')).toEqual([
      ["a", 'b "c"\nd'],
      ["1", "2"],
    ]);
  });
});

describe("edits of a table", () => {
  const table: DecisionTable = {
    title: { en: "T", "zh-CN": "表" },
    inputs: ["data.a", "data.b"],
    outputs: ["x", { name: "y", priorities: ["p"] }],
    hit: "unique",
    rows: [
      { when: [1, null], then: ["one", 1] },
      { when: [{ ">": 1 }, "b"], then: ["two", 2] },
    ],
    otherwise: ["none", 0],
  };

  it("change one cell, of a condition, an output or the last line", () => {
    expect(withCell(table, 0, 1, "b").rows[0]).toEqual({ when: [1, "b"], then: ["one", 1] });
    expect(withCell(table, 1, 2, "z").rows[1]!.then).toEqual(["z", 2]);
    expect(withCell(table, 2, 3, 9).otherwise).toEqual(["none", 9]);
    expect(withCell(table, 2, 0, 9)).toBe(table);
    expect(withCell(table, 0, 1, "b").rows[1]).toBe(table.rows[1]);
    expect(cellAt(table, 2, 2)).toBe("none");
  });

  it("add, copy, move and take out rows, and back", () => {
    expect(withoutRow(withRow(table, 1), 1)).toEqual(table);
    expect(withoutRow(withRowTwice(table, 0), 1)).toEqual(table);
    expect(withRowMoved(withRowMoved(table, 0, 1), 1, 0)).toEqual(table);
    expect(withRowMoved(table, 0, 2)).toBe(table);
  });

  it("add and take out columns, and back", () => {
    expect(withoutInput(withInput(table, "data.c"), 2)).toEqual(table);
    expect(withoutOutput(withOutput(table, "z"), 2)).toEqual(table);
    expect(withInput(table, "data.c").rows[0]!.when).toEqual([1, null, null]);
  });

  it("paste a block over cells, adding rows and leaving alone what has no value and what lies outside", () => {
    const pasted = withBlock(table, 1, 1, [
      ["c", undefined],
      ["d", "three", 3, "outside"],
    ]);
    expect(pasted.rows).toEqual([
      table.rows[0],
      { when: [{ ">": 1 }, "c"], then: ["two", 2] },
      { when: [null, "d"], then: ["three", 3] },
    ]);
    expect(pasted.otherwise).toBe(table.otherwise);
  });
});
