import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import process from "node:process";

/**
 * `npm run fuzz -- 20`: plays the files with property tests that many times, each time from a seed of its own. Prints the seeds under
 * which something failed; `GUICHENG_SEED=<seed> npx vitest run <file>` plays it again.
 */
const rounds = Number(process.argv[2] ?? 10);
const only = process.argv.slice(3);
const root = join(import.meta.dirname, "../..");

/** Whether a test draws at random, itself or by what stands beside it. */
function draws(path: string): boolean {
  const text = readFileSync(path, "utf8");
  const beside = [...text.matchAll(/from "(\.\/[^"]+\.ts)"/g)].map(([, name = ""]) =>
    join(dirname(path), name),
  );
  return /from "fast-check"/.test(text) || beside.some(draws);
}

const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.test\.tsx?$/.test(name) && !name.startsWith("browser"))
  .map((name) => relative(root, join(root, "test", name)))
  .filter((name) => only.length === 0 || only.some((part) => name.includes(part)))
  .filter((name) => draws(join(root, name)));
// Without a file to play, everything would be played.
if (files.length === 0) throw new Error(`No file with property tests has ${only.join(" or ")} in its name.`);

const failed: number[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const seed = randomInt(2 ** 31);
  const { status, stdout } = spawnSync("npx", ["vitest", "run", ...files], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, GUICHENG_SEED: String(seed), NO_COLOR: "1" },
    maxBuffer: 2 ** 28,
  });
  const isWell = status === 0;
  console.log(
    `round ${round} of ${rounds}: seed ${seed}: ${stdout.trim().split("\n").at(-1) ?? "nothing was printed"}`,
  );
  if (isWell) continue;
  failed.push(seed);
  console.log(stdout.slice(-8000));
}
console.log(
  `${rounds - failed.length} rounds passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(", ")}` : ""}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
