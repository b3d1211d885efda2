import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePack, type Pack } from "../../engine/model/index.ts";
import { runScenarios, type ProcedureResult } from "../../engine/simulate/index.ts";

const examples = resolve(process.env.GUICHENG_EXAMPLES ?? "../shared/examples");
/** The example pack. That of Nanhu has tests of its own, which play all its scenarios. */
const council = join(examples, "council");
const isHere = existsSync(join(council, "pack.json"));

function read(folder: string): Pack {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const parsed = parsePack(
    Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")])),
  );
  expect(parsed.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  if (!parsed.ok) throw new Error("the pack cannot be read");
  return parsed.pack;
}

const line = ({ id, scenarios, states, transitions, refusals }: ProcedureResult) =>
  `${id}: ${scenarios} scenarios, ${states.taken}/${states.all} states, ${transitions.taken}/${transitions.all} transitions, ` +
  `${refusals.taken.length}/${refusals.all.length} refusals`;

if (!isHere) console.log(`${council} is not here: its scenarios are left out.`);

describe.runIf(isHere)("the example pack as it stands", () => {
  it("passes its scenarios", async () => {
    const pack = read(council);
    const results = await runScenarios(pack);
    console.log(results.map(line).join("\n"));
    expect(results.flatMap(({ failures }) => failures)).toEqual([]);
    expect(results.reduce((sum, { passed }) => sum + passed, 0)).toBe(
      Object.values(pack.scenarios).flatMap(({ scenarios }) => scenarios).length,
    );
  });
});
