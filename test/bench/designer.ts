import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openWorld, type World } from "../browser/world.ts";
import { typingFigures, withRules } from "./designer-typing.ts";
import { figure, median, type Figure } from "./figure.ts";

const text = (en: string) => ({ en, "zh-CN": en });

/** A procedure of so many stages and ways on: a long way forward, and shortcuts and returns beside it. */
function generated(id: string, states: number, ways: number): object {
  const events: Record<string, object> = {};
  const all: Record<string, { meta: object; type?: string; on?: Record<string, string> }> = {};
  for (let n = 0; n < states; n++)
    all[`stage${n}`] = {
      meta: { title: text(`Stage ${n}`) },
      ...(n === states - 1 ? { type: "final" } : { on: { [`GO${n % 40}`]: `stage${n + 1}` } }),
    };
  for (let n = 0; n < 40; n++) events[`GO${n}`] = { title: text(`Go on ${n}`), by: ["clerk"] };
  for (let n = 0; n < 30; n++) events[`ALSO${n}`] = { title: text(`Otherwise ${n}`), by: ["clerk"] };
  for (let left = ways - (states - 1), n = 0; left > 0; n++) {
    const from = (n * 7) % (states - 1);
    const on = all[`stage${from}`]!.on!;
    const event = `ALSO${n % 30}`;
    if (Object.hasOwn(on, event)) continue;
    const to = from + (n % 3 === 0 ? -3 : 2);
    on[event] = `stage${Math.min(states - 1, Math.max(0, to))}`;
    left--;
  }
  return {
    id,
    title: text(`Procedure of ${states} stages`),
    opening: { by: ["resident"] },
    data: { type: "object", properties: {} },
    events,
    machine: { id, initial: "stage0", states: all },
  };
}

/** Milliseconds until the canvas of a procedure answers: it is drawn, and a key selects. */
async function opening(world: World, procedure: string): Promise<{ page: Page; millis: number }> {
  const page = await world.as("root", { language: "en", width: 1440, height: 900, path: "/inbox" });
  const started = performance.now();
  await page.goto(`${world.url}/designer/${procedure}`);
  await page.locator(".chart-card").first().waitFor();
  await page.locator(".canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".react-flow__node.selected").first().waitFor();
  return { page, millis: performance.now() - started };
}

/** Milliseconds until the automatic layout of a procedure that nobody touches is there. */
async function arranged(world: World, procedure: string): Promise<number> {
  const page = await world.as("root", { language: "en", width: 1440, height: 900, path: "/inbox" });
  const started = performance.now();
  await page.goto(`${world.url}/designer/${procedure}`);
  await page.locator('.canvas[data-provisional="false"]').waitFor({ timeout: 120_000 });
  const millis = performance.now() - started;
  await page.context().close();
  return millis;
}

/** Notes the time of every frame from now on; what is given back ends that and gives the gaps. */
async function frames(page: Page): Promise<() => Promise<number[]>> {
  // As text: a function that is compiled here names its inner ones with a helper that the page does not have.
  await page.evaluate(`
    globalThis.noted = { times: [], going: true };
    requestAnimationFrame(function note(at) {
      noted.times.push(at);
      if (noted.going) requestAnimationFrame(note);
    });
  `);
  return () =>
    page.evaluate(() => {
      const { noted } = globalThis as unknown as { noted: { times: number[]; going: boolean } };
      noted.going = false;
      return noted.times.slice(1).map((time, n) => time - noted.times[n]!);
    });
}

/** Frames a second while a card is dragged to and fro, in view of whatever fits. */
async function dragging(page: Page): Promise<number> {
  const box = (await page.locator(".react-flow__node.selected").first().boundingBox())!;
  const [x, y] = [box.x + 10, box.y + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 8, y + 8);
  const end = await frames(page);
  const started = performance.now();
  for (let n = 0; performance.now() - started < 1500; n++)
    await page.mouse.move(x + Math.sin(n / 6) * 120, y + 60 + Math.cos(n / 6) * 50);
  const gaps = await end();
  await page.mouse.up();
  return 1000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
}

/** Milliseconds from the key of undo or redo to the next frame that shows it, the median of some. */
async function undoing(page: Page): Promise<number> {
  await page.locator(".canvas").focus();
  await page.keyboard.press("F2");
  await page.locator(".canvas-rename").fill("Renamed");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1500);
  const taken = await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLElement>(".canvas")!;
    const times: number[] = [];
    for (let n = 0; n < 12; n++) {
      const started = performance.now();
      canvas.dispatchEvent(
        new KeyboardEvent("keydown", {
          key: n % 2 === 0 ? "z" : "y",
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        }),
      );
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    return times;
  });
  return median(taken);
}

