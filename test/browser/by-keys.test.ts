import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at } from "./desk.ts";
import { focused, press, push, reach, take, write } from "./keyboard.ts";
import { card, row, saved, selected, still } from "./workbench.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  page = await world.as("ola", { language: "en", path: "/designer", width: 1440 });
});
afterAll(() => world.close());

/** Finds something of the procedure, or an action behind “>”, and goes there. */
async function find(words: string): Promise<void> {
  await press(page, "Control+f");
  await page.locator("#found").waitFor({ state: "attached" });
  await page.keyboard.type(words);
  await page.locator('#found [aria-selected="true"]').waitFor();
  await press(page, "Enter");
  await page.locator("#found").waitFor({ state: "detached" });
}
/** Goes to a line of the contents. */
async function contents(key: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.getAttribute("data-key") === wanted, key);
  for (
    let n = 0;
    (await page.evaluate(() => document.activeElement?.getAttribute("role"))) !== "treeitem";
    n++
  ) {
    expect(n).toBeLessThan(160);
    await press(page, "Tab");
  }
  await press(page, "Home");
  for (let n = 0; !(await isThere()); n++) {
    expect(n).toBeLessThan(60);
    await press(page, "ArrowDown");
  }
}
/** The diagram has the focus. */
async function onDiagram(): Promise<void> {
  for (let n = 0; !(await page.evaluate(() => document.activeElement?.matches(".canvas") === true)); n++) {
    expect(n).toBeLessThan(160);
    await press(page, "Tab");
  }
}
async function append(event: string, title: string): Promise<void> {
  await press(page, "a");
  await write(page, "Name of the event", event);
  await press(page, "Enter");
  await page.locator(".canvas-rename").waitFor();
  await page.keyboard.type(title);
  await press(page, "Enter");
  await page.locator(".chart-card", { hasText: title }).waitFor();
  await still(page);
}

