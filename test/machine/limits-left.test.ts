import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dueAfter,
  leftOf,
  nextLight,
  pauseClock,
  resumeClock,
  startClock,
} from "../../engine/machine/clocks.ts";
import type { Timer } from "../../engine/machine/types.ts";
import type { TimeUnit } from "../../engine/model/types.ts";
import { china } from "../time/setup/zones.ts";
import { anyTime, at, epoch } from "./clock-times.ts";

type Limit = Pick<Timer, "due" | "unit" | "roll">;

function suspended(timer: Limit, from: string, to: string): string {
  return dueAfter(leftOf(timer, at(from), china), at(to), china).at;
}

describe("C5: what a limit had left, it has after a suspension", () => {
  const tenDays: Limit = { due: china.endOf("2026-03-12"), unit: "days" };

  it("as many counted days: that of the suspension counts, that of resumption does not", () => {
    expect(suspended(tenDays, "2026-03-05T14:00", "2026-03-20T11:00")).toBe(china.endOf("2026-03-27"));
    expect(suspended({ ...tenDays, unit: "workingDays" }, "2026-03-05T14:00", "2026-03-20T11:00")).toBe(
      china.endOf("2026-03-27"),
    );
    expect(suspended({ ...tenDays, unit: "workingDays" }, "2026-03-09T14:00", "2026-09-30T11:00")).toBe(
      china.endOf("2026-10-10"),
    );
  });

  it("months and years by their days", () => {
    expect(
      suspended({ due: china.endOf("2026-02-28"), unit: "months" }, "2026-01-31T14:00", "2026-03-31T11:00"),
    ).toBe(china.endOf("2026-04-28"));
  });

  it("as much time for hours, minutes and what was due until an instant", () => {
    for (const unit of ["hours", "minutes", undefined] as const)
      expect(suspended({ due: at("2026-03-05T17:00"), unit }, "2026-03-05T14:00", "2026-03-20T11:00")).toBe(
        at("2026-03-20T14:00"),
      );
  });

  it("a last day that is no working day still moves", () => {
    const rolled: Limit = { due: china.endOf("2026-03-12"), unit: "days", roll: true };
    expect(suspended(rolled, "2026-03-05T14:00", "2026-09-26T11:00")).toBe(china.endOf("2026-10-08"));
  });

  it("a suspension on the last day leaves the rest of that day, and nothing later", () => {
    expect(suspended(tenDays, "2026-03-12T14:00", "2026-03-12T15:00")).toBe(china.endOf("2026-03-12"));
    expect(suspended(tenDays, "2026-03-12T14:00", "2026-03-20T11:00")).toBe(at("2026-03-20T11:00"));
  });

  it("is provisional where it runs into a year without a calendar", () => {
    const left = leftOf({ ...tenDays, unit: "workingDays" }, at("2026-03-09T14:00"), china);
    expect(dueAfter(left, at("2026-12-31T11:00"), china).provisional).toBe(true);
    expect(dueAfter(left, at("2026-12-01T11:00"), china).provisional).toBe(false);
  });

  it("is plain JSON", () => {
    const left = leftOf(tenDays, at("2026-03-05T14:00"), china);
    expect(JSON.parse(JSON.stringify(left))).toStrictEqual(left);
  });

  it("a delay and a clock of the same limit end together, however often they are suspended", () => {
    const unit = fc.constantFrom<TimeUnit>("minutes", "hours", "days", "workingDays", "months");
    const times = fc
      .uniqueArray(anyTime(china, epoch.china, 60), { minLength: 1, maxLength: 9 })
      .map((all) => all.sort());
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 20 }), times, (unit, limit, [begin = "", ...rest]) => {
        let timer: Limit = { due: china.due(begin, limit, unit).at, unit };
        let clock = startClock({ limit, unit }, begin, china);
        for (let i = 0; i + 1 < rest.length; i += 2) {
          const [from = "", to = ""] = [rest[i], rest[i + 1]];
          if (from >= timer.due) break;
          timer = { unit, due: dueAfter(leftOf(timer, from, china), to, china).at };
          clock = resumeClock(pauseClock(clock, from, china), to, china);
        }
        expect(nextLight(clock, china)?.at).toBe(timer.due);
      }),
      { numRuns: 400 },
    );
  });
});
