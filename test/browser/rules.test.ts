import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
});
afterAll(() => world.close());

/** The properties of a rule or table of the joint mediation of disputes. */
async function part(title: string, options: Parameters<World["as"]>[1] = {}): Promise<Page> {
  const page = await world.as("admin", {
    width: 1440,
    path: "/designer/dispute-joint-mediation",
    ...options,
  });
  const contents = page.locator(".workbench-outline");
  await contents.getByPlaceholder(/Filter|筛选/).fill(title);
  await contents.getByRole("treeitem", { name: title }).first().click();
  await page.locator(".workbench-inspector").getByText(title).first().waitFor();
  // What stands beside it is none of this test's concern.
  await page.getByRole("button", { name: /contents|目录/ }).click();
  return page;
}

const json = async (page: Page): Promise<unknown> => {
  await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
  const text = await page.getByLabel(/\(JSON\)$/).inputValue();
  await page.locator(".rule-head").getByText("Build", { exact: true }).click();
  return JSON.parse(text);
};
/** What may be read is searched for by title or path, and chosen. */
async function choose(page: Page, search: string): Promise<void> {
  await page.getByRole("combobox", { name: "Choose what is looked at" }).fill(search);
  await page.keyboard.press("Enter");
}

const rule = "No leader owns it already";

describe("a rule", () => {
  it("is built by mouse: a condition is chosen, compared by its type, wrapped and taken out", async () => {
    const page = await part(rule, { language: "en" });
    const before = await json(page);
    await page.getByRole("button", { name: "+ Condition" }).first().click();
    await choose(page, "data.risk");
    const line = page.getByRole("treeitem").filter({ hasText: "Risk" }).last();
    await line.getByRole("combobox", { name: "Value" }).selectOption({ label: "High" });
    await line.getByRole("combobox", { name: "Comparison" }).selectOption({ label: "is not" });
    expect(await json(page)).toEqual({ and: [before, { "!=": [{ var: "data.risk" }, "high"] }] });
    // A choice is one of the field's; nothing is asked that makes no sense of it.
    expect(
      await line.getByRole("combobox", { name: "Comparison" }).locator("option").allInnerTexts(),
    ).toEqual(["is", "is not", "is one of", "has a value"]);
    expect(await page.locator(".rule-sentence").innerText()).toContain("Risk is not “High”");

    await line.getByRole("button", { name: "More for this line" }).click();
    await page.getByRole("menuitem", { name: "Negate" }).click();
    expect(await json(page)).toEqual({ and: [before, { "!": [{ "!=": [{ var: "data.risk" }, "high"] }] }] });
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await json(page)).toEqual(before);
  });

  it("is built by keyboard: added, moved, duplicated by its lines, deleted", async () => {
    const page = await part(rule, { language: "en" });
    const before = await json(page);
    await page.getByRole("button", { name: "+ Condition" }).first().focus();
    await page.keyboard.press("Enter");
    await choose(page, "data.headcount");
    await page
      .getByRole("treeitem", { name: /People concerned/ })
      .first()
      .focus();
    await page.keyboard.press("Control+Enter");
    await choose(page, "data.shade-that-is-none");
    // What is typed and not among them is kept as it is, and said to be unknown.
    const unknown = page.getByRole("treeitem").filter({ hasText: "data.shade-that-is-none" }).last();
    await unknown.locator('[data-known="false"]').waitFor();
    await unknown.focus();
    await page.keyboard.press("Alt+ArrowUp");
    expect(await json(page)).toEqual({
      and: [
        before,
        { "==": [{ var: "data.shade-that-is-none" }, ""] },
        { "==": [{ var: "data.headcount" }, 0] },
      ],
    });
    await unknown.focus();
    await page.keyboard.press("Delete");
    expect(await json(page)).toEqual({ and: [before, { "==": [{ var: "data.headcount" }, 0] }] });
    await page.locator("[data-line]").first().focus();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    expect(((await json(page)) as { and: unknown[] }).and).toHaveLength(3);
  });

  it("is written as JSON; what is none yet is kept as it is typed and leaves the document alone", async () => {
    const page = await part(rule, { language: "en" });
    await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
    const field = page.getByLabel(/\(JSON\)$/);
    await field.fill('{ "and": [ { "rule": "x" }, ');
    await page.getByText(/This is not valid JSON yet/).waitFor();
    await page.getByRole("button", { name: "Undo" }).isDisabled();
    await field.fill('{ "and": [ { "__proto__": 1 } ] }');
    await page
      .getByText(/__proto__/)
      .last()
      .waitFor();
    await field.fill('{"==": [{"var": "data.headcount"}, "<b>markup</b>"]}');
    await page.locator(".rule-head").getByText("In words", { exact: true }).click();
    expect(await page.locator(".rule-sentence").innerText()).toBe("People concerned is “<b>markup</b>”");
  });

  it("stays alive with ten thousand conditions and 64 levels", async () => {
    const page = await part(rule, { language: "en" });
    await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
    const many = {
      or: Array.from({ length: 10_000 }, (_, at) => ({ "==": [{ var: "data.headcount" }, at] })),
    };
    await page.getByLabel(/\(JSON\)$/).fill(JSON.stringify(many));
    await page.locator(".rule-head").getByText("Build", { exact: true }).click();
    await page.getByText("Lines 1–120 of 10001").waitFor();
    await page.getByRole("button", { name: "Later lines" }).click();
    await page.getByText("Lines 121–240 of 10001").waitFor();
    await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
    let deep: unknown = { var: "data.headcount" };
    for (let level = 0; level < 25; level++) deep = { "!": [deep] };
    await page.getByLabel(/\(JSON\)$/).fill(JSON.stringify(deep));
    await page.locator(".rule-head").getByText("Build", { exact: true }).click();
    await expect.poll(() => page.getByRole("treeitem").count()).toBe(26);
  });

  it("is tried: with typed values, and in an example as it runs", async () => {
    const page = await part(rule, { language: "en" });
    await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
    await page
      .getByLabel(/\(JSON\)$/)
      .fill('{"and": [{"==": [{"var": "data.risk"}, "high"]}, {">=": [{"var": "data.headcount"}, 10]}]}');
    await page.locator(".rule-head").getByText("Build", { exact: true }).click();
    const trial = page.getByRole("region", { name: "Try it" });
    await trial.getByRole("button", { name: "Risk: Give a value" }).click();
    await trial.getByRole("combobox", { name: "Risk" }).selectOption({ label: "High" });
    await trial.getByRole("button", { name: "People concerned: Give a value" }).click();
    await trial.getByText("It does not hold.").waitFor();
    await trial.getByRole("textbox", { name: "People concerned" }).fill("12");
    await trial.getByText("It holds.").waitFor();
    expect(await page.locator(".rule-line .rule-mark.is-true").count()).toBe(3);
    await trial.getByText("an example", { exact: true }).click();
    await trial.getByRole("button", { name: "Load" }).click();
    await expect
      .poll(() => page.locator(".rule-line .rule-mark").count(), { timeout: 20_000 })
      .toBeGreaterThan(3);
    expect(await seriousViolations(page)).toEqual([]);
  });
});

