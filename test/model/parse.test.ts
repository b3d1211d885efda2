import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packDigest, packFileLimits, parsePack, pointer, type Json } from "../../engine/model/index.ts";
import { changed, told, texts } from "./fixtures/change.ts";
import { fixture } from "./fixtures/pack.ts";

const examples = process.env["GUICHENG_EXAMPLES"] ?? "../shared/examples";

function read(folder: string): Record<string, string> {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
    file.endsWith(".json"),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

describe("a pack", () => {
  it("is parsed into its parts", () => {
    const parsed = parsePack(texts(fixture));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { pack } = parsed;
    expect(pack).toMatchObject({ id: "town", version: "1.2.3", timeZone: "Asia/Shanghai" });
    expect(Object.keys(pack.procedures)).toEqual(["permit", "inspection"]);
    expect(pack.rows).toEqual({ permits: [{ number: "1", holder: "x" }] });
    expect(pack.files).toEqual(texts(fixture));
    expect(pack.digest).toBe(packDigest(texts(fixture)));
    expect(Object.keys(pack)).not.toContain("$schema");
  });

  it("may leave out what is optional", () => {
    const {
      roles: _,
      parameters: __,
      registers: ___,
      schedules: ____,
      ...head
    } = fixture["pack.json"] as Record<string, Json>;
    const parsed = parsePack(
      texts({ "pack.json": head, "calendars/cn.json": fixture["calendars/cn.json"] as Json }),
    );
    expect(
      parsed.ok && [parsed.pack.roles, parsed.pack.parameters, parsed.pack.registers, parsed.pack.schedules],
    ).toEqual([{}, {}, {}, []]);
  });

  it("takes the rows of a register as a list or under `rows`", () => {
    const rows = [{ number: "1", holder: "x" }];
    for (const written of [rows, { rows }]) {
      const parsed = parsePack(texts({ ...fixture, "registers/permits.json": written }));
      expect(parsed.ok && parsed.pack.rows).toEqual({ permits: rows });
    }
  });

  it("A17: keeps the order in which regions, delays and assignments are written", () => {
    const parsed = parsePack(texts(fixture));
    const states = parsed.ok ? Object.keys(parsed.pack.procedures["permit"]?.machine.states ?? {}) : [];
    expect(states).toEqual(["draft", "examining", "waiting", "granted", "withdrawn"]);
  });

  it("keeps layouts beside the procedures, and warns of what they say of nothing", () => {
    const parsed = parsePack(texts(fixture));
    expect(parsed.ok && parsed.pack.layouts).toEqual({ permit: fixture["layouts/permit.json"] });
    const gone = changed("layouts/permit.json", "/states/attic", { x: 1, y: 2 });
    const others = { ...texts(gone), "layouts/attic.json": '{ "states": { "loft": { "x": 0, "y": 0 } } }' };
    const read = parsePack(others);
    expect(read.ok).toBe(true);
    expect(read.problems.map((one) => `${one.severity} ${one.code} ${one.file}${one.path}`)).toEqual([
      "warning layout-of-gone-state layouts/permit.json/states/attic",
      "warning layout-of-nothing layouts/attic.json",
    ]);
  });

  it("is refused for files that are none of its own, or missing, or too large, or too many", () => {
    expect(told(parsePack({}).problems)).toEqual(["missing-file pack.json"]);
    const base = texts(fixture);
    for (const name of [
      "notes.json",
      "procedures/../pack.json",
      "procedures/Permit.json",
      "procedures/a/b.json",
      "drawings/permit.json",
      "/pack.json",
    ])
      expect(told(parsePack({ ...base, [name]: "{}" }).problems)).toEqual([`unknown-file ${name}`]);
    expect(
      told(parsePack({ ...base, "directory.json": " ".repeat(packFileLimits.bytes + 1) }).problems),
    ).toEqual(["file-too-large directory.json"]);
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`scenarios/s${n}.json`, "{}"]));
    expect(parsePack({ ...base, ...many }).problems.map((one) => one.code)).toEqual(["too-many-files"]);
  });

  it("is judged file by file: a broken procedure hides no problem of another", () => {
    const files = changed(
      "procedures/inspection.json",
      "/machine/initial",
      "dew",
      changed("procedures/permit.json", "/events", 1),
    );
    expect(told(parsePack(texts(files)).problems)).toEqual([
      "wrong-type procedures/permit.json/events",
      "unknown-initial procedures/inspection.json/machine/initial",
    ]);
  });
});

