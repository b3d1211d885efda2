import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, meetsGoal, shownFigure, valueTitle, type Json } from "../../engine/model/index.ts";
import { changed, problemsOf } from "./fixtures/change.ts";

describe("figures of measures", () => {
  it("a share with the unit % is shown times a hundred, and nothing else is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
        const share = thousandths / 100_000;
        expect(shownFigure({ give: "share", unit: "%" }, share)).toBe(thousandths / 1_000);
        expect(shownFigure({ give: "mean", unit: "%" }, share)).toBe(share);
        expect(shownFigure({ give: "share", unit: { en: "of one", "zh-CN": "比" } }, share)).toBe(share);
      }),
    );
  });
  it("a goal is met from its own value on: upwards, or downwards where it is aimed at from above", () => {
    expect([0.8, 0.9, 1].map((value) => meetsGoal(value, 0.9, undefined))).toEqual([false, true, true]);
    expect([0.8, 0.9, 1].map((value) => meetsGoal(value, 0.9, "atMost"))).toEqual([true, true, false]);
  });
  it("a value is called as the schema of its field, or of the items of its list, calls it", () => {
    const title = (en: string) => ({ en, "zh-CN": `${en}（中文）` });
    const first: Json[] = [{ const: "a", title: title("First") }, { const: "b" }];
    const data = {
      type: "object",
      properties: {
        kind: { oneOf: first },
        places: { type: "array", items: { oneOf: [{ const: "all", title: "Everywhere" }] } },
      },
    };
    expect(valueTitle(data, "kind", "a")).toEqual(title("First"));
    expect(valueTitle(data, "data.kind", "a")).toEqual(title("First"));
    expect(valueTitle(data, "places", "all")).toBe("Everywhere");
    for (const [path, value] of [
      ["kind", "b"],
      ["kind", null],
      ["none", "a"],
    ] as const)
      expect(valueTitle(data, path, value)).toBeNull();
  });
  it("a text in a cell is never taken for a formula, and is otherwise as it was", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(cellText(text)).not.toMatch(/^\s*[=+\-@]/);
        expect([text, `'${text}`]).toContain(cellText(text));
      }),
    );
    expect(["=1", " =1", "＝1", "\t1", "a=1", "1-2"].map(cellText)).toEqual([
      "'=1",
      "' =1",
      "'＝1",
      "'\t1",
      "a=1",
      "1-2",
    ]);
  });
});

describe("the definition of a measure", () => {
  const faults = (place: string, value: string | number) =>
    problemsOf(changed("procedures/permit.json", place, value));
  it("C12: that tells how things stand knows no period, and a side belongs to a goal", () => {
    expect(faults("/measures/open/period", "month").length).toBeGreaterThan(0);
    expect(faults("/measures/open/aim", "atMost").length).toBeGreaterThan(0);
    expect(faults("/measures/onTime/aim", "above").length).toBeGreaterThan(0);
    expect(faults("/measures/onTime/aim", "atMost")).toEqual([]);
  });
});
