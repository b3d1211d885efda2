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

  it("that were discarded come back: at once, from the list of them, and from under somebody who has one open", async () => {
    const id = await begun("Thrown away");
    const editing = await world.as("pei", { language: "en", path: `/designer/bench/${id}` });
    await state(editing, "saved");
    const page = await world.as("ola", { language: "en", path: "/designer" });
    const draft = page.getByRole("link", { name: "Thrown away" });
    await page.getByRole("button", { name: "Discard the draft “Thrown away”" }).click();
    await page.getByText("The draft “Thrown away” was discarded.").waitFor();
    await draft.waitFor({ state: "detached" });
    // Who works by keyboard stands where it can be taken back.
    await page.keyboard.press("Enter");
    await page.getByText("The draft “Thrown away” is back.").waitFor();
    await draft.waitFor();

    await page.getByRole("button", { name: "Discard the draft “Thrown away”" }).click();
    await draft.waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("Discarded drafts").click();
    await page.getByText(/bench · discarded .* by 欧规程/).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await typeInTitle(editing, ", kept");
    await state(editing, "refused");
    await editing.getByRole("button", { name: "Bring back" }).click();
    // Nothing is saved over what was there before it was looked at.
    await editing.getByRole("button", { name: "Save mine over theirs" }).click({ timeout: 30_000 });
    await state(editing, "saved");
    await expect.poll(async () => titleOf(await kept(id)), { timeout: 20_000 }).toMatch(/kept$/);
    await page.reload();
    await draft.waitFor();
  });

  it("are published past an example that fails only by whoever has seen it; never past an error", async () => {
    const id = await begun("Examples");
    const { content } = await kept(id);
    const example = (en: string, status: "active" | "done") => ({
      name: { en, "zh-CN": en },
      at: "2026-03-02T09:00:00+08:00",
      by: "ann",
      data: { place: "By the pond", kind: "wood", cost: 900 },
      expect: { status },
    });
    const scenarios = {
      procedure: "bench",
      scenarios: [example("Is proposed", "active"), example("Is done at once", "done")],
    };
    await world.engine.saveDraft({ draft: id, by: ola, revision: 1, content: { ...content, scenarios } });
    const page = await world.as("ola", { language: "en", path: `/designer/bench/${id}` });
    await state(page, "saved");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const publish = dialog.getByRole("button", { name: "Publish" });
    await dialog.getByText("1 of 2 examples do not run as written").waitFor({ timeout: 30_000 });
    await dialog.getByText("Is done at once").waitFor();
    expect(await dialog.getByText("Is proposed").count()).toBe(0);
    await dialog.getByText(/^Not taken by any example: \d+$/).waitFor();
    await dialog.getByLabel("What changed, and why").fill("Seen");
    expect(await publish.isDisabled()).toBe(true);
    await dialog.getByLabel("I have seen this; publish all the same").check();
    expect(await publish.isDisabled()).toBe(false);
    expect(await seriousViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Cancel" }).click();

    // An error that stands is said, and leads to its place.
    await page.locator('[data-key="state returned"]').click();
    await page.locator(".workbench-inspector").getByLabel("Name in the definition").waitFor();
    await page.getByText("JSON", { exact: true }).click();
    await page.locator(".monaco-editor .view-line", { hasText: '"RESUBMIT": "checking"' }).click();
    await page.keyboard.press("End");
    for (let n = 0; n < 2; n++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("x");
    await page.locator(".workbench-tabs .ant-badge-count").waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await dialog.getByText("1 error stands in the way").waitFor();
    expect(await publish.isDisabled()).toBe(true);
    await dialog.locator(".dialog-problems button").click();
    await dialog.waitFor({ state: "hidden" });
    await page
      .locator('[data-key="state returned"][aria-selected="true"]')
      .or(page.locator(".workbench-inspector", { hasText: "RESUBMIT" }))
      .first()
      .waitFor();
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
