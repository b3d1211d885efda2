import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { proposeBenches } from "./benches.ts";
import { unzip } from "./unzip.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(undefined, "2025-11-10T01:00:00.000Z");
  await proposeBenches(world);
});
afterAll(() => world.close());

const all = "/measures/bench?time=all";
const section = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true }).first();
/** The texts of a table, row by row. */
const rowsOf = (page: Page, title: string) =>
  section(page, title)
    .locator("table.figures tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
    );
/** Chooses from a list by the keyboard, so many places below what is chosen now. */
async function choose(page: Page, name: string, below: number): Promise<void> {
  await page.getByRole("combobox", { name }).press("Enter");
  await page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden, .ant-slide-up-leave)").waitFor();
  for (let step = 0; step < below; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}
/** What pressing a button saves. */
async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe("the measures of a procedure", () => {
  it.each([
    { language: "zh-CN", theme: "light", width: 1280 },
    { language: "en", theme: "light", width: 1280 },
    { language: "zh-CN", theme: "dark", width: 1920 },
    { language: "en", theme: "dark", width: 390 },
  ] as const)(
    "have no serious accessibility violation and fit their window, with and without their cases: $language, $theme, $width",
    async (setting) => {
      const page = await world.as("cai", { ...setting, path: all });
      await expect.poll(() => page.locator(".plot svg").count()).toBe(5);
      expect(await seriousViolations(page)).toEqual([]);
      const over = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await over()).toBeLessThanOrEqual(0);
      const headings = await page.locator("h1, h2").allTextContents();
      expect(headings.length).toBe(7);
      for (const heading of headings)
        expect(/\p{Script=Han}/u.test(heading)).toBe(setting.language === "zh-CN");
      await section(page, setting.language === "en" ? "Benches proposed" : "提议数")
        .locator("table.figures a")
        .last()
        .click();
      await page.getByRole("dialog").locator("table.cases").waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    },
  );

  it("are found by key, procedure by procedure", async () => {
    const page = await world.as("ann", { language: "en" });
    await page.locator(".openings li").first().waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.getByRole("link", { name: "Setting up a bench" }).click();
    await page.getByRole("heading", { level: 1, name: "Setting up a bench" }).waitFor();
  });

  it("tell figure, goal and baseline in words, and draw nothing that moves", async () => {
    const page = await world.as("cai", { language: "en", path: all });
    await page.locator(".plot svg").first().waitFor();
    expect(await rowsOf(page, "Checked in time")).toEqual([
      ["Q4 2025", "66.7%", "2", "3"],
      ["Q1 2026", "80%", "4", "5"],
      ["Q2 2026", "100%", "1", "1"],
      ["All", "77.8%", "7", "9"],
    ]);
    const inTime = await section(page, "Checked in time").innerText();
    expect(inTime).toContain("Goal met");
    expect(inTime).toContain("Goal at least 90%");
    const standing = section(page, "Proposals before the town now");
    expect(await standing.innerText()).toMatch(/Before the reform\s+18 proposals/);
    const plot = standing.locator(".plot");
    expect(await plot.getAttribute("aria-label")).toContain("Proposals before the town now");
    const drawn = await plot.locator("svg text").allTextContents();
    expect(drawn).toEqual(expect.arrayContaining(["Before the reform 18", "After the reform 8"]));
    expect(await page.locator(".plot svg :is(animate, animateTransform, style)").count()).toBe(0);
  });

  it("open the cases behind a figure, which stands in the address, from the keyboard too", async () => {
    const page = await world.as("cai", { language: "en", path: all });
    const stone = section(page, "Benches proposed").locator("tr", { hasText: "Mar 2026" }).first();
    expect(await stone.innerText()).toContain("Stone");
    await stone.getByRole("link").focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link", { name: "第7处" }).waitFor();
    expect(await dialog.locator("table.cases tbody tr").count()).toBe(1);
    const address = page.url();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(page.url()).not.toContain("figure");
    await page.goto(address);
    await dialog.getByRole("link", { name: "第7处" }).click();
    await page.getByRole("heading", { level: 1, name: "第7处" }).waitFor();
  });

  it("count what a person may see, and say what is left out for being confidential", async () => {
    const member = await world.as("m1", { language: "en", path: all });
    const hidden = section(member, "Proposers who can be telephoned");
    await hidden.getByText("11 cases are not counted").waitFor();
    expect(await hidden.locator("table").count()).toBe(0);
    const clerk = await world.as("cai", { language: "en", path: all });
    await section(clerk, "Proposers who can be telephoned").getByText("3 of 11 cases").waitFor();
  });

  it("follow the time and the periods that are chosen, which stand in the address", async () => {
    const page = await world.as("cai", { language: "en", path: "/measures/bench" });
    await page.getByText("Cases opened from 1 May 2025 (Thu) to 20 Apr 2026 (Mon)").waitFor();
    // By mouse: what opens is in sight, also where no motion is wanted.
    await page.getByRole("combobox", { name: "Cases opened" }).click();
    await page.locator(".ant-select-item-option", { hasText: "This year" }).click();
    await page.getByText("Cases opened from 1 Jan 2026 (Thu) to 20 Apr 2026 (Mon)").waitFor();
    await choose(page, "Told by", 3);
    await expect
      .poll(() => rowsOf(page, "Benches proposed"))
      .toEqual([
        ["2026", "Stone", "3", "3"],
        ["2026", "Wooden", "5", "5"],
        ["All", "All", "8", "8"],
      ]);
    // Two a month is no goal for a year; how things stand knows no years.
    expect(await section(page, "Benches proposed").innerText()).not.toContain("Goal");
    expect(await rowsOf(page, "Proposals before the town now")).toEqual([
      ["Wooden", "2", "2"],
      ["All", "2", "2"],
    ]);
    expect(new URL(page.url()).search).toBe("?time=year&by=year");
    await page.goto(`${world.url}/measures/bench?time=own&from=2026-03-01&to=2026-03-31`);
    await expect
      .poll(() => rowsOf(page, "Benches proposed"))
      .toEqual([
        ["Mar 2026", "Stone", "1", "1"],
        ["Mar 2026", "Wooden", "2", "2"],
        ["All", "All", "3", "3"],
      ]);
  });

  it("say plainly where there is nothing yet, and what could not be measured", async () => {
    const page = await world.as("cai", {
      language: "en",
      path: "/measures/bench?time=own&from=2030-01-01",
    });
    await page.getByText("Nothing counted yet").waitFor();
    await page.route("**/measures?*", (route) =>
      route.fulfill({
        status: 422,
        contentType: "application/problem+json",
        body: JSON.stringify({
          code: "limit-exceeded.measures",
          status: 422,
          detail: "",
          message: { en: "Ask for a shorter time.", "zh-CN": "请缩短时间。" },
        }),
      }),
    );
    await choose(page, "Told by", 1);
    await page.getByText("Ask for a shorter time.").waitFor();
    await page.unroute("**/measures?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Nothing counted yet").waitFor();
  });
});

