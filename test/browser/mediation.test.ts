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

const subject = "楼道堆物与漏水赔偿纠纷";
let dispute: CaseOnDesk;
let ownership: CaseOnDesk;

/** Steps of one story, each where the one before has left it: the first half in Chinese, the second in English. */
describe("a dispute that two joint sessions do not settle", { timeout: 240_000 }, () => {
  it("is registered by the mediation centre, and sent to mediation", async () => {
    dispute = await cast.open("intake-pan", "dispute-joint-mediation", {
      "纠纷名称（不写当事人姓名）": subject,
      来源: "当事人申请",
      纠纷类型: "邻里",
      当事人: [
        { 人员编号: "雷某", 姓名: "雷某", 在纠纷中的身份: "申请人", 联系方式: "青云小区三栋" },
        {
          人员编号: "麦某（当事人）",
          姓名: "麦某",
          在纠纷中的身份: "被申请人",
          "代表（不超过五人）": ["麦某之子"],
        },
      ],
      涉及人数: 2,
      "涉及金额（元）": 60000,
      风险等级: "低",
      纠纷概况: "楼上漏水造成损失，双方就赔偿与修缮争执不下。",
    });
    await dispute.stands("intake-pan", "登记");
    await dispute.does("intake-pan", "登记", { 登记编号: "联调〔2026〕1号" });
    await dispute.stands("intake-pan", "分流研判");

    expect((await cast.takesUp("triage-jin", subject, "分流研判")).path).toBe(dispute.path);
    await dispute.does("triage-jin", "分流研判", {
      风险等级: "中",
      分流去向: "进入调解",
      理由: "双方愿意协商，适宜调解",
    });
    await dispute.stands("triage-jin", "征询意愿");
  });

  it("is mediated only once every party has agreed, a representative for one of them", async () => {
    await cast.takesUp("party-lei", subject, "各方是否同意调解");
    await dispute.does("party-lei", "答复是否同意调解", { 答复: "同意", 送达地址确认: "青云小区三栋" });
    await dispute.stands("party-lei", "征询意愿");
    await dispute.does("deputy-mai", "答复是否同意调解", { 答复: "同意" });
    await dispute.stands("deputy-mai", "定主调");
    await dispute.says("deputy-mai", "调解期限");
  });

  it("gets a lead mediator by name, who looks into it", async () => {
    await dispute.does("mediation-du", "确定主调解员", { 主调解员: "卢调解员" });
    await dispute.stands("mediator-lu", "邀部门");
    await dispute.does("mediator-lu", "联调组组建完成");
    await world.pass("2026-03-05T02:00:00.000Z");
    await dispute.does("mediator-lu", "调查核实完毕", { 调查核实情况: "现场查看，管道老化漏水属实" });
    await dispute.stands("mediator-lu", "背对背");
  });

  it("fails in two joint sessions, of which nobody reads the minutes who need not", async () => {
    for (const [day, minutes] of [
      ["2026-03-09", "楼上认为系公共管道问题"],
      ["2026-03-16", "赔偿数额相差较大"],
    ] as const) {
      await world.pass(`${day}T02:00:00.000Z`);
      await dispute.does("mediator-lu", "记录调解会", {
        形式: "联席面对面",
        到场当事人: ["雷某", "麦某（当事人）"],
        结果: "未达成一致",
        笔录: minutes,
      });
      await dispute.says("mediator-lu", minutes);
    }
    await dispute.saysNothingOf("intake-pan", "赔偿数额相差较大");
    await dispute.saysNothingOf("party-lei", "赔偿数额相差较大");
  });

  it("is escalated by the director, whom the case has told that this is possible", async () => {
    const du = await cast.page("mediation-du", "/inbox");
    await du.getByRole("link", { name: /条未读消息/ }).click();
    await du.getByRole("row", { name: /升级/ }).first().waitFor();
    await dispute.does("mediation-du", "升级领导包案", { 理由: "两次联席调解失败" });
    await dispute.stands("mediation-du", "升级领导包案");
  });

  it("is on the list of the petition office at once, which adopts it and proposes who owns it", async () => {
    ownership = await cast.takesUp("petition-bai", subject, "审核是否纳入包案");
    await ownership.does("petition-bai", "审核纳入");
    await ownership.does("petition-bai", "拟定包案领导（五定）", {
      包案领导: "宋副书记",
      副手: "田科员",
      责任单位承办人: "刘科员",
      责任单位: "城管部",
      专班成员: [{ 人员: "龙警官", 单位: "派出所" }],
      任务: "化解纠纷",
      责任: "包掌握情况、包化解、包稳定",
    });
    await ownership.does("secretary-huang", "批准包案");
    await ownership.stands("secretary-huang", "交办");
  });

  it("can be read by all that way in Chinese, and from here on in English", async () => {
    expect(await seriousViolations(await dispute.seenBy("mediation-du"))).toEqual([]);
    await cast.turnTo("en");
    await ownership.stands("secretary-huang", "Assigned");
    await dispute.stands("mediation-du", "Escalated to a leader");
    expect(await seriousViolations(await ownership.seenBy("secretary-huang"))).toEqual([]);
  });

  it("is owned by the leader in person: read, heard, planned and resolved", async () => {
    await ownership.does("leader-song", "Acknowledge");
    await ownership.does("leader-song", "Record that the file was read", {
      View: "The parties differ about who is answerable for the leak",
      "Something of it belongs to a lawful procedure": false,
    });
    await world.pass("2026-03-18T02:00:00.000Z");
    await ownership.does("leader-song", "Record a contact", {
      Form: "Visit at home",
      Summary: "Heard both families",
    });
    await ownership.does("leader-song", "Submit the plan", {
      Measures: [
        {
          Measure: "Bring both to agree on the repair",
          Basis: "Civil Code, article 288",
          "Who does it": "刘科员",
          By: "2026-04-30",
        },
      ],
    });
    await ownership.does("judicial-wu", "Pass the plan", { "Legal opinion": "It can be done" });
    await ownership.stands("dept-liu", "Coordination");
    await world.pass("2026-04-10T02:00:00.000Z");
    await ownership.does("dept-liu", "Report a measure done", {
      "No.": 1,
      Result: "The pipe is mended and paid for",
    });
  });

  it("is answered, verified by two offices and approved: only then is it off the list", async () => {
    await ownership.does("leader-song", "Reply to the petitioner", {
      "Number of the reply": "信复〔2026〕1号",
      Outcome: "Supported",
      "Explained in person": true,
      "Remedies were told": true,
      "Help was offered": true,
    });
    await ownership.does("party-lei", "Record the petitioner's view", { View: "Satisfied" });
    await ownership.does("leader-song", "Ask to be taken off the list", { Way: "Settled" });
    for (const office of ["petition-bai", "supervisor-ma"])
      await ownership.does(office, "Verify", {
        Result: "Passed",
        "Cleared up": true,
        "Properly handled": true,
        Solved: true,
        Comment: "Nothing is left open",
      });
    await dispute.stands("mediation-du", "Escalated to a leader");
    await ownership.does("secretary-huang", "Approve the closing");
  });

  it("comes back closed, with what has come of it, each case leading to the other", async () => {
    await dispute.stands("mediation-du", "Closed");
    await dispute.says("mediation-du", "Supported");
    // Who mediates and nominated sees both; the petition office owns what is its own, and no more.
    expect((await dispute.follows("mediation-du", subject)).path).toBe(ownership.path);
    expect((await ownership.follows("mediation-du", subject)).path).toBe(dispute.path);
    await ownership.says("petition-bai", "You may not see this case.");
  });

  it("is followed up three times, each when it is due, and archived after 180 days", async () => {
    await dispute.does("party-lei", "Rate the mediation", { Stars: 5 });
    await dispute.does("intake-pan", "File the volume", { "Number of the volume": "卷〇一" });
    await dispute.stands("intake-pan", "Followed up, may be reopened");
    for (const [place, day] of ["2026-04-16", "2026-05-08", "2026-07-07"].entries()) {
      await world.pass(`${day}T02:00:00.000Z`);
      await dispute.does("mediator-lu", "Record a visit", {
        Visit: place + 1,
        Stable: true,
        "What was found": "Quiet",
      });
    }
    await world.pass("2026-10-12T02:00:00.000Z");
    await dispute.does("intake-pan", "Archive");
    await dispute.stands("intake-pan", "Archived");
    await dispute.says("intake-pan", "The case is closed; nothing more can be done in it.");
    expect((await world.engine.verify()).faults).toEqual([]);
  });
});
