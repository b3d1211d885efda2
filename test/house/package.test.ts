import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "vite";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "guicheng-package-"));
const run = (command: string, words: string[], cwd: string) =>
  execFileSync(command, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The embedding example of the README, as it stands there. */
const example = () => {
  const found = /## Embed[\s\S]*?```ts\n([\s\S]*?)```/.exec(
    readFileSync(join(root, "README.md"), "utf8"),
  )?.[1];
  if (found === undefined) throw new Error("The README has no embedding example");
  return found;
};

describe("the package", () => {
  const elsewhere = join(folder, "elsewhere");
  beforeAll(() => {
    run("npm", ["run", "--silent", "build:library"], root);
    run("npm", ["run", "--silent", "build:embed"], root);
    const [packed] = JSON.parse(
      run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], root),
    ) as { filename: string }[];
    mkdirSync(elsewhere);
    writeFileSync(
      join(elsewhere, "package.json"),
      JSON.stringify({ name: "elsewhere", private: true, type: "module" }),
    );
    run(
      "npm",
      [
        "install",
        "--silent",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        join(folder, packed?.filename ?? ""),
      ],
      elsewhere,
    );
  }, 240_000);

  it("embeds in a program elsewhere that installs the tarball: the README's example runs and prints what it says", () => {
    const source = example();
    writeFileSync(join(elsewhere, "example.mts"), source);
    run(
      join(root, "node_modules/.bin/tsc"),
      [
        "--ignoreConfig",
        "--module",
        "nodenext",
        "--target",
        "es2023",
        "--strict",
        "--skipLibCheck",
        "example.mts",
      ],
      elsewhere,
    );
    const printed = run(process.execPath, ["example.mjs"], elsewhere).trim();
    const promised = [...source.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1]);
    expect(promised.length).toBeGreaterThan(0);
    expect(printed.split("\n")).toEqual(promised);
  });

  it("gives types and code at every subpath it exports", () => {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      exports: Record<string, unknown>;
    };
    const names = Object.keys(exports).filter((name) => !/[*]|[.]css$/.test(name));
    // What is for pages has types like all the rest; that it runs is held in a browser, where an example of it is built.
    const forPrograms = names.filter((name) => name !== "./designer");
    writeFileSync(
      join(elsewhere, "pages.mts"),
      'import { ProcedureEditor, Statechart } from "guicheng/designer";\nexport const parts: unknown[] = [ProcedureEditor, Statechart];\n',
    );
    const lines = forPrograms.map(
      (name, index) =>
        `import * as m${index} from "guicheng${name.slice(1)}";\nif (Object.keys(m${index}).length === 0) throw new Error("${name}");`,
    );
    writeFileSync(
      join(elsewhere, "subpaths.mts"),
      `${lines.join("\n")}\nconsole.log(${forPrograms.length});\n`,
    );
    run(
      join(root, "node_modules/.bin/tsc"),
      [
        "--ignoreConfig",
        "--module",
        "nodenext",
        "--target",
        "es2023",
        "--strict",
        "--skipLibCheck",
        "subpaths.mts",
        "pages.mts",
      ],
      elsewhere,
    );
    expect(run(process.execPath, ["subpaths.mjs"], elsewhere).trim()).toBe(String(forPrograms.length));
  });

  it("brings its command, schemas and definitions", () => {
    const help = run(join(elsewhere, "node_modules/.bin/guicheng"), ["--help"], elsewhere);
    expect(help).toContain("guicheng <command>");
    const pack = join(elsewhere, "node_modules/guicheng/definitions/nanhu");
    expect(
      run(join(elsewhere, "node_modules/.bin/guicheng"), ["check", pack, "--json"], elsewhere),
    ).toContain('"problems": []');
    expect(() =>
      readFileSync(join(elsewhere, "node_modules/guicheng/dist/engine/model/schemas/procedure.schema.json")),
    ).not.toThrow();
  });
});

describe("the bundle of model, time, rules, machine and simulator for a browser", () => {
  it("contains no Node module and asks for none", async () => {
    const entry = join(folder, "entry.ts");
    const floors = ["model", "time", "rules", "machine", "simulate"];
    writeFileSync(
      entry,
      floors
        .map(
          (floor) => `export * as ${floor} from ${JSON.stringify(join(root, `engine/${floor}/index.ts`))};`,
        )
        .join("\n"),
    );
    const seen: string[] = [];
    const built = await build({
      root: folder,
      configFile: false,
      logLevel: "silent",
      build: { write: false, minify: false, lib: { entry, formats: ["es"], fileName: "bundle" } },
      plugins: [
        {
          name: "modules",
          moduleParsed: ({ id }) => void seen.push(id),
        },
      ],
    });
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
      "output" in one ? one.output : [],
    );
    const code = outputs.map((one) => (one.type === "chunk" ? one.code : "")).join("\n");
    expect(outputs.flatMap((one) => (one.type === "chunk" ? one.imports : []))).toEqual([]);
    expect(seen.filter((id) => id.startsWith("node:") || id.includes("__vite-browser-external"))).toEqual([]);
    expect(code).not.toMatch(/\brequire\(["'](?:node:|fs|path|crypto)/);
    expect(seen.length).toBeGreaterThan(30);
  }, 120_000);
});
