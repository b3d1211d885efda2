import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { world } from "./world.ts";

let here: Awaited<ReturnType<typeof world>>;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here.engine.close());

const items = ({ body }: { body: JsonObject }) => body["items"] as JsonObject[];

describe("common acts over HTTP", () => {
  it("H1: an act is posted to its case, takes a key and a revision, and is refused in words", async () => {
    const id = await here.motion();
    const path = `/api/v1/cases/${id}/acts`;
    const body = { act: "copy", payload: { to: ["chair-1"], text: "FYI" } };
    const first = await here.ask("POST", path, "proposer-1", body, {
      "Idempotency-Key": "k",
      "If-Match": '"1"',
    });
    expect([first.status, first.headers.get("etag")]).toEqual([200, '"2"']);
    const again = await here.ask("POST", path, "proposer-1", body, { "Idempotency-Key": "k" });
    expect(again.body).toMatchObject({ revision: 2, repeated: true });
    const stale = await here.ask("POST", path, "proposer-1", { act: "urge" }, { "If-Match": '"1"' });
    expect([stale.status, stale.body["code"]]).toEqual([412, "stale-revision"]);
    const unknown = await here.ask("POST", path, "proposer-1", { act: "promote" });
    expect([unknown.status, unknown.body["code"]]).toEqual([422, "unknown-event"]);
    const strange = await here.ask("POST", path, "proposer-1", {
      act: "transfer",
      payload: { to: "chair-1" },
    });
    expect([strange.status, strange.body["code"]]).toEqual([403, "not-permitted"]);
    expect((await here.ask("POST", path, "proposer-1", { payload: {} })).status).toBe(400);
    expect((await here.ask("POST", path, undefined, body)).status).toBe(401);
  });

  it("H5: who was informed has it on a list, reads the case and marks it as read", async () => {
    const id = await here.motion();
    const people = items(await here.ask("GET", "/api/v1/people", "proposer-1")).map((one) =>
      String(one["id"]),
    );
    const stranger = people.find((one) => one !== "proposer-1" && one !== "secretary-1")!;
    const informed = { act: "copy", payload: { to: [stranger] } };
    expect((await here.ask("POST", `/api/v1/cases/${id}/acts`, "proposer-1", informed)).status).toBe(200);
    const listed = items(await here.ask("GET", "/api/v1/copies", stranger)).find((one) => one["case"] === id);
    expect(listed).toMatchObject({ by: "proposer-1", procedure: "residents-council-deliberation" });
    expect((await here.ask("GET", `/api/v1/cases/${id}`, stranger)).body["copied"]).toBe(listed!["at"]);
    expect((await here.ask("POST", `/api/v1/cases/${id}/read`, stranger)).status).toBe(204);
    const after = items(await here.ask("GET", "/api/v1/copies", stranger)).find((one) => one["case"] === id);
    expect(after).toHaveProperty("readAt");
    expect((await here.ask("POST", `/api/v1/cases/${id}/read`, "secretary-1")).status).toBe(404);
  });

  it("H11: a standing proxy is appointed, acts under the header Guicheng-For, and is ended", async () => {
    const id = await here.motion();
    const forSecretary = { "Guicheng-For": "secretary-1" };
    const admits = (headers: Record<string, string>) =>
      here.ask("POST", `/api/v1/cases/${id}/events`, "proposer-1", { type: "ADMIT" }, headers);
    expect((await admits(forSecretary)).status).toBe(403);
    const period = { from: "2020-01-01T00:00:00Z", to: "2099-01-01T00:00:00Z" };
    const made = await here.ask("POST", "/api/v1/proxies", "secretary-1", { proxy: "proposer-1", ...period });
    expect([made.status, made.body["of"]]).toEqual([201, "secretary-1"]);
    expect((await here.ask("GET", "/api/v1/proxies", "proposer-1")).body["actsFor"]).toHaveLength(1);
    // Whoever proposed it may not admit it, in nobody's place (B2).
    expect((await admits(forSecretary)).body["code"]).toBe("not-permitted");
    const ended = { of: "secretary-1", proxy: "proposer-1" };
    expect((await here.ask("POST", "/api/v1/proxies/end", "proposer-1", ended)).status).toBe(204);
    expect((await here.ask("GET", "/api/v1/proxies", "proposer-1")).body["actsFor"]).toEqual([]);
  });

  it("H10: everything is handed over by administrators alone", async () => {
    const body = { from: "secretary-1", to: "chair-1" };
    expect((await here.ask("POST", "/api/v1/handovers", "secretary-1", body)).status).toBe(403);
    const operator = { id: "operator", roles: ["administrator"] };
    const own = await world({ identity: { demonstration: false, who: async () => operator } });
    const moved = await own.ask("POST", "/api/v1/handovers", undefined, { ...body, trial: true });
    expect((await own.ask("GET", "/api/v1/handovers", undefined)).body).toEqual({ items: [] });
    await own.engine.close();
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ moved: [], refused: [] });
  });
});
