import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { card, still } from "./workbench.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

const text = (en: string, zh: string) => ({ en, "zh-CN": zh });
/** As little as a procedure can be: drawn up, and done. */
const blank = (id: string) => ({
  id,
  title: text(`Small procedure ${id}`, `小规程${id}`),
  opening: { by: ["resident"] },
  data: { type: "object", properties: {} },
  events: { SUBMIT: { title: text("Hand in", "提交"), by: ["clerk"] } },
  machine: {
    id,
    initial: "draft",
    states: {
      draft: { meta: { title: text("Drawing up", "起草") }, on: { SUBMIT: "done" } },
      done: { type: "final", meta: { title: text("Done", "办结") } },
    },
  },
});

let world: World;
const folder = mkdtempSync(join(tmpdir(), "guicheng-canvas-"));
beforeAll(async () => {
  cpSync(join(import.meta.dirname, "fixture"), folder, { recursive: true });
  for (const id of ["first", "second", "third"])
    writeFileSync(join(folder, `procedures/${id}.json`), JSON.stringify(blank(id)));
  world = await openWorld([folder]);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (page: Page): Locator => page.locator(".react-flow__edge");
const place = async (locator: Locator) => (await locator.boundingBox())!;
const middle = async (locator: Locator) => {
  const { x, y, width, height } = await place(locator);
  return { x: x + width / 2, y: y + height / 2 };
};
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step++)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 6, from.y + ((to.y - from.y) * step) / 6);
  await page.mouse.up();
}
async function opened(procedure: string, language: "en" | "zh-CN"): Promise<Page> {
  const page = await world.as("root", { language, width: 1440, height: 900, path: `/designer/${procedure}` });
  await card(page, "draft").waitFor();
  return page;
}
const choose = async (page: Page, action: string): Promise<void> => {
  await page.keyboard.press("Shift+F10");
  await page.locator(`[role=menuitem][data-action="${action}"]`).click();
};

describe("by mouse", () => {
  let page: Page;
  beforeAll(async () => {
    page = await opened("first", "zh-CN");
  });
  afterAll(() => page.context().close());

  it("a stage is appended from the handle and named in its place; undone and done again in one step", async () => {
    await card(page, "draft").hover();
    await card(page, "draft").locator(".canvas-plus").click();
    await page.locator(".canvas-kinds button").first().hover();
    await page.locator(".canvas-sketch rect").waitFor({ state: "attached" });
    await page.locator(".canvas-kinds button").first().click();
    await page.keyboard.type("审核");
    await page.keyboard.press("Enter");
    await expect.poll(() => card(page, "stage").innerText()).toContain("审核");
    await page.keyboard.press("Control+z");
    await expect.poll(() => card(page, "stage").innerText()).toContain("新环节");
    await page.keyboard.press("Control+z");
    await expect.poll(() => card(page, "stage").count()).toBe(0);
    await page.keyboard.press("Control+y");
    await page.keyboard.press("Control+y");
    await expect.poll(() => card(page, "stage").innerText()).toContain("审核");
    await still(page);
  });
  it("a line is led from the handle to another card, and its end to a third one", async () => {
    const before = await lines(page).count();
    await card(page, "stage").hover();
    await drag(
      page,
      await middle(card(page, "stage").locator(".canvas-plus")),
      await middle(card(page, "done")),
    );
    await page.getByLabel("触发方式").selectOption({ label: "提交" });
    await page.locator(".canvas-append [type=submit]").click();
    await expect.poll(() => lines(page).count()).toBe(before + 1);
    await still(page);
    await page.locator('.canvas-label[data-transition="stage|on:SUBMIT|0"]').click();
    await drag(page, await middle(page.locator(".canvas-grip").last()), await middle(card(page, "draft")));
    await expect
      .poll(() => page.locator('.canvas-label[data-transition="stage|on:SUBMIT|0"].is-selected').count())
      .toBe(1);
    await choose(page, "rename");
    await page.keyboard.type("再次提交");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".canvas-label", { hasText: "再次提交" }).count()).toBe(2);
    await page.keyboard.press("Control+z");
    await still(page);
  });
  it("a card is dragged on a grid, everything else staying where it is, and dragging is one step", async () => {
    const [start, other] = [await place(card(page, "stage")), await place(card(page, "draft"))];
    const hold = { x: start.x + 12, y: start.y + 10 };
    await drag(page, hold, { x: hold.x + 160, y: hold.y + 64 });
    await expect
      .poll(async () => Math.round((await place(card(page, "stage"))).x - start.x))
      .toBeGreaterThan(120);
    expect(await place(card(page, "draft"))).toEqual(other);
    await page.keyboard.press("Control+z");
    await expect.poll(() => place(card(page, "stage"))).toEqual(start);
    await page.keyboard.press("Control+y");
    await expect.poll(async () => (await place(card(page, "stage"))).x).toBeGreaterThan(start.x);
  });
  it("stages are grouped, another one is dragged into the group and out of it again", async () => {
    await card(page, "stage").click({ position: { x: 10, y: 10 } });
    await page.keyboard.press("Control+g");
    await card(page, "group.stage").waitFor();
    await page.keyboard.press("Shift+Digit1");
    await page.waitForTimeout(400);
    const done = await place(card(page, "done"));
    const group = await place(card(page, "group"));
    await drag(
      page,
      { x: done.x + 8, y: done.y + 8 },
      { x: group.x + group.width - 6, y: group.y + group.height - 6 },
    );
    await card(page, "group.done").waitFor();
    const inside = await place(card(page, "group.done"));
    await drag(page, { x: inside.x + 8, y: inside.y + 8 }, { x: group.x - 60, y: group.y + 300 });
    await card(page, "done").waitFor();
  });
  it("a rubber band selects, the menu aligns", async () => {
    await page.keyboard.press("Shift+Digit1");
    await page.waitForTimeout(400);
    const frame = await place(page.locator(".canvas"));
    await drag(
      page,
      { x: frame.x + 4, y: frame.y + 44 },
      { x: frame.x + frame.width - 4, y: frame.y + frame.height - 4 },
    );
    await expect.poll(() => page.locator(".react-flow__node.selected").count()).toBeGreaterThan(2);
    await choose(page, "align-left");
    await expect
      .poll(async () => Math.abs((await place(card(page, "draft"))).x - (await place(card(page, "done"))).x))
      .toBeLessThan(2);
    await choose(page, "arrange");
    await still(page);
  });
  it("copied stages are pasted in another window; what is no stage is refused in words", async () => {
    await card(page, "draft").click({ position: { x: 10, y: 10 } });
    await page.keyboard.press("Control+c");
    const other = await page.context().newPage();
    await other.goto(`${world.url}/designer/second`);
    await card(other, "draft").waitFor();
    await other.locator(".canvas").focus();
    await other.keyboard.press("Control+v");
    await card(other, "draft2").waitFor();
    await other.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "<img src=x onerror=alert(1)>");
      document
        .querySelector(".canvas")!
        .dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await other.getByText("无法粘贴").waitFor();
    await other.close();
  });
  it("what cannot be deleted says why", async () => {
    await page.locator(".canvas").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.getByText("规程至少要有一个环节").first().waitFor();
  });
  it("exports the diagram as a picture that needs nothing else", async () => {
    const [svg] = await Promise.all([page.waitForEvent("download"), choose(page, "svg")]);
    const drawn = readFileSync(await svg.path(), "utf8");
    expect(drawn).toContain("起草");
    expect(drawn).not.toMatch(/<image|url\(|<script|<foreignObject/);
    const [png] = await Promise.all([page.waitForEvent("download"), choose(page, "png")]);
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });
});

