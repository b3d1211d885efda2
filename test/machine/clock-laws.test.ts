import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clockView,
  extendClock,
  nextLight,
  pauseClock,
  restartClock,
  resumeClock,
  startClock,
} from "../../engine/machine/clocks.ts";
import type { ClockState } from "../../engine/machine/types.ts";
import type { Instant, Light, TimeUnit } from "../../engine/model/types.ts";
import { instant, millis, type Zone } from "../../engine/time/index.ts";
import { china } from "../time/setup/zones.ts";
import { NaiveClock, type Act, type Start } from "./naive-clock.ts";
import { anyTime, epoch, fire, saoPaulo } from "./clock-times.ts";

const acts: Record<Act["act"], (state: ClockState, act: Act, zone: Zone) => ClockState> = {
  pause: (state, { at }, zone) => pauseClock(state, at, zone),
  resume: (state, { at }, zone) => resumeClock(state, at, zone),
  restart: (state, { at }, zone) => restartClock(state, at, zone),
  extend: (state, { at, by = 0 }, zone) => extendClock(state, by, at, zone),
};

const anyLights = fc.record(
  { blue: fc.integer({ min: 1, max: 100 }), yellow: fc.integer({ min: 1, max: 100 }) },
  { requiredKeys: [] },
);

function anyHistory(zone: Zone, from: number, unit: TimeUnit) {
  const time = anyTime(zone, from, unit === "minutes" ? 2 : 50);
  const kinds: Act["act"][] = ["pause", "pause", "pause", "resume", "resume", "resume", "extend", "restart"];
  // Whole hundredths of an hour are whole minutes, which the naive clock looks at.
  const limit =
    unit === "minutes"
      ? fc.integer({ min: -1, max: 12 }).map((n) => n * 100)
      : fc.integer({ min: -1, max: 30 });
  const by =
    unit === "minutes"
      ? fc.integer({ min: -3, max: 3 }).map((n) => n * 100)
      : fc.integer({ min: -5, max: 10 });
  const act = fc.record({ act: fc.constantFrom(...kinds), at: time, by });
  return fc
    .record({
      limit,
      roll: unit === "days" ? fc.boolean() : fc.constant(false),
      hundredths: anyLights,
      times: fc.array(act, { maxLength: 8 }),
      begin: time,
      from: fc.option(fc.oneof(time, unit === "minutes" ? time : time.map(zone.dateOf)), { nil: undefined }),
    })
    .map(({ limit, roll, hundredths, times, begin, from }) => {
      const sorted = times.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
      const now = begin < (sorted[0]?.at ?? begin) ? begin : (sorted[0]?.at ?? begin);
      const early =
        from !== undefined && (from.length === 10 ? zone.startOf(from) : from) <= now ? { from } : {};
      const start: Start = { limit, unit, roll, hundredths, ...early };
      return { start, now, history: sorted };
    });
}

const places = [
  { place: "China", zone: china, from: epoch.china },
  { place: "São Paulo", zone: saoPaulo, from: epoch.saoPaulo },
];
const everyKind = places.flatMap((place) =>
  (["days", "workingDays", "minutes"] as const).map((unit) => ({ ...place, unit })),
);

function begun({ hundredths, ...start }: Start, now: Instant, zone: Zone): ClockState {
  const shares = Object.fromEntries(Object.entries(hundredths).map(([light, share]) => [light, share / 100]));
  return startClock({ ...start, lights: shares }, now, zone);
}

describe.each(everyKind)("any clock in $unit in $place", ({ zone, from, unit }) => {
  const anyClock = anyHistory(zone, from, unit);
  const end = instant(from + (unit === "minutes" ? 4 : 90) * 86_400_000);

  it("D1, D2, D3: shows what a walk from midnight to midnight, or minute to minute, finds", () => {
    fc.assert(
      fc.property(anyClock, ({ start, now, history }) => {
        const naive = new NaiveClock(start, now, zone);
        const shown: { light: Light; at: Instant }[] = [];
        let state = fire(begun(start, now, zone), now, zone, shown);
        let before = now;
        for (const act of [...history, { act: "pause" as const, at: end }]) {
          naive.walk(before, act.at);
          naive.apply(act);
          state = fire(state, act.at, zone, shown);
          state = fire(acts[act.act](state, act, zone), act.at, zone, shown);
          before = act.at;
          const { used, light, running } = clockView(state, act.at, zone);
          expect({ used: unit === "minutes" ? used * 60_000 : used, light, running }).toEqual({
            used: naive.used(act.at),
            light: naive.light,
            running: naive.running,
          });
        }
        expect(shown).toEqual(naive.shown);
      }),
      { numRuns: unit === "minutes" ? 40 : 150 },
    );
  });

  it("used and left make up the limit, and nothing is used in a pause", () => {
    fc.assert(
      fc.property(anyClock, fc.nat(40), ({ start, now, history }, hours) => {
        let state = begun(start, now, zone);
        for (const act of history) {
          state = acts[act.act](state, act, zone);
          const view = clockView(state, act.at, zone);
          expect(view.used + view.left).toBe(view.limit);
          if (state.running) continue;
          const dayEnd = millis(zone.endOf(zone.dateOf(act.at)));
          const [soon, late] = [instant(dayEnd), instant(dayEnd + hours * 3_600_000)];
          expect(clockView(state, late, zone).used).toBe(clockView(state, soon, zone).used);
          expect(nextLight(state, zone)).toBeNull();
        }
      }),
    );
  });

  it("nothing of it falls due before its last change, and its state is small plain JSON that no function changes", () => {
    fc.assert(
      fc.property(anyClock, ({ start, now, history }) => {
        let state = frozen(begun(start, now, zone));
        for (const act of history) {
          state = frozen(acts[act.act](state, act, zone));
          expect((nextLight(state, zone)?.at ?? act.at) >= state.at).toBe(true);
          expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
        }
        expect(state.spans.length).toBeLessThanOrEqual(unit === "minutes" ? 1 : history.length + 1);
      }),
    );
  });
});

function frozen(state: ClockState): ClockState {
  state.spans.forEach((span) => Object.freeze(span));
  Object.freeze(state.spans);
  return Object.freeze(state);
}
