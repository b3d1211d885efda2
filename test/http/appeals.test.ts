import { afterAll, beforeAll, expect, it } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject } from "../../engine/model/index.ts";
import { memory } from "../../engine/store/index.ts";
import { createApp, demonstrationIdentity } from "../../server/index.ts";
import { appealed } from "../runtime/fixtures/appealed.ts";
import { accepted, openWorld, type World } from "../runtime/world.ts";

let world: World;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  world = await openWorld({ store: memory(), packs: [appealed()] });
  app = createApp({ engine: world.engine, identity: demonstrationIdentity(world.engine) });
});
afterAll(() => world.engine.close());

const ask = async (method: string, path: string, as: string, body?: object) => {
  const response = await app.request(`/api/v1${path}`, {
    method,
    headers: { "Guicheng-As": as, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as JsonObject };
};

it("D4: a light is appealed against and decided over HTTP, refused in words, and the answer is as the API says", async () => {
  const { id } = accepted(await world.engine.open({ procedure: "work", by: "ann", data: {} }));
  world.clock.set("2026-03-09T09:00:00+08:00");
  await world.engine.tick();
  const light = { clock: "work", light: "red" };
  const post = (as: string, act: string, payload: object) =>
    ask("POST", `/cases/${id}/acts`, as, { act, payload: { ...light, ...payload } });
  const told = async (as: string, act: string, payload: object) => {
    const { status, body } = await post(as, act, payload);
    return [status, body["code"]];
  };

  expect(await told("wat", "appeal", { reason: "r" })).toEqual([403, "not-permitted"]);
  expect(await told("ann", "appeal", {})).toEqual([422, "invalid-payload"]);
  expect((await post("ann", "appeal", { reason: "the system was down", evidence: ["log"] })).status).toBe(
    200,
  );
  const again = await post("ann", "appeal", { reason: "once more" });
  expect([again.status, again.body["message"]]).toEqual([
    409,
    {
      en: "This light has been appealed against already, on 2026-03-09; a second appeal is not possible.",
      "zh-CN": "该灯已于2026-03-09申诉，不得再次申诉。",
    },
  ]);
  const inbox = (await ask("GET", "/tasks", "wat")).body["items"] as JsonObject[];
  expect(inbox).toMatchObject([{ case: id, kind: "appeal", acts: ["decideAppeal"] }]);

  const document = (await ask("GET", "/openapi.json", "ann")).body;
  const ajv = new Ajv2020({ strict: false });
  ajv.addFormat("date-time", true);
  ajv.addSchema({ $id: "api", components: document["components"] as object });
  const fits = ajv.compile({ $ref: "api#/components/schemas/CaseView" });
  const open = (await ask("GET", `/cases/${id}`, "wat")).body;
  expect([fits(open), fits.errors]).toEqual([true, null]);
  expect((open["acts"] as JsonObject[]).find(({ act }) => act === "decideAppeal")).toMatchObject({
    allowed: true,
    lights: [{ ...light, allowed: true }],
  });

  expect(await told("ann", "decideAppeal", { decision: "setAside", reason: "r" })).toEqual([
    403,
    "not-permitted",
  ]);
  expect((await post("wat", "decideAppeal", { decision: "setAside", reason: "so it was" })).status).toBe(200);
  const decided = (await ask("GET", `/cases/${id}`, "ann")).body;
  expect([fits(decided), fits.errors]).toEqual([true, null]);
  expect(decided["clocks"]).toMatchObject([{ light: "red", counts: "yellow" }]);
});