describe("by keys alone", () => {
  it("a procedure of five stages is built, connected, renamed, moved and undone", async () => {
    const page = await opened("third", "en");
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await page.locator(".workbench-head button").last().focus();
    for (let n = 0; n < 12 && !(await page.evaluate(() => document.activeElement?.matches(".canvas"))); n++)
      await press("Tab");
    await press("ArrowRight");
    expect(await page.locator(".react-flow__node.selected").getAttribute("data-id")).toBe("draft");
    for (const name of ["Check", "Review", "Sign"]) {
      await press("a", "Enter");
      await page.locator(".canvas-rename").waitFor();
      await page.keyboard.type(name);
      await press("Enter");
      await page.locator(".chart-card", { hasText: name }).waitFor();
    }
    // From the last one to the end, on an event that there is.
    await press("c");
    await page.keyboard.type("Done");
    await press("Enter");
    await page.getByLabel("Happens on").waitFor();
    await page.keyboard.type("Hand");
    await press("Enter", "Shift+Digit1");
    await expect.poll(() => page.locator(".canvas-label", { hasText: "Hand in" }).count()).toBe(2);
    await still(page);
    // The way is selected now: to the stage it comes from, and its name.
    await press("ArrowLeft", "F2");
    await page.locator(".canvas-rename").fill("Signed");
    await press("Enter");
    await page.locator(".chart-card", { hasText: "Signed" }).waitFor();
    // Its next way out, and then it is moved.
    await press("w");
    await expect.poll(() => page.locator(".canvas-label.is-selected").count()).toBe(1);
    await press("ArrowLeft");
    await still(page);
    const before = await place(card(page, "stage3"));
    await press("Alt+ArrowDown", "Alt+ArrowDown");
    await expect
      .poll(async () => Math.round((await place(card(page, "stage3"))).y - before.y))
      .toBeGreaterThan(8);
    await press("Control+z");
    await expect.poll(() => place(card(page, "stage3"))).toEqual(before);
    await press("Control+d");
    await card(page, "stage4").waitFor();
    await press("Delete");
    await expect.poll(() => card(page, "stage4").count()).toBe(0);
    // The menu and the list of keys, by keys.
    await press("Shift+F10", "ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("menuitem");
    await press("Escape", "?");
    await page.getByRole("dialog", { name: "Keys of the diagram" }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await press("Escape");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("canvas");
  });
});
