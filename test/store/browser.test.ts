import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

/** Every module that a file reaches by its imports, those of packages by their names. */
function reached(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/from "([^"]+)"/g)) {
    if (specifier.startsWith(".")) reached(join(dirname(file), specifier), seen);
    else seen.add(specifier);
  }
  return seen;
}

it("the store in memory reaches nothing of Node and no package, so that it runs in a browser", () => {
  const store = join(import.meta.dirname, "../../engine/store");
  const modules = [...reached(join(store, "memory/index.ts"))];
  expect(modules.length).toBeGreaterThan(8);
  expect(modules.filter((name) => !name.endsWith(".ts"))).toEqual([]);
  expect([...reached(join(store, "libsql/index.ts"))]).toContain("libsql");
  const text = modules.map((name) => readFileSync(name, "utf8")).join("\n");
  expect(text).not.toMatch(/\b(Buffer|process|setImmediate|require)\b\s*[.(]/);
});
