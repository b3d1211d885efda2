import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../engine/model/index.ts";
import { CaseOnDesk, Cast } from "./cast.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld([join(import.meta.dirname, "../../definitions/nanhu")]);
});
afterAll(() => world.close());

/** What others do meanwhile, who have no page in these journeys. */
async function sends(id: string, by: string, type: string, payload: JsonObject = {}): Promise<void> {
  const sent = await world.engine.send({ case: id, event: { ...payload, type }, by });
  if (!sent.ok) throw new Error(`${type}: ${sent.refusal.message.en}`);
}
/** An application that has been accepted, and waits at the window to be dispatched. */
async function accepted(applicantName: string): Promise<string> {
  const by = "applicant-qiu";
  const data = { itemCode: "R-03", applicantName };
  const opened = await world.engine.open({ procedure: "approval-case", by, data });
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  await sends(opened.id, by, "SUBMIT", { given: ["income", "event", "lease"] });
  await sends(opened.id, "window-tao", "REGISTER");
  await sends(opened.id, "window-tao", "ACCEPT");
  return opened.id;
}
/** One on which the opinions are together, and which waits to be drafted. */
async function consolidated(applicantName: string): Promise<string> {
  const id = await accepted(applicantName);
  await sends(id, "window-tao", "DISPATCH", { departments: [] });
  for (const by of ["officer-civil-1", "officer-labour"]) {
    const { items } = await world.engine.inbox({ by, procedure: "department-opinion" });
    await sends(items[0]!.case, by, "OPINE", { value: "agree" });
  }
  const inspectors = ["inspector-1", "inspector-2"];
  await sends(id, "inspector-1", "INSPECT_RESULT", { result: "conforms", findings: "Checked", inspectors });
  await sends(id, "lead-shao", "CONSOLIDATE", { summary: "The departments agree" });
  return id;
}

/** Whoever decides on an application asks somebody first. */
async function asksForOpinion(id: string): Promise<void> {
  const by = "decider-jin";
  const seen = await world.engine.read(id, { by });
  if (!seen.ok) throw new Error(seen.refusal.message.en);
  const task = seen.tasks.find(({ events }) => events.includes("GRANT"))!.key;
  const payload = { task, to: "officer-civil-1", question: "Is the sum right?" };
  const asked = await world.engine.act({ case: id, act: "delegate", by, payload });
  if (!asked.ok) throw new Error(asked.refusal.message.en);
}

/** The lamp at the head of a case: the most pressing of the lights that count. */
const pressing = (page: Page) => page.locator("header.head .lamp");
const clock = (page: Page, title: string) => page.locator(".clocks > li", { hasText: title });

