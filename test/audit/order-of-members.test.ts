import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { libsql } from "../../engine/store/index.ts";
import { packWith } from "../runtime/fixtures/pack.ts";
import { accepted, opened, openWorld, sent } from "../runtime/world.ts";

const text = (en: string) => ({ en, "zh-CN": en });
const place = {
  type: "object",
  properties: { zone: { type: "integer" }, area: { type: "string" } },
};

/** Somebody is told where, as it was sent. */
const procedure = {
  id: "walk",
  title: text("Walk"),
  opening: { by: ["clerk"] },
  data: { type: "object", properties: { place } },
  events: { SAY: { title: text("Say"), by: ["clerk"], takes: ["place"], saves: true } },
  messages: { where: text("At {data.place}") },
  machine: {
    id: "walk",
    initial: "out",
    states: {
      out: {
        on: { SAY: { actions: { type: "notify", params: { to: ["clerk"], message: "where" } } } },
      },
    },
  },
};

describe("the journal keeps members in an order of its own", () => {
  it("and doing a step again tells what was told when they were sent in another", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "guicheng-order-")), "walk.db");
    const pack = packWith({
      id: "walks",
      roles: ["clerk"],
      people: { ann: ["clerk"] },
      procedures: [procedure],
    });
    const { engine } = await openWorld({ store: libsql({ path }), packs: [pack] });
    const id = await opened(engine, "walk");
    accepted(await sent(engine, id, "SAY", "ann", { place: { zone: 2, area: "north" } }));
    expect(await engine.verify()).toMatchObject({ ok: true, entries: 2, faults: [] });
    await engine.close();
  });
});
