import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
});
afterAll(() => world.close());

const row = (page: Page, key: string): Locator => page.locator(`[role="treeitem"][data-key="${key}"]`);
/** Chooses something by its name in the contents. */
async function choose(page: Page, key: string): Promise<void> {
  const filter = page.locator(".outline-filter input");
  await filter.fill(key.slice(key.indexOf(" ") + 1).replace(/^.*\./, ""));
  await row(page, key).click();
}
const designer = (language: "en" | "zh-CN", procedure: string, more = {}): Promise<Page> =>
  world.as("admin", { language, width: 1440, path: `/designer/${procedure}`, ...more });
const council = "residents-council-deliberation";
const mediation = "dispute-joint-mediation";

describe("trying a condition", () => {
  it("looks facts up where they are kept, says where, and takes what is given by hand instead", async () => {
    const page = await designer("en", council);
    await choose(page, "rules membersOnly");
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.getByText(/looked up: who is “.+” in the directory/).waitFor();
    await trial.getByRole("button", { name: "Members of the council: Make it missing" }).click();
    await trial.getByText("given by hand").waitFor();
    await trial.getByRole("button", { name: "Members of the council: Give a value" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("combobox").first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await form.getByRole("button", { name: "Close" }).click();
    await trial.getByRole("button", { name: "Look it up" }).click();
    await trial.getByText(/looked up: who is/).waitFor();
    await page.context().close();
  });

  it("asks in a form made from the data for what a fact asks for, and finds it in the register", async () => {
    const page = await designer("zh-CN", council);
    await choose(page, "rules mayBeDiscussed");
    const trial = page.getByRole("region", { name: "试算" });
    await trial.getByText("不成立。").waitFor();
    await trial.getByRole("button", { name: "填写案件数据……" }).click();
    const form = page.getByRole("dialog");
    const rows = JSON.parse(
      (await world.engine.pack({ procedure: council }))!.files["registers/council-matters.json"]!,
    ) as { name: string; kind: string }[];
    const matter = rows.find(({ kind }) => kind !== "either") ?? rows[0]!;
    // What is chosen from a register is offered by its title, as the pack begins it.
    await form.getByRole("combobox").click();
    await page.getByTitle(matter.name, { exact: true }).click();
    await form
      .getByRole("radio")
      .nth(matter.kind === "major" ? 1 : 0)
      .click();
    await form.getByRole("button", { name: "完成" }).click();
    await trial.getByText(/查自“.+”的初始条目/).waitFor();
    await expect.poll(() => trial.locator(".trial-result b").first().innerText()).toContain("成立");
    await page.context().close();
  });
});

describe("where something is used", () => {
  it("leads to the way on that names it, whose condition is tried there", async () => {
    const page = await designer("en", council);
    await choose(page, "rules quorate");
    const used = page.locator(".fold", { has: page.getByRole("button", { name: /^Used at/ }) });
    await used.getByRole("button", { name: /^Used at/ }).click();
    await used.locator(".uses button", { hasText: "→" }).first().click();
    await page.locator(".thing-kind", { hasText: "Way on" }).waitFor();
    await page.locator(".inspector").getByRole("button", { name: "Try it" }).click();
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.getByText(/It (holds|does not hold)\./).waitFor();
    await page.context().close();
  });

  it("renames a field inside a list, every place follows, and one step takes it back", async () => {
    const page = await designer("en", council);
    await choose(page, "field speeches.member");
    const name = page.locator(".inspector").getByLabel("Name", { exact: true });
    await name.fill("speaker");
    await name.press("Enter");
    await page.locator(".outline-filter input").fill("speaker");
    await row(page, "field speeches.speaker").waitFor();
    const ruleText = async (): Promise<string> => {
      await choose(page, "rules mayStillSpeak");
      await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
      return page.getByLabel(/\(JSON\)$/).inputValue();
    };
    expect(await ruleText()).toContain('"row.speaker"');
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.locator(".inspector h2", { hasText: "Member" }).waitFor();
    expect(await ruleText()).toContain('"row.member"');
    await page.context().close();
  });
});

describe("a decision table", () => {
  it("marks the rows that fire for what is given", async () => {
    const page = await designer("en", mediation);
    await choose(page, "decisions grade");
    await page.getByText("Try it with values").click();
    await page.locator(".decision-values .rule-chip").first().click();
    await page
      .locator('.decision-values select:not([aria-label=""])')
      .first()
      .selectOption({ label: "High" });
    await page.locator('tr[data-hit="true"]').first().waitFor();
    expect(await page.locator('tr[data-hit="true"] [data-cell="0.0"]').innerText()).toBe("High");
    expect(await page.locator('tr[data-hit="true"]').count()).toBe(1);
    await page.context().close();
  });
});

describe.each(["en", "zh-CN"] as const)("the designer on a telephone, in %s", (language) => {
  it("shows one part at a time, none of them wider than the window", async () => {
    const page = await designer(language, council, { width: 390, height: 844 });
    const parts = page.locator(".workbench-parts .ant-segmented-item");
    const fits = async (): Promise<void> =>
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0);
    await page.locator(".chart-card").first().waitFor();
    await fits();
    await parts.first().click();
    await choose(page, "rules quorate");
    // What is chosen is shown.
    await page.locator(".inspector h2").waitFor();
    await fits();
    expect(
      await page.evaluate(() => {
        const inspector = document.querySelector(".workbench-inspector")!;
        return inspector.scrollWidth - inspector.clientWidth;
      }),
    ).toBeLessThanOrEqual(0);
    expect(await seriousViolations(page)).toEqual([]);
    // A hint may stand where the pointer rests.
    await page.mouse.move(2, 2);
    await parts.nth(2).click();
    await page.locator(".monaco-editor").first().waitFor({ timeout: 30_000 });
    await fits();
    await page.getByRole("button", { name: language === "en" ? "Problems" : "问题" }).click();
    await page.locator(".workbench-drawer").waitFor();
    await fits();
    await page.context().close();
  });
});