describe("an appeal against a light", { timeout: 120_000 }, () => {
  it("D4: whoever held the case appeals with evidence, another sets the light aside, and it counts no more", async () => {
    const cast = new Cast(world, "zh-CN");
    const here = new CaseOnDesk(cast, `/cases/${await accepted("邱建平")}`);
    // The promised time is over, the statutory time is not.
    await world.pass("2026-03-25T01:00:00.000Z");
    const clerk = await here.seenBy("window-tao");
    await expect.poll(() => pressing(clerk).innerText()).toBe("红灯超时");
    const shown = clock(clerk, "承诺办结时限").locator(".shown-lights > li");
    await expect.poll(() => shown.locator("p .lamp").allInnerTexts()).toEqual(["黄灯预警", "红灯超时"]);

    await clerk.getByRole("button", { name: "对亮灯申诉 · 承诺办结时限 · 红灯超时" }).click();
    const appeal = clerk.getByRole("dialog");
    await appeal.getByLabel("理由").fill("3月23日审批系统停机，无法办理");
    await appeal.getByLabel("证据").fill("停机公告（3月23日）\n运维记录");
    expect(await seriousViolations(clerk)).toEqual([]);
    await appeal.getByRole("button", { name: "对亮灯申诉" }).click();
    await appeal.waitFor({ state: "hidden" });
    await shown.getByText("陶敏（综合窗口）申诉：3月23日审批系统停机，无法办理").waitFor();
    await shown.getByText("证据：停机公告（3月23日）；运维记录").waitFor();
    await shown.getByText("尚未裁定").waitFor();
    // Until it is decided it counts.
    expect(await pressing(clerk).innerText()).toBe("红灯超时");
    // Once is all, and who appeals does not decide.
    expect(await clerk.getByRole("button", { name: /^(对亮灯申诉|裁定申诉) · .*红灯超时$/ }).count()).toBe(0);

    const decided = await cast.takesUp("watch-rao", "邱建平", "裁定申诉：“承诺办结时限”红灯");
    expect(decided.path).toBe(here.path);
    const watch = await decided.seenBy("watch-rao");
    const decide = { name: "裁定申诉 · 承诺办结时限 · 红灯超时" };
    await watch.locator(".actions").getByRole("button", decide).click();
    const decision = watch.getByRole("dialog");
    await decision.getByLabel("裁定").click();
    await watch.locator(".ant-select-item-option", { hasText: "撤销亮灯：不再计入" }).click();
    await decision.getByLabel("理由").fill("停机属实，非经办人原因");
    await decision.getByRole("button", { name: "裁定申诉" }).click();
    await decision.waitFor({ state: "hidden" });

    for (const page of [watch, clerk]) {
      await clock(page, "承诺办结时限")
        .getByText("饶工（电子监察）裁定撤销：停机属实，非经办人原因")
        .waitFor();
      await expect.poll(() => pressing(page).innerText()).toBe("黄灯预警");
      expect(
        await clock(page, "承诺办结时限").locator(".clock-head .lamp svg").getAttribute("aria-label"),
      ).toBe("红灯超时（已撤销）");
    }
    // What was shown stays on record as it was, and says what became of it.
    await clerk
      .locator(".timeline article", { hasText: "承诺办结时限：红灯超时" })
      .getByRole("img", { name: "红灯超时（已撤销）" })
      .waitFor();
    expect(await seriousViolations(clerk)).toEqual([]);
    const inbox = await cast.page("watch-rao", "/inbox");
    await inbox.getByText("没有待办", { exact: true }).waitFor();
  });
});

describe("taking back what was sent on", { timeout: 120_000 }, () => {
  it("F8: whoever has sent it on takes it back while nobody has acted, and the next one's task is gone", async () => {
    const cast = new Cast(world, "en");
    const here = new CaseOnDesk(cast, `/cases/${await consolidated("吴丽")}`);
    const inbox = await cast.page("section-bao", "/inbox");
    const task = inbox.getByRole("row").filter({ hasText: "吴丽" });
    const draft = { Proposal: "Grant", Reasons: "It fulfils the conditions" };
    await here.does("lead-shao", "Draft the decision", draft);
    await here.stands("lead-shao", "Section review");
    await task.getByRole("link", { name: "Review the draft", exact: true }).waitFor();

    const lead = await here.seenBy("lead-shao");
    await here.does("lead-shao", "Take back");
    await here.stands("lead-shao", "Drafting");
    await task.waitFor({ state: "detached" });
    await here.says(
      "lead-shao",
      /Taken back: “Draft the decision”, sent by 邵文（主办人员）; from Section review back to Drafting/,
    );
    expect(await seriousViolations(lead)).toEqual([]);

    await here.does("lead-shao", "Draft the decision", draft);
    await task.getByRole("link", { name: "Review the draft", exact: true }).click();
    await here.does("section-bao", "Agree with the draft");
    await here.stands("lead-shao", "Decision pending");
    // What the section head has sent on is theirs to take back, as long as whoever decides has done nothing.
    expect(await lead.locator(".actions").textContent()).not.toContain("Take back");
    const head = await here.seenBy("section-bao");
    await head.getByRole("button", { name: "Take back", exact: true }).waitFor();
    await asksForOpinion(here.path.replace("/cases/", ""));
    await expect
      .poll(() => head.locator(".may-not li", { hasText: "Take back" }).textContent())
      .toContain("“Take back” is possible only until somebody acts: 靳部长（审批决定人） has since");
    expect(await head.getByRole("button", { name: "Take back", exact: true, disabled: false }).count()).toBe(
      0,
    );
    expect((await world.engine.verify()).faults).toEqual([]);
  });
});
