import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act, chooseFrom } from "./desk.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A proposal that waits to be checked by a clerk. */
async function proposed(place: string): Promise<string> {
  const data = { place, kind: "stone", cost: 300 };
  const opened = await world.engine.open({ procedure: "bench", by: "bo", data });
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  return opened.id;
}
/** What a clerk has taken on, and so is with them by name. */
async function taken(place: string, by: string): Promise<string> {
  const id = await proposed(place);
  const { items } = await world.engine.inbox({ by });
  const task = items.find((one) => one.case === id)!;
  await world.engine.claim({ task: task.id, by });
  return id;
}
const section = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

describe("a standing proxy", () => {
  it("is appointed for some days, acts in the other's place as everybody can see, and is ended", async () => {
    await proposed("码头南侧");
    const cai = await world.as("cai");
    await cai.getByRole("button", { name: /当前身份/ }).click();
    await cai.getByRole("link", { name: /代理设置/ }).click();
    await cai.getByText("没有人代您办理").waitFor();
    await cai.getByRole("button", { name: "设置代理" }).click();
    const form = cai.getByRole("form", { name: "设置代理" });
    await chooseFrom(form.getByLabel("代理人", { exact: true }), "安", "安居民");
    await form.getByLabel("起始日").fill("2026-03-02");
    await form.getByLabel("起始日").press("Enter");
    await form.getByLabel("截止日（含当日）").fill("2026-03-06");
    await form.getByLabel("截止日（含当日）").press("Enter");
    await form.getByRole("button", { name: "设置代理" }).click();
    const row = section(cai, "我的代理人").getByRole("row", { name: /安居民/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/代理中[^]*3月2日（周一） – 3月6日（周五） 24:00[^]*全部规程/);

    const ann = await world.as("ann", { path: "/inbox" });
    const task = ann.getByRole("row", { name: /码头南侧/ });
    await task.getByText("代蔡经办").waitFor();
    await task.getByRole("link", { name: "审查" }).click();
    await ann
      .getByRole("navigation", { name: "以谁的身份" })
      .getByRole("link", { name: "代蔡经办" })
      .waitFor();
    await ann.getByText("您在此办理的事项将记录为“安居民代蔡经办”。").waitFor();
    await act(ann, "受理");
    await ann.locator(".timeline").getByText("安居民代蔡经办").waitFor();
    // For herself she may do other things, and what is the clerk's no more.
    await ann.getByRole("link", { name: "本人", exact: true }).click();
    await ann.getByText("您在此办理的事项将记录为").waitFor({ state: "detached" });

    await row.getByRole("button", { name: "终止代理：安居民" }).click();
    await cai.getByRole("button", { name: "终止", exact: true }).last().click();
    await cai.getByText("没有人代您办理").waitFor();
    await ann.goto(`${ann.url()}?for=cai`);
    await ann.getByText("您目前不是cai在此事项上的代理人。").waitFor();
  });

  it("is kept to the procedures and days that are said; a period that ends before it begins is told at once", async () => {
    const page = await world.as("cai", { language: "en", path: "/standing", width: 390 });
    await page.getByRole("button", { name: "Appoint a proxy" }).click();
    const form = page.getByRole("form", { name: "Appoint a proxy" });
    await chooseFrom(form.getByLabel("Proxy", { exact: true }), "bo", "薄居民");
    await form.getByLabel("From").fill("2026-03-09");
    await form.getByLabel("From").press("Enter");
    await form.getByLabel("Until the end of").fill("2026-03-05");
    await form.getByLabel("Until the end of").press("Enter");
    await form.getByText("The first day is after the last.").waitFor();
    expect(await form.getByRole("button", { name: "Appoint a proxy" }).isDisabled()).toBe(true);
    await form.getByLabel("Until the end of").fill("2026-03-13");
    await form.getByLabel("Until the end of").press("Enter");
    await chooseFrom(form.getByLabel("In which procedures"), "bench", "Setting up a bench");
    expect(await seriousViolations(page)).toEqual([]);
    await form.getByRole("button", { name: "Appoint a proxy" }).click();
    const row = section(page, "Who stands in for me").getByRole("row", { name: /薄居民/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      /Later[^]*9 Mar \(Mon\) – 13 Mar \(Fri\) 24:00[^]*Setting up a bench/,
    );
    expect((await world.engine.proxies({ by: "bo" })).actsFor).toMatchObject([
      { of: "cai", from: "2026-03-08T16:00:00.000Z", to: "2026-03-13T16:00:00.000Z", procedures: ["bench"] },
    ]);
  });
});

describe("handing over everything", () => {
  it("is administrators' alone", async () => {
    const page = await world.as("cai", { language: "en", path: "/leaving" });
    await page.getByText("Only administrators hand over everything").waitFor();
    expect(await page.getByRole("form").count()).toBe(0);
  });

  it("shows what would go before it goes, says what went, and keeps it on record", async () => {
    const ids = [await taken("东门", "cai"), await taken("西门", "cai")];
    await proposed("南门");
    const page = await world.as("root", { language: "en", path: "/" });
    await page.locator(".openings li").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByText("Nothing has been handed over yet").waitFor();
    await chooseFrom(page.getByLabel("Who leaves"), "cai", "蔡经办");
    await chooseFrom(page.getByLabel("Who takes over"), "root", "管理员");
    await page.getByLabel("Reason").fill("Retires on Friday");
    await page.getByRole("button", { name: "Show what would go over" }).click();
    const preview = section(page, "2 tasks would go from 蔡经办 to 管理员");
    await preview.waitFor();
    expect((await preview.getByRole("row").allInnerTexts()).join()).toMatch(/东门[^]*西门/);
    expect(await preview.getByText("南门").count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    // Looking has changed nothing.
    expect(
      (await world.engine.inbox({ by: "cai" })).items.filter((one) => ids.includes(one.case)),
    ).toHaveLength(2);

    await page.getByRole("button", { name: "Hand over 2 tasks" }).click();
    await section(page, "2 tasks went from 蔡经办 to 管理员").waitFor();
    expect((await world.engine.inbox({ by: "cai" })).items.filter((one) => ids.includes(one.case))).toEqual(
      [],
    );
    const [first] = ids;
    await page.goto(`${world.url}/cases/${first}`);
    await page.locator(".timeline").getByText("Retires on Friday").waitFor();
    await page.goto(`${world.url}/leaving`);
    const past = section(page, "Past hand-overs").getByRole("row", { name: /蔡经办 → 管理员/ });
    await past.waitFor();
    expect(await past.innerText()).toMatch(/2 tasks handed over[^]*Retires on Friday/);
  });
});
