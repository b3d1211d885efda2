import type { Instant } from "../model/index.ts";
import { instant, millis } from "../time/index.ts";
import type { Runtime } from "./runtime.ts";
import { dueCases, tick } from "./tick.ts";

/** Without anything due the engine looks again after so long: schedules, and what other engines have written. */
const idleMillis = 60_000;
/** With effects waiting for another attempt. */
const retryMillis = 5000;
const endOfTime = "9999-12-31T23:59:59.999Z";

/** Ticks by itself: when something falls due, when effects wait, and every minute. */
export class Loop {
  private readonly runtime: () => Runtime;
  private started = false;
  private closed = false;
  private running: Promise<void> | null = null;
  private again = false;
  /** The earliest that was told to fall due while a round runs, which may have looked before. */
  private told: Instant | null = null;
  private wakesAt: Instant | null = null;
  private forget: () => void = () => undefined;

  /** `runtime` is asked when it is needed: it tells the loop of its commits, and so is made after it. */
  constructor(runtime: () => Runtime) {
    this.runtime = runtime;
  }

  start(): void {
    if (this.started || this.closed) return;
    this.started = true;
    this.run();
  }

  /** Told of every commit. */
  committed({ due, effects }: { due: Instant | null; effects: boolean }): void {
    if (!this.started || this.closed) return;
    const now = this.runtime().clock.now();
    const soon = effects || (due !== null && due <= now);
    if (this.running !== null) {
      this.again ||= soon;
      this.told = earlier(this.told, due);
    } else if (soon) this.wakeAt(now);
    else if (due !== null && (this.wakesAt === null || due < this.wakesAt)) this.wakeAt(due);
  }

  /** Stops, and waits for what is under way. */
  async close(): Promise<void> {
    this.closed = true;
    this.forget();
    await this.running;
  }

  private wakeAt(at: Instant): void {
    this.forget();
    this.wakesAt = at;
    this.forget = this.runtime().clock.wake(at, () => this.run());
  }

  private run(): void {
    if (this.closed) return;
    this.wakesAt = null;
    if (this.running !== null) {
      this.again = true;
      return;
    }
    this.running = this.rounds().then((next) => {
      this.running = null;
      if (!this.closed) this.wakeAt(earlier(next, this.told) as Instant);
    });
  }

  /** Ticks as long as there is news; gives when to look again. */
  private async rounds(): Promise<Instant> {
    const runtime = this.runtime();
    let next: Instant;
    do {
      this.again = false;
      this.told = null;
      const began = runtime.clock.now();
      try {
        await tick(runtime);
      } catch (fault) {
        runtime.onError(fault);
      }
      next = await this.nextWake(runtime, began);
    } while (this.again && !this.closed);
    return next;
  }

  /** Counted from the beginning of the last round, which has not seen what came after it. */
  private async nextWake(runtime: Runtime, began: Instant): Promise<Instant> {
    try {
      const [first] = await dueCases(runtime, endOfTime, 1);
      const waiting = await runtime.store.reader.effects({ status: "waiting", limit: 1 });
      const latest = instant(millis(began) + (waiting.items.length > 0 ? retryMillis : idleMillis));
      // What is due and could not be fired is tried again with the rest, not at once and for ever.
      return first === undefined || first.due > latest || first.due <= began ? latest : first.due;
    } catch (fault) {
      runtime.onError(fault);
      return instant(millis(began) + idleMillis);
    }
  }
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
