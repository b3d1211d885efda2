import { describe, expect, it } from "vitest";
import type { Json, Logic } from "../../engine/model/types.ts";
import { compileRule, createRules } from "../../engine/rules/index.ts";
import { faultOf } from "./setup/faults.ts";
import { shanghai } from "./setup/zone.ts";

const rules = createRules({ zone: shanghai });
const now = "2026-09-30T17:00:00.000Z";

function evaluated(logic: Logic, data: Json = {}): Json {
  return rules.compile(logic).evaluate({ data, now } as Json);
}

describe("dates in rules", () => {
  it("C1: date.of is the local date of an instant", () => {
    expect(evaluated({ "date.of": { var: "now" } })).toBe("2026-10-01");
    expect(evaluated({ "date.of": "2026-09-30T23:59:59+08:00" })).toBe("2026-09-30");
    expect(evaluated({ "date.of": "2026-09-30" })).toBe("2026-09-30");
  });

  it("C2: date.add moves a date by units, the local date where an instant is given", () => {
    expect(evaluated({ "date.add": ["2026-01-31", 1, "months"] })).toBe("2026-02-28");
    expect(evaluated({ "date.add": ["2026-09-30", 3, "workingDays"] })).toBe("2026-10-10");
    expect(evaluated({ "date.add": [{ var: "now" }, 1, "days"] })).toBe("2026-10-02");
    expect(evaluated({ "date.add": ["2026-03-02", -1, "years"] })).toBe("2025-03-02");
  });

  it("C1: hours and minutes are elapsed time, and give an instant", () => {
    expect(evaluated({ "date.add": [{ var: "now" }, 1.5, "hours"] })).toBe("2026-09-30T18:30:00.000Z");
    expect(evaluated({ "date.add": ["2026-10-01", 30, "minutes"] })).toBe("2026-09-30T16:30:00.000Z");
  });

  it("C6: date.diff is to − from in whole units towards zero, working days over (from, to]", () => {
    expect(evaluated({ "date.diff": ["2026-09-30", "2026-10-10", "workingDays"] })).toBe(3);
    expect(evaluated({ "date.diff": ["2026-10-10", "2026-09-30", "workingDays"] })).toBe(-3);
    expect(evaluated({ "date.diff": ["2026-01-31", "2026-02-27", "months"] })).toBe(0);
    expect(evaluated({ "date.diff": ["2026-01-31", { var: "now" }, "days"] })).toBe(243);
    expect(evaluated({ "date.diff": ["2026-10-01T10:00:00Z", "2026-10-01T08:01:00Z", "hours"] })).toBe(-1);
  });

  it("date.next is strictly after today, or after a date that is given", () => {
    expect(evaluated({ "date.next": "10-01" })).toBe("2027-10-01");
    expect(evaluated({ "date.next": "10-02" })).toBe("2026-10-02");
    expect(evaluated({ "date.next": "friday" })).toBe("2026-10-02");
    expect(evaluated({ "date.next": ["02-29", "2026-01-01"] })).toBe("2028-02-29");
    expect(rules.compile({ "date.next": "friday" }).reads).toEqual(["now"]);
  });

  it.each<[string, Json]>([
    ["missing", null],
    ["no date", "tomorrow"],
    ["a date that does not exist", "2026-02-30"],
    ["a number", 20260101],
  ])("B10: a date that is %s gives nothing, and every comparison with it is false", (_, on) => {
    const days: Logic = { "date.diff": [{ var: "data.on" }, "2026-03-02", "days"] };
    expect(evaluated(days, { on })).toBeNull();
    for (const operator of ["<", "<=", ">", ">=", "=="])
      expect({ operator, holds: evaluated({ [operator]: [days, 0] }, { on }) }).toEqual({
        operator,
        holds: false,
      });
    expect(evaluated({ "date.add": [{ var: "data.on" }, 1, "days"] }, { on })).toBeNull();
    expect(evaluated({ "date.of": { var: "data.on" } }, { on })).toBeNull();
    expect(evaluated({ "date.next": [{ var: "data.on" }] }, { on })).toBeNull();
  });

  it("C4: what cannot be added gives nothing", () => {
    for (const n of [null, "5", 1.5, 1e9])
      expect(evaluated({ "date.add": ["2026-03-02", { var: "data.n" }, "days"] }, { n })).toBeNull();
    expect(evaluated({ "date.add": ["9999-12-31", 1, "days"] })).toBeNull();
  });

  it("C6: units are written out, and need a zone and calendar", () => {
    expect(faultOf(() => rules.compile({ "date.add": ["2026-01-01", 1, "weeks"] }))).toMatchObject({
      code: "unknown-unit",
      path: "/date.add/2",
    });
    expect(faultOf(() => rules.compile({ "date.diff": [1, 2, { var: "data.unit" }] }))?.code).toBe(
      "name-expected",
    );
    expect(faultOf(() => compileRule({ "date.of": { var: "now" } }))?.code).toBe("no-zone");
  });
});
