import process from "node:process";
import type { Figure } from "./figure.ts";

/** Each group of figures, loaded when it is run: `--only <name>` runs one. */
const groups: Record<string, () => Promise<Figure[]>> = {
  rules: async () => (await import("./rules.ts")).rulesFigures(),
  step: async () => (await import("./step.ts")).stepFigures(),
  send: async () => (await import("./send.ts")).sendFigures(),
  http: async () => (await import("./http.ts")).httpFigures(),
  store: async () => (await import("./store.ts")).storeFigures(),
  designer: async () => (await import("./designer.ts")).designerFigures(),
  start: async () => (await import("./start.ts")).startFigures(),
};

const words = process.argv.slice(2);
const json = words.includes("--json");
const only = words.includes("--only") ? words[words.indexOf("--only") + 1] : undefined;
if (only !== undefined && !Object.hasOwn(groups, only)) {
  console.error(`bench: there is no group ${only}; there are ${Object.keys(groups).join(", ")}`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, run] of Object.entries(groups)) {
  if (only !== undefined && name !== only) continue;
  if (!json) console.error(`bench: ${name} …`);
  figures.push(...(await run()));
}
if (json) console.log(JSON.stringify(figures, null, 2));
else {
  const bound = (one: Figure) =>
    one.atLeast !== undefined ? `≥ ${one.atLeast}` : one.atMost !== undefined ? `≤ ${one.atMost}` : "";
  const width = Math.max(...figures.map((one) => one.figure.length));
  for (const one of figures) {
    console.log(
      `${one.holds ? "✓" : "✗"} ${one.figure.padEnd(width)}  ${String(Number(one.value.toPrecision(4))).padStart(9)} ${one.unit.padEnd(8)} ${bound(one)}`,
    );
  }
}
process.exitCode = figures.every((one) => one.holds) ? 0 : 1;
