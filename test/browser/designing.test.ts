import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cast, type CaseOnDesk } from "./cast.ts";
import { card, drag, label, properties, row, saved, selected, still } from "./workbench.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  page = await world.as("ola", { path: "/designer", width: 1440 });
});
afterAll(() => world.close());

/** A stage behind another one, by the handle of its card: the event that leads there, and what it is called. */
async function append(from: string, event: string, title: string): Promise<string> {
  await card(page, from).hover();
  await card(page, from).locator(".canvas-plus").click();
  await page.getByLabel("事件名称").fill(event);
  await page.locator(".canvas-kinds button").first().click();
  await page.locator(".canvas-rename").fill(title);
  await page.keyboard.press("Enter");
  await page.locator(".chart-card", { hasText: title }).waitFor();
  await still(page);
  return selected(page);
}
/** Adds something to a heading of the contents; its properties are shown then. */
async function add(heading: string, made: string): Promise<Locator> {
  await row(page, heading).hover();
  await row(page, heading).getByRole("button").click();
  await row(page, made).waitFor();
  return properties(page);
}
async function choose(box: Locator, typed: string): Promise<void> {
  await box.click();
  await box.fill(typed);
  await page.locator(".ant-select-item-option-active", { hasText: typed }).waitFor();
  await box.press("Enter");
}
/** Who may do something, in place of somebody else. */
async function sender(event: string, who: string, notAnyMore: string): Promise<void> {
  await row(page, `events ${event}`).click();
  const form = properties(page);
  await form.getByRole("button", { name: `移除${notAnyMore}` }).click();
  await choose(form.getByRole("combobox", { name: "添加可办理者" }), who);
  await form.locator(".chip", { hasText: who }).waitFor();
}
async function field(name: string, zh: string, en: string, type?: string): Promise<void> {
  const form = await add("data", "field field");
  await form.getByLabel("标识", { exact: true }).fill(name);
  await page.keyboard.press("Enter");
  await row(page, `field ${name}`).waitFor();
  await form.getByLabel("名称（中文）").fill(zh);
  await form.getByLabel("名称（英文）").fill(en);
  if (type !== undefined) {
    await form.getByRole("combobox", { name: "类型", exact: true }).click();
    await page.locator(".ant-select-item-option", { hasText: type }).click();
  }
  await form.getByRole("switch", { name: "必填" }).click();
}

