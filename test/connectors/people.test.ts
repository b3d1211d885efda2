import { expect, it } from "vitest";
import { createApp, demonstrationIdentity } from "../../server/index.ts";
import { openOffice } from "./office.ts";

it("an address is for whoever sends letters, and not for everybody who may choose a person", async () => {
  const { engine } = await openOffice({ connectors: {} });
  expect(await engine.people()).toContainEqual(expect.objectContaining({ mail: "ann@example.org" }));
  const app = createApp({ engine, identity: demonstrationIdentity(engine) });
  const answer = (await (await app.request("/api/v1/people")).json()) as { items: object[] };
  expect(answer.items).toContainEqual({ id: "ann", name: "安", roles: ["clerk"] });
  expect(JSON.stringify(answer)).not.toContain("@example.org");
  await engine.close();
});
