import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { build } from "vite";
import type { Clock } from "../../engine/ports/index.ts";
import { openEngine, type Engine } from "../../engine/runtime/index.ts";
import { memory, readPack } from "../../engine/store/index.ts";
import { demonstrationIdentity, silentLog, startServer } from "../../server/index.ts";

const root = join(import.meta.dirname, "../..");

/** Flags for a browser without a screen that asks the network for nothing of its own. */
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The Chromium at `CHROMIUM_PATH`, else Debian's. Fails plainly where there is none. */
export function findChromium(): string {
  const path = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  if (!existsSync(path))
    throw new Error(`There is no Chromium at ${path}. Run "npm run setup", or set CHROMIUM_PATH.`);
  return path;
}

/** The page as it is now, built once for all tests that ask for it. */
export async function builtPage(): Promise<string> {
  const hash = createHash("sha256").update("production");
  const add = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) add(path);
      else hash.update(path).update(readFileSync(join(root, path)));
    }
  };
  // The page runs the engine itself, where procedures are tried out.
  for (const folder of ["designer", "engine"]) add(folder);
  for (const file of ["vite.config.ts", "package-lock.json"]) hash.update(readFileSync(join(root, file)));
  const cache = join(root, "node_modules/.cache/guicheng");
  const page = join(cache, hash.digest("hex").slice(0, 16));
  if (existsSync(page)) return page;
  mkdirSync(cache, { recursive: true });
  const making = `${page}.${process.pid}`;
  // What is tested is what is shipped, not what libraries show to tests: there, all that need an id have one and the same.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  try {
    await build({
      configFile: join(root, "vite.config.ts"),
      logLevel: "error",
      build: { outDir: making, emptyOutDir: true },
    });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
  try {
    renameSync(making, page);
  } catch {
    // Another test has built the same in the meantime.
    rmSync(making, { recursive: true, force: true });
  }
  return page;
}

/** A clock that stands where it is put. */
class SetClock implements Clock {
  at: number;
  constructor(start: string) {
    this.at = Date.parse(start);
  }
  now = () => new Date(this.at).toISOString();
  /** Nothing rings by itself: time passes when a test says so. */
  wake = () => () => undefined;
}

export interface World {
  url: string;
  engine: Engine;
  browser: Browser;
  /** Puts the clock forward to an instant and lets everything fire that falls due. */
  pass(until: string): Promise<void>;
  /** A page as a person sees it, in a browser of their own. */
  as(
    person: string,
    options?: {
      language?: "en" | "zh-CN";
      theme?: "light" | "dark";
      width?: number;
      height?: number;
      path?: string;
    },
  ): Promise<Page>;
  close(): Promise<void>;
}

/** A real server with the built page over a real engine, and a real browser. */
export async function openWorld(
  packs = [join(import.meta.dirname, "fixture")],
  start = "2026-03-02T01:00:00.000Z",
): Promise<World> {
  const [page, browser] = await Promise.all([
    builtPage(),
    chromium.launch({ executablePath: findChromium(), args: flags }),
  ]);
  const clock = new SetClock(start);
  const engine = await openEngine({ store: memory(), clock });
  for (const folder of packs) {
    const read = await readPack(folder);
    if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2));
    const deployed = await engine.deploy(read.pack, { by: { id: "operator", roles: ["administrator"] } });
    if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems, null, 2));
  }
  const server = await startServer({
    engine,
    identity: demonstrationIdentity(engine),
    port: 0,
    host: "127.0.0.1",
    log: silentLog,
    page,
  });
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    url: server.url,
    engine,
    browser,
    async pass(until) {
      clock.at = Date.parse(until);
      await engine.tick();
    },
    async as(person, { language = "zh-CN", theme = "light", width = 1280, height = 900, path = "/" } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
      contexts.push(context);
      await context.addInitScript(
        (kept) => {
          // What is chosen in the page afterwards stays chosen.
          for (const [key, value] of Object.entries(kept))
            if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
        },
        { "guicheng.language": language, "guicheng.person": person, "guicheng.theme": theme },
      );
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        // A refusal of the server is told in the browser's console as well.
        if (message.type() === "error" && !/Failed to load resource/.test(message.text()))
          faults.push(`${page.url()}: ${message.text()}`);
      });
      await page.goto(server.url + path);
      await page.locator("main").waitFor();
      return page;
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await server.stop();
      if (faults.length > 0) throw new Error(`The page complained:\n${faults.join("\n")}`);
    },
  };
}

const axe = readFile(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/** What axe finds serious or critical on a page, in words; empty for a clean one. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Through the debugger, which the page's content-security policy does not bind.
  await page.evaluate(await axe);
  return page.evaluate(async () => {
    type Found = {
      violations: {
        id: string;
        impact: string | null;
        nodes: { target: unknown; failureSummary?: string }[];
      }[];
    };
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${String(target)}: ${failureSummary ?? ""}`),
      );
  });
}
