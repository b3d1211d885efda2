import type { Locator, Page } from "playwright-core";

// Where things are in the designer, whatever language it speaks.

export const card = (page: Page, path: string): Locator =>
  page.locator(`.react-flow__node[data-id="${path}"]`);
export const label = (page: Page, transition: string): Locator =>
  page.locator(`.canvas-label[data-transition="${transition}"]`);
/** A line of the contents. */
export const row = (page: Page, key: string): Locator => page.locator(`[role="treeitem"][data-key="${key}"]`);
export const properties = (page: Page): Locator => page.locator(".workbench-inspector");
/** What is in the page has arrived at the server. */
export const saved = (page: Page): Promise<void> =>
  page.locator('.save-state[data-state="saved"]').waitFor({ timeout: 30_000 });
/** The stage that is selected, by its path. */
export const selected = async (page: Page): Promise<string> =>
  (await page.locator(".react-flow__node.selected").getAttribute("data-id")) ?? "";

/** Waits until the diagram has been laid out, and neither it nor what is seen of it moves any more. */
export async function still(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const seen = globalThis as unknown as { stood?: { at: string; since: number } };
    const moving = [...document.querySelectorAll<HTMLElement>(".react-flow__viewport, .react-flow__node")];
    const at = moving.map(({ style }) => style.transform).join();
    const isLaidOut = document.querySelector('.canvas[data-provisional="false"]') !== null;
    if (!isLaidOut || seen.stood?.at !== at) seen.stood = { at, since: performance.now() };
    return isLaidOut && performance.now() - seen.stood.since > 300;
  });
}

const middle = async (locator: Locator): Promise<{ x: number; y: number }> => {
  const box = (await locator.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};
/** Drags something onto something else with the mouse. */
export async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
  const [from, to] = [await middle(what), await middle(onto)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step++)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 6, from.y + ((to.y - from.y) * step) / 6);
  await page.mouse.up();
}
