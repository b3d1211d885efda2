import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "vite";
import { findChromium } from "./world.ts";

const root = join(import.meta.dirname, "../..");
/** Inside the project, so that the example finds React as a program would that has installed it. */
const folder = join(root, "node_modules/.cache/guicheng", `embed.${process.pid}`);
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

let server: Server;
let browser: Browser;
beforeAll(async () => {
  const example = /```tsx\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs/embedding.md"), "utf8"))?.[1];
  if (example === undefined) throw new Error("The document has no example");
  mkdirSync(join(folder, "page"), { recursive: true });
  writeFileSync(join(folder, "page/main.tsx"), example);
  writeFileSync(
    join(folder, "page/index.html"),
    '<!doctype html><html lang="en"><head><title>Elsewhere</title></head><body><div id="page"></div><script type="module" src="./main.tsx"></script></body></html>',
  );
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  try {
    await build({
      configFile: join(root, "vite.embed.config.ts"),
      logLevel: "error",
      build: { outDir: join(folder, "library"), emptyOutDir: true },
    });
    await build({
      configFile: false,
      root: join(folder, "page"),
      logLevel: "error",
      resolve: {
        alias: {
          "guicheng/designer/style.css": join(folder, "library/style.css"),
          "guicheng/designer": join(folder, "library/embed.js"),
        },
      },
      build: { outDir: join(folder, "built"), emptyOutDir: true, target: "es2023" },
    });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    const file = join(folder, "built", path === "/" ? "index.html" : path);
    if (!file.startsWith(folder) || !existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a page of somebody else", () => {
  it("shows a procedure that can be changed, as the document's example says", async () => {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator('.react-flow__node[data-id="asked"]').waitFor();
    await page.locator(".canvas").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await page.locator(".canvas-rename").fill("Checked");
    await page.keyboard.press("Enter");
    await page.getByText("Stages: asked, stage, granted").waitFor();
    await page.locator(".chart-card", { hasText: "Checked" }).waitFor();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.getByText("Stages: asked, granted").waitFor();
    expect(
      await page
        .locator(".guicheng-themed")
        .evaluate((element) => getComputedStyle(element).getPropertyValue("--accent")),
    ).toBe("#1f5fa8");
    expect(faults).toEqual([]);
  });
});
