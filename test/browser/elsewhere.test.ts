import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
});
afterAll(() => world.close());

/** Chooses something by its name in the contents. */
async function choose(page: Page, key: string): Promise<void> {
  await page.locator(".outline-filter input").fill(key.slice(key.indexOf(" ") + 1));
  await page.locator(`[role="treeitem"][data-key="${key}"]`).click();
}
const designer = (language: "en" | "zh-CN", procedure: string): Promise<Page> =>
  world.as("admin", { language, width: 1440, path: `/designer/${procedure}` });
const usedAt = (page: Page): Locator =>
  page.locator(".fold", { has: page.getByRole("button", { name: /^Used at/ }) });

describe("what else names a thing", () => {
  it("is a worked example, which opens where it can be followed, with the steps that name it", async () => {
    const page = await designer("en", "residents-council-deliberation");
    await choose(page, "events VOTE");
    await usedAt(page)
      .getByRole("button", { name: /^Used at/ })
      .click();
    await usedAt(page)
      .getByRole("button", { name: /Example/ })
      .last()
      .click();
    const chosen = page.locator('.examples-list > li[aria-current="true"]');
    await chosen
      .getByText(/^Steps? \d+.*: Vote$/)
      .first()
      .waitFor();
    expect(await chosen.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await seriousViolations(page)).toEqual([]);
    await chosen.getByRole("button", { name: "Follow" }).click();
    await page.locator(".running-steps").waitFor();
    await page.context().close();
  });

  it("is another procedure, which is told before it is renamed, and with its old name after, until that is taken back", async () => {
    const page = await designer("zh-CN", "department-opinion");
    await choose(page, "field department");
    const told = page.getByRole("button", { name: /^其他规程也使用/ });
    await told.click();
    const places = page.locator(".elsewhere-places");
    await places
      .getByText(/联审|审批/)
      .first()
      .waitFor();
    const name = page.locator(".inspector").getByRole("textbox", { name: "标识", exact: true }).first();
    await name.fill("office");
    await name.press("Enter");
    await page
      .getByRole("note")
      .getByText(/仍使用原名“department”/)
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await told.waitFor();
    expect(await page.getByRole("note").count()).toBe(0);
    await page.context().close();
  });
});
