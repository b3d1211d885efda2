import { describe, expect, it } from "vitest";
import type { Connector } from "../../engine/ports/index.ts";
import { trial } from "./fixtures/trial.ts";
import { accepted, opened, openWorld, sent, stores, viewOf } from "./world.ts";

/** Waits for something that the loop does in its own time. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

describe.each(stores)("an engine that ticks by itself, over %s", (_, open) => {
  it("fires what falls due when it falls due", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    engine.start();
    const id = await opened(engine, "opinion", { who: "Li" });
    clock.set("2026-03-02T10:59:59+08:00");
    expect((await viewOf(engine, id)).state).toBe("asked");
    clock.set("2026-03-02T11:00:00+08:00");
    await until(async () => (await viewOf(engine, id)).state === "ended");
    await engine.close();
  });

  it("wakes for what falls due sooner than all that it waited for", async () => {
    const { engine, clock } = await openWorld({ store: open(), packs: [trial()] });
    const late = await opened(engine, "errand", { about: "a lamp" });
    accepted(await sent(engine, late, "SUBMIT", "ann"));
    engine.start();
    const soon = await opened(engine, "opinion", { who: "Li" });
    clock.set("2026-03-02T11:00:00+08:00");
    await until(async () => (await viewOf(engine, soon)).state === "ended");
    expect((await viewOf(engine, late)).state).toBe("review");
    await engine.close();
  });

  it("delivers at once what a commit asks for, and tries again what failed", async () => {
    let attempts = 0;
    const connector: Connector = {
      async perform() {
        attempts += 1;
        if (attempts === 1) throw new Error("busy");
        return "found";
      },
    };
    const world = await openWorld({ store: open(), packs: [trial()], connectors: { registry: connector } });
    const { engine, clock } = world;
    engine.start();
    const id = await opened(engine, "lookup", { number: "7" });
    await until(() => attempts === 1);
    await until(async () => (await engine.counts()).waitingEffects === 1);
    await until(async () => {
      clock.set(new Date(Date.parse(clock.now()) + 1000).toISOString());
      return (await viewOf(engine, id)).state === "known";
    });
    expect(attempts).toBe(2);
    await engine.close();
  });

  it("opens what schedules ask for within a minute", async () => {
    const { engine, clock } = await openWorld({
      store: open(),
      packs: [trial()],
      at: "2026-03-08T23:59:30+08:00",
    });
    engine.start();
    clock.set("2026-03-09T00:00:30+08:00");
    await until(async () => (await engine.counts()).cases === 2);
    await engine.close();
  });

  it("tells of a fault and goes on", async () => {
    const store = open();
    const { engine, clock, errors } = await openWorld({ store, packs: [trial()] });
    const id = await opened(engine, "opinion", { who: "Li" });
    const { transact } = store;
    store.transact = () => Promise.reject(new Error("a fault of the program"));
    engine.start();
    await until(() => errors.length > 0);
    store.transact = transact;
    await until(async () => {
      clock.set(new Date(Date.parse(clock.now()) + 60_000).toISOString());
      return (await viewOf(engine, id)).state === "ended";
    });
    await engine.close();
  });

  it("waits, when it is closed, for what is under way", async () => {
    const done: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const connector: Connector = {
      async perform() {
        done.push("begun");
        await held;
        done.push("ended");
        return "found";
      },
    };
    const { engine } = await openWorld({
      store: open(),
      packs: [trial()],
      connectors: { registry: connector },
    });
    engine.start();
    await opened(engine, "lookup", { number: "7" });
    await until(() => done.length === 1);
    const closing = engine.close().then(() => done.push("closed"));
    release();
    await closing;
    expect(done).toEqual(["begun", "ended", "closed"]);
  });
});
