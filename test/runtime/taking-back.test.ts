import { describe, expect, it } from "vitest";
import type { Store } from "../../engine/ports/index.ts";
import { packWith } from "./fixtures/pack.ts";
import {
  accepted,
  admin,
  countingIds,
  journalOf,
  opened,
  openWorld,
  refused,
  sent,
  stores,
  viewOf,
} from "./world.ts";

/** Taking back what one has sent on, durably: entries, tasks, messages, proxies, and that the record verifies (F8). */

const text = (en: string) => ({ en, "zh-CN": en });
const procedure = {
  id: "request",
  title: text("Request"),
  opening: { by: ["clerk"] },
  data: {
    type: "object",
    properties: {
      subject: { type: "string" },
      secret: { type: "string", confidential: "inner", readOnly: true },
    },
  },
  confidential: { inner: { to: ["chief"] } },
  events: {
    SUBMIT: { title: text("Submit"), by: ["clerk"], takes: ["subject"], saves: true },
    APPROVE: { title: text("Approve"), by: ["chief"], takes: ["secret"], saves: true },
    VOTE: {
      title: text("Vote"),
      by: ["member"],
      payload: { type: "object", properties: { choice: { enum: ["for", "against"] } }, required: ["choice"] },
    },
    TAKE_BACK: { title: text("Take back"), by: ["clerk", "chief"] },
  },
  messages: { wanted: text("For you: {data.subject}"), gone: text("Taken back: {data.subject}") },
  ballots: {
    joint: {
      electors: { role: "member" },
      cast: "VOTE",
      choice: "choice",
      choices: ["for", "against"],
      pass: { for: "for", of: "electors", share: ">1/2" },
      secret: true,
    },
  },
  takeBacks: { own: { event: "TAKE_BACK", of: ["SUBMIT", "APPROVE"], message: "gone" } },
  machine: {
    id: "request",
    initial: "draft",
    states: {
      draft: {
        on: {
          SUBMIT: {
            target: "review",
            actions: { type: "notify", params: { to: ["chief"], message: "wanted" } },
          },
        },
      },
      review: { on: { APPROVE: "voting" } },
      voting: { invoke: { src: "ballot", id: "joint", onDone: "done" } },
      done: { type: "final" },
    },
  },
};
const pack = () =>
  packWith({
    id: "taking-back",
    roles: ["clerk", "chief", "member"],
    people: {
      ann: ["clerk"],
      bob: ["clerk"],
      cho: ["chief"],
      m1: ["member"],
      m2: ["member"],
      m3: ["member"],
    },
    procedures: [procedure],
  });
async function submitted(store: Store) {
  const world = await openWorld({ store, packs: [pack()], ids: countingIds() });
  const id = await opened(world.engine, "request");
  accepted(await sent(world.engine, id, "SUBMIT", "ann", { subject: "a lamp" }));
  return { ...world, id };
}

describe.each(stores)("taking back, over %s", (_, open) => {
  it("F8: the task of the next one is gone, not done; who was told is told; the record verifies", async () => {
    const { engine, store, clock, id } = await submitted(open());
    clock.set("2026-03-02T09:01:00+08:00");
    const answer = accepted(await sent(engine, id, "TAKE_BACK", "ann"));
    expect(answer).toMatchObject({ state: "draft", revision: 3 });
    const tasks = await store.reader.tasksOf(id);
    expect(tasks.map(({ state, status }) => `${state} ${status}`).toSorted()).toEqual([
      "draft done",
      "draft open",
      "review superseded",
    ]);
    const told = (await engine.messages({ by: "cho" })).items.map((message) => message.text?.en);
    expect(told).toEqual(["Taken back: a lamp", "For you: a lamp"]);
    expect((await viewOf(engine, id)).data).toEqual({ subject: "a lamp" });
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("F8: claiming, reading, urging and informing are nothing: it is taken back all the same", async () => {
    const { engine, store, clock, id } = await submitted(open());
    const [task] = (await engine.inbox({ by: "cho" })).items;
    expect(await engine.claim({ task: task!.id, by: "cho" })).toMatchObject({ ok: true });
    expect((await viewOf(engine, id, "cho")).state).toBe("review");
    expect(await engine.markMessagesRead({ by: "cho", at: clock.now() })).toMatchObject({ ok: true });
    accepted(await engine.act({ case: id, act: "urge", by: "ann", payload: {} }));
    accepted(await engine.act({ case: id, act: "copy", by: "cho", payload: { to: ["bob"] } }));
    expect(accepted(await sent(engine, id, "TAKE_BACK", "ann")).state).toBe("draft");
    const [left] = (await store.reader.tasksOf(id)).filter(({ state }) => state === "review");
    expect(left).toMatchObject({ status: "superseded" });
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("F8, H11: a standing proxy takes back for whoever sent it, and is recorded so", async () => {
    const { engine, clock, id } = await submitted(open());
    expect(refused(await sent(engine, id, "TAKE_BACK", "bob"))).toBe("not-permitted");
    const to = new Date(Date.parse(clock.now()) + 86_400_000).toISOString();
    const appointed = await engine.appointProxy({
      of: "ann",
      proxy: "bob",
      from: clock.now(),
      to,
      by: "ann",
    });
    expect(appointed.ok).toBe(true);
    accepted(await sent(engine, id, "TAKE_BACK", { id: "bob", roles: [], for: "ann" }));
    expect((await journalOf(engine, id)).at(-1)?.by).toMatchObject({ id: "bob", for: "ann" });
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("F8, E10: a secret vote counts without telling what it was; until then a ballot that was opened is gone again", async () => {
    const { engine, id } = await submitted(open());
    accepted(await sent(engine, id, "APPROVE", "cho", { secret: "fine" }));
    expect(accepted(await sent(engine, id, "TAKE_BACK", "cho")).state).toBe("review");
    expect((await viewOf(engine, id)).ballots).toEqual([]);
    accepted(await sent(engine, id, "APPROVE", "cho", { secret: "fine" }));
    accepted(await sent(engine, id, "VOTE", "m1", { choice: "for" }));
    const answer = await sent(engine, id, "TAKE_BACK", "cho");
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: "not-now", details: { by: "m1", event: "VOTE" } },
    });
    expect(JSON.stringify(answer)).not.toContain('"for"');
    expect((await engine.verify()).faults).toEqual([]);
    await engine.close();
  });

  it("F8: what was filled in stays with those who may see it", async () => {
    const { engine, id } = await submitted(open());
    accepted(await sent(engine, id, "APPROVE", "cho", { secret: "between us" }));
    accepted(await sent(engine, id, "TAKE_BACK", "cho"));
    expect((await viewOf(engine, id, "cho")).data["secret"]).toBe("between us");
    expect(
      JSON.stringify([await viewOf(engine, id, "ann"), await journalOf(engine, id, "ann")]),
    ).not.toContain("between us");
    await engine.close();
  });

  it("A3, F8: a stale revision comes before whose it is; a suspended case takes nothing back", async () => {
    const { engine, id } = await submitted(open());
    const event = { type: "TAKE_BACK" };
    expect(refused(await engine.send({ case: id, event, by: "bob", revision: 1 }))).toBe("stale-revision");
    accepted(await engine.suspend({ case: id, by: admin, reason: "inspection" }));
    expect(refused(await engine.send({ case: id, event, by: "ann" }))).toBe("suspended");
    accepted(await engine.resume({ case: id, by: admin }));
    expect(accepted(await engine.send({ case: id, event, by: "ann" })).state).toBe("draft");
    await engine.close();
  });
});
