import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
});
afterAll(() => world.close());

const words = {
  "zh-CN": {
    filter: "筛选目录",
    key: "定义中的名称",
    name: "标识",
    type: "类型",
    date: "日期",
    part: "比例 · 分子",
    sentence: "四分之三",
    undo: "撤销",
    more: "添加 字段",
    addWho: "添加可办理者",
    who: "列席人员",
  },
  en: {
    filter: "Filter the contents",
    key: "Name in the definition",
    name: "Name",
    type: "Type",
    date: "Date",
    part: "Share · part",
    sentence: "3/4",
    undo: "Undo",
    more: "Add field",
    addWho: "Add Who may do it",
    who: "Observer",
  },
} as const;

describe.each(["zh-CN", "en"] as const)("the properties and the contents, in %s", (language) => {
  const say = words[language];
  let page: Page;
  beforeAll(async () => {
    page = await world.as("admin", {
      language,
      path: "/designer/residents-council-deliberation",
      width: 1440,
    });
    await page.getByRole("tree").waitFor();
  });

  const row = (key: string): Locator => page.locator(`[role="treeitem"][data-key="${key}"]`);
  const inspector = (): Locator => page.locator(".inspector");
  /** Opens what a line stands in, and chooses it. */
  async function choose(key: string, inside?: string): Promise<void> {
    if (inside !== undefined && (await row(key).count()) === 0)
      await row(inside).locator(".outline-arrow").click();
    await row(key).click();
  }

  it("renames an event, and every place that names it follows", async () => {
    await choose("events ROLL_CALL", "events");
    const name = inspector().getByLabel(say.key);
    await name.fill("CALL_THE_ROLL");
    await name.press("Enter");
    await row("events CALL_THE_ROLL").waitFor();
    expect(await row("events ROLL_CALL").count()).toBe(0);
    await choose("state meeting.quorumCheck");
    await inspector().locator(".item-title:has(.way-head)").first().click();
    await inspector().locator(".way-form .tool").first().click();
    await expect.poll(() => inspector().getByLabel(say.key).inputValue()).toBe("CALL_THE_ROLL");
    await page.getByRole("button", { name: say.undo, exact: true }).click();
    await row("events ROLL_CALL").waitFor();
  });

  it("puts the ways on of one event into another order with the keyboard, in one step", async () => {
    await choose("state meeting.debating");
    const titles = (): Promise<string[]> => inspector().locator(".way-head-leads").allInnerTexts();
    const before = await titles();
    const [first, second] = await sameEvent(inspector());
    await inspector().locator(".item-handle").nth(first).focus();
    await page.keyboard.press("Alt+ArrowDown");
    const swapped = [...before];
    [swapped[first], swapped[second]] = [before[second]!, before[first]!];
    await expect.poll(titles).toEqual(swapped);
    await page.getByRole("button", { name: say.undo, exact: true }).click();
    await expect.poll(titles).toEqual(before);
  });

  it("adds a field to the data, names it, and gives it a type", async () => {
    await row("data").hover();
    await row("data").getByRole("button", { name: say.more }).click();
    await row("field field").waitFor();
    const name = inspector().getByLabel(say.name, { exact: true });
    await name.fill("venue");
    await name.press("Enter");
    await row("field venue").waitFor();
    await inspector().getByRole("combobox", { name: say.type, exact: true }).click();
    await page.locator(".ant-select-item-option", { hasText: new RegExp(`^${say.date}$`) }).click();
    await expect
      .poll(() => inspector().locator(".ant-select-content", { hasText: say.date }).count())
      .toBeGreaterThan(0);
    // Nothing uses it yet, which the contents say after a moment.
    await expect.poll(() => row("field venue").getAttribute("data-unused")).toBe("true");
  });

  it("changes what a ballot takes to pass, and says in a sentence what that means", async () => {
    await choose("ballots major", "ballots");
    const part = inspector().getByRole("textbox", { name: say.part });
    await part.fill("3");
    const whole = inspector().locator(".in-row:has(input.short) input.short").nth(1);
    await whole.fill("4");
    await expect.poll(() => inspector().locator(".sentence").innerText()).toContain(say.sentence);
  });

  it("chooses who may do something among the declared roles, by what they are called", async () => {
    await choose("events COMMENT", "events");
    const before = await inspector().locator(".chip").count();
    const adder = inspector().getByRole("combobox", { name: say.addWho });
    await adder.click();
    await page.keyboard.press("Enter");
    await expect.poll(() => inspector().locator(".chip").count()).toBe(before + 1);
  });

  it("goes through the contents by keyboard alone", async () => {
    await row("procedure").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => inspector().getByLabel(say.key).inputValue()).toBe("proposed");
    await page.getByLabel(say.filter).fill("votingMajor");
    await expect.poll(() => page.getByRole("treeitem").count()).toBe(3);
    await page.getByLabel(say.filter).fill("");
  });

  it("has no serious accessibility violation for any kind of thing", async () => {
    const found: string[] = [];
    for (const [key, inside] of [
      ["procedure", undefined],
      ["stages", undefined],
      ["state meeting.votingMajor", undefined],
      ["ballots major", "ballots"],
      ["events SPEAK", "events"],
      ["data", undefined],
      ["common", undefined],
      ["properties", undefined],
    ] as const) {
      await choose(key, inside);
      await inspector().locator("h2").waitFor();
      for (const one of await seriousViolations(page))
        if (/inspector|outline|treeitem/.test(one)) found.push(`${key}: ${one}`);
    }
    expect(found).toEqual([]);
  });
});

/** The places of the first two ways on that have the same title: those of one event. */
async function sameEvent(inside: Locator): Promise<[number, number]> {
  const titles = await inside.locator(".way-head-title").allInnerTexts();
  const first = titles.findIndex((title, place) => titles[place + 1] === title);
  expect(first).toBeGreaterThanOrEqual(0);
  return [first, first + 1];
}