/** Steps of one story, each where the one before has left it. Nothing in it is done with a mouse. */
describe(
  "a process owner builds an approval of ten stages by keys alone, in English",
  { timeout: 240_000 },
  () => {
    it("begins a procedure", async () => {
      await push(page, "New procedure");
      await page.getByRole("dialog").waitFor();
      await expect.poll(() => focused(page)).toBe("Title in English");
      await page.keyboard.type("Purchase of equipment");
      await press(page, "Enter");
      await page.getByRole("heading", { level: 1, name: "Purchase of equipment" }).waitFor();
      await still(page);
    });

    it("draws its stages, one behind the other, to the end", async () => {
      await onDiagram();
      await press(page, "ArrowRight");
      expect(await selected(page)).toBe("handling");
      await press(page, "F2");
      await page.locator(".canvas-rename").waitFor();
      await page.keyboard.type("Drafting");
      await press(page, "Enter");
      await page.locator(".chart-card", { hasText: "Drafting" }).waitFor();
      // Its way to the end is led there from the last stage.
      await press(page, "w", "Delete");
      await expect.poll(() => page.locator(".canvas-label").count()).toBe(0);
      await press(page, "ArrowRight");
      for (const [event, title] of [
        ["Submit", "Registering"],
        ["Register", "Comparing offers"],
        ["Compare", "First check"],
        ["Pass on", "Second check"],
        ["Confirm", "Deciding"],
        ["Grant", "Ordering"],
        ["Order", "Receiving"],
      ] as const)
        await append(event, title);
      await press(page, "c");
      await page.locator("#canvas-targets").waitFor();
      await page.keyboard.type("Finished");
      await press(page, "Enter");
      await reach(page, /^Happens on/);
      await page.keyboard.type("Finish");
      await press(page, "Enter");
      await page.locator(".canvas-label", { hasText: "Finish" }).waitFor();
      await still(page);
    });

    it("has several people sign jointly, by the pattern and its questions", async () => {
      await find("First check");
      await expect.poll(() => selected(page)).toBe("stage3");
      await find(">pattern");
      await page.getByRole("dialog").waitFor();
      await expect.poll(() => focused(page)).toMatch(/^Joint signing/);
      await press(page, "Enter");
      await take(page, "Who takes part?", "Council member");
      await push(page, "Insert");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      // One goes on where the new stage is.
      await expect.poll(() => page.evaluate(() => document.activeElement?.matches(".canvas"))).toBe(true);
      await expect.poll(() => selected(page)).toBe("jointSigning");
      await card(page, "rejected").waitFor({ state: "attached" });
      await still(page);
    });

    it("says which data there are, and who does what", async () => {
      await contents("data");
      await press(page, "+");
      await row(page, "field field").waitFor();
      await write(page, "Name", "item");
      await press(page, "Enter");
      await row(page, "field item").waitFor();
      await write(page, "Title（English）", "What is bought");
      await write(page, "Title（Chinese）", "采购内容");
      await reach(page, "Must be given");
      await press(page, "Space");
      await contents("events");
      await press(page, "ArrowRight");
      for (const [event, who] of [
        ["FINISH", "Clerk"],
        ["NEXT", "Resident"],
        ["NEXT2", "Clerk"],
        ["NEXT3", "Clerk"],
        ["NEXT4", "Clerk"],
        ["NEXT5", "Clerk"],
        ["NEXT6", "Administrator"],
        ["NEXT7", "Clerk"],
      ] as const) {
        await contents(`events ${event}`);
        await press(page, "Enter");
        await push(page, "Remove Anyone");
        await expect.poll(() => focused(page)).toBe("Add Who may do it");
        await page.keyboard.type(who);
        await page.locator(".ant-select-item-option-active", { hasText: who }).waitFor();
        await press(page, "Enter");
        await page.locator(".workbench-inspector .chip", { hasText: who }).waitFor();
      }
      await find(">Problems");
      await page.getByText("Nothing is wrong with this procedure.").waitFor();
    });

    it("publishes it with a note", async () => {
      await saved(page);
      await push(page, "Publish");
      await page.getByRole("dialog").waitFor();
      await write(page, /^What changed, and why/, "First version");
      await push(page, "Publish");
      await page.getByRole("row").filter({ hasText: "town 1.2.1" }).getByText("First version").waitFor();
    });

    const desks = new Map<string, Page>();
    let path = "";
    /** Does something in the case: the button, what is to be filled in, and the button of the form. */
    async function does(who: string, what: string, fill?: (desk: Page) => Promise<void>): Promise<void> {
      const desk = desks.get(who) ?? (await world.as(who, { language: "en", path }));
      desks.set(who, desk);
      await desk.getByRole("button", { name: what, exact: true }).waitFor();
      await push(desk, what);
      const form = desk.getByRole("group", { name: what, exact: true });
      await form.waitFor();
      await fill?.(desk);
      await press(desk, "Tab");
      await push(desk, what);
      await form.waitFor({ state: "detached" });
    }

    it("sees a case of it opened on the desk, and taken as far as the joint signing", async () => {
      const desk = await world.as("ann", { language: "en", path: "/procedures/purchase-of-equipment/open" });
      desks.set("ann", desk);
      await write(desk, /^What is bought/, "Two benches");
      await press(desk, "Enter");
      await desk.waitForURL(/\/cases\//);
      path = new URL(desk.url()).pathname;
      await does("ann", "Submit");
      for (const what of ["Register", "Compare", "Pass on"]) await does("cai", what);
      await at(desks.get("cai")!, "Joint signing");
    });

    it("sees it signed by all who have to, each at a desk of their own", async () => {
      for (const member of ["m1", "m2", "m3"])
        await does(member, "Countersign", async (desk) => {
          await reach(desk, "Agree");
          await press(desk, "Space");
        });
      await at(desks.get("cai")!, "Second check");
    });

    it("sees it taken to its end", async () => {
      await does("cai", "Confirm");
      await does("root", "Grant");
      await does("cai", "Order");
      await does("cai", "Finish");
      await at(desks.get("ann")!, "Finished");
      expect((await world.engine.verify()).faults).toEqual([]);
    });
  },
);
