import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { spawn } from "node:child_process";
import { build } from "vite";

/**
 * `npm start` in a checkout: builds the page where it is older than its sources, then serves the Nanhu pack as a demonstration.
 */
const root = join(import.meta.dirname, "..");
const built = join(root, "dist/page/index.html");
const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );

// The page runs the engine itself, where procedures are tried out.
const sources = [
  ...["designer", "engine"].map(newest),
  ...["vite.config.ts", "package-lock.json"].map((name) => statSync(join(root, name)).mtimeMs),
];
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources)) {
  console.log("Building the page …");
  await build({ root: join(root, "designer"), configFile: join(root, "vite.config.ts"), logLevel: "warn" });
}
const server = spawn(
  process.execPath,
  [
    "--import",
    "tsx",
    join(root, "server/cli/main.ts"),
    "serve",
    "--demonstration",
    "--pack",
    join(root, "definitions/nanhu"),
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