describe("a decision table", () => {
  const table = "Grade, who leads and days promised";

  it("is worked on with the keys of a spreadsheet, and told at once what is wrong with it", async () => {
    const page = await part(table, { language: "en" });
    const cell = (row: number, column: number) => page.locator(`[data-cell="${row}.${column}"]`);
    await page.getByText("No gaps, no contradictions, no idle rows.").waitFor();
    await cell(0, 0).click();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "Content of the cell" }).fill(">= 20");
    await page.keyboard.press("Enter");
    expect(await cell(1, 1).innerText()).toBe("≥ 20");
    // The focus has gone on to the cell below.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-cell")))
      .toBe("2.1");
    await page.keyboard.type("x");
    await page.keyboard.press("Enter");
    await page.getByText("This cannot be read as a condition here.").waitFor();
    await page.keyboard.press("Escape");
    expect(await cell(2, 1).innerText()).toBe("any");

    await cell(0, 0).click();
    await page.keyboard.press("Delete");
    await page.getByText("Row 2 never counts: rows that come before it cover it.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("No gaps, no contradictions, no idle rows.").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  it("takes cells from a spreadsheet and gives them to one", async () => {
    const page = await part(table, { language: "en" });
    await page.locator('[data-cell="0.0"]').click();
    const copied = await page.evaluate(() => {
      const data = new DataTransfer();
      const grid = document.querySelector('[data-cell="0.0"]')!;
      grid.dispatchEvent(
        new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      return data.getData("text/plain");
    });
    expect(copied).toBe("High");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "Low\t≥ 3\r\n=HYPERLINK(1)\t7\r\n");
      document
        .querySelector('[data-cell="0.0"]')!
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => page.locator('[data-cell="0.0"]').innerText()).toBe("Low");
    expect(await page.locator('[data-cell="0.1"]').innerText()).toBe("≥ 3");
    expect(await page.locator('[data-cell="1.1"]').innerText()).toBe("7");
    expect(await page.locator('[data-cell="1.0"]').innerText()).toContain("HYPERLINK");
  });

  it("is tried with values", async () => {
    const page = await part("分级、主调与承诺时限", { language: "zh-CN", theme: "dark" });
    await page.getByText("代入数值试算").click();
    await page.locator(".decision-values .rule-chip").first().click();
    await page.getByText("命中的行：").or(page.getByText("没有命中任何行。")).first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });
});
