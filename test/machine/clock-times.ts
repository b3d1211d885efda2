import * as fc from "fast-check";
import { nextLight, showLight } from "../../engine/machine/clocks.ts";
import type { ClockState } from "../../engine/machine/types.ts";
import type { Instant, Light } from "../../engine/model/types.ts";
import { createZone, instant, millis, type Zone } from "../../engine/time/index.ts";
import { china, noCalendar } from "../time/setup/zones.ts";

/** An instant by the clock on the wall in China. */
export const at = (local: string) =>
  instant(millis(`${local.length === 10 ? `${local}T00:00` : local}+08:00`));

/** Fires the lights that are due at or before an instant, as a case does (A1). */
export function fire(
  state: ClockState,
  to: Instant,
  zone: Zone,
  shown: { light: Light; at: Instant }[],
): ClockState {
  for (let next = nextLight(state, zone); next && next.at <= to; next = nextLight(state, zone)) {
    shown.push({ light: next.light, at: next.at });
    state = showLight(state, next.light, next.at);
  }
  return state;
}

export function lightsUntil(state: ClockState, to: Instant, zone: Zone = china): string[] {
  const shown: { light: Light; at: Instant }[] = [];
  fire(state, to, zone, shown);
  return shown.map(({ light, at }) => `${light} ${zone.startingDay(at)}`);
}

export const saoPaulo = createZone("America/Sao_Paulo", noCalendar);
/** Midnights that do not exist and public holidays in bulk fall into this time. */
export const epoch = {
  china: millis("2026-01-20T16:00:00.000Z"),
  saoPaulo: millis("2018-10-20T00:00:00.000Z"),
};

export const anyTime = (zone: Zone, from: number, days: number) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.integer({ min: 0, max: days * 1440 }).map((minutes) => instant(from + minutes * 60_000)),
    },
    {
      weight: 2,
      arbitrary: fc.nat(days).map((day) => zone.startOf(zone.add(zone.dateOf(instant(from)), day, "days"))),
    },
  );
