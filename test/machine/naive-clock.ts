import type { ClockStart } from "../../engine/machine/clocks.ts";
import type { Instant, Light } from "../../engine/model/types.ts";
import { lights } from "../../engine/model/types.ts";
import { elapsedUnits, instant, isElapsed, millis, type Zone } from "../../engine/time/index.ts";

/** What happens to a clock after its start. */
export interface Act {
  act: "pause" | "resume" | "restart" | "extend";
  at: Instant;
  by?: number;
}

/** Shares in hundredths, so that this reckoning is one of whole numbers. */
export interface Start extends Omit<ClockStart, "lights"> {
  hundredths: { blue?: number; yellow?: number };
}

/**
 * A clock by brute force: it keeps every stretch of running, walks over every instant at which anything could change, and
 * counts anew each time what rule D1 says. Slow and plain, to hold `clocks.ts` to.
 */
export class NaiveClock {
  readonly shown: { light: Light; at: Instant }[] = [];
  light: Light = "green";
  private runs: { from: Instant; to?: Instant }[];
  private extended = 0;
  private readonly start: Start;
  private readonly zone: Zone;

  constructor(start: Start, now: Instant, zone: Zone) {
    this.start = start;
    this.zone = zone;
    this.runs = [{ from: this.beginning(start.from ?? now) }];
    this.look(now);
  }

  /** A day that is not counted ends at its 24:00. */
  private beginning(from: string): Instant {
    return from.length === 10 ? this.zone.endOf(from) : from;
  }

  get running(): boolean {
    const last = this.runs.at(-1);
    return last !== undefined && last.to === undefined;
  }

  get total(): number {
    const limit = this.start.limit + this.extended;
    return isElapsed(this.start.unit) ? limit * elapsedUnits[this.start.unit] : limit;
  }

  private ranAt(at: Instant): boolean {
    return this.runs.some(({ from, to }) => from <= at && (to === undefined || at < to));
  }

  /** Dates that count and have ended, in order. */
  private countedDays(now: Instant): string[] {
    const first = this.runs[0]?.from;
    const counted: string[] = [];
    if (first === undefined) return counted;
    for (
      let date = this.zone.dateOf(first);
      this.zone.endOf(date) <= now;
      date = this.zone.add(date, 1, "days")
    )
      if (this.ranAt(this.zone.startOf(date)) && (this.start.unit === "days" || this.zone.isWorkingDay(date)))
        counted.push(date);
    return counted;
  }

  used(now: Instant): number {
    if (!isElapsed(this.start.unit)) return this.countedDays(now).length;
    const lengths = this.runs.map(({ from, to }) => millis(to ?? now) - millis(from));
    return lengths.reduce((sum, length) => sum + Math.max(0, length), 0);
  }

  /** No light waits longer than a later one, other than for the working day of red. */
  private reached(light: Light, now: Instant): boolean {
    if (light === "green") return true;
    if (light === "red") return this.usedUp(100, now) && this.endedOnWorkingDay(now);
    if (this.start.hundredths[light] === undefined) return false;
    const later =
      light === "blue"
        ? [this.start.hundredths.blue, this.start.hundredths.yellow]
        : [this.start.hundredths.yellow];
    return [...later, 100].some((share) => share !== undefined && this.usedUp(share, now));
  }

  private usedUp(share: number, now: Instant): boolean {
    const amount = Math.ceil((share * this.total) / 100);
    return amount <= 0 || this.used(now) >= amount;
  }

  private endedOnWorkingDay(now: Instant): boolean {
    if (!this.start.roll || this.start.unit !== "days" || this.total <= 0) return true;
    let last = this.countedDays(now)[this.total - 1] ?? "";
    while (!this.zone.isWorkingDay(last)) last = this.zone.add(last, 1, "days");
    return this.zone.endOf(last) <= now;
  }

  private look(now: Instant): void {
    if (!this.running) return;
    for (const light of lights.slice(lights.indexOf(this.light) + 1)) {
      if (!this.reached(light, now)) continue;
      this.light = light;
      this.shown.push({ light, at: now });
    }
  }

  /** Walks to an instant; what is due then has happened. */
  walk(from: Instant, to: Instant): void {
    if (isElapsed(this.start.unit)) {
      for (let ms = millis(from); ms <= millis(to); ms += 60_000) this.look(instant(ms));
      return;
    }
    for (
      let date = this.zone.dateOf(from);
      this.zone.startOf(date) <= to;
      date = this.zone.add(date, 1, "days")
    )
      if (this.zone.startOf(date) >= from) this.look(this.zone.startOf(date));
  }

  apply({ act, at, by = 0 }: Act): void {
    const last = this.runs.at(-1);
    if (act === "pause" && last && this.running) last.to = at;
    if (act === "resume" && !this.running) this.runs.push({ from: at });
    if (act === "restart") {
      this.runs = this.running ? [{ from: at }] : [];
      this.extended = 0;
      this.light = "green";
    }
    if (act === "extend") {
      this.extended += by;
      const stands = lights.slice(0, lights.indexOf(this.light) + 1);
      this.light = stands.filter((light) => this.reached(light, at)).at(-1) ?? "green";
    }
    this.look(at);
  }
}