describe("what is taken along", () => {
  it("holds as CSV what the tables show, and no formula", async () => {
    const page = await world.as("cai", { language: "en", path: all });
    await section(page, "Cost, by neighbour asked").locator("table.figures").waitFor();
    const shown = await rowsOf(page, "Cost, by neighbour asked");
    const { name, bytes } = await saved(page, "Save as CSV");
    expect(name).toBe("bench-measures.csv");
    const rows = bytes
      .toString("utf8")
      .slice(1)
      .trim()
      .split("\r\n")
      .map((row) => row.split(","));
    const of = (title: string, columns: number[]) =>
      rows.filter((row) => row[1] === title).map((row) => columns.map((column) => row[column]));
    expect(of("Checked in time", [4, 5, 6])).toEqual([
      [expect.stringMatching(/^66\.66/), "2", "3"],
      ["80", "4", "5"],
      ["100", "1", "1"],
      [expect.stringMatching(/^77\.77/), "7", "9"],
    ]);
    expect(of("Benches proposed", [3, 4]).map((row) => row.join())).toEqual(
      (await rowsOf(page, "Benches proposed")).map(([, kind, value]) => `${kind},${value}`),
    );
    // The title has a comma and is quoted; the group begins as a formula would.
    const costs = bytes
      .toString("utf8")
      .split("\r\n")
      .filter((row) => row.startsWith("cost,"));
    expect(costs).toHaveLength(shown.length);
    expect(costs[0]).toContain(",'=东邻,4800,");
    const chinese = await world.as("cai", { path: all });
    expect((await saved(chinese, "导出CSV")).bytes.toString("utf8")).toContain("按期审查率,2025-Q4");
  });

  it("holds as XLSX what the tables show, a sheet a measure, numbers as numbers", async () => {
    const page = await world.as("cai", { language: "en", path: all });
    await section(page, "Benches proposed").locator("table.figures").waitFor();
    const shown = await rowsOf(page, "Benches proposed");
    const { name, bytes } = await saved(page, "Save as XLSX");
    expect(name).toBe("bench-measures.xlsx");
    const files = unzip(bytes);
    const text = (path: string) => files[path]!;
    const names = [...text("xl/workbook.xml").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      (match) => match[1],
    );
    expect(names).toEqual([
      "Proposals before the town now",
      "Benches proposed",
      "Checked in time",
      "Time to check",
      "Cost, by neighbour asked",
      "Proposers who can be telephoned",
    ]);
    const sheet = (place: number) =>
      page.evaluate(
        ([xml, strings]) => {
          const parsed = (source: string) => new DOMParser().parseFromString(source, "text/xml");
          const shared = [...parsed(strings!).querySelectorAll("si")].map((one) => one.textContent ?? "");
          return [...parsed(xml!).querySelectorAll("row")].map((row) =>
            [...row.querySelectorAll("c")].map((cell) => ({
              formula: cell.querySelector("f") !== null,
              value:
                cell.getAttribute("t") === "s"
                  ? (shared[Number(cell.textContent)] ?? "")
                  : cell.getAttribute("t") === "inlineStr"
                    ? (cell.textContent ?? "")
                    : Number(cell.textContent),
            })),
          );
        },
        [text(`xl/worksheets/sheet${place}.xml`), text("xl/sharedStrings.xml")] as const,
      );
    const proposed = await sheet(2);
    expect(proposed.slice(0, shown.length + 1).map((row) => row.map(({ value }) => value))).toEqual([
      ["Period", "Kind of bench", "Figure (benches)", "Of these", "Cases"],
      ...shown.map(([period, kind, value, cases]) => [
        period,
        kind,
        Number(value),
        Number(value),
        Number(cases),
      ]),
    ]);
    const costs = await sheet(5);
    expect(costs.map(([first]) => first?.value)).toContain("'=东邻");
    expect([...proposed, ...costs].flat().filter(({ formula }) => formula)).toEqual([]);
  });
});
