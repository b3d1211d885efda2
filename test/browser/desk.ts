import type { Locator, Page } from "playwright-core";

/** Waits until a case stands at a stage. */
export const at = (page: Page, stage: string): Promise<void> =>
  page.locator("header.head .status", { hasText: stage }).waitFor();

/** Does something in a case: the button, then the form or the question. */
export async function act(
  page: Page,
  action: string,
  fill?: (form: Locator) => Promise<unknown>,
): Promise<void> {
  await page.getByRole("button", { name: action, exact: true }).click();
  const form = page.getByRole("group", { name: action, exact: true });
  await fill?.(form);
  await form.getByRole("button", { name: action, exact: true }).click();
  await form.waitFor({ state: "detached" });
}

/** Chooses from a list that is searched by typing: what is typed, and what is then taken. */
export async function chooseFrom(box: Locator, typed: string, taken: string): Promise<void> {
  await box.click();
  await box.fill(typed);
  const page = box.page();
  const open = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await open.locator(".ant-select-item-option", { hasText: taken }).first().click();
  // Of several there may be more to choose: the list stays open until it is left.
  if (await box.evaluate((input) => input.closest(".ant-select-multiple") !== null))
    await box.press("Escape");
  await open.waitFor({ state: "hidden" });
}
