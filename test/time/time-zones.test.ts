import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createZone, instant, millis } from "../../engine/time/index.ts";
import { noCalendar } from "./setup/zones.ts";

const zones = [
  "Asia/Shanghai",
  "UTC",
  "America/New_York",
  "Europe/London",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Asia/Beirut",
];

describe("local dates in any time zone", () => {
  const formats = new Map(
    zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat("sv-SE", { timeZone })]),
  );

  it("are those of the host's own tables", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: millis("1960-01-01T00:00:00.000Z"), max: millis("2035-01-01T00:00:00.000Z") }),
        (timeZone, ms) => {
          expect(createZone(timeZone, noCalendar).dateOf(instant(ms))).toBe(
            formats.get(timeZone)?.format(ms),
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("C1: begin where they first are, without a gap and without overlap", () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 27_000 }), (timeZone, day) => {
        const zone = createZone(timeZone, noCalendar);
        const date = zone.add("1960-01-01", day, "days");
        const start = millis(zone.startOf(date));
        expect(zone.dateOf(instant(start)) >= date).toBe(true);
        expect(zone.dateOf(instant(start - 1)) < date).toBe(true);
        expect(zone.endOf(date)).toBe(zone.startOf(zone.add(date, 1, "days")));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("days that are no 24 hours", () => {
  const hoursOf = (timeZone: string, date: string) => {
    const zone = createZone(timeZone, noCalendar);
    return (millis(zone.endOf(date)) - millis(zone.startOf(date))) / 3_600_000;
  };

  it.each([
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Asia/Shanghai", "1986-05-04", 23],
    ["Asia/Shanghai", "1986-09-14", 25],
    ["Asia/Shanghai", "2026-05-04", 24],
    ["Pacific/Apia", "2011-12-30", 0],
  ])("%s, %s: %d hours", (timeZone, date, hours) => expect(hoursOf(timeZone, date)).toBe(hours));

  it("a day whose midnight does not exist begins at its first instant", () => {
    const zone = createZone("America/Sao_Paulo", noCalendar);
    expect(zone.startOf("2018-11-04")).toBe("2018-11-04T03:00:00.000Z");
    expect(zone.due("2018-11-03T12:00:00.000Z", 1, "days").at).toBe("2018-11-05T02:00:00.000Z");
    expect(zone.due(zone.startOf("2018-11-04"), 1, "days").at).toBe(zone.endOf("2018-11-04"));
  });

  it("a date once begun is not gone back to where clocks are put back over midnight", () => {
    const zone = createZone("America/St_Johns", noCalendar);
    const start = millis(zone.startOf("2006-10-29"));
    for (let minutes = 0; minutes < 120; minutes++)
      expect(zone.dateOf(instant(start + minutes * 60_000))).toBe("2006-10-29");
  });

  it("hours pass through the change of clocks as elapsed time", () => {
    const zone = createZone("America/New_York", noCalendar);
    expect(zone.due("2026-03-08T05:30:00.000Z", 3, "hours").at).toBe("2026-03-08T08:30:00.000Z");
    expect(zone.due("2026-03-07", 24, "hours").at).toBe("2026-03-09T05:00:00.000Z");
  });
});

it("a time zone that nobody knows is a fault", () => {
  expect(() => createZone("Mars/Olympus", noCalendar)).toThrow(
    expect.objectContaining({ code: "unknown-time-zone" }),
  );
});
