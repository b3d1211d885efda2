/* oxlint-disable unicorn/no-thenable -- a row of a decision table has a "then" */
import type { Page } from "playwright-core";
import type { World } from "../browser/world.ts";
import { figure, type Figure } from "./figure.ts";

const text = (en: string) => ({ en, "zh-CN": en });

/** A procedure with what else is typed into beside titles: data, rules that every fifth way on asks for, and a table. */
export function withRules(procedure: object): object {
  const { machine, ...rest } = procedure as {
    machine: { states: Record<string, { on?: Record<string, unknown> }> };
  };
  const states = Object.entries(machine.states).map(([name, state], place) => [
    name,
    place % 5 === 0 && state.on !== undefined
      ? {
          ...state,
          on: Object.fromEntries(
            Object.entries(state.on).map(([event, target]) => [
              event,
              { target, guard: `rule${place % 20}` },
            ]),
          ),
        }
      : state,
  ]);
  const rules = Array.from({ length: 20 }, (_, n) => [
    `rule${n}`,
    {
      title: text(`Rule ${n}`),
      when: {
        and: [
          { ">=": [{ var: "data.amount" }, n * 100] },
          {
            or: [{ "==": [{ var: "data.kind" }, "large"] }, { "==": [{ var: "data.note" }, "typed here:"] }],
          },
          { "!=": [{ decide: ["table", null, "level"] }, "none"] },
        ],
      },
    },
  ]);
  return {
    ...rest,
    data: {
      type: "object",
      properties: {
        amount: { type: "number", title: text("Amount"), default: 0 },
        kind: { enum: ["small", "large"], title: text("Kind"), default: "small" },
        note: { type: "string", title: text("Note"), default: "" },
      },
    },
    rules: Object.fromEntries(rules),
    decisions: {
      table: {
        title: text("Level"),
        inputs: ["data.amount", "data.note"],
        outputs: ["level"],
        hit: "first",
        rows: Array.from({ length: 40 }, (_, n) => ({ when: [{ ">=": n * 10 }, null], then: ["some"] })),
        otherwise: ["none"],
      },
    },
    machine: { ...machine, states: Object.fromEntries(states) },
  };
}

/** So many keys are typed into each place, with the pause of somebody who types quickly between them. */
const keys = 60;
const pauseMillis = 90;

/** Types where the caret stands. Gives, for nineteen keys of twenty, at most how long it took from the key to the frame that shows it. */
async function typing(page: Page): Promise<number> {
  // As text: a function that is compiled here names its inner ones with a helper that the page does not have.
  await page.evaluate(`
    globalThis.typed = { from: 0, times: [] };
    if (!globalThis.isTimed) {
      globalThis.isTimed = true;
      addEventListener("keydown", ({ timeStamp }) => (typed.from = timeStamp), true);
      addEventListener("input", () => {
        const { from, times } = typed;
        requestAnimationFrame(() => {
          // After the frame: what it draws is part of what a key costs.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - from);
          port2.postMessage(null);
        });
      }, true);
    }
  `);
  await page.keyboard.type("abcdefghij ".repeat(keys).slice(0, keys), { delay: pauseMillis });
  await page.waitForTimeout(500);
  const times = await page.evaluate(
    () => (globalThis as unknown as { typed: { times: number[] } }).typed.times,
  );
  if (times.length < keys) throw new Error(`Only ${times.length} of ${keys} keys were written`);
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
}

/** Chooses something in the contents by its title. */
async function choose(page: Page, title: string): Promise<void> {
  await page.getByLabel("Filter the contents").fill(title);
  await page.getByRole("treeitem", { name: title, exact: true }).first().click();
  await page.locator(".inspector h2", { hasText: title }).waitFor();
  await page.getByLabel("Filter the contents").fill("");
  // What is reckoned once the document rests is not part of a key.
  await page.waitForTimeout(2500);
}

/** Typing in the properties of the designer, at 500 stages: a title, a rule as JSON, a cell of a table. */
export async function typingFigures(world: World, procedure: string): Promise<Figure[]> {
  const page = await world.as("root", { language: "en", width: 1440, height: 900, path: "/inbox" });
  await page.goto(`${world.url}/designer/${procedure}`);
  await page.locator(".chart-card").first().waitFor({ timeout: 120_000 });
  await choose(page, "Stage 250");
  await page.locator(".inspector").getByLabel("Title（English）").focus();
  await page.keyboard.press("End");
  const title = await typing(page);

  await choose(page, "Rule 5");
  await page.locator(".rule-head").getByText("JSON", { exact: true }).click();
  await page.getByLabel(/\(JSON\)$/).evaluate((element) => {
    const area = element as HTMLTextAreaElement;
    area.focus();
    const caret = area.value.indexOf("typed here:") + "typed here:".length;
    area.setSelectionRange(caret, caret);
  });
  const rule = await typing(page);

  await choose(page, "Level");
  await page.locator('[data-cell="3.1"]').click();
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: "Content of the cell" }).press("End");
  const cell = await typing(page);
  await page.context().close();
  const bound = { atMost: 50 };
  return [
    figure("designer: 500 stages, a key in the title of one", title, "ms", bound),
    figure("designer: 500 stages, a key in a rule as JSON", rule, "ms", bound),
    figure("designer: 500 stages, a key in a cell of a table", cell, "ms", bound),
  ];
}
