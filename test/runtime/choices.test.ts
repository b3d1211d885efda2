import { describe, expect, it } from "vitest";
import { parsePack } from "../../engine/model/index.ts";
import { openEngine, type Engine } from "../../engine/runtime/index.ts";
import { memory } from "../../engine/store/index.ts";
import { choosing } from "./fixtures/choosing.ts";
import { countingIds, manualClock } from "./world.ts";

const admin = { id: "admin", roles: ["administrator"] };

async function office(): Promise<{ engine: Engine; id: string }> {
  const files = Object.entries(choosing()).map(([name, file]) => [name, JSON.stringify(file)]);
  const read = parsePack(Object.fromEntries(files));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const clock = manualClock("2026-03-02T09:00:00+08:00");
  const engine = await openEngine({ store: memory(), clock, ids: countingIds() });
  const deployed = await engine.deploy(read.pack, { by: admin });
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  const opened = await engine.open({ procedure: "relief", by: "ann", data: { about: "困难" } });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal));
  return { engine, id: opened.id };
}
async function offered(asked: ReturnType<Engine["choices"]>) {
  const answer = await asked;
  return answer.ok ? answer.choices : answer.refusal.code;
}
const code = "/properties/items/items/properties/code";
const others = "/properties/others/items";

describe("B11: what a form offers", () => {
  it("comes from the data of the case, a register, or a decision table, as they are then", async () => {
    const { engine, id } = await office();
    const opening = await offered(engine.choices({ procedure: "relief", by: "ann" }));
    expect(opening).toEqual({
      "/properties/office": [
        { value: "east", title: "东站" },
        { value: "north", title: "北站" },
      ],
      "/properties/kind": [{ value: "small", title: "small" }],
    });
    expect(await offered(engine.choices({ procedure: "relief", by: "bob" }))).toMatchObject({
      "/properties/kind": [{ value: "small" }, { value: "large" }],
    });
    expect(await offered(engine.choices({ case: id, event: "MOVE", by: "ann" }))).toEqual({
      "/properties/office": [
        { value: "east", title: "东站" },
        { value: "north", title: "北站" },
      ],
    });
    expect(await offered(engine.choices({ case: id, event: "ASK", by: "ann" }))).toMatchObject({
      [code]: [
        { value: "id", title: "身份证" },
        { value: "income", title: "收入证明" },
      ],
    });
    await engine.close();
  });

  it("is made of nothing that the reader may not see", async () => {
    const { engine, id } = await office();
    expect(await offered(engine.choices({ case: id, event: "ASK", by: "ann" }))).not.toHaveProperty([others]);
    expect(await offered(engine.choices({ case: id, event: "ASK", by: "bob" }))).toHaveProperty(
      [others],
      [{ value: "李某", title: "李某" }],
    );
    await engine.close();
  });

  it("is nothing for whoever may not send the event, or open such a case", async () => {
    const { engine, id } = await office();
    expect(await offered(engine.choices({ procedure: "relief", by: "rex" }))).toEqual({});
    expect(await offered(engine.choices({ case: id, event: "ASK", by: "rex" }))).toBe("not-permitted");
    expect(await offered(engine.choices({ case: id, event: "MOVE", by: "cho" }))).toEqual({});
    expect(await offered(engine.choices({ case: id, event: "NONE", by: "ann" }))).toBe("unknown-event");
    expect(await offered(engine.choices({ case: "none", event: "ASK", by: "ann" }))).toBe("unknown-case");
    expect(await offered(engine.choices({ procedure: "none", by: "ann" }))).toBe("unknown-procedure");
    await engine.send({ case: id, event: { type: "MOVE", office: "north" }, by: "ann" });
    expect(await offered(engine.choices({ case: id, event: "ASK", by: "ann" }))).toEqual({});
    await engine.close();
  });

  it("bounds nothing: what is sent is judged by schema and guards alone", async () => {
    const { engine, id } = await office();
    const sent = await engine.send({ case: id, event: { type: "MOVE", office: "elsewhere" }, by: "ann" });
    expect(sent).toMatchObject({ ok: true, state: "moved" });
    await engine.close();
  });

  it("changes nothing in the case", async () => {
    const { engine, id } = await office();
    const before = await engine.read(id, { by: "ann" });
    await engine.choices({ case: id, event: "ASK", by: "ann" });
    expect(await engine.read(id, { by: "ann" })).toEqual(before);
    await engine.close();
  });
});
