import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockView,
  extendClock,
  nextLight,
  pauseClock,
  restartClock,
  resumeClock,
  showLight,
  startClock,
} from "../../engine/machine/clocks.ts";
import type { Instant, Light } from "../../engine/model/types.ts";
import { createZone, instant, millis, TimeFault } from "../../engine/time/index.ts";
import { china, noCalendar } from "../time/setup/zones.ts";
import { at, fire, lightsUntil } from "./clock-times.ts";

const lights = { blue: 0.75, yellow: 0.9 };

describe("D1: in day units a clock looks at midnights only", () => {
  it("the starting day does not count, and a day is used up at its 24:00", () => {
    const clock = startClock({ limit: 10, unit: "days" }, at("2026-03-02T09:00"), china);
    const used = (local: string) => clockView(clock, at(local), china).used;
    expect([
      used("2026-03-02T23:59"),
      used("2026-03-03T23:59"),
      used("2026-03-04"),
      used("2026-03-12T23:59"),
    ]).toEqual([0, 0, 1, 9]);
    expect(nextLight(clock, china)).toEqual({
      light: "red",
      at: china.endOf("2026-03-12"),
      provisional: false,
    });
  });

  it("a clock that starts at exactly 00:00 counts that day", () => {
    const clock = startClock({ limit: 1, unit: "days" }, at("2026-03-02"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-03-02"));
  });

  it("the day of a pause counts, the day of resuming does not", () => {
    let clock = startClock({ limit: 10, unit: "days" }, at("2026-03-02T09:00"), china);
    clock = pauseClock(clock, at("2026-03-05T14:00"), china);
    expect(clockView(clock, at("2026-03-05T15:00"), china).used).toBe(2);
    expect(clockView(clock, at("2026-03-06"), china).used).toBe(3);
    clock = resumeClock(clock, at("2026-03-20T11:00"), china);
    expect(clockView(clock, at("2026-03-21"), china).used).toBe(3);
    expect(clockView(clock, at("2026-03-22"), china).used).toBe(4);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-03-27"));
  });

  it("a pause at exactly 00:00 leaves out the day that begins, a resumption then counts it", () => {
    let clock = startClock({ limit: 10, unit: "days" }, at("2026-03-02T09:00"), china);
    clock = resumeClock(pauseClock(clock, at("2026-03-05"), china), at("2026-03-06"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-03-13"));
  });

  it("a pause in which no midnight falls changes nothing", () => {
    const clock = startClock({ limit: 10, unit: "workingDays", lights }, at("2026-03-02T09:00"), china);
    const again = resumeClock(
      pauseClock(clock, at("2026-03-04T09:00"), china),
      at("2026-03-04T18:00"),
      china,
    );
    expect(again.spans).toEqual(clock.spans);
    const onFirstDay = resumeClock(
      pauseClock(clock, at("2026-03-02T10:00"), china),
      at("2026-03-02T11:00"),
      china,
    );
    expect(onFirstDay.spans).toEqual(clock.spans);
  });

  it("working days only count where they are worked, adjusted weekends included", () => {
    const clock = startClock({ limit: 20, unit: "workingDays", lights }, at("2026-02-10T10:00"), china);
    expect(lightsUntil(clock, at("2026-12-31"))).toEqual([
      "blue 2026-03-09",
      "yellow 2026-03-12",
      "red 2026-03-16",
    ]);
  });

  it.each([
    [10, ["blue 2026-03-10", "yellow 2026-03-11", "red 2026-03-12"]],
    [5, ["blue 2026-03-06", "yellow 2026-03-07", "red 2026-03-07"]],
    [1, ["blue 2026-03-03", "yellow 2026-03-03", "red 2026-03-03"]],
    [0, ["blue 2026-03-02", "yellow 2026-03-02", "red 2026-03-02"]],
    [-3, ["blue 2026-03-02", "yellow 2026-03-02", "red 2026-03-02"]],
  ])(
    "a limit of %i days: light at 24:00 of day ceil(share × limit), coinciding ones in order",
    (limit, expected) => {
      const clock = startClock({ limit, unit: "days", lights }, at("2026-03-02T09:00"), china);
      expect(lightsUntil(clock, at("2026-12-31"))).toEqual(expected);
    },
  );

  it.each([
    [0.9, 10, 9],
    [0.7, 10, 7],
    [0.07, 100, 7],
    [0.29, 100, 29],
    [0.57, 100, 57],
    [0.145, 1000, 145],
    [1e-7, 10, 1],
    [0.3333333333333333, 3, 1],
    [0.33333333333333337, 3, 2],
    [1, 10, 10],
  ])("%d of %i days is %i exactly, whatever floating point says", (blue, limit, day) => {
    const clock = startClock({ limit, unit: "days", lights: { blue } }, at("2026-03-02T09:00"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf(china.add("2026-03-02", day, "days")));
  });

  it("C4: a limit of 0 or less is up when the clock starts, and is read so", () => {
    for (const unit of ["days", "workingDays", "hours"] as const)
      expect(
        clockView(
          startClock({ limit: -3, unit }, at("2026-03-02T09:00"), china),
          at("2026-03-05T09:00"),
          china,
        ).due,
      ).toBe(at("2026-03-02T09:00"));
  });

  it("lights show in order, even where their shares are written in the wrong order", () => {
    const clock = startClock(
      { limit: 10, unit: "days", lights: { blue: 1.5, yellow: 0.5 } },
      at("2026-03-02T09:00"),
      china,
    );
    expect(lightsUntil(clock, at("2026-12-31"))).toEqual([
      "blue 2026-03-07",
      "yellow 2026-03-07",
      "red 2026-03-12",
    ]);
  });

  it("what is not given does not stand in the state", () => {
    const clock = startClock(
      { limit: 3, unit: "days", roll: undefined, lights: undefined, from: undefined },
      at("2026-03-02T09:00"),
      china,
    );
    expect(JSON.parse(JSON.stringify(clock))).toStrictEqual(clock);
  });

  it("a clock without lights goes from green to red", () => {
    const clock = startClock({ limit: 3, unit: "days" }, at("2026-03-02T09:00"), china);
    expect(lightsUntil(clock, at("2026-12-31"))).toEqual(["red 2026-03-05"]);
    expect(nextLight(showLight(clock, "red", at("2026-03-06")), china)).toBeNull();
  });

  it("lights passed when a clock starts are due at once, in order", () => {
    const now = at("2026-03-11T15:00");
    const clock = startClock({ limit: 10, unit: "days", lights, from: "2026-03-01" }, now, china);
    expect(clockView(clock, now, china)).toMatchObject({
      used: 9,
      left: 1,
      light: "green",
      due: china.endOf("2026-03-11"),
    });
    expect(nextLight(clock, china)).toEqual({ light: "blue", at: now, provisional: false });
    const blue = showLight(clock, "blue", now);
    expect(nextLight(blue, china)).toEqual({ light: "yellow", at: now, provisional: false });
    expect(nextLight(showLight(blue, "yellow", now), china)?.at).toBe(china.endOf("2026-03-11"));
  });

  it("`from` may be a date, which is not counted, or an instant with any offset", () => {
    const now = at("2026-03-05T15:00");
    for (const from of ["2026-03-01", "2026-03-01T09:00:00+08:00", "2026-02-28T21:00:00-04:00"])
      expect(nextLight(startClock({ limit: 10, unit: "days", from }, now, china), china)?.at).toBe(
        china.endOf("2026-03-11"),
      );
    const hours = startClock({ limit: 10, unit: "hours", from: "2026-03-05T09:00:00+08:00" }, now, china);
    expect(nextLight(hours, china)?.at).toBe(at("2026-03-05T19:00"));
    expect(hours.spans).toEqual([{ from: at("2026-03-05T09:00") }]);
  });

  it("a clock whose beginning is still to come waits for it, also through a pause", () => {
    let clock = startClock({ limit: 2, unit: "days", from: "2026-03-10" }, at("2026-03-02T09:00"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-03-12"));
    clock = resumeClock(pauseClock(clock, at("2026-03-03T09:00"), china), at("2026-03-06T09:00"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-03-12"));
    let hours = startClock({ limit: 2, unit: "hours", from: "2026-03-10" }, at("2026-03-02T09:00"), china);
    hours = resumeClock(pauseClock(hours, at("2026-03-03T09:00"), china), at("2026-03-06T09:00"), china);
    expect(nextLight(hours, china)?.at).toBe(at("2026-03-11T02:00"));
    expect(clockView(hours, at("2026-03-06T09:00"), china).used).toBe(0);
  });

  it("C3: with roll red waits for a working day, blue and yellow do not", () => {
    const clock = startClock({ limit: 10, unit: "days", roll: true, lights }, at("2026-09-23T09:00"), china);
    expect(lightsUntil(clock, at("2026-12-31"))).toEqual([
      "blue 2026-10-01",
      "yellow 2026-10-02",
      "red 2026-10-08",
    ]);
  });

  it("working days of a year without a calendar make the light provisional", () => {
    const clock = startClock({ limit: 3, unit: "workingDays" }, at("2026-12-30T09:00"), china);
    expect(nextLight(clock, china)).toMatchObject({ at: china.endOf("2027-01-04"), provisional: true });
    expect(clockView(clock, at("2026-12-30T09:00"), china).provisional).toBe(true);
    const later = resumeClock(
      pauseClock(clock, at("2027-01-01T12:00"), china),
      at("2027-02-01T12:00"),
      china,
    );
    expect(nextLight(later, china)?.provisional).toBe(true);
    const table = { source: "made up", holidays: [], workingWeekends: [] };
    const gap = createZone("Asia/Shanghai", { ...noCalendar, years: { "2028": table } });
    const afterGap = resumeClock(pauseClock(clock, at("2027-01-01T12:00"), gap), at("2028-02-01T12:00"), gap);
    expect(nextLight(afterGap, gap)).toMatchObject({ at: gap.endOf("2028-02-02"), provisional: true });
    const inside = startClock({ limit: 1, unit: "workingDays" }, at("2026-12-30T09:00"), china);
    expect(nextLight(inside, china)?.provisional).toBe(false);
    expect(clockView(inside, at("2026-12-30T09:00"), china)).not.toHaveProperty("provisional");
  });
});

describe("D1: minutes and hours are elapsed running time", () => {
  it("lights show at their share of it, to the millisecond", () => {
    const clock = startClock({ limit: 10, unit: "hours", lights }, at("2026-03-02T09:00"), china);
    const shown: { light: Light; at: Instant }[] = [];
    fire(clock, at("2026-03-09"), china, shown);
    expect(shown).toEqual([
      { light: "blue", at: at("2026-03-02T16:30") },
      { light: "yellow", at: at("2026-03-02T18:00") },
      { light: "red", at: at("2026-03-02T19:00") },
    ]);
  });

  it("a pause moves them by its length", () => {
    let clock = startClock({ limit: 90, unit: "minutes" }, at("2026-03-02T09:00"), china);
    clock = pauseClock(clock, at("2026-03-02T10:00"), china);
    expect(clockView(clock, at("2026-03-05T10:00"), china)).toEqual({
      light: "green",
      running: false,
      unit: "minutes",
      limit: 90,
      used: 60,
      left: 30,
    });
    clock = resumeClock(clock, at("2026-03-05T10:00"), china);
    expect(nextLight(clock, china)?.at).toBe(at("2026-03-05T10:30"));
  });
});

describe("C2: months and years", () => {
  it("end on the corresponding day and are read in days", () => {
    const clock = startClock({ limit: 1, unit: "months", lights }, at("2026-01-31T09:00"), china);
    expect(clockView(clock, at("2026-02-11"), china)).toMatchObject({
      unit: "days",
      limit: 28,
      used: 10,
      left: 18,
      due: china.endOf("2026-02-28"),
    });
    expect(lightsUntil(clock, at("2026-12-31"))).toEqual([
      "blue 2026-02-21",
      "yellow 2026-02-26",
      "red 2026-02-28",
    ]);
  });

  it("a pause moves the end by its days, and an extension counts from the original day", () => {
    let clock = startClock({ limit: 1, unit: "months" }, at("2026-01-31T09:00"), china);
    clock = resumeClock(pauseClock(clock, at("2026-02-10T09:00"), china), at("2026-02-15T09:00"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-03-05"));
    clock = extendClock(clock, 1, at("2026-02-20T09:00"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2026-04-05"));
  });

  it("start anew from the day of the restart", () => {
    const clock = startClock({ limit: 1, unit: "years" }, at("2024-02-29T09:00"), china);
    expect(nextLight(clock, china)?.at).toBe(china.endOf("2025-02-28"));
    expect(nextLight(restartClock(clock, at("2024-03-01T09:00"), china), china)?.at).toBe(
      china.endOf("2025-03-01"),
    );
  });
});

describe("D2: a clock goes on where it stopped", () => {
  const start = at("2026-03-02T09:00");
  const paused = pauseClock(
    startClock({ limit: 5, unit: "days", lights }, start, china),
    at("2026-03-05T09:00"),
    china,
  );

  it("no light changes while it pauses", () => {
    expect(nextLight(paused, china)).toBeNull();
    expect(clockView(paused, at("2026-06-01"), china)).not.toHaveProperty("due");
  });

  it("a day of a pause that ends the limit shows its light when the clock goes on", () => {
    const onLastDay = pauseClock(
      startClock({ limit: 3, unit: "days" }, start, china),
      at("2026-03-05T09:00"),
      china,
    );
    expect(clockView(onLastDay, at("2026-03-06"), china).left).toBe(0);
    expect(nextLight(resumeClock(onLastDay, at("2026-03-05T18:00"), china), china)?.at).toBe(
      china.endOf("2026-03-05"),
    );
    expect(nextLight(resumeClock(onLastDay, at("2026-03-09T18:00"), china), china)?.at).toBe(
      at("2026-03-09T18:00"),
    );
  });

  it("pausing what pauses and resuming what runs change nothing", () => {
    expect(pauseClock(paused, at("2026-03-06T09:00"), china)).toBe(paused);
    const running = resumeClock(paused, at("2026-03-06T09:00"), china);
    expect(resumeClock(running, at("2026-03-07T09:00"), china)).toBe(running);
  });

  it("only restart starts it anew: nothing used, green, without its extensions", () => {
    const late = showLight(
      extendClock(resumeClock(paused, at("2026-03-06T09:00"), china), 2, at("2026-03-06T10:00"), china),
      "red",
      at("2026-03-20"),
    );
    const anew = restartClock(late, at("2026-03-20T12:00"), china);
    expect(clockView(anew, at("2026-03-20T12:00"), china)).toEqual({
      light: "green",
      running: true,
      unit: "days",
      limit: 5,
      used: 0,
      left: 5,
      due: china.endOf("2026-03-25"),
    });
  });

  it("a clock that pauses stays paused when it is restarted, and has its whole limit when it goes on", () => {
    const anew = restartClock(paused, at("2026-03-20T12:00"), china);
    expect(nextLight(anew, china)).toBeNull();
    expect(clockView(anew, at("2026-03-25"), china)).toMatchObject({ running: false, used: 0, left: 5 });
    expect(nextLight(resumeClock(anew, at("2026-03-30T12:00"), china), china)).toMatchObject({
      light: "blue",
      at: china.endOf("2026-04-03"),
    });
  });
});

describe("D3: an extension recomputes the light", () => {
  const yellow = showLight(
    startClock({ limit: 10, unit: "days", lights }, at("2026-03-02T09:00"), china),
    "yellow",
    china.endOf("2026-03-11"),
  );

  it("which may go back, and then shows again at its new day", () => {
    const extended = extendClock(yellow, 5, at("2026-03-12T10:00"), china);
    expect(extended.light).toBe("green");
    expect(clockView(extended, at("2026-03-12T10:00"), china)).toMatchObject({ limit: 15, used: 9, left: 6 });
    expect(lightsUntil(extended, at("2026-12-31"))).toEqual([
      "blue 2026-03-14",
      "yellow 2026-03-16",
      "red 2026-03-17",
    ]);
  });

  it("which goes back only as far as the longer limit says", () => {
    expect(extendClock(yellow, 1, at("2026-03-12T10:00"), china).light).toBe("blue");
    expect(extendClock(yellow, 0, at("2026-03-12T10:00"), china).light).toBe("yellow");
  });

  it("a light that was not shown yet is not shown by an extension", () => {
    const late = startClock(
      { limit: 10, unit: "days", lights, from: "2026-02-01" },
      at("2026-03-02T09:00"),
      china,
    );
    expect(extendClock(late, 2, at("2026-03-02T09:00"), china).light).toBe("green");
  });

  it("a shorter limit makes what it has passed due at once", () => {
    const shorter = extendClock(yellow, -3, at("2026-03-12T10:00"), china);
    expect(shorter.light).toBe("yellow");
    expect(nextLight(shorter, china)).toEqual({
      light: "red",
      at: at("2026-03-12T10:00"),
      provisional: false,
    });
  });

  it("goes back in a pause, too, and shows nothing new there", () => {
    const paused = pauseClock(yellow, at("2026-03-12T10:00"), china);
    expect(extendClock(paused, 5, at("2026-03-20T10:00"), china)).toMatchObject({
      light: "green",
      running: false,
    });
    expect(nextLight(extendClock(paused, -5, at("2026-03-20T10:00"), china), china)).toBeNull();
  });

  it("C4: what is no limit is a fault", () => {
    for (const by of [Number.NaN, 0.5, 200_000])
      expect(() => extendClock(yellow, by, at("2026-03-12T10:00"), china)).toThrow(TimeFault);
    expect(() => extendClock({ ...yellow, extended: 99_999 }, 1, at("2026-03-12T10:00"), china)).toThrow(
      TimeFault,
    );
    expect(() => startClock({ limit: 1.5, unit: "days" }, at("2026-03-02"), china)).toThrow(TimeFault);
    expect(() => startClock({ limit: 5, unit: "days", from: "2026-02-30" }, at("2026-03-02"), china)).toThrow(
      TimeFault,
    );
  });
});

describe("a pause", () => {
  it("of whole days moves red by exactly the days that it would have counted", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("days" as const, "workingDays" as const),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(30),
        fc.nat(30),
        (unit, limit, before, length) => {
          const start = at("2026-01-20T09:00");
          const pause = instant(millis(start) + before * 86_400_000);
          const resume = instant(millis(pause) + length * 86_400_000);
          const clock = startClock({ limit, unit }, start, china);
          const missed = china.diff(pause, resume, unit);
          const red = nextLight(clock, china)?.at ?? "";
          fc.pre(china.startingDay(pause) < china.startingDay(red));
          const moved = nextLight(resumeClock(pauseClock(clock, pause, china), resume, china), china)?.at;
          expect(moved).toBe(china.endOf(china.add(china.startingDay(red), missed, unit)));
        },
      ),
    );
  });

  it("after a run in which nothing counted leaves no trace of that run", () => {
    let state = pauseClock(
      startClock({ limit: 5, unit: "days" }, at("2026-03-02T09:00"), china),
      at("2026-03-04T10:00"),
      china,
    );
    for (const date of ["2026-03-10", "2026-03-12", "2026-03-14", "2026-03-16"]) {
      state = resumeClock(state, at(`${date}T09:00`), china);
      state = pauseClock(state, at(`${date}T10:00`), china);
    }
    expect(resumeClock(state, at("2026-03-20T09:00"), china).spans).toEqual([
      { from: "2026-03-02", to: "2026-03-04" },
      { from: "2026-03-20" },
    ]);
  });

  it("a thousand times on one day leaves one span", () => {
    let state = startClock({ limit: 5, unit: "days" }, at("2026-03-02T09:00"), china);
    for (let minute = 0; minute < 1000; minute++) {
      const now = instant(millis(at("2026-03-03T01:00")) + minute * 60_000);
      state = minute % 2 === 0 ? pauseClock(state, now, china) : resumeClock(state, now, china);
    }
    expect(state.spans).toEqual([{ from: "2026-03-02" }]);
  });
});
