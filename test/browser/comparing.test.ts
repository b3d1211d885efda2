import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, seriousViolations, type World } from "./world.ts";

const ola = { id: "ola", roles: ["process-owner"] };
type Machine = { states: Record<string, object> };

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A draft in which a stage is added that leads nowhere. */
async function drafted(): Promise<void> {
  const made = await world.engine.createDraft({
    by: ola,
    procedure: "bench",
    title: "One more",
    from: { live: true },
  });
  if (!made.ok) throw new Error(made.refusal.message.en);
  const read = await world.engine.draft({ draft: made.draft.id, by: ola });
  if (!read.ok) throw new Error(read.refusal.message.en);
  const { id, revision, content } = read.draft;
  const { machine } = content.definition as unknown as { machine: Machine };
  const states = {
    ...machine.states,
    lookedAt: { type: "final", meta: { title: { en: "Looked at", "zh-CN": "已查看" } } },
  };
  const definition = { ...content.definition, machine: { ...machine, states } };
  const kept = await world.engine.saveDraft({
    by: ola,
    draft: id,
    revision,
    content: { ...content, definition: definition as typeof content.definition },
  });
  if (!kept.ok) throw new Error(kept.refusal.message.en);
}
const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

describe("two versions on one diagram", () => {
  it("show what was added; words and diagram choose together; the other way round it is a ghost", async () => {
    await drafted();
    const page = await world.as("ola", { language: "en", width: 1440, path: "/designer/bench/versions" });
    const added = page.locator(".change-list button", { hasText: "Looked at" });
    await added.click();
    await card(page, "lookedAt").waitFor();
    await expect.poll(() => card(page, "lookedAt").getAttribute("class")).toContain("selected");
    expect(await card(page, "lookedAt").locator(".mark-added").first().innerText()).toContain("Added");
    expect(await page.locator(".mark-legend li").allInnerTexts()).toHaveLength(4);
    expect(await seriousViolations(page)).toEqual([]);
    // Nothing else is chosen where the diagram is; then from there to the words.
    await page.locator(".diagram-difference .react-flow__pane").click({ position: { x: 6, y: 6 } });
    await expect.poll(() => page.locator(".change-list [aria-current]").count()).toBe(0);
    await card(page, "lookedAt").click();
    await expect.poll(() => page.locator(".change-list [aria-current]").innerText()).toContain("Looked at");

    await page.getByRole("combobox", { name: "After" }).click();
    await page.locator(".ant-select-item-option", { hasText: /Live/ }).last().click();
    await page.getByRole("combobox", { name: "Before" }).click();
    await page
      .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", {
        hasText: "One more",
      })
      .click();
    await page.locator(".change-list button", { hasText: "Looked at" }).click();
    await expect.poll(() => card(page, "−lookedAt").getAttribute("class")).toContain("selected");
    expect(await card(page, "−lookedAt").locator(".mark-removed").count()).toBeGreaterThan(0);
    await page.context().close();
  });
});
