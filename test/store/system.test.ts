import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomIds, systemClock } from "../../engine/store/index.ts";

describe("the system clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2026-03-02T04:00:00.000Z") }));
  afterEach(() => void vi.useRealTimers());

  it("tells the time as instants are written", () => {
    expect(systemClock.now()).toBe("2026-03-02T04:00:00.000Z");
  });

  it("wakes once, at the instant, not before", () => {
    const calls: string[] = [];
    systemClock.wake("2026-03-02T04:00:05.000Z", () => calls.push(systemClock.now()));
    vi.advanceTimersByTime(4999);
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(calls).toEqual(["2026-03-02T04:00:05.000Z"]);
  });

  it("wakes for an instant that has passed, though not within the call", () => {
    let called = 0;
    systemClock.wake("2020-01-01T00:00:00.000Z", () => called++);
    expect(called).toBe(0);
    vi.advanceTimersByTime(1);
    expect(called).toBe(1);
  });

  it("waits for years, which is longer than a timer can", () => {
    const calls: string[] = [];
    systemClock.wake("2028-03-02T04:00:00.000Z", () => calls.push(systemClock.now()));
    vi.advanceTimersByTime(Date.parse("2028-03-02T03:59:59.999Z") - Date.now());
    expect(calls).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(calls).toEqual(["2028-03-02T04:00:00.000Z"]);
  });

  it("waits on where the clock was set back meanwhile", () => {
    let called = 0;
    systemClock.wake("2026-03-02T04:00:05.000Z", () => called++);
    vi.setSystemTime("2026-03-02T03:00:00.000Z");
    vi.advanceTimersByTime(5000);
    expect(called).toBe(0);
    vi.advanceTimersByTime(3_600_000);
    expect(called).toBe(1);
  });

  it("forgets what is not wanted any more, and keeps no process alive with it", () => {
    let called = 0;
    const forget = systemClock.wake("2026-03-02T04:00:05.000Z", () => called++);
    const forgetLong = systemClock.wake("2030-01-01T00:00:00.000Z", () => called++);
    vi.advanceTimersByTime(2000);
    forget();
    vi.advanceTimersByTime(40 * 86_400_000);
    forgetLong();
    expect(vi.getTimerCount()).toBe(0);
    expect(called).toBe(0);
  });

  it("throws for what is no instant", () => {
    expect(() => systemClock.wake("tomorrow", () => undefined)).toThrow(TypeError);
  });
});

describe("identifiers", () => {
  it("are 26 characters without `:`, all different, and sort in the order of making", () => {
    const ids = Array.from({ length: 20_000 }, () => randomIds.next());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toEqual([]);
    expect(ids.toSorted()).toEqual(ids);
  });

  it("keep to the order of making where the clock goes back", () => {
    vi.useFakeTimers({ now: Date.now() });
    const first = randomIds.next();
    vi.setSystemTime(Date.now() - 60_000);
    const second = randomIds.next();
    vi.useRealTimers();
    expect(second > first).toBe(true);
  });

  it("are not guessed from the one before", () => {
    const tails = Array.from({ length: 1000 }, () =>
      BigInt(Number.parseInt(randomIds.next().slice(-6), 32) || 0),
    );
    const steps = new Set(tails.slice(1).map((tail, n) => tail - (tails[n] ?? 0n)));
    expect(steps.size).toBeGreaterThan(900);
  });
});
