import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import type { Answer, By } from "../../engine/runtime/index.ts";
import { appealed } from "./fixtures/appealed.ts";
import { accepted, admin, journalOf, openWorld, sent, stores, viewOf, type World } from "./world.ts";

describe.each(stores)("appeals against lights over %s", (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ store: open(), packs: [appealed()] });
  });
  afterEach(async () => {
    // Whatever was done: the journal makes the very state again.
    expect((await world.engine.verify()).faults).toEqual([]);
    await world.engine.close();
  });

  const act = (id: string, name: string, by: By, payload: JsonObject): Promise<Answer> =>
    world.engine.act({ case: id, act: name, by, payload: { clock: "work", light: "red", ...payload } });
  const appeal = async (id: string, by: By = "ann", payload: JsonObject = {}) =>
    accepted(await act(id, "appeal", by, { reason: "the system was down", ...payload }));
  const decide = async (id: string, decision: string, by: By = "wat", payload: JsonObject = {}) =>
    accepted(await act(id, "decideAppeal", by, { decision, reason: "so it was", ...payload }));
  async function why(answer: Promise<Answer>) {
    const given = await answer;
    if (given.ok) throw new Error("This was accepted");
    return `${given.refusal.code}: ${given.refusal.message.en}`;
  }
  /** A piece of work that shows red since Friday, 24:00; it is Monday morning. */
  async function overdue(count = 1): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n++)
      ids.push(accepted(await world.engine.open({ procedure: "work", by: "ann", data: {} })).id);
    world.clock.set("2026-03-09T09:00:00+08:00");
    await world.engine.tick();
    return ids;
  }
  const inbox = async (by: By) =>
    (await world.engine.inbox({ by })).items.map(({ kind, title, due, acts }) => ({
      kind,
      title,
      due,
      acts,
    }));
  const figure = async (measure: string) => {
    const measured = await world.engine.measures({ procedure: "work", by: admin });
    if (!measured.ok) throw new Error(measured.refusal.message.en);
    return measured.measures.find((one) => one.measure === measure)!.overall.value;
  };

  it("D4: the appeal and its decision are entries of their own, and the light's entry is what it was", async () => {
    const [id = ""] = await overdue();
    const before = await journalOf(world.engine, id);
    const light = before.find(({ event }) => event.type === "clock.work.red")!;
    await appeal(id, "ann", { evidence: ["the log of 6 March"] });
    await decide(id, "setAside");
    const after = await journalOf(world.engine, id);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.find(({ seq }) => seq === light.seq)).toEqual(light);
    expect(after.slice(before.length)).toMatchObject([
      { kind: "act", event: { type: "case.appeal", light: "red" }, by: { id: "ann" }, taken: [], set: {} },
      { kind: "act", event: { type: "case.decideAppeal", decision: "setAside" }, by: { id: "wat" } },
    ]);
    expect((await viewOf(world.engine, id)).clocks).toMatchObject([
      {
        clock: "work",
        light: "red",
        counts: "yellow",
        shown: [
          { light: "yellow" },
          { light: "red", at: light.at, appeal: { by: "ann", decision: { setAside: true, by: "wat" } } },
        ],
      },
    ]);
  });

  it("D4: the decision is a task of those who are named, with its date, also of a case that has ended", async () => {
    const [id = ""] = await overdue();
    expect(await inbox("wat")).toEqual([]);
    accepted(await sent(world.engine, id, "FINISH", "ann"));
    expect(await why(act(id, "decideAppeal", "wat", { decision: "uphold", reason: "r" }))).toMatch(
      /^not-now/,
    );
    await appeal(id);
    const task = {
      kind: "appeal",
      title: { en: "Decide the appeal: red light of “Work”", "zh-CN": "裁定申诉：“工作”红灯" },
      due: "2026-03-12T16:00:00.000Z",
      acts: ["decideAppeal"],
    };
    expect(await inbox("wat")).toEqual([task]);
    expect(await inbox("ann")).toEqual([]);
    await decide(id, "uphold");
    expect(await inbox("wat")).toEqual([]);
    expect((await world.engine.done({ by: "wat" })).items).toMatchObject([
      { case: id, kind: "appeal", status: "done", closedBy: "wat" },
    ]);
    expect((await viewOf(world.engine, id)).case.status).toBe("done");
  });

  it("D4, H5: who decides sees the case, whatever else they have to do with such cases; a stranger does not", async () => {
    const [id = ""] = await overdue();
    expect((await viewOf(world.engine, id, "wat")).acts.map(({ act: name }) => name)).toContain(
      "decideAppeal",
    );
    const seen = await world.engine.read(id, { by: "stranger" });
    expect(seen).toMatchObject({ ok: false, refusal: { code: "not-permitted" } });
    expect(await why(act(id, "appeal", "stranger", { reason: "r" }))).toMatch(/^not-permitted/);
  });

  it("D4: the parties are told: those who decide of the appeal, who has appealed of the decision", async () => {
    const [id = ""] = await overdue();
    await appeal(id);
    const told = async (by: By) => (await world.engine.messages({ by })).items.map(({ text }) => text?.en);
    expect(await told("wat")).toEqual([
      "Ann appeals against the red light of “Work” in “Work”; you are asked to decide",
    ]);
    expect(await told("ann")).toEqual([]);
    await decide(id, "setAside");
    expect(await told("ann")).toEqual(["Wat has set aside the red light of “Work” in “Work”"]);
  });

  it("D4: measures count what was shown and not set aside, by the journal and by the light that counts", async () => {
    const [one = "", two = ""] = await overdue(3);
    expect([await figure("reds"), await figure("inTime")]).toEqual([3, 0]);
    await appeal(one);
    expect([await figure("reds"), await figure("inTime")]).toEqual([3, 0]);
    await decide(one, "setAside");
    await appeal(two);
    await decide(two, "uphold");
    expect(await figure("reds")).toBe(2);
    expect(await figure("inTime")).toBe(1 / 3);
    expect(await figure("asides")).toBe(1);
  });

  it("D4: the same key gives the same answer again, and a second appeal under another is refused", async () => {
    const [id = ""] = await overdue();
    const payload = { clock: "work", light: "red", reason: "r" };
    const command = { case: id, act: "appeal", by: "ann", payload, key: "k" };
    const first = accepted(await world.engine.act(command));
    expect(await world.engine.act(command)).toEqual({ ...first, repeated: true });
    expect(await why(world.engine.act({ ...command, key: "other" }))).toMatch(
      /^not-now: This light has been appealed against already/,
    );
  });

  it("D4, H11: a standing proxy appeals for somebody, and decides neither that nor what the other would", async () => {
    const [id = ""] = await overdue();
    const period = { from: "2026-03-01T00:00:00.000Z", to: "2026-04-01T00:00:00.000Z" };
    for (const of of ["ann", "wat"])
      expect(await world.engine.appointProxy({ by: admin, of, proxy: "pat", ...period })).toMatchObject({
        ok: true,
      });
    await appeal(id, { id: "pat", roles: [], for: "ann" });
    expect((await viewOf(world.engine, id)).clocks[0]?.shown?.at(-1)?.appeal).toMatchObject({
      by: "ann",
      proxy: "pat",
    });
    const forWat = { id: "pat", roles: [], for: "wat" };
    expect(await why(act(id, "decideAppeal", forWat, { decision: "uphold", reason: "r" }))).toMatch(
      /^not-permitted: This appeal is your own/,
    );
    await decide(id, "uphold");
  });

  it("D4, A1: what is due fires first, so a light that is due has been shown", async () => {
    const [id = ""] = [accepted(await world.engine.open({ procedure: "work", by: "ann", data: {} })).id];
    world.clock.set("2026-03-09T09:00:00+08:00");
    await appeal(id);
    expect((await viewOf(world.engine, id)).clocks[0]?.shown?.map(({ light }) => light)).toEqual([
      "yellow",
      "red",
    ]);
  });
});