/** Steps of one story, each where the one before has left it; by mouse, and what is typed. */
describe(
  "a process owner builds an approval of ten stages from nothing, in Chinese",
  { timeout: 240_000 },
  () => {
    it("begins a procedure by its name alone", async () => {
      await page.getByRole("button", { name: "新建规程" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("中文名称").fill("活动经费审批");
      // An id is proposed where there is no English title of which one could be made.
      await expect.poll(() => dialog.getByLabel("标识").inputValue()).toBe("procedure-1");
      await dialog.getByLabel("英文名称").fill("Funds for activities");
      await expect.poll(() => dialog.getByLabel("标识").inputValue()).toBe("funds-for-activities");
      await dialog.getByRole("button", { name: "新建草稿" }).click();
      await page.getByRole("heading", { level: 1, name: "活动经费审批" }).waitFor();
      await page.getByRole("link", { name: /尚未发布/ }).waitFor();
      await still(page);
    });

    it("draws its stages one behind the other, and leads the way to the end from the last", async () => {
      await card(page, "handling").dblclick();
      await page.locator(".canvas-rename").fill("起草");
      await page.keyboard.press("Enter");
      let last = "handling";
      for (const [event, title] of [
        ["提交", "受理审查"],
        ["受理", "现场核实"],
        ["核实完毕", "初审"],
        ["初审通过", "复核"],
        ["复核通过", "审定"],
        ["审定", "拨付"],
        ["拨付", "公告"],
      ] as const)
        last = await append(last, event, title);
      await page.keyboard.press("Shift+Digit1");
      await still(page);
      await label(page, "handling|on:FINISH|0").click();
      await drag(page, page.locator(".canvas-grip").first(), card(page, last));
      await label(page, `${last}|on:FINISH|0`).waitFor();
      expect(await label(page, "handling|on:FINISH|0").count()).toBe(0);
      await still(page);
    });

    it("has several people sign jointly between two of them, by the pattern and its questions", async () => {
      await row(page, "state stage3").click();
      await page.getByRole("button", { name: "常用模式" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: /^会签/ }).click();
      // What only the process owner can know is asked, and not guessed.
      await dialog.getByRole("button", { name: "插入" }).click();
      await page.getByText("“由哪些人参加？”尚未填写。").waitFor();
      expect(await dialog.getByText("由谁发起？").count()).toBe(0);
      await choose(dialog.getByRole("combobox", { name: "由哪些人参加？" }), "议事会成员");
      await dialog.getByRole("button", { name: "插入" }).click();
      await dialog.waitFor({ state: "hidden" });
      await card(page, "jointSigning").waitFor();
      expect(await selected(page)).toBe("jointSigning");
      await expect.poll(() => row(page, "stages").innerText()).toContain("11");
    });

    it("says which data there are, who opens a case and who the applicant is", async () => {
      await field("purpose", "用途", "Purpose");
      await field("amount", "金额（元）", "Amount (yuan)", "整数");
      await row(page, "opening").click();
      const form = properties(page);
      await form.getByRole("button", { name: "移除任何人" }).click();
      await choose(form.getByRole("combobox", { name: "添加可发起者" }), "居民");
      await add("roles", "roles role");
      await form.getByLabel("名称（中文）").fill("申请人");
      await form.getByLabel("名称（英文）").fill("Applicant");
      await form.getByRole("button", { name: "+ 选择字段" }).click();
      await page.keyboard.type("发起人");
      await page.keyboard.press("Enter");
      await expect.poll(() => form.locator(".rule-sentence").innerText()).toBe("发起人");
      await form.getByLabel("定义中的名称").fill("applicant");
      await page.keyboard.press("Enter");
      await row(page, "roles applicant").waitFor();
    });

    it("says who does what, with which form, and on which condition", async () => {
      await row(page, "events").locator(".outline-arrow").click();
      await sender("NEXT", "申请人", "任何人");
      for (const event of ["NEXT2", "NEXT3", "NEXT4", "NEXT5", "NEXT7", "FINISH"])
        await sender(event, "经办员", "任何人");
      await sender("NEXT6", "管理员", "任何人");
      const form = properties(page);
      await row(page, "events NEXT2").click();
      await form.getByRole("button", { name: "添加字段" }).click();
      const inForm = form.locator(".schema");
      await inForm.getByLabel("标识", { exact: true }).fill("opinion");
      await page.keyboard.press("Enter");
      await inForm.locator("code", { hasText: "opinion" }).waitFor();
      await inForm.getByLabel("名称（中文）").fill("受理意见");
      await inForm.getByRole("switch", { name: "必填" }).click();

      await row(page, "state stage5").click();
      await form.getByRole("button", { name: /^单独查看该出口/ }).click();
      await form.getByText("直接写明").click();
      await form.getByRole("button", { name: "+ 条件", exact: true }).click();
      await page.keyboard.type("金额");
      await page.keyboard.press("Enter");
      await form.getByRole("combobox", { name: "比较方式" }).selectOption({ label: "不超过" });
      await form.getByLabel("值", { exact: true }).fill("5000");
      await expect.poll(() => form.locator(".rule-sentence").innerText()).toBe("金额（元）不超过5000");
      await page.getByRole("button", { name: /^问题/ }).click();
      await page.getByText("本规程没有问题。").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    });

    it("tries it out as the people who will act, and keeps that as an example", async () => {
      await page.getByRole("button", { name: "试运行" }).click();
      const begin = page.locator(".simulate-begin");
      await begin.getByLabel("用途").fill("敬老活动");
      await begin.getByLabel("金额（元）").fill("3000");
      await begin.getByRole("button", { name: "发起案件" }).click();
      const now = page.locator(".running-now");
      const does = async (who: string, what: string, fill?: () => Promise<unknown>): Promise<void> => {
        await now.getByRole("button", { name: who, exact: true }).click();
        await now.getByRole("button", { name: what, exact: true }).click();
        await fill?.();
        await now.getByRole("button", { name: "办理", exact: true }).click();
        await page.locator(".running-steps li").last().getByText(`${what} · ${who}`).waitFor();
      };
      await does("安居民", "提交");
      await does("蔡经办", "受理", () => now.getByLabel("受理意见").fill("符合条件"));
      await does("蔡经办", "核实完毕");
      await does("蔡经办", "初审通过");
      for (const member of ["成员甲", "成员乙", "成员丙"])
        await does(member, "会签", () => now.getByRole("radio", { name: "同意", exact: true }).check());
      await does("蔡经办", "复核通过");
      await does("管理员", "审定");
      await does("蔡经办", "拨付");
      await does("蔡经办", "办结");
      await now.getByText("案件已办结。").waitFor();
      await page.getByRole("button", { name: "保存为示例" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("示例说明（中文）").fill("一路通过");
      await dialog.getByRole("button", { name: "保存为示例" }).click();
      await dialog.waitFor({ state: "hidden" });
    });

    it("publishes it with a note once the example has run", async () => {
      await saved(page);
      await page.getByRole("button", { name: "发布", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("全部 1 个示例运行结果与所写一致。").waitFor({ timeout: 30_000 });
      await dialog.getByText("示例经过环节 10/11、流转 9/10。").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      await dialog.getByLabel("修改内容和理由").fill("首次发布");
      await dialog.getByRole("button", { name: "发布" }).click();
      const version = page.getByRole("row").filter({ hasText: "town 1.2.1" });
      await version.getByText("首次发布").waitFor();
      await version.getByText("生效中").waitFor();
    });

    let funds: CaseOnDesk;
    it("sees a case of it go through all ten stages on the desk, the joint signing included", async () => {
      const cast = new Cast(world, "zh-CN");
      funds = await cast.open("ann", "funds-for-activities", { 用途: "敬老活动", "金额（元）": 3000 });
      await funds.stands("ann", "起草");
      await funds.does("ann", "提交");
      expect((await cast.takesUp("cai", "敬老活动", "受理审查")).path).toBe(funds.path);
      await funds.does("cai", "受理", { 受理意见: "符合条件" });
      await funds.does("cai", "核实完毕");
      await funds.does("cai", "初审通过");
      await funds.stands("m1", "会签");
      for (const member of ["m1", "m2", "m3"]) await funds.does(member, "会签", { 意见: "同意" });
      await funds.stands("cai", "复核");
      await funds.does("cai", "复核通过");
      await funds.does("root", "审定");
      await funds.does("cai", "拨付");
      await funds.stands("cai", "公告");
      await funds.does("cai", "办结");
      await funds.stands("ann", "已办结");
      expect((await world.engine.verify()).faults).toEqual([]);
    });

    it("has in sight which version is live, and how many cases have run on it", async () => {
      await page.getByRole("link", { name: "设计器" }).first().click();
      const one = page.getByRole("row").filter({ hasText: "funds-for-activities" });
      await one.getByText("town 1.2.1").waitFor();
      await one.getByText("0 件在办").waitFor();
      await one.getByRole("button", { name: "新建草稿编辑活动经费审批" }).click();
      await page.getByRole("link", { name: /1\.2\.1 · 在办0件/ }).waitFor();
    });
  },
);
