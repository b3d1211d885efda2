import { describe, expect, it } from "vitest";
import { canonical, sha256 } from "../../engine/model/index.ts";
import { trialWorld } from "./fixtures/trial.ts";
import { accepted, journalOf, opened, refused, stores, viewOf } from "./world.ts";

describe.each(stores)("exactly one answer, over %s", (_, open) => {
  const world = trialWorld(open);

  const count = (id: string, key: string, by = "ann") =>
    world.engine.send({ case: id, event: { type: "COUNT" }, by, key });

  it("gives the first answer again to the same command, though the case has gone on", async () => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    const first = accepted(await count(id, "k1"));
    accepted(await count(id, "k2"));
    expect(await count(id, "k1")).toEqual({ ...first, repeated: true });
    expect((await viewOf(engine, id)).data["count"]).toBe(2);
  });

  it("gives it again even where the case has ended meanwhile", async () => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    const first = accepted(await count(id, "k1"));
    accepted(await engine.send({ case: id, event: { type: "STOP" }, by: "ann" }));
    expect(await count(id, "k1")).toEqual({ ...first, repeated: true });
  });

  it("opens one case for one key", async () => {
    const { engine } = world;
    const command = { procedure: "errand", by: "ann", data: { about: "a lamp" }, key: "k" };
    const first = accepted(await engine.open(command));
    expect(await engine.open(command)).toEqual({ ...first, repeated: true });
    expect(refused(await engine.open({ ...command, data: { about: "another lamp" } }))).toBe("key-reused");
    expect((await engine.counts()).cases).toBe(1);
  });

  it("takes members in another order for the same body", async () => {
    const { engine } = world;
    const first = await engine.open({
      procedure: "errand",
      by: "ann",
      data: { about: "x", income: 3 },
      key: "k",
    });
    const again = await engine.open({
      procedure: "errand",
      by: "ann",
      data: { income: 3, about: "x" },
      key: "k",
    });
    expect(again).toEqual({ ...accepted(first), repeated: true });
  });

  it("keeps the keys of different people apart", async () => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    accepted(await count(id, "k"));
    expect(accepted(await count(id, "k", "bob")).repeated).toBeUndefined();
    expect((await viewOf(engine, id)).data["count"]).toBe(2);
  });

  it("makes one entry of fifty identical commands at once", async () => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    const answers = await Promise.all(Array.from({ length: 50 }, () => count(id, "k")));
    expect(answers.filter((answer) => accepted(answer).repeated === undefined)).toHaveLength(1);
    expect(new Set(answers.map((answer) => accepted(answer).revision))).toEqual(new Set([2]));
    expect(await journalOf(engine, id)).toHaveLength(2);
  });

  it("loses none of fifty different commands at once", async () => {
    const { engine } = world;
    const id = await opened(engine, "errand", { about: "a lamp" });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => count(id, `k${n}`)));
    expect(new Set(answers.map((answer) => accepted(answer).revision)).size).toBe(50);
    expect((await viewOf(engine, id)).data["count"]).toBe(50);
  });

  it("keeps no body from which a vote could be guessed", async () => {
    const { engine, store } = world;
    const id = await opened(engine, "vote");
    const vote = { type: "VOTE", choice: "against" };
    accepted(await engine.send({ case: id, event: vote, by: "m1", key: "k" }));
    const kept = await store.reader.key("m1", "k");
    expect(kept?.body).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(kept)).not.toContain("against");
    // Without the store's secret nobody can try all choices.
    expect(kept?.body).not.toBe(sha256(canonical({ verb: "send", case: id, event: vote })));
  });
});
