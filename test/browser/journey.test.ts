import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, at } from "./desk.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("a case from its opening to its end", () => {
  it("is opened with a form, returned, corrected, voted on, published and closed by different people", async () => {
    const ann = await world.as("ann", { path: "/procedures/bench" });
    await ann.getByRole("link", { name: "发起案件" }).click();
    await ann.getByRole("button", { name: "发起案件" }).click();
    expect(await ann.getByText("请填写此项。").count()).toBe(3);

    await ann.getByLabel("地点").fill("中心公园东门");
    await ann.getByRole("radio", { name: "木质" }).check();
    await ann.getByLabel("费用（元）").fill("9000");
    await ann.getByRole("button", { name: "发起案件" }).click();
    await ann.getByRole("heading", { level: 1, name: "中心公园东门" }).waitFor();
    await at(ann, "审查");
    const path = new URL(ann.url()).pathname;

    const cai = await world.as("cai", { path: "/inbox" });
    await cai.getByText("中心公园东门").waitFor();
    await cai.getByRole("link", { name: "审查" }).click();
    // The guard refuses; the action says why, in words and with the facts.
    const refused = cai.locator(".may-not li", { hasText: "受理" });
    await refused.waitFor();
    expect(await refused.innerText()).toContain("费用未超过上限");
    await refused.getByRole("button", { name: "为什么？" }).click();
    await refused.locator(".why .fails").first().waitFor();
    expect(await refused.locator(".why").innerText()).toContain("9000");

    await act(cai, "退回修改", (form) => form.getByLabel("理由").fill("费用超过上限，请调整。"));
    // Live: the proposer's page has followed by itself.
    await at(ann, "退回修改中");
    await ann.getByText("费用超过上限，请调整。").first().waitFor();
    await act(ann, "重新提交", (form) => form.getByLabel("费用（元）").fill("4800"));
    await act(cai, "受理");

    const members = await Promise.all(["m1", "m2"].map((id) => world.as(id, { path })));
    await act(members[0]!, "表决", (form) => form.getByRole("radio", { name: "赞成" }).check());
    const count = members[1]!.locator(".counts li", { hasText: "赞成" }).locator("b");
    await expect.poll(() => count.innerText()).toBe("1");
    expect(await members[1]!.getByText("2 人尚未表决").count()).toBe(1);
    await act(members[1]!, "表决", (form) => form.getByRole("radio", { name: "赞成" }).check());

    for (const page of [ann, cai, ...members]) await at(page, "公示");
    await ann.getByText(/“公示”期满.*自动转入“建成”/).waitFor();

    await world.pass("2026-03-05T16:00:00.000Z");
    await at(ann, "建成");
    await at(ann, "已办结");
    await ann.getByText("案件已办结，不能再进行操作。").waitFor();

    const told = await ann.locator(".timeline .entry-title").allInnerTexts();
    expect(told).toEqual([
      "期限届满：公示期",
      "表决有结果",
      "表决",
      "表决",
      "受理",
      "重新提交",
      "退回修改",
      "发起案件",
    ]);

    const register = await world.as("bo", { path: "/registers/benches" });
    await register.getByRole("cell", { name: "中心公园东门" }).waitFor();
    expect(await register.getByRole("columnheader").first().innerText()).toBe("地点");
  });

  it("shows a server's refusal of a form at its field", async () => {
    const page = await world.as("ann", { language: "en", path: "/procedures/bench/open" });
    await page.getByRole("textbox", { name: "Place" }).fill("x");
    await page.getByRole("radio", { name: "Stone" }).check();
    await page.getByLabel("Cost (yuan)").fill("100");
    await page.getByRole("button", { name: "Open a case" }).click();
    await page.getByText("At least 2 characters.").waitFor();
    await page.getByRole("textbox", { name: "Place" }).fill("Harbour");
    await page.route("**/api/v1/cases", (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({
          code: "invalid-payload",
          status: 422,
          detail: "",
          path: "/place",
          message: { en: "There is a bench there already.", "zh-CN": "该处已有座椅。" },
        }),
      }),
    );
    await page.getByRole("button", { name: "Open a case" }).click();
    await page
      .locator(".ant-form-item", { hasText: "Place" })
      .getByText("There is a bench there already.")
      .waitFor();
    expect(await page.getByRole("textbox", { name: "Place" }).inputValue()).toBe("Harbour");
  });

  it("says who may open a case to somebody who may not", async () => {
    const page = await world.as("cai", { language: "en", path: "/procedures/bench" });
    await page
      .getByText(/Such a case is opened by: Resident/)
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: "Open a case" }).isDisabled()).toBe(true);
  });
});