/** Compressed script that the first page of the designer asks for, Monaco and ELK left out, in kilobytes. */
async function firstLoad(world: World, procedure: string): Promise<number> {
  const page = await world.as("root", { language: "en", path: "/inbox" });
  await page.goto(`${world.url}/designer/${procedure}`);
  await page.locator(".chart-card").first().waitFor();
  const scripts = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).map(
      ({ name, encodedBodySize }) => ({ name, size: encodedBodySize }),
    ),
  );
  await page.context().close();
  return (
    scripts
      .filter(({ name }) => name.endsWith(".js") && !/elk|monaco|editor\.worker|json\.worker/i.test(name))
      .reduce((sum, { size }) => sum + size, 0) / 1000
  );
}

/** The designer's diagram in a real browser, from the page as it is shipped. */
export async function designerFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "guicheng-bench-"));
  cpSync(join(import.meta.dirname, "../browser/fixture"), folder, { recursive: true });
  for (const [id, states, ways] of [
    ["small", 30, 45],
    ["middle", 200, 320],
    ["large", 500, 800],
  ] as const)
    writeFileSync(join(folder, `procedures/${id}.json`), JSON.stringify(generated(id, states, ways)));
  writeFileSync(
    join(folder, "procedures/typing.json"),
    JSON.stringify(withRules(generated("typing", 500, 800))),
  );
  const world = await openWorld([folder]);
  try {
    const kilobytes = await firstLoad(world, "small");
    const small = await opening(world, "small");
    const smallUndo = await undoing(small.page);
    await small.page.context().close();

    const middle = await opening(world, "middle");
    await dragging(middle.page);
    const end = await frames(middle.page);
    const started = performance.now();
    await middle.page.locator(".canvas").focus();
    await middle.page.keyboard.press("t");
    await middle.page.keyboard.press("Control+Shift+l");
    await middle.page.waitForFunction(
      () => document.querySelector(".canvas")?.getAttribute("data-placed") === "false",
    );
    const arranging = performance.now() - started;
    const gap = Math.max(...(await end()));
    await middle.page.context().close();

    const large = await opening(world, "large");
    const laidOut = await arranged(world, "large");
    const dragged = await dragging(large.page);
    const largeUndo = await undoing(large.page);
    await large.page.context().close();
    return [
      figure("designer: 30 stages, until the canvas answers", small.millis, "ms", { atMost: 2500 }),
      figure("designer: compressed script of the first page", kilobytes, "kB", { atMost: 600 }),
      figure("designer: 30 stages, undo or redo", smallUndo, "ms", { atMost: 16.7 }),
      figure("designer: 200 stages, automatic layout", arranging, "ms", { atMost: 3000 }),
      figure("designer: 200 stages, longest gap between frames meanwhile", gap, "ms", { atMost: 250 }),
      figure("designer: 500 stages, until the canvas answers", large.millis, "ms", { atMost: 3000 }),
      figure("designer: 500 stages, until it is laid out automatically", laidOut, "ms", { atMost: 15_000 }),
      figure("designer: 500 stages, dragging one", dragged, "frames/s", { atLeast: 30 }),
      figure("designer: 500 stages, undo or redo", largeUndo, "ms", { atMost: 100 }),
      ...(await typingFigures(world, "typing")),
    ];
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
