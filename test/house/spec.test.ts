import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const tests = join(import.meta.dirname, "..");
const spec = readFileSync(join(tests, "SPEC.md"), "utf8");
const [running = "", waiting = ""] = spec.split("## Not running yet");
const ids = (text: string) => [...text.matchAll(/\*\*([A-H]\d+)\*\*/g)].map((match) => match[1] ?? "");
const notYet = new Set(ids(waiting));
const rules = new Set(ids(running));

/** Rule numbers at the head of the titles of tests: `it("A1, C4: …")`. */
const cited = new Set(
  readdirSync(tests, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .flatMap((text) => [
      ...text.matchAll(
        /\b(?:it|test|describe)(?:\.each\([^)]*\))?\(\s*[`"']((?:[A-H]\d+(?:[,–-]\s?| and )?)+):?/g,
      ),
    ])
    .flatMap((match) => [...(match[1] ?? "").matchAll(/[A-H]\d+/g)].map((one) => one[0])),
);

describe("the specification", () => {
  it("has the rules of docs/semantics.md, all of them", () => {
    const semantics = readFileSync(join(tests, "../docs/semantics.md"), "utf8");
    expect([...rules].sort()).toEqual([...new Set(ids(semantics))].sort());
  });
  it("is held by tests: every rule that runs is cited", () => {
    expect([...rules].filter((rule) => !cited.has(rule) && !notYet.has(rule))).toEqual([]);
  });
  it("knows every rule that a test cites", () => {
    expect([...cited].filter((rule) => !rules.has(rule))).toEqual([]);
  });
});
