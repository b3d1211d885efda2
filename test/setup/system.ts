import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

/**
 * Installs what the tests need from the system and the package manager of Node does not bring: a Chromium and Chinese fonts.
 * Does nothing where they are there; on Debian it uses apt-get; elsewhere it says what is missing and fails.
 */
const browsers = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const hasBrowser = browsers.some((path) => path !== undefined && existsSync(path));
const hasChinese = () => {
  const listed = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  return listed.status === 0 && listed.stdout.trim() !== "";
};

const missing = [
  ...(hasBrowser ? [] : ["chromium"]),
  ...(hasChinese() ? [] : ["fontconfig", "fonts-noto-cjk"]),
];
if (missing.length === 0) {
  console.log("setup: a browser and Chinese fonts are there.");
} else if (!existsSync("/usr/bin/apt-get")) {
  console.error(
    `setup: please install ${missing.join(", ")} (or set CHROMIUM_PATH), then run this again. Only Debian's apt-get is known to this script.`,
  );
  process.exitCode = 1;
} else {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo"];
  const run = (...words: string[]) => {
    const [command = "", ...rest] = [...asRoot, ...words];
    execFileSync(command, rest, {
      stdio: "inherit",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  };
  console.log(`setup: installing ${missing.join(", ")}`);
  run("apt-get", "update", "-qq");
  run("apt-get", "install", "-y", "-qq", "--no-install-recommends", ...missing);
}
