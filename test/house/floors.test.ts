import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** Folder -> floor. A file may import its own folder, and folders on its own floor or below. */
const floors: Record<string, number> = {
  "engine/model": 0,
  "engine/time": 0,
  "engine/rules": 0,
  "engine/machine": 1,
  "engine/ports": 1,
  "engine/store": 2,
  "engine/runtime": 3,
  "engine/check": 3,
  "engine/audit": 3,
  "engine/measure": 3,
  "engine/simulate": 4,
  engine: 5,
  server: 6,
};
/** What the page may use of the engine; all else it asks of the server. */
const pageMayImport = [
  "engine/model",
  "engine/rules",
  "engine/time",
  "engine/machine",
  "engine/check",
  "engine/simulate",
  "engine/ports",
  "engine/runtime",
];
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)|(?:^|\n)\s*import\s+"([^"]+)"/g;

const root = join(import.meta.dirname, "../..");
const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

interface Import {
  from: string;
  specifier: string;
  /** Path inside the project, where it is one. */
  to?: string;
}
const imports: Import[] = ["engine", "server", "designer"].flatMap(files).flatMap((from) =>
  [...readFileSync(join(root, from), "utf8").matchAll(importPattern)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    return specifier.startsWith(".")
      ? { from, specifier, to: posix.join(dirname(from), specifier) }
      : { from, specifier };
  }),
);
const floorOf = (file: string) => {
  const parts = dirname(file).split("/");
  const room = parts[0] === "engine" ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  return { room, floor: floors[room] };
};

describe("the house", () => {
  it("has a floor for every room of engine and server", () => {
    const homeless = [
      ...new Set(
        [...files("engine"), ...files("server")].filter((file) => floorOf(file).floor === undefined),
      ),
    ];
    expect(homeless).toEqual([]);
  });

  it("imports downwards only", () => {
    const upwards = imports.filter(({ from, to }) => {
      if (to === undefined || from.startsWith("designer/")) return false;
      const here = floorOf(from);
      const there = floorOf(to);
      return there.floor === undefined || there.floor > (here.floor ?? -1);
    });
    expect(upwards).toEqual([]);
    expect(imports.filter((one) => one.to !== undefined).length).toBeGreaterThan(50);
  });

  it("lets the page reach the engine's pure floors only, and nothing reach the page", () => {
    const strange = imports.filter(
      ({ from, to }) =>
        to !== undefined &&
        (from.startsWith("designer/")
          ? !to.startsWith("designer/") &&
            !to.startsWith("package.json") &&
            !pageMayImport.includes(floorOf(to).room)
          : to.startsWith("designer/")),
    );
    expect(strange).toEqual([]);
  });

  it("keeps Node's modules out of everything in the engine but the store", () => {
    const node = imports.filter(
      ({ from, specifier }) =>
        from.startsWith("engine/") && !from.startsWith("engine/store/") && specifier.startsWith("node:"),
    );
    expect(node).toEqual([]);
  });

  it("has no import cycle", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of imports)
      if (to !== undefined) graph.set(from, [...(graph.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
      else if (!done.has(file)) {
        for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
        done.add(file);
      }
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it("reads no clock and throws no dice inside the engine, but in the one file that gives both", () => {
    const impure = files("engine")
      .filter((file) => file !== "engine/store/system.ts")
      .filter((file) =>
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\brandomUUID\b|\brandomBytes\b|\bset(?:Timeout|Interval)\(/.test(
          readFileSync(join(root, file), "utf8"),
        ),
      );
    expect(impure).toEqual([]);
  });
});
