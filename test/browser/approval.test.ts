import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cast, type CaseOnDesk } from "./cast.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
  cast = new Cast(world, "zh-CN");
});
afterAll(() => world.close());

let approval: CaseOnDesk;
let remedy: CaseOnDesk;

/** Steps of one story, each where the one before has left it: as far as the decision in Chinese, from there in English. */
describe("an application for relief", { timeout: 240_000 }, () => {
  it("is begun online and submitted with what the applicant has at hand", async () => {
    approval = await cast.open("applicant-qiu", "approval-case", {
      办理事项: "小额临时救助",
      申请人名称: "邱建平",
    });
    await approval.stands("applicant-qiu", "咨询预审");
    await approval.does("applicant-qiu", "提交申请", { 提交的材料: ["家庭收入证明"] });
    await approval.stands("applicant-qiu", "已提交");
  });

  it("is registered at the window; it is not accepted, and the page says why", async () => {
    expect((await cast.takesUp("window-tao", "邱建平", "收件登记")).path).toBe(approval.path);
    await approval.does("window-tao", "收件登记");
    await approval.stands("window-tao", "收件审查");
    const page = await approval.seenBy("window-tao");
    await page
      .locator(".may-not li")
      .filter({ hasText: /^受理/ })
      .getByRole("button", { name: "为什么？" })
      .click();
    await page.locator(".why .fails").first().waitFor();
  });

  it("comes back for correction once, with everything that is missing", async () => {
    await approval.does("window-tao", "一次性告知补正", {
      补正内容: [
        { 材料: "遭遇困难证明", 补正要求: "缺困难证明" },
        { 材料: "居住证明", 补正要求: "缺居住证明" },
      ],
    });
    await approval.stands("applicant-qiu", "补正");
    await approval.says("applicant-qiu", "缺居住证明");
  });

  it("is accepted with a minor material still to come, on the applicant's word", async () => {
    await world.pass("2026-03-05T01:00:00.000Z");
    await approval.does("applicant-qiu", "补交材料", { 材料: "遭遇困难证明", 提交渠道: "网上" });
    await approval.does("applicant-qiu", "签署承诺", { 承诺类型: "容缺补齐承诺", 补齐期限: "2026-03-16" });
    await approval.stands("applicant-qiu", "一窗分派");
    await approval.says("applicant-qiu", "容缺补齐");
  });

  it("goes from the one window to each department as a case of its own; one of two answers", async () => {
    await approval.does("window-tao", "一窗分派");
    await approval.stands("window-tao", "分部门并联审查");
    const opinion = await cast.takesUp("officer-civil-1", "部门并联审查", "出具部门意见");
    expect(opinion.path).not.toBe(approval.path);
    await opinion.does("officer-civil-1", "出具部门意见", { 意见: "同意" });
    await opinion.stands("officer-civil-1", "已答复");
    await approval.does("inspector-1", "登记核查结果", {
      结果: "符合",
      核查情况: "入户核查属实",
      "核查人员（两名以上）": ["汤伟", "滕静"],
    });
    await approval.stands("inspector-1", "分部门并联审查");
  });

  it("has a silent department after five working days, which passes nothing: the head settles it, and gives more time", async () => {
    await world.pass("2026-03-13T01:00:00.000Z");
    await approval.stands("director-xu", "分部门并联审查");
    await approval.does("director-xu", "批准延期", { 延长工作日: 5, 理由: "部门意见待协调" });
    const silent = await cast.takesUp("director-xu", "部门并联审查", "协调逾期部门");
    await silent.stands("director-xu", "逾期未答复");
    await silent.says("director-xu", "期限已届满");
    await silent.does("director-xu", "协调逾期未答复", { 意见: "同意", 协调情况: "经协调同意" });
    await silent.stands("director-xu", "已由负责人协调");
    await approval.stands("applicant-qiu", "意见齐备", "待补齐");
  });

  it("goes on once the material has come that was still missing", async () => {
    await approval.does("applicant-qiu", "补交材料", { 材料: "居住证明" });
    await approval.stands("applicant-qiu", "汇总");
    expect(await seriousViolations(await approval.seenBy("applicant-qiu"))).toEqual([]);
  });

  it("is drafted, reviewed and decided by three people", async () => {
    await approval.does("lead-shao", "汇总意见", { 汇总意见: "部门意见一致" });
    await approval.does("lead-shao", "拟办", { 拟办结论: "拟准予", 拟办理由: "符合临时救助条件" });
    await approval.does("section-bao", "同意拟办意见");
    await approval.does("decider-jin", "准予", { 决定文号: "南救许〔2026〕1号" });
    await approval.stands("decider-jin", "待送达");
  });

  it("is delivered at the window, and the applicant rates the service badly", async () => {
    await cast.turnTo("en");
    await approval.does("window-ji", "Deliver", { How: "At the window" });
    await approval.does("applicant-qiu", "Rate", { Stars: 1, Comment: "The wait was too long" });
    await approval.stands("applicant-qiu", "Archived", "Remedying of the bad rating");
  });

  it("is put right by those who were rated, checked and answered by others", async () => {
    remedy = await cast.takesUp("rating-lei", "Remedying of a bad rating", "Contact the rater");
    await remedy.does("rating-lei", "Contact the rater", {
      Reached: true,
      "What it is about, without the rater": "Too long a wait",
    });
    await remedy.does("rating-lei", "Record the finding", {
      "The rating is founded": true,
      Reason: "The queue shows it",
    });
    await remedy.does("window-tao", "Report what was put right", { Measures: "One window more" });
    await remedy.does("rating-lei", "Accept the remedy");
    await remedy.does("section-bao", "Reply to the rater", { Reply: "There is one window more now" });
    await remedy.does("rating-lei", "Record the return call", { "View of the rater": "Satisfied" });
    await remedy.stands("rating-lei", "Closed");
  });

  it("is over with that, on the applicant's page as well", async () => {
    await approval.stands("applicant-qiu", "Archived", "Rated");
    await approval.says("applicant-qiu", "The case is closed; nothing more can be done in it.");
    expect(await seriousViolations(await approval.seenBy("applicant-qiu"))).toEqual([]);
    expect((await world.engine.verify()).faults).toEqual([]);
  });
});
