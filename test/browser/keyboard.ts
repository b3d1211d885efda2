import type { Page } from "playwright-core";

/** So many stops there are at most on the way to anything. */
const mostStops = 160;

/** What has the focus, by the words that lead to it: its own, its label's, what stands in it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const here = document.activeElement;
    if (here === null || here === document.body) return "";
    const labels = "labels" in here ? [...((here as HTMLInputElement).labels ?? [])] : [];
    const by = here.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const words = [
      here.getAttribute("aria-label"),
      ...by.map((id) => document.getElementById(id)?.textContent),
      ...labels.map((one) => one.textContent),
      here.textContent,
    ];
    return words.find((one) => (one ?? "").trim() !== "")?.trim() ?? "";
  });

/** Presses Tab until what is called so has the focus. */
export async function reach(page: Page, wanted: string | RegExp): Promise<void> {
  const isIt = (words: string): boolean =>
    typeof wanted === "string" ? words === wanted : wanted.test(words);
  const passed: string[] = [];
  for (let stop = 0; stop < mostStops; stop++) {
    const words = await focused(page);
    if (isIt(words)) return;
    passed.push(words);
    await page.keyboard.press("Tab");
  }
  throw new Error(`${String(wanted)} is not on the way: ${passed.slice(0, 60).join(" · ")}`);
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Goes to something and presses it. */
export async function push(page: Page, wanted: string | RegExp): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press("Enter");
}

/** Goes to a field and writes into it in place of what is there. */
export async function write(page: Page, wanted: string | RegExp, text: string): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Goes to a list that opens, seeks in it by typing and takes what is found. */
export async function take(page: Page, wanted: string | RegExp, text: string): Promise<void> {
  await reach(page, wanted);
  await page.keyboard.type(text);
  await page.locator(".ant-select-item-option-active", { hasText: text }).waitFor();
  await page.keyboard.press("Enter");
}
