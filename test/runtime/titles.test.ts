import { describe, expect, it } from "vitest";
import { parsePack } from "../../engine/model/index.ts";
import { openEngine, type Engine } from "../../engine/runtime/index.ts";
import { memory } from "../../engine/store/index.ts";
import { choosing } from "./fixtures/choosing.ts";
import { countingIds, manualClock, type ManualClock } from "./world.ts";

const admin = { id: "admin", roles: ["administrator"] };
const office = "/properties/office";
const code = "/properties/items/items/properties/code";
const others = "/properties/others/items";

async function desk(): Promise<{ engine: Engine; clock: ManualClock }> {
  const files = Object.entries(choosing()).map(([name, file]) => [name, JSON.stringify(file)]);
  const read = parsePack(Object.fromEntries(files));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const clock = manualClock("2026-03-02T09:00:00+08:00");
  const engine = await openEngine({ store: memory(), clock, ids: countingIds() });
  const deployed = await engine.deploy(read.pack, { by: admin });
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  return { engine, clock };
}
async function opened(engine: Engine, data: { [key: string]: string } = {}): Promise<string> {
  const answer = await engine.open({ procedure: "relief", by: "ann", data: { about: "困难", ...data } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.id;
}
async function sent(engine: Engine, id: string, event: Parameters<Engine["send"]>[0]["event"], by = "ann") {
  const answer = await engine.send({ case: id, event, by });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.revision;
}
async function told(engine: Engine, id: string, by: string) {
  const answer = await engine.titles({ case: id, by });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer;
}

describe("B12: what a chosen value means", () => {
  it("is told of what stands in the case, and of each entry, by field", async () => {
    const { engine } = await desk();
    const id = await opened(engine, { office: "east", kind: "small" });
    const asked = await sent(engine, id, { type: "ASK", items: [{ code: "id" }, { code: "none" }] });
    const moved = await sent(engine, id, { type: "MOVE", office: "north" });
    const { data, entries } = await told(engine, id, "ann");
    expect(data[office]).toEqual([{ value: "north", title: "北站" }]);
    expect(data["/properties/kind"]).toEqual([{ value: "small", title: "small" }]);
    expect(data["/properties/first"]).toEqual([{ value: "income", title: "收入证明" }]);
    expect(entries["1"]?.said[office]).toEqual([{ value: "east", title: "东站" }]);
    expect(entries["1"]?.set[office]).toEqual([{ value: "east", title: "东站" }]);
    expect(entries[asked]?.said).toEqual({ [code]: [{ value: "id", title: "身份证" }] });
    expect(entries[moved]?.said[office]).toEqual([{ value: "north", title: "北站" }]);
    await engine.close();
  });

  it("is what it meant when it was written, whatever the register has become", async () => {
    const { engine, clock } = await desk();
    const first = await opened(engine, { office: "north" });
    clock.set("2026-03-03T09:00:00+08:00");
    await sent(engine, first, { type: "MOVE", office: "north" });
    clock.set("2026-03-04T09:00:00+08:00");
    await sent(engine, first, { type: "RENAME" });
    clock.set("2026-03-05T09:00:00+08:00");
    const second = await opened(engine, { office: "north" });
    expect((await told(engine, first, "ann")).data[office]).toEqual([{ value: "north", title: "北站" }]);
    expect((await told(engine, second, "ann")).data[office]).toEqual([{ value: "north", title: "北新站" }]);
    await sent(engine, first, { type: "CLOSE" });
    expect((await told(engine, first, "ann")).data[office]).toEqual([{ value: "north", title: "北站" }]);
    await engine.close();
  });

  it("is found though it is not offered, and not at all where nobody has ever known it", async () => {
    const { engine } = await desk();
    const closed = await opened(engine, { office: "south" });
    expect((await told(engine, closed, "ann")).data[office]).toEqual([{ value: "south", title: "南站" }]);
    const unknown = await opened(engine, { office: "elsewhere" });
    expect((await told(engine, unknown, "ann")).data).not.toHaveProperty([office]);
    await engine.close();
  });

  it("is what it means now, where the register did not have it yet", async () => {
    const { engine, clock } = await desk();
    const id = await opened(engine);
    await sent(engine, id, { type: "MOVE", office: "north" });
    await sent(engine, id, { type: "CLOSE" });
    clock.set("2026-03-04T09:00:00+08:00");
    const early = await opened(engine, { office: "north" });
    expect((await told(engine, early, "ann")).data).not.toHaveProperty([office]);
    clock.set("2026-03-05T09:00:00+08:00");
    const again = await opened(engine);
    await sent(engine, again, { type: "MOVE", office: "east" });
    await sent(engine, again, { type: "RENAME" });
    expect((await told(engine, early, "ann")).data[office]).toEqual([{ value: "north", title: "北新站" }]);
    await engine.close();
  });

  it("is made of nothing that the reader may not see, and told to nobody who may not see the case", async () => {
    const { engine } = await desk();
    const id = await opened(engine);
    const seq = await sent(engine, id, { type: "ASK", others: ["李某"], items: [{ code: "id" }] }, "bob");
    expect((await told(engine, id, "bob")).entries[seq]?.said).toHaveProperty([others]);
    expect((await told(engine, id, "ann")).entries[seq]?.said).toEqual({
      [code]: [{ value: "id", title: "身份证" }],
    });
    expect(await engine.titles({ case: id, by: "rex" })).toMatchObject({
      refusal: { code: "not-permitted" },
    });
    expect(await engine.titles({ case: "none", by: "ann" })).toMatchObject({
      refusal: { code: "unknown-case" },
    });
    await engine.close();
  });

  it("changes nothing in the case", async () => {
    const { engine } = await desk();
    const id = await opened(engine, { office: "east" });
    const before = await engine.read(id, { by: "ann" });
    await engine.titles({ case: id, by: "ann" });
    expect(await engine.read(id, { by: "ann" })).toEqual(before);
    await engine.close();
  });

  it("is told of the groups of measures, where it depends on no case", async () => {
    const { engine } = await desk();
    await opened(engine, { office: "east" });
    await opened(engine, { office: "elsewhere" });
    const measured = await engine.measures({ procedure: "relief", by: "bob" });
    expect(measured).toMatchObject({ ok: true, titles: { [office]: [{ value: "east", title: "东站" }] } });
    expect(Object.keys(measured.ok ? (measured.titles ?? {}) : {})).toEqual([office]);
    await engine.close();
  });
});
