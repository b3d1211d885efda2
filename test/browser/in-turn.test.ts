import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Draft } from "../../engine/runtime/index.ts";
import { card, label, properties, row, saved, still } from "./workbench.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

const ola = { id: "ola", roles: ["process-owner"] };
let world: World;
let page: Page;
let id = "";
beforeAll(async () => {
  world = await openWorld();
  const made = await world.engine.createDraft({ by: ola, procedure: "bench", from: { live: true } });
  if (!made.ok) throw new Error(made.refusal.message.en);
  ({ id } = made.draft);
  page = await world.as("ola", { language: "en", width: 1440, path: `/designer/bench/${id}` });
  await saved(page);
});
afterAll(() => world.close());

async function kept(): Promise<Draft> {
  const read = await world.engine.draft({ draft: id, by: ola });
  if (!read.ok) throw new Error(read.refusal.message.en);
  return read.draft;
}
const show = (view: "Diagram" | "JSON"): Promise<void> =>
  page.locator(".workbench-head").getByText(view, { exact: true }).click();
/** The lines of the text that can be seen. */
const lines = async (): Promise<string[]> =>
  (await page.locator(".monaco-editor .view-line").allTextContents()).map((text) =>
    text.replaceAll("\u00a0", " "),
  );
/** Puts the cursor behind these words, wherever in the text they stand. */
async function cursorBehind(words: string): Promise<void> {
  await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 60_000 });
  await page.locator(".code-place").click();
  await page.keyboard.press("Control+f");
  await page.locator(".monaco-editor .find-widget.visible").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
}

/** Steps of one story, each where the one before has left it. */
describe("the text and the diagram, edited in turn", { timeout: 240_000 }, () => {
  it("what is drawn is in the text, and what is typed is drawn", async () => {
    await still(page);
    await card(page, "checking").dblclick();
    await page.locator(".canvas-rename").fill("Looking at it");
    await page.keyboard.press("Enter");
    await show("JSON");
    await cursorBehind('"en": "Looking at it');
    expect((await lines()).join("\n")).toContain('"Looking at it"');
    await page.keyboard.type(" closely");
    await page.locator(".outline").getByText("Looking at it closely").waitFor();
    await show("Diagram");
    await page.locator(".chart-card", { hasText: "Looking at it closely" }).waitFor();
  });

  it("what is no JSON yet is kept as it is typed; the diagram shows the last one that was, and both are saved", async () => {
    await show("JSON");
    await cursorBehind('"Looking at it closely"');
    await page.keyboard.type(" , , half a thought 规程 <b>");
    await page.getByText("This text is not a procedure yet. It is kept as it is").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await show("Diagram");
    await page.locator(".chart-card", { hasText: "Looking at it closely" }).waitFor();
    await expect
      .poll(async () => (await kept()).content.text ?? "", { timeout: 20_000 })
      .toContain("规程 <b>");
    // Nothing of it is lost when the page is left, whatever comes of it later.
    await page.reload();
    await page.locator(".chart-card", { hasText: "Looking at it closely" }).waitFor();
    await show("JSON");
    await cursorBehind("half a thought");
    expect((await lines()).join("\n")).toContain("half a thought 规程 <b>");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("What was typed as JSON is no procedure yet.").waitFor();
    // The dialog has grown to its size: what is different has been told.
    await dialog.getByText("Looking at it closely").first().waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  it("drawing goes on meanwhile; the text takes none of it back unless it is told to, and can be given up", async () => {
    await show("Diagram");
    await card(page, "checking").dblclick();
    await page.locator(".canvas-rename").fill("Drawn meanwhile");
    await page.keyboard.press("Enter");
    await show("JSON");
    await page.getByText("Using the text would take those changes back.").waitFor();
    expect(await page.getByRole("button", { name: "Use this text" }).count()).toBe(0);
    await page.getByRole("button", { name: "Give up this text" }).click();
    await cursorBehind('"en": "Drawn meanwhile"');
    expect((await lines()).join("\n")).toContain('"Drawn meanwhile"');
    await expect.poll(async () => "text" in (await kept()).content, { timeout: 20_000 }).toBe(false);
  });

  it("the selection follows the cursor, and the cursor the selection", async () => {
    await cursorBehind('"RETURN": {');
    await expect.poll(() => row(page, "events RETURN").getAttribute("aria-selected")).toBe("true");
    await properties(page).getByText("Return for correction").first().waitFor();
    await row(page, "state returned").click();
    await page.locator(".monaco-editor .view-line", { hasText: '"returned": {' }).waitFor();
    await expect
      .poll(() => page.locator(".monaco-editor .view-line", { hasText: '"returned": {' }).count())
      .toBe(1);
    await show("Diagram");
    expect(await page.locator(".react-flow__node.selected").getAttribute("data-id")).toBe("returned");
    await label(page, "checking|on:ACCEPT|0").waitFor();
  });

  it("what is in the page stays there while somebody publishes, and while the server cannot be reached", async () => {
    await page.context().setOffline(true);
    await card(page, "checking").dblclick();
    await page.locator(".canvas-rename").fill("Typed on a train");
    await page.keyboard.press("Enter");
    await page.getByText("Server not reached; kept here").waitFor({ timeout: 30_000 });
    const other = await world.engine.createDraft({
      by: { id: "pei", roles: ["process-owner"] },
      procedure: "other",
      from: { nothing: { en: "Other", "zh-CN": "其他" } },
    });
    if (!other.ok) throw new Error(other.refusal.message.en);
    const published = await world.engine.publishDraft({
      draft: other.draft.id,
      by: { id: "pei", roles: ["process-owner"] },
      revision: 1,
      note: "Another one",
    });
    expect(published.ok).toBe(true);
    await page.context().setOffline(false);
    await saved(page);
    await page.locator(".chart-card", { hasText: "Typed on a train" }).waitFor();
    await expect
      .poll(async () => JSON.stringify((await kept()).content.definition), { timeout: 20_000 })
      .toContain("Typed on a train");
    // What the page asks anew when it is looked at again is another pack by now.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.locator(".chart-card", { hasText: "Typed on a train" }).waitFor();
  });
});
