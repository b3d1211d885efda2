import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
});
afterAll(() => world.close());

const row = (page: Page, key: string): Locator => page.locator(`[role="treeitem"][data-key="${key}"]`);
/** Chooses something by its name in the contents. */
async function choose(page: Page, key: string): Promise<void> {
  const filter = page.locator(".outline-filter input");
  await filter.fill(key.slice(key.indexOf(" ") + 1));
  await row(page, key).click();
  await filter.fill("");
}
const council = "residents-council-deliberation";

describe("trying a condition", () => {
  it("finds facts where they are kept, says where, and takes what is filled in by hand instead", async () => {
    const page = await world.as("admin", { language: "en", width: 1440, path: `/designer/${council}` });
    await page.getByRole("tree").waitFor();
    await choose(page, "rules quorate");
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.waitFor();
    const why = await trial.locator(".trial-reads").innerText();
    expect(why).toContain("members");
    expect(why).toMatch(/looked up: who is “.+” in the directory/);
    await trial.getByRole("button", { name: "members: Change" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("combobox").first().waitFor();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await trial.getByRole("button", { name: "members: Make it missing" }).click();
    await trial.getByText("given by hand").waitFor();
    await trial.getByRole("button", { name: "Look it up" }).click();
    await trial.getByText(/looked up: who is/).waitFor();
    await page.context().close();
  });
});
