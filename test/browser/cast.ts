import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";
import { act, at, chooseFrom } from "./desk.ts";
import type { World } from "./world.ts";

/** What is filled in, by the words that stand over each field: texts, choices, yes or no, people by name, lists of these, rows. */
export type Said = { [label: string]: string | number | boolean | string[] | Said[] };

const addsRow = /添加一项|Add item/i;
const exactly = (words: string): RegExp => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);

/** Fills in a form as a person does, field by field. */
export async function fill(form: Locator, said: Said, row = 0): Promise<void> {
  for (const [label, value] of Object.entries(said)) {
    if (Array.isArray(value) && typeof value[0] === "object") {
      for (const [place, one] of (value as Said[]).entries()) {
        const [first = ""] = Object.keys(one);
        if ((await field(form, first).count()) <= place)
          await form.getByRole("button", { name: addsRow }).last().click();
        await fill(form, one, place);
      }
    } else await answer(field(form, label).nth(row), value as Exclude<Said[string], Said[]>);
  }
}

/** A field by the words over it: never a group of others. */
function field(form: Locator, label: string): Locator {
  const named = form.page().locator("label", { hasText: exactly(label) });
  return form.locator(".ant-form-item:not(:has(.ant-form-item))").filter({ has: named });
}

async function answer(item: Locator, value: string | number | boolean | string[]): Promise<void> {
  await item.waitFor();
  const is = async (selector: string): Promise<boolean> => (await item.locator(selector).count()) > 0;
  if (await is(".ant-select")) {
    for (const one of [value].flat()) await chooseFrom(item.getByRole("combobox"), String(one), String(one));
  } else if (await is("[role=switch]")) {
    if (value === true) await item.getByRole("switch").click();
  } else if (await is("[type=radio]")) {
    const yesOrNo = typeof value === "boolean" ? (value ? /^(是|Yes)$/ : /^(否|No)$/) : String(value);
    await item.getByRole("radio", { name: yesOrNo, exact: true }).check();
  } else {
    const box = item.locator("input, textarea").first();
    await box.fill(String(value));
    if (await is(".ant-picker")) await box.press("Enter");
  }
}

/** The people of a journey, each at a browser of their own, who stay where they are until they are wanted elsewhere. */
export class Cast {
  private readonly world: World;
  private readonly pages = new Map<string, Page>();
  private language: "en" | "zh-CN";

  constructor(world: World, language: "en" | "zh-CN") {
    this.world = world;
    this.language = language;
  }

  /** Somebody's page, at a place. */
  async page(person: string, path: string): Promise<Page> {
    const known = this.pages.get(person);
    if (known === undefined) {
      const page = await this.world.as(person, { path, language: this.language, width: 1440 });
      this.pages.set(person, page);
      return page;
    }
    if (new URL(known.url()).pathname !== path) await known.goto(this.world.url + path);
    return known;
  }

  /** Everybody turns their page to the other language, and who comes later has it from the first. */
  async turnTo(language: "en" | "zh-CN"): Promise<void> {
    this.language = language;
    for (const page of this.pages.values()) await page.locator(".switches .language").click();
  }

  /** Opens a case with its form, and gives where it is. */
  async open(person: string, procedure: string, said: Said): Promise<CaseOnDesk> {
    const page = await this.page(person, `/procedures/${procedure}/open`);
    await fill(page.locator(".schema-form"), said);
    await page.locator(".schema-form button[type=submit]").click();
    await page.waitForURL(/\/cases\//);
    return new CaseOnDesk(this, new URL(page.url()).pathname);
  }

  /** What waits for somebody: opened from their list, by what the case is about and what has to be done. */
  async takesUp(person: string, subject: string, task: string): Promise<CaseOnDesk> {
    const page = await this.page(person, "/inbox");
    const row = page.getByRole("row").filter({ hasText: subject });
    await row.getByRole("link", { name: task, exact: true }).first().click();
    await page.waitForURL(/\/cases\//);
    return new CaseOnDesk(this, new URL(page.url()).pathname);
  }
}

/** A case as the people of a journey have it before them. */
export class CaseOnDesk {
  readonly path: string;
  private readonly cast: Cast;

  constructor(cast: Cast, path: string) {
    this.cast = cast;
    this.path = path;
  }

  seenBy(person: string): Promise<Page> {
    return this.cast.page(person, this.path);
  }

  /** Somebody does something in it, with what they say. */
  async does(person: string, action: string, said: Said = {}): Promise<void> {
    await act(await this.seenBy(person), action, (form) => fill(form, said));
  }

  /** As somebody sees it, it stands there; or it comes to stand there. */
  async stands(person: string, ...stages: string[]): Promise<void> {
    const page = await this.seenBy(person);
    for (const stage of stages) await at(page, stage);
  }

  /** Somebody finds this said about it, and finds that not. */
  async says(person: string, words: string | RegExp): Promise<void> {
    await (
      await this.seenBy(person)
    )
      .locator("main")
      .getByText(words)
      .filter({ visible: true })
      .first()
      .waitFor();
  }
  async saysNothingOf(person: string, words: string): Promise<void> {
    const page = await this.seenBy(person);
    await page.locator(".timeline article").first().waitFor();
    expect(await page.locator("main").innerText()).not.toContain(words);
  }

  /** The way to another case with which this one hangs together. */
  async follows(person: string, subject: string): Promise<CaseOnDesk> {
    const page = await this.seenBy(person);
    await page.locator(".linked").getByRole("link", { name: subject }).first().click();
    await page.waitForURL((url) => url.pathname !== this.path);
    return new CaseOnDesk(this.cast, new URL(page.url()).pathname);
  }
}
