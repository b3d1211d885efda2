import { describe, expect, it } from "vitest";
import type { Json } from "../../engine/model/index.ts";
import { RetryLater, type Connector } from "../../engine/ports/index.ts";
import { trial } from "./fixtures/trial.ts";
import {
  accepted,
  admin,
  journalOf,
  opened,
  openWorld,
  refused,
  sent,
  stores,
  viewOf,
  type World,
} from "./world.ts";

interface Request {
  key: string;
  type: string;
  input: Json;
}
/** A connector that keeps what it was asked and answers as it is told; a thrown error is a failed attempt. */
function recorder(answer: (attempt: number, request: Request) => Json | void | Promise<Json | void>) {
  const requests: Request[] = [];
  const connector: Connector = {
    async perform({ key, type, input }) {
      requests.push({ key, type, input });
      return answer(requests.length, { key, type, input });
    },
  };
  return { connector, requests };
}
const failing = () => recorder(() => Promise.reject(new Error("no line")));

describe.each(stores)("effects over %s", (_, open) => {
  const start = (connectors: Record<string, Connector>): Promise<World> =>
    openWorld({ store: open(), packs: [trial()], connectors });
  const later = (world: World, seconds: number) =>
    world.clock.set(new Date(Date.parse(world.clock.now()) + seconds * 1000).toISOString());
  const effectsOf = async (world: World) => (await world.engine.effects({ by: admin })).items;

  it("delivers a call under a key of case, entry and place, and its answer comes back as an entry", async () => {
    const registry = recorder(() => ({ name: "Li" }));
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    expect(registry.requests).toEqual([]);
    expect(await engine.tick()).toMatchObject({ delivered: 1 });
    expect(registry.requests).toEqual([{ key: `${id}:1:0`, type: "call", input: { number: "7" } }]);
    const view = await viewOf(engine, id);
    expect(view).toMatchObject({ state: "known", data: { found: { name: "Li" } } });
    expect((await journalOf(engine, id))[1]).toMatchObject({ kind: "answer", by: { id: "system" } });
    expect(await engine.tick()).toMatchObject({ delivered: 0 });
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("takes null for an answer, and undefined for one that comes later", async () => {
    const world = await start({
      registry: recorder((attempt) => (attempt === 1 ? null : undefined)).connector,
    });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("known");
    accepted(await sent(engine, id, "AGAIN", "ann"));
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("guarded");
    expect((await effectsOf(world))[0]).toMatchObject({ status: "done" });
    const answer = { case: id, call: "registry", output: { name: "Wu" } };
    expect(refused(await engine.answer({ ...answer, by: "ann" }))).toBe("not-permitted");
    expect(refused(await engine.answer({ ...answer, call: "nothing", by: admin }))).toBe("not-now");
    expect(accepted(await engine.answer({ ...answer, by: admin })).state).toBe("known");
    await engine.close();
  });

  it("takes a failure that comes later to onError", async () => {
    const world = await start({ registry: recorder((attempt) => (attempt === 1 ? 1 : undefined)).connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    accepted(await sent(engine, id, "AGAIN", "ann"));
    await engine.tick();
    const error = { code: "gone", message: "the registry is closed" };
    expect(accepted(await engine.answer({ case: id, call: "registry", error, by: admin })).state).toBe(
      "cancelled",
    );
    await engine.close();
  });

  it("tries again after a pause that doubles, always under the same key", async () => {
    const registry = recorder((attempt) => (attempt < 4 ? Promise.reject(new Error("busy")) : "found"));
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    const attempts = async () => {
      await engine.tick();
      return registry.requests.length;
    };
    expect(await attempts()).toBe(1);
    expect(await attempts()).toBe(1);
    for (const [pause, count] of [
      [1, 2],
      [2, 3],
      [4, 4],
    ] as const) {
      later(world, pause - 0.001);
      expect(await attempts()).toBe(count - 1);
      later(world, 0.001);
      expect(await attempts()).toBe(count);
    }
    expect(new Set(registry.requests.map(({ key }) => key)).size).toBe(1);
    expect((await viewOf(engine, id)).state).toBe("known");
    await engine.close();
  });

  it("A18: waits longer where the other side asks for it, an hour at most and never less than otherwise", async () => {
    const asked = [60_000, 9_000_000, 0, Infinity];
    const registry = recorder((attempt) =>
      attempt > asked.length
        ? "found"
        : Promise.reject(new RetryLater("the registry answered 503", asked[attempt - 1]!)),
    );
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    let count = 1;
    for (const pause of [60, 3600, 4, 3600]) {
      expect((await effectsOf(world))[0]).toMatchObject({ lastError: "the registry answered 503" });
      later(world, pause - 0.001);
      await engine.tick();
      expect(registry.requests).toHaveLength(count);
      later(world, 0.001);
      await engine.tick();
      expect(registry.requests).toHaveLength(++count);
    }
    expect((await viewOf(engine, id)).state).toBe("known");
    expect(() => new RetryLater("soon", Number.NaN)).toThrow(RangeError);
    expect(() => new RetryLater("before", -1)).toThrow(RangeError);
    await engine.close();
  });

  it("A13: after eight attempts an effect is an incident that an administrator can have tried again", async () => {
    let works = false;
    const registry = recorder(() => (works ? "found" : Promise.reject(new Error("no line"))));
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    for (let n = 0; n < 20; n++) {
      await engine.tick();
      later(world, 3600);
    }
    expect(registry.requests).toHaveLength(8);
    const [effect] = await effectsOf(world);
    expect(effect).toMatchObject({ status: "incident", attempts: 8, lastError: "no line" });
    expect(await viewOf(engine, id)).toMatchObject({ state: "asking", incidents: [{}] });
    expect((await journalOf(engine, id)).at(-1)).toMatchObject({ notes: [{ code: "call-failed" }] });
    works = true;
    const key = effect?.key ?? "";
    expect(await engine.retry({ effect: key, by: "ann" })).toMatchObject({
      refusal: { code: "not-permitted" },
    });
    expect(await engine.retry({ effect: key, by: admin })).toEqual({ ok: true });
    await engine.tick();
    expect(await viewOf(engine, id)).toMatchObject({ state: "known", data: { found: "found" } });
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("a failure that the procedure handles leaves no incident", async () => {
    const registry = recorder((attempt) => (attempt === 1 ? "found" : Promise.reject(new Error("no line"))));
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    accepted(await sent(engine, id, "AGAIN", "ann"));
    for (let n = 0; n < 10; n++) {
      await engine.tick();
      later(world, 3600);
    }
    expect(await viewOf(engine, id)).toMatchObject({ state: "cancelled", incidents: [] });
    expect((await engine.counts()).incidents).toBe(0);
    await engine.close();
  });

  it("gives up an attempt that does not answer in time", async () => {
    const asked: AbortSignal[] = [];
    const connector: Connector = {
      perform({ signal }) {
        asked.push(signal);
        return new Promise(() => undefined);
      },
    };
    const world = await start({ registry: connector });
    const { engine } = world;
    await opened(engine, "lookup", { number: "7" });
    const ticking = engine.tick();
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    later(world, 30);
    await ticking;
    expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
    expect((await effectsOf(world))[0]).toMatchObject({
      status: "waiting",
      attempts: 1,
      lastError: "no answer within 30 seconds",
    });
    await engine.close();
  });

  it("counts attempts that ended with the program, and makes no ninth", async () => {
    const registry = recorder(() => "found");
    const world = await start({ registry: registry.connector });
    const { engine, store, clock } = world;
    await opened(engine, "lookup", { number: "7" });
    for (let attempt = 1; attempt <= 8; attempt++)
      await store.transact((tx) => tx.claimEffects(clock.now(), clock.now(), 10));
    await engine.tick();
    expect(registry.requests).toEqual([]);
    expect((await effectsOf(world))[0]).toMatchObject({ status: "incident" });
    await engine.close();
  });

  it("A14: a call that was withdrawn is neither made nor answered", async () => {
    const registry = recorder(() => "found");
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    accepted(await sent(engine, id, "CANCEL", "ann"));
    await engine.tick();
    expect(registry.requests).toEqual([]);
    expect((await effectsOf(world))[0]).toMatchObject({ status: "withdrawn" });
    await engine.close();
  });

  it("A14: an answer that comes after the state was left is not taken", async () => {
    const world: World = await start({
      registry: {
        async perform() {
          accepted(await sent(world.engine, id, "CANCEL", "ann"));
          return "too late";
        },
      },
    });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    expect(await viewOf(engine, id)).toMatchObject({ state: "cancelled", incidents: [] });
    expect((await effectsOf(world))[0]).toMatchObject({ status: "withdrawn" });
    await engine.close();
  });

  it("C5: while its case is suspended nothing goes out; an attempt is not counted", async () => {
    const registry = recorder(() => "found");
    const world = await start({ registry: registry.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
    await engine.tick();
    expect(registry.requests).toEqual([]);
    expect((await effectsOf(world))[0]).toMatchObject({ status: "waiting", attempts: 0 });
    accepted(await engine.resume({ case: id, by: admin }));
    later(world, 3600);
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("known");
    await engine.close();
  });

  it("C5: an answer that finds its case suspended is asked for again when it goes on", async () => {
    let first = true;
    const world: World = await start({
      registry: {
        async perform() {
          if (first) accepted(await world.engine.suspend({ case: id, by: admin, reason: "inspection" }));
          first = false;
          return "found";
        },
      },
    });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    expect((await viewOf(engine, id)).case.status).toBe("suspended");
    accepted(await engine.resume({ case: id, by: admin }));
    later(world, 3600);
    await engine.tick();
    expect((await viewOf(engine, id)).state).toBe("known");
    await engine.close();
  });

  it("says at once that nothing is connected, and calls once it is", async () => {
    const store = open();
    const world = await openWorld({ store, packs: [trial()] });
    const id = await opened(world.engine, "lookup", { number: "7" });
    const [effect] = await effectsOf(world);
    expect(effect).toMatchObject({ status: "incident", attempts: 0 });
    expect((await viewOf(world.engine, id)).incidents[0]?.message).toMatchObject({
      en: expect.stringContaining("registry"),
      "zh-CN": expect.stringContaining("registry"),
    });
    await world.engine.tick();
    expect((await effectsOf(world))[0]?.status).toBe("incident");
    await world.engine.close();
  });

  it("fire and forget: delivered, and nobody waits for the answer", async () => {
    const teller = recorder(() => "heard");
    const world = await start({ registry: recorder(() => "found").connector, teller: teller.connector });
    const { engine } = world;
    const id = await opened(engine, "lookup", { number: "7" });
    await engine.tick();
    const { revision } = accepted(await sent(engine, id, "TELL", "ann"));
    await engine.tick();
    expect(teller.requests).toEqual([{ key: `${id}:3:0`, type: "call", input: { found: "found" } }]);
    expect((await viewOf(engine, id)).case.revision).toBe(revision);
    await engine.close();
  });

  it("a notice goes to the connector of that name; without one it is done and recorded", async () => {
    const mail = recorder(() => undefined);
    for (const connectors of [{ notify: mail.connector }, {}] as Record<string, Connector>[]) {
      const world = await start(connectors);
      const { engine } = world;
      const id = await opened(engine, "errand", { about: "a lamp" });
      accepted(await sent(engine, id, "SUBMIT", "ann"));
      await engine.tick();
      expect((await effectsOf(world))[0]).toMatchObject({ key: `${id}:2:0`, type: "notify", status: "done" });
      expect((await journalOf(engine, id, "cho"))[1]?.effects).toMatchObject([
        { type: "notify", roles: ["chief"], text: { en: "Submitted: a lamp", "zh-CN": "已提交：a lamp" } },
      ]);
      await engine.close();
    }
    expect(mail.requests).toMatchObject([
      { type: "notify", input: { roles: ["chief"], message: "submitted" } },
    ]);
  });

  it("one connector that fails keeps no other from being served", async () => {
    const teller = failing();
    const registry = recorder(() => "found");
    const world = await start({ registry: registry.connector, teller: teller.connector });
    const { engine } = world;
    const first = await opened(engine, "lookup", { number: "1" });
    await engine.tick();
    accepted(await sent(engine, first, "TELL", "ann"));
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, n) => opened(engine, "lookup", { number: String(n) })),
    );
    expect(await engine.tick()).toMatchObject({ delivered: 40 });
    for (const id of ids) expect((await viewOf(engine, id)).state).toBe("known");
    await engine.close();
  });

  it("shows effects to administrators only", async () => {
    const world = await start({});
    await opened(world.engine, "lookup", { number: "7" });
    expect(await world.engine.effects({ by: "ann" })).toEqual({ items: [] });
    await world.engine.close();
  });
});
