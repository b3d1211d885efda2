import { isObject } from "./is-object.ts";
import { packDigest } from "./canonical.ts";
import { readJson } from "./json.ts";
import { checkNames } from "./names/index.ts";
import { pointer } from "./pointer.ts";
import { problem, problemOf } from "./problems.ts";
import type { SchemaFile } from "./published.ts";
import { checkStructure } from "./structure.ts";
import type { Json, JsonObject, Pack, Problem } from "./types.ts";

/** A pack is refused whose files are more, larger each, or larger together. */
export const packFileLimits = { files: 2000, bytes: 5_000_000, allBytes: 50_000_000 } as const;
/** So many problems of one pack are told. */
const mostProblems = 1000;

/** `problems` may hold warnings when `ok`. */
export type ParsedPack = { ok: true; pack: Pack; problems: Problem[] } | { ok: false; problems: Problem[] };

interface Kind {
  pattern: RegExp;
  schema: SchemaFile;
  /** Its order of keys has meaning (A17), so keys that JavaScript would move are refused. */
  ordered: boolean;
}
const kinds: Kind[] = [
  { pattern: /^pack\.json$/, schema: "pack.schema.json", ordered: true },
  { pattern: /^procedures\/([a-z][a-z0-9-]*)\.json$/, schema: "procedure.schema.json", ordered: true },
  { pattern: /^scenarios\/([A-Za-z][A-Za-z0-9_-]*)\.json$/, schema: "scenarios.schema.json", ordered: false },
  { pattern: /^layouts\/([a-z][a-z0-9-]*)\.json$/, schema: "layout.schema.json", ordered: false },
  { pattern: /^registers\/([A-Za-z][A-Za-z0-9_-]*)\.json$/, schema: "register.schema.json", ordered: false },
  { pattern: /^calendars\/([A-Za-z][A-Za-z0-9_-]*)\.json$/, schema: "calendar.schema.json", ordered: false },
  { pattern: /^directory\.json$/, schema: "directory.schema.json", ordered: false },
];

const kindOf = (path: string) => kinds.find((kind) => kind.pattern.test(path));

/**
 * Reads a pack from its files (`pack.json`, `procedures/<id>.json`, `scenarios/<id>.json`, `layouts/<id>.json`,
 * `registers/<id>.json`, `calendars/<id>.json`, `directory.json`; path to text). Checks that each is JSON, has the form that its published schema
 * gives it, and that every name in it resolves. Never throws, whatever the texts are.
 *
 * @example
 * const read = parsePack({ "pack.json": "…", "procedures/approval.json": "…" });
 * if (!read.ok) for (const { file, path, message } of read.problems) console.log(file, path, message.en);
 */
export function parsePack(files: Record<string, string>): ParsedPack {
  const problems = checkFiles(files);
  const values = new Map<string, Json>();
  if (!problems.some((one) => one.code === "too-many-files"))
    for (const [path, text] of Object.entries(files)) {
      if (problems.some((one) => one.file === path)) continue;
      const read = readFile(path, text, problems);
      if (read !== undefined) values.set(path, read);
    }
  const faulty = new Set(problems.map((one) => one.file));
  // What cannot be read is there all the same, and others may name it.
  for (const path of Object.keys(files))
    if (path !== "pack.json" && faulty.has(path) && !values.has(path) && kindOf(path) !== undefined)
      values.set(path, {});
  const head = mendedHead(values.get("pack.json"), problems);
  const pack = head === null ? null : assemble(head, values, files);
  if (pack !== null) problems.push(...checkNames(pack, faulty));
  const told = problems.slice(0, mostProblems);
  return pack === null || told.some((one) => one.severity === "error")
    ? { ok: false, problems: told }
    : { ok: true, pack, problems: told };
}

function checkFiles(files: Record<string, string>): Problem[] {
  const sizes = Object.values(files).map((text) => text.length);
  if (
    sizes.length > packFileLimits.files ||
    sizes.reduce((sum, size) => sum + size, 0) > packFileLimits.allBytes
  )
    return [problem("too-many-files", "", { limit: packFileLimits.files })];
  const problems = Object.entries(files).flatMap(([path, text]) => {
    if (kindOf(path) === undefined) return [problem("unknown-file", "", { name: path }, path)];
    return text.length > packFileLimits.bytes
      ? [problem("file-too-large", "", { limit: packFileLimits.bytes }, path)]
      : [];
  });
  if (!Object.hasOwn(files, "pack.json"))
    problems.push(problem("missing-file", "", { name: "pack.json" }, "pack.json"));
  return problems;
}

