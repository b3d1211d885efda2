import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "./world.ts";

let world: World;
let id = "";
beforeAll(async () => {
  world = await openWorld();
  const opened = await world.engine.open({
    procedure: "bench",
    by: "ann",
    data: { place: "北门广场", kind: "stone", cost: 300 },
  });
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  id = opened.id;
});
afterAll(() => world.close());

describe("two browsers at once", () => {
  it("see a task appear, be taken, given back and done, without being asked", async () => {
    const [cai, root] = await Promise.all([
      world.as("cai", { path: "/inbox" }),
      world.as("root", { language: "en", path: "/inbox" }),
    ]);
    await cai.getByRole("button", { name: "认领" }).click();
    await cai.getByText("本人").waitFor();
    // What somebody has taken is in nobody else's inbox.
    await root.getByText("Nothing waits for you").waitFor();
    await cai.getByRole("button", { name: "放回" }).click();
    await root.getByRole("link", { name: "Checking" }).waitFor();
    const sent = await world.engine.send({ case: id, event: { type: "ACCEPT" }, by: "cai" });
    expect(sent.ok).toBe(true);
    await cai.getByText("没有待办").waitFor();
    await root.getByText("Nothing waits for you").waitFor();
  });

  it("see the chart move with the case", async () => {
    const page = await world.as("m1", { path: `/cases/${id}` });
    await page.locator(".chart-card.is-active", { hasText: "表决中" }).waitFor();
    for (const by of ["m1", "m2"])
      await world.engine.send({ case: id, event: { type: "VOTE", choice: "for" }, by });
    await page.locator(".chart-card.is-active", { hasText: "公示" }).waitFor();
    await page.locator(".chart-card.is-visited", { hasText: "审查" }).waitFor();
    await page.locator(".chart-card.is-gone", { hasText: "已撤回" }).waitFor();
    expect(await page.locator(".chart-line.is-taken").count()).toBeGreaterThanOrEqual(2);
    await page.getByRole("button", { name: "为已走路径编号" }).click();
    expect(await page.locator(".chart-number text").allTextContents()).toEqual(["1", "2"]);
  });

  it("an administrator lets a case stand still and go on, and everybody sees it", async () => {
    const [root, cai] = await Promise.all([
      world.as("root", { language: "en", path: `/cases/${id}` }),
      world.as("cai", { path: `/cases/${id}` }),
    ]);
    await root.getByRole("button", { name: "Suspend the case" }).click();
    await root.getByLabel("Reason").fill("The harbour is flooded.");
    await root.getByRole("dialog").getByRole("button", { name: "Suspend the case" }).click();
    await cai.getByText("案件已中止，恢复后方可继续办理。").waitFor();
    await root.getByRole("button", { name: "Resume the case" }).click();
    await cai.locator("header.head .status.is-active").waitFor();
  });
});
