import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChart } from "../../engine/model/index.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

const nanhu = join(import.meta.dirname, "../../definitions/nanhu");
let world: World;
let id = "";
beforeAll(async () => {
  world = await openWorld([nanhu, join(import.meta.dirname, "fixture")]);
  const opened = await world.engine.open({
    procedure: "bench",
    by: "ann",
    data: { place: "北门广场", kind: "stone", cost: 300 },
  });
  if (!opened.ok) throw new Error(opened.refusal.message.en);
  id = opened.id;
  await world.engine.send({ case: id, event: { type: "ACCEPT" }, by: "cai" });
});
afterAll(() => world.close());

/** Every view, and what is there when it has arrived. */
const views: [name: string, path: () => string, arrived: string, as?: "ola"][] = [
  ["home", () => "/", ".openings li"],
  ["inbox", () => "/inbox", "table.tasks, .nothing"],
  ["what was done", () => "/inbox?list=done", ".list, .nothing"],
  ["what was opened", () => "/inbox?list=started", ".list, .nothing"],
  ["what was copied", () => "/inbox?list=copied", ".list, .nothing"],
  ["messages", () => "/inbox?list=messages", ".list, .nothing"],
  ["supervision", () => "/inbox?list=supervised", ".list, .nothing"],
  ["cases", () => "/cases", "table.cases"],
  ["a case", () => `/cases/${id}`, ".chart-card.is-active"],
  ["the record of a case", () => `/cases/${id}/record`, ".record .is-course td"],
  ["procedures", () => "/procedures", "table.list"],
  ["a procedure", () => "/procedures/bench", ".chart-card"],
  ["a large procedure", () => "/procedures/community-work-access", ".chart-card"],
  ["opening a case", () => "/procedures/bench/open", ".schema-form input"],
  ["what is measured", () => "/measures", "table.measure-list"],
  ["measures", () => "/measures/bench", ".plot svg"],
  ["measures of nothing yet", () => "/measures/community-work-access", ".plot svg"],
  ["registers", () => "/registers", "table.register"],
  ["notices", () => "/notices", ".nothing, .notices"],
  ["the designer", () => "/designer", "table.drafts", "ola"],
  ["the designer for those who edit nothing", () => "/designer", ".nothing"],
  ["versions", () => "/designer/bench/versions", "table.versions", "ola"],
  ["standing proxies", () => "/standing", ".nothing, table.proxies"],
  ["handing over everything", () => "/leaving", ".nothing, form"],
  ["no view at all", () => "/nowhere", "h1"],
];

const settings = [
  { name: "in Chinese", language: "zh-CN", theme: "light", width: 1280 },
  { name: "in English", language: "en", theme: "light", width: 1280 },
  { name: "in the dark, on a wide screen", language: "zh-CN", theme: "dark", width: 1920 },
  { name: "on a telephone", language: "en", theme: "light", width: 390 },
] as const;

describe.each(settings)("every view $name", ({ language, theme, width }) => {
  const pages: Partial<Record<"m1" | "ola", Page>> = {};
  beforeAll(async () => {
    for (const person of ["m1", "ola"] as const)
      pages[person] = await world.as(person, { language, theme, width });
  });

  it.each(views)(
    "%s has no serious accessibility violation, fits its window, and speaks the language",
    async (_name, path, arrived, as) => {
      const page = pages[as ?? "m1"]!;
      await page.goto(world.url + path());
      await page.locator(arrived).first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0);
      expect(
        await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
      ).toEqual([language, theme]);
      // No key of a word has been left where its text belongs.
      expect(await page.locator("body").innerText()).not.toMatch(
        /\b(shell|place|home|inbox|cases|case|action|state|procedure|stage|record|measures|drafts|standing|leaving)\.[a-z]+[A-Za-z]*\b/,
      );
      const headings = await page.locator("h1, h2").allTextContents();
      expect(headings.length).toBeGreaterThan(0);
      if (language === "zh-CN") expect(headings).not.toContainEqual(expect.stringMatching(/^[A-Za-z ]+$/));
      else {
        const own = headings.map((text) => text.replace("北门广场", ""));
        expect(own.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
      }
    },
  );
});

describe("finding one's way", () => {
  it("says that it is a demonstration, and lets one act as somebody else", async () => {
    const page = await world.as("ann");
    expect(await page.getByRole("complementary", { name: "演示模式" }).innerText()).toContain("安居民");
    await page.getByRole("button", { name: /当前身份/ }).click();
    await page.getByLabel("姓名或编号").fill("cai");
    await page.getByRole("button", { name: /蔡经办/ }).waitFor();
    await page.keyboard.press("Enter");
    await page
      .getByRole("complementary", { name: "演示模式" })
      .getByText(/蔡经办/)
      .waitFor();
  });

  it("finds procedures, cases, people and actions from the keyboard alone", async () => {
    const page = await world.as("ann", { language: "en" });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("bench");
    await page
      .getByRole("option", { name: /Setting up a bench/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Setting up a bench" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("北门");
    await page.getByRole("option", { name: /北门广场/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "北门广场" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.getByRole("heading", { level: 1, name: "To do" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("l");
    await page.getByRole("heading", { level: 1, name: "待办" }).waitFor();
  });

  it("draws every state of a large procedure once it is opened, in the reader's language", async () => {
    const page = await world.as("ann", { path: "/procedures/community-work-access" });
    await page.locator(".chart-card").first().waitFor();
    const folded = await page.locator(".chart-card").count();
    await page.getByRole("button", { name: "全部收起／展开" }).click();
    await expect.poll(() => page.locator(".chart-card").count(), { timeout: 20_000 }).toBeGreaterThan(folded);
    const pack = await world.engine.pack({ procedure: "community-work-access" });
    const titles = readChart(pack!.procedures["community-work-access"]!.machine).states.flatMap(
      ({ title }) => title?.["zh-CN"] ?? [],
    );
    expect(titles.length).toBeGreaterThan(30);
    const drawn = (await page.locator(".chart-card").allTextContents()).join("\n");
    expect(titles.filter((title) => !drawn.includes(title))).toEqual([]);
  });

  it("says plainly when the server is away, and goes on when it is back", async () => {
    const page = await world.as("ann", { path: "/procedures" });
    await page.locator("table.list").waitFor();
    await page.route("**/api/v1/cases*", (route) => route.abort());
    await page.getByRole("link", { name: "案件" }).first().click();
    await page.getByText(/无法连接服务器/).waitFor();
    await page.unroute("**/api/v1/cases*");
    await page.getByRole("button", { name: "重试" }).click();
    await page.locator("table.cases").waitFor();
  });
});
