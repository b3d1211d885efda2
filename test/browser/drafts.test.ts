import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Draft } from "../../engine/runtime/index.ts";
import { openWorld, seriousViolations, type World } from "./world.ts";

const ola = { id: "ola", roles: ["process-owner"] };
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function begun(title: string): Promise<string> {
  const made = await world.engine.createDraft({ by: ola, procedure: "bench", title, from: { live: true } });
  if (!made.ok) throw new Error(made.refusal.message.en);
  return made.draft.id;
}
async function kept(draft: string): Promise<Draft> {
  const read = await world.engine.draft({ draft, by: ola });
  if (!read.ok) throw new Error(read.refusal.message.en);
  return read.draft;
}
const titleOf = ({ content }: Draft) => (content.definition["title"] as { en: string }).en;

/** Types at the end of the procedure's English title, in the JSON. */
async function typeInTitle(page: Page, text: string): Promise<void> {
  await page.getByText("JSON", { exact: true }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 60_000 });
  const lines = (await page.locator(".monaco-editor .view-line").allTextContents()).map((line) =>
    line.replaceAll("\u00a0", " "),
  );
  const line = lines.findIndex((one) => one.includes('"en": "Setting up a bench'));
  await page.locator(".monaco-editor .view-line").nth(line).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(text);
}
const state = (page: Page, is: string) =>
  page.locator(`.save-state[data-state="${is}"]`).waitFor({ timeout: 30_000 });

describe("drafts in the browser", () => {
  it("are saved by themselves, published with a note, and then live for all to see", async () => {
    const page = await world.as("ola", { language: "en", path: "/designer" });
    await page.getByRole("button", { name: "Edit Setting up a bench in a new draft" }).click();
    await state(page, "saved");
    await typeInTitle(page, " or two");
    await state(page, "saved");
    const { items } = (await world.engine.drafts({ by: ola })) as { items: { id: string }[] };
    await expect
      .poll(async () => titleOf(await kept(items[0]!.id)), { timeout: 20_000 })
      .toBe("Setting up a bench or two");

    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByText("The procedure: the title changes from “Setting up a bench” to “Setting up a bench or two”.")
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await dialog.getByRole("button", { name: "Publish" }).isDisabled()).toBe(true);
    await dialog.getByLabel("What changed, and why").fill("Two at once <b>save</b> a journey");
    await dialog.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("heading", { name: "Versions of Setting up a bench or two" }).waitFor();
    const row = page.getByRole("row").filter({ hasText: "town 1.2.1" });
    await row.getByText("Two at once <b>save</b> a journey").waitFor();
    expect(await row.getByText("Live").count()).toBe(1);
    // What was different between the two, in words and as text.
    await page.locator(".change-list li").first().waitFor();
    expect(await page.locator(".text-difference .fresh").allTextContents()).toContainEqual(
      expect.stringContaining("Setting up a bench or two"),
    );
    // Back to the one before, as a draft.
    await page.getByRole("button", { name: "Restore version 1.2.0 as a draft" }).click();
    await page.getByRole("heading", { level: 1, name: "Setting up a bench", exact: true }).waitFor();
  });

  it("of two people at once are never overwritten unseen: who was later sees both, and keeps theirs beside the other", async () => {
    const id = await begun("Together");
    const path = `/designer/bench/${id}`;
    const [first, second] = [
      await world.as("pei", { language: "en", path }),
      await world.as("ola", { language: "en", path }),
    ];
    await state(first, "saved");
    await state(second, "saved");
    await typeInTitle(first, ", quickly");
    await expect.poll(async () => titleOf(await kept(id)), { timeout: 20_000 }).toMatch(/quickly$/);
    await typeInTitle(second, ", slowly");
    const dialog = second.getByRole("dialog", { name: "Somebody else has saved this draft" });
    await dialog.getByText(/裴规程 saved it on/).waitFor({ timeout: 30_000 });
    await dialog
      .getByRole("region", { name: "What 裴规程 changed" })
      .getByText(/quickly/)
      .waitFor();
    await dialog
      .getByRole("region", { name: "What you changed" })
      .getByText(/slowly/)
      .waitFor();
    expect(await seriousViolations(second)).toEqual([]);
    expect(titleOf(await kept(id))).toMatch(/quickly$/);

    await dialog.getByRole("button", { name: "Keep mine as a new draft" }).click();
    await state(second, "saved");
    await expect.poll(() => second.url()).not.toContain(id);
    const mine = await kept(second.url().split("/").at(-1)!);
    expect(titleOf(mine)).toMatch(/slowly$/);
    expect(mine.title).toBe("Together (mine)");
    expect(titleOf(await kept(id))).toMatch(/quickly$/);
  });

  it("may be saved over the other’s once that was looked at, or given up for it", async () => {
    for (const choice of ["Save mine over theirs", "Take theirs, give mine up"]) {
      const id = await begun(choice);
      const page = await world.as("ola", { language: "en", path: `/designer/bench/${id}` });
      await state(page, "saved");
      const { content, revision } = await kept(id);
      const definition = { ...content.definition, title: { en: "Theirs", "zh-CN": "对方" } };
      await world.engine.saveDraft({
        draft: id,
        by: { id: "pei", roles: ["process-owner"] },
        revision,
        content: { ...content, definition },
      });
      await typeInTitle(page, ", mine");
      await page.getByRole("button", { name: choice }).click({ timeout: 30_000 });
      await state(page, "saved");
      await expect
        .poll(async () => titleOf(await kept(id)), { timeout: 20_000 })
        .toMatch(choice.startsWith("Save") ? /mine$/ : /^Theirs$/);
      await page
        .getByRole("heading", { level: 1, name: choice.startsWith("Save") ? /mine$/ : "Theirs" })
        .waitFor();
    }
  });

  it("begin of files, or say why not; what is in a file is shown as text", async () => {
    const page = await world.as("ola", { language: "en", path: "/designer" });
    await page.locator("table.drafts").waitFor();
    const give = (text: string) =>
      page
        .getByTestId("import-file")
        .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await give("<html><script>alert(1)</script></html>");
    await page.getByText(/This file is no procedure: .* at line 1, column 1/).waitFor();
    await give('{ "a": 1 }');
    await page.getByText("This file is no procedure: it has no id or no machine.").waitFor();
    const read = await world.engine.pack({ procedure: "bench" });
    const bench = JSON.parse(read!.files["procedures/bench.json"]!) as object;
    await give(
      JSON.stringify({ ...bench, id: "seat", title: { en: "<img src=x onerror=alert(1)>", "zh-CN": "座" } }),
    );
    await page.getByRole("heading", { level: 1, name: "<img src=x onerror=alert(1)>" }).waitFor();
  });
});
