import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { properties, row } from "./workbench.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
let path: string;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
  const opened = await world.engine.open({
    procedure: "approval-case",
    by: "applicant-qiu",
    data: { itemCode: "R-03", applicantName: "邱建平", channel: "online" },
  });
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  const event = { type: "SUBMIT", given: ["ID-CARD", "income"] };
  await world.engine.send({ case: opened.id, event, by: "applicant-qiu" });
  path = `/cases/${opened.id}`;
});
afterAll(() => world.close());

const option = (page: Page, title: string): Locator =>
  page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", {
    hasText: title,
  });

describe("what was chosen", () => {
  it("B12: is told by its title, with the code, among the particulars, in the course, and in the record", async () => {
    const page = await world.as("window-tao", { language: "en", path });
    const particulars = page.locator(".case-main dl.data").first();
    await particulars.getByText("Small temporary relief R-03").waitFor();
    await particulars.getByText("Civil affairs civil").first().waitFor();
    const said = page.locator(".timeline .said").first();
    await said.getByText("Proof of income income").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.goto(`${new URL(page.url()).origin}${path}/record`);
    await page.locator(".record").getByText("Small temporary relief R-03").first().waitFor();
    await page.context().close();
    const chinese = await world.as("window-tao", { language: "zh-CN", path });
    await chinese.locator(".case-main dl.data").first().getByText("小额临时救助 R-03").waitFor();
    await chinese.locator(".timeline .said").first().getByText("居民身份证 ID-CARD").waitFor();
    await chinese.context().close();
  });
});

describe("in the designer", () => {
  it("says in a form what a field is chosen from, and a register that nothing looked up is looked up then", async () => {
    const page = await world.as("admin", { language: "zh-CN", width: 1440, path: "/designer/approval-case" });
    await page.locator(".outline-filter input").fill("renewalOf");
    await row(page, "field renewalOf").click();
    const form = properties(page);
    await form.getByRole("combobox", { name: "选项来源" }).click();
    await page.keyboard.type("审批服务事项流程指标目录");
    await option(page, "审批服务事项流程指标目录").click();
    await form.getByText(/初始可选：.*S-01/).waitFor();
    await form.getByRole("combobox", { name: "选项来源" }).click();
    await page.keyboard.type("居民议事会议事清单");
    await option(page, "居民议事会议事清单").click();
    await form.getByText(/初始可选：.*M-1/).waitFor();
    await page.locator(".outline-filter input").fill("councilMatters");
    await row(page, "facts councilMatters").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press("Control+z");
    await row(page, "facts councilMatters").waitFor({ state: "detached" });
    await page.context().close();
  });

  it("offers what is chosen by title where a case is tried out, with what the case has by then", async () => {
    const page = await world.as("admin", { language: "en", width: 1440, path: "/designer/approval-case" });
    await page
      .getByRole("button", { name: /^Try it out/ })
      .first()
      .click();
    await page.locator(".simulate-choices label", { hasText: /^As/ }).getByRole("combobox").click();
    await page.keyboard.type("邱建平");
    await option(page, "邱建平").click();
    await page.locator("#simulate-open_itemCode").click();
    await page.keyboard.type("Small temporary");
    await option(page, "Small temporary relief").click();
    await page.locator("#simulate-open_applicantName").fill("邱建平");
    await page.locator(".simulate-begin form button[type=submit]").click();
    await page.locator(".running-case").getByText("Small temporary relief R-03").waitFor({ timeout: 15_000 });
    await page.locator(".running-offers").getByRole("button", { name: "Submit" }).click();
    const materials = page.getByRole("group", { name: "Submit" });
    await materials.getByRole("combobox").first().click();
    await option(page, "Identity card").waitFor();
    await page.context().close();
  });
});