function readFile(path: string, text: string, problems: Problem[]): Json | undefined {
  const kind = kindOf(path) as Kind;
  const read = readJson(text);
  if (!read.ok) {
    problems.push(...read.faults.map(({ code, path: at, ...where }) => problemOf(code, at, where, path)));
    return undefined;
  }
  if (kind.ordered) problems.push(...integerKeys(read.value, "", path));
  problems.push(...checkStructure(kind.schema, read.value, path));
  const name = kind.pattern.exec(path)?.[1];
  const id = isObject(read.value) ? read.value["id"] : undefined;
  if (name !== undefined && typeof id === "string" && id !== name)
    problems.push(problem("id-not-file-name", "/id", { found: id, expected: name }, path));
  return read.value;
}

/** Keys that look like list positions come first in JavaScript, wherever they were written. */
export function integerKeys(value: Json, path: string, file: string): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(!Array.isArray(value) && /^(?:0|[1-9]\d*)$/.test(key)
      ? [problem("integer-key", path + pointer(key), { found: key }, file)]
      : []),
    ...integerKeys(member, path + pointer(key), file),
  ]);
}

/** What other files name of `pack.json`, each by its name, with what stands for one whose form is wrong: it allows anything. */
const named: Record<string, JsonObject> = {
  roles: { title: { en: "", "zh-CN": "" } },
  parameters: {},
  registers: { title: { en: "", "zh-CN": "" }, key: "", row: {} },
};

/**
 * The head of a pack, so far that the other files can be checked against the names that it declares; null where that cannot
 * be. What its own form lacks has been told.
 */
function mendedHead(head: Json | undefined, problems: readonly Problem[]): JsonObject | null {
  if (!isObject(head)) return null;
  const wrong = problems.filter(({ file }) => file === "pack.json").map(({ path }) => path);
  if (wrong.length === 0) return head;
  const mended: JsonObject = { ...head };
  for (const [part, stand] of Object.entries(named)) {
    const declared = head[part] ?? {};
    if (!isObject(declared)) return null;
    mended[part] = Object.fromEntries(
      Object.entries(declared).map(([name, value]) => {
        const at = pointer(part, name);
        return [name, wrong.some((path) => path === at || path.startsWith(`${at}/`)) ? stand : value];
      }),
    );
  }
  return mended;
}

/** Puts the files together. What does not have the form of a pack is found and told elsewhere, before anyone uses it. */
function assemble(head: JsonObject, values: Map<string, Json>, files: Record<string, string>): Pack {
  const folder = <T>(name: string): Record<string, T> => {
    const found: Record<string, T> = {};
    for (const [path, value] of values)
      if (path.startsWith(`${name}/`))
        found[path.slice(name.length + 1, -".json".length)] = withoutSchema(value) as T;
    return found;
  };
  return {
    ...(withoutSchema(head) as unknown as Pack),
    roles: (head["roles"] ?? {}) as unknown as Pack["roles"],
    parameters: (head["parameters"] ?? {}) as Pack["parameters"],
    registers: (head["registers"] ?? {}) as unknown as Pack["registers"],
    schedules: (head["schedules"] ?? []) as unknown as Pack["schedules"],
    procedures: folder("procedures"),
    scenarios: folder("scenarios"),
    layouts: folder("layouts"),
    calendars: folder("calendars"),
    rows: Object.fromEntries(
      Object.entries(folder<Json>("registers")).map(([id, rows]) => [
        id,
        (isObject(rows) ? rows["rows"] : rows) as JsonObject[],
      ]),
    ),
    directory: withoutSchema(values.get("directory.json") ?? {}) as unknown as Pack["directory"],
    files: { ...files },
    digest: packDigest(files),
  };
}

function withoutSchema(value: Json): Json {
  if (!isObject(value)) return value;
  const { $schema: _, ...rest } = value;
  return rest;
}