describe("a pack with a file that is not as it should be", () => {
  const dew = changed("procedures/inspection.json", "/machine/initial", "dew");
  const other = "unknown-initial procedures/inspection.json/machine/initial";
  const withText = (file: string, text: string) => ({ ...texts(dew), [file]: text });

  it.each([
    "procedures/permit.json",
    "calendars/cn.json",
    "scenarios/permit.json",
    "layouts/permit.json",
    "registers/permits.json",
    "directory.json",
  ])(
    "has the names of all others checked where %s cannot be read, and is told nothing that follows from it",
    (file) => {
      expect(told(parsePack(withText(file, "{")).problems)).toEqual([`not-json ${file}`, other]);
    },
  );

  it("has the names of the files that it knows checked where one is none of its own, or too large", () => {
    expect(told(parsePack(withText("notes.json", "{}")).problems)).toEqual([
      "unknown-file notes.json",
      other,
    ]);
    const long = " ".repeat(packFileLimits.bytes + 1);
    expect(told(parsePack(withText("directory.json", long)).problems)).toEqual([
      "file-too-large directory.json",
      other,
    ]);
  });

  it.each<[string, string, Json]>([
    ["/version", "bad-text", "1.2"],
    ["/roles/clerk", "wrong-type", 1],
    ["/roles/clerk/title/en", "missing-translation", 1],
    ["/parameters/noticeDays/minimum", "wrong-type", "1"],
    ["/registers/permits", "wrong-type", 1],
    ["/registers/permits", "missing-key", { title: { en: "x", "zh-CN": "x" }, key: "number" }],
    ["/schedules", "wrong-type", 1],
  ])("is checked against the names that pack.json declares, though %s is wrong", (at, code, value) => {
    expect(told(parsePack(texts(changed("pack.json", at, value, dew))).problems)).toEqual([
      `${code} pack.json${at}`,
      other,
    ]);
  });

  it("is told of its form alone where it cannot be known what pack.json declares", () => {
    expect(told(parsePack(texts(changed("pack.json", "/roles", [], dew))).problems)).toEqual([
      "wrong-type pack.json/roles",
    ]);
  });
});

describe.runIf(existsSync(join(examples, "council")))("the examples", () => {
  it("council parses with no problem at all", () => {
    const parsed = parsePack(read(join(examples, "council")));
    expect(parsed.problems).toEqual([]);
    expect(parsed.ok).toBe(true);
  });

  it("the drafts, written before the language was fixed, are told what is wrong with them", () => {
    const { "pack.json": head, "calendars/cn.json": calendar } = read(join(examples, "council"));
    for (const id of ["approval-case", "dispute-joint-mediation"]) {
      const draft = readFileSync(join(examples, "drafts", `${id}.json`), "utf8");
      const { problems } = parsePack({
        "pack.json": head ?? "",
        "calendars/cn.json": calendar ?? "",
        [`procedures/${id}.json`]: draft,
      });
      expect(problems.length).toBeGreaterThan(20);
    }
  });
});
if (!existsSync(join(examples, "council"))) console.log(`left out: the example packs are not at ${examples}`);

describe("whatever it is given", () => {
  const place = (value: Json, at = ""): string[] =>
    typeof value !== "object" || value === null
      ? [at]
      : [at, ...Object.entries(value).flatMap(([key, inner]) => place(inner, at + pointer(key)))];
  const places = Object.entries(fixture).flatMap(([file, value]) => place(value).map((at) => ({ file, at })));
  const hostile: fc.Arbitrary<Json> = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>,
    fc.constantFrom<Json>(
      { $ref: "#/$defs/self" },
      { type: "object", properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { $ref: "#/$defs/a" } } },
      { var: ["a", { var: "b" }, "c"] },
      { var: "" },
      { rule: "complete" },
      { "": [] },
      { if: [] },
      { all: [[], { all: [] }] },
      "#permit",
      "#",
      ".",
      "..",
      "a..b",
      "{",
      "{}",
      "clock:",
      "event:",
      "cases:",
      "@",
      "__proto__",
      "constructor",
      "toString",
      "\\",
      "^(a+)+$",
    ),
  );

  it("never throws: any value in any place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), hostile), { minLength: 1, maxLength: 3 }),
        (changes) => {
          let files = fixture;
          for (const [{ file, at }, value] of changes) {
            try {
              files = changed(file, at, value, files);
            } catch {
              // An earlier change has taken this place away.
            }
          }
          const parsed = parsePack(texts(files));
          expect(parsed.ok).toBe(!parsed.problems.some((one) => one.severity === "error"));
        },
      ),
      { numRuns: 250 },
    );
  });

  it("never throws: any texts in any files", () => {
    const names = fc.oneof(
      fc.constantFrom("pack.json", "directory.json", "procedures/a.json", "registers/a.json"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.json(), fc.string())), (files) => {
        expect(parsePack(files).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("never throws: long chains, wide objects, deep nesting", () => {
    const rules = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [
          `r${n}`,
          { title: { en: "a", "zh-CN": "b" }, when: { rule: `r${n + 1}` } },
        ]),
      );
    expect(
      told(
        parsePack(
          texts(
            changed("procedures/permit.json", "/rules", {
              ...rules(900),
              isLarge: { title: { en: "a", "zh-CN": "b" }, when: { rule: "r0" } },
            }),
          ),
        ).problems,
      ),
    ).toContain("unknown-rule procedures/permit.json/rules/r899/when/rule");
    expect(
      told(parsePack(texts(changed("procedures/permit.json", "/rules", rules(5_000)))).problems),
    ).toContain("too-many procedures/permit.json/rules");
    let logic: Json = true;
    for (let depth = 0; depth < 200; depth++) logic = { "!": logic };
    expect(
      parsePack(texts(changed("procedures/permit.json", "/rules/isLarge/when", logic))).problems[0]?.code,
    ).toBe("too-deep");
  });
});
